"""A resolution as it was recorded, found by the chain head that its paper and code bear.

The head is the digest of the very entry that drew the resolution, so whoever trusts the
head can trust the entry's text: it is hashed again here, over the bytes as they lie there.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from msgspec import MsgspecError

from siquan_tui.journal.record import digest_of
from siquan_tui.meeting import events


def drawn(file: Path, head: str) -> events.ResolutionDrawn | None:
    """The entry of a SQLite journal whose digest is ``head`` (64 hex digits); None where
    there is no such journal or no such resolution in it, or the entry was changed. Writes
    nothing and never raises."""
    as_bytes = ", ".join(f"CAST({name} AS BLOB)" for name in ("previous", "village", "book"))
    query = f"SELECT {as_bytes}, seq, CAST(at AS BLOB), CAST(kind AS BLOB), body FROM entry"
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as db:
            for fields in db.execute(f"{query} WHERE digest = ?", (head,)):
                event = events.decode(fields[-1])
                if isinstance(event, events.ResolutionDrawn) and digest_of(*fields) == head:
                    return event
    except (sqlite3.Error, MsgspecError, TypeError, ValueError):
        pass
    return None
