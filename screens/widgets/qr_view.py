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
from textual.containers import Middle, Vertical
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

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
    """The symbol of ``code``. On paper and first of all on screen it corrects errors at
    level M; ``small`` takes level L, enough for a screen nobody folds or stains."""
    from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
    from qrcode.main import QRCode

    symbol = QRCode(error_correction=ERROR_CORRECT_L if small else ERROR_CORRECT_M, border=QUIET)
    symbol.add_data(code.encode())
    symbol.make(fit=True)
    return tuple(tuple(bool(dark) for dark in row) for row in symbol.get_matrix())


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
    QrScreen > Vertical { width: auto; height: auto; align: center middle; }
    QrScreen QrView { margin: 0; }
    QrScreen #qr-words { width: auto; height: auto; max-width: 76; color: #ffffff; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss", show=False),
        Binding("space,ideographic_space", "other_drawing", show=False),
    ]

    def __init__(self, code: str, *, full: bool = False) -> None:
        super().__init__()
        self._code = code
        self._full = full

    def compose(self) -> ComposeResult:
        """The symbol, or why it is not there."""
        with Middle(), Vertical():
            pass

    def on_mount(self) -> None:
        """Draw it in the room there is."""
        self._draw()

    def on_resize(self) -> None:
        """A larger window may hold it."""
        self._draw()

    def action_other_drawing(self) -> None:
        """Half blocks or full cells."""
        self._full = not self._full
        self._draw()

    def _draw(self) -> None:
        room = self.query_one(Vertical)
        width, height = self.app.size
        large, small = matrix(self._code), matrix(self._code, small=True)
        fitting = (
            (modules, full)
            for full in (self._full, not self._full)
            for modules in (large, small)
            if size_of(modules, full=full)[0] <= width
            and size_of(modules, full=full)[1] <= height - 1
        )
        found = next(fitting, None)
        room.remove_children()
        if found is None:
            columns, lines = size_of(small, full=False)
            words = message(
                "二维码需要 {columns} 列 {lines} 行,窗口只有 {width} 列 {height} 行:"
                "请放大窗口或缩小字号,或用纸上的二维码。Esc 返回",
                columns=columns,
                lines=lines + 1,
                width=width,
                height=height,
            )
            room.mount(Static(say(words), id="qr-words", markup=False))
            return
        room.mount(QrView(*found[:1], full=found[1]))
        room.mount(Static(_("Esc 返回  空格 换一种画法"), id="qr-words", markup=False))
