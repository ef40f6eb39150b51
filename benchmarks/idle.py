"""(e) Idle: what the console sends to the terminal and what it costs while nothing happens.

    python -m benchmarks.idle

In a division, ten seconds without a key. The processor time is the process's own, all its
threads, as the kernel counts it (Linux).
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from benchmarks.stage import console, division_of
from benchmarks.table import Row, show

SECONDS = 10.0


def processor_seconds(pid: int) -> float:
    """User and system time of a process and its threads so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(seconds: float = SECONDS) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with console(division_of(home, 17), home) as screen:
            screen.wait_for("未表态")
            screen.settle(1.0)
            mark, busy = len(screen.raw), processor_seconds(screen.pid)
            until = time.monotonic() + seconds
            while (left := until - time.monotonic()) > 0:
                screen.pump(left)
            sent = len(screen.raw) - mark
            share = (processor_seconds(screen.pid) - busy) / seconds
    return [
        Row(f"idle {seconds:.0f} s: to the terminal", f"{sent} bytes", "", "", "0", sent == 0),
        Row("idle: processor", f"{share:.1%}", "", "", "< 1 %", share < 0.01),
    ]


if __name__ == "__main__":
    show(measure())
