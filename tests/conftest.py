"""What every test stands on."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session", autouse=True)
def _catalogues_compiled() -> None:
    """An editable install compiles the catalogues once; a .po edited since would be stale."""
    catalogue: dict[str, Any] = runpy.run_path(str(ROOT / "scripts" / "catalogue.py"))
    catalogue["compile_all"]()
