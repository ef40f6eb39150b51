"""Who came and who did not (到会情况), by seat: for a division, and over the whole meeting."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from msgspec import Struct

from siquan_tui.meeting.electorate import on_roll, widest
from siquan_tui.meeting.roll import RollLine
from siquan_tui.meeting.state import Attendance, Division, Meeting
from siquan_tui.rules.figures import Figures


class Away(NamedTuple):
    """Those who fill a seat and are not in the room."""

    excused: tuple[RollLine, ...]
    """请假"""
    absent: tuple[RollLine, ...]
    """缺席"""


def away(lines: Iterable[RollLine], present: frozenset[int], excused: frozenset[int]) -> Away:
    """Sort out who of ``lines`` is on leave and who simply is not there; a vacant seat is
    neither."""
    missing = [line for line in lines if not line.vacant and line.seat not in present]
    return Away(
        excused=tuple(line for line in missing if line.seat in excused),
        absent=tuple(line for line in missing if line.seat not in excused),
    )


class DivisionRoom(Struct, frozen=True):
    """The room of the widest electorate as it stood when a division opened, in heads."""

    figures: Figures
    """Seats, filled, present, recused; no hand counted."""
    excused: int
    """请假"""
    absent: int
    """缺席"""
    vacant: int
    """缺额"""
    attendees: int
    """列席"""


def division_room(meeting: Meeting, division: Division) -> DivisionRoom:
    """What the division froze of the room; whoever came or left since changes nothing."""
    lines = on_roll(meeting.roll, widest(meeting.rules)).lines
    gone = away(lines, division.present, division.excused)
    figures = max((each for _, each in division.rooms), key=lambda each: each.seats)
    return DivisionRoom(
        figures=figures,
        excused=len(gone.excused),
        absent=len(gone.absent),
        vacant=figures.seats - figures.filled,
        attendees=sum(
            each.arrived <= division.opened and (each.left is None or each.left > division.opened)
            for each in meeting.attendees
        ),
    )


class Turnout(Struct, frozen=True):
    """A part of the roll over the whole meeting: whoever came has come. By seat."""

    lines: tuple[RollLine, ...]
    came: tuple[RollLine, ...]
    """到过会"""
    excused: tuple[RollLine, ...]
    """请假: on leave to the end, and never came."""
    absent: tuple[RollLine, ...]
    """缺席"""
    vacant: tuple[RollLine, ...]
    """缺额"""


def turnout(meeting: Meeting, *, everybody: bool = False) -> Turnout:
    """Of the widest electorate that governs; with ``everybody`` of the whole roll, those
    included whom no governing rule set counts."""
    counted = widest(meeting.rules)
    lines = sorted(
        (line for line in meeting.roll if everybody or line.belongs_to(counted)),
        key=lambda line: line.seat,
    )
    came = frozenset(line.seat for line in lines if not line.vacant and _came(meeting, line.seat))
    excused = frozenset(
        line.seat
        for line in lines
        if meeting.presence_of(line.seat).attendance is Attendance.EXCUSED
    )
    gone = away(lines, came, excused)
    return Turnout(
        lines=tuple(lines),
        came=tuple(line for line in lines if line.seat in came),
        excused=gone.excused,
        absent=gone.absent,
        vacant=tuple(line for line in lines if line.vacant),
    )


def _came(meeting: Meeting, seat: int) -> bool:
    presence = meeting.presence_of(seat)
    return presence.arrived is not None or presence.attendance is Attendance.PRESENT
