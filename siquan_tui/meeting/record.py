"""Questions about a meeting's entries."""

from __future__ import annotations

from siquan_tui.meeting import events as ev
from siquan_tui.meeting.state import Meeting


def seats_of(event: ev.MeetingEvent) -> tuple[int, ...]:
    """The seats whose attendance an event sets; none for any other event."""
    match event:
        case ev.Arrived() | ev.Left():
            return event.seats
        case ev.Excused() | ev.Corrected():
            return (event.seat,)
        case _:
            return ()


def said_present(event: ev.MeetingEvent) -> bool:
    """Whether an event of :func:`seats_of` says that the person is in the room; the opening
    says it of nobody."""
    return event.present if isinstance(event, ev.Corrected) else isinstance(event, ev.Arrived)


def next_attendance(meeting: Meeting, seq: int, seat: int) -> int | None:
    """Number of the next unstruck entry after ``seq`` that sets the seat's attendance."""
    return next(
        (
            each.seq
            for each in meeting.entries[seq:]
            if each.seq not in meeting.struck and seat in seats_of(each.event)
        ),
        None,
    )
