"""One meeting on a real file, and how an event is let into it or refused."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis.stateful import RuleBasedStateMachine
from msgspec.structs import replace

from siquan_tui.journal.errors import JournalError
from siquan_tui.journal.journal import Journal
from siquan_tui.journal.live import Live
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.admit import OutOfOrder
from siquan_tui.meeting.state import Meeting
from siquan_tui.words import say
from tests.journal.sitting import BOOK, VILLAGE, Clock


def bare(meeting: Meeting) -> Meeting:
    """A meeting without its record: all that a strike restores."""
    return replace(meeting, entries=(), struck=frozenset())


def insist_worded(refusal: OutOfOrder | JournalError) -> None:
    """A refusal says what is wrong and what to do, with every value filled in."""
    for said in (say(refusal.message), say(refusal.remedy)):
        assert said.strip()
        assert "{" not in said


class Machine(RuleBasedStateMachine):
    """The record while it is written; what the meeting was before each entry."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="siquan-machine-"))
        self.journal = Journal.open(self.folder / "siquan.db")
        self.clock = Clock()
        self.live = Live(self.journal, VILLAGE, BOOK, self.clock)
        self.before: list[Meeting] = []
        """What the meeting was before each entry."""

    def teardown(self) -> None:
        self.journal.close()
        shutil.rmtree(self.folder)

    def do(self, event: ev.MeetingEvent) -> bool:
        """Let it happen; True if it did. Checks what a refusal must be."""
        meeting, head = self.live.meeting, self.live.head
        try:
            entry = self.live.do(event)
        except (OutOfOrder, JournalError) as refusal:
            insist_worded(refusal)
            assert self.live.meeting is meeting
            assert self.live.head == head
            return False
        self.before.append(meeting)
        assert entry == self.live.meeting.entries[-1]
        assert self.live.meeting.seq == meeting.seq + 1
        return True

    def build(self, builder: Callable[[Meeting], ev.MeetingEvent]) -> bool:
        """What the chair's builder makes of the meeting; it may refuse as well."""
        try:
            event = builder(self.live.meeting)
        except OutOfOrder as refusal:
            insist_worded(refusal)
            return False
        return self.do(event)
