"""Every figure a screen, a paper or the code shows, computed in one place."""

from __future__ import annotations

from msgspec import Struct

from siquan_tui.meeting.state import Count, Division, Meeting
from siquan_tui.rules.check import Check, Verdict
from siquan_tui.rules.model import RuleSet


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
    """缺席"""
    attendees: int
    """列席"""
    households: int
    """户 behind those present."""
    all_households: int
    quorum: tuple[Check, ...]
    margin: int
    """How many may leave with every quorum still met; negative: how many are missing."""
    quorate: bool
    passing: tuple[tuple[RuleSet, int | None], ...]
    """What each rule set would need for a vote taken now; None where it depends on the
    hands (of = decided)."""


def standing(meeting: Meeting) -> Standing:
    """The room as it stands."""
    raise NotImplementedError


def live_verdict(meeting: Meeting, division: Division, count: Count | None = None) -> Verdict:
    """The verdict as a count (the last one by default) makes it now; open while it is
    incomplete. Blank sides count as nothing yet."""
    raise NotImplementedError


def settled(division: Division, *, second_count: bool) -> Count | None:
    """The count whose figures stand: the only one, closed, where one suffices; else the
    last closed one if an earlier one agrees with it; None = count (again)."""
    raise NotImplementedError
