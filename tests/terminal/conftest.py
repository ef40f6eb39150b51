"""The program in a pseudo-terminal, on a machine that has never seen it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.terminal.terminal import Terminal

collect_ignore_glob = ["test_*.py"] if sys.platform == "win32" else []
"""Windows has no pseudo-terminals to drive; nothing here is imported there."""

Start = Callable[..., "Terminal"]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The user's home folder: empty."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def start(home: Path) -> Iterator[Start]:
    """Start ``siquan`` with arguments in a terminal of its own; ended after the test."""
    from tests.terminal.terminal import ROOT, Terminal, bare_environment, siquan

    started: list[Terminal] = []

    def begin(*arguments: str, size: tuple[int, int] = (80, 24)) -> Terminal:
        terminal = Terminal(siquan(*arguments), size, bare_environment(home), ROOT)
        started.append(terminal)
        return terminal

    yield begin
    for terminal in started:
        terminal.close()


@pytest.fixture
def run(home: Path) -> Run:
    """Run ``siquan`` with arguments and no terminal."""
    from tests.terminal.terminal import ROOT, bare_environment, siquan

    def finish(*arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            siquan(*arguments),
            env=bare_environment(home),
            cwd=ROOT,
            input=text,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )

    return finish
