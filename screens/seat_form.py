"""The form of a seat (名额): who fills it, in what capacity, from which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from screens.dialogs import LONG_WIDTH
from screens.typed import NotTyped, a_date, a_line, a_number
from screens.widgets.choice import Choice
from screens.widgets.form import Field, Form
from screens.widgets.ime_input import ImeInput
from siquan_tui.line_breaks import wrapped
from siquan_tui.meeting.names import capacity_name
from siquan_tui.meeting.roll import Capacity, RollLine, Sex
from siquan_tui.message import message
from siquan_tui.refusal import Refusal
from siquan_tui.roster.errors import RosterRefused
from siquan_tui.roster.events import SeatAdded, SeatFilled
from siquan_tui.roster.names import clean_name, initials
from siquan_tui.words import _, say, say_refusal


def sex_name(sex: Sex) -> str:
    """性别"""
    match sex:
        case Sex.FEMALE:
            return _("女")
        case Sex.MALE:
            return _("男")
        case Sex.UNKNOWN:
            return _("未填")


class SeatForm(ModalScreen[SeatFilled | SeatAdded | None]):
    """Records, and gives back, the event: filled, or added and vacant when no name is written.
    The form closes when it is stored, and not before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f10", "confirm", show=False),
        Binding("escape", "cancel", show=False),
    ]

    def __init__(
        self,
        line: RollLine,
        since: dt.date,
        keep: Callable[[SeatFilled | SeatAdded], object],
        *,
        fresh: bool,
    ) -> None:
        """``keep`` records the event, or raises the Refusal that the form then shows;
        ``fresh``: the seat is not there yet, so its number may be chosen."""
        super().__init__()
        self._keep = keep
        self._line, self._since, self._fresh = line, since, fresh

    def compose(self) -> ComposeResult:
        """Rows of fields."""
        line = self._line
        capacities = [(each, say(capacity_name(each))) for each in Capacity]
        sexes = [(each, sex_name(each)) for each in Sex]
        title = _("加名额") if self._fresh else say(message("{n} 号名额", n=line.seat))
        with Vertical(classes="dialog -form -small"):
            yield Static(title, classes="dialog-title", markup=False)
            with Form():
                if self._fresh:
                    yield Field(_("席位号"), ImeInput(str(line.seat), id="seat"))
                yield Field(
                    _("姓名"), ImeInput(line.name, id="name", placeholder=_("空着就是缺额"))
                )
                yield Field(
                    _("身份"),
                    Choice(capacities, at=list(Capacity).index(line.capacity), id="capacity"),
                )
                yield Field(_("社、小组"), ImeInput(line.group, id="group"))
                yield Field(_("性别"), Choice(sexes, at=list(Sex).index(line.sex), id="sex"))
                yield Field(_("代表户数"), ImeInput(str(line.households or ""), id="households"))
                yield Field(
                    _("起始日期"),
                    ImeInput(self._since.isoformat(), id="since", select_on_focus=True),
                )
                yield Field("", Button(_("确定（F10）"), classes="confirm", compact=True))
            yield Static(
                _("Tab ↑↓ 换一项  ←→ 选择  F10 确定  Esc 取消"),
                classes="dialog-hint",
                markup=False,
            )

    def on_mount(self) -> None:
        """The name first."""
        self.query_one("#name").focus()

    def action_confirm(self) -> None:
        """F10 from anywhere in the form."""
        self.query_one(Form).action_confirm()

    def action_cancel(self) -> None:
        """Leave it as it was."""
        self.dismiss(None)

    @on(Form.Confirmed)
    def _confirmed(self) -> None:
        if not self.is_active:
            return  # a second F10, before the answer to the first
        try:
            event = self._read()
            self._keep(event)
        except Refusal as refusal:
            self._hint(say_refusal(refusal.message, refusal.remedy))
        else:
            self.dismiss(event)

    def _read_name(self) -> str:
        try:
            return self.query_one(Form).read("name", clean_name)
        except RosterRefused:
            self.query_one("#name").focus()
            raise

    def _hint(self, words: str) -> None:
        hint = self.query_one(".dialog-hint", Static)
        hint.add_class("-refusal")
        hint.update(wrapped("! " + words, LONG_WIDTH))

    def _read(self) -> SeatFilled | SeatAdded:
        form = self.query_one(Form)
        seat = form.read("seat", a_number) if self._fresh else self._line.seat
        name = self._read_name()
        group = form.read("group", a_line)
        since = form.read("since", a_date)
        capacity: Capacity = self.query_one("#capacity", Choice).value
        if not name and not self._fresh:
            self.query_one("#name").focus()
            raise NotTyped(message("姓名空着。缺额要补选了人才能改；记出缺请按 Esc，再选“出缺”。"))
        if not name:
            return SeatAdded(seat, since, capacity, group)
        return SeatFilled(
            seat=seat,
            name=name,
            since=since,
            capacity=capacity,
            group=group,
            sex=self.query_one("#sex", Choice).value,
            households=form.read("households", a_number),
            initials=initials(name),
        )
