"""From what the chair did to an entry, or to the sentence that says why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from screens.typed import a_line
from siquan_tui.meeting.admit import OutOfOrder, admit
from siquan_tui.meeting.events import MeetingEvent
from siquan_tui.meeting.state import Meeting
from siquan_tui.message import message
from siquan_tui.refusal import Refusal

if TYPE_CHECKING:
    from screens.app import SiquanApp


ANY = "?"
"""Stands for the reason that is not written yet."""


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


def recorded(app: SiquanApp, build: Callable[[Meeting, str], MeetingEvent]) -> Callable[[str], str]:
    """For a dialog to read with: the line written becomes an entry while the dialog is still
    open, so that a refusal (a Refusal raised) costs nobody what was written."""

    def read(text: str) -> str:
        words = a_line(text)
        app.record(build(app.meeting, words))
        return words

    return read


def insist(app: SiquanApp, build: Callable[[Meeting], MeetingEvent]) -> None:
    """Raise the Refusal that such an event would meet now."""
    if app.live is None:
        raise Refusal(message("还没有打开会议"))
    admit(app.meeting, build(app.meeting), app.live.now())


def admissible(app: SiquanApp, build: Callable[[Meeting], MeetingEvent]) -> bool:
    """Whether such an event would be admitted now, asked before the chair writes anything
    for it. Returns False, with the sentence and the remedy on screen, when it would not."""
    try:
        insist(app, build)
    except Refusal as refusal:
        app.refused(refusal)
        return False
    return True
