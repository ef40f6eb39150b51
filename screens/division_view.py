"""What the division's screen shows: figures, bar, verdict, checks, counts, and what to say."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from textual.app import ComposeResult
from textual.events import ScreenResume

from screens.division_findings import findings
from screens.division_words import bars
from screens.fit import fit
from screens.meeting_screen import MeetingScreen
from screens.widgets.bars import Bars, Drawn, Mark
from screens.widgets.findings import Findings
from screens.widgets.keys_line import Key, KeysLine
from screens.widgets.script_line import ScriptLine
from screens.widgets.tally import Tally
from siquan_tui.meeting import chair
from siquan_tui.meeting.doubt import vote_in_doubt
from siquan_tui.meeting.figures import live_verdict, settled, total
from siquan_tui.meeting.names import recused_words
from siquan_tui.meeting.script import call_for, script
from siquan_tui.meeting.state import Division, Meeting
from siquan_tui.message import Message, message
from siquan_tui.rules.check import Outcome, Verdict
from siquan_tui.rules.figures import Side
from siquan_tui.words import _, say

NAMED = 2
"""So many of the recused have room in the heading."""


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
        yield Bars()
        yield Findings()
        yield KeysLine(id="more-keys")

    def on_resize(self) -> None:
        """The digits are as large as the terminal allows."""
        self.query_one(Tally).settle()

    def division(self, meeting: Meeting) -> Division | None:
        """The division looked at: the one under way, else the one browsed to, else the
        last one."""
        if meeting.division_under_way is not None:
            # Its result is what is looked at next, whatever was browsed to before.
            self._browsed = 0
            return meeting.division_under_way
        doubtful = vote_in_doubt(meeting)  # of which the script speaks, too
        last = doubtful.number if doubtful is not None else len(meeting.divisions)
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
        title, width = division.proposal.title, self.query_one("#heading").size.width
        head = say(message("议题 {n} {title}", n=item.number, title=title))
        tail = say(message(" · 第{round}轮 · 举手表决", round=division.round))
        recused = recused_words(meeting.roll, division.recused, NAMED)
        if recused is not None:
            tail += f" · {say(recused)}"
            if cell_len(head + tail) > width:  # who is recused before how hands are raised
                again = message(" · 第{round}轮", round=division.round)
                tail = f"{say(again) if division.round > 1 else ''} · {say(recused)}"
        return fit(head, width, tail)

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
                for side in Side
                if (hands := total(count, side)) is not None or not entering
            },
            tag=self._tag(division),
            most=sum(size.voting for size in division.benches),
        )
        self._begin(division)
        hidden = entering and count.blind
        self.query_one(Bars).show(() if hidden else self._bars(meeting, judged))
        self.set_class(not hidden and len(division.counts) > 1, "-recounted")
        self.query_one(Findings).show(findings(meeting, division, judged, hidden=hidden))
        self.query_one("#more-keys", KeysLine).show_keys(self._more_keys(division))

    def on_screen_resume(self, event: ScreenResume) -> None:
        """At once, not after painting: a figure may be typed before that."""
        if self.app.meeting.division_under_way is not None:
            self.show_meeting(self.app.meeting)

    def _begin(self, division: Division) -> None:
        """Every count begins with its first figure, wherever the one before it ended, and
        one that was broken off goes on where its hands were being counted, else with the
        first that is blank."""
        live, count = self.app.live, division.count
        entering = division.open and not count.closed and live is not None
        counting = (live, division.number, division.opened, count.number) if entering else None
        if counting is not None and counting != self._counting:
            by_hands = chair.counted_by_hands(self.app.meeting)
            for tally in self.query(Tally):
                blank = (each for each in tally.fields if each not in count.figures)
                here = (each for each in tally.fields if each == by_hands)
                tally.go(next(here, next(blank, tally.fields[0])))
        self._counting = counting

    def _tag(self, division: Division) -> str:
        if division.annulled:
            return _("无效")
        if division.verdict is not None:
            return _("结果")
        return _("核毕") if division.count.closed else _("暂计")

    def _bars(self, meeting: Meeting, judged: Verdict) -> list[Drawn]:
        drawn = bars(judged, meeting.rules)[:2]
        return [
            Drawn(
                each.have,
                each.voting,
                tuple(Mark(needed, say(words)) for needed, words in each.marks),
                set_cell_size(say(each.name), 4) if len(drawn) > 1 else "",
            )
            for each in drawn
        ]

    def own_keys(self, meeting: Meeting) -> tuple[Key, ...]:
        """The next step."""
        division = self.division(meeting)
        if division is None:
            return ()
        if not division.open:
            if division.flags:
                return (Key("F12", _("确认有效")),)
            return (Key("Enter", _("去写决议") if carried(division) else _("回到议题")),)
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
            for side in Side
            if side is not Side.UNEXPRESSED
        )


def carried(division: Division) -> bool:
    """Announced as carried, and it stands."""
    announced = division.verdict
    return announced is not None and not division.annulled and announced.outcome is Outcome.CARRIED
