"""Calling a meeting (召集会议): a form; its first entry starts the meeting's book."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import ScreenResume
from textual.widgets import Button, Static

from screens.base import BaseScreen, Notice
from screens.rule_problems import tell_rule_problems
from screens.typed import NotTyped, a_date, a_date_or_none, a_line, a_number, a_time
from screens.widgets.choice import Choice
from screens.widgets.form import Field, Form, Tick
from screens.widgets.ime_input import ImeInput
from screens.widgets.keys_line import Key, KeysLine
from siquan_tui.meeting.events import Convened
from siquan_tui.message import Bilingual, message
from siquan_tui.refusal import Refusal
from siquan_tui.rules.model import Convener
from siquan_tui.rules.names import convener_name
from siquan_tui.words import _, language, say

if TYPE_CHECKING:
    from siquan_tui.roster.state import Roster


def in_language(text: Bilingual) -> str:
    """Text that comes from data, in the reader's language."""
    return text.zh if language() == "zh" else text.en


class ConveneScreen(BaseScreen):
    """Village, title, place, time, who calls and who presides, and the governing rules."""

    CSS_PATH = "convene.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f10", "confirm", show=False),
        Binding("escape", "app.go('home')", show=False),
    ]

    def compose(self) -> ComposeResult:
        """The form is built when the screen comes up, for the villages known then."""
        yield Static(_("召集会议"), id="form-title", markup=False)
        yield Vertical(id="form-room")
        yield KeysLine(id="keys")
        yield Notice()

    _fresh: tuple[object, ...] = ()
    """What the form held before anything was written."""

    async def on_screen_resume(self, event: ScreenResume) -> None:
        """A fresh form each time, unless something is written in it: help was read, the
        roster looked up, the window too small for a while."""
        if self.query(Form) and self._all() != self._fresh:
            return
        room = self.query_one("#form-room", Vertical)
        await room.remove_children()
        try:
            rosters = self.app.office.rosters()
        except Refusal as refusal:
            self.app.refused(refusal)
            return
        keys = [Key("F1", _("帮助")), Key("Tab ↑↓", _("换一项")), Key("←→", _("选择"))]
        if rosters:
            await room.mount(Form(*self._fields(rosters)))
            room.query(ImeInput).first().focus()
            self._fresh = self._all()
            keys.append(Key("F10", _("召集会议")))
        else:
            await room.mount(
                Static(_("还没有花名册。按 F7 先录入村名和代表，再召集会议。"), markup=False)
            )
            keys = [Key("F1", _("帮助")), Key("F7", _("花名册"))]
        self.query_one(KeysLine).show_keys((*keys, Key("Esc", _("返回"))))
        tell_rule_problems(self.app)

    def _fields(self, rosters: list[Roster]) -> Iterable[Field]:
        now = self.app.office.clock()
        rulebook = self.app.office.rulebook
        proposed = set(rulebook.proposed(now.date()))
        villages = [(each.village, each.name) for each in rosters]
        committee_too = any(Convener.CHAIR not in rulebook.get(each).call.by for each in proposed)
        conveners = [(each, say(convener_name(each))) for each in Convener]
        yield Field(_("嘎查村"), Choice(villages, id="village"))
        yield Field(_("会议名称"), ImeInput(id="title", placeholder=_("如：第三次村民代表会议")))
        yield Field(_("地点"), ImeInput(id="place"))
        yield Field(_("日期"), ImeInput(now.date().isoformat(), id="date", select_on_focus=True))
        yield Field(_("时间"), ImeInput(now.strftime("%H:%M"), id="time", select_on_focus=True))
        yield Field(_("召集人"), Choice(conveners, id="convener"))
        yield Field(
            _("共同召集"),
            Choice(
                [(None, _("没有")), *conveners],
                at=1 + list(Convener).index(Convener.COMMITTEE) if committee_too else 0,
                id="jointly",
            ),
        )
        yield Field(_("召集人姓名"), ImeInput(id="convener-name"))
        yield Field(_("联名人数"), ImeInput(id="petitioners", placeholder=_("联名召集时填")))
        yield Field(_("主持人"), ImeInput(id="presider", placeholder=_("执行主席姓名")))
        yield Field(_("记录人"), ImeInput(id="recorder"))
        yield Field(_("通知日期"), ImeInput(id="notified", placeholder=_("会议通知发出的日期")))
        for n, rule_set in enumerate(rulebook.all()):
            yield Field(
                _("议事规则") if n == 0 else "",
                Tick(in_language(rule_set.name), rule_set.id in proposed, id=f"rules-{n}"),
            )
        yield Field(_("计票方式"), Tick(_("每次表决都由两人先后计票"), id="second"))
        yield Field(_("演练"), self._rehearsal())
        yield Field("", Button(_("召集（F10）"), classes="confirm", compact=True))

    def _rehearsal(self) -> Tick:
        if not self.app.office.rehearses:
            return Tick(_("这是演练：各处标明，编号分开"), id="rehearsal")
        fixed = Tick(_("这里只开演练：各处标明，编号分开"), True, id="rehearsal")
        fixed.disabled = True
        return fixed

    def action_confirm(self) -> None:
        """F10 from anywhere in the form."""
        for form in self.query(Form):
            form.action_confirm()

    @on(Form.Confirmed)
    def _confirmed(self) -> None:
        try:
            village, convened = self._read()
            live = self.app.office.convene(village, convened)
        except Refusal as refusal:
            self.app.refused(refusal)
        else:
            self._fresh = self._all()  # done with: the next call starts afresh
            self.app.take_up(live)

    def _all(self) -> tuple[object, ...]:
        return (
            *(each.value for each in self.query(ImeInput)),
            *(each.index for each in self.query(Choice)),
            *(each.value for each in self.query(Tick)),
        )

    def _read(self) -> tuple[str, Convened]:
        """The event the form stands for. Raises :class:`NotTyped` and goes to the field."""
        office, form = self.app.office, self.query_one(Form)
        village: str = self.query_one("#village", Choice).value
        roster = office.roster(village)
        rulebook = office.rulebook
        rules = tuple(
            rule_set.id
            for n, rule_set in enumerate(rulebook.all())
            if self.query_one(f"#rules-{n}", Tick).value
        )
        if not rules:
            self.query_one("#rules-0").focus()
            raise NotTyped(message("没有选议事规则，请至少选一种。"))
        title = form.read("title", a_line, required=True)
        presider = form.read("presider", a_line, required=True)
        day = form.read("date", a_date)
        at = form.read("time", a_time)
        jointly: Convener | None = self.query_one("#jointly", Choice).value
        return village, Convened(
            village=roster.name,
            township=roster.township,
            title=title,
            place=form.read("place", a_line),
            scheduled=dt.datetime.combine(day, at, office.clock().tzinfo),
            convener=self.query_one("#convener", Choice).value,
            jointly_with=() if jointly is None else (jointly,),
            convener_name=form.read("convener-name", a_line),
            petitioners=form.read("petitioners", a_number),
            presider=presider,
            recorder=form.read("recorder", a_line),
            notified=form.read("notified", a_date_or_none),
            rules=rules,
            second_count=self.query_one("#second", Tick).value,
            rehearsal=self.query_one("#rehearsal", Tick).value,
        )
