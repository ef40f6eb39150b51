"""What the rules must answer, by exact fractions and by trying everything.

Written apart from ``siquan_tui.rules``: it shares no helper with it and takes no short
cut. A share is a ``Fraction`` and is compared as one; a state is found by looking at
every way in which the hands still uncounted could fall.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple


class Share(NamedTuple):
    """``strict``: must be exceeded."""

    of: str
    share: Fraction
    strict: bool


class Case(NamedTuple):
    seats: int
    filled: int
    present: int
    recused: int
    votes_for: int
    against: int
    neither: int

    @property
    def uncounted(self) -> int:
        return self.present - self.recused - self.votes_for - self.against - self.neither


def meets(rule: Share, part: int, whole: int) -> bool:
    if part == 0 or whole == 0:
        return False
    quotient = Fraction(part, whole)
    return quotient > rule.share if rule.strict else quotient >= rule.share


def whole_of(rule: Share, case: Case) -> int:
    return {
        "seats": case.seats,
        "filled": case.filled,
        "present": case.present,
        "voting": case.present - case.recused,
        "decided": case.votes_for + case.against,
    }[rule.of]


def passes(rule: Share, case: Case) -> bool:
    return meets(rule, case.votes_for, whole_of(rule, case))


def quorate(rule: Share, case: Case) -> bool:
    return meets(rule, case.present, whole_of(rule, case))


def completions(case: Case) -> list[Case]:
    """Every way the hands still uncounted can fall."""
    left = case.uncounted
    return [
        case._replace(
            votes_for=case.votes_for + more_for,
            against=case.against + more_against,
            neither=case.neither + left - more_for - more_against,
        )
        for more_for in range(left + 1)
        for more_against in range(left - more_for + 1)
    ]


def state(rule: Share, case: Case) -> str:
    ends = {passes(rule, end) for end in completions(case)}
    return "open" if len(ends) == 2 else "met" if ends == {True} else "lost"


def outcome(quorums: list[Share], passing: list[Share], case: Case) -> str:
    if case.uncounted:
        return "open"
    if not all(quorate(rule, case) for rule in quorums):
        return "inquorate"
    return "carried" if all(passes(rule, case) for rule in passing) else "defeated"


def least(rule: Share, whole: int, against: int) -> int:
    """The least number for, from 1, that meets the rule; 1 of nothing."""
    if rule.of == "decided":
        return next(n for n in range(1, 10**6) if meets(rule, n, n + against))
    return next((n for n in range(1, whole + 1) if meets(rule, n, whole)), 1)


def hands_to_turn(quorums: list[Share], passing: list[Share], case: Case) -> int:
    """The fewest hands that, raised otherwise, turn carried into defeated or back; 0 = none.

    Tries every result the same room could have had."""
    voting = case.present - case.recused
    now = outcome(quorums, passing, case)
    other = {"carried": "defeated", "defeated": "carried"}.get(now)
    changed = [
        max(0, f - case.votes_for)
        + max(0, a - case.against)
        + max(0, voting - f - a - case.neither)
        for f in range(voting + 1)
        for a in range(voting - f + 1)
        if outcome(
            quorums,
            passing,
            case._replace(votes_for=f, against=a, neither=voting - f - a),
        )
        == other
    ]
    return min(changed, default=0)
