"""A meeting driven event by event through admit and apply, as the program does it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.admit import admit
from siquan_tui.meeting.apply import apply
from siquan_tui.meeting.roll import Capacity, RollLine
from siquan_tui.meeting.state import Division, Meeting
from siquan_tui.rules.figures import Side
from siquan_tui.rules.model import Convener
from siquan_tui.rules.rulebook import Rulebook

BEIJING = dt.timezone(dt.timedelta(hours=8))
START = dt.datetime(2010, 7, 22, 9, 0, tzinfo=BEIJING)
BOOK = Rulebook()


def roll(representatives: int = 17, committee: int = 0, vacant: int = 0) -> tuple[RollLine, ...]:
    return tuple(
        RollLine(
            seat=seat,
            name=""
            if seat > representatives - vacant and seat <= representatives
            else f"代表{seat}",
            capacity=Capacity.REPRESENTATIVE if seat <= representatives else Capacity.COMMITTEE,
            households=6,
        )
        for seat in range(1, representatives + committee + 1)
    )


@dataclass
class Hall:
    meeting: Meeting = field(default_factory=Meeting)
    now: dt.datetime = START

    def do(self, event: ev.MeetingEvent) -> Meeting:
        self.now += dt.timedelta(seconds=1)
        event = ev.decode(ev.encode(event))
        admit(self.meeting, event, self.now)
        self.meeting = apply(self.meeting, ev.Entry(self.meeting.seq + 1, self.now, event))
        return self.meeting

    def convene(self, *rules: str, second_count: bool = False) -> None:
        self.do(
            ev.Convened(
                village="三苗树村",
                township="吉日嘎朗图镇",
                title="第三次村民代表会议",
                place="村部",
                scheduled=START,
                convener=Convener.CHAIR,
                jointly_with=(Convener.COMMITTEE,),
                presider="执行主席",
                rules=rules or ("siquan-2010",),
                second_count=second_count,
            )
        )

    def list_item(self, title: str = "自来水工程", **fields: object) -> None:
        proposal = ev.Proposal(
            title=title,
            text="安装与改造自来水工程",
            posting=ev.Posting(dt.date(2010, 7, 18), "村务公开栏"),
            **fields,  # type: ignore[arg-type]
        )
        self.do(chair.add_item(self.meeting, proposal))

    def open(self, lines: tuple[RollLine, ...] | None = None) -> None:
        assert self.meeting.convened is not None
        texts = [ev.RuleText(each, BOOK.text(each)) for each in self.meeting.convened.rules]
        self.do(chair.open_meeting(self.meeting, lines or roll(), texts, reason="演练"))

    def sit(self, *rules: str, lines: tuple[RollLine, ...] | None = None, **kw: bool) -> None:
        """Convene, list one item, open, everybody arrives, take the item."""
        self.convene(*rules, **kw)
        self.list_item()
        self.open(lines)
        self.do(chair.everyone_arrives(self.meeting))
        self.do(chair.take_item(self.meeting, 1, "演练"))

    def divide(self, *recused: int) -> Division:
        self.do(chair.open_division(self.meeting, self.meeting.current, recused))
        return self.division

    def hands(self, *figures: int, bench: ev.Bench = ev.Bench.HALL) -> None:
        for side, figure in zip(Side, figures, strict=True):
            self.do(chair.tally(self.meeting, bench, side, figure))

    def count(self, *figures: int) -> None:
        self.hands(*figures)
        self.do(chair.close_count(self.meeting))

    def vote(self, *figures: int) -> Division:
        self.divide()
        self.count(*figures)
        self.do(chair.announce(self.meeting))
        return self.division

    @property
    def division(self) -> Division:
        return self.meeting.divisions[-1]
