"""What must be found or be unique across books, projected from the entries.

Written in the same transaction as the entry it comes from, by the same function that
rebuilds it, so the two cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import MsgspecError, Struct
from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.exc import IntegrityError

from siquan_tui.journal.errors import NumberTaken
from siquan_tui.journal.record import VILLAGE_BOOK, Record
from siquan_tui.journal.tables import ENTRY, MEETING, RESOLUTION
from siquan_tui.meeting import events
from siquan_tui.meeting.events import Convened, MeetingEvent, ResolutionDrawn, Struck
from siquan_tui.meeting.state import Phase

_PHASES = {
    "convened": Phase.CONVENED,
    "opened": Phase.SITTING,
    "recessed": Phase.RECESS,
    "resumed": Phase.SITTING,
    "adjourned": Phase.ADJOURNED,
}
KINDS = (*_PHASES, "resolution_drawn", "struck")
"""Kinds of entries that a projection depends on."""


class Numbered(Struct, frozen=True):
    """A resolution's number and where it was given."""

    year: int
    number: int
    entry: int
    division: int
    title: str


class Projection(Struct, frozen=True):
    """One meeting's book, projected."""

    convened: Convened
    phase: Phase
    resolutions: tuple[Numbered, ...]


def project(records: Iterable[Record]) -> Projection | None:
    """Project one book from its records of :data:`KINDS`, in order; None without a
    meeting. What cannot be read is passed over: ``verify`` names it."""
    happened: list[tuple[int, MeetingEvent]] = []
    for record in records:
        if record.kind in KINDS:
            try:
                happened.append((record.seq, events.decode(record.body)))
            except (MsgspecError, ValueError):
                continue
    struck = {event.entry for _, event in happened if isinstance(event, Struck)}
    convened: Convened | None = None
    phase = Phase.CONVENED
    resolutions: list[Numbered] = []
    for seq, event in happened:
        if seq in struck:
            continue
        phase = _PHASES.get(events.kind_of(event), phase)
        match event:
            case Convened():
                convened = event
            case ResolutionDrawn():
                resolutions.append(
                    Numbered(event.year, event.number, seq, event.division, event.title)
                )
            case _:
                pass
    return Projection(convened, phase, tuple(resolutions)) if convened else None


def concerns(connection: Connection, record: Record) -> bool:
    """Whether appending ``record`` may change a projection."""
    if record.book == VILLAGE_BOOK or record.kind not in KINDS:
        return False
    if record.kind != "struck":
        return True
    event = events.decode(record.body)
    target = event.entry if isinstance(event, Struck) else record.seq
    kind = connection.execute(
        select(ENTRY.c.kind).where(
            ENTRY.c.village == record.village, ENTRY.c.book == record.book, ENTRY.c.seq == target
        )
    ).scalar()
    return kind in KINDS


def refresh(connection: Connection, village: str, book: str) -> None:
    """Write one book's projection anew. Raises :class:`NumberTaken`."""
    rows = connection.execute(
        select(ENTRY)
        .where(ENTRY.c.village == village, ENTRY.c.book == book, ENTRY.c.kind.in_(KINDS))
        .order_by(ENTRY.c.seq)
    )
    projected = project(Record(*row) for row in rows)
    for table in (RESOLUTION, MEETING):
        connection.execute(delete(table).where(table.c.village == village, table.c.book == book))
    if projected is None:
        return
    connection.execute(insert(MEETING).values(**meeting_row(village, book, projected)))
    for row in resolution_rows(village, book, projected):
        try:
            connection.execute(insert(RESOLUTION).values(**row))
        except IntegrityError:
            raise NumberInUse(
                village, int(row["year"]), int(row["number"]), bool(row["rehearsal"])
            ) from None


class NumberInUse(Exception):
    """A number that another resolution has; the transaction must end before more is asked."""

    def __init__(self, village: str, year: int, number: int, rehearsal: bool) -> None:
        super().__init__(number)
        self.village, self.year, self.number, self.rehearsal = village, year, number, rehearsal

    def refusal(self, next_free: int) -> NumberTaken:
        """What to tell the chair, with the number that is free."""
        return NumberTaken(self.year, self.number, next_free)


def meeting_row(village: str, book: str, projected: Projection) -> dict[str, str | bool]:
    """The row of table ``meeting``."""
    convened = projected.convened
    return {
        "village": village,
        "book": book,
        "name": convened.village,
        "township": convened.township,
        "title": convened.title,
        "scheduled": convened.scheduled.isoformat(),
        "phase": projected.phase.value,
        "rehearsal": convened.rehearsal,
    }


def resolution_rows(
    village: str, book: str, projected: Projection
) -> list[dict[str, str | int | bool]]:
    """The rows of table ``resolution``."""
    return [
        {
            "village": village,
            "year": each.year,
            "rehearsal": projected.convened.rehearsal,
            "number": each.number,
            "book": book,
            "entry": each.entry,
            "division": each.division,
            "title": each.title,
        }
        for each in projected.resolutions
    ]
