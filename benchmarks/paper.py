"""A resolution with 50 seats as PDF, against the bare Typst call on the same document.

    python -m benchmarks.paper

The bare call is the very one the program made, with the sources, fonts and data it passed;
what is on top is gathering the figures, wording them and drawing the code. Typst remembers
what it has set, so each is done in a fresh process, forked in turn, everything imported.
POSIX only.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import typst

from benchmarks.stage import division_of
from benchmarks.table import Row, median, milliseconds, show
from siquan_tui.attest.qr import _symbol
from siquan_tui.journal.live import Live
from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.state import Resolution
from siquan_tui.office import Office
from siquan_tui.rules.figures import Side

SEATS, PAPERS = 50, 10
BOUND = 1.3


def resolved(folder: Path) -> tuple[Office, Live, Resolution]:
    """A meeting of 50 whose item carried, its resolution drawn and signed."""
    live = division_of(folder, SEATS)
    for side, figure in zip(Side, (SEATS - 1, 1, 0, 0), strict=True):
        live.do(chair.tally(live.meeting, ev.Bench.HALL, side, figure))
    live.do(chair.close_count(live.meeting))
    live.do(chair.announce(live.meeting))
    office = Office(folder)
    resolution = office.draw_resolution(live, 1)
    return office, live, office.attest(live, resolution, "")


def in_a_fresh_process(work: Callable[[], bytes]) -> tuple[float, int]:
    """Seconds the work takes in a fork of this process, and the length of what it makes."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            begun = time.perf_counter()
            made = work()
            os.write(writing, f"{time.perf_counter() - begun} {len(made)}".encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        seconds, length = pipe.read().split()
    os.waitpid(child, 0)
    return float(seconds), int(length)


def measure(papers: int = PAPERS) -> list[Row]:
    ours, bare = [], []
    call: dict[str, Any] = {}

    def remember(*sources: Any, **given: Any) -> bytes:
        call.update(sources=sources, given=given)
        return b""

    with tempfile.TemporaryDirectory() as folder:
        office, live, resolution = resolved(Path(folder))
        with patch("typst.compile", remember):
            office.resolution_pdf(live, resolution)
        _symbol.cache_clear()  # asked for once already, to remember the call
        for _ in range(papers):
            whole, length = in_a_fresh_process(lambda: office.resolution_pdf(live, resolution))
            typesetting, same = in_a_fresh_process(
                lambda: typst.compile(*call["sources"], **call["given"])
            )
            assert length == same > 10_000, "not the same document"
            ours.append(whole)
            bare.append(typesetting)
        live.journal.close()
    ratio = median(ours) / median(bare)
    return [
        Row(
            f"a {SEATS}-seat resolution as PDF ({papers} times)",
            milliseconds(ours),
            f"{milliseconds(bare)}: the bare Typst call",
            f"{ratio:.2f}",
            f"≤ {BOUND}×",
            ratio <= BOUND,
        )
    ]


if __name__ == "__main__":
    show(measure())
