"""The divisions' part of ``apply``: hands counted, results announced, flags raised."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from siquan_tui.meeting import events as ev
from siquan_tui.meeting.electorate import benches, excused_seats, present_seats, room
from siquan_tui.meeting.events import Entry
from siquan_tui.meeting.record import next_attendance
from siquan_tui.meeting.state import Count, Division, Item, Meeting
from siquan_tui.meeting.tellers import serving

Change = Callable[[Division], Division]


def apply_to_divisions(meeting: Meeting, entry: Entry) -> Meeting:
    """The meeting with its divisions after one more entry; as it was for other events."""
    event = entry.event
    match event:
        case ev.DivisionOpened():
            return _opened(meeting, entry, event)
        case ev.Tallied() | ev.Counted() | ev.RecountOrdered():
            return _change(meeting, event.division, lambda division: _counting(division, event))
        case ev.Announced():
            return _change(
                meeting,
                event.division,
                lambda division: replace(division, verdict=event.verdict, announced=entry.at),
            )
        case ev.Annulled():
            return _reopen_item(
                _change(
                    meeting,
                    event.division,
                    lambda division: replace(division, annulled=event.reason, flags=()),
                ),
                event.division,
            )
        case ev.Confirmed():
            return _change(
                meeting,
                event.division,
                lambda division: replace(
                    division, flags=(), confirmed=(*division.confirmed, event.reason)
                ),
            )
        case ev.RoundAdded():
            return replace(
                meeting,
                divisions=tuple(
                    replace(each, superseded=True) if each.item == event.item else each
                    for each in meeting.divisions
                ),
            )
        case ev.Corrected():
            return _flag(meeting, entry, event)
        case _:
            return meeting


def _opened(meeting: Meeting, entry: Entry, event: ev.DivisionOpened) -> Meeting:
    present = present_seats(meeting)
    item = meeting.item(event.item)
    assert item is not None, "a division is always on an item of the agenda"
    division = Division(
        number=event.division,
        item=event.item,
        round=event.round,
        method=event.method,
        opened=entry.at,
        entry=entry.seq,
        proposal=item.proposal,
        entitled=event.entitled,
        recused=event.recused,
        present=present,
        excused=excused_seats(meeting),
        rooms=tuple(
            (each.id, room(meeting.roll, each.electorate, present, event.recused))
            for each in meeting.rules
        ),
        benches=benches(meeting.rules, meeting.roll, event.entitled),
        counts=(Count(1, {}),),
        tellers=serving(meeting.tellers, meeting, event.recused),
        scrutineers=serving(meeting.scrutineers, meeting, event.recused),
    )

    def put(item: Item) -> Item:
        if item.number != event.item:
            return item
        put_to_vote = replace(item.round, divisions=(*item.round.divisions, event.division))
        return replace(item, rounds=(*item.rounds[:-1], put_to_vote))

    return replace(
        meeting,
        divisions=(*meeting.divisions, division),
        items=tuple(put(item) for item in meeting.items),
    )


def _reopen_item(meeting: Meeting, number: int) -> Meeting:
    """An item whose vote is annulled is still to be dealt with."""
    division = meeting.divisions[number - 1]
    return replace(
        meeting,
        items=tuple(
            replace(item, closed=False) if item.number == division.item else item
            for item in meeting.items
        ),
    )


def _counting(division: Division, event: ev.Tallied | ev.Counted | ev.RecountOrdered) -> Division:
    earlier, count = division.counts[:-1], division.count
    match event:
        case ev.Tallied():
            figures = {**count.figures, (event.bench, event.side): event.figure}
            return replace(division, counts=(*earlier, replace(count, figures=figures)))
        case ev.Counted():
            closed = replace(count, hands=event.hands, groups=event.groups, teller=event.teller)
            return replace(division, counts=(*earlier, closed))
        case ev.RecountOrdered():
            again = Count(count.number + 1, {}, reason=event.reason)
            return replace(division, counts=(*division.counts, again))


def _flag(meeting: Meeting, entry: Entry, event: ev.Corrected) -> Meeting:
    """Flag every division that froze the seat as the wrong entry had it."""
    until = next_attendance(meeting, event.entry, event.seat) or entry.seq
    return replace(
        meeting,
        divisions=tuple(
            replace(each, flags=(*each.flags, entry.seq))
            if event.entry < each.entry < until
            and not each.annulled
            and (event.seat in each.present) is not event.present
            else each
            for each in meeting.divisions
        ),
    )


def _change(meeting: Meeting, number: int, change: Change) -> Meeting:
    return replace(
        meeting,
        divisions=tuple(
            change(each) if each.number == number else each for each in meeting.divisions
        ),
    )
