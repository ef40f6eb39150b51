"""One of a few, in one row: ‹ 村民委员会 ›, changed with the left and right arrows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from screens.keys import SPACE

Value = TypeVar("Value")


class Choice(Widget, Generic[Value], can_focus=True):
    """The options are (value, words); ``index`` says which is chosen."""

    DEFAULT_CSS = """
    Choice { height: 1; width: 1fr; color: $foreground; }
    Choice:focus { background: $block-cursor-background; color: $block-cursor-foreground; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding(f"right,{SPACE}", "step(1)", show=False),
    ]

    index: reactive[int] = reactive(0)

    def __init__(
        self, options: Sequence[tuple[Value, str]], *, at: int = 0, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._options = tuple(options)
        self.set_reactive(Choice.index, at)

    @property
    def value(self) -> Value:
        """What is chosen. Raises ``IndexError`` when there is nothing to choose from."""
        return self._options[self.index][0]

    def choose(self, value: Value) -> None:
        """Choose by value, if it is among the options."""
        for index, (each, _words) in enumerate(self._options):
            if each == value:
                self.index = index

    def render(self) -> Content:
        """‹ words ›"""
        words = self._options[self.index][1] if self._options else "–"
        return Content(f"‹ {words} ›")

    def action_step(self, step: int) -> None:
        """The next or the previous option, round and round."""
        if self._options:
            self.index = (self.index + step) % len(self._options)
