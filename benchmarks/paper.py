"""A resolution with 50 seats as PDF, against the bare Typst call on the same document.

    python -m benchmarks.paper

The bare call is the very one the program made, with the sources, fonts and data it passed;
what is on top is gathering the figures, wording them and drawing the code.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any
from unittest.mock import patch

import typst

from benchmarks.stage import division_of
from benchmarks.table import Row, median, milliseconds, show
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


def measure(papers: int = PAPERS) -> list[Row]:
    ours, bare = [], []
    call: dict[str, Any] = {}
    compile_ = typst.compile

    def remember(*sources: Any, **given: Any) -> Any:
        call.update(sources=sources, given=given)
        return compile_(*sources, **given)

    with tempfile.TemporaryDirectory() as folder:
        office, live, resolution = resolved(Path(folder))
        with patch("typst.compile", remember):
            first = office.resolution_pdf(live, resolution)
        for _ in range(papers):
            begun = time.perf_counter()
            made = office.resolution_pdf(live, resolution)
            between = time.perf_counter()
            same = compile_(*call["sources"], **call["given"])
            ours.append(between - begun)
            bare.append(time.perf_counter() - between)
            assert made == same == first, "not the same document"
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
