"""(a) A hand counted: from the key to durable and painted, against the floor.

    python -m benchmarks.hand

The console stands in a division, the floor app beside it, each in its own pseudo-terminal;
a key in one, a key in the other, in turn. The floor paints as many cells on as many rows as
the console was just seen to paint, and commits one row to a bare SQLite file.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.keys import Measured, painted, press
from benchmarks.stage import console, division_of, program
from benchmarks.table import Row, median, milliseconds, p99, show

KEYS = 200
SEATS = 17
WARM = 20


def hands(count: int) -> list[str]:
    """Hands up to the room's last one, then down again to none, and again."""
    up_and_down = ["+"] * SEATS + ["-"] * SEATS
    return (up_and_down * (count // len(up_and_down) + 1))[:count]


def figure_after(keys: list[str]) -> int:
    return keys.count("+") - keys.count("-")


def measure(keys: int = KEYS) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        live = division_of(home, SEATS)
        before = live.meeting.seq
        pressed = hands(WARM + keys)
        ours, bare = Measured(), Measured()
        with console(live, home) as screen:
            screen.wait_for("未表态")
            screen.settle(0.3)
            seen = [painted(press(screen, key)) for key in pressed[:WARM]]
            cells = round(median([each for each, _rows in seen]))
            rows = round(median([rows for _cells, rows in seen]))
            floor_file = str(home / "floor.db")
            arguments = (floor_file, str(cells), str(rows))
            with program("benchmarks.floor_app", *arguments, home=home) as floor:
                floor.wait_for("floor is ready")
                floor.settle(0.3)
                for _ in range(WARM):
                    press(floor, "+")
                for key in pressed[WARM:]:
                    press(screen, key, ours)
                    press(floor, "+", bare)
            # What was timed was the painting of the figure, not of something else.
            screen.wait_for(f"{figure_after(pressed)}/{SEATS}")
        live.reload()
        stored = live.meeting.seq - before
        assert stored == len(pressed), f"{len(pressed)} keys, {stored} entries"
        live.journal.close()
    ratio = median(ours.seconds) / median(bare.seconds)
    middle, worst, most = median(ours.seconds), p99(ours.seconds), max(ours.sizes)
    return [
        Row(
            f"hand counted → durable and painted ({keys} keys, {SEATS} seats)",
            milliseconds(ours.seconds),
            f"{milliseconds(bare.seconds)}: {cells} cells on {rows} rows + raw commit",
            f"{ratio:.2f}",
            "≤ 1.5×",
            ratio <= 1.5,
        ),
        Row("its median", f"{middle * 1000:.1f} ms", "", "", "≤ 16 ms", middle <= 0.016),
        Row("its p99", f"{worst * 1000:.1f} ms", "", "", "≤ 50 ms", worst <= 0.050),
        Row(
            "its bytes to the terminal",
            f"{median(ours.sizes):.0f} a key, at most {most}",
            f"{median(bare.sizes):.0f}",
            "",
            "≤ 2 KB",
            most <= 2048,
        ),
    ]


if __name__ == "__main__":
    show(measure())
