"""Check (核验) and verdict (结果): needed, have, short by; carried, defeated, ...

A verdict holds figures and states only; ``sentence`` words it. So a verdict stored in
a journal stays comparable when the wording improves.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from siquan_tui.message import Message, Param, message
from siquan_tui.rules.arithmetic import needed, reached
from siquan_tui.rules.figures import Figures, ImpossibleFigures, Room, insist_possible
from siquan_tui.rules.model import Base, Filter, RuleSet, Threshold

__all__ = [
    "Check",
    "CheckKind",
    "Outcome",
    "State",
    "Verdict",
    "hangs_on",
    "needed",
    "outcome_name",
    "quorum_checks",
    "sentence",
    "verdict",
]


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

    @property
    def widest(self) -> Figures:
        """The figures of the widest electorate that governs: where two benches were
        counted one after the other, they hold all the hands."""
        return max((figures for _, figures in self.figures), key=lambda each: each.seats)


def quorum_checks(rules: RuleSet, figures: Figures, *, may_grow: bool) -> tuple[Check, ...]:
    """The quorum of a room. While more may still arrive (``may_grow``) a shortfall that
    the filled seats could mend is open; otherwise it is lost.

    Raises :class:`ImpossibleFigures`, also where a quorum looks at the women alone and
    the roll does not say who is one."""
    insist_possible(figures)
    return tuple(_quorum_check(rules.id, each, figures, may_grow) for each in rules.quorum)


def verdict(governing: Sequence[tuple[RuleSet, Figures]]) -> Verdict:
    """Hold every governing rule set against its electorate's figures.

    Any count incomplete: open. Else inquorate if any quorum fails, carried if every
    pass check is met, defeated otherwise. Raises :class:`ImpossibleFigures`."""
    if not governing:
        raise ImpossibleFigures(message("没有适用的议事规则，无法判定。请先选定议事规则。"))
    checks: list[Check] = []
    for rules, figures in governing:
        checks += quorum_checks(rules, figures, may_grow=False)
        checks += (_pass_check(rules.id, each, figures) for each in rules.passing)
    return Verdict(
        outcome=_outcome(checks, complete=all(not each.remaining for _, each in governing)),
        checks=tuple(checks),
        figures=tuple((rules.id, figures) for rules, figures in governing),
    )


def hangs_on(judged: Verdict) -> int:
    """The fewest hands whose change would turn the verdict between carried and defeated.

    0 where none would: it is open or inquorate, or the room is too small to carry."""
    figures = dict(judged.figures)
    passes = [
        (each.threshold, figures[each.rules])
        for each in judged.checks
        if each.kind is CheckKind.PASS
    ]
    match judged.outcome:
        case Outcome.CARRIED:
            return min(_hands_to_undo(*each) for each in passes)
        case Outcome.DEFEATED:
            changes = [_hands_to_mend(*each) for each in passes]
            return 0 if None in changes else max(each for each in changes if each is not None)
        case _:
            return 0


def sentence(check: Check, *, final: bool = False) -> Message:
    """One check in words: "赞成 16 票,需 12 票,已达门槛,多 4 票". Once the count is complete
    (``final``) a check that is not met was missed; before, it can no longer be met."""
    if check.kind is CheckKind.QUORUM:
        return _quorum_sentence(check)
    return _pass_sentence(check, final=final)


def outcome_name(outcome: Outcome) -> Message:
    """通过 / 未通过 / 不足法定人数 / 未定."""
    match outcome:
        case Outcome.CARRIED:
            return message("通过")
        case Outcome.DEFEATED:
            return message("未通过")
        case Outcome.INQUORATE:
            return message("不足法定人数")
        case Outcome.OPEN:
            return message("未定")


def _quorum_check(rules: str, threshold: Threshold, figures: Figures, may_grow: bool) -> Check:
    room = _room(threshold, figures)
    base = room.seats if threshold.of is Base.SEATS else room.filled
    least = needed(threshold, base)
    if room.present >= least:
        state = State.MET
    elif may_grow and room.filled >= least:
        state = State.OPEN
    else:
        state = State.LOST
    return _check(rules, CheckKind.QUORUM, threshold, base, least, room.present, state)


def _room(threshold: Threshold, figures: Figures) -> Room:
    """The part of the electorate a quorum looks at."""
    if threshold.of not in (Base.SEATS, Base.FILLED):
        raise ValueError(f"a quorum is a share of seats or filled, not of {threshold.of}")
    if threshold.filter is None:
        return Room(figures.seats, figures.filled, figures.present)
    if figures.women is None:
        raise ImpossibleFigures(
            message("这部议事规则要单独清点妇女代表，花名册没有写明性别。请先在花名册中填写性别。")
        )
    return figures.women


def _pass_check(rules: str, threshold: Threshold, figures: Figures) -> Check:
    if threshold.filter is not None:
        raise ValueError("a part of the electorate has a quorum, never a vote of its own")
    base = figures.base(threshold.of)
    least = needed(threshold, base, figures.against)
    remaining = figures.remaining
    if _passes(threshold, figures, against=remaining):
        state = State.MET
    elif _passes(threshold, figures, for_=remaining):
        state = State.OPEN
    else:
        state = State.LOST
    return _check(rules, CheckKind.PASS, threshold, base, least, figures.for_, state)


def _passes(threshold: Threshold, figures: Figures, for_: int = 0, against: int = 0) -> bool:
    """Whether it passes with so many more hands for and against."""
    base = figures.base(threshold.of) if threshold.of is not Base.DECIDED else 0
    return reached(threshold, figures.for_ + for_, base, figures.against + against)


def _check(
    rules: str,
    kind: CheckKind,
    threshold: Threshold,
    base: int,
    least: int,
    have: int,
    state: State,
) -> Check:
    return Check(
        rules=rules,
        kind=kind,
        threshold=threshold,
        base=base,
        needed=least,
        have=have,
        short_by=max(0, least - have),
        state=state,
    )


def _outcome(checks: Sequence[Check], *, complete: bool) -> Outcome:
    if not complete:
        return Outcome.OPEN
    quorums = [each for each in checks if each.kind is CheckKind.QUORUM]
    passes = [each for each in checks if each.kind is CheckKind.PASS]
    if not all(each.state is State.MET for each in quorums):
        return Outcome.INQUORATE
    carried = bool(passes) and all(each.state is State.MET for each in passes)
    return Outcome.CARRIED if carried else Outcome.DEFEATED


def _hands_to_undo(threshold: Threshold, figures: Figures) -> int:
    """How many hands must move from for to against until the threshold is missed."""
    return next(
        hands
        for hands in range(1, figures.for_ + 1)
        if not _passes(threshold, figures, for_=-hands, against=hands)
    )


def _hands_to_mend(threshold: Threshold, figures: Figures) -> int | None:
    """How many hands must move to for, those against first, until it is reached; None if
    the whole room would not do."""
    return next(
        (
            hands
            for hands in range(figures.voting - figures.for_ + 1)
            if _passes(threshold, figures, for_=hands, against=-min(hands, figures.against))
        ),
        None,
    )


def _quorum_sentence(check: Check) -> Message:
    if check.threshold.filter is Filter.WOMEN:
        who = message("妇女代表法定人数")
    else:
        who = message("法定人数")
    figures: dict[str, Param] = {"who": who, "needed": check.needed, "have": check.have}
    match check.state:
        case State.MET:
            over = check.have - check.needed
            return message(
                "{who}：需 {needed} 人，实到 {have} 人，余 {over} 人", **figures, over=over
            )
        case State.OPEN:
            return message(
                "{who}：需 {needed} 人，实到 {have} 人，还差 {short} 人",
                **figures,
                short=check.short_by,
            )
        case State.LOST:
            return message(
                "{who}：需 {needed} 人，实到 {have} 人，不足，差 {short} 人",
                **figures,
                short=check.short_by,
            )


def _pass_sentence(check: Check, *, final: bool) -> Message:
    have, least, short, over = (
        check.have,
        check.needed,
        check.short_by,
        check.have - check.needed,
    )
    match check.state:
        case State.MET if over == 0:
            return message("赞成 {have} 票，需 {needed} 票，刚好达到门槛", have=have, needed=least)
        case State.MET:
            return message(
                "赞成 {have} 票，需 {needed} 票，已达门槛，多 {over} 票",
                have=have,
                needed=least,
                over=over,
            )
        case State.OPEN if short == 0:
            # only where abstentions do not count: hands against still raise the need
            return message(
                "赞成 {have} 票，眼下需 {needed} 票，数完才能定", have=have, needed=least
            )
        case State.OPEN:
            return message(
                "赞成 {have} 票，需 {needed} 票，还差 {short} 票",
                have=have,
                needed=least,
                short=short,
            )
        case State.LOST if final:
            return message(
                "赞成 {have} 票，需 {needed} 票，没有达到门槛，差 {short} 票",
                have=have,
                needed=least,
                short=short,
            )
        case State.LOST:
            return message(
                "赞成 {have} 票，需 {needed} 票，已不可能通过，差 {short} 票",
                have=have,
                needed=least,
                short=short,
            )
