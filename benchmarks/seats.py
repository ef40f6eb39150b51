"""(b) 2,000 representatives against 17: a hand counted, and somebody signing in or out.

    python -m benchmarks.seats

Both consoles run beside each other; a key in one, the same key in the other.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.hand import WARM, hands
from benchmarks.keys import Measured, press
from benchmarks.stage import console, division_of, meeting_of
from benchmarks.table import Row, median, milliseconds, show
from siquan_tui.journal.live import Live
from tests.terminal.terminal import Terminal

KEYS = 100
FEW, MANY = 17, 2000
BOUND = 1.2


def compare(
    figure: str, make: Callable[[Path, int], Live], ready: str, keys: list[str], after: str
) -> Row:
    """The same keys in a small room and in a large one."""
    few, many = Measured(), Measured()
    with tempfile.TemporaryDirectory() as small, tempfile.TemporaryDirectory() as large:
        homes = Path(small), Path(large)
        lives = make(homes[0], FEW), make(homes[1], MANY)
        with console(lives[0], homes[0]) as one, console(lives[1], homes[1]) as other:
            for terminal in (one, other):
                terminal.wait_for(ready)
                terminal.settle(0.3)
            for number, key in enumerate(keys):
                press(one, key, few if number >= WARM else None)
                press(other, key, many if number >= WARM else None)
            _check(one, after)
            _check(other, after)
    ratio = median(many.seconds) / median(few.seconds)
    return Row(
        f"{figure}, {MANY:,} seats against {FEW} ({len(keys) - WARM} keys)",
        milliseconds(many.seconds),
        milliseconds(few.seconds),
        f"{ratio:.2f}",
        f"≤ {BOUND}×",
        ratio <= BOUND,
    )


def _check(terminal: Terminal, after: str) -> None:
    """What was timed was this figure being painted."""
    terminal.wait_for(after)


def measure(keys: int = KEYS) -> list[Row]:
    counted = hands(WARM + keys)
    standing = counted.count("+") - counted.count("-")
    # One seat in and out again: the room is empty after an even number of keys.
    toggles = ["Enter", "Enter"] * ((WARM + keys) // 2)
    return [
        compare("hand counted", division_of, "未表态", counted, f" {standing}/"),
        compare(
            "signing in or out",
            lambda folder, seats: meeting_of(folder, seats, present=False),
            "F6 全部到会",
            toggles,
            "实到",
        ),
    ]


if __name__ == "__main__":
    show(measure())
