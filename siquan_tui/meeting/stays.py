"""Who was in the room from when to when (进出), as the entries and their corrections have it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from msgspec import Struct

from siquan_tui.meeting import events as ev
from siquan_tui.meeting.record import said_present, seats_of
from siquan_tui.meeting.state import Meeting


class Stay(Struct, frozen=True):
    """One unbroken time in the room."""

    came: dt.datetime
    went: dt.datetime | None = None
    """None = was still there at the end. A recess to another day ends every stay when it
    begins, since everybody signs in again."""


def stays(meeting: Meeting, *, before: int | None = None) -> Mapping[int, tuple[Stay, ...]]:
    """Every stay by seat, in order of time; seats that never came are missing.

    With ``before`` as the record stood before the entry of that number: what was corrected
    later changes nothing. A corrected entry counts as corrected, from its own time on.
    """
    entries = [
        entry
        for entry in meeting.entries[: None if before is None else before - 1]
        if entry.seq not in meeting.struck
    ]
    corrected = _corrected(entries)
    found: dict[int, list[Stay]] = {}

    def come(seat: int, at: dt.datetime) -> None:
        known = found.setdefault(seat, [])
        if not known or known[-1].went is not None:
            known.append(Stay(at))

    def go(seat: int, at: dt.datetime) -> None:
        known = found.get(seat, [])
        if known and known[-1].went is None:
            known[-1] = Stay(known[-1].came, at)

    recessed = entries[0].at if entries else None
    for entry in entries:
        match entry.event:
            case ev.Opened():
                for (root, seat), present in corrected.items():
                    if root == entry.seq and present:
                        come(seat, entry.at)
            case ev.Recessed():
                recessed = entry.at
            case ev.Resumed() if recessed is not None:
                for seat, known in found.items():
                    if known[-1].came.date() < entry.at.date():
                        go(seat, recessed)
            case ev.Arrived() | ev.Left() | ev.Excused():
                for seat in seats_of(entry.event):
                    here = corrected.get((entry.seq, seat), said_present(entry.event))
                    (come if here else go)(seat, entry.at)
            case _:
                pass
    return {seat: tuple(known) for seat, known in found.items()}


def _corrected(entries: list[ev.Entry]) -> dict[tuple[int, int], bool]:
    """(entry, seat) and whether the person was in the room then after all; a correction
    that was corrected itself speaks of the entry both are about."""
    roots: dict[int, int] = {}
    found: dict[tuple[int, int], bool] = {}
    for entry in entries:
        if isinstance(entry.event, ev.Corrected):
            root = roots.get(entry.event.entry, entry.event.entry)
            roots[entry.seq] = root
            found[root, entry.event.seat] = entry.event.present
    return found
