"""From what the chair did to an entry, or to the sentence that says why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from siquan_tui.meeting.admit import OutOfOrder, admit
from siquan_tui.meeting.events import MeetingEvent
from siquan_tui.meeting.state import Meeting
from siquan_tui.message import message

if TYPE_CHECKING:
    from screens.app import SiquanApp


def attempt(app: SiquanApp, build: Callable[[Meeting], MeetingEvent]) -> bool:
    """Build an event from the meeting in hand and let it happen.

    Returns False, with the sentence and the remedy on screen, when it is out of order.
    """
    try:
        event = build(app.meeting)
    except OutOfOrder as refusal:
        app.refused(refusal)
        return False
    return app.act(event)


def admissible(app: SiquanApp, build: Callable[[Meeting], MeetingEvent]) -> bool:
    """Whether such an event would be admitted now, asked before the chair writes anything
    for it. Returns False, with the sentence and the remedy on screen, when it would not."""
    if app.live is None:
        app.refuse(message("还没有打开会议"))
        return False
    try:
        admit(app.meeting, build(app.meeting), app.live.now())
    except OutOfOrder as refusal:
        app.refused(refusal)
        return False
    return True
