"""What every test stands on."""

from __future__ import annotations

import os
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from siquan_tui.words import set_language

ROOT = Path(__file__).resolve().parent.parent
# Rich remembers with each style the colours of the terminal it was first written for: all
# terminals here are of one kind, or a test would see the colours of the test before it.
os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"
SETTINGS = ("SIQUAN_DATA", "SIQUAN_DATABASE", "SIQUAN_LANG", "SIQUAN_PASSPHRASE", "NO_COLOR")


@pytest.fixture(scope="session", autouse=True)
def _catalogues_compiled() -> None:
    """An editable install compiles the catalogues once; a .po edited since would be stale."""
    catalogue: dict[str, Any] = runpy.run_path(str(ROOT / "scripts" / "catalogue.py"))
    catalogue["compile_all"]()


@pytest.fixture(autouse=True)
def _nobody_s_settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """No test sees the data, the settings or the language of whoever runs it, or of the
    test before."""
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.getbasetemp() / "home"))
    yield
    set_language("zh")
