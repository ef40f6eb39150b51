"""The command ``siquan``: without a terminal, in both languages, and in a real one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SIQUAN = [sys.executable, "-m", "siquan_tui"]


def siquan(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith("SIQUAN_")}
    return subprocess.run(
        [*SIQUAN, *arguments],
        env=env | {"PYTHONIOENCODING": "utf-8"} | environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )


def test_without_a_terminal_it_names_the_other_way(tmp_path: Path) -> None:
    done = siquan("--data", str(tmp_path / "data"))
    assert done.returncode == 2
    assert done.stderr.strip() == (
        "这里没有终端，主席台打不开。不用终端的办法：siquan demo --headless --out 文件夹。"
    )


def test_languages(tmp_path: Path) -> None:
    for arguments, environ in (
        (("--lang", "en"), {}),
        ((), {"SIQUAN_LANG": "en"}),
        (("--lang", "en"), {"SIQUAN_LANG": "zh"}),
    ):
        done = siquan("--data", str(tmp_path), *arguments, **environ)
        assert "no terminal" in done.stderr
    done = siquan("--lang", "fr")
    assert (done.returncode, done.stderr.strip()) == (2, "没有“fr”这种语言。语言写 zh 或 en。")


def test_version_and_help_import_no_command() -> None:
    assert siquan("--version").stdout.startswith("siquan ")
    page = siquan("--help").stdout
    for name in ("demo", "play", "verify", "rules", "roster", "journal", "key"):
        assert name in page
    code = (
        "import sys; from siquan_tui.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print([m for m in ('textual', 'sqlmodel', 'rich.table', 'cryptography', 'screens')"
        " if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip().endswith("[]")


@pytest.mark.parametrize("command", ["demo", "play", "verify", "rules", "roster", "journal", "key"])
def test_every_command_is_there(command: str) -> None:
    done = siquan(command, "--help")
    assert done.returncode == 0, done.stderr


def test_data_given_before_the_command_reaches_it(tmp_path: Path) -> None:
    done = siquan("--data", str(tmp_path / "here"), "journal", "verify")
    assert done.returncode == 2
    assert str(tmp_path / "here") in done.stderr


def test_a_folder_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = siquan("--data", str(tmp_path / "file" / "data"))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there are no ptys on Windows")
def test_in_a_real_terminal(tmp_path: Path) -> None:
    import pexpect
    import pyte

    screen = pyte.Screen(80, 24)
    stream = pyte.ByteStream(screen)
    env = {k: v for k, v in os.environ.items() if not k.startswith(("SIQUAN_", "TEXTUAL_"))}
    child = pexpect.spawn(
        SIQUAN[0],
        [*SIQUAN[1:], "--data", str(tmp_path / "data")],
        dimensions=(24, 80),
        env=env | {"TERM": "xterm-256color"},
        cwd=str(ROOT),
        timeout=60,
    )

    def until(words: str) -> None:
        while words not in "".join("\n".join(screen.display).split()):
            stream.feed(child.read_nonblocking(65536, timeout=60))

    until("还没有会议")
    child.send("\x1b[18~")  # F7
    until("还没有村")
    child.send("\x1b[21~")  # F10
    until("嘎查村名称")
    child.send("三苗树村吉日嘎朗图".encode())  # as an input method commits a phrase
    until("三苗树村吉日嘎朗图")
    child.send("\x11\x11")  # Ctrl+Q twice
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
