"""What every screen of the console has: a notice that stays until the next key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Static

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
        self.update(("! " if refusal else "") + sentence)
        self.display = True

    def quiet(self) -> None:
        """Take the sentence away."""
        self.display = False


class BaseScreen(Screen[None]):
    """A full screen of the console. Every one composes a :class:`Notice`."""

    if TYPE_CHECKING:

        @property
        def app(self) -> SiquanApp:
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
