"""(c) First paint of the console and first useful screen, against an app with one label.

    python -m benchmarks.start

``siquan`` on a folder with one meeting: the first paint is the title of the home screen, the
first useful screen the list of meetings. The list is read from the file at a glance, before
the journal is opened; so it is also told when that meeting stands on the screen if Enter is
pressed at once, which does need the journal. Timed from the fork to the read of the first
bytes that hold the words; the label app writes all its words at once and needs no key.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.label_app import WORDS
from benchmarks.stage import SIZE, meeting_of
from benchmarks.table import Row, median, milliseconds, show
from siquan_tui.meeting.events import Recessed
from tests.terminal.terminal import ROOT, Terminal, bare_environment, siquan

STARTS = 31
TITLE, MEETINGS = "四权四制 · 村民代表会议", "第三次村民代表会议"
STANDING = "应到"
"""Stands on the screens of a meeting, and not at home."""
DEADLINE = 20.0


def seconds_to(
    argv: Sequence[str], home: Path, environ: Mapping[str, str], *words: str, opened: str = ""
) -> list[float]:
    """Seconds from the start until each of these words was read; then Enter is pressed and
    ``opened`` waited for."""
    found: list[float] = []
    with Terminal(argv, SIZE, bare_environment(home) | environ, ROOT) as terminal:
        for each in (*words, opened) if opened else words:
            if each == opened:
                terminal.press("Enter")
            while each.encode() not in terminal.raw:
                terminal.pump(1.0)
                if terminal.ended or time.perf_counter() - terminal.started > DEADLINE:
                    raise AssertionError(f"{each!r} was never painted:\n{terminal.text}")
            found.append(terminal.last_byte - terminal.started)
    return found


def measure(starts: int = STARTS) -> list[Row]:
    first, useful, entered, label = [], [], [], []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        live = meeting_of(home / "data", 17, present=True)
        live.do(Recessed("测量"))  # one that sits would be gone back to, and not be listed
        live.journal.close()
        ours = siquan()
        data = {"SIQUAN_DATA": str(home / "data")}
        bare = [sys.executable, "-m", "benchmarks.label_app"]
        for number in range(starts + 1):
            painted, listed, stood = seconds_to(ours, home, data, TITLE, MEETINGS, opened=STANDING)
            (floor,) = seconds_to(bare, home, {}, WORDS)
            if number:  # the first start reads the files from the disk
                first.append(painted)
                useful.append(listed)
                entered.append(stood)
                label.append(floor)
    one, two = median(first) / median(label), median(useful) / median(label)
    return [
        Row(
            f"first paint of the console ({starts} starts)",
            milliseconds(first),
            f"{milliseconds(label)}: Textual with one label",
            f"{one:.2f}",
            "≤ 1.25×",
            one <= 1.25,
        ),
        Row(
            "first useful screen (meetings listed)",
            milliseconds(useful),
            "the same",
            f"{two:.2f}",
            "≤ 2.3×",
            two <= 2.3,
        ),
        Row(
            "the meeting itself, Enter pressed at once",
            milliseconds(entered),
            "the same",
            f"{median(entered) / median(label):.2f}",
            "told",
            None,
        ),
    ]


if __name__ == "__main__":
    show(measure())
