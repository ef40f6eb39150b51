"""A person at a terminal: starts a program in a pseudo-terminal, presses keys, reads the screen.

Nothing sleeps blindly: every wait is for something to be seen, with a generous deadline.
The screen is what pyte makes of the bytes, so it is what a terminal would show.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import pexpect  # type: ignore[import-untyped]
import pyte

if TYPE_CHECKING:
    from PIL.Image import Image

ROOT = Path(__file__).resolve().parent.parent.parent
"""The checkout."""

DEADLINE = 20.0
"""Seconds to wait for something to be seen before the test fails."""

KEYS = {
    "Enter": "\r",
    "Esc": "\x1b",
    "Tab": "\t",
    "Shift+Tab": "\x1b[Z",
    "Space": " ",
    "Backspace": "\x7f",
    "Delete": "\x1b[3~",
    "Up": "\x1b[A",
    "Down": "\x1b[B",
    "Right": "\x1b[C",
    "Left": "\x1b[D",
    "Home": "\x1b[H",
    "End": "\x1b[F",
    "PageUp": "\x1b[5~",
    "PageDown": "\x1b[6~",
    "Ctrl+C": "\x03",
    "Ctrl+P": "\x10",
    "Ctrl+Q": "\x11",
    "Ctrl+Z": "\x1a",
    "F1": "\x1bOP",
    "F2": "\x1bOQ",
    "F3": "\x1bOR",
    "F4": "\x1bOS",
    **{
        f"F{n}": f"\x1b[{code}~"
        for n, code in zip(range(5, 13), (15, 17, 18, 19, 20, 21, 23, 24), strict=True)
    },
}
"""What a terminal sends for a key that writes nothing."""

ASKED_WHERE = b"\x1b[6n"
"""A program asks where the cursor is, and waits for the answer."""


def siquan(*arguments: str) -> list[str]:
    """The command line of the program: the installed script of this interpreter, or, where
    none is installed, the module."""
    script = Path(sys.executable).with_name("siquan")
    start = [str(script)] if script.exists() else [sys.executable, "-m", "siquan_tui"]
    return [*start, *arguments]


def bare_environment(home: Path) -> dict[str, str]:
    """A machine that has never seen the program: an empty home, no fonts of its own, a
    terminal with true colours."""
    temporary = home / "tmp"
    temporary.mkdir(exist_ok=True)
    return {
        "HOME": str(home),
        "TMPDIR": str(temporary),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "SIQUAN_NO_SYSTEM_FONTS": "1",
    }


class NotSeen(AssertionError):
    """What was waited for did not appear; carries the screen as it stood."""


class _Answering(pyte.Screen):
    """A screen that answers a program's questions, as a terminal does."""

    def __init__(self, columns: int, lines: int, answer: Callable[[bytes], None]) -> None:
        self._answer = answer
        super().__init__(columns, lines)

    def write_process_input(self, data: str) -> None:
        self._answer(data.encode())


class Terminal:
    """A program (``argv``) in a pseudo-terminal of ``size`` (columns, rows).

    ``env`` is its whole environment. Used as a context manager it ends the program."""

    def __init__(
        self,
        argv: Sequence[str],
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        columns, rows = size
        self.started = time.perf_counter()
        self._child = pexpect.spawn(
            argv[0],
            list(argv[1:]),
            dimensions=(rows, columns),
            env=dict(env) if env is not None else None,
            cwd=str(cwd) if cwd is not None else None,
            timeout=DEADLINE,
        )
        self._child.delaybeforesend = None
        self._screen = _Answering(columns, rows, self._write)
        self._stream = pyte.ByteStream(self._screen)
        self._unread = bytearray()
        self.raw = bytearray()
        """Every byte the program wrote."""
        self.last_byte = self.started
        """When the last byte came (``time.perf_counter``)."""
        self.ended = False

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """The program's process id."""
        return int(self._child.pid)

    # --- keys ------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys by name (``"F2"``, ``"Ctrl+Z"``, ``"Enter"``) or by the sign on them."""
        for key in keys:
            self._write((KEYS[key] if key in KEYS else _sign(key)).encode())

    def type(self, text: str) -> None:
        """Write a text, as an input method hands it over: all at once, in UTF-8."""
        self._write(text.encode())

    def _write(self, data: bytes) -> None:
        os.write(self._child.child_fd, data)

    # --- the screen ------------------------------------------------------------------------

    def pump(self, seconds: float = 0.0) -> bool:
        """Read what the program has written, waiting at most this long for the first of
        it; whether anything came."""
        if self.ended:
            return False
        ready, _writable, _errors = select.select([self._child.child_fd], [], [], seconds)
        if not ready:
            return False
        try:
            chunk = os.read(self._child.child_fd, 1 << 16)
        except OSError:  # Linux: the other side was closed
            chunk = b""
        if not chunk:
            self.ended = True
            return False
        self.last_byte = time.perf_counter()
        self.raw += chunk
        self._unread += chunk
        if ASKED_WHERE in self._unread:
            self._draw()
        return True

    def _draw(self) -> None:
        self._stream.feed(bytes(self._unread))
        self._unread.clear()

    @property
    def screen(self) -> list[str]:
        """The rows as read by eye: a wide character once, trailing spaces cut."""
        while self.pump():
            pass
        self._draw()
        rows = (self._screen.buffer[y] for y in range(self._screen.lines))
        return ["".join(row[x].data for x in range(self._screen.columns)).rstrip() for row in rows]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.screen)

    def picture(self, cell: int = 8) -> Image:
        """The screen as a camera sees it, block signs only; a cell is ``cell`` dots wide and
        twice as high."""
        from PIL import Image

        self.text  # noqa: B018 (draws what was written)
        picture = Image.new("L", (self._screen.columns, self._screen.lines * 2))
        for y in range(self._screen.lines):
            for x in range(self._screen.columns):
                sign = self._screen.buffer[y][x]
                ink, ground = _shade(sign.fg, 255), _shade(sign.bg, 0)
                if sign.reverse:
                    ink, ground = ground, ink
                picture.putpixel((x, y * 2), ink if sign.data in "█▀" else ground)
                picture.putpixel((x, y * 2 + 1), ink if sign.data in "█▄" else ground)
        width, height = picture.size
        return picture.resize((width * cell, height * cell), Image.Resampling.NEAREST)

    @property
    def cursor(self) -> tuple[int, int]:
        """Where the cursor stands, once a picture is complete: column and row, from 0."""
        self.settle(0.05)
        self._draw()
        return self._screen.cursor.x, self._screen.cursor.y

    @property
    def cursor_row(self) -> str:
        """What stands on the cursor's row."""
        return self.screen[self.cursor[1]]

    def wait_until(
        self, seen: Callable[[str], bool], what: str = "it", deadline: float = DEADLINE
    ) -> str:
        """Wait until the screen satisfies ``seen``; returns the screen.

        Raises :class:`NotSeen` after the deadline, or when the program ended without it."""
        until = time.monotonic() + deadline
        while True:
            text = self.text
            if seen(text):
                return text
            left = until - time.monotonic()
            if self.ended or left <= 0:
                why = "the program ended" if self.ended else f"{deadline:.0f} s passed"
                raise NotSeen(f"{why} without {what} on the screen:\n{text}")
            self.pump(min(left, 0.5))

    def wait_for(self, *texts: str, deadline: float = DEADLINE) -> str:
        """Wait until all these texts stand on the screen; returns the screen."""
        return self.wait_until(
            lambda screen: all(each in screen for each in texts), repr(texts), deadline
        )

    def wait_gone(self, text: str, deadline: float = DEADLINE) -> str:
        """Wait until this text no longer stands on the screen; returns the screen."""
        return self.wait_until(lambda screen: text not in screen, f"{text!r} gone", deadline)

    def wait_for_cursor(self, *texts: str, deadline: float = DEADLINE) -> str:
        """Wait until the cursor stands on a row with all these texts, as where one writes;
        returns the screen."""

        return self.wait_until(
            lambda _screen: all(each in self.cursor_row for each in texts),
            f"the cursor at {texts!r}",
            deadline,
        )

    def bytes_since(self, mark: int = 0) -> bytes:
        """What the program wrote after the first ``mark`` bytes (``len(terminal.raw)``)."""
        while self.pump():
            pass
        return bytes(self.raw[mark:])

    def settle(self, quiet: float, deadline: float = DEADLINE) -> float:
        """Read until nothing came for ``quiet`` seconds; returns when the last byte came.

        For measuring only: a test waits for what is to be seen."""
        until = time.monotonic() + deadline
        while self.pump(quiet):
            if time.monotonic() > until:
                raise NotSeen(f"still writing after {deadline:.0f} s")
        return self.last_byte

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size; the program is told by the kernel."""
        self.text  # noqa: B018 (what was painted for the old size belongs to the old size)
        self._screen.resize(rows, columns)
        self._child.setwinsize(rows, columns)

    # --- the end ---------------------------------------------------------------------------

    @property
    def echoes(self) -> bool:
        """Whether the terminal shows what is typed, as a shell leaves it."""
        return bool(termios.tcgetattr(self._child.child_fd)[3] & termios.ECHO)

    def kill(self) -> None:
        """kill -9: no farewell."""
        os.kill(self.pid, signal.SIGKILL)
        self.wait_end()

    def wait_end(self, deadline: float = DEADLINE) -> int:
        """Wait until the program ends by itself; returns its exit code, -9 when killed."""
        until = time.monotonic() + deadline
        while not self.ended:
            if time.monotonic() > until:
                raise NotSeen(f"the program did not end:\n{self.text}")
            self.pump(0.2)
        self._child.wait()
        status, killed = self._child.exitstatus, self._child.signalstatus
        return int(status) if status is not None else -int(killed)

    def close(self) -> None:
        """End the program whatever it does, and let go of the terminal."""
        self._child.close(force=True)
        self.ended = True


def _shade(colour: str, default: int) -> int:
    """How light a colour of pyte's is, 0 to 255."""
    named = {"black": 0, "white": 255, "brightwhite": 255, "brightblack": 128}
    if len(colour) == 6 and all(each in "0123456789abcdef" for each in colour):
        return sum(bytes.fromhex(colour)) // 3
    return named.get(colour, default)


def _sign(key: str) -> str:
    assert len(key) == 1, f"no key is called {key!r}"
    return key
