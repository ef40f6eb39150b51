"""Who counts the hands (计票人) and who watches the count (监票人), named once a meeting."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import DescendantBlur
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from screens.attempt import admissible
from screens.dialogs import LONG_WIDTH
from screens.keys import narrow_digits
from screens.typed import NotTyped, a_line, a_number
from screens.widgets.form import Field, Form
from screens.widgets.ime_input import ImeInput
from siquan_tui.line_breaks import wrapped
from siquan_tui.meeting import chair
from siquan_tui.meeting.events import TellersNamed
from siquan_tui.meeting.state import Meeting
from siquan_tui.message import message
from siquan_tui.refusal import Refusal
from siquan_tui.words import _, say_refusal

if TYPE_CHECKING:
    from screens.app import SiquanApp

TELLERS, SCRUTINEERS = ("teller-1", "teller-2"), ("scrutineer-1", "scrutineer-2")
"""The form's fields."""


def name_tellers(app: SiquanApp) -> None:
    """Ask who counts and who watches, and record it; each later count then bears its
    teller's name by itself."""
    if admissible(app, lambda _m: TellersNamed(("?", "??"))):
        app.push_screen(TellersForm(app.meeting, app.record))


class TellersForm(ModalScreen[None]):
    """Names, or seat numbers, which are read as the names on the roll."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f10", "confirm", show=False),
        Binding("escape", "cancel", show=False),
    ]

    def __init__(self, meeting: Meeting, keep: Callable[[TellersNamed], object]) -> None:
        """``keep`` records who was named, or raises the Refusal that the form then shows."""
        super().__init__()
        self._meeting, self._keep = meeting, keep

    def compose(self) -> ComposeResult:
        """Rows of fields."""
        seat_or_name = _("席号或姓名")
        labels = (_("第一计票人"), _("第二计票人"), _("第一监票人"), _("第二监票人"))
        known = (
            *_padded(self._meeting.tellers, len(TELLERS)),
            *_padded(self._meeting.scrutineers, len(SCRUTINEERS)),
        )
        with Vertical(classes="dialog -form -small"):
            yield Static(_("推选计票人、监票人"), classes="dialog-title", markup=False)
            who = _("名册上的人写席号就行；监督委员会等不在名册上的人写姓名。")
            yield Static(wrapped(who, LONG_WIDTH), classes="dialog-text", markup=False)
            with Form():
                for id, label, name in zip((*TELLERS, *SCRUTINEERS), labels, known, strict=True):
                    line = ImeInput(name, id=id, placeholder=seat_or_name, select_on_focus=True)
                    yield Field(label, line)
                yield Field("", Button(_("确定（F10）"), classes="confirm", compact=True))
            yield Static(
                _("Tab ↑↓ 换一项  F10 确定  Esc 取消"), classes="dialog-hint", markup=False
            )

    def on_mount(self) -> None:
        """Write at once."""
        self.query_one(f"#{TELLERS[0]}").focus()

    @on(DescendantBlur)
    def _left(self, event: DescendantBlur) -> None:
        """A seat number turns into the name, for the chair to read out."""
        if isinstance(event.widget, ImeInput):
            with suppress(NotTyped):  # said when the form is confirmed
                event.widget.value = self._name_of(event.widget.value)

    def action_confirm(self) -> None:
        """F10 from anywhere in the form."""
        self.query_one(Form).action_confirm()

    def action_cancel(self) -> None:
        """As before."""
        self.dismiss()

    @on(Form.Confirmed)
    def _confirmed(self) -> None:
        if not self.is_active:
            return  # a second F10, before the answer to the first
        try:
            self._keep(
                chair.name_tellers(self._meeting, self._names(TELLERS), self._names(SCRUTINEERS))
            )
        except Refusal as refusal:
            hint = self.query_one(".dialog-hint", Static)
            hint.add_class("-refusal")
            told = "! " + say_refusal(refusal.message, refusal.remedy)
            hint.update(wrapped(told, LONG_WIDTH))
        else:
            self.dismiss()

    def _names(self, ids: tuple[str, ...]) -> list[str]:
        found = []
        for id in ids:
            field = self.query_one(f"#{id}", ImeInput)
            try:
                found.append(self._name_of(field.value))
            except NotTyped:
                field.focus()
                raise
        return found

    def _name_of(self, text: str) -> str:
        """The name typed, or that of the seat whose number was typed. Raises
        :class:`NotTyped` for a seat nobody fills."""
        words = a_line(text)
        digits = narrow_digits(words)
        if not (digits.isascii() and digits.isdecimal()):
            return words
        line = self._meeting.line(a_number(digits))
        if line is None or line.vacant:
            raise NotTyped(
                message("{seat} 号席位没有人。", seat=digits), message("核对席号，或者写姓名。")
            )
        return line.name


def _padded(names: tuple[str, ...], count: int) -> list[str]:
    return [*names, *[""] * count][:count]
