"""The village office: one object that joins the journal, the roster, the rules, the keys
and the papers. The console, the scripts and the tests all go through it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from siquan_tui.journal.errors import Conflict, JournalError
from siquan_tui.journal.faults import os_fault
from siquan_tui.journal.record import VILLAGE_BOOK, MeetingSummary
from siquan_tui.meeting.events import Convened
from siquan_tui.meeting.state import Resolution
from siquan_tui.message import Message, message

if TYPE_CHECKING:
    from siquan_tui.journal.journal import Journal
    from siquan_tui.journal.live import Live
    from siquan_tui.roster.events import RosterEvent
    from siquan_tui.roster.state import Roster
    from siquan_tui.rules.rulebook import Rulebook

Clock = Callable[[], dt.datetime]

DATABASE = "siquan.db"
FOLDERS = ("rules", "keys", "papers", "log")


def local_time() -> dt.datetime:
    """This machine's time, with its offset."""
    return dt.datetime.now().astimezone()


class Office:
    """Everything one laptop holds, in one data folder: ``siquan.db`` (unless ``database``
    is a URL), ``rules/``, ``keys/``, ``papers/`` and ``log/``.

    ``clock`` returns an aware datetime. The journal is opened on first use, because
    importing its tables takes longer than painting the first screen.
    """

    def __init__(
        self, data: Path, *, database: str | None = None, clock: Clock | None = None
    ) -> None:
        self.data = data
        self.database = database
        self.clock: Clock = clock or local_time
        self._journal: Journal | None = None
        self._rulebook: Rulebook | None = None
        try:
            for folder in FOLDERS:
                (data / folder).mkdir(parents=True, exist_ok=True)
            # Keys are nobody else's business.
            (data / "keys").chmod(0o700)
        except OSError as error:
            raise os_fault(error) from error

    @property
    def journal(self) -> Journal:
        """The journal, opened now if it was not. Raises :class:`JournalError`."""
        if self._journal is None:
            from siquan_tui.journal.journal import Journal

            self._journal = Journal.open(self.database or self.data / DATABASE)
        return self._journal

    def close(self) -> None:
        """Let go of the database."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    @property
    def rulebook(self) -> Rulebook:
        """Shipped rule sets and those in ``data/rules``."""
        if self._rulebook is None:
            from siquan_tui.rules.rulebook import Rulebook

            self._rulebook = Rulebook(self.data / "rules")
        return self._rulebook

    # --- villages ------------------------------------------------------------------

    def rosters(self) -> list[Roster]:
        """Every village known here, by id."""
        from siquan_tui.journal import village

        return [village.load(self.journal, each) for each in self.journal.villages()]

    def roster(self, village: str) -> Roster:
        """One village's roster as it stands now. Raises :class:`JournalError` for a village
        that is not known."""
        from siquan_tui.journal.village import load

        found = load(self.journal, village)
        if not found.entries:
            raise JournalError(
                message("没有编号为 {village} 的村", village=village),
                message("请用 siquan roster show 查看已有的村,或先建立村档案"),
            )
        return found

    def new_village(self, name: str, township: str = "") -> Roster:
        """Start a village's book. Raises ``RosterRefused`` and :class:`JournalError`."""
        from siquan_tui.journal.village import record, village_id
        from siquan_tui.roster.events import VillageNamed
        from siquan_tui.roster.names import clean_text
        from siquan_tui.roster.state import Roster

        named = VillageNamed(clean_text(name), clean_text(township))
        taken = {village for village, _ in self.journal.books()}
        while True:
            village = village_id(named.name, taken)
            try:
                return record(self.journal, Roster(village), named, self.clock())
            except Conflict:  # another console took the id in this very moment
                taken.add(village)

    def record(self, village: str, event: RosterEvent) -> Roster:
        """Record one event of a village's roster; returns the roster after it.

        Raises ``RosterRefused`` and :class:`JournalError`; then nothing was stored."""
        from siquan_tui.journal.village import record

        return record(self.journal, self.roster(village), event, self.clock())

    def import_roster(self, village: str, path: Path) -> tuple[Roster, tuple[Message, ...]]:
        """Record a CSV file's roster; returns the roster after it, and what to look at.

        Raises ``ImportRefused`` with all errors by line, and then nothing was stored."""
        from siquan_tui.roster.importing import read_csv

        try:
            data = path.read_bytes()
        except OSError as error:
            raise os_fault(error) from error
        read = read_csv(data, self.roster(village), self.clock().date(), path.name)
        return self.record(village, read.event), read.warnings

    # --- meetings ------------------------------------------------------------------

    def meetings(self) -> list[MeetingSummary]:
        """Every meeting, newest first."""
        return self.journal.meetings()

    def convene(self, village: str, convened: Convened) -> Live:
        """Start a new book with its first entry. The book is named after the day of the
        meeting and a counter, with an ``r`` for a rehearsal: ``2010-07-22-1``,
        ``2010-07-22-r1``.

        Raises ``OutOfOrder`` and :class:`JournalError`; then nothing was stored."""
        from siquan_tui.journal.live import Live

        self.roster(village)
        mark = "r" if convened.rehearsal else ""
        taken = {book for each, book in self.journal.books() if each == village}
        number = 1
        while True:
            book = f"{convened.scheduled.date().isoformat()}-{mark}{number}"
            if book not in taken:
                live = Live(self.journal, village, book, self.clock)
                try:
                    if not live.meeting.entries:
                        live.do(convened)
                        return live
                except Conflict:  # another console took it in this very moment
                    pass
            number += 1

    def resume(self, village: str, book: str) -> Live:
        """Open a meeting's book where it was left. Raises :class:`JournalError`."""
        from siquan_tui.journal.live import Live

        live = Live(self.journal, village, book, self.clock) if book != VILLAGE_BOOK else None
        if live is None or not live.meeting.entries:
            raise JournalError(
                message("没有会议本 {book}", book=book),
                message("请从会议列表里选一次会议"),
            )
        return live

    def draw_resolution(self, live: Live, division: int, text: str | None = None) -> Resolution:
        """Number and record the resolution of a division that carried."""
        raise NotImplementedError

    def attest(self, live: Live, resolution: Resolution, passphrase: str) -> Resolution:
        """Sign the resolution's code with the chair's key (rehearsals: the rehearsal key)."""
        raise NotImplementedError

    def save_resolution(
        self, live: Live, resolution: Resolution, folder: Path | None = None
    ) -> Path:
        """The resolution as PDF/A, in ``data/papers`` or ``folder``."""
        raise NotImplementedError

    def save_minutes(self, live: Live, folder: Path | None = None) -> Path:
        """The minutes as PDF/A."""
        raise NotImplementedError
