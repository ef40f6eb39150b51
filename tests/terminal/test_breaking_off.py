"""However the console ends, nothing counted is lost, and the terminal is left as it was."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.screens.hall import Hall, lines
from tests.terminal.conftest import Run, Start
from tests.terminal.terminal import Terminal

ALTERNATE, LEFT_IT = b"\x1b[?1049h", b"\x1b[?1049l"
CURSOR_SHOWN = b"\x1b[?25h"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A village of 17 whose division is open, with no hand counted yet."""
    hall = Hall(tmp_path / "data")
    hall.put(hall.open(lines(17), present=17))
    hall.office.close()
    return tmp_path / "data"


def into_the_division(terminal: Terminal) -> None:
    """A meeting that sits is gone back to by itself."""
    terminal.wait_for("举手表决", "暂计")


def hands(terminal: Terminal, have: int) -> None:
    terminal.wait_for(f" {have}/17")


def test_killed_amid_the_counting_it_comes_back_to_the_very_figure(
    start: Start, data: Path
) -> None:
    first = start("--data", str(data))
    into_the_division(first)
    for have in range(1, 12):
        first.press("+")
        hands(first, have)
    before = first.text
    first.kill()

    second = start("--data", str(data))
    into_the_division(second)
    hands(second, 11)
    assert second.text == before
    second.press("+")
    hands(second, 12)
    assert "已达门槛" in second.text


def test_a_hangup_loses_nothing_either(start: Start, data: Path) -> None:
    first = start("--data", str(data))
    into_the_division(first)
    first.press("+")
    hands(first, 1)
    os.kill(first.pid, signal.SIGHUP)
    first.wait_end()
    second = start("--data", str(data))
    into_the_division(second)
    hands(second, 1)


def test_a_second_console_on_the_same_meeting_is_told(start: Start, data: Path) -> None:
    one, other = start("--data", str(data)), start("--data", str(data))
    for terminal in (one, other):
        into_the_division(terminal)
    one.press("+")
    hands(one, 1)
    other.press("+")
    other.wait_for("另一台主席台", "没有记入")
    hands(other, 1)  # reloaded: what the first one wrote
    other.press("+")
    hands(other, 2)
    assert "另一台主席台" not in other.text


def test_another_window_size_keeps_the_figure_and_too_small_is_said(
    start: Start, data: Path
) -> None:
    terminal = start("--data", str(data), size=(110, 36))
    into_the_division(terminal)
    terminal.press("+")
    hands(terminal, 1)
    terminal.resize(60, 20)
    terminal.wait_for("60×20", "80×24")
    terminal.resize(80, 24)
    hands(terminal, 1)
    assert all(len(row) <= 80 for row in terminal.screen)
    terminal.press("+")
    hands(terminal, 2)


def test_leaving_restores_the_terminal(start: Start, data: Path) -> None:
    terminal = start("--data", str(data))
    into_the_division(terminal)
    terminal.press("Ctrl+C")
    terminal.wait_for("要退出请按 Ctrl+Q")
    terminal.press("Ctrl+Q")
    terminal.wait_for("退出主席台？")
    terminal.press("Ctrl+Q")
    assert terminal.wait_end() == 0
    written = terminal.bytes_since()
    assert written.rfind(LEFT_IT) > written.rfind(ALTERNATE) >= 0
    assert CURSOR_SHOWN in written[written.rfind(ALTERNATE) :]
    assert terminal.echoes, "the terminal no longer shows what is typed"
    assert not (data / "log" / "siquan.log").exists(), "nothing went wrong"


def test_a_demo_says_where_it_is_kept_and_goes_on_there(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    for _ in range(2):
        terminal = start("demo", "--data", str(folder), size=(100, 30))
        terminal.wait_for("三苗树村", "乃玛岱村")
        before = terminal.bytes_since()
        assert str(folder).encode() in before[: before.find(ALTERNATE)]
        terminal.press("Ctrl+Q")
        terminal.wait_for("退出主席台？")
        terminal.press("Ctrl+Q")
        assert terminal.wait_end() == 0
        written = terminal.bytes_since()
        after = written[written.rfind(LEFT_IT) :].decode()
        assert f"会议记录在 {folder}" in after
        shown = written.decode(errors="replace").replace("\r\n", "\n")
        assert shown.count(f"siquan demo --data {folder}\n") == 1
        assert shown.count(f"会议记录在 {folder}\n") == 1
        assert "文书" not in after, "nothing was printed"


def test_without_a_terminal_it_says_so_and_names_the_other_way(run: Run, home: Path) -> None:
    for arguments in ((), ("demo",)):
        finished = run(*arguments)
        assert finished.returncode == 2
        assert "siquan demo --headless --out" in finished.stderr
        assert "Traceback" not in finished.stderr
        assert finished.stdout == ""
