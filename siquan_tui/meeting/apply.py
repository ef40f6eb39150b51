"""Entry after entry makes the meeting. Total: what ``admit`` let in, ``apply`` takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from siquan_tui.meeting import events as ev
from siquan_tui.meeting.apply_division import apply_to_divisions
from siquan_tui.meeting.events import Entry
from siquan_tui.meeting.order import standing_division
from siquan_tui.meeting.record import next_attendance
from siquan_tui.meeting.state import (
    Attendance,
    Attendee,
    Item,
    Meeting,
    Phase,
    Presence,
    Resolution,
    Round,
)
from siquan_tui.rules.parse import parse_rule_set


def apply(meeting: Meeting, entry: Entry) -> Meeting:
    """The meeting after one more entry. A strike refolds the entries that remain."""
    if isinstance(entry.event, ev.Struck):
        return fold((*meeting.entries, entry))
    return replace(_step(meeting, entry), entries=(*meeting.entries, entry))


def fold(entries: Iterable[Entry]) -> Meeting:
    """The meeting all these entries make; the struck ones stay in its record only."""
    record = tuple(entries)
    struck = frozenset(each.event.entry for each in record if isinstance(each.event, ev.Struck))
    meeting = Meeting(struck=struck)
    for place, entry in enumerate(record):
        if entry.seq in struck or isinstance(entry.event, ev.Struck):
            continue
        if isinstance(entry.event, ev.Corrected):  # alone in asking what was recorded before
            meeting = replace(meeting, entries=record[:place])
        meeting = _step(meeting, entry)
    return replace(meeting, entries=record)


def advance(meeting: Meeting, entry: Entry) -> Meeting:
    """One step of a fold that knows which entries are struck: those, and the strikes
    themselves, are recorded and have no effect."""
    if not isinstance(entry.event, ev.Struck) and entry.seq not in meeting.struck:
        meeting = _step(meeting, entry)
    return replace(meeting, entries=(*meeting.entries, entry))


def _step(meeting: Meeting, entry: Entry) -> Meeting:
    """One unstruck entry's effect, the record itself aside."""
    meeting = apply_to_divisions(meeting, entry)
    event = entry.event
    match event:
        case ev.Convened():
            return replace(meeting, convened=event)
        case ev.Opened():
            return replace(
                meeting,
                phase=Phase.SITTING,
                opened=entry.at,
                open_reason=event.reason,
                roll=event.roll,
                rules=tuple(parse_rule_set(each.toml, each.id) for each in event.rules),
            )
        case ev.TellersNamed():
            return replace(meeting, tellers=event.tellers, scrutineers=event.scrutineers)
        case ev.Recessed():
            return replace(
                meeting,
                phase=Phase.RECESS,
                recesses=(*meeting.recesses, (entry.at, None, event.reason)),
            )
        case ev.Resumed():
            since, _, reason = meeting.recesses[-1]
            return replace(
                meeting,
                phase=Phase.SITTING,
                recesses=(*meeting.recesses[:-1], (since, entry.at, reason)),
                presence=_called_anew(meeting, since, entry.at),
                attendees=tuple(
                    replace(each, left=since)
                    if each.left is None and each.arrived.date() < entry.at.date()
                    else each
                    for each in meeting.attendees
                ),
            )
        case ev.Adjourned():
            return replace(meeting, phase=Phase.ADJOURNED, adjourned=entry.at, current=0)
        case ev.ResolutionDrawn():
            drawn = Resolution(
                year=event.year,
                number=event.number,
                division=event.division,
                title=event.title,
                text=event.text,
                drawn=entry.at,
                entry=entry.seq,
            )
            return replace(meeting, resolutions=(*meeting.resolutions, drawn))
        case ev.Attested():
            return replace(
                meeting,
                resolutions=tuple(
                    replace(each, code=event.code)
                    if (each.year, each.number) == (event.year, event.number)
                    else each
                    for each in meeting.resolutions
                ),
            )
        case (
            ev.ItemAdded()
            | ev.ItemAmended()
            | ev.ItemMoved()
            | ev.ItemWithdrawn()
            | ev.RoundAdded()
            | ev.ItemTaken()
            | ev.ItemClosed()
        ):
            return _agenda(meeting, entry, event)
        case _:
            return _attendance(meeting, entry)


def _called_anew(
    meeting: Meeting, recessed: dt.datetime, resumed: dt.datetime
) -> Mapping[int, Presence]:
    """Whoever signed in on an earlier day has to sign in again: nobody is taken to be in
    the room because of last week's roll."""
    return {
        seat: Presence(Attendance.ABSENT, arrived=known.arrived, left=recessed)
        if known.since is not None and known.since.date() < resumed.date()
        else known
        for seat, known in meeting.presence.items()
    }


def _agenda(
    meeting: Meeting,
    entry: Entry,
    event: ev.ItemAdded
    | ev.ItemAmended
    | ev.ItemMoved
    | ev.ItemWithdrawn
    | ev.RoundAdded
    | ev.ItemTaken
    | ev.ItemClosed,
) -> Meeting:
    current = meeting.current
    items = list(meeting.items)
    place = next((i for i, each in enumerate(items) if each.number == event.item), len(items))
    match event:
        case ev.ItemAdded():
            items.append(Item(event.item, (Round(1, event.proposal),)))
        case ev.ItemAmended():
            item = items[place]
            changed = replace(item.round, proposal=event.proposal)
            # What was taken was another text: it has to be taken again, with its posting
            # and its matter looked at anew.
            items[place] = replace(
                item, rounds=(*item.rounds[:-1], changed), taken=None, taken_reason=""
            )
            current = 0 if current == event.item else current
        case ev.ItemMoved():
            items.insert(event.position - 1, items.pop(place))
        case ev.ItemWithdrawn():
            items[place] = replace(items[place], withdrawn=event.reason)
            current = 0 if current == event.item else current
        case ev.RoundAdded():
            item = items[place]
            again = Round(len(item.rounds) + 1, event.proposal, event.reason)
            items[place] = replace(
                item, rounds=(*item.rounds, again), taken=None, taken_reason="", closed=False
            )
            current = 0 if current == event.item else current
        case ev.ItemTaken():
            left = meeting.item(current)
            # Left without a vote, or before a report was heard, it is not dealt with: it may
            # have been taken by mistake, and comes up again.
            if left is not None and standing_division(meeting, left) is not None:
                items = [
                    replace(each, closed=True) if each.number == current else each for each in items
                ]
            items[place] = replace(
                items[place], taken=entry.at, taken_reason=event.reason, closed=False
            )
            current = event.item
        case ev.ItemClosed():
            items[place] = replace(items[place], closed=True)
            current = 0
    return replace(meeting, items=tuple(items), current=current)


def _attendance(meeting: Meeting, entry: Entry) -> Meeting:
    event = entry.event
    presence = dict(meeting.presence)

    def arrive(seat: int) -> None:
        known = presence.get(seat, Presence())
        presence[seat] = Presence(
            Attendance.PRESENT, arrived=known.arrived or entry.at, since=entry.at
        )

    def leave(seat: int, to: Attendance, reason: str = "") -> None:
        known = presence.get(seat, Presence())
        here = known.attendance is Attendance.PRESENT
        presence[seat] = Presence(
            to,
            arrived=known.arrived,
            left=entry.at if here else known.left,
            reason=reason,
        )

    match event:
        case ev.Arrived():
            for seat in event.seats:
                arrive(seat)
        case ev.Left():
            for seat in event.seats:
                leave(seat, Attendance.ABSENT)
        case ev.Excused():
            leave(event.seat, Attendance.EXCUSED, event.reason)
        case ev.Corrected():
            if next_attendance(meeting, event.entry, event.seat) is None:
                wrong = meeting.entries[event.entry - 1]
                known = presence.get(event.seat, Presence())
                if event.present:
                    arrive(event.seat)
                elif known.arrived == wrong.at:  # that arrival was the first, and never was
                    presence[event.seat] = Presence()
                else:
                    leave(event.seat, Attendance.ABSENT)
        case ev.AttendeeCame():
            came = Attendee(event.name, event.office, entry.at)
            return replace(meeting, attendees=(*meeting.attendees, came))
        case ev.AttendeeLeft():
            return replace(
                meeting,
                attendees=tuple(
                    replace(each, left=entry.at)
                    if each.name == event.name and each.left is None
                    else each
                    for each in meeting.attendees
                ),
            )
        case _:
            return meeting
    return replace(meeting, presence=presence)
