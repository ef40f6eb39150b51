"""Check (核验) and verdict (结果): needed, have, short by; carried, defeated, ...

A verdict holds figures and states only; ``sentence`` words it. So a verdict stored in
a journal stays comparable when the wording improves.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from siquan_tui.message import Message
from siquan_tui.rules.figures import Figures
from siquan_tui.rules.model import Base, RuleSet, Threshold


class CheckKind(StrEnum):
    """What a check is about."""

    QUORUM = "quorum"
    PASS = "pass"


class State(StrEnum):
    """Where a check stands."""

    MET = "met"
    """已达到: no hand still uncounted can undo it."""
    OPEN = "open"
    """未定"""
    LOST = "lost"
    """已不可能: no hand still uncounted can mend it."""


class Outcome(StrEnum):
    """The verdict in a word (结果)."""

    CARRIED = "carried"
    """通过"""
    DEFEATED = "defeated"
    """未通过"""
    INQUORATE = "inquorate"
    """不足法定人数"""
    OPEN = "open"
    """未定"""


class Check(Struct, frozen=True, forbid_unknown_fields=True):
    """One threshold of one rule set held against the figures.

    ``needed`` is the least ``have`` that meets it with the other figures held fixed,
    never below 1; ``short_by = max(0, needed - have)``.
    """

    rules: str
    kind: CheckKind
    threshold: Threshold
    base: int
    needed: int
    have: int
    short_by: int
    state: State

    @property
    def of(self) -> Base:
        """The base's name."""
        return self.threshold.of


class Verdict(Struct, frozen=True, forbid_unknown_fields=True):
    """What the governing rule sets make of the figures."""

    outcome: Outcome
    checks: tuple[Check, ...]
    figures: tuple[tuple[str, Figures], ...]
    """Rule set id and the figures of its electorate."""


def needed(threshold: Threshold, base: int, against: int = 0) -> int:
    """The least count that meets the threshold: of ``base``, or for ``decided`` with
    ``against`` held fixed. Never below 1, so an empty room never passes."""
    raise NotImplementedError


def quorum_checks(rules: RuleSet, figures: Figures, *, may_grow: bool) -> tuple[Check, ...]:
    """The quorum of a room. While more may still arrive (``may_grow``) a shortfall that
    the filled seats could mend is open; otherwise it is lost."""
    raise NotImplementedError


def verdict(governing: Sequence[tuple[RuleSet, Figures]]) -> Verdict:
    """Hold every governing rule set against its electorate's figures.

    Any count incomplete: open. Else inquorate if any quorum fails, carried if every
    pass check is met, defeated otherwise. Raises :class:`ImpossibleFigures`."""
    raise NotImplementedError


def hangs_on(judged: Verdict) -> int:
    """The fewest hands whose change would turn the verdict (0 when it is open)."""
    raise NotImplementedError


def sentence(check: Check) -> Message:
    """One check in words: "赞成 16,需 12,已达到,多 4"."""
    raise NotImplementedError


def outcome_name(outcome: Outcome) -> Message:
    """通过 / 未通过 / 不足法定人数 / 未定."""
    raise NotImplementedError
