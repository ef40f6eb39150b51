"""Short questions, answered with arrows, Tab, Enter, Esc and digits; letters only to write.

Each is pushed with a callback or awaited in a worker::

    self.app.push_screen(Ask(_("作废的原因"), required=True), self._annul)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from screens.keys import SPACE, digit
from screens.typed import a_line
from screens.widgets.ime_input import ImeInput
from screens.widgets.prose import Prose
from siquan_tui.line_breaks import wrapped
from siquan_tui.refusal import Refusal
from siquan_tui.roster.names import clean_text
from siquan_tui.words import _, say_refusal

WIDTH, LONG_WIDTH = 54, 70
"""Cells of a line in a dialog, and in a long one."""


class Confirm(ModalScreen[bool]):
    """Yes or no (确认). ``1`` or Enter on the button says yes, ``2`` or Esc no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(f"escape,{digit(2)}", "answer(False)", show=False),
        Binding(digit(1), "answer(True)", show=False),
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(
        self, title: str, text: str = "", *, yes: str = "", no: str = "", lean: bool = True
    ) -> None:
        """``lean`` is the answer that has the focus at first."""
        super().__init__()
        self._title, self._text, self._lean = title, text, lean
        self._yes, self._no = yes or _("确定"), no or _("取消")

    def compose(self) -> ComposeResult:
        """The question and two buttons."""
        with Vertical(classes="dialog"):
            yield Static(wrapped(self._title, WIDTH), classes="dialog-title", markup=False)
            if self._text:
                yield Static(wrapped(self._text, WIDTH), classes="dialog-text", markup=False)
            with Horizontal(classes="dialog-buttons"):
                yield Button(f"1 {self._yes}", id="yes", variant="primary", compact=True)
                yield Button(f"2 {self._no}", id="no", compact=True)

    def on_mount(self) -> None:
        """Lean to one of the answers."""
        self.query_one("#yes" if self._lean else "#no", Button).focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_answer(self, yes: bool) -> None:
        """Answer by digit or Esc."""
        self.dismiss(yes)


class Ask(ModalScreen[str | None]):
    """One line of writing, e.g. a reason (理由). None = the chair thought better of it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False)]

    def __init__(
        self,
        title: str,
        text: str = "",
        *,
        value: str = "",
        required: bool = False,
        read: Callable[[str], object] = a_line,
    ) -> None:
        """``read`` may do with the answer what is to be done with it. It raises a Refusal for
        what cannot be read or is out of order: the dialog stays, with the sentence. What was
        proposed (``value``) is replaced by typing."""
        super().__init__()
        self._title, self._text, self._value = title, text, value
        self._required, self._read = required, read

    def compose(self) -> ComposeResult:
        """The question and a line to write on."""
        with Vertical(classes="dialog"):
            yield Static(wrapped(self._title, WIDTH), classes="dialog-title", markup=False)
            if self._text:
                yield Static(wrapped(self._text, WIDTH), classes="dialog-text", markup=False)
            yield ImeInput(self._value, id="answer", select_on_focus=True)
            yield Static(_("Enter 确定  Esc 取消"), id="dialog-hint", markup=False)

    def on_mount(self) -> None:
        """Write at once."""
        self.query_one(ImeInput).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if not self.is_active:
            return  # a second Enter, before the answer to the first
        answer = event.value.strip()
        if self._required and not clean_text(answer):
            self._hint(_("! 这里要写，不写请按 Esc 取消"))
            return
        try:
            read = self._read(answer)
        except Refusal as refusal:
            self._hint("! " + say_refusal(refusal.message, refusal.remedy))
            return
        self.dismiss(read if isinstance(read, str) else answer)

    def _hint(self, words: str) -> None:
        hint = self.query_one("#dialog-hint", Static)
        hint.add_class("-refusal")
        hint.update(wrapped(words, WIDTH))

    def action_cancel(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


class Choose(ModalScreen[int | None]):
    """One of several (选择): the index chosen, by arrows and Enter or by its digit."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        *(Binding(digit(n), f"choose({n})", show=False) for n in range(1, 10)),
    ]

    def __init__(self, title: str, choices: Sequence[str], *, text: str = "", at: int = 0) -> None:
        super().__init__()
        self._title, self._choices, self._text, self._at = title, tuple(choices), text, at

    def compose(self) -> ComposeResult:
        """The question and the list."""
        with Vertical(classes="dialog"):
            yield Static(wrapped(self._title, WIDTH), classes="dialog-title", markup=False)
            if self._text:
                yield Static(wrapped(self._text, WIDTH), classes="dialog-text", markup=False)
            yield OptionList(
                *(
                    Option(f"{n} {choice}" if n < 10 else f"  {choice}")
                    for n, choice in enumerate(self._choices, 1)
                ),
                markup=False,
                compact=True,
            )

    def on_mount(self) -> None:
        """Start at the choice proposed."""
        choices = self.query_one(OptionList)
        choices.focus()
        if self._choices:
            choices.highlighted = self._at

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index)

    def action_choose(self, number: int) -> None:
        """Choose by digit."""
        if number <= len(self._choices):
            self.dismiss(number - 1)

    def action_cancel(self) -> None:
        """Choose nothing."""
        self.dismiss(None)


class Tell(ModalScreen[None]):
    """Something longer to read (说明), scrolled with the arrows."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding(f"escape,enter,{SPACE}", "close", show=False)]

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__()
        self._title, self._lines = title, tuple(lines)

    def compose(self) -> ComposeResult:
        """The lines."""
        from textual.containers import VerticalScroll

        with Vertical(classes="dialog -long"):
            yield Static(wrapped(self._title, WIDTH), classes="dialog-title", markup=False)
            with VerticalScroll(classes="dialog-scroll"):
                yield Prose()
            yield Static(_("Enter 关闭"), markup=False, classes="dialog-hint")

    def on_mount(self) -> None:
        """Arrows scroll."""
        self.query_one(".dialog-scroll").focus()
        self.query_one(Prose).show_lines([(line, "") for line in self._lines])
        self.call_after_refresh(self._tell_of_more)

    def on_resize(self) -> None:
        """More or less of it fits now."""
        self.call_after_refresh(self._tell_of_more)

    def _tell_of_more(self) -> None:
        more = self.query_one(".dialog-scroll").max_scroll_y > 0
        hint = _("↑↓ 翻看  Enter 关闭") if more else _("Enter 关闭")
        self.query_one(".dialog-hint", Static).update(hint)

    def action_close(self) -> None:
        """Read."""
        self.dismiss(None)
