"""Kill the console at a random moment, again and again: nothing acknowledged may be lost.

    python -m benchmarks.kill9 --rounds 1000

Each round a child process counts hands in a meeting of its own, all in one data file, and
reports each entry once it was stored; the parent kills it (SIGKILL) after a random number of
reports and a random wait, then reads the book back. POSIX only: the child is a fork.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import NoReturn

from siquan_tui.journal.journal import Journal
from siquan_tui.journal.live import Live
from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.rules.figures import Side
from tests.journal.sitting import VILLAGE, Clock, sit

LONGEST_REPORTS = 40
LONGEST_WAIT = 0.004
"""Seconds: a few commits, so that the signal falls anywhere within one."""


def count_hands(path: Path, book: str, reports: int) -> NoReturn:
    """The child: hands up and down until it is killed."""
    live = sit(Journal.open(path), book)
    live.do(chair.open_division(live.meeting, 1))
    step = 1
    while True:
        entry = live.do(chair.one_hand(live.meeting, ev.Bench.HALL, Side.FOR, step))
        os.write(reports, f"{entry.seq} {live.digest(entry.seq)}\n".encode())
        figure = live.meeting.divisions[-1].count.figures[ev.Bench.HALL, Side.FOR]
        step = 1 if figure == 0 else -1 if figure == 17 else step


def one_round(path: Path, book: str, chance: random.Random) -> tuple[int, int]:
    """Kill one child; (entries acknowledged, of them lost)."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            count_hands(path, book, writing)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as reports:
        # At least one report, or the child might be killed before it began.
        lines = [reports.readline() for _ in range(chance.randint(1, LONGEST_REPORTS))]
        time.sleep(chance.uniform(0, LONGEST_WAIT))
        os.kill(child, signal.SIGKILL)
        lines += reports.readlines()
    _, status = os.waitpid(child, 0)
    if os.WTERMSIG(status) != signal.SIGKILL:
        raise SystemExit("the child ended by itself")
    acknowledged = dict(line.decode().split() for line in lines if line.endswith(b"\n"))
    journal = Journal.open(path)
    try:
        stored = {str(each.seq): each.digest for each in journal.records(VILLAGE, book)}
        lost = sum(stored.get(seq) != digest for seq, digest in acknowledged.items())
        # The next console finds the meeting where it was left, and goes on.
        live = Live(journal, VILLAGE, book, Clock())
        last = max(map(int, acknowledged))
        if not last <= live.meeting.seq <= last + 1:
            lost += 1
        live.do(ev.Annulled(1, "停电"))
    finally:
        journal.close()
    return len(acknowledged), lost


def run(rounds: int, seed: int | None = None) -> tuple[int, int, bool]:
    """Kill that many children; entries acknowledged, of them lost, and whether every chain
    is whole."""
    chance = random.Random(seed)
    acknowledged = lost = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "siquan.db"
        for number in range(1, rounds + 1):
            seen, missing = one_round(path, f"2010-07-22-{number}", chance)
            acknowledged += seen
            lost += missing
        journal = Journal.open(path)
        whole = journal.verify().ok
        journal.close()
    return acknowledged, lost, whole


def main() -> int:
    """Exit code 0 when nothing was lost and every chain is whole."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=None)
    chosen = parser.parse_args()
    seed = chosen.seed if chosen.seed is not None else random.randrange(1_000_000)
    acknowledged, lost, whole = run(chosen.rounds, seed)
    print(
        f"{chosen.rounds} rounds (seed {seed}): {acknowledged} entries acknowledged,"
        f" {lost} lost, chains {'whole' if whole else 'BROKEN'}"
    )
    return 0 if whole and not lost else 1


if __name__ == "__main__":
    sys.exit(main())
