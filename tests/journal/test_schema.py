"""Migrations, refusals to open, backup."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import inspect

from siquan_tui.journal import schema
from siquan_tui.journal.engine import engines
from siquan_tui.journal.errors import JournalError
from siquan_tui.journal.journal import Journal
from siquan_tui.journal.tables import ENTRY, MEETING, RESOLUTION
from siquan_tui.words import say
from tests.journal.sitting import BOOK, VILLAGE, draw, sit, vote


def refusal_of(where: str | Path) -> JournalError:
    with pytest.raises(JournalError) as refusal:
        Journal.open(where)
    assert say(refusal.value.message)
    assert say(refusal.value.remedy)
    return refusal.value


def test_the_tables_are_as_they_are_mapped(where: str) -> None:
    Journal.open(where).close()
    made = engines(where)
    found = inspect(made.read)
    for table in (ENTRY, MEETING, RESOLUTION):
        columns = {column["name"] for column in found.get_columns(table.name)}
        assert columns == {column.name for column in table.columns}
        key = found.get_pk_constraint(table.name)["constrained_columns"]
        assert key == [column.name for column in table.primary_key]
        assert key[0] == "village"
    made.dispose()


def test_a_newer_database_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "siquan.db"
    Journal.open(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA user_version = 99")
    raw.close()
    assert "99" in say(refusal_of(path).message)
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (99,)
    raw.close()


def test_a_newer_server_is_refused(postgresql_url: str) -> None:
    Journal.open(postgresql_url).close()
    with psycopg.connect(postgresql_url, autocommit=True) as raw:
        raw.execute("UPDATE siquan_schema SET version = 99")
    assert "升级" in say(refusal_of(postgresql_url).remedy)


def test_another_programs_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "accounts.db"
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE money (amount)")
    raw.close()
    assert "不是会议日志" in say(refusal_of(path).message)
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT name FROM sqlite_master").fetchall() == [("money",)]
    raw.close()


def test_what_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "siquan.db"
    path.write_text("这不是数据库\n" * 100, encoding="utf-8")
    assert "不是会议日志" in say(refusal_of(path).message)
    folder = tmp_path / "folder"
    folder.mkdir()
    refusal_of(folder)
    (tmp_path / "file").write_text("")
    refusal_of(tmp_path / "file" / "siquan.db")


@pytest.mark.parametrize(
    "url", ["mysql://localhost/siquan", "nonsense://", "sqlite://", "postgresql://127.0.0.1:1/x"]
)
def test_an_address_that_cannot_be_used_is_told(url: str) -> None:
    refusal_of(url)


def test_a_migration_runs_once_and_whole(where: str) -> None:
    Journal.open(where).close()
    second = {"sqlite": ("CREATE TABLE later (x)",), "postgresql": ("CREATE TABLE later (x int)",)}
    broken = dict.fromkeys(second, ("CREATE TABLE last (x int)", "NONSENSE"))

    def run(*more: schema.Migration) -> None:
        made = engines(where)
        try:
            with made.write.begin() as connection:
                schema.migrate(connection, (*schema.MIGRATIONS, *more))
        finally:
            made.dispose()

    with pytest.raises(Exception, match=r"(?i)syntax"):
        run(second, broken)
    assert _tables(where) == {"entry", "meeting", "resolution"}
    run(second)
    run(second)
    assert _tables(where) == {"entry", "meeting", "resolution", "later"}
    assert "升级" in say(refusal_of(where).remedy)


def _tables(where: str) -> set[str]:
    made = engines(where)
    try:
        return set(inspect(made.read).get_table_names()) - {"siquan_schema"}
    finally:
        made.dispose()


def test_a_backup_is_the_journal(file_journal: Journal, tmp_path: Path) -> None:
    live = sit(file_journal)
    vote(live, 16, 1, 0, 0)
    draw(live, 1)
    copy = tmp_path / "stick" / "backup.db"
    file_journal.backup(copy)
    assert [path.name for path in copy.parent.iterdir()] == ["backup.db"]
    with pytest.raises(JournalError) as refusal:
        file_journal.backup(copy)
    assert "已经存在" in say(refusal.value.message)
    restored = Journal.open(copy)
    assert restored.records(VILLAGE, BOOK) == file_journal.records(VILLAGE, BOOK)
    assert restored.meetings() == file_journal.meetings()
    assert restored.verify().ok
    restored.close()
    # It goes on after a backup, and the backup does not.
    assert live.meeting.seq == len(file_journal.records(VILLAGE, BOOK))


def test_a_server_is_not_backed_up_here(postgresql_url: str, tmp_path: Path) -> None:
    journal = Journal.open(postgresql_url)
    with pytest.raises(JournalError, match="PostgreSQL"):
        journal.backup(tmp_path / "backup.db")
    journal.close()
