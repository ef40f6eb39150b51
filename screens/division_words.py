"""What the division screen says about a count, from the verdict and nothing else."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import NamedTuple

from siquan_tui.meeting.events import Bench
from siquan_tui.meeting.figures import remaining, total
from siquan_tui.meeting.state import Attendance, Count, Division, Meeting
from siquan_tui.message import Bilingual, Message, message
from siquan_tui.rules.check import (
    Check,
    CheckKind,
    Outcome,
    State,
    Verdict,
    outcome_name,
    sentence,
)
from siquan_tui.rules.figures import Side
from siquan_tui.rules.model import Electorate, RuleSet

SIGNS = {State.MET: "✓", State.OPEN: "·", State.LOST: "✗"}
"""A sign for each state, always beside its words."""


def decisive(judged: Verdict) -> Check | None:
    """The check that stands between the hands and the verdict: one that is lost, else the
    open one that is short by most, else the met one with the least to spare."""
    checks = [each for each in judged.checks if each.kind is CheckKind.PASS]
    short_quorum = [
        each
        for each in judged.checks
        if each.kind is CheckKind.QUORUM and each.state is not State.MET
    ]
    for state in (State.LOST, State.OPEN, State.MET):
        found = [each for each in checks if each.state is state]
        if state is State.LOST and short_quorum:
            return short_quorum[0]
        if found:
            return max(found, key=lambda each: (each.short_by, each.needed - each.have))
    return None


def verdict_line(judged: Verdict, *, final: bool) -> tuple[State, Message] | None:
    """The decisive check in a short sentence: 还差 2 票, 已达门槛, 已不可能通过; once the
    count is closed (``final``) the outcome and by how much."""
    check = decisive(judged)
    if check is None:
        return None
    if final and judged.outcome is not Outcome.OPEN:
        outcome = outcome_name(judged.outcome)
        return check.state, message("{outcome}，{margin}", outcome=outcome, margin=_margin(check))
    if check.kind is CheckKind.QUORUM:
        return check.state, sentence(check)
    match check.state:
        case State.MET:
            return check.state, message("已达门槛，{margin}", margin=_margin(check))
        case State.OPEN if check.short_by == 0:
            return check.state, message("眼下够了，数完反对才能定")
        case State.OPEN:
            return check.state, message("还差 {short} 票", short=check.short_by)
        case State.LOST:
            return check.state, message("已不可能通过，{margin}", margin=_margin(check))


def _margin(check: Check) -> Message:
    """By how much a check is met or missed."""
    over = check.have - check.needed
    if check.kind is CheckKind.QUORUM:
        return sentence(check)
    if check.state is State.MET:
        return message("多 {over} 票", over=over) if over else message("刚好够")
    return message("差 {short} 票", short=check.short_by)


def check_line(check: Check, rules: Sequence[RuleSet]) -> Message:
    """One rule set's threshold: its name, needed, have."""
    short = next((each.short for each in rules if each.id == check.rules), None)
    name = short or Bilingual(check.rules, check.rules)
    return message(
        "{rules}：需 {needed} 现 {have}", rules=name, needed=check.needed, have=check.have
    )


class BarFigures(NamedTuple):
    """What a bar shows."""

    name: Message
    """Whose hands it counts."""
    have: int
    voting: int
    marks: tuple[tuple[int, Message], ...]
    """Needed hands, and how to call them."""


def bars(judged: Verdict, rules: Sequence[RuleSet]) -> tuple[BarFigures, ...]:
    """A bar for every number of hands that is counted: one, unless the governing rule
    sets count different people."""
    electorates = {each.id: each.electorate for each in rules}
    by_voting: dict[int, list[str]] = {}
    figures = dict(judged.figures)
    for id, each in judged.figures:
        by_voting.setdefault(each.voting, []).append(id)
    return tuple(
        BarFigures(
            message("全体") if electorates.get(ids[0]) is Electorate.MEMBERS else message("代表"),
            figures[ids[0]].for_,
            voting,
            tuple(
                dict.fromkeys(
                    (check.needed, message("门槛 {n}", n=check.needed))
                    for check in judged.checks
                    if check.kind is CheckKind.PASS and check.rules in ids
                )
            ),
        )
        for voting, ids in by_voting.items()
    )


def uncounted(division: Division, count: Count) -> Message:
    """还有几人未计, bench by bench where there are two."""
    left = [(size.bench, remaining(division, count, size.bench)) for size in division.benches]
    if not any(hands for _bench, hands in left):
        return message("人数已齐")
    hands = sum(hands for _bench, hands in left)
    return message("还有 {n} 人未计", n=hands)


def count_lines(counts: Sequence[Count]) -> list[Message]:
    """Counts that are closed, a line each; a side that differs between them only from
    bench to bench is given bench by bench (5+1), or two lines would look alike."""
    parted = {
        side
        for side in Side
        if len({total(each, side) for each in counts}) == 1
        and len({_benches(each, side) for each in counts}) > 1
    }
    return [_count_line(each, parted) for each in counts]


def _count_line(count: Count, parted: Set[Side]) -> Message:
    def hands(side: Side) -> str:
        return _benches(count, side) if side in parted else str(total(count, side) or 0)

    return message(
        "第{n}次：赞成 {yes} 反对 {no} 弃权 {abstain} 未表态 {none}",
        n=count.number,
        yes=hands(Side.FOR),
        no=hands(Side.AGAINST),
        abstain=hands(Side.ABSTAIN),
        none=hands(Side.UNEXPRESSED),
    )


def _benches(count: Count, side: Side) -> str:
    """A side's hands, the representatives' before the committee's."""
    return "+".join(
        str(count.figures[bench, side]) for bench in Bench if (bench, side) in count.figures
    )


def gone_since(meeting: Meeting, division: Division) -> Message | None:
    """Who may vote and is no longer in the room; None = everybody is."""
    gone = [
        seat
        for seat in sorted(division.entitled)
        if meeting.presence_of(seat).attendance is not Attendance.PRESENT
    ]
    first = meeting.line(gone[0]) if gone else None
    if first is None:
        return None
    if len(gone) == 1:
        return message("{seat} {name} 已离场，名单不变", seat=first.seat, name=first.name)
    return message(
        "{seat} {name}等 {n} 人已离场，名单不变", seat=first.seat, name=first.name, n=len(gone)
    )
