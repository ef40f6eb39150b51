"""What is settled before Textual is imported, and what the terminal is asked."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from screens import environment

needs_pty = pytest.mark.skipif(sys.platform == "win32", reason="there are no ptys on Windows")


@pytest.fixture
def _log_restored() -> Iterator[None]:
    root = logging.getLogger()
    before, level = root.handlers, root.level
    yield
    for handler in root.handlers:
        if handler not in before:
            handler.close()
    root.handlers, root.level = before, level


def test_kitty_keys_are_off_on_posix_and_untouched_on_windows() -> None:
    posix: dict[str, str] = {}
    environment.settle(posix, "linux")
    assert posix["TEXTUAL_DISABLE_KITTY_KEY"] == "1"
    windows: dict[str, str] = {}
    environment.settle(windows, "win32")
    assert "TEXTUAL_DISABLE_KITTY_KEY" not in windows
    chosen = {"TEXTUAL_DISABLE_KITTY_KEY": "0"}
    environment.settle(chosen, "linux")
    assert chosen["TEXTUAL_DISABLE_KITTY_KEY"] == "0"


def test_it_is_settled_before_textual_is_imported() -> None:
    code = (
        "import sys, os, screens.environment, screens.run; assert 'textual' not in sys.modules;"
        "screens.environment.settle(os.environ);"
        "import textual.constants as c; print(c.DISABLE_KITTY_KEY)"
    )
    env = {k: v for k, v in os.environ.items() if k != "TEXTUAL_DISABLE_KITTY_KEY"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
    )
    expected = "False" if sys.platform == "win32" else "True"
    assert done.stdout.strip() == expected


@pytest.mark.usefixtures("_log_restored")
def test_the_log_goes_to_a_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = environment.log_to(tmp_path / "log")
    logging.getLogger("anything").error("出错了")
    assert "出错了" in file.read_text(encoding="utf-8")
    assert capfd.readouterr().err == ""


@needs_pty
@pytest.mark.parametrize(
    ("answer", "cells"), [(b"\x1b[1;2R", 1), (b"\x1b[7;3R", 2), (b"\x1b[0n\x1b[1;3R", 2), (b"", 1)]
)
def test_how_wide_the_terminal_draws_lines(
    answer: bytes, cells: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal, program = os.openpty()
    monkeypatch.setattr(environment, "PROBE_SECONDS", 5.0 if answer else 0.05)
    asked = threading.Event()

    def be_the_terminal() -> None:
        heard = b""
        while b"\x1b[6n" not in heard:
            heard += os.read(terminal, 64)
        asked.set()
        if answer:
            os.write(terminal, answer)

    thread = threading.Thread(target=be_the_terminal)
    thread.start()
    real = os.open
    monkeypatch.setattr(
        os, "open", lambda path, *rest: os.dup(program) if path == "/dev/tty" else real(path, *rest)
    )
    try:
        assert environment.line_width() == cells
    finally:
        thread.join()
        os.close(program)
        os.close(terminal)
    assert asked.is_set()


def test_the_chair_may_say_so_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "line_width", lambda: 1)
    assert environment._plain_wanted({"SIQUAN_PLAIN": "1"})
    assert not environment._plain_wanted({"SIQUAN_PLAIN": "0"})


def test_the_old_windows_console_is_known_by_what_it_lacks() -> None:
    assert not environment._old_chinese_console({"WT_SESSION": "x"})
