"""An entry appended to the journal, against one raw SQLite commit of as many bytes.

    python -m benchmarks.append

Both files WAL and FULL on the same disk, a commit in one, a commit in the other. The journal
also checks the order, chains the digest and passes the triggers.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from benchmarks.floor_app import commit, open_database
from benchmarks.stage import division_of
from benchmarks.table import Row, median, milliseconds, show
from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.rules.figures import Side

ENTRIES = 500


def measure(entries: int = ENTRIES) -> list[Row]:
    ours, bare = [], []
    with tempfile.TemporaryDirectory() as folder:
        live = division_of(Path(folder), 17)
        floor = open_database(str(Path(folder) / "floor.db"))
        for number in range(entries):
            body = ev.encode(chair.one_hand(live.meeting, ev.Bench.HALL, Side.FOR, 1))
            step = 1 if number % 2 == 0 else -1
            begun = time.perf_counter()
            live.do(chair.one_hand(live.meeting, ev.Bench.HALL, Side.FOR, step))
            between = time.perf_counter()
            commit(floor, body)
            ours.append(between - begun)
            bare.append(time.perf_counter() - between)
        floor.close()
        live.journal.close()
    ratio = median(ours) / median(bare)
    return [
        Row(
            f"a hand admitted, chained and stored ({entries} entries)",
            milliseconds(ours),
            f"{milliseconds(bare)}: raw commit",
            f"{ratio:.2f}",
            "told",
            None,
        )
    ]


if __name__ == "__main__":
    show(measure())
