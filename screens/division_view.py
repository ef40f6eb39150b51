"""What the division's screen shows: figures, bar, verdict, checks, counts, and what to say."""

from __future__ import annotations

from rich.cells import set_cell_size
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import ScreenResume
from textual.widgets import Static

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
from screens.widgets.script_line import ScriptLine
from screens.widgets.steady import Steady
from screens.widgets.tally import SIDES, Tally
from siquan_tui.meeting import chair
from siquan_tui.meeting.events import CountReason
from siquan_tui.meeting.figures import live_verdict, settled, total
from siquan_tui.meeting.script import call_for, script
from siquan_tui.meeting.state import Division, Meeting
from siquan_tui.message import Message, message
from siquan_tui.rules.check import CheckKind, Outcome, State, Verdict, hangs_on
from siquan_tui.rules.figures import Side
from siquan_tui.words import _, say


class DivisionView(MeetingScreen):
    """One vote as it stands. The keys are :class:`~screens.division.DivisionScreen`'s."""

    def __init__(self) -> None:
        super().__init__()
        self._browsed = 0
        """Number of an earlier division the chair looks at; 0 = the newest."""
        self._counting: tuple[object, ...] | None = None
        """Meeting, division and count whose figures are being entered."""

    def forget(self) -> None:
        """Another meeting has other divisions."""
        self._browsed = 0

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
        title = division.proposal.title
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
            onward = _("去写决议") if carried(division) else _("回到议题")
            return (Key("Enter", onward), *flagged)
        if not division.count.closed:
            ready = chair.ready_to_close(division)
            return (
                Key("Enter", _("核对完毕") if ready else _("填入")),
                Key("F7", _("其余记未表态"), _("先填反对、弃权") if self.uncalled() else ""),
            )
        if settled(division, second_count=meeting.second_count) is None:
            return (Key("Enter", _("开始复点")),)
        return Key("Enter", _("宣布结果")), Key("F6", _("另一人复计"))

    def _more_keys(self, division: Division) -> tuple[Key, ...]:
        annul = () if division.annulled or division.superseded else (Key("Del", _("作废")),)
        if not division.open or division.count.closed:
            return annul
        return (Key("0-9", _("填数")), Key("+ -", _("一票")), Key("Tab", _("换项")), *annul)

    def uncalled(self) -> bool:
        """Whether hands of the bench being counted are still to be called for."""
        division = self.app.meeting.division_under_way
        bench = self.query_one(Tally).current.bench
        return division is not None and any(
            (bench, side) not in division.count.figures
            for side in SIDES
            if side is not Side.UNEXPRESSED
        )


def carried(division: Division) -> bool:
    """Announced as carried, and it stands."""
    announced = division.verdict
    return announced is not None and not division.annulled and announced.outcome is Outcome.CARRIED
