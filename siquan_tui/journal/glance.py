"""The list of meetings at a glance: read from the file before the tables are imported.

Importing SQLModel takes longer than painting the first screen; the chair need not wait for
it to see the meetings. It reads the same rows as ``Journal.meetings`` and writes nothing.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from siquan_tui.journal.record import MeetingSummary, newest_first, summary


def meetings(file: Path) -> list[MeetingSummary] | None:
    """Every meeting of a SQLite journal, the latest scheduled first; None where there is no
    such file or it is not as expected: then the journal itself has to say what is wrong."""
    columns = ", ".join(MeetingSummary.__struct_fields__)
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as db:
            return newest_first(
                summary(**dict(zip(MeetingSummary.__struct_fields__, row, strict=True)))
                for row in db.execute(f"SELECT {columns} FROM meeting")
            )
    except (sqlite3.Error, ValueError):
        return None
