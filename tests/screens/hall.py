"""A hall to test in: a real office in a folder, a village, a meeting called or open."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.app import App
from textual.events import Key as KeyPressed
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot

from screens.app import SiquanApp
from siquan_tui.journal.live import Live
from siquan_tui.meeting import chair
from siquan_tui.meeting.events import (
    Bench,
    Convened,
    ItemAdded,
    Posting,
    Proposal,
    Proposer,
    RuleText,
)
from siquan_tui.meeting.roll import Capacity, RollLine
from siquan_tui.meeting.state import Division
from siquan_tui.office import Office
from siquan_tui.rules.figures import Side
from siquan_tui.rules.model import Convener
from tests.screens.grid import settled

ZONE = dt.timezone(dt.timedelta(hours=8))
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
INITIALS = "zqslzwzwfccwjshyzqyx"
GIVEN = ("守田", "桂兰", "永福", "改花", "长河", "秀")
GIVEN_INITIALS = ("st", "gl", "yf", "gh", "ch", "x")


class SteadyClock:
    """A minute passes only when asked; so screens and journals repeat."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        return self.now

    def pass_minutes(self, minutes: int) -> None:
        self.now += dt.timedelta(minutes=minutes)


def lines(count: int, *, vacant: Sequence[int] = (), committee: int = 0) -> tuple[RollLine, ...]:
    """A roll with made-up names; the last ``committee`` lines are committee members only."""
    return tuple(
        RollLine(
            seat=n,
            name="" if n in vacant else SURNAMES[n % 20] + GIVEN[n % 6],
            capacity=Capacity.COMMITTEE if n > count - committee else Capacity.REPRESENTATIVE,
            group=f"第{'一二三四'[n % 4]}社",
            households=5 + n % 10,
            initials="" if n in vacant else INITIALS[n % 20] + GIVEN_INITIALS[n % 6],
        )
        for n in range(1, count + 1)
    )


WATER = Proposal(
    title="自来水工程",
    text="主管道 6500 米，支管道 6000 米，受益 113 户 532 人。\n资金由村集体和农户共同筹集。",
    proposer=Proposer.BRANCH,
    posting=Posting(dt.date(2010, 7, 18), "村务公开栏"),
    discussed_by="7月16日村党支部会议",
)


class Hall:
    """An office, its clock, and the meeting that is on."""

    def __init__(self, folder: Path, *, rules: Sequence[str] = ("siquan-2010",)) -> None:
        self.clock = SteadyClock(dt.datetime(2010, 7, 22, 9, 0, tzinfo=ZONE))
        self.office = Office(folder, clock=self.clock)
        self.rules = tuple(rules)
        self.village = self.office.new_village("三苗树村", "某镇").village

    def convene(
        self,
        *,
        second_count: bool = False,
        rehearsal: bool = False,
        items: Sequence[Proposal] = (WATER,),
    ) -> Live:
        """Call a meeting with an agenda."""
        live = self.office.convene(
            self.village,
            Convened(
                village="三苗树村",
                township="某镇",
                title="第三次代表会议",
                place="村委会",
                scheduled=self.clock(),
                convener=Convener.CHAIR,
                presider="赵守田",
                rules=self.rules,
                jointly_with=(Convener.COMMITTEE,),
                second_count=second_count,
                rehearsal=rehearsal,
            ),
        )
        for number, proposal in enumerate(items, 1):
            live.do(ItemAdded(number, proposal))
        return live

    def open(
        self,
        roll: Sequence[RollLine],
        *,
        present: int = 0,
        second_count: bool = False,
        rehearsal: bool = False,
        items: Sequence[Proposal] = (WATER,),
    ) -> Live:
        """Open it with this roll; the first ``present`` filled seats sign in at 9:02."""
        live = self.convene(second_count=second_count, rehearsal=rehearsal, items=items)
        texts = [RuleText(each, self.rule_text(each)) for each in self.rules]
        live.do(chair.open_meeting(live.meeting, roll, texts, "试验"))
        self.clock.pass_minutes(2)
        if present:
            seats = [line.seat for line in roll if not line.vacant][:present]
            live.do(chair.arrive(live.meeting, *seats))
        return live

    def put(self, live: Live, *, reason: str = "") -> Live:
        """Put the first item before the assembly and open its division."""
        live.do(chair.take_item(live.meeting, 1, reason))
        live.do(chair.open_division(live.meeting, 1))
        return live

    def rule_text(self, rules: str) -> str:
        """The text of a rule set's file."""
        return self.office.rulebook.text(rules)

    @property
    def book(self) -> tuple[str, str]:
        """The newest meeting's village and book."""
        newest = self.office.meetings()[0]
        return newest.village, newest.book


def divide(hall: Hall, count: int = 17, *, second_count: bool = False, committee: int = 0) -> Live:
    """A meeting of ``count``, all present, that votes on its first item."""
    roll = lines(count, committee=committee)
    live = hall.open(roll, present=count, second_count=second_count)
    return hall.put(live, reason="试验")


def under_way(live: Live) -> Division:
    """The vote under way."""
    division = live.meeting.division_under_way
    assert division is not None
    return division


def figures(live: Live) -> dict[Side, int]:
    """The figures of its newest count."""
    return {side: n for (_bench, side), n in live.meeting.divisions[-1].count.figures.items()}


def carried(hall: Hall, *, rehearsal: bool = False) -> Live:
    """A meeting whose first item was carried, 16 to 1."""
    live = hall.put(hall.open(lines(17), present=17, rehearsal=rehearsal))
    for side, hands in zip(Side, (16, 1, 0, 0), strict=True):
        live.do(chair.tally(live.meeting, Bench.HALL, side, hands))
    live.do(chair.close_count(live.meeting))
    live.do(chair.announce(live.meeting))
    return live


@asynccontextmanager
async def console(
    hall: Hall, live: Live, size: tuple[int, int] = (80, 24), *, plain: bool = False
) -> AsyncIterator[tuple[SiquanApp, Pilot[None]]]:
    """The console with this meeting in hand, painted."""
    app = SiquanApp(hall.office, book=(live.village, live.book), plain=plain)
    # The very object the test holds, so that it sees what the keys did.
    app.open_book = lambda _village, _book: app.take_up(live)  # type: ignore[method-assign]
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield app, pilot


async def press(pilot: Pilot[None], keys: str) -> None:
    """Press keys given apart by spaces, and wait until all is painted.

    A pilot sleeps for each key; here each waits for the queues to be empty instead, and
    for everything where a key brought another screen.
    """
    app = pilot.app
    for key in keys.split():
        before = app.screen
        app.post_message(_event(key))
        await _quiet(pilot)
        if any(worker.is_running for worker in app.workers):
            await app.workers.wait_for_complete()
            await _quiet(pilot)
        if app.screen is not before:
            await settled(pilot)
    await settled(pilot)


async def _quiet(pilot: Pilot[None]) -> None:
    """Until whatever a key set off has gone from widget to screen to console and back."""
    for _round in range(4):
        await pilot._wait_for_screen()


def _event(key: str) -> KeyPressed:
    """A key by its name, or a character as a terminal sends it."""
    if len(key) == 1:
        return KeyPressed(key if key.isalnum() else _character_to_key(key), key)
    name = REPLACED_KEYS.get(key, key)
    try:
        return KeyPressed(key, unicodedata.lookup(_get_unicode_name_from_key(name)))
    except KeyError:
        return KeyPressed(key, None)


class Painted:
    """Counts what goes to the terminal from here on, in bytes and with full colours, which
    take the most. What is kept to is 2 KB a key."""

    def __init__(self, app: App[Any]) -> None:
        self.bytes = 0
        self._display = app._display
        self._app = app
        app._display = self._count  # type: ignore[method-assign]

    def _count(self, screen: Any, update: Any) -> None:
        if hasattr(update, "render_segments"):
            self.bytes += len(update.render_segments(self._app.console).encode())
        self._display(screen, update)

    def since(self) -> int:
        """Bytes since the last time this was asked."""
        sent, self.bytes = self.bytes, 0
        return sent
