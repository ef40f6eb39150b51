"""Who is counted: electorates, benches and the figures of a room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from siquan_tui.meeting.events import Bench
from siquan_tui.meeting.roll import Capacity, RollLine, Sex
from siquan_tui.meeting.state import Attendance, BenchSize, Meeting
from siquan_tui.rules.figures import Figures, Room
from siquan_tui.rules.model import Electorate, RuleSet


def present_seats(meeting: Meeting) -> frozenset[int]:
    """Seats whose holders are in the room now (实到)."""
    return frozenset(
        seat
        for seat, presence in meeting.presence.items()
        if presence.attendance is Attendance.PRESENT
    )


def excused_seats(meeting: Meeting) -> frozenset[int]:
    """Seats whose holders are on leave now (请假)."""
    return frozenset(
        seat
        for seat, presence in meeting.presence.items()
        if presence.attendance is Attendance.EXCUSED
    )


def widest(rules: Iterable[RuleSet]) -> Electorate:
    """The electorate that holds everyone some governing rule set counts."""
    return (
        Electorate.MEMBERS
        if any(each.electorate is Electorate.MEMBERS for each in rules)
        else Electorate.REPRESENTATIVES
    )


def entitled_seats(meeting: Meeting, recused: Iterable[int] = ()) -> tuple[int, ...]:
    """Seats entitled (表决权人) in a division opened now: in the room, counted by some
    governing rule set, not recused. In ascending order."""
    everyone = widest(meeting.rules)
    here = present_seats(meeting) - frozenset(recused)
    return tuple(
        sorted(
            line.seat for line in meeting.roll if line.seat in here and line.belongs_to(everyone)
        )
    )


def benches(
    rules: Sequence[RuleSet], roll: Sequence[RollLine], entitled: Sequence[int]
) -> tuple[BenchSize, ...]:
    """How the hands have to be counted.

    Everybody together, unless the governing rule sets count different electorates and
    committee members who are no representatives are entitled: then one after the other,
    because a total of both tells neither rule set its figure.
    """
    seats = frozenset(entitled)
    committee_only = sum(line.capacity is Capacity.COMMITTEE for line in roll if line.seat in seats)
    if committee_only == 0 or len({each.electorate for each in rules}) == 1:
        return (BenchSize(Bench.HALL, len(seats)),)
    sizes = (
        BenchSize(Bench.REPRESENTATIVES, len(seats) - committee_only),
        BenchSize(Bench.COMMITTEE, committee_only),
    )
    return tuple(size for size in sizes if size.voting)


def counts_for(bench: Bench, electorate: Electorate) -> bool:
    """Whether a bench's hands count for a rule set of that electorate."""
    return bench is not Bench.COMMITTEE or electorate is Electorate.MEMBERS


def room(
    roll: Sequence[RollLine],
    electorate: Electorate,
    present: frozenset[int],
    recused: Iterable[int] = (),
) -> Figures:
    """An electorate's seats, filled, present and recused, no hand counted yet."""
    counted = on_roll(roll, electorate)
    return Figures(
        seats=len(counted.seats),
        filled=counted.filled,
        present=len(counted.seats & present),
        recused=len(counted.seats.intersection(recused)),
        women=None
        if counted.women is None
        else Room(
            seats=len(counted.women),
            filled=counted.women_filled,
            present=len(counted.women & present),
        ),
    )


class OnRoll(NamedTuple):
    """What an electorate's figures need of a roll, whoever is in the room."""

    lines: tuple[RollLine, ...]
    seats: frozenset[int]
    filled: int
    women: frozenset[int] | None
    """None where the sex of somebody is not known."""
    women_filled: int


_last_roll: tuple[Sequence[RollLine], dict[Electorate, OnRoll]] = ((), {})


def on_roll(roll: Sequence[RollLine], electorate: Electorate) -> OnRoll:
    """The roll is frozen while a meeting sits and somebody comes or goes every minute: what
    was found out about the very same roll is kept."""
    global _last_roll
    known, found = _last_roll
    if known is not roll or not isinstance(roll, tuple):
        found = {}
        _last_roll = roll, found
    if electorate not in found:
        lines = [line for line in roll if line.belongs_to(electorate)]
        women = [line for line in lines if line.sex is Sex.FEMALE]
        unknown = any(line.sex is Sex.UNKNOWN and not line.vacant for line in lines)
        found[electorate] = OnRoll(
            lines=tuple(lines),
            seats=frozenset(line.seat for line in lines),
            filled=sum(not line.vacant for line in lines),
            women=None if unknown else frozenset(line.seat for line in women),
            women_filled=sum(not line.vacant for line in women),
        )
    return found[electorate]
