"""The meeting as it stands: an immutable value computed from its entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from siquan_tui.meeting.events import (
    Bench,
    Convened,
    CountReason,
    Entry,
    Hands,
    Method,
    Proposal,
)
from siquan_tui.meeting.phase import Phase as Phase
from siquan_tui.meeting.roll import RollLine
from siquan_tui.rules.check import Verdict
from siquan_tui.rules.figures import Figures, Side
from siquan_tui.rules.model import RuleSet


class Attendance(StrEnum):
    """Of a line of the roll."""

    PRESENT = "present"
    """到会"""
    EXCUSED = "excused"
    """请假"""
    ABSENT = "absent"
    """缺席 (not arrived, or left)."""


class Presence(Struct, frozen=True):
    """A seat's attendance with its times."""

    attendance: Attendance = Attendance.ABSENT
    arrived: dt.datetime | None = None
    """First arrival."""
    since: dt.datetime | None = None
    """Last arrival; None while not in the room."""
    left: dt.datetime | None = None
    """Last leaving; None while in the room."""
    reason: str = ""
    """Why excused."""


class Attendee(Struct, frozen=True):
    """In the room without a vote (列席)."""

    name: str
    office: str
    arrived: dt.datetime
    left: dt.datetime | None = None


class Round(Struct, frozen=True):
    """One round (再议) of an item: what was proposed and how it was divided on."""

    number: int
    proposal: Proposal
    reason: str = ""
    """Why the item came back; empty for the first round."""
    divisions: tuple[int, ...] = ()


class Item(Struct, frozen=True):
    """A line of the agenda (议题)."""

    number: int
    rounds: tuple[Round, ...]
    withdrawn: str = ""
    """Reason; empty = on the agenda."""
    taken: dt.datetime | None = None
    """When the current round was taken."""
    taken_reason: str = ""
    closed: bool = False
    """Done with: voted on and left for another one, heard, or ended without a vote."""

    @property
    def round(self) -> Round:
        """The current round."""
        return self.rounds[-1]

    @property
    def proposal(self) -> Proposal:
        """The current proposal."""
        return self.round.proposal


class Count(Struct, frozen=True):
    """One teller's count (计票). ``figures`` maps (bench, side) to what was tallied so
    far: a side that is missing is blank, and blank is not zero."""

    number: int
    figures: Mapping[tuple[Bench, Side], int]
    reason: CountReason | None = None
    """None for the first count."""
    teller: str = ""
    hands: tuple[Hands, ...] = ()
    """Set when closed."""
    groups: tuple[Hands, ...] = ()

    @property
    def closed(self) -> bool:
        """核对完毕."""
        return bool(self.hands)

    @property
    def blind(self) -> bool:
        """Earlier figures stay hidden until it is closed."""
        return self.reason is not None


class BenchSize(Struct, frozen=True):
    """How many hands a bench has (参加表决)."""

    bench: Bench
    voting: int


class Division(Struct, frozen=True):
    """One vote (表决) on one round of one item."""

    number: int
    item: int
    round: int
    method: Method
    opened: dt.datetime
    entry: int
    """The entry that opened it; what it froze is what stood before that entry."""
    proposal: Proposal
    """What was voted on; after an annulment the round may be amended."""
    entitled: tuple[int, ...]
    recused: tuple[int, ...]
    present: frozenset[int]
    """Seats in the room when it opened, the recused among them."""
    excused: frozenset[int]
    """Seats on leave (请假) when it opened."""
    rooms: tuple[tuple[str, Figures], ...]
    """Per governing rule set id: its electorate's room when it opened, no hand counted."""
    benches: tuple[BenchSize, ...]
    counts: tuple[Count, ...]
    tellers: tuple[str, ...] = ()
    """计票人 who served when it opened, in the order in which they count: neither recused
    nor away."""
    scrutineers: tuple[str, ...] = ()
    """监票人 who served when it opened."""
    verdict: Verdict | None = None
    """As announced."""
    announced: dt.datetime | None = None
    annulled: str = ""
    """Reason; empty = it stands."""
    flags: tuple[int, ...] = ()
    """Corrections that touch it and are not yet confirmed (entry numbers)."""
    confirmed: tuple[str, ...] = ()
    """Reasons it stands all the same."""
    superseded: bool = False
    """A later round of the item was put."""

    @property
    def count(self) -> Count:
        """The count under way, or the last one."""
        return self.counts[-1]

    @property
    def open(self) -> bool:
        """Neither announced nor annulled."""
        return self.verdict is None and not self.annulled


class Resolution(Struct, frozen=True):
    """A resolution (决议) drawn from a division that carried."""

    year: int
    number: int
    division: int
    title: str
    text: str
    drawn: dt.datetime
    entry: int
    """The entry that drew it: the chain head at this entry stands in its code."""
    code: str = ""
    """Text of its QR code, once attested."""


class Meeting(Struct, frozen=True):
    """A meeting (会议) as its unstruck entries make it. ``Meeting()`` is the empty book."""

    entries: tuple[Entry, ...] = ()
    """Every entry, the struck ones and the strikes included."""
    struck: frozenset[int] = frozenset()
    convened: Convened | None = None
    phase: Phase = Phase.CONVENED
    opened: dt.datetime | None = None
    open_reason: str = ""
    adjourned: dt.datetime | None = None
    recesses: tuple[tuple[dt.datetime, dt.datetime | None, str], ...] = ()
    items: tuple[Item, ...] = ()
    """In agenda order, the withdrawn among them."""
    current: int = 0
    """Number of the item before the assembly; 0 = none."""
    rules: tuple[RuleSet, ...] = ()
    """Governing rule sets, frozen at opening."""
    roll: tuple[RollLine, ...] = ()
    presence: Mapping[int, Presence] = {}
    """By seat; a seat that is missing is absent."""
    attendees: tuple[Attendee, ...] = ()
    tellers: tuple[str, ...] = ()
    """计票人, as named last; empty = nobody was named."""
    scrutineers: tuple[str, ...] = ()
    """监票人, as named last."""
    divisions: tuple[Division, ...] = ()
    resolutions: tuple[Resolution, ...] = ()

    @property
    def seq(self) -> int:
        """Number of the last entry; 0 in an empty book."""
        return len(self.entries)

    @property
    def second_count(self) -> bool:
        """Whether every division is counted twice (复计)."""
        return self.convened is not None and self.convened.second_count

    @property
    def rehearsal(self) -> bool:
        """演练."""
        return self.convened is not None and self.convened.rehearsal

    @property
    def agenda(self) -> tuple[tuple[int, int], ...]:
        """(item, round) of what is on the agenda, the withdrawn left out."""
        return tuple((item.number, item.round.number) for item in self.items if not item.withdrawn)

    def item(self, number: int) -> Item | None:
        """The item of that number, withdrawn or not."""
        return next((item for item in self.items if item.number == number), None)

    def division(self, number: int) -> Division | None:
        """The division of that number."""
        return self.divisions[number - 1] if 1 <= number <= len(self.divisions) else None

    @property
    def division_under_way(self) -> Division | None:
        """The division that is open, if any; never more than one."""
        last = self.divisions[-1] if self.divisions else None
        return last if last is not None and last.open else None

    def presence_of(self, seat: int) -> Presence:
        """A seat's attendance with its times; absent until it is recorded otherwise."""
        return self.presence.get(seat, Presence())

    def line(self, seat: int) -> RollLine | None:
        """The roll's line of that seat."""
        return next((line for line in self.roll if line.seat == seat), None)

    def resolution(self, year: int, number: int) -> Resolution | None:
        """The resolution of that number."""
        return next((r for r in self.resolutions if (r.year, r.number) == (year, number)), None)
