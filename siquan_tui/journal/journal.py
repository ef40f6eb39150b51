"""The journal: append, read, number, verify, back up. Nothing else touches the database."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.sql.compiler import SQLCompiler

from siquan_tui.journal import projections, schema, verify
from siquan_tui.journal.engine import Engines, engines
from siquan_tui.journal.errors import Conflict, JournalError
from siquan_tui.journal.faults import fault
from siquan_tui.journal.record import (
    GENESIS,
    VILLAGE_BOOK,
    Draft,
    MeetingSummary,
    Record,
    chain,
    newest_first,
    summary,
)
from siquan_tui.journal.tables import ENTRY, MEETING, RESOLUTION
from siquan_tui.message import Message, message

_Head = tuple[int, str]
"""Number and digest of a book's last entry."""


class Journal:
    """One database of books. Safe to share between threads; every method either does what
    it says or raises :class:`JournalError` with nothing stored."""

    def __init__(self, made: Engines) -> None:
        self._engines = made
        self._lock = threading.RLock()
        self._writer: Connection | None = None
        self._inode: tuple[int, int] | None = None
        self._heads: dict[tuple[str, str], _Head] = {}
        # Compiled once: an append is what the chair waits for after every hand.
        compiled = insert(ENTRY).compile(dialect=made.write.dialect)
        self._insert = str(compiled)
        self._positions: Sequence[str] | None = (
            compiled.positiontup if isinstance(compiled, SQLCompiler) else None
        )

    def _parameters(self, record: Record) -> tuple[object, ...] | dict[str, object]:
        values = {name: getattr(record, name) for name in Record.__struct_fields__}
        if self._positions is None:
            return values
        return tuple(values[name] for name in self._positions)

    @classmethod
    def open(cls, where: str | Path) -> Journal:
        """Open the database at a path or URL, creating or migrating it if need be."""
        made = engines(where)
        journal = cls(made)
        try:
            if made.path is not None:
                made.path.parent.mkdir(parents=True, exist_ok=True)
            with journal._writing() as connection:
                schema.migrate(connection)
        except JournalError:
            journal.close()
            raise
        except OSError as error:
            journal.close()
            raise fault(error) from error
        journal._inode = journal._file_on_disk()
        return journal

    def close(self) -> None:
        """Let go of the database."""
        with self._lock:
            self._let_go()
            self._engines.dispose()

    # --- writing -------------------------------------------------------------------

    def append(
        self, village: str, book: str, at: dt.datetime, kind: str, body: bytes, expected_seq: int
    ) -> Record:
        """Append one entry and return it once it is on the disk.

        ``expected_seq`` is the number of the last entry the writer knows of, 0 in a new
        book. Raises :class:`Conflict` if another one was written since, and
        :class:`~siquan_tui.journal.errors.NumberTaken`.
        """
        return self.append_all((Draft(village, book, at, kind, body, expected_seq),))[0]

    def append_all(self, drafts: Sequence[Draft]) -> tuple[Record, ...]:
        """Append several entries in one transaction: all of them, or none."""
        written: list[Record] = []
        try:
            with self._writing() as connection:
                self._insist_in_place()
                for draft in drafts:
                    written.append(self._append(connection, draft))
        except projections.NumberInUse as taken:
            free = self.next_number(taken.village, taken.year, taken.rehearsal)
            raise taken.refusal(free) from None
        for record in written:
            self._heads[record.village, record.book] = (record.seq, record.digest)
        return tuple(written)

    def _append(self, connection: Connection, draft: Draft) -> Record:
        key = (draft.village, draft.book)
        known = self._heads.get(key)
        if known is None or known[0] != draft.expected_seq:
            known = _head(connection, *key)
        seq, digest = known
        if draft.expected_seq is not None and draft.expected_seq != seq:
            raise Conflict(draft.book, draft.expected_seq)
        record = chain(draft, seq + 1, digest)
        try:
            connection.exec_driver_sql(self._insert, self._parameters(record))
        except IntegrityError as error:
            if _refused_by_check(error):
                raise
            raise Conflict(draft.book, seq) from None
        if projections.concerns(connection, record):
            projections.refresh(connection, *key)
        return record

    def rebuild(self) -> None:
        """Make every projection anew from the entries."""
        with self._writing() as connection:
            connection.execute(delete(RESOLUTION))
            connection.execute(delete(MEETING))
            for village, book in _books(connection):
                if book != VILLAGE_BOOK:
                    projections.refresh(connection, village, book)

    # --- reading -------------------------------------------------------------------

    def records(self, village: str, book: str) -> list[Record]:
        """Every entry of a book, in order."""
        with self._reading() as connection:
            rows = connection.execute(
                select(ENTRY)
                .where(ENTRY.c.village == village, ENTRY.c.book == book)
                .order_by(ENTRY.c.seq)
            )
            return [Record(*row) for row in rows]

    def head(self, village: str, book: str) -> Record | None:
        """The last entry of a book."""
        with self._reading() as connection:
            row = connection.execute(
                select(ENTRY)
                .where(ENTRY.c.village == village, ENTRY.c.book == book)
                .order_by(ENTRY.c.seq.desc())
                .limit(1)
            ).first()
            return Record(*row) if row else None

    def books(self) -> list[tuple[str, str]]:
        """(village, book) of every book."""
        with self._reading() as connection:
            return _books(connection)

    def villages(self) -> list[str]:
        """Ids of the villages that have a book of their own."""
        with self._reading() as connection:
            rows = connection.execute(
                select(ENTRY.c.village).distinct().where(ENTRY.c.book == VILLAGE_BOOK)
            )
            return sorted(row[0] for row in rows)

    def meetings(self) -> list[MeetingSummary]:
        """Every meeting, the latest scheduled first."""
        with self._reading() as connection:
            rows = connection.execute(select(MEETING)).mappings().all()
        return newest_first(summary(**row) for row in rows)

    def next_number(self, village: str, year: int, rehearsal: bool) -> int:
        """The number after the last resolution of that village and year; rehearsals are
        numbered apart."""
        with self._reading() as connection:
            last = connection.execute(
                select(func.max(RESOLUTION.c.number)).where(
                    RESOLUTION.c.village == village,
                    RESOLUTION.c.year == year,
                    RESOLUTION.c.rehearsal == rehearsal,
                )
            ).scalar()
            return int(last or 0) + 1

    # --- looking after it ----------------------------------------------------------

    def verify(self) -> verify.Verification:
        """Walk every chain; name the first broken entry of each book."""
        with self._reading() as connection:
            reports, digests = verify.walk(verify.stored(connection))
            held = [
                (entry.village, entry.body)
                for entry in verify.stored(connection)
                if entry.book == VILLAGE_BOOK.encode() and entry.kind == b"meeting_held"
            ]
            reports = verify.check_heads(reports, digests, verify.heads_recorded(held))
            return verify.Verification(tuple(reports), self._projections_hold(connection))

    def disorder(self, village: str, book: str) -> Message | None:
        """What in a whole book could not have happened as it is recorded; None where all
        is in order. Raises :class:`JournalError` for an entry that cannot be read."""
        from siquan_tui.journal.entries import entry_of
        from siquan_tui.meeting.replay import first_disorder

        return first_disorder(map(entry_of, self.records(village, book)))

    def _projections_hold(self, connection: Connection) -> bool:
        try:
            meetings: list[dict[str, object]] = []
            resolutions: list[dict[str, object]] = []
            for village, book in _books(connection):
                if book == VILLAGE_BOOK:
                    continue
                rows = connection.execute(
                    select(ENTRY)
                    .where(
                        ENTRY.c.village == village,
                        ENTRY.c.book == book,
                        ENTRY.c.kind.in_(projections.KINDS),
                    )
                    .order_by(ENTRY.c.seq)
                )
                projected = projections.project(Record(*row) for row in rows)
                if projected:
                    meetings.append(dict(projections.meeting_row(village, book, projected)))
                    resolutions += map(dict, projections.resolution_rows(village, book, projected))
            stored = [
                [dict(row._mapping) for row in connection.execute(select(table))]
                for table in (MEETING, RESOLUTION)
            ]
        except (SQLAlchemyError, ValueError, LookupError):
            # A text that is none any more: its entry is named by the walk.
            return False
        return all(
            sorted(map(_sortable, found)) == sorted(map(_sortable, expected))
            for found, expected in zip(stored, (meetings, resolutions), strict=True)
        )

    def backup(self, path: Path) -> None:
        """Copy the whole database to a new file while it is in use (SQLite only)."""
        if self._engines.path is None:
            raise JournalError(
                message("PostgreSQL 数据库不能由本程序备份"),
                message("请用 pg_dump 备份"),
            )
        if path.exists():
            raise JournalError(
                message("文件 {file} 已经存在，没有覆盖", file=path.name),
                message("请换一个文件名"),
            )
        unfinished = path.with_name(path.name + ".part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.unlink(missing_ok=True)
            with contextlib.closing(sqlite3.connect(unfinished)) as target:
                with self._reading() as connection:
                    source = connection.connection.dbapi_connection
                    assert isinstance(source, sqlite3.Connection)
                    # A transaction of this connection would keep the copy waiting.
                    source.rollback()
                    source.backup(target)
                # One file to carry away, without a journal beside it.
                target.execute("PRAGMA journal_mode=DELETE")
            _flush(unfinished)
            os.replace(unfinished, path)
        except (OSError, sqlite3.Error) as error:
            raise fault(error) from error
        finally:
            with contextlib.suppress(OSError):
                unfinished.unlink(missing_ok=True)

    # --- connections ---------------------------------------------------------------

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._lock:
            try:
                if self._writer is None:
                    self._writer = self._engines.write.connect()
                with self._writer.begin():
                    yield self._writer
            except (SQLAlchemyError, sqlite3.Error) as error:
                self._heads.clear()
                self._let_go()
                raise fault(error) from error
            except BaseException:
                self._heads.clear()
                raise

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engines.read.connect() as connection:
                yield connection
        except (SQLAlchemyError, sqlite3.Error, UnicodeDecodeError) as error:
            raise fault(error) from error

    def _let_go(self) -> None:
        if self._writer is not None:
            with contextlib.suppress(SQLAlchemyError, sqlite3.Error):
                # The next one is made anew, whatever ailed this one.
                self._writer.invalidate()
                self._writer.close()
            self._writer = None

    def _file_on_disk(self) -> tuple[int, int] | None:
        if self._engines.path is None:
            return None
        found = os.stat(self._engines.path)
        return found.st_dev, found.st_ino

    def _insist_in_place(self) -> None:
        """A file that was moved away would take entries that nobody finds again."""
        if self._inode is None:
            return
        try:
            there = self._file_on_disk() == self._inode
        except OSError:
            there = False
        if not there:
            raise JournalError(
                message("数据文件已被移走或替换，本条未记入"),
                message("请把数据文件放回原处，重新启动程序"),
            )


def _head(connection: Connection, village: str, book: str) -> _Head:
    row = connection.execute(
        select(ENTRY.c.seq, ENTRY.c.digest)
        .where(ENTRY.c.village == village, ENTRY.c.book == book)
        .order_by(ENTRY.c.seq.desc())
        .limit(1)
    ).first()
    return (row[0], row[1]) if row else (0, GENESIS)


def _books(connection: Connection) -> list[tuple[str, str]]:
    rows = connection.execute(
        select(ENTRY.c.village, ENTRY.c.book).distinct().order_by(ENTRY.c.village, ENTRY.c.book)
    )
    return [(row[0], row[1]) for row in rows]


def _refused_by_check(error: IntegrityError) -> bool:
    """Whether a CHECK or NOT NULL refused the entry itself, not the place it was to take."""
    original = error.orig
    if isinstance(original, sqlite3.Error):
        return original.sqlite_errorcode in (
            sqlite3.SQLITE_CONSTRAINT_CHECK,
            sqlite3.SQLITE_CONSTRAINT_NOTNULL,
        )
    return getattr(original, "sqlstate", "") in ("23514", "23502")


def _sortable(row: dict[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, repr(value)) for name, value in row.items()))


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
