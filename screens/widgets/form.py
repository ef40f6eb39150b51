"""Forms: one row a field, gone through with arrows, Tab and Enter, confirmed with F10."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Button, Input, Static, TextArea

from screens.keys import SPACE
from screens.typed import NotTyped
from siquan_tui.message import message

Value = TypeVar("Value")


class Tick(Widget, can_focus=True):
    """A box to tick with Space or Enter; it shows its state without any colour."""

    DEFAULT_CSS = """
    Tick {
        height: 1; width: 1fr; color: $foreground;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    Tick:focus { background: $block-cursor-background; color: $block-cursor-foreground; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding(f"enter,{SPACE}", "tick", show=False)]

    value: reactive[bool] = reactive(False)

    def __init__(self, words: str, value: bool = False, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words = words
        self.set_reactive(Tick.value, value)

    def render(self) -> Content:
        """[✓] words"""
        return Content(f"[{'✓' if self.value else ' '}] {self._words}")

    def action_tick(self) -> None:
        """Tick or untick."""
        self.value = not self.value


class Field(Horizontal):
    """A label and what is filled in beside it."""

    DEFAULT_CSS = """
    Field { height: auto; width: 1fr; }
    Field > .label { width: 16; color: $muted; padding: 0 1 0 0; }
    Field:focus-within > .label { color: $accent; text-style: bold; }
    Field > Input { height: 1; border: none; padding: 0; background: $surface; width: 1fr; }
    Field > Input:focus { background: $panel; border: none; }
    """

    def __init__(self, words: str, *fields: Widget) -> None:
        super().__init__()
        self.words = words
        """What the label says."""
        self._fields = fields

    def compose(self) -> ComposeResult:
        """Label first."""
        yield Static(self.words, classes="label", markup=False)
        yield from self._fields


class Form(VerticalScroll, can_focus=False):
    """Fields in rows. Enter goes on to the next; on the last button it confirms."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("f10", "confirm", show=False),
    ]

    class Confirmed(Message):
        """The form was filled in and confirmed."""

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        event.stop()
        self.screen.focus_next()

    @on(Button.Pressed, ".confirm")
    def _confirm(self, event: Button.Pressed) -> None:
        event.stop()
        self.action_confirm()

    def action_confirm(self) -> None:
        """Done."""
        self.post_message(self.Confirmed())

    def read(self, id: str, read: Callable[[str], Value], *, required: bool = False) -> Value:
        """What is written in a field. Raises :class:`~screens.typed.NotTyped`, which names
        the field, and goes there; so too if nothing is written where it is ``required``."""
        field = self.query_one(f"#{id}")
        assert isinstance(field, Input | TextArea), "only these are written in"
        words = next(each.words for each in field.ancestors if isinstance(each, Field))
        try:
            value = read(field.value if isinstance(field, Input) else field.text)
        except NotTyped as unread:
            field.focus()
            raise NotTyped(message("{field}：{what}", field=words, what=unread.message)) from None
        if required and not value:
            field.focus()
            raise NotTyped(message("“{field}”空着，请填写。", field=words))
        return value
