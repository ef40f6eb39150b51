"""Entry after entry makes the meeting. Total: what ``admit`` let in, ``apply`` takes."""

from __future__ import annotations

from collections.abc import Iterable

from siquan_tui.meeting.events import Entry
from siquan_tui.meeting.state import Meeting


def apply(meeting: Meeting, entry: Entry) -> Meeting:
    """The meeting after one more entry. A strike refolds the entries that remain."""
    raise NotImplementedError


def fold(entries: Iterable[Entry]) -> Meeting:
    """The meeting all these entries make."""
    raise NotImplementedError
