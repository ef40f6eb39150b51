"""One meeting while its book is being written: the only way an event gets into it."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from siquan_tui.journal.entries import entry_of, well_formed
from siquan_tui.journal.errors import JournalError
from siquan_tui.journal.record import GENESIS, VILLAGE_BOOK, Draft, Record, chain, stamp
from siquan_tui.journal.verify import insist_order
from siquan_tui.meeting import events
from siquan_tui.meeting.admit import admit
from siquan_tui.meeting.apply import apply, fold
from siquan_tui.meeting.events import Entry, MeetingEvent
from siquan_tui.meeting.state import Meeting, Phase
from siquan_tui.message import message
from siquan_tui.roster import events as roster_events

if TYPE_CHECKING:
    from siquan_tui.journal.journal import Journal

Clock = Callable[[], dt.datetime]
"""Returns an aware time."""


class Live:
    """A meeting (会议) and the book it is written to.

    ``meeting`` is always what the stored entries make. ``clock`` returns an aware time; a
    clock set back stands still at the last entry's time, so no hand is ever lost to it.
    """

    meeting: Meeting

    def __init__(self, journal: Journal, village: str, book: str, clock: Clock) -> None:
        self.journal = journal
        self.village = village
        self.book = book
        self.clock = clock
        self._lock = threading.Lock()
        self._digests: tuple[str, ...] = ()
        self.reload()

    def reload(self) -> None:
        """Read the book again, as after :class:`~siquan_tui.journal.errors.Conflict`.

        Raises :class:`JournalError` when the chain is broken or an entry cannot be read:
        nothing is written after a record that was tampered with.
        """
        records = self.journal.records(self.village, self.book)
        fault = insist_order(records)
        if fault is not None:
            raise JournalError(
                message("会议本 {book} 的记录不完整：{what}", book=self.book, what=fault.what),
                message("请用 siquan journal verify 检查，并从备份恢复数据文件"),
            )
        entries = [entry_of(record) for record in records]
        try:
            self.meeting = fold(entries)
        except Exception as error:  # whatever a record that nobody admitted may break
            raise JournalError(
                message("会议本 {book} 的记录读得出，却开不成会", book=self.book),
                message("请用 siquan journal verify 检查，并从备份恢复数据文件"),
            ) from error
        self._digests = tuple(record.digest for record in records)

    def do(self, event: MeetingEvent) -> Entry:
        """Let ``event`` happen: checked, stored on the disk, then applied.

        Raises :class:`OutOfOrder` when the meeting does not admit it and
        :class:`JournalError` when it could not be stored; in both cases nothing was stored
        and the meeting stands as it stood.
        """
        with self._lock:
            body, event = well_formed(event)
            now = self.now()
            admit(self.meeting, event, now)
            draft = Draft(
                self.village, self.book, now, events.kind_of(event), body, self.meeting.seq
            )
            entry = Entry(self.meeting.seq + 1, dt.datetime.fromisoformat(stamp(now)), event)
            # Applied before it is stored: what could not be folded again is never stored.
            after = apply(self.meeting, entry)
            drafts = [draft]
            if after.phase is Phase.ADJOURNED:
                record = chain(draft, entry.seq, self.head)
                drafts.append(self._held(after, record, now))
            stored = self.journal.append_all(drafts)[0]
            self.meeting = after
            self._digests = (*self._digests, stored.digest)
            return entry

    @property
    def head(self) -> str:
        """Digest of the last entry; 64 zeros in an empty book."""
        return self._digests[-1] if self._digests else GENESIS

    def digest(self, seq: int) -> str:
        """Digest of entry ``seq``, from 1. Raises ``IndexError`` if there is none."""
        if seq < 1:
            raise IndexError(seq)
        return self._digests[seq - 1]

    def now(self) -> dt.datetime:
        """The time of an entry written now: the clock's, or the last entry's if the clock
        was set back."""
        now = self.clock()
        last = self.meeting.entries[-1].at if self.meeting.entries else now
        return max(now, last)

    def _held(self, after: Meeting, last: Record, now: dt.datetime) -> Draft:
        """The village's own entry of an adjourned meeting, stored in the same moment."""
        assert after.convened is not None, "a meeting that adjourned was convened"
        numbers = {each.division: f"{each.year}-{each.number}" for each in after.resolutions}
        outcomes = tuple(
            roster_events.Held(
                division=division.number,
                title=division.proposal.title,
                outcome=division.verdict.outcome,
                resolution=numbers.get(division.number, ""),
            )
            for division in after.divisions
            if division.verdict is not None and not division.annulled
        )
        held = roster_events.MeetingHeld(
            book=self.book,
            title=after.convened.title,
            entries=last.seq,
            head=last.digest,
            outcomes=outcomes,
            rehearsal=after.convened.rehearsal,
        )
        return Draft(
            self.village,
            VILLAGE_BOOK,
            now,
            roster_events.kind_of(held),
            roster_events.encode(held),
            None,
        )
