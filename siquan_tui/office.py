"""The village office: one object that joins the journal, the roster, the rules, the keys
and the papers. The console, the scripts and the tests all go through it."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from siquan_tui.journal.errors import Conflict, JournalError
from siquan_tui.journal.faults import os_fault
from siquan_tui.message import Message, message

if TYPE_CHECKING:
    from siquan_tui.attest.keys import PrivateKey, PublicKey
    from siquan_tui.journal.journal import Journal
    from siquan_tui.journal.live import Live
    from siquan_tui.journal.record import MeetingSummary
    from siquan_tui.meeting.events import Convened
    from siquan_tui.meeting.state import Resolution
    from siquan_tui.paper.fonts import Typefaces
    from siquan_tui.roster.events import RosterEvent
    from siquan_tui.roster.importing import Imported
    from siquan_tui.roster.state import Roster
    from siquan_tui.rules.rulebook import Rulebook

Clock = Callable[[], dt.datetime]

DATABASE = "siquan.db"
FOLDERS = ("rules", "keys", "papers", "log")
DEMO = "rehearsals-only"
"""A file of this name marks a data folder as a demo's: only rehearsals are held there."""


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
            from siquan_tui.journal.engine import unknown_database
            from siquan_tui.journal.journal import Journal

            if self.database and "://" not in self.database:
                # a slip of the pen would make a new, empty file of that name
                raise unknown_database(self.database)
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
                message("请用 siquan roster show 查看已有的村，或先建立村档案"),
            )
        return found

    def new_village(self, name: str, township: str = "") -> Roster:
        """Start a village's book. Raises ``RosterRefused`` (also where one of that name and
        township is known: its resolutions would be numbered twice) and :class:`JournalError`."""
        return self._found(name, township, ())

    def found_village(
        self, name: str, township: str, path: Path
    ) -> tuple[Roster, tuple[Message, ...]]:
        """Start a village's book with the roster of a CSV file, both or neither."""
        from siquan_tui.roster.state import Roster

        read = self._read_csv(path, Roster())
        return self._found(name, township, (read.event,)), read.warnings

    def _found(self, name: str, township: str, then: tuple[RosterEvent, ...]) -> Roster:
        from siquan_tui.journal.village import insist_new, record, village_id
        from siquan_tui.roster.events import VillageNamed
        from siquan_tui.roster.names import clean_text
        from siquan_tui.roster.state import Roster

        named = VillageNamed(clean_text(name), clean_text(township))
        taken = {village for village, _ in self.journal.books()}
        while True:
            insist_new(self.journal, named.name, named.township)
            village = village_id(named.name, taken)
            try:
                return record(self.journal, Roster(village), (named, *then), self.clock())
            except Conflict:  # another console took the id in this very moment
                taken.add(village)

    def record(self, village: str, event: RosterEvent) -> Roster:
        """Record one event of a village's roster; returns the roster after it.

        Raises ``RosterRefused`` and :class:`JournalError`; then nothing was stored."""
        from siquan_tui.journal.village import record

        return record(self.journal, self.roster(village), (event,), self.clock())

    def import_roster(self, village: str, path: Path) -> tuple[Roster, tuple[Message, ...]]:
        """Record a CSV file's roster; returns the roster after it, and what to look at.

        Raises ``ImportRefused`` with all errors by line, and then nothing was stored."""
        read = self._read_csv(path, self.roster(village))
        return self.record(village, read.event), read.warnings

    def _read_csv(self, path: Path, roster: Roster) -> Imported:
        from siquan_tui.roster.importing import read_csv

        try:
            data = path.read_bytes()
        except OSError as error:
            raise os_fault(error) from error
        return read_csv(data, roster, self.clock().date(), path.name)

    # --- meetings ------------------------------------------------------------------

    @property
    def rehearses(self) -> bool:
        """Whether this is a demo's folder, where every meeting is a rehearsal."""
        return not self.database and (self.data / DEMO).is_file()

    def meetings(self) -> list[MeetingSummary]:
        """Every meeting, newest first."""
        return self.journal.meetings()

    def glance(self) -> list[MeetingSummary]:
        """The same list as far as it can be had at once: before the journal is opened, and
        empty where it has to be opened for it."""
        from siquan_tui.journal.glance import meetings

        return [] if self.database else meetings(self.data / DATABASE) or []

    def convene(self, village: str, convened: Convened) -> Live:
        """Start a new book with its first entry. The book is named after the day of the
        meeting and a counter, with an ``r`` for a rehearsal: ``2010-07-22-1``,
        ``2010-07-22-r1``.

        Raises ``OutOfOrder`` and :class:`JournalError`; then nothing was stored."""
        from siquan_tui.journal.live import Live

        self.roster(village)
        if self.rehearses and not convened.rehearsal:
            raise JournalError(
                message("这里是演练的文件夹，只能召集演练"),
                message("开正式的会，请退出后运行 siquan"),
            )
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
        from siquan_tui.journal.record import VILLAGE_BOOK

        live = Live(self.journal, village, book, self.clock) if book != VILLAGE_BOOK else None
        if live is None or not live.meeting.entries:
            raise JournalError(
                message("没有会议本 {book}", book=book),
                message("请从会议列表里选一次会议"),
            )
        return live

    # --- papers --------------------------------------------------------------------

    def draw_resolution(self, live: Live, division: int, text: str | None = None) -> Resolution:
        """Number and record the resolution of a division that carried.

        ``text`` is the body as the chair edited it; None takes the draft. Raises
        ``OutOfOrder`` and :class:`JournalError`; then nothing was stored and no number is
        used up."""
        from siquan_tui.meeting.drafts import draft_resolution
        from siquan_tui.meeting.order import known_division

        put = known_division(live.meeting, division)
        year = live.now().year
        number = self.journal.next_number(live.village, year, convened_of(live).rehearsal)
        live.do(draft_resolution(live.meeting, put, year, number, text))
        return live.meeting.resolutions[-1]

    def needs_key(self, live: Live) -> bool:
        """Whether a key has to be made before this meeting's resolutions can be attested."""
        from siquan_tui.attest.keys import key_file
        from siquan_tui.attest.role import Role

        rehearsal = convened_of(live).rehearsal
        return not rehearsal and key_file(self.data / "keys", Role.CHAIR) is None

    def make_key(self, live: Live, name: str, passphrase: str) -> PublicKey:
        """Make the chair's key, sealed with a passphrase; it may sign whatever this meeting
        resolved, from its first day on. Raises ``KeyRefused``."""
        from siquan_tui.attest.keys import create_key
        from siquan_tui.attest.role import Role

        since = (live.meeting.opened or live.now()).date()
        return create_key(self.data / "keys", Role.CHAIR, name, passphrase, since=since)

    def sign_resolution(
        self, live: Live, division: int, text: str | None, passphrase: str
    ) -> Resolution:
        """Number, record and attest a resolution. The key is opened first, so that a wrong
        passphrase uses up no number and the text stays open to be edited; raises as
        :meth:`draw_resolution` and :meth:`attest`."""
        key = self._chair_key(live, live.now().date(), passphrase)
        return self._attested(live, self.draw_resolution(live, division, text), key)

    def attest(self, live: Live, resolution: Resolution, passphrase: str) -> Resolution:
        """Sign the resolution's code with the chair's key; a rehearsal's with the rehearsal
        key, whatever the passphrase.

        Raises ``KeyRefused`` (no key, wrong passphrase), ``CodeRefused``, ``OutOfOrder`` and
        :class:`JournalError`; then nothing was stored."""
        key = self._chair_key(live, resolution.drawn.date(), passphrase)
        return self._attested(live, resolution, key)

    def _chair_key(self, live: Live, day: dt.date, passphrase: str) -> PrivateKey:
        from siquan_tui.attest.keys import KeyRefused, key_file, rehearsal_key, unlock
        from siquan_tui.attest.role import Role

        if convened_of(live).rehearsal:
            return rehearsal_key(Role.CHAIR)
        sealed = key_file(self.data / "keys", Role.CHAIR, day)
        if sealed is None:
            raise KeyRefused(message("还没有执行主席的密钥，请先建立密钥"))
        return unlock(sealed, passphrase)

    def _attested(self, live: Live, resolution: Resolution, key: PrivateKey) -> Resolution:
        from siquan_tui.attest.code import code_text
        from siquan_tui.attest.fields import fields_of
        from siquan_tui.attest.qr import matrix
        from siquan_tui.attest.sign import attest
        from siquan_tui.meeting.events import Attested
        from siquan_tui.meeting.figures import discrepancies
        from siquan_tui.meeting.order import known_division, refuse

        division = known_division(live.meeting, resolution.division)
        if division.number in discrepancies(live.meeting):
            refuse(
                message("第 {n} 次表决按记录重算，与宣布的结果不同", n=division.number),
                message("请用 siquan journal verify 检查，并从备份恢复数据文件"),
            )
        head = live.digest(resolution.entry)
        text = code_text(fields_of(live.meeting, division, resolution, head))
        code = attest(text, [key])
        matrix(code)  # refused now rather than when it is printed
        live.do(Attested(resolution.year, resolution.number, code))
        signed = live.meeting.resolution(resolution.year, resolution.number)
        assert signed is not None
        return signed

    def resolution_pdf(self, live: Live, resolution: Resolution) -> bytes:
        """The resolution as PDF/A. Raises ``PaperError`` for a character no font draws."""
        from siquan_tui.attest.qr import matrix, size_mm, svg, version_of
        from siquan_tui.paper.resolution import resolution_paper
        from siquan_tui.paper.typeset import find_template, typeset

        code = resolution.code
        paper = resolution_paper(
            live.meeting,
            resolution,
            code_text=code,
            qr_svg=svg(code) if code else "",
            qr_mm=size_mm(version_of(matrix(code))) if code else 0,
            head_hex=live.digest(resolution.entry),
        )
        template = find_template("resolution", self.data / "templates")
        return typeset(template, paper, self._typefaces())

    def save_resolution(
        self, live: Live, resolution: Resolution, folder: Path | None = None
    ) -> Path:
        """The resolution as PDF/A, in ``data/papers`` or ``folder``. Raises ``PaperError``."""
        from siquan_tui.paper.printing import resolution_name, save_pdf

        convened = convened_of(live)
        name = resolution_name(
            convened.village, resolution.year, resolution.number, rehearsal=convened.rehearsal
        )
        return save_pdf(self.resolution_pdf(live, resolution), folder or self.papers, name)

    def minutes_pdf(self, live: Live) -> bytes:
        """The minutes as PDF/A, up to the last entry. Raises ``PaperError``."""
        from siquan_tui.paper.minutes import minutes_paper
        from siquan_tui.paper.typeset import find_template, typeset

        template = find_template("minutes", self.data / "templates")
        return typeset(template, minutes_paper(live.meeting, head_hex=live.head), self._typefaces())

    def save_minutes(self, live: Live, folder: Path | None = None) -> Path:
        """The minutes as PDF/A, in ``data/papers`` or ``folder``. Raises ``PaperError``."""
        from siquan_tui.paper.printing import minutes_name, save_pdf

        convened = convened_of(live)
        name = minutes_name(convened.village, live.book, rehearsal=convened.rehearsal)
        return save_pdf(self.minutes_pdf(live), folder or self.papers, name)

    @property
    def papers(self) -> Path:
        """Where papers are saved when no folder is named."""
        return self.data / "papers"

    def _typefaces(self) -> Typefaces:
        from siquan_tui.paper.fonts import typefaces

        return typefaces([self.data / "fonts"])


def convened_of(live: Live) -> Convened:
    """How the meeting was called; every book that was ever opened says so."""
    convened = live.meeting.convened
    if convened is None:
        raise JournalError(message("会议还没有召集。"), message("第一条记录必须是召集。"))
    return convened


def default_data() -> Path:
    """The user's own data folder."""
    from platformdirs import user_data_path

    return user_data_path("siquan", appauthor=False)


def data_folder(data: Path | None = None) -> Path:
    """The folder asked for, that of ``SIQUAN_DATA``, or the user's own. It need not exist."""
    named = os.environ.get("SIQUAN_DATA", "").strip()
    return (data or (Path(named) if named else default_data())).expanduser()


def open_office(
    data: Path | None = None, database: str | None = None, clock: Clock | None = None
) -> Office:
    """The office in the folder asked for, in ``SIQUAN_DATA``, or in the user's own.

    Raises ``JournalError`` if the folder cannot be used."""
    return Office(data_folder(data), database=database or None, clock=clock)
