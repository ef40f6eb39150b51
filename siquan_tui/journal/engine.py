"""Two engines on one database: one writes, one only reads.

SQLite: WAL with ``synchronous=FULL``, so a commit that returned is on the disk. Writers
begin with ``BEGIN IMMEDIATE``; readers with a deferred transaction, or they would wait for
one another.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from siquan_tui.journal.errors import JournalError
from siquan_tui.message import message

BUSY_SECONDS = 5.0
"""How long a writer waits for another one before it is refused."""


class Engines(Struct, frozen=True):
    """The writing and the reading engine; ``path`` is the SQLite file, if it is one."""

    write: Engine
    read: Engine
    path: Path | None

    def dispose(self) -> None:
        """Close every connection."""
        self.write.dispose()
        self.read.dispose()


def engines(where: str | Path) -> Engines:
    """Engines for an SQLite file or a URL (``sqlite:///…``, ``postgresql://…``).

    Raises :class:`JournalError` for any other kind of database.
    """
    if isinstance(where, Path) or "://" not in where:
        return _sqlite(Path(where))
    try:
        url = make_url(where)
    except (ArgumentError, ValueError):
        raise unknown_database(where.split("://", 1)[0]) from None
    match url.get_backend_name():
        case "sqlite" if url.database:
            return _sqlite(Path(url.database))
        case "postgresql":
            return _postgresql(url.set(drivername="postgresql+psycopg"))
        case other:
            raise unknown_database(other)


def unknown_database(scheme: str) -> JournalError:
    """The refusal of a database that is none we know."""
    return JournalError(
        message("不认识的数据库地址（{scheme}）", scheme=scheme),
        message("请用 postgresql:// 开头的地址，或者不写 --database 而用本机文件"),
    )


def _sqlite(path: Path) -> Engines:
    def engine(begin: str, pragmas: tuple[str, ...]) -> Engine:
        made = create_engine(
            URL.create("sqlite", database=str(path)),
            connect_args={
                "isolation_level": None,
                "timeout": BUSY_SECONDS,
                "check_same_thread": False,
            },
        )

        @event.listens_for(made, "connect")
        def _connected(connection: Any, _record: Any) -> None:
            for pragma in pragmas:
                connection.execute(f"PRAGMA {pragma}")

        @event.listens_for(made, "begin")
        def _begun(connection: Connection) -> None:
            driver: Any = connection.connection.dbapi_connection
            driver.execute(begin)

        return made

    always = ("foreign_keys=ON", "recursive_triggers=ON")
    durable = (
        "journal_mode=WAL",
        "synchronous=FULL",
        # macOS keeps a plain fsync in the drive's cache; a no-op elsewhere.
        "fullfsync=ON",
        "checkpoint_fullfsync=ON",
    )
    return Engines(
        write=engine("BEGIN IMMEDIATE", (*durable, *always)),
        read=engine("BEGIN DEFERRED", ("query_only=ON", *always)),
        path=path,
    )


def _postgresql(url: URL) -> Engines:
    try:
        write = create_engine(
            url, connect_args={"options": "-c synchronous_commit=on"}, pool_pre_ping=True
        )
        read = create_engine(
            url,
            connect_args={"options": "-c default_transaction_read_only=on"},
            pool_pre_ping=True,
        )
    except ImportError:
        raise JournalError(
            message("本机没有安装 PostgreSQL 的驱动程序"),
            message('请运行 pip install "siquan_tui[postgresql]"'),
        ) from None
    return Engines(write=write, read=read, path=None)
