"""Any one byte changed in any stored column is found, and the entry is named."""

from __future__ import annotations

import functools
import sqlite3
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siquan_tui.journal.errors import JournalError
from siquan_tui.journal.journal import Journal
from siquan_tui.journal.live import Live
from siquan_tui.journal.verify import Broken, Fault, Verification
from siquan_tui.meeting import events as ev
from siquan_tui.words import say
from tests.journal.sitting import BOOK, VILLAGE, Clock, draw, sit, vote

COLUMNS = ("village", "book", "seq", "at", "kind", "body", "previous", "digest")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A meeting held to its end, in a file whose triggers an attacker dropped."""
    path = tmp_path_factory.mktemp("held") / "siquan.db"
    hold(path)
    with sqlite3.connect(path) as raw:
        for trigger in ("entry_no_update", "entry_no_delete", "entry_next"):
            raw.execute(f"DROP TRIGGER {trigger}")
    raw.close()
    return path


def hold(where: str | Path) -> None:
    journal = Journal.open(where)
    live = sit(journal)
    vote(live, 16, 1, 0, 0)
    draw(live, 1)
    live.do(ev.Adjourned())
    journal.close()


def tampered(path: Path, statement: str, *values: object) -> Verification:
    """What verify says after a statement, which is then taken back."""
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA synchronous = OFF")
    before = raw.execute("SELECT * FROM entry").fetchall()
    raw.execute("PRAGMA ignore_check_constraints = ON")
    assert raw.execute(statement, values).rowcount >= 1
    journal = _opened(path)
    try:
        return journal.verify()
    finally:
        raw.execute("BEGIN")
        raw.execute("DELETE FROM entry")
        raw.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)", before)
        raw.execute("COMMIT")
        raw.close()


@functools.cache
def _opened(path: Path) -> Journal:
    return Journal.open(path)


def fault_of(found: Verification, book: str = BOOK) -> Fault | None:
    return next(report.fault for report in found.books if report.book == book)


def test_an_untouched_journal_is_whole(held: Path) -> None:
    journal = Journal.open(held)
    found = journal.verify()
    assert found.ok
    assert {(each.book, each.entries) for each in found.books} == {(BOOK, 14), ("village", 1)}
    head = journal.head(VILLAGE, BOOK)
    assert head is not None
    assert found.books[0].head == head.digest
    journal.close()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_one_byte_changed_is_found(held: Path, data: st.DataObject) -> None:
    raw = sqlite3.connect(held)
    book = data.draw(st.sampled_from((BOOK, "village")))
    (count,) = raw.execute("SELECT count(*) FROM entry WHERE book = ?", (book,)).fetchone()
    seq = data.draw(st.integers(1, count))
    column = data.draw(st.sampled_from(COLUMNS))
    kind = "BLOB" if column == "body" else "TEXT"
    (value,) = raw.execute(
        f"SELECT CAST({column} AS BLOB) FROM entry WHERE book = ? AND seq = ?", (book, seq)
    ).fetchone()
    raw.close()
    place = data.draw(st.integers(0, len(value) - 1))
    if column == "seq":
        changed: object = data.draw(st.integers(1, 200).filter(lambda other: other > count))
        kind = "INTEGER"
    else:
        byte = data.draw(st.integers(0, 255).filter(lambda other: other != value[place]))
        changed = value[:place] + bytes([byte]) + value[place + 1 :]
    found = tampered(
        held,
        f"UPDATE entry SET {column} = CAST(? AS {kind}) WHERE book = ? AND seq = ?",
        changed,
        book,
        seq,
    )
    assert not found.ok
    faults = [report.fault for report in found.books if report.fault is not None]
    assert faults
    assert all(say(fault.what) for fault in faults)
    if column not in ("village", "book", "seq"):
        fault = fault_of(found, book)
        assert fault is not None
        assert fault.seq == seq


def test_a_missing_entry_is_a_gap(held: Path) -> None:
    found = tampered(held, "DELETE FROM entry WHERE book = ? AND seq = 7", BOOK)
    assert fault_of(found) == Fault(7, Broken.GAP)
    assert "第 7 条缺失" in say(Fault(7, Broken.GAP).what)


def test_a_meeting_cut_off_at_its_end_is_told_by_the_village(held: Path) -> None:
    found = tampered(held, "DELETE FROM entry WHERE book = ? AND seq > 12", BOOK)
    assert fault_of(found) == Fault(13, Broken.GAP)


def test_a_meeting_deleted_whole_is_told_by_the_village(held: Path) -> None:
    found = tampered(held, "DELETE FROM entry WHERE book = ?", BOOK)
    assert fault_of(found) == Fault(1, Broken.GAP)


def test_a_meeting_written_anew_is_told_by_the_village(held: Path, tmp_path: Path) -> None:
    """A chain that is whole in itself, but not the one that was held."""
    other = Journal.open(tmp_path / "other.db")
    live = sit(other)
    vote(live, 17, 0, 0, 0)
    draw(live, 1)
    live.do(ev.Adjourned())
    forged = other.records(VILLAGE, BOOK)
    other.close()
    raw = sqlite3.connect(held, isolation_level=None)
    before = raw.execute("SELECT * FROM entry WHERE book = ?", (BOOK,)).fetchall()
    for record in forged:
        raw.execute(
            "REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [getattr(record, column) for column in COLUMNS],
        )
    journal = Journal.open(held)
    found = journal.verify()
    journal.close()
    for row in before:
        raw.execute("REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    raw.close()
    assert fault_of(found) == Fault(14, Broken.HEAD)


def test_an_entry_that_cannot_be_read_is_named(file_journal: Journal) -> None:
    sit(file_journal)
    head = file_journal.head(VILLAGE, BOOK)
    assert head is not None
    file_journal.append(VILLAGE, BOOK, head.time, "arrived", b'{"kind":"arrived"}', head.seq)
    found = file_journal.verify()
    assert fault_of(found) == Fault(head.seq + 1, Broken.BODY)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE meeting SET title = 'x'",
        "UPDATE meeting SET phase = 'sitting'",
        "UPDATE resolution SET number = 2",
        "DELETE FROM resolution",
        "DELETE FROM meeting",
        "INSERT INTO resolution SELECT village, 2011, rehearsal, 1, book, entry, division, title"
        " FROM resolution",
    ],
)
def test_a_projection_that_was_changed_is_told_and_rebuilt(tmp_path: Path, statement: str) -> None:
    hold(tmp_path / "siquan.db")
    with sqlite3.connect(tmp_path / "siquan.db") as raw:
        raw.execute(statement)
    raw.close()
    journal = Journal.open(tmp_path / "siquan.db")
    found = journal.verify()
    assert not found.ok
    assert not found.projections
    journal.rebuild()
    assert journal.verify().ok
    journal.close()


def test_a_broken_book_is_not_written_on(tmp_path: Path) -> None:
    path = tmp_path / "siquan.db"
    journal = Journal.open(path)
    sit(journal)
    with sqlite3.connect(path) as raw:
        raw.execute("DROP TRIGGER entry_no_update")
        raw.execute(
            "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), '6', '7') AS BLOB)"
            " WHERE kind = 'opened'"
        )
    raw.close()
    with pytest.raises(JournalError) as refusal:
        Live(journal, VILLAGE, BOOK, Clock())
    assert "第 3 条被改动过" in say(refusal.value.message)
    journal.close()


def test_a_file_damaged_on_the_disk_is_told(tmp_path: Path) -> None:
    path = tmp_path / "siquan.db"
    hold(path)
    damaged = bytearray(path.read_bytes())
    damaged[4096:] = bytes(len(damaged) - 4096)
    path.write_bytes(damaged)
    with pytest.raises(JournalError) as refusal:
        Journal.open(path).verify()
    assert "已损坏" in say(refusal.value.message)


def test_postgresql_verifies_too(postgresql_url: str) -> None:
    hold(postgresql_url)
    journal = Journal.open(postgresql_url)
    assert journal.verify().ok
    with psycopg.connect(postgresql_url, autocommit=True) as raw:
        raw.execute("ALTER TABLE entry DISABLE TRIGGER ALL")
        raw.execute("UPDATE entry SET kind = 'left' WHERE book = %s AND seq = 4", (BOOK,))
    assert fault_of(journal.verify()) == Fault(4, Broken.DIGEST)
    journal.close()
