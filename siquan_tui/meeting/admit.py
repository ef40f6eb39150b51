"""What the order of the meeting allows. ``admit`` refuses with a sentence and a remedy."""

from __future__ import annotations

import datetime as dt

from siquan_tui.meeting.events import MeetingEvent
from siquan_tui.meeting.state import Meeting
from siquan_tui.message import Message


class OutOfOrder(ValueError):
    """An event the meeting does not admit now.

    ``message`` says what is wrong, ``remedy`` what to do; both worded at the edge.
    """

    def __init__(self, why: Message, remedy: Message) -> None:
        super().__init__(why.text)
        self.message = why
        self.remedy = remedy


def admit(meeting: Meeting, event: MeetingEvent, now: dt.datetime) -> None:
    """Return if ``event`` may happen to ``meeting`` at ``now``; raise
    :class:`OutOfOrder` otherwise. Never raises anything else for a decoded event."""
    raise NotImplementedError
