"""Appending: one after the other, on the disk, and never over another console's entry."""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
from pathlib import Path

import pytest

from siquan_tui.journal.errors import Conflict, JournalError, NumberTaken
from siquan_tui.journal.journal import Journal
from siquan_tui.journal.live import Live
from siquan_tui.journal.record import GENESIS, Draft, Record
from siquan_tui.meeting import events as ev
from siquan_tui.words import say
from tests.journal.sitting import BOOK, START, VILLAGE, draw, sit, vote

BODY = b'{"kind":"recessed"}'


def test_entries_come_back_byte_for_byte(journal: Journal) -> None:
    at = START + dt.timedelta(microseconds=7)
    first = journal.append(VILLAGE, BOOK, at, "recessed", BODY, 0)
    second = journal.append(VILLAGE, BOOK, at, "resumed", '{"名":"乌云"}'.encode(), 1)
    assert first.previous == GENESIS
    assert second.previous == first.digest
    assert second.at == "2010-07-22T09:00:00.000007+08:00"
    assert journal.records(VILLAGE, BOOK) == [first, second]
    assert journal.head(VILLAGE, BOOK) == second
    assert journal.records("other", BOOK) == []
    assert journal.head("other", BOOK) is None


def test_the_digest_is_what_its_definition_says(journal: Journal) -> None:
    record = journal.append(VILLAGE, BOOK, START, "recessed", BODY, 0)
    framed = b""
    for field in (
        b"siquan/entry/1",
        b"0" * 64,
        VILLAGE.encode(),
        BOOK.encode(),
        b"1",
        b"2010-07-22T09:00:00+08:00",
        b"recessed",
        BODY,
    ):
        framed += len(field).to_bytes(8, "big") + field
    assert record.digest == hashlib.sha256(framed).hexdigest()


def test_two_consoles_on_one_book(where: str) -> None:
    here, there = Journal.open(where), Journal.open(where)
    here.append(VILLAGE, BOOK, START, "recessed", BODY, 0)
    there.append(VILLAGE, BOOK, START, "resumed", BODY, 1)
    with pytest.raises(Conflict) as refusal:
        here.append(VILLAGE, BOOK, START, "adjourned", BODY, 1)
    assert BOOK in say(refusal.value.message)
    assert "重新载入" in say(refusal.value.remedy)
    assert len(here.records(VILLAGE, BOOK)) == 2
    # After looking again it goes on.
    assert here.append(VILLAGE, BOOK, START, "adjourned", BODY, 2).seq == 3
    here.close()
    there.close()


@pytest.mark.parametrize("expected", [1, 7])
def test_an_entry_that_would_leave_a_gap_is_refused(journal: Journal, expected: int) -> None:
    with pytest.raises(Conflict):
        journal.append(VILLAGE, BOOK, START, "recessed", BODY, expected)
    assert journal.records(VILLAGE, BOOK) == []


def test_several_entries_are_stored_all_or_none(journal: Journal) -> None:
    good = Draft(VILLAGE, BOOK, START, "recessed", BODY, 0)
    with pytest.raises(Conflict):
        journal.append_all((good, Draft(VILLAGE, "village", START, "x", BODY, 5)))
    assert journal.books() == []
    journal.append_all((good, Draft(VILLAGE, "village", START, "x", BODY, None)))
    assert journal.books() == [(VILLAGE, BOOK), (VILLAGE, "village")]
    assert journal.villages() == [VILLAGE]


def test_a_naive_time_is_refused(journal: Journal) -> None:
    with pytest.raises(ValueError, match="offset"):
        journal.append(VILLAGE, BOOK, dt.datetime(2010, 7, 22), "recessed", BODY, 0)
    assert journal.records(VILLAGE, BOOK) == []


def test_a_resolution_number_is_given_once(journal: Journal) -> None:
    assert journal.next_number(VILLAGE, 2010, False) == 1
    first = sit(journal)
    vote(first, 16, 1, 0, 0)
    draw(first, 1)
    assert journal.next_number(VILLAGE, 2010, False) == 2
    second = sit(journal, "2010-07-22-2")
    vote(second, 17, 0, 0, 0)
    before = second.meeting
    with pytest.raises(NumberTaken) as refusal:
        draw(second, 1)
    assert refusal.value.next_free == 2
    assert say(refusal.value.remedy) == "请改用第 2 号"
    assert second.meeting == before
    second.reload()
    assert second.meeting == before
    draw(second, 2)
    # Another village, another year and a rehearsal have numbers of their own.
    assert journal.next_number("other-1", 2010, False) == 1
    assert journal.next_number(VILLAGE, 2011, False) == 1
    rehearsal = sit(journal, "2010-07-22-r1", rehearsal=True)
    vote(rehearsal, 17, 0, 0, 0)
    draw(rehearsal, journal.next_number(VILLAGE, 2010, True))
    assert rehearsal.meeting.resolutions[0].number == 1


def test_a_writer_that_waits_too_long_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("siquan_tui.journal.engine.BUSY_SECONDS", 0.05)
    journal = Journal.open(tmp_path / "siquan.db")
    other = sqlite3.connect(tmp_path / "siquan.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert journal.records(VILLAGE, BOOK) == []  # a reader does not wait
    with pytest.raises(JournalError) as refusal:
        journal.append(VILLAGE, BOOK, START, "recessed", BODY, 0)
    assert "占用" in say(refusal.value.message)
    other.execute("ROLLBACK")
    assert journal.append(VILLAGE, BOOK, START, "recessed", BODY, 0).seq == 1
    journal.close()


def test_a_full_disk_is_told_and_nothing_is_stored(file_journal: Journal, tmp_path: Path) -> None:
    # SQLite's own limit on pages raises the very error of a full disk.
    live = sit(file_journal)
    assert file_journal._writer is not None
    file_journal._writer.exec_driver_sql("PRAGMA max_page_count = 1")
    file_journal._writer.rollback()
    with pytest.raises(JournalError) as refusal:
        _fill(live)
    assert "磁盘已满" in say(refusal.value.message)
    before = live.meeting
    assert before.seq == len(file_journal.records(VILLAGE, BOOK))
    # Space was made: the writer reconnects without the limit and goes on.
    live.do(_long_item(before.items[-1].number + 1))
    live.reload()
    assert live.meeting.seq == before.seq + 1


def _fill(live: Live) -> None:
    for number in range(2, 400):
        live.do(_long_item(number))


def _long_item(number: int) -> ev.ItemAdded:
    return ev.ItemAdded(number, ev.Proposal("修路", "路" * 2000))


def test_a_file_moved_away_is_told(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "siquan.db")
    journal.append(VILLAGE, BOOK, START, "recessed", BODY, 0)
    (tmp_path / "siquan.db").rename(tmp_path / "elsewhere.db")
    with pytest.raises(JournalError) as refusal:
        journal.append(VILLAGE, BOOK, START, "resumed", BODY, 1)
    assert "移走" in say(refusal.value.message)
    (tmp_path / "elsewhere.db").rename(tmp_path / "siquan.db")
    assert journal.append(VILLAGE, BOOK, START, "resumed", BODY, 1).seq == 2
    journal.close()


def test_commits_are_on_the_disk_before_they_return(file_journal: Journal) -> None:
    assert file_journal._writer is not None
    pragma = file_journal._writer.exec_driver_sql
    assert pragma("PRAGMA journal_mode").scalar() == "wal"
    assert pragma("PRAGMA synchronous").scalar() == 2  # FULL
    assert pragma("PRAGMA foreign_keys").scalar() == 1
    assert pragma("PRAGMA recursive_triggers").scalar() == 1
    file_journal._writer.rollback()


def test_a_record_knows_its_time(journal: Journal) -> None:
    record = journal.append(VILLAGE, BOOK, START, "recessed", BODY, 0)
    assert isinstance(record, Record)
    assert record.time == START
