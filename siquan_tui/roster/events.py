"""What can happen to a village between meetings, stored in the village's own book.

Like the meeting's events: one frozen Struct an event, one tagged union, encoded once and
never re-encoded.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from siquan_tui.meeting.events import Natural, Ordinal, Text
from siquan_tui.meeting.roll import Capacity, Sex
from siquan_tui.rules.check import Outcome


class RosterEventBase(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """Base of all events of a village's book; the tag is the journal's ``kind``."""


class VillageNamed(RosterEventBase, frozen=True, tag="village_named"):
    """名称: the village's name, and the township it reports to."""

    name: Text
    township: str = ""


class SeatAdded(RosterEventBase, frozen=True, tag="seat_added"):
    """增设名额: a seat exists from ``since`` on, vacant until it is filled."""

    seat: Ordinal
    since: dt.date
    capacity: Capacity = Capacity.REPRESENTATIVE
    group: str = ""


class SeatFilled(RosterEventBase, frozen=True, tag="seat_filled"):
    """补选、就任: who fills a seat from ``since`` on.

    A seat not yet there is added. Whoever fills it before leaves it the day before; an
    entry with the same ``since`` corrects the one before it.
    """

    seat: Ordinal
    name: Text
    since: dt.date
    capacity: Capacity = Capacity.REPRESENTATIVE
    group: str = ""
    sex: Sex = Sex.UNKNOWN
    households: Natural = 0
    initials: str = ""
    """Pinyin initials, computed when it was entered."""


class SeatVacated(RosterEventBase, frozen=True, tag="seat_vacated"):
    """出缺: ``until`` is the last day in the seat; it stands vacant from the next."""

    seat: Ordinal
    until: dt.date
    reason: str = ""


class SeatRemoved(RosterEventBase, frozen=True, tag="seat_removed"):
    """撤销名额: ``until`` is the last day the seat itself exists."""

    seat: Ordinal
    until: dt.date
    reason: str = ""


class RosterImported(RosterEventBase, frozen=True, tag="roster_imported"):
    """导入花名册: all these lines at once, or none."""

    lines: Annotated[tuple[SeatFilled | SeatAdded, ...], Meta(min_length=1)]
    source: str = ""
    """Name of the file."""


class Held(Struct, frozen=True, forbid_unknown_fields=True):
    """One division's result, as the village's book keeps it."""

    division: Ordinal
    title: Text
    outcome: Outcome
    resolution: str = ""
    """``year-number`` of its resolution; empty = none."""


class MeetingHeld(RosterEventBase, frozen=True, tag="meeting_held"):
    """会议已开: an adjourned meeting with the head of its chain."""

    book: Text
    title: Text
    entries: Ordinal
    """How many entries the meeting had when it adjourned."""
    head: Annotated[str, Meta(min_length=64, max_length=64)]
    """Digest of the last of them."""
    outcomes: tuple[Held, ...] = ()
    rehearsal: bool = False


RosterEvent = (
    VillageNamed | SeatAdded | SeatFilled | SeatVacated | SeatRemoved | RosterImported | MeetingHeld
)

_encoder = msgspec.json.Encoder(order="deterministic")
_decoder: msgspec.json.Decoder[RosterEvent] = msgspec.json.Decoder(RosterEvent, strict=True)


def encode(event: RosterEvent) -> bytes:
    """The bytes to store, tag included."""
    return _encoder.encode(event)


def decode(body: bytes) -> RosterEvent:
    """Read stored bytes back. Raises ``msgspec.ValidationError`` on anything else."""
    return _decoder.decode(body)


def kind_of(event: RosterEvent) -> str:
    """The event's tag, as the journal's ``kind`` column has it."""
    return str(type(event).__struct_config__.tag)
