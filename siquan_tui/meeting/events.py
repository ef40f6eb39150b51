"""What can happen in a meeting: one frozen Struct an event, one tagged union.

Encoded once, stored as bytes, never re-encoded: the journal's digest is over the bytes.
Constructors validate nothing, so every event passes through ``decode(encode(event))``
before it is appended. The events stand in ``event_agenda``, ``event_room`` and
``event_division``; whoever uses them asks for them here.
"""

from __future__ import annotations

import datetime as dt

import msgspec
from msgspec import Struct

from siquan_tui.meeting.event_agenda import (
    ItemAdded,
    ItemAmended,
    ItemClosed,
    ItemKind,
    ItemMoved,
    ItemTaken,
    ItemWithdrawn,
    Posting,
    Proposal,
    Proposer,
    RoundAdded,
)
from siquan_tui.meeting.event_base import (
    Event,
    Natural,
    Ordinal,
    Text,
)
from siquan_tui.meeting.event_division import (
    Announced,
    Annulled,
    Attested,
    Bench,
    Confirmed,
    Counted,
    CountReason,
    DivisionOpened,
    Hands,
    Method,
    RecountOrdered,
    ResolutionDrawn,
    Tallied,
    TellersNamed,
)
from siquan_tui.meeting.event_room import (
    Adjourned,
    Arrived,
    AttendeeCame,
    AttendeeLeft,
    Convened,
    Corrected,
    Excused,
    Left,
    Opened,
    Recessed,
    Resumed,
    RuleText,
)

__all__ = [
    "Adjourned",
    "Announced",
    "Annulled",
    "Arrived",
    "AttendeeCame",
    "AttendeeLeft",
    "Attested",
    "Bench",
    "Confirmed",
    "Convened",
    "Corrected",
    "CountReason",
    "Counted",
    "DivisionOpened",
    "Entry",
    "Event",
    "Excused",
    "Hands",
    "ItemAdded",
    "ItemAmended",
    "ItemClosed",
    "ItemKind",
    "ItemMoved",
    "ItemTaken",
    "ItemWithdrawn",
    "Left",
    "MeetingEvent",
    "Method",
    "Natural",
    "Opened",
    "Ordinal",
    "Posting",
    "Proposal",
    "Proposer",
    "Recessed",
    "RecountOrdered",
    "ResolutionDrawn",
    "Resumed",
    "RoundAdded",
    "RuleText",
    "Struck",
    "Tallied",
    "TellersNamed",
    "Text",
    "decode",
    "encode",
    "kind_of",
]


class Struck(Event, frozen=True, tag="struck"):
    """划去: the entry no longer counts; it stays in the record."""

    entry: Ordinal


MeetingEvent = (
    Convened
    | ItemAdded
    | ItemAmended
    | ItemMoved
    | ItemWithdrawn
    | RoundAdded
    | Opened
    | Arrived
    | Left
    | Excused
    | AttendeeCame
    | AttendeeLeft
    | Corrected
    | ItemTaken
    | ItemClosed
    | TellersNamed
    | DivisionOpened
    | Tallied
    | Counted
    | RecountOrdered
    | Announced
    | Annulled
    | Confirmed
    | ResolutionDrawn
    | Attested
    | Recessed
    | Resumed
    | Adjourned
    | Struck
)

_encoder = msgspec.json.Encoder(order="deterministic")
_decoder: msgspec.json.Decoder[MeetingEvent] = msgspec.json.Decoder(MeetingEvent, strict=True)


def encode(event: MeetingEvent) -> bytes:
    """The bytes to store, tag included."""
    return _encoder.encode(event)


def decode(body: bytes) -> MeetingEvent:
    """Read stored bytes back. Raises ``msgspec.ValidationError`` on anything else."""
    return _decoder.decode(body)


def kind_of(event: MeetingEvent) -> str:
    """The event's tag, as the journal's ``kind`` column has it."""
    return str(type(event).__struct_config__.tag)


class Entry(Struct, frozen=True):
    """One entry (记录) of a book: its number from 1, its time, what happened."""

    seq: int
    at: dt.datetime
    event: MeetingEvent
