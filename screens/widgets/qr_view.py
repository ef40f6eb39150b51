"""The QR code (二维码) on screen, alone in its own window.

It never stands beside other text: one character of unexpected width in a name would
shift half the symbol.
"""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from screens.keys import SPACE
from screens.wrap import wrapped
from siquan_tui.message import message
from siquan_tui.words import _, say

QUIET = 2
"""Light modules around the symbol."""
LIGHT, DARK = "#ffffff", "#000000"
HALVES = {(True, True): " ", (True, False): "▄", (False, True): "▀", (False, False): "█"}
"""By (dark above, dark below); drawn light on dark, because a reader expects light paper."""

Matrix = tuple[tuple[bool, ...], ...]
"""Rows of modules, True = dark, the quiet zone included."""


def matrix(code: str, *, small: bool = False) -> Matrix:
    """The symbol of ``code`` with its quiet zone: the one that is printed, or with
    ``small`` one that corrects fewer errors.

    Raises ``TooLong`` for a text no printable symbol holds."""
    from siquan_tui.attest.qr import matrix as drawn

    side = (False,) * QUIET
    inner = [(*side, *row, *side) for row in drawn(code, small=small)]
    blank = (False,) * len(inner[0])
    return (*(blank for _n in range(QUIET)), *inner, *(blank for _n in range(QUIET)))


def half_blocks(modules: Matrix) -> list[str]:
    """Two rows of modules a line, one column each."""
    height = len(modules)
    empty = (False,) * len(modules[0])
    return [
        "".join(
            HALVES[above, below]
            for above, below in zip(
                modules[y], modules[y + 1] if y + 1 < height else empty, strict=True
            )
        )
        for y in range(0, height, 2)
    ]


def size_of(modules: Matrix, *, full: bool) -> tuple[int, int]:
    """Columns and lines the symbol takes in half blocks, or in full cells."""
    side = len(modules)
    return (2 * side, side) if full else (side, (side + 1) // 2)


class QrView(Widget):
    """The symbol, in half blocks or, where those leave gaps, in coloured cells."""

    DEFAULT_CSS = "QrView { width: auto; height: auto; }"

    def __init__(self, modules: Matrix, *, full: bool) -> None:
        super().__init__()
        self._modules = modules
        self._full = full
        self._lines = [] if full else half_blocks(modules)
        self.styles.width, self.styles.height = size_of(modules, full=full)

    def render_line(self, y: int) -> Strip:
        """One line of the symbol."""
        if self._full:
            light, dark = Style(bgcolor=LIGHT), Style(bgcolor=DARK)
            return Strip([Segment("  ", dark if on else light) for on in self._modules[y]])
        return Strip([Segment(self._lines[y], Style(color=LIGHT, bgcolor=DARK))])


class QrScreen(ModalScreen[None]):
    """The code in its own window; Space changes how it is drawn, Esc closes it."""

    DEFAULT_CSS = """
    QrScreen { align: center middle; background: #000000; color: #ffffff; }
    QrScreen #qr-room { width: auto; height: auto; }
    QrScreen #qr-words { width: auto; height: auto; color: #ffffff; }
    QrScreen #qr-room.dialog #qr-words { color: $foreground; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "close", show=False),
        Binding(SPACE, "other_drawing", show=False),
    ]

    def __init__(self, code: str) -> None:
        super().__init__()
        self._symbols = (matrix(code), matrix(code, small=True))
        self._full = False

    def compose(self) -> ComposeResult:
        """Room for the symbol, or for why it is not there."""
        yield Vertical(id="qr-room")

    async def on_mount(self) -> None:
        """Where half blocks are drawn too wide, begin with full cells."""
        self._full = bool(getattr(self.app, "plain", False))
        await self._draw()

    async def on_resize(self) -> None:
        """A larger window may hold it."""
        await self._draw()

    async def action_other_drawing(self) -> None:
        """Half blocks or full cells."""
        self._full = not self._full
        await self._draw()

    def action_close(self) -> None:
        """Seen."""
        self.dismiss(None)

    def fitting(self, width: int, height: int) -> tuple[Matrix, bool] | None:
        """The symbol and drawing (True = full cells) that fit: the drawing asked for
        first, the printed symbol first; None = none does."""
        for full in (self._full, False) if self._full else (False,):
            for symbol in self._symbols:
                columns, lines = size_of(symbol, full=full)
                if columns <= width and lines + 1 <= height:
                    return symbol, full
        return None

    async def _draw(self) -> None:
        width, height = self.app.size
        found = self.fitting(width, height)
        room = self.query_one("#qr-room", Vertical)
        await room.remove_children()
        if found is not None:
            await room.mount(QrView(found[0], full=found[1]))
            words = _("Esc 返回  空格 换一种画法")
        else:
            columns, lines = size_of(self._symbols[1], full=False)
            words = wrapped(
                say(
                    message(
                        "二维码要 {columns} 列 {lines} 行，窗口只有 {width} 列 {height} 行。"
                        "请放大窗口或缩小字号，或者扫纸上的二维码。Esc 返回",
                        columns=columns,
                        lines=lines + 1,
                        width=width,
                        height=height,
                    )
                ),
                min(60, width - 8),
            )
        room.set_class(found is None, "dialog")
        await room.mount(Static(words, id="qr-words", markup=False))
