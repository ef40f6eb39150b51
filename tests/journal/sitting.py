"""Meetings written to a real journal, as the program does it."""

from __future__ import annotations

import datetime as dt

from siquan_tui.journal.journal import Journal
from siquan_tui.journal.live import Live
from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.roll import Capacity, RollLine
from siquan_tui.rules.figures import Side
from siquan_tui.rules.model import Convener
from siquan_tui.rules.rulebook import Rulebook

BEIJING = dt.timezone(dt.timedelta(hours=8))
START = dt.datetime(2010, 7, 22, 9, 0, tzinfo=BEIJING)
RULES = ("siquan-2010",)
RULE_TEXTS = tuple(ev.RuleText(each, Rulebook().text(each)) for each in RULES)
VILLAGE = "smsc-1"
BOOK = "2010-07-22-1"


class Clock:
    """A clock that ticks once a second, or is set by hand."""

    def __init__(self, now: dt.datetime = START) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(seconds=1)
        return self.now


def convened(
    *, rehearsal: bool = False, second_count: bool = False, rules: tuple[str, ...] = RULES
) -> ev.Convened:
    return ev.Convened(
        village="三苗树村",
        township="吉日嘎朗图镇",
        title="第三次村民代表会议",
        place="村部",
        scheduled=START,
        convener=Convener.CHAIR,
        presider="王主席",
        rules=rules,
        rehearsal=rehearsal,
        second_count=second_count,
    )


def roll(seats: int = 17, *, committee: int = 0) -> tuple[RollLine, ...]:
    """So many seats; the last ``committee`` of them are committee members only."""
    return tuple(
        RollLine(
            seat,
            f"代表{seat}",
            capacity=Capacity.COMMITTEE if seat > seats - committee else Capacity.REPRESENTATIVE,
            households=6,
        )
        for seat in range(1, seats + 1)
    )


def proposal(title: str = "自来水工程") -> ev.Proposal:
    posting = ev.Posting(dt.date(2010, 7, 18), "村务公开栏")
    return ev.Proposal(title, "安装自来水", posting=posting)


def convene(
    journal: Journal, book: str = BOOK, *, village: str = VILLAGE, rehearsal: bool = False
) -> Live:
    live = Live(journal, village, book, Clock())
    live.do(convened(rehearsal=rehearsal))
    return live


def sit(
    journal: Journal, book: str = BOOK, *, village: str = VILLAGE, rehearsal: bool = False
) -> Live:
    """Convene, open, everybody arrives, the first item is taken."""
    live = convene(journal, book, village=village, rehearsal=rehearsal)
    live.do(chair.add_item(live.meeting, proposal()))
    live.do(chair.open_meeting(live.meeting, roll(), RULE_TEXTS, reason="试"))
    live.do(chair.everyone_arrives(live.meeting))
    live.do(chair.take_item(live.meeting, 1, "试"))
    return live


def vote(live: Live, *figures: int) -> None:
    """Open a division, count these hands, announce."""
    live.do(chair.open_division(live.meeting, live.meeting.current))
    for side, figure in zip(Side, figures, strict=True):
        live.do(chair.tally(live.meeting, ev.Bench.HALL, side, figure))
    live.do(chair.close_count(live.meeting))
    live.do(chair.announce(live.meeting))


def draw(live: Live, number: int, year: int = 2010) -> None:
    division = len(live.meeting.divisions)
    live.do(ev.ResolutionDrawn(division, year, number, "关于自来水工程的决议", "同意。"))
