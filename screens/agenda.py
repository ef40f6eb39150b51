"""The agenda (议程): items listed, changed, moved, taken; the meeting opened and closed."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from screens.dialogs import Ask, Choose, Confirm
from screens.item_form import ItemForm, Written
from screens.meeting_screen import MeetingScreen
from screens.typed import NotTyped, a_date
from screens.widgets.agenda_list import mark
from screens.widgets.keys_line import Key
from screens.widgets.prose import Line, Prose
from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.names import raised_by
from siquan_tui.meeting.petition import petition_asked
from siquan_tui.meeting.roll import RollLine
from siquan_tui.meeting.shortfalls import call_shortfalls, item_shortfalls, reserved_for
from siquan_tui.meeting.state import Item, Meeting, Phase
from siquan_tui.message import Message, message
from siquan_tui.refusal import Refusal
from siquan_tui.rules.model import Reserved, RuleSet
from siquan_tui.words import _, say, say_refusal


class AgendaScreen(MeetingScreen):
    """All items at the top, the highlighted one in full below."""

    CSS_PATH = "agenda.tcss"
    PLACE = "agenda"
    SIDE_AGENDA = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "add", show=False),
        Binding("f7", "change", show=False),
        Binding("f10", "sitting", show=False),
    ]

    def compose_body(self) -> ComposeResult:
        """List and details."""
        yield OptionList(id="items", markup=False, compact=True)
        with VerticalScroll(id="item-details", can_focus=False):
            yield Prose(id="item-text")

    def heading(self, meeting: Meeting) -> str:
        """How many items there are."""
        return say(message("议程 · {n} 项议题", n=len(meeting.items)))

    def own_keys(self, meeting: Meeting) -> tuple[Key, ...]:
        """What can be done with the agenda."""
        over = _("已散会") if meeting.phase is Phase.ADJOURNED else ""
        none = over or ("" if meeting.items else _("议程是空的"))
        words = {
            Phase.CONVENED: _("宣布开会"),
            Phase.SITTING: _("休会、散会"),
            Phase.RECESS: _("复会、散会"),
            Phase.ADJOURNED: _("已散会"),
        }
        return (
            Key("Enter", _("进入、调整"), none),
            Key("F6", _("加议题"), over),
            Key("F7", _("修改"), none),
            Key("F10", words[meeting.phase], over or none),
        )

    def show_meeting(self, meeting: Meeting) -> None:
        """Repaint the list where it changed, and the item below."""
        items = self.query_one(OptionList)
        at = items.highlighted
        rows = [self._row(meeting, item) for item in meeting.items]
        if items.option_count != len(rows):
            items.set_options([Option(row) for row in rows])
            items.highlighted = self._start(meeting) if at is None else min(at, len(rows) - 1)
        else:
            for n, row in enumerate(rows):
                if items.get_option_at_index(n).prompt != row:
                    items.replace_option_prompt_at_index(n, row)
        if not items.has_focus and self.app.screen is self:
            items.focus()
        self._show_item()

    def _start(self, meeting: Meeting) -> int | None:
        """The item before the assembly, or the next one to be taken."""
        wanted = meeting.current or chair.next_item(meeting)
        numbers = [item.number for item in meeting.items]
        return numbers.index(wanted) if wanted in numbers else (0 if numbers else None)

    # --- what is shown ---------------------------------------------------------------

    def _row(self, meeting: Meeting, item: Item) -> Content:
        again = say(message("（第 {n} 轮）", n=item.round.number)) if item.round.number > 1 else ""
        style = "$muted" if item.closed or item.withdrawn else "$foreground"
        return Content.assemble(
            (
                f"{mark(meeting, item)} {item.number} {item.proposal.title}{again}",
                "bold" if item.number == meeting.current else style,
            ),
            (f"  {say(raised_by(item.proposal))}", "$muted"),
        )

    def _show_item(self) -> None:
        meeting = self.app.meeting
        item = self._item()
        lines: list[Line] = []
        if meeting.phase is Phase.CONVENED:
            lines += self._opening(meeting)
        if item is not None:
            lines += self._details(item)
        elif not meeting.items and meeting.phase is not Phase.CONVENED:
            lines.append((_("议程是空的。按 F6 加第一项议题。"), ""))
        self.query_one("#item-text", Prose).show_lines(lines)

    def _opening(self, meeting: Meeting) -> list[Line]:
        called = meeting.convened
        assert called is not None, "a book's first entry calls the meeting"
        when = message(
            "{day} {time} · {place} · 主持人 {presider}",
            day=called.scheduled.date(),
            time=called.scheduled,
            place=called.place or _("地点未填"),
            presider=called.presider,
        )
        try:
            lacking = self._call_lacks(meeting)
            alike = self.app.same_names_today()
        except Refusal as refusal:
            told = say_refusal(refusal.message, refusal.remedy)
            return [(say(when), "$muted"), (f"! {told}", "$accent"), ("", "")]
        if not meeting.items:
            lacking = (*lacking, message("议程是空的，不能开会。"))
        ready = (
            (_("先按 F6 加议题。"), "$accent")
            if not meeting.items
            else (_("F10 宣布开会，要说明理由。"), "$accent")
            if lacking
            else (_("✓ 召集的条件已经具备，按 F10 宣布开会。"), "$primary")
        )
        return [
            (say(when), "$muted"),
            *((f"! {say(each)}", "$accent") for each in lacking),
            *((f"! {say_refusal(each)}", "$accent") for each in alike),
            ready,
            ("", ""),
        ]

    def _details(self, item: Item) -> list[Line]:
        proposal = item.proposal
        lines: list[Line] = [(f"{item.number} {proposal.title}", "bold $primary")]
        if item.withdrawn:
            lines.append((say(message("已撤回：{why}", why=item.withdrawn)), "$accent"))
        if item.round.reason:
            again = message("第 {n} 轮：{why}", n=item.round.number, why=item.round.reason)
            lines.append((say(again), ""))
        if proposal.posting is not None:
            where = message(
                "公示：{day} 起，{place}",
                day=proposal.posting.since,
                place=proposal.posting.place or _("地点未填"),
            )
            lines.append((say(where), "$muted"))
        if proposal.discussed_by:
            body = message("事先研究：{body}", body=proposal.discussed_by)
            lines.append((say(body), "$muted"))
        if not item.withdrawn and not item.closed:
            lines += [(f"! {say(each)}", "$accent") for each in self._lacks(proposal)]
        if proposal.text:
            lines += [("", ""), (proposal.text, "")]
        return lines

    # --- what the rules ask for ------------------------------------------------------

    def _rules(self) -> tuple[RuleSet, ...]:
        meeting = self.app.meeting
        called = meeting.convened
        return meeting.rules or (self.app.governing(called.rules) if called else ())

    def _lacks(self, proposal: ev.Proposal) -> tuple[Message, ...]:
        rules = self._rules()
        forbidden = reserved_for(proposal, rules)
        today = self.app.office.clock().date()
        lacking = item_shortfalls(proposal, rules, self._roll(), today)
        if forbidden is None:
            return lacking
        return (
            message(
                "“{matter}”不归村民代表会议决定，归{body}。",
                matter=forbidden.name,
                body=forbidden.belongs_to,
            ),
            *lacking,
        )

    def _roll(self) -> tuple[RollLine, ...]:
        """The roll frozen at the opening, today's before it; none where it cannot be read."""
        try:
            return self.app.meeting.roll or self.app.roll_today()
        except Refusal:
            return ()

    def _asked(self) -> tuple[Message, ...]:
        """What the rule sets ask of a petition, for the form."""
        return petition_asked(self._rules(), self._roll())

    def _call_lacks(self, meeting: Meeting) -> tuple[Message, ...]:
        called = meeting.convened
        if called is None:
            return ()
        today = self.app.office.clock().date()
        return call_shortfalls(called, self._rules(), self.app.roll_today(), today)

    def _reserved(self) -> list[Reserved]:
        return [matter for rule_set in self._rules() for matter in rule_set.reserved]

    def _item(self) -> Item | None:
        at = self.query_one(OptionList).highlighted
        items = self.app.meeting.items
        return items[at] if at is not None and at < len(items) else None

    # --- what the chair does ---------------------------------------------------------

    @on(OptionList.OptionHighlighted)
    def _highlighted(self) -> None:
        self._show_item()

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        item = self._item()
        if item is None:
            return
        choices = (
            _("进入这项议题"),
            _("修改"),
            _("再议：列为新一轮"),
            _("上移"),
            _("下移"),
            _("撤回"),
        )

        def chosen(index: int | None) -> None:
            match index:
                case 0:
                    self._take(item)
                case 1:
                    self.action_change()
                case 2:
                    self._again(item)
                case 3:
                    self._move(item, -1)
                case 4:
                    self._move(item, 1)
                case 5:
                    self._withdraw(item)

        self.app.push_screen(Choose(f"{item.number} {item.proposal.title}", choices), chosen)

    def action_add(self) -> None:
        """A new item at the end."""

        def written(form: Written | None) -> None:
            if form is not None and self.app.act(chair.add_item(self.app.meeting, form.proposal)):
                self.query_one(OptionList).highlighted = len(self.app.meeting.items) - 1

        self.app.push_screen(
            ItemForm(_("加议题"), reserved=self._reserved(), asked=self._asked()), written
        )

    def action_change(self) -> None:
        """Change the highlighted item before it is voted on."""
        item = self._item()
        if item is None:
            self.app.refuse(message("议程是空的"))
            return

        def written(form: Written | None) -> None:
            if form is not None:
                self.app.act(ev.ItemAmended(item.number, form.proposal))

        title = say(message("修改第 {n} 项议题", n=item.number))
        form = ItemForm(title, item.proposal, reserved=self._reserved(), asked=self._asked())
        self.app.push_screen(form, written)

    def _again(self, item: Item) -> None:
        def written(form: Written | None) -> None:
            if form is not None:
                self.app.act(ev.RoundAdded(item.number, form.proposal, form.reason))

        title = say(message("第 {n} 项议题再议", n=item.number))
        form = ItemForm(
            title, item.proposal, reserved=self._reserved(), asked=self._asked(), again=True
        )
        self.app.push_screen(form, written)

    def _move(self, item: Item, step: int) -> None:
        at = self.app.meeting.items.index(item) + 1 + step
        if at < 1 or at > len(self.app.meeting.items):
            self.app.refuse(message("已经在头上或末尾。"))
        elif self.app.act(ev.ItemMoved(item.number, at)):
            self.query_one(OptionList).highlighted = at - 1

    def _withdraw(self, item: Item) -> None:
        def why(reason: str | None) -> None:
            if reason:
                self.app.act(ev.ItemWithdrawn(item.number, reason))

        title = say(message("撤回第 {n} 项议题的原因", n=item.number))
        self.app.push_screen(Ask(title, required=True), why)

    def _take(self, item: Item) -> None:
        if item.number == self.app.meeting.current:
            self.app.go("vote")
            return

        def why(reason: str | None) -> None:
            event = chair.take_item(self.app.meeting, item.number, reason or "")
            if reason is not None and self.app.act(event):
                self.app.go("floor")

        lacking = self._lacks(item.proposal)
        if self.sitting and lacking and reserved_for(item.proposal, self._rules()) is None:
            self.app.push_screen(
                Ask(
                    _("条件不足，说明理由后才能审议"),
                    "\n".join(say(each) for each in lacking),
                    required=True,
                ),
                why,
            )
        else:
            why("")

    def action_sitting(self) -> None:
        """Open, recess, resume or adjourn, as the phase has it."""
        match self.app.meeting.phase:
            case Phase.CONVENED:
                self._open()
            case Phase.SITTING | Phase.RECESS as phase:
                choices = [
                    _("宣布休会") if phase is Phase.SITTING else _("宣布复会"),
                    _("宣布散会"),
                ]
                if self.app.move_clock is not None:
                    choices.append(_("换到另一天（演练的钟）"))
                self.app.push_screen(Choose(_("会议"), choices), self._pause)
            case Phase.ADJOURNED:
                self.app.refuse(message("会议已经散会。"))

    def _pause(self, choice: int | None) -> None:
        if choice == 0 and self.app.meeting.phase is Phase.RECESS:
            self.app.act(ev.Resumed())
        elif choice == 0:

            def why(reason: str | None) -> None:
                if reason is not None:
                    self.app.act(ev.Recessed(reason))

            self.app.push_screen(Ask(_("宣布休会"), _("原因可以不写。")), why)
        elif choice == 1:

            def sure(yes: bool | None) -> None:
                if yes:
                    self.app.act(ev.Adjourned())

            text = _("散会后记录不能再改，决议可以继续盖章、打印。")
            self.app.push_screen(Confirm(_("宣布散会？"), text, lean=False), sure)
        elif choice == 2:
            self._another_day()

    def _another_day(self) -> None:
        now = self.app.office.clock()
        last = self.app.meeting.entries[-1].at

        def later(text: str) -> dt.date:
            day = a_date(text)
            if dt.datetime.combine(day, dt.time(8, 30), now.tzinfo) < last:
                raise NotTyped(
                    message(
                        "最后一条记录是 {day} {time}，钟不能往回拨。", day=last.date(), time=last
                    )
                )
            return day

        def moved(text: str | None) -> None:
            move = self.app.move_clock
            if text is None or move is None:
                return
            day = a_date(text)
            move(dt.datetime.combine(day, dt.time(8, 30), now.tzinfo))
            self.show(self.app.meeting)
            self.app.tell(say(message("演练的钟拨到 {day} 8:30。", day=day)))

        tomorrow = (now.date() + dt.timedelta(days=1)).isoformat()
        ask = Ask(_("换到哪一天？"), value=tomorrow, required=True, read=later)
        self.app.push_screen(ask, moved)

    def _open(self) -> None:
        meeting = self.app.meeting

        def why(reason: str | None) -> None:
            if reason is not None and self.app.open_meeting(reason):
                self.app.go("attendance")

        try:
            lacking, roll = self._call_lacks(meeting), self.app.roll_today()
        except Refusal as refusal:
            self.app.refused(refusal)
            return
        if not meeting.items or not roll:
            why("")
        elif lacking:
            self.app.push_screen(
                Ask(
                    _("召集的条件不足，说明理由后才能开会"),
                    "\n".join(say(each) for each in lacking),
                    required=True,
                ),
                why,
            )
        else:
            why("")
