"""Walks every chain and names the first broken entry of each book.

Reads bytes, not texts: a damaged text may no longer be UTF-8.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby

import msgspec
from msgspec import MsgspecError, Struct
from sqlalchemy import Connection

from siquan_tui.journal.record import GENESIS, VILLAGE_BOOK, Record, digest_of
from siquan_tui.meeting import events as meeting_events
from siquan_tui.message import Message, message
from siquan_tui.roster import events as roster_events


class Broken(StrEnum):
    """What is wrong with an entry."""

    GAP = "gap"
    """An entry is missing."""
    LINK = "link"
    """It does not follow the entry before it."""
    DIGEST = "digest"
    """Its content is not what was stored."""
    BODY = "body"
    """It cannot be read."""
    TIME = "time"
    """Its time is none."""
    HEAD = "head"
    """The village's book recorded another head of this meeting."""


class Fault(Struct, frozen=True):
    """The first broken entry of a book."""

    seq: int
    broken: Broken

    @property
    def what(self) -> Message:
        """The fault in words."""
        match self.broken:
            case Broken.GAP:
                return message("第 {n} 条缺失", n=self.seq)
            case Broken.LINK:
                return message("第 {n} 条与前一条不相连", n=self.seq)
            case Broken.DIGEST:
                return message("第 {n} 条被改动过", n=self.seq)
            case Broken.BODY:
                return message("第 {n} 条的内容无法读取", n=self.seq)
            case Broken.TIME:
                return message("第 {n} 条的时间无法读取", n=self.seq)
            case Broken.HEAD:
                return message("第 {n} 条与村档案所记的不符", n=self.seq)


class BookReport(Struct, frozen=True):
    """One book, walked."""

    village: str
    book: str
    entries: int
    head: str
    """Digest of the last whole entry; 64 zeros if there is none."""
    fault: Fault | None


class Verification(Struct, frozen=True):
    """Every book, and whether the projections are what the entries make."""

    books: tuple[BookReport, ...]
    projections: bool

    @property
    def ok(self) -> bool:
        """Nothing is broken."""
        return self.projections and all(report.fault is None for report in self.books)


class Stored(Struct, frozen=True):
    """An entry's columns as bytes."""

    village: bytes
    book: bytes
    seq: int
    at: bytes
    kind: bytes
    body: bytes
    previous: bytes
    digest: bytes


class Held(Struct):
    """What a village's book says of an adjourned meeting (the fields that matter here)."""

    book: str
    entries: int
    head: str


def stored(connection: Connection) -> Iterator[Stored]:
    """Every entry, book by book, in order."""
    as_bytes = (
        "convert_to({}, 'UTF8')" if connection.dialect.name == "postgresql" else "CAST({} AS BLOB)"
    )
    columns = ", ".join(
        name if name in ("seq", "body") else as_bytes.format(name)
        for name in Stored.__struct_fields__
    )
    rows = connection.exec_driver_sql(
        f"SELECT {columns} FROM entry ORDER BY village, book, seq",
        execution_options={"yield_per": 1000},
    )
    for village, book, seq, *rest in rows:
        yield Stored(bytes(village), bytes(book), seq, *map(bytes, rest))


def fault_in(entry: Stored, seq: int, previous: bytes) -> Broken | None:
    """What breaks the chain at ``entry``, expected as number ``seq`` after ``previous``."""
    if entry.seq != seq:
        return Broken.GAP
    if entry.previous != previous:
        return Broken.LINK
    found = digest_of(
        entry.previous, entry.village, entry.book, entry.seq, entry.at, entry.kind, entry.body
    )
    return None if found.encode() == entry.digest else Broken.DIGEST


def insist_order(records: Iterable[Record]) -> Fault | None:
    """The first broken link of one book that was read as texts."""
    previous, seq = GENESIS.encode(), 0
    for seq, record in enumerate(records, start=1):
        entry = as_stored(record)
        broken = fault_in(entry, seq, previous)
        if broken:
            return Fault(seq, broken)
        previous = entry.digest
    return None


def as_stored(record: Record) -> Stored:
    """A record's columns as bytes."""
    return Stored(
        record.village.encode(),
        record.book.encode(),
        record.seq,
        record.at.encode(),
        record.kind.encode(),
        record.body,
        record.previous.encode(),
        record.digest.encode(),
    )


Digests = dict[tuple[bytes, bytes], list[bytes]]
"""By (village, book): the digests of its entries, as far as its chain is whole."""


def walk(entries: Iterable[Stored]) -> tuple[list[BookReport], Digests]:
    """Walk every chain."""
    reports = []
    digests: Digests = {}
    for key, book in groupby(entries, key=lambda entry: (entry.village, entry.book)):
        whole: list[bytes] = digests.setdefault(key, [])
        fault: Fault | None = None
        count = 0
        for entry in book:
            count += 1
            if fault is not None:
                continue
            previous = whole[-1] if whole else GENESIS.encode()
            broken = fault_in(entry, len(whole) + 1, previous) or unreadable(entry)
            if broken:
                fault = Fault(len(whole) + 1, broken)
            else:
                whole.append(entry.digest)
        head = whole[-1].decode("ascii", "replace") if whole else GENESIS
        reports.append(BookReport(_shown(key[0]), _shown(key[1]), count, head, fault))
    return reports, digests


def unreadable(entry: Stored) -> Broken | None:
    """Whether an entry, whole as it is, can be read by this program."""
    try:
        if dt.datetime.fromisoformat(entry.at.decode()).tzinfo is None:
            return Broken.TIME
    except ValueError:
        return Broken.TIME
    try:
        if entry.book == VILLAGE_BOOK.encode():
            kind = roster_events.kind_of(roster_events.decode(entry.body))
        else:
            kind = meeting_events.kind_of(meeting_events.decode(entry.body))
    except (MsgspecError, ValueError):
        return Broken.BODY
    return None if kind.encode() == entry.kind else Broken.BODY


def _shown(name: bytes) -> str:
    return name.decode("utf-8", "replace")


def heads_recorded(bodies: Iterable[tuple[bytes, bytes]]) -> Iterator[tuple[bytes, Held]]:
    """(village, what its book says of a meeting), from bodies of ``meeting_held``."""
    for village, body in bodies:
        try:
            yield village, msgspec.json.decode(body, type=Held)
        except (MsgspecError, ValueError):
            continue


def check_heads(
    reports: Sequence[BookReport],
    digests: Digests,
    held: Iterable[tuple[bytes, Held]],
) -> list[BookReport]:
    """Add what only the village's book can tell: a meeting cut off or replaced whole."""
    by_key = {(report.village, report.book): report for report in reports}
    for village, said in held:
        name = _shown(village)
        report = by_key.get((name, said.book)) or BookReport(name, said.book, 0, GENESIS, None)
        chain = digests.get((village, said.book.encode()), [])
        if report.fault is not None:
            continue
        if len(chain) < said.entries:
            fault = Fault(len(chain) + 1, Broken.GAP)
        elif chain[said.entries - 1] != said.head.encode():
            fault = Fault(said.entries, Broken.HEAD)
        else:
            continue
        by_key[name, said.book] = BookReport(
            report.village, report.book, report.entries, report.head, fault
        )
    return sorted(by_key.values(), key=lambda report: (report.village, report.book))
