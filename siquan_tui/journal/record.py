"""A stored entry as it lies on disk, and its digest.

The digest (摘要) is SHA-256 over these eight fields, each preceded by its length in bytes
as an 8-byte big-endian number, texts in UTF-8::

    "siquan/entry/1"  previous  village  book  seq  at  kind  body

``previous`` is the digest of the entry before it in the book (64 lower-case hexadecimal
digits; 64 zeros before the first), ``seq`` the decimal number from 1 without leading zeros,
``at`` the ISO-8601 text with its offset and ``body`` the JSON exactly as stored. Nothing is
ever re-encoded to be checked.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable

from msgspec import Struct

from siquan_tui.meeting.phase import Phase

DOMAIN = b"siquan/entry/1"
GENESIS = "0" * 64
"""``previous`` of a book's first entry."""
VILLAGE_BOOK = "village"
"""The book of a village between meetings; every other book is one meeting."""


class Record(Struct, frozen=True):
    """One stored entry (记录), column by column."""

    village: str
    book: str
    seq: int
    at: str
    """ISO-8601 with offset, exactly as stored and hashed."""
    kind: str
    body: bytes
    previous: str
    digest: str

    @property
    def time(self) -> dt.datetime:
        """``at`` as an aware time. Raises ``ValueError`` if it is none."""
        return dt.datetime.fromisoformat(self.at)


class Draft(Struct, frozen=True):
    """An entry to be appended.

    ``expected_seq`` is the number of the last entry the writer knows of (0 = none yet);
    ``None`` appends after whatever is there.
    """

    village: str
    book: str
    at: dt.datetime
    kind: str
    body: bytes
    expected_seq: int | None


class MeetingSummary(Struct, frozen=True):
    """A meeting as a list shows it, projected from its book."""

    village: str
    """Village id."""
    book: str
    name: str
    """The village's name, as the meeting was convened."""
    township: str
    title: str
    scheduled: dt.datetime
    phase: Phase
    rehearsal: bool


def summary(
    village: str,
    book: str,
    name: str,
    township: str,
    title: str,
    scheduled: str,
    phase: str,
    rehearsal: int,
) -> MeetingSummary:
    """A row of the projection as a value. Raises ``ValueError`` for what is none."""
    return MeetingSummary(
        village,
        book,
        name,
        township,
        title,
        dt.datetime.fromisoformat(scheduled),
        Phase(phase),
        bool(rehearsal),
    )


def newest_first(found: Iterable[MeetingSummary]) -> list[MeetingSummary]:
    """The latest scheduled first."""
    return sorted(found, key=lambda each: (each.scheduled, each.book), reverse=True)


def stamp(at: dt.datetime) -> str:
    """The text of an aware time as stored. Raises ``ValueError`` for a naive one."""
    if at.tzinfo is None or at.utcoffset() is None:
        raise ValueError("an entry's time needs its offset")
    return at.isoformat()


def digest_of(
    previous: bytes, village: bytes, book: bytes, seq: int, at: bytes, kind: bytes, body: bytes
) -> str:
    """The digest of one entry over its stored bytes (see the module)."""
    digest = hashlib.sha256()
    for field in (DOMAIN, previous, village, book, b"%d" % seq, at, kind, body):
        digest.update(len(field).to_bytes(8, "big"))
        digest.update(field)
    return digest.hexdigest()


def chain(draft: Draft, seq: int, previous: str) -> Record:
    """The record a draft becomes as number ``seq`` after ``previous``."""
    at = stamp(draft.at)
    digest = digest_of(
        previous.encode(),
        draft.village.encode(),
        draft.book.encode(),
        seq,
        at.encode(),
        draft.kind.encode(),
        draft.body,
    )
    return Record(draft.village, draft.book, seq, at, draft.kind, draft.body, previous, digest)
