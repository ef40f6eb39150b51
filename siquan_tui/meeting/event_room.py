"""Events of the hall (会场): called, opened, who comes and goes, recess, the end."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from msgspec import Meta, Struct

from siquan_tui.meeting.event_base import Event, Natural, Ordinal, Text
from siquan_tui.meeting.roll import RollLine
from siquan_tui.rules.model import Convener


class RuleText(Struct, frozen=True, forbid_unknown_fields=True):
    """A governing rule set as its file stood on the day."""

    id: str
    toml: str


class Convened(Event, frozen=True, tag="convened"):
    """召集: the meeting is called. First entry of every book of a meeting."""

    village: Text
    township: str
    title: Text
    place: str
    scheduled: Annotated[dt.datetime, Meta(tz=True)]
    convener: Convener
    presider: Text
    """主持人 (执行主席)"""
    rules: Annotated[tuple[str, ...], Meta(min_length=1)]
    jointly_with: tuple[Convener, ...] = ()
    """Others who call it too (联合召集): today's statute gives convening to the committee,
    the source document to the chair; a meeting under both is called by both."""
    convener_name: str = ""
    petitioners: Natural = 0
    """How many representatives asked for the meeting, when they called it."""
    recorder: str = ""
    """记录人"""
    notified: dt.date | None = None
    """Day the notice of the meeting went out."""
    second_count: bool = False
    """A second, blind count in every division (复计)."""
    rehearsal: bool = False
    """演练: numbered apart, marked on every screen and page."""


class Opened(Event, frozen=True, tag="opened"):
    """开会: freezes the roll, the open items with their rounds, the rule sets' texts."""

    roll: Annotated[tuple[RollLine, ...], Meta(min_length=1)]
    items: tuple[tuple[int, int], ...]
    """(item, round) on the agenda at opening."""
    rules: Annotated[tuple[RuleText, ...], Meta(min_length=1)]
    reason: str = ""
    """Why it opens although the rules on calling are not met."""


class Arrived(Event, frozen=True, tag="arrived"):
    """签到"""

    seats: Annotated[tuple[Ordinal, ...], Meta(min_length=1)]


class Left(Event, frozen=True, tag="left"):
    """离场"""

    seats: Annotated[tuple[Ordinal, ...], Meta(min_length=1)]


class Excused(Event, frozen=True, tag="excused"):
    """请假"""

    seat: Ordinal
    reason: str = ""


class AttendeeCame(Event, frozen=True, tag="attendee_came"):
    """列席: in the room without a vote."""

    name: Text
    office: str = ""
    """Unit and office (单位、职务)."""


class AttendeeLeft(Event, frozen=True, tag="attendee_left"):
    """列席人员离场"""

    name: Text


class Corrected(Event, frozen=True, tag="corrected"):
    """更正: an attendance entry that can no longer be struck was wrong. From now on the
    seat is as ``present`` says; every division that froze the wrong one is flagged."""

    entry: Ordinal
    """Sequence number of the entry that was wrong; that of the opening for somebody who was
    in the room and never signed in."""
    seat: Ordinal
    present: bool
    """Whether the person was in fact in the room."""
    reason: Text


class Recessed(Event, frozen=True, tag="recessed"):
    """休会"""

    reason: str = ""


class Resumed(Event, frozen=True, tag="resumed"):
    """复会"""


class Adjourned(Event, frozen=True, tag="adjourned"):
    """散会"""
