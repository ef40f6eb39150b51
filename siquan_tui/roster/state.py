"""The roster as the village's book makes it: seats, and who held them when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from siquan_tui.meeting.roll import Capacity, RollLine, Sex
from siquan_tui.roster.events import (
    MeetingHeld,
    RosterEvent,
    RosterImported,
    SeatAdded,
    SeatFilled,
    SeatRemoved,
    SeatVacated,
    VillageNamed,
)

_A_DAY = dt.timedelta(days=1)


class Term(Struct, frozen=True):
    """Who fills a seat from one date to another (任期), both days included."""

    name: str
    since: dt.date
    until: dt.date | None = None
    """None while in the seat."""
    capacity: Capacity = Capacity.REPRESENTATIVE
    group: str = ""
    sex: Sex = Sex.UNKNOWN
    households: int = 0
    initials: str = ""
    reason: str = ""
    """Why it ended."""

    def on(self, day: dt.date) -> bool:
        """Whether the term covers that day."""
        return self.since <= day and (self.until is None or day <= self.until)


class Seat(Struct, frozen=True):
    """A place in the assembly (名额); it exists from ``since`` to ``until``, both included."""

    number: int
    since: dt.date
    until: dt.date | None = None
    capacity: Capacity = Capacity.REPRESENTATIVE
    """Of the vacant seat; a vacant seat is never both."""
    group: str = ""
    terms: tuple[Term, ...] = ()
    """Oldest first."""

    def exists(self, day: dt.date) -> bool:
        """Whether the seat counts on that day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def holder(self, day: dt.date) -> Term | None:
        """Who fills it on that day; None = vacant."""
        return next((term for term in reversed(self.terms) if term.on(day)), None)

    def line(self, day: dt.date) -> RollLine:
        """The seat as a line of that day's roll."""
        term = self.holder(day)
        if term is None:
            return RollLine(self.number, "", self.capacity, self.group)
        return RollLine(
            self.number,
            term.name,
            term.capacity,
            term.group or self.group,
            term.sex,
            term.households,
            term.initials,
        )


class Roster(Struct, frozen=True):
    """A village (嘎查村) between meetings. ``Roster(village)`` is an empty one."""

    village: str = ""
    """Its id, in the journal."""
    name: str = ""
    township: str = ""
    seats: tuple[Seat, ...] = ()
    """By number; the removed ones among them."""
    held: tuple[MeetingHeld, ...] = ()
    """Adjourned meetings, each as last recorded."""
    entries: int = 0
    """Number of the last entry of the village's book."""

    def seat(self, number: int) -> Seat | None:
        """The seat of that number, removed or not."""
        return next((seat for seat in self.seats if seat.number == number), None)

    @property
    def next_seat(self) -> int:
        """The number after the last seat."""
        return max((seat.number for seat in self.seats), default=0) + 1

    def lines_on(self, day: dt.date) -> tuple[RollLine, ...]:
        """Every seat of that day by number, before one person's two seats are joined."""
        return tuple(seat.line(day) for seat in self.seats if seat.exists(day))

    def roll_on(self, day: dt.date) -> tuple[RollLine, ...]:
        """The roll of that day, to be frozen when a meeting opens.

        Vacant seats are on it. One person counts once (一人一票): somebody who holds a
        representative's seat and a committee member's is one line, capacity *both*, at the
        representative's seat.
        """
        lines = self.lines_on(day)
        twice = {committee.seat: seat for seat, committee in joined(lines)}
        both = set(twice.values())
        return tuple(
            replace(line, capacity=Capacity.BOTH) if line.seat in both else line
            for line in lines
            if line.seat not in twice
        )

    def duplicates_on(self, day: dt.date) -> tuple[tuple[RollLine, ...], ...]:
        """Lines of the same name on that day's roll: two people, or one entered twice."""
        return duplicates(self.roll_on(day))


def joined(lines: Iterable[RollLine]) -> list[tuple[int, RollLine]]:
    """Each committee member's line whose name also stands as a representative, with that
    representative's seat."""
    lines = tuple(lines)
    representatives: dict[str, int] = {}
    for line in lines:
        if not line.vacant and line.capacity is not Capacity.COMMITTEE:
            representatives.setdefault(line.name, line.seat)
    pairs = []
    for line in lines:
        if line.capacity is Capacity.COMMITTEE and line.name in representatives:
            pairs.append((representatives[line.name], line))
    return pairs


def duplicates(lines: Iterable[RollLine]) -> tuple[tuple[RollLine, ...], ...]:
    """Lines that share a name, by name."""
    named = sorted((line for line in lines if not line.vacant), key=lambda line: line.name)
    groups = (tuple(same) for _, same in groupby(named, key=lambda line: line.name))
    return tuple(group for group in groups if len(group) > 1)


def fold(village: str, events: Iterable[RosterEvent]) -> Roster:
    """The roster that all these events make."""
    roster = Roster(village)
    for event in events:
        roster = apply(roster, event)
    return roster


def apply(roster: Roster, event: RosterEvent) -> Roster:
    """The roster after one more event. Total: what ``admit`` let in, it takes."""
    roster = replace(roster, entries=roster.entries + 1)
    match event:
        case VillageNamed():
            return replace(roster, name=event.name, township=event.township)
        case SeatAdded() | SeatFilled():
            return _with(roster, _placed(roster.seat(event.seat), event))
        case SeatVacated():
            seat = roster.seat(event.seat)
            return _with(roster, _vacated(seat, event.until, event.reason)) if seat else roster
        case SeatRemoved():
            seat = roster.seat(event.seat)
            if seat is None:
                return roster
            left = _vacated(seat, event.until, event.reason)
            return _with(roster, replace(left, until=event.until))
        case RosterImported():
            for line in event.lines:
                roster = _with(roster, _placed(roster.seat(line.seat), line))
            return roster
        case MeetingHeld():
            others = tuple(held for held in roster.held if held.book != event.book)
            return replace(roster, held=(*others, event))


def _with(roster: Roster, seat: Seat) -> Roster:
    others = [each for each in roster.seats if each.number != seat.number]
    return replace(roster, seats=tuple(sorted([*others, seat], key=lambda each: each.number)))


def _placed(seat: Seat | None, event: SeatAdded | SeatFilled) -> Seat:
    capacity = Capacity.REPRESENTATIVE if event.capacity is Capacity.BOTH else event.capacity
    if seat is None:
        seat = Seat(event.seat, event.since, capacity=capacity, group=event.group)
    else:
        again = seat.until is not None and event.since > seat.until
        seat = replace(
            seat,
            since=min(seat.since, event.since),
            until=None if again else seat.until,
            capacity=capacity,
            group=event.group or seat.group,
        )
    return _filled(seat, event) if isinstance(event, SeatFilled) else seat


def _filled(seat: Seat, event: SeatFilled) -> Seat:
    term = Term(
        name=event.name,
        since=event.since,
        capacity=event.capacity,
        group=event.group,
        sex=event.sex,
        households=event.households,
        initials=event.initials,
    )
    earlier = [each for each in seat.terms if each.since < event.since]
    if earlier and earlier[-1].on(event.since):
        last = earlier[-1]
        if replace(term, since=last.since, until=last.until) == last:
            return seat
        earlier[-1] = replace(last, until=event.since - _A_DAY)
    return replace(seat, terms=(*earlier, term))


def _vacated(seat: Seat, until: dt.date, reason: str) -> Seat:
    return replace(
        seat,
        terms=tuple(
            replace(term, until=until, reason=reason) if term.on(until) else term
            for term in seat.terms
        ),
    )
