"""The stage of the measurements: a village of so many seats, its meeting held so far,
and the programs in pseudo-terminals of the same size."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from siquan_tui.journal.live import Live
from siquan_tui.meeting import chair
from siquan_tui.meeting.events import Convened, Posting, Proposal, RuleText
from siquan_tui.meeting.roll import Capacity, RollLine
from siquan_tui.office import Office
from siquan_tui.rules.model import Convener
from tests.terminal.terminal import ROOT, Terminal, bare_environment

SIZE = (110, 36)
RULES = ("siquan-2010", "organic-law-2026")
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def roll_of(seats: int) -> tuple[RollLine, ...]:
    """Representatives with made-up names."""
    return tuple(
        RollLine(
            seat=n,
            name=STEMS[n % 10] + BRANCHES[n % 12],
            capacity=Capacity.REPRESENTATIVE,
            group=f"{'一二三四'[n % 4]}社",
            households=5 + n % 10,
            initials="jz",
        )
        for n in range(1, seats + 1)
    )


def meeting_of(folder: Path, seats: int, *, present: bool) -> Live:
    """A meeting that sits, its item taken; with ``present`` everybody is in the room."""
    office = Office(folder)
    village = office.new_village("三苗树村", "吉日嘎朗图镇").village
    now = office.clock()
    live = office.convene(
        village,
        Convened(
            village="三苗树村",
            township="吉日嘎朗图镇",
            title="第三次村民代表会议",
            place="村部会议室",
            scheduled=now,
            convener=Convener.COMMITTEE,
            presider="甲子",
            rules=RULES,
            rehearsal=True,
        ),
    )
    posted = Posting(now.date() - dt.timedelta(days=9), "村务公开栏")
    live.do(chair.add_item(live.meeting, Proposal("自来水工程", posting=posted)))
    texts = [RuleText(each, office.rulebook.text(each)) for each in RULES]
    live.do(chair.open_meeting(live.meeting, roll_of(seats), texts, "测量"))
    if present:
        live.do(chair.everyone_arrives(live.meeting))
        live.do(chair.take_item(live.meeting, 1, "测量"))
    return live


def division_of(folder: Path, seats: int) -> Live:
    """The same, with the division open and no hand counted."""
    live = meeting_of(folder, seats, present=True)
    live.do(chair.open_division(live.meeting, 1))
    return live


@contextmanager
def program(
    module: str, *arguments: str, home: Path, options: Sequence[str] = ()
) -> Iterator[Terminal]:
    """``python -m module`` in a pseudo-terminal of the size all are measured at."""
    argv = [sys.executable, *options, "-m", module, *arguments]
    with Terminal(argv, SIZE, bare_environment(home), ROOT) as terminal:
        yield terminal


@contextmanager
def console(live: Live, home: Path, *, options: Sequence[str] = ()) -> Iterator[Terminal]:
    """The console, opened on a meeting."""
    live.journal.close()
    data = str(home)
    with program(
        "benchmarks.console", data, live.village, live.book, home=home, options=options
    ) as terminal:
        yield terminal
