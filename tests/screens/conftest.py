"""A real office on a real file, a clock that stands still, both languages, goldens."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
os.environ.pop("NO_COLOR", None)

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from siquan_tui import words
from siquan_tui.office import Office
from tests.screens.hall import Hall
from tests.screens.village import Clock, call_meeting, found_village


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write the goldens anew")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    made = Office(tmp_path / "data", clock=clock)
    yield made
    made.close()


@pytest.fixture
def village(office: Office, tmp_path: Path) -> str:
    return found_village(office, tmp_path)


@pytest.fixture
def book(office: Office, village: str) -> tuple[str, str]:
    return call_meeting(office, village)


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A hall whose meetings the four powers alone govern."""
    made = Hall(tmp_path / "data")
    yield made
    made.office.close()


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The English catalogue as its source files have it, compiled for the tests."""
    root = tmp_path_factory.mktemp("locale")
    whole = Catalog(locale="en")
    for file in sorted(words.LOCALE_DIR.glob("en/**/*.po")):
        with file.open("rb") as source:
            for entry in read_po(source, locale="en"):
                if entry.id and entry.string:
                    whole.add(entry.id, entry.string)
    target = root / "en" / "LC_MESSAGES" / "siquan.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as compiled:
        write_mo(compiled, whole)
    return root


@pytest.fixture(params=["zh", "en"])
def language(
    request: pytest.FixtureRequest, catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """Each of the two languages in turn."""
    monkeypatch.setattr(words, "LOCALE_DIR", catalogue)
    words.set_language(request.param)
    yield request.param
    words.set_language("zh")


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-goldens", default=False))
