"""Every figure a screen, a paper or the code shows, computed in one place."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from siquan_tui.meeting.electorate import (
    counts_for,
    excused_seats,
    on_roll,
    present_seats,
    room,
    widest,
)
from siquan_tui.meeting.events import Bench
from siquan_tui.meeting.state import Count, Division, Meeting
from siquan_tui.meeting.turnout import away
from siquan_tui.message import Message
from siquan_tui.rules.check import Check, State, Verdict, needed, quorum_checks, verdict
from siquan_tui.rules.figures import Figures, Side
from siquan_tui.rules.model import Base, RuleSet
from siquan_tui.rules.names import counted_words


class Standing(Struct, frozen=True):
    """The standing panel's figures (会场情况), in heads."""

    seats: int
    """应到, of the widest electorate that governs."""
    filled: int
    present: int
    """实到"""
    excused: int
    """请假"""
    absent: int
    """缺席: filled, neither present nor excused."""
    attendees: int
    """列席"""
    households: int
    """户 behind those present."""
    all_households: int
    quorum: tuple[Check, ...]
    margin: int
    """How many may leave with every quorum still met; negative: how many are missing."""
    quorate: bool
    passing: tuple[tuple[RuleSet, tuple[int | None, ...]], ...]
    """What each rule set's thresholds would need for a vote taken now; None where it
    depends on the hands (of = decided)."""
    narrower: tuple[tuple[RuleSet, Message], ...]
    """The rule sets that count fewer people than ``seats`` says, and whom they count."""


def quorum(meeting: Meeting) -> tuple[Check, ...]:
    """Every governing rule set's quorum in the room as it is now."""
    here = present_seats(meeting)
    return tuple(
        check
        for rule_set in meeting.rules
        for check in quorum_checks(
            rule_set, room(meeting.roll, rule_set.electorate, here), may_grow=True
        )
    )


_last_standing: tuple[tuple[object, ...], Standing] | None = None


def standing(meeting: Meeting) -> Standing:
    """The room as it stands. Of an empty book, all zeros.

    Most entries (every hand counted) leave the room as it was: the last answer is kept
    and given again while roll, presence, rules and attendees are the very same values.
    """
    global _last_standing
    room_values = (meeting.roll, meeting.presence, meeting.rules, meeting.attendees)
    if _last_standing is not None and all(
        known is value for known, value in zip(_last_standing[0], room_values, strict=True)
    ):
        return _last_standing[1]
    result = _standing(meeting)
    _last_standing = (room_values, result)
    return result


def _standing(meeting: Meeting) -> Standing:
    everyone = widest(meeting.rules)
    here = present_seats(meeting)
    counted = on_roll(meeting.roll, everyone)
    lines = counted.lines
    whole = room(meeting.roll, everyone, here)
    gone = away(lines, here, excused_seats(meeting))
    checks = quorum(meeting)
    return Standing(
        seats=whole.seats,
        filled=whole.filled,
        present=whole.present,
        excused=len(gone.excused),
        absent=len(gone.absent),
        attendees=sum(each.left is None for each in meeting.attendees),
        households=sum(line.households for line in lines if line.seat in here),
        all_households=sum(line.households for line in lines),
        quorum=checks,
        margin=min((check.have - check.needed for check in checks), default=0),
        quorate=bool(checks) and all(check.state is State.MET for check in checks),
        passing=tuple(
            (rule_set, _passing(rule_set, room(meeting.roll, rule_set.electorate, here)))
            for rule_set in meeting.rules
        )
        if whole.present
        else tuple((rule_set, ()) for rule_set in meeting.rules),
        narrower=tuple(
            (rule_set, counted_words(rule_set.electorate))
            for rule_set in meeting.rules
            if on_roll(meeting.roll, rule_set.electorate).seats != counted.seats
        ),
    )


def _passing(rule_set: RuleSet, figures: Figures) -> tuple[int | None, ...]:
    return tuple(
        None if threshold.of is Base.DECIDED else needed(threshold, figures.base(threshold.of))
        for threshold in rule_set.passing
    )


def division_figures(division: Division, rule_set: RuleSet, count: Count) -> Figures:
    """One rule set's figures of a count: its electorate's room as frozen when the
    division opened, and the hands of the benches it counts. Blank counts as nothing."""

    def hands(side: Side) -> int:
        return sum(
            count.figures.get((size.bench, side), 0)
            for size in division.benches
            if counts_for(size.bench, rule_set.electorate)
        )

    return replace(
        dict(division.rooms)[rule_set.id],
        for_=hands(Side.FOR),
        against=hands(Side.AGAINST),
        abstain=hands(Side.ABSTAIN),
        unexpressed=hands(Side.UNEXPRESSED),
    )


def signatures_needed(rule_set: RuleSet, figures: Figures) -> int | None:
    """How many handwritten signatures a resolution still wants to be in force (生效);
    None = the rule set asks for none."""
    share = rule_set.effect.signatures
    return None if share is None else needed(share, figures.base(share.of))


def live_verdict(meeting: Meeting, division: Division, count: Count | None = None) -> Verdict:
    """The verdict as a count (the last one by default) makes it now; open while it is
    incomplete. Blank sides count as nothing yet."""
    taken = division.count if count is None else count
    return verdict(
        [(rule_set, division_figures(division, rule_set, taken)) for rule_set in meeting.rules]
    )


def total(count: Count, side: Side) -> int | None:
    """A side's hands over all benches; None while every bench is blank."""
    figures = [figure for (_, each), figure in count.figures.items() if each is side]
    return sum(figures) if figures else None


def voting(division: Division) -> int:
    """参加表决: hands there are to count, over all benches."""
    return sum(size.voting for size in division.benches)


def remaining(division: Division, count: Count, bench: Bench) -> int:
    """Hands of a bench still to be counted."""
    size = next(size.voting for size in division.benches if size.bench is bench)
    return size - sum(figure for (each, _), figure in count.figures.items() if each is bench)


def complete(division: Division, count: Count) -> bool:
    """Every side of every bench has a figure (blank is not zero) and they add up."""
    return all(
        (size.bench, side) in count.figures for size in division.benches for side in Side
    ) and all(remaining(division, count, size.bench) == 0 for size in division.benches)


def settled(division: Division, *, second_count: bool) -> Count | None:
    """The count whose figures stand: the only one, closed, where one suffices; else the
    last closed one if an earlier one agrees with it; None = count (again)."""
    last = division.count
    if not last.closed:
        return None
    if len(division.counts) == 1:
        return None if second_count else last
    agrees = any(dict(each.figures) == dict(last.figures) for each in division.counts[:-1])
    return last if agrees else None


def discrepancies(meeting: Meeting) -> tuple[int, ...]:
    """Divisions whose figures, judged again today, give another verdict than the one
    announced. It is reported, never substituted: what was announced stands."""
    differing = []
    for division in meeting.divisions:
        if division.verdict is None:
            continue
        stands = settled(division, second_count=meeting.second_count)
        if stands is None or live_verdict(meeting, division, stands) != division.verdict:
            differing.append(division.number)
    return tuple(differing)
