"""Every complete tally of every room up to so many seats, under every shipped rule set,
against the oracle:

    python -m tests.rules.exhaustive --seats 60

takes minutes for 60; the tests run a smaller range. Prints each disagreement and exits 1
if there is any.
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import sys
from collections.abc import Iterator

from siquan_tui.rules.check import verdict
from siquan_tui.rules.figures import Figures
from siquan_tui.rules.model import RuleSet
from tests.rules.cases import SHIPPED, case, shares
from tests.rules.oracle import outcome


def tallies(seats: int) -> Iterator[Figures]:
    """Every complete tally of a room with so many seats, whoever came."""
    for present in range(seats + 1):
        for votes_for in range(present + 1):
            for against in range(present - votes_for + 1):
                rest = present - votes_for - against
                for abstain in range(rest + 1):
                    yield Figures(
                        seats=seats,
                        filled=seats,
                        present=present,
                        for_=votes_for,
                        against=against,
                        abstain=abstain,
                        unexpressed=rest - abstain,
                    )


def disagreements(rules: RuleSet, seats: int) -> tuple[int, list[str]]:
    """How many tallies were judged, and those judged otherwise than by the oracle."""
    quorums, passing = shares(rules.quorum), shares(rules.passing)
    expected: dict[tuple[int, int, int], str] = {}
    judged, wrong = 0, []
    for figures in tallies(seats):
        # the oracle takes abstentions and hands not raised together, the program must not
        key = (figures.present, figures.for_, figures.against)
        if key not in expected:
            expected[key] = outcome(quorums, passing, case(figures))
        answer = verdict([(rules, figures)]).outcome
        judged += 1
        if answer != expected[key]:
            wrong.append(f"{rules.id} {figures}: {answer}, oracle {expected[key]}")
    return judged, wrong


def _one(task: tuple[RuleSet, int]) -> tuple[int, list[str]]:
    return disagreements(*task)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seats", type=int, default=60)
    parser.add_argument("--jobs", type=int, default=None, help="processes (default: all cores)")
    asked = parser.parse_args()
    tasks = list(itertools.product(SHIPPED, range(asked.seats, 0, -1)))
    judged, wrong = 0, 0
    with multiprocessing.Pool(asked.jobs) as pool:
        for count, found in pool.imap_unordered(_one, tasks):
            judged += count
            wrong += len(found)
            for line in found[:10]:
                print(line)
    print(f"{judged} tallies, {len(SHIPPED)} rule sets, {asked.seats} seats: {wrong} disagreements")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
