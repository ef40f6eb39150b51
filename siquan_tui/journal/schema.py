"""Numbered migrations. The database knows its version; a newer one is refused.

SQLite keeps the version in ``user_version`` and marks the file as ours in
``application_id``; PostgreSQL keeps it in the table ``siquan_schema``.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from siquan_tui.journal.errors import JournalError
from siquan_tui.message import message

APPLICATION_ID = 0x53515455  # "SQTU"
_POSTGRESQL_LOCK = 0x53515455

Migration = dict[str, tuple[str, ...]]
"""Statements by dialect name."""

_FIRST_TABLES = """
CREATE TABLE entry (
  village TEXT NOT NULL CHECK (length(village) BETWEEN 1 AND 64),
  book TEXT NOT NULL CHECK (length(book) BETWEEN 1 AND 64),
  seq {whole} NOT NULL CHECK (seq >= 1),
  at TEXT NOT NULL CHECK (length(at) BETWEEN 22 AND 48),
  kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 64),
  body {bytes} NOT NULL CHECK (length(body) > 0),
  previous TEXT NOT NULL CHECK (length(previous) = 64),
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  {entry_types}
  PRIMARY KEY (village, book, seq)
){without_rowid};

CREATE TABLE meeting (
  village TEXT NOT NULL,
  book TEXT NOT NULL,
  name TEXT NOT NULL CHECK (length(name) > 0),
  township TEXT NOT NULL,
  title TEXT NOT NULL CHECK (length(title) > 0),
  scheduled TEXT NOT NULL,
  phase TEXT NOT NULL CHECK (phase IN ('convened', 'sitting', 'recess', 'adjourned')),
  rehearsal {boolean} NOT NULL CHECK (rehearsal IN ({false}, {true})),
  PRIMARY KEY (village, book)
);

CREATE TABLE resolution (
  village TEXT NOT NULL,
  year {whole} NOT NULL CHECK (year >= 1),
  rehearsal {boolean} NOT NULL CHECK (rehearsal IN ({false}, {true})),
  number {whole} NOT NULL CHECK (number >= 1),
  book TEXT NOT NULL,
  entry {whole} NOT NULL,
  division {whole} NOT NULL CHECK (division >= 1),
  title TEXT NOT NULL CHECK (length(title) > 0),
  PRIMARY KEY (village, year, rehearsal, number),
  FOREIGN KEY (village, book, entry) REFERENCES entry (village, book, seq)
);

CREATE INDEX resolution_book ON resolution (village, book)
"""

_SQLITE_TABLES = _FIRST_TABLES.format(
    whole="INTEGER",
    bytes="BLOB",
    boolean="INTEGER",
    false=0,
    true=1,
    # Without a rowid, an INSERT OR REPLACE cannot push an entry out by its rowid.
    without_rowid=" WITHOUT ROWID",
    entry_types="CHECK (typeof(seq) = 'integer' AND typeof(body) = 'blob'"
    " AND typeof(at) = 'text' AND typeof(kind) = 'text'),",
)
_SQLITE_TRIGGERS = (
    """CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
       BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END""",
    """CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
       BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END""",
    # A replacing INSERT passes by the triggers above unless recursive_triggers is on;
    # this one holds on any connection, and keeps the chain without a gap.
    """CREATE TRIGGER entry_next BEFORE INSERT ON entry
       WHEN NEW.seq IS NOT 1 + COALESCE(
         (SELECT MAX(seq) FROM entry WHERE village = NEW.village AND book = NEW.book), 0)
       OR NEW.previous IS NOT COALESCE(
         (SELECT digest FROM entry
          WHERE village = NEW.village AND book = NEW.book AND seq = NEW.seq - 1),
         '0000000000000000000000000000000000000000000000000000000000000000')
       BEGIN SELECT RAISE(ABORT, 'not the next entry of its book'); END""",
)

_POSTGRESQL_TABLES = _FIRST_TABLES.format(
    whole="BIGINT",
    bytes="BYTEA",
    boolean="BOOLEAN",
    false="false",
    true="true",
    without_rowid="",
    entry_types="",
)
_POSTGRESQL_TRIGGERS = (
    """CREATE FUNCTION entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         RAISE EXCEPTION 'an entry is never changed or deleted'
           USING ERRCODE = 'integrity_constraint_violation';
       END $$""",
    """CREATE TRIGGER entry_never BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
       FOR EACH STATEMENT EXECUTE FUNCTION entry_refuse()""",
    """CREATE FUNCTION entry_insist_next() RETURNS trigger LANGUAGE plpgsql AS $$
       DECLARE last_seq BIGINT; last_digest TEXT;
       BEGIN
         SELECT seq, digest INTO last_seq, last_digest FROM entry
           WHERE village = NEW.village AND book = NEW.book ORDER BY seq DESC LIMIT 1;
         IF NEW.seq <> COALESCE(last_seq, 0) + 1
            OR NEW.previous <> COALESCE(last_digest, repeat('0', 64)) THEN
           RAISE EXCEPTION 'not the next entry of its book'
             USING ERRCODE = 'integrity_constraint_violation';
         END IF;
         RETURN NEW;
       END $$""",
    """CREATE TRIGGER entry_next BEFORE INSERT ON entry
       FOR EACH ROW EXECUTE FUNCTION entry_insist_next()""",
)


def _statements(script: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in script.split(";") if part.strip())


MIGRATIONS: tuple[Migration, ...] = (
    {
        "sqlite": (*_statements(_SQLITE_TABLES), *_SQLITE_TRIGGERS),
        "postgresql": (*_statements(_POSTGRESQL_TABLES), *_POSTGRESQL_TRIGGERS),
    },
)


def migrate(connection: Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring the database up to date inside the transaction that is open on ``connection``.

    Raises :class:`JournalError` for a database of a newer program, and for a file that
    another program keeps.
    """
    dialect = connection.dialect.name
    version = _version(connection, dialect)
    if version > len(migrations):
        raise JournalError(
            message(
                "数据库的版本（{found}）比本程序能读的（{known}）新，未作任何改动",
                found=version,
                known=len(migrations),
            ),
            message("请先把 siquan_tui 升级到最新版本"),
        )
    if version == len(migrations):
        return
    for migration in migrations[version:]:
        for statement in migration[dialect]:
            connection.exec_driver_sql(statement)
    _set_version(connection, dialect, len(migrations))


def _version(connection: Connection, dialect: str) -> int:
    if dialect == "postgresql":
        # Two consoles starting at once must not both create the tables.
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_POSTGRESQL_LOCK})")
        connection.exec_driver_sql(
            "CREATE TABLE IF NOT EXISTS siquan_schema (version BIGINT NOT NULL)"
        )
        found = connection.exec_driver_sql("SELECT max(version) FROM siquan_schema").scalar()
        return int(found or 0)
    ours = connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
    if tables and not ours:
        raise JournalError(
            message("这个数据库文件不是会议日志，未作任何改动"),
            message("请换一个文件，或另选一个数据文件夹"),
        )
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)


def _set_version(connection: Connection, dialect: str, version: int) -> None:
    if dialect == "postgresql":
        connection.exec_driver_sql("DELETE FROM siquan_schema")
        connection.exec_driver_sql(f"INSERT INTO siquan_schema VALUES ({version})")
        return
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {version}")
