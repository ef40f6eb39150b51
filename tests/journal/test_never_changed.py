"""What raw SQL may not do to an entry, with this program's pragmas or without."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import psycopg
import pytest

from siquan_tui.journal.journal import Journal
from tests.journal.sitting import START

COLUMNS = "village, book, seq, at, kind, body, previous, digest"
AT = START.isoformat()


def three(where: str | Path) -> None:
    journal = Journal.open(where)
    for seq in range(3):
        journal.append("v-1", "b-1", START, "recessed", b'{"kind":"recessed"}', seq)
    journal.close()


@pytest.fixture
def raw(tmp_path: Path) -> sqlite3.Connection:
    three(tmp_path / "siquan.db")
    return sqlite3.connect(tmp_path / "siquan.db")


ROW = "SELECT village, book, 2, at, 'forged', body, previous, digest FROM entry WHERE seq = 2"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET body = x'00' WHERE seq = 2",
        "UPDATE entry SET seq = 9 WHERE seq = 3",
        "UPDATE OR REPLACE entry SET seq = 1 WHERE seq = 2",
        "DELETE FROM entry WHERE seq = 3",
        "DELETE FROM entry",
        f"INSERT INTO entry ({COLUMNS}) {ROW}",
        f"INSERT OR REPLACE INTO entry ({COLUMNS}) {ROW}",
        f"REPLACE INTO entry ({COLUMNS}) {ROW}",
        f"INSERT OR IGNORE INTO entry ({COLUMNS}) {ROW}",
        f"INSERT INTO entry ({COLUMNS}) {ROW} ON CONFLICT DO UPDATE SET kind = 'forged'",
        # A gap, a wrong link, a first entry that follows something.
        f"INSERT INTO entry ({COLUMNS}) SELECT village, book, 5, at, kind, body, digest, digest"
        " FROM entry WHERE seq = 3",
        f"INSERT INTO entry ({COLUMNS}) SELECT village, book, 4, at, kind, body, previous, digest"
        " FROM entry WHERE seq = 3",
        f"INSERT INTO entry ({COLUMNS}) SELECT village, 'other', 1, at, kind, body, digest, digest"
        " FROM entry WHERE seq = 3",
    ],
)
def test_sqlite_refuses(raw: sqlite3.Connection, statement: str) -> None:
    before = raw.execute("SELECT * FROM entry").fetchall()
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement)
    assert raw.execute("SELECT * FROM entry").fetchall() == before


def test_sqlite_has_no_rowid_to_replace_by(raw: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.OperationalError, match="rowid"):
        raw.execute(f"INSERT OR REPLACE INTO entry (rowid, {COLUMNS}) {ROW}")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("village", ""),
        ("book", ""),
        ("at", "now"),
        ("kind", ""),
        ("body", b""),
        ("body", "text"),
        ("previous", "0"),
        ("digest", "0"),
        ("seq", "one"),
        ("body", None),
    ],
)
def test_sqlite_checks_what_is_stored(raw: sqlite3.Connection, column: str, value: object) -> None:
    row: dict[str, object] = {
        "village": "v-2",
        "book": "b-1",
        "seq": 1,
        "at": AT,
        "kind": "recessed",
        "body": b"{}",
        "previous": "0" * 64,
        "digest": "1" * 64,
    }
    marks = ", ".join(f":{name}" for name in row)
    raw.execute(f"INSERT INTO entry ({COLUMNS}) VALUES ({marks})", row)
    raw.rollback()
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(f"INSERT INTO entry ({COLUMNS}) VALUES ({marks})", row | {column: value})


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET kind = 'forged' WHERE seq = 2",
        "DELETE FROM entry WHERE seq = 3",
        "TRUNCATE entry CASCADE",
        f"INSERT INTO entry ({COLUMNS}) {ROW}",
        f"INSERT INTO entry ({COLUMNS}) {ROW} ON CONFLICT (village, book, seq)"
        " DO UPDATE SET kind = 'forged'",
        f"INSERT INTO entry ({COLUMNS}) SELECT village, book, 5, at, kind, body, digest, digest"
        " FROM entry WHERE seq = 3",
        f"INSERT INTO entry ({COLUMNS}) SELECT village, 'other', 1, at, kind, '', previous, digest"
        " FROM entry WHERE seq = 1",
    ],
)
def test_postgresql_refuses(postgresql_url: str, statement: str) -> None:
    three(postgresql_url)
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        with pytest.raises(psycopg.errors.IntegrityError):
            connection.execute(statement)
        kinds = connection.execute("SELECT kind FROM entry ORDER BY seq").fetchall()
    assert kinds == [("recessed",)] * 3
