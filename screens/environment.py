"""The terminal, made ready before the first picture (终端准备).

Imports nothing of Textual: some of its settings are read when it is imported.
"""

from __future__ import annotations

import logging
import os
import select
import sys
import time
from collections.abc import MutableMapping
from pathlib import Path
from typing import NamedTuple

PROBE_SECONDS = 0.3
"""How long a terminal may take to say where its cursor is."""


class Terminal(NamedTuple):
    """What was found out."""

    plain: bool
    """Lines, blocks and marks are two cells wide here, so plain signs are used."""


def settle(environ: MutableMapping[str, str], platform: str = sys.platform) -> None:
    """Set what must be set before Textual is imported.

    On POSIX the kitty keyboard protocol is left off: with it on, terminals lose or garble
    phrases committed by a Chinese input method. On Windows the driver asks for the
    protocol whatever the variable says, so there it must stay unset. Animations are
    useless bytes on a slow line.
    """
    if platform != "win32":
        environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    environ.setdefault("TEXTUAL_ANIMATIONS", "none")


def prepare(log_folder: Path) -> Terminal:
    """Settle the environment, send the log to a file (the screen is drawn on stderr),
    and find out how wide this terminal draws lines."""
    settle(os.environ)
    log_to(log_folder)
    return Terminal(plain=_plain_wanted(os.environ))


def log_to(folder: Path) -> Path:
    """Send warnings and errors to ``siquan.log`` in the folder; returns the file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "siquan.log"
    handler = logging.FileHandler(file, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    return file


def draws_sextants(environ: MutableMapping[str, str], platform: str = sys.platform) -> bool:
    """Whether this terminal can be trusted with sextants (U+1FB00 and on), which came to
    Unicode in 2020. The Linux console and Apple's terminal have no signs for them, nor has
    the old Windows console; the others draw them themselves or find them in a font."""
    if platform == "win32":
        return "WT_SESSION" in environ
    named = environ.get("TERM", ""), environ.get("TERM_PROGRAM", "")
    return named[0] not in ("", "dumb", "linux") and named[1] != "Apple_Terminal"


def _plain_wanted(environ: MutableMapping[str, str]) -> bool:
    said = environ.get("SIQUAN_PLAIN", "")
    if said:
        return said != "0"
    if sys.platform == "win32":
        return _old_chinese_console(environ)
    return line_width() == 2


def line_width() -> int:
    """Cells this terminal gives to a box-drawing line: 1, or 2 where characters of
    ambiguous width are set wide. 1 when there is no terminal or it does not answer."""
    if sys.platform == "win32":
        return 1
    import termios
    import tty

    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        return 1
    try:
        before = termios.tcgetattr(terminal)
        try:
            tty.setcbreak(terminal, termios.TCSANOW)
            os.write(terminal, "\r─\x1b[6n".encode())
            column = _reported_column(terminal)
            os.write(terminal, b"\r\x1b[K")
        finally:
            termios.tcsetattr(terminal, termios.TCSANOW, before)
    except (OSError, termios.error):
        return 1
    finally:
        os.close(terminal)
    return 2 if column == 3 else 1


def _reported_column(terminal: int) -> int:
    """The column in the terminal's answer ``ESC [ row ; column R``; 0 without one."""
    until = time.monotonic() + PROBE_SECONDS
    answer = b""
    while not answer.endswith(b"R"):
        ready, _writable, _errors = select.select(
            [terminal], [], [], max(0.0, until - time.monotonic())
        )
        if not ready:
            return 0
        answer += os.read(terminal, 32)
    column = answer[:-1].rpartition(b";")[2]
    return int(column) if column.isdigit() else 0


def _old_chinese_console(environ: MutableMapping[str, str]) -> bool:
    """The old Windows console with code page 936 draws lines two cells wide; Windows
    Terminal, which sets WT_SESSION, does not."""
    if "WT_SESSION" in environ:
        return False
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 (absent from POSIX stubs)
    return bool(kernel.GetConsoleOutputCP() == 936)
