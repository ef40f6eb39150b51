"""The division (表决): hands counted, the verdict turning at the very hand."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import set_cell_size
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key as KeyPressed
from textual.events import ScreenResume
from textual.widgets import Static

from screens.attempt import attempt
from screens.dialogs import Ask, Choose
from screens.division_words import (
    SIGNS,
    away,
    bars,
    check_line,
    count_lines,
    uncounted,
    verdict_line,
)
from screens.fit import fit
from screens.meeting_screen import MeetingScreen
from screens.widgets.bar import Bar, Mark
from screens.widgets.keys_line import Key, KeysLine
from screens.widgets.keystroke import keystroke
from screens.widgets.script_line import ScriptLine
from screens.widgets.steady import Steady
from screens.widgets.tally import SIDES, Tally
from siquan_tui.meeting import chair
from siquan_tui.meeting.events import Annulled, Confirmed, CountReason
from siquan_tui.meeting.figures import live_verdict, remaining, settled, total
from siquan_tui.meeting.order_division import second_count
from siquan_tui.meeting.script import call_for, script
from siquan_tui.meeting.state import Division, Meeting
from siquan_tui.message import Message, message
from siquan_tui.rules.check import CheckKind, Outcome, State, Verdict, hangs_on
from siquan_tui.rules.figures import Side
from siquan_tui.words import _, say


class DivisionScreen(MeetingScreen):
    """One vote, from the first hand to the announcement.

    Digits, plus and minus always go to the figures, whatever has the focus. Each figure
    is an entry of the journal before it is shown.
    """

    PLACE = "division"
    CSS_PATH = "division.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "count_again", show=False, id="recount"),
        Binding("f7", "rest", show=False, id="rest"),
        Binding("delete", "annul", show=False, id="annul"),
        Binding("f12", "confirm", show=False, id="confirm"),
        Binding("pageup", "browse(-1)", show=False),
        Binding("pagedown", "browse(1)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._browsed = 0
        """Number of an earlier division the chair looks at; 0 = the newest."""
        self._counting: tuple[object, ...] | None = None
        """Meeting, division and count whose figures are being entered."""

    def forget(self) -> None:
        """Another meeting has other divisions."""
        self._browsed = 0

    # --- what it shows -----------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """Figures, bar, verdict, checks, counts."""
        yield Tally(plain=self.app.plain)
        with Vertical(id="bars"):
            yield Bar(id="bar-1")
            yield Bar(id="bar-2")
        yield Steady("", id="verdict", markup=False)
        yield Steady("", id="checks", markup=False)
        yield Steady("", id="away", markup=False)
        yield Steady("", id="left", markup=False)
        yield Steady("", id="counts", markup=False)
        yield KeysLine(id="more-keys")

    def on_mount(self) -> None:
        """Digits go to the figures at once."""
        self.query_one(Tally).focus()

    def division(self, meeting: Meeting) -> Division | None:
        """The division looked at: the one under way, else the one browsed to, else the
        last one."""
        if meeting.division_under_way is not None:
            # Its result is what is looked at next, whatever was browsed to before.
            self._browsed = 0
            return meeting.division_under_way
        flagged = [each.number for each in meeting.divisions if each.flags and not each.annulled]
        last = flagged[-1] if flagged else len(meeting.divisions)
        return meeting.division(self._browsed or last)

    def to_say(self, meeting: Meeting) -> Message:
        """The call goes with the cursor: the side whose hands are being counted."""
        division = meeting.division_under_way
        if division is None or division.count.closed:
            return script(meeting)
        blank = any(field not in division.count.figures for field in self.query_one(Tally).fields)
        current = self.query_one(Tally).current
        return call_for(current.bench, current.side) if blank else script(meeting)

    def _say(self) -> None:
        """The cursor has moved, and the call with it."""
        self.query_one(ScriptLine).say_now(self.to_say(self.app.meeting))

    def heading(self, meeting: Meeting) -> str:
        """Which item, which round, how."""
        division = self.division(meeting)
        item = meeting.item(division.item) if division is not None else None
        if division is None or item is None:
            return _("表决")
        tail = say(message(" · 第{round}轮 · 举手表决", round=division.round))
        title = item.rounds[division.round - 1].proposal.title
        head = say(message("议题 {n} {title}", n=item.number, title=title))
        return fit(head, self.query_one("#heading").size.width, tail)

    def show_meeting(self, meeting: Meeting) -> None:
        """The figures and what they come to."""
        division = self.division(meeting)
        if division is None:
            return
        count = division.count
        entering = division.open and not count.closed
        judged = division.verdict or live_verdict(meeting, division)
        self.query_one(Tally).show(
            [size.bench for size in division.benches],
            count.figures,
            entering=entering,
            totals={
                side: hands or 0
                for side in SIDES
                if (hands := total(count, side)) is not None or not entering
            },
            tag=self._tag(division),
        )
        self._begin(division)
        hidden = entering and count.blind
        self._show_bars(meeting, judged, hidden=hidden)
        differ = chair.recount_reason(meeting, division) is CountReason.UNEQUAL
        self._show_verdict(division, judged, hidden=hidden, differ=differ)
        self._show_checks(meeting, judged, hidden=hidden or differ)
        self._show_away(meeting, division)
        self._show_left(meeting, division)
        closed = [each for each in division.counts if each.closed]
        lines = (
            []
            if hidden or len(division.counts) == 1
            else [say(each) for each in count_lines(closed)]
        )
        self.set_class(bool(lines), "-recounted")
        self._put("#counts", Content("\n".join(lines)))
        self.query_one("#more-keys", KeysLine).show_keys(self._more_keys(division))

    def on_screen_resume(self, event: ScreenResume) -> None:
        """At once, not after painting: a figure may be typed before that."""
        division = self.app.meeting.division_under_way
        if division is not None:
            self._begin(division)

    def _begin(self, division: Division) -> None:
        """Every count begins with its first figure, wherever the one before it ended."""
        live, count = self.app.live, division.count
        entering = division.open and not count.closed and live is not None
        counting = (live, division.number, division.opened, count.number) if entering else None
        if counting is not None and counting != self._counting:
            for tally in self.query(Tally):
                tally.go(tally.fields[0])
        self._counting = counting

    def _put(self, selector: str, words: Content) -> None:
        """Update a line; lay out again only when its number of lines changes."""
        line = self.query_one(selector, Static)
        before = line.content
        if isinstance(before, Content) and before == words:
            return
        old = before.plain if isinstance(before, Content) else str(before)
        line.update(words, layout=old.count("\n") != words.plain.count("\n") or not old)

    def _tag(self, division: Division) -> str:
        if division.annulled:
            return _("无效")
        if division.verdict is not None:
            return _("结果")
        return _("核毕") if division.count.closed else _("暂计")

    def _show_bars(self, meeting: Meeting, judged: Verdict, *, hidden: bool) -> None:
        self.query_one("#bars").visible = not hidden
        drawn = bars(judged, meeting.rules)
        self.query_one("#bar-2").set_class(len(drawn) > 1, "-shown")
        for index, each in enumerate(drawn[:2], 1):
            marks = [Mark(needed, say(words)) for needed, words in each.marks]
            lead = set_cell_size(say(each.name), 4) if len(drawn) > 1 else ""
            self.query_one(f"#bar-{index}", Bar).show(each.have, each.voting, marks, lead)

    def _show_verdict(
        self, division: Division, judged: Verdict, *, hidden: bool, differ: bool
    ) -> None:
        line = self.query_one("#verdict", Static)
        if division.annulled:
            state, words = State.LOST, say(message("✗ 已作废：{why}", why=division.annulled))
        elif hidden:
            state, words = State.OPEN, _("复点：前面的数已遮住，点完再看")
        elif differ:
            state, words = State.OPEN, _("· 未定：几次点的数不一样")
        else:
            found = verdict_line(judged, final=division.count.closed)
            state, sentence = found if found is not None else (State.OPEN, message("未定"))
            words = f"{SIGNS[state]} {say(sentence)}"
        for each in State:
            line.set_class(each is state, f"-{each.value}")
        self._put("#verdict", Content(words))

    def _show_checks(self, meeting: Meeting, judged: Verdict, *, hidden: bool) -> None:
        lines = [
            f"{SIGNS[each.state]} {say(check_line(each, meeting.rules))}"
            for each in judged.checks
            if each.kind is CheckKind.PASS
        ]
        self._put("#checks", Content("" if hidden else "\n".join(lines)))

    def _show_away(self, meeting: Meeting, division: Division) -> None:
        """Somebody entitled is no longer in the room: said, and that the list stands."""
        words = away(meeting, division) if division.open else None
        line = self.query_one("#away")
        line.display = words is not None
        if words is not None:
            self._put("#away", Content(fit(say(words), self.query_one("#heading").size.width)))

    def _show_left(self, meeting: Meeting, division: Division) -> None:
        reason = chair.recount_reason(meeting, division)
        if division.flags:
            words = _("签到更正影响了这次表决：F12 确认有效，或 Del 作废")
        elif division.superseded:
            words = _("已被新一轮再议取代，留在记录里")
        elif not division.open:
            words = ""
        elif not division.count.closed:
            words = say(uncounted(division, division.count))
        elif reason is CountReason.NARROW:
            judged = live_verdict(meeting, division)
            words = say(message("再有 {n} 票就会改变：建议复计", n=hangs_on(judged)))
        elif reason is CountReason.SETTING:
            words = _("本次会议计两遍：请另一位计票人再点")
        elif reason is CountReason.UNEQUAL:
            words = _("计数不一致，请再点一次，全部留存")
        else:
            words = _("计票核对完毕")
        self._put("#left", Content(words))

    def own_keys(self, meeting: Meeting) -> tuple[Key, ...]:
        """The next step."""
        division = self.division(meeting)
        if division is None:
            return ()
        if not division.open:
            flagged = (Key("F12", _("确认有效")),) if division.flags else ()
            onward = _("去写决议") if _carried(division) else _("回到议题")
            return (Key("Enter", onward), *flagged)
        if not division.count.closed:
            ready = chair.ready_to_close(division)
            return (
                Key("Enter", _("核对完毕") if ready else _("填入")),
                Key("F7", _("其余记未表态"), _("先填反对、弃权") if self._uncalled() else ""),
            )
        if settled(division, second_count=second_count(meeting)) is None:
            return (Key("Enter", _("开始复点")),)
        return Key("Enter", _("宣布结果")), Key("F6", _("另一人复计"))

    def _more_keys(self, division: Division) -> tuple[Key, ...]:
        annul = () if division.annulled or division.superseded else (Key("Del", _("作废")),)
        if not division.open or division.count.closed:
            return annul
        return (Key("0-9", _("填数")), Key("+ -", _("一票")), Key("Tab", _("换项")), *annul)

    # --- what the keys do ------------------------------------------------------------------

    def on_key(self, event: KeyPressed) -> None:
        """Digits, signs and arrows, in half and in full width."""
        division = self.division(self.app.meeting)
        if division is None:
            return
        entering = division.open and not division.count.closed
        tally = self.query_one(Tally)
        sign = keystroke(event)
        match event.key:
            case "enter":
                self._enter(division)
            case _ if not entering:
                return
            case "tab" | "right":
                self._leave_field(1)
            case "shift+tab" | "left":
                self._leave_field(-1)
            case "backspace":
                tally.rub_out()
            case "up":
                self._hand(1)
            case "down":
                self._hand(-1)
            case _ if sign.isdecimal() and sign.isascii():
                tally.type_digit(sign)
            case _ if sign in ("+", " "):
                self._hand(1)
            case _ if sign == "-":
                self._hand(-1)
            case _:
                return
        event.stop()
        event.prevent_default()

    def _uncalled(self) -> bool:
        """Whether hands of the bench being counted are still to be called for."""
        division = self.app.meeting.division_under_way
        bench = self.query_one(Tally).current.bench
        return division is not None and any(
            (bench, side) not in division.count.figures
            for side in SIDES
            if side is not Side.UNEXPRESSED
        )

    def _enter_figure(self) -> bool:
        """Enter what was typed; False if it cannot be."""
        tally = self.query_one(Tally)
        figure, field = tally.pending, tally.current
        if figure is None:
            return True
        if attempt(self.app, lambda m: chair.tally(m, field.bench, field.side, figure)):
            tally.forget()
            return True
        tally.refuse()
        return False

    def _leave_field(self, step: int) -> None:
        if self._enter_figure():
            self.query_one(Tally).move(step)
            self._say()

    def _hand(self, step: int) -> None:
        if self._enter_figure():
            field = self.query_one(Tally).current
            attempt(self.app, lambda m: chair.one_hand(m, field.bench, field.side, step))

    def _enter(self, division: Division) -> None:
        if not division.open:
            self._go_on(division)
        elif division.count.closed:
            self._announce(division)
        elif self.query_one(Tally).pending is not None:
            if self._enter_figure():
                self._next_blank()
        elif chair.ready_to_close(division):
            attempt(self.app, chair.close_count)
        else:
            self._fill_or_close(division)

    def _fill_or_close(self, division: Division) -> None:
        """Nothing was typed and the count is not complete: go on to what is missing, or
        have it said."""
        field = self.query_one(Tally).current
        blank = field not in division.count.figures
        if not blank and self._next_blank():
            return
        last = field.side is Side.UNEXPRESSED
        if blank and last and remaining(division, division.count, field.bench) == 0:
            attempt(self.app, lambda m: chair.tally_rest(m, field.bench))
            self._next_blank()
        else:
            attempt(self.app, chair.close_count)

    def _next_blank(self) -> bool:
        """Go to the next field that has no figure, if there is one."""
        division = self.app.meeting.division_under_way
        tally = self.query_one(Tally)
        fields = tally.fields
        at = fields.index(tally.current)
        blank = [
            each
            for each in (*fields[at + 1 :], *fields[:at])
            if division is not None and each not in division.count.figures
        ]
        if blank:
            tally.go(blank[0])
        self._say()
        return bool(blank)

    def _announce(self, division: Division) -> None:
        meeting = self.app.meeting
        reason = chair.recount_reason(meeting, division)
        if reason is CountReason.NARROW:
            hands = hangs_on(live_verdict(meeting, division))
            self.app.push_screen(
                Choose(
                    say(message("再有 {n} 票，结果就会改变", n=hands)),
                    (_("复计：请另一人再点一遍"), _("照此宣布结果")),
                ),
                self._narrow,
            )
        elif reason is not None:
            self._recount(reason)
        else:
            attempt(self.app, chair.announce)

    def _narrow(self, choice: int | None) -> None:
        if choice == 0:
            self._recount(CountReason.NARROW)
        elif choice == 1:
            attempt(self.app, chair.announce)

    def _recount(self, reason: CountReason | None) -> None:
        attempt(self.app, lambda m: chair.order_recount(m, reason))

    def _go_on(self, division: Division) -> None:
        self.app.go("resolution" if _carried(division) else "floor")

    def action_count_again(self) -> None:
        """A second, blind count, because somebody doubts the hands."""
        if self._enter_figure():
            self._recount(None)

    def action_rest(self) -> None:
        """Everybody not yet counted raised no hand."""
        if self._enter_figure():
            field = self.query_one(Tally).current
            if self._uncalled():
                self.app.refuse(
                    message("赞成、反对、弃权还没有数完，不能把其余的人记为未表态。"),
                    message("先填上，没有的填 0。"),
                )
            elif attempt(self.app, lambda m: chair.tally_rest(m, field.bench)):
                self._next_blank()

    def action_annul(self) -> None:
        """Annul the division, with a reason."""
        division = self.division(self.app.meeting)
        if division is None or division.annulled:
            return

        def annul(reason: str | None) -> None:
            if reason is not None:
                attempt(self.app, lambda _m: Annulled(division.number, reason))

        self.app.push_screen(
            Ask(_("作废这次表决，原因："), _("原来的数留在记录里。"), required=True), annul
        )

    def action_confirm(self) -> None:
        """A division touched by a correction stands all the same, with a reason."""
        division = self.division(self.app.meeting)
        if division is None or not division.flags:
            return

        def confirm(reason: str | None) -> None:
            if reason is not None:
                attempt(self.app, lambda _m: Confirmed(division.number, reason))

        self.app.push_screen(Ask(_("确认这次表决仍然有效，理由："), required=True), confirm)

    def action_browse(self, step: int) -> None:
        """Look at an earlier or a later division."""
        meeting = self.app.meeting
        if meeting.division_under_way is None and meeting.divisions:
            shown = self.division(meeting)
            at = shown.number if shown is not None else len(meeting.divisions)
            self._browsed = min(len(meeting.divisions), max(1, at + step))
            self.show(meeting)


def _carried(division: Division) -> bool:
    """Announced as carried, and it stands."""
    announced = division.verdict
    return announced is not None and not division.annulled and announced.outcome is Outcome.CARRIED
