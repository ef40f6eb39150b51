"""The QR code (二维码) on screen, alone in its own window.

Nothing stands to its left: one character of unexpected width in a name would shift half
the symbol.
"""

from __future__ import annotations

import os
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from screens.environment import draws_sextants
from screens.keys import SPACE
from screens.widgets.qr_drawings import Drawing, Signs, drawings, half_blocks, sextants, symbol
from screens.widgets.qr_drawings import framed as framed_symbol
from siquan_tui.line_breaks import wrapped
from siquan_tui.message import message
from siquan_tui.words import _, say

LIGHT, DARK = "#ffffff", "#000000"


class QrView(Widget):
    """A symbol, drawn."""

    DEFAULT_CSS = "QrView { width: auto; height: auto; }"

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self._drawing = drawing
        self._lines = {Signs.HALVES: half_blocks, Signs.SEXTANTS: sextants}.get(
            drawing.signs, lambda _modules: []
        )(drawing.modules)
        self.styles.width, self.styles.height = drawing.columns, drawing.lines

    def render_line(self, y: int) -> Strip:
        """One line of the symbol."""
        light, dark = Style(bgcolor=LIGHT), Style(bgcolor=DARK)
        match self._drawing.signs:
            case Signs.CELLS:
                row = self._drawing.modules[y]
                return Strip([Segment("  ", dark if on else light) for on in row])
            case Signs.HALVES:
                return Strip([Segment(self._lines[y], Style(color=LIGHT, bgcolor=DARK))])
            case Signs.SEXTANTS:
                return Strip([Segment(self._lines[y], Style(color=DARK, bgcolor=LIGHT))])


class QrScreen(ModalScreen[None]):
    """The code in its own window; Space changes how it is drawn, Esc closes it."""

    DEFAULT_CSS = """
    QrScreen { align: center middle; background: #000000; color: #ffffff; }
    QrScreen #qr-room { width: auto; height: auto; }
    QrScreen #qr-words { width: auto; height: auto; color: #ffffff; }
    QrScreen #qr-room.dialog #qr-words { color: $foreground; }
    QrScreen.-sextants { align: left top; background: #ffffff; }
    QrScreen.-sextants #qr-room { layout: horizontal; width: 100%; height: 100%; }
    QrScreen.-sextants #qr-words { color: #000000; margin: 1 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "close", show=False),
        Binding(SPACE, "other_drawing", show=False),
    ]

    def __init__(self, code: str) -> None:
        super().__init__()
        self._symbols = (symbol(code), symbol(code, small=True))
        self._chosen = 0

    def compose(self) -> ComposeResult:
        """Room for the symbol, or for why it is not there."""
        yield Container(id="qr-room")

    async def on_mount(self) -> None:
        """The best drawing that fits."""
        await self._draw()

    async def on_resize(self) -> None:
        """A larger window may hold a better one."""
        self._chosen = 0
        await self._draw()

    async def action_other_drawing(self) -> None:
        """Another drawing, for a terminal that draws this one badly."""
        self._chosen += 1
        await self._draw()

    def action_close(self) -> None:
        """Seen."""
        self.dismiss(None)

    @property
    def drawing(self) -> Drawing | None:
        """What is drawn now; None where no drawing fits, or where the chair turned down the
        only one, in sextants."""
        plain = bool(getattr(self.app, "plain", False))
        found: list[Drawing | None] = list(
            drawings(
                self._symbols,
                *self.app.size,
                plain=plain,
                sextants=not plain and draws_sextants(os.environ),
            )
        )
        if not found or found == [each for each in found if each and each.signs is Signs.SEXTANTS]:
            found.append(None)
        return found[self._chosen % len(found)]

    async def _draw(self) -> None:
        width, _height = self.app.size
        drawing = self.drawing
        tight = drawing is not None and drawing.signs is Signs.SEXTANTS
        room = self.query_one("#qr-room", Container)
        await room.remove_children()
        self.set_class(tight, "-sextants")
        room.set_class(drawing is None, "dialog")
        if drawing is None:
            words = wrapped(self._too_small(), min(60, width - 8))
        elif tight:
            words = wrapped(self._closer(), max(12, width - drawing.columns - 3))
        else:
            words = _("Esc 返回  空格 换一种画法")
        if drawing is not None:
            await room.mount(QrView(drawing))
        await room.mount(Static(words, id="qr-words", markup=False))

    def _in_halves(self) -> Drawing:
        """The smallest drawing in half blocks, and what it needs."""
        return Drawing(Signs.HALVES, framed_symbol(self._symbols[1]))

    def _closer(self) -> str:
        needs = self._in_halves()
        return say(
            message(
                "手机靠近一些，对准左边的二维码。\n\n"
                "扫不出来，就把窗口放大到 {columns} 列 {lines} 行，"
                "或者缩小字号，会画得更清楚；也可以扫纸上的。\n\nEsc 返回\n空格 不显示",
                columns=needs.columns,
                lines=needs.lines + 1,
            )
        )

    def _too_small(self) -> str:
        needs = self._in_halves()
        width, height = self.app.size
        return say(
            message(
                "二维码要 {columns} 列 {lines} 行，窗口只有 {width} 列 {height} 行。"
                "请放大窗口或缩小字号，或者扫纸上的二维码。Esc 返回",
                columns=needs.columns,
                lines=needs.lines + 1,
                width=width,
                height=height,
            )
        )
