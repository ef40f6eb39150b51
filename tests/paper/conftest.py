from __future__ import annotations

import pytest

from siquan_tui.paper.fonts import Typefaces, typefaces


@pytest.fixture(autouse=True)
def _no_fonts_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SIQUAN_FONT_DIR", raising=False)
    monkeypatch.setenv("SIQUAN_NO_SYSTEM_FONTS", "1")


@pytest.fixture(scope="session")
def packaged() -> Typefaces:
    """The faces a bare machine has, so that pages are the same on every machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SIQUAN_FONT_DIR", raising=False)
        return typefaces(use_system_fonts=False)
