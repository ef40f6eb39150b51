"""Run every measurement and write ``docs/benchmarks.md``.

    python -m benchmarks [--rounds 1000]

Takes about three minutes. Nothing else should be running: every ratio is taken in turns, so
it holds on a busy machine too, but medians and 99th percentiles do not.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import sqlite3
import sys
from collections.abc import Callable, Iterable
from importlib.metadata import version

from benchmarks import append, hand, idle, keys_pressed, one_character, paper, seats, start
from benchmarks.kill9 import run as kill9
from benchmarks.table import Row, markdown, show
from tests.terminal.terminal import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
PACKAGES = ("textual", "rich", "sqlmodel", "sqlalchemy", "msgspec", "typst", "qrcode")
NOT_YET = Row("hall screen after the chair's key", "not built yet", "", "", "≤ 100 ms", None)


def killed(rounds: int) -> list[Row]:
    acknowledged, lost, whole = kill9(rounds)
    return [
        Row(
            f"kill -9 at a random moment ({rounds:,} times)",
            f"{lost} of {acknowledged:,} acknowledged entries lost,"
            f" chains {'whole' if whole else 'BROKEN'}",
            "",
            "",
            "0 lost",
            whole and lost == 0,
        )
    ]


def page(rows: Iterable[Row]) -> str:
    """The page, with what a reader needs to judge the figures by."""
    today = dt.date.today().isoformat()
    packages = ", ".join(f"{each} {version(each)}" for each in PACKAGES)
    machine = f"{os.cpu_count()} processors ({platform.machine()}), {platform.system()}"
    return f"""# Benchmarks

Written by `python -m benchmarks` on {today}; change nothing here by hand.

- Machine: {machine}; a virtual machine shared with others, load {os.getloadavg()[0]:.1f} when this
  was written.
- Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {packages}.
- Every ratio is measured against its floor or peer in the same run, in turn, one after the
  other, so that whatever else the machine does meets both. Medians; in brackets p99, or the
  greatest of fewer than a hundred. Times of a key run from the writing of its byte into a
  pseudo-terminal of 110×36 to the last byte of the burst it causes; the screen is read with
  pyte afterwards.
- No test asserts a time. `python -m benchmarks.NAME` runs one of them; each module says how it
  measures and what its floor is.

{markdown(rows)}
"""


def main() -> int:
    """Exit code 0 when every bound was held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1000, help="of kill -9")
    rounds = parser.parse_args().rounds
    parts: tuple[Callable[[], list[Row]], ...] = (
        hand.measure,
        seats.measure,
        start.measure,
        lambda: [NOT_YET],
        idle.measure,
        paper.measure,
        append.measure,
        keys_pressed.measure,
        lambda: killed(rounds),
        one_character.measure,
    )
    rows: list[Row] = []
    for part in parts:
        measured = part()
        show(measured)
        rows += measured
    PAGE.write_text(page(rows), encoding="utf-8")
    return 1 if any(row.held is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
