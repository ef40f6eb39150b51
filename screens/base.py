"""What every screen of the console has: a notice that stays until the next key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.events import ScreenResume
from textual.reactive import var
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from screens.widgets.still import Still
from siquan_tui.line_breaks import wrapped
from siquan_tui.message import message
from siquan_tui.words import say

if TYPE_CHECKING:
    from screens.app import SiquanApp


class Notice(Static):
    """A calm sentence above the keys (提示). It stays until the next key is pressed."""

    def __init__(self) -> None:
        super().__init__("", markup=False, id="notice")
        self.display = False

    def tell(self, sentence: str, *, refusal: bool = False) -> None:
        """Show the sentence; ``refusal`` marks that something was not done."""
        self.set_class(refusal, "-refusal")
        self.update(wrapped(("! " if refusal else "") + sentence, self.app.size.width - 2))
        self.display = True

    def quiet(self) -> None:
        """Take the sentence away."""
        self.display = False


class BaseScreen(Screen[None], Still):
    """A full screen of the console. Every one composes a :class:`Notice`."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (140, "-broad")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]  # noqa: RUF012

    if TYPE_CHECKING:

        @property
        def app(self) -> SiquanApp:  # type: ignore[override]  # App's own type is invariant
            """The console."""

    spoken: var[str] = var("")
    """The sentence in the notice; empty = none."""

    def tell(self, sentence: str, *, refusal: bool = False) -> None:
        """Show one sentence until the next key."""
        self.spoken = sentence
        self.query_one(Notice).tell(sentence, refusal=refusal)

    def quiet(self) -> None:
        """The next key was pressed: the sentence has been read."""
        if self.spoken:
            self.spoken = ""
            self.query_one(Notice).quiet()

    def help_lines(self) -> list[str]:
        """More to read under F1, beside the keys."""
        return []


class TooSmall(ModalScreen[None]):
    """Covers every screen while the terminal is too small for it."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._least = (width, height)

    def compose(self) -> ComposeResult:
        """One sentence."""
        yield Static("", markup=False)

    def on_resize(self) -> None:
        """Say how large it is and how large it has to be."""
        self._say()

    def on_screen_resume(self, event: ScreenResume) -> None:
        """What stood above it, a question say, is answered; in between the window may have
        grown."""
        if all(now >= least for now, least in zip(self.app.size, self._least, strict=True)):
            self.dismiss(None)

    def _say(self) -> None:
        width, height = self._least
        now = self.app.size
        sentence = message(
            "窗口太小：现在 {w}×{h}，至少要 {width}×{height}。请放大窗口或缩小字号。",
            w=now.width,
            h=now.height,
            width=width,
            height=height,
        )
        self.query_one(Static).update(say(sentence))
