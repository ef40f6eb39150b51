"""What a correction (更正) makes of a division: its room again, and its thresholds.

What was announced stands until the meeting annuls it. This only says whether it would have
been announced with the attendance as it is known now.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from siquan_tui.meeting import events as ev
from siquan_tui.meeting.electorate import room, widest
from siquan_tui.meeting.record import next_attendance
from siquan_tui.meeting.state import Division, Meeting
from siquan_tui.rules.check import Check, Outcome, State, Verdict, verdict
from siquan_tui.rules.figures import Figures


class AsCorrected(Struct, frozen=True):
    """A division with the attendance as the corrections have it."""

    corrections: tuple[ev.Entry, ...]
    """The corrections that touch it, confirmed or not, in order."""
    present: frozenset[int]
    """Seats that were in the room."""
    room: Figures
    """Of the widest electorate, in heads, no hand counted."""
    too_many: int
    """Hands announced beyond those who could vote; nobody knows whose they were."""
    uncounted: int
    """Those who could vote and were not counted."""
    verdict: Verdict
    """The least favourable to what was announced: hands too many are taken from the side
    that decided, those not counted gave none."""
    holds: bool
    """Whether the announced outcome is certain all the same."""

    @property
    def lost(self) -> tuple[Check, ...]:
        """The thresholds that are missed."""
        return tuple(each for each in self.verdict.checks if each.state is State.LOST)


def as_corrected(meeting: Meeting, division: Division) -> AsCorrected | None:
    """The division as its corrections have it; None where none touches it, or where it has
    no result that could be judged again."""
    announced = division.verdict
    touching, present = _room_since(meeting, division)
    if announced is None or division.annulled or not touching:
        return None
    recused = frozenset(division.recused) & present
    judged = verdict(
        [
            (
                rule_set,
                _hands(
                    room(meeting.roll, rule_set.electorate, present, recused),
                    dict(announced.figures)[rule_set.id],
                    carried=announced.outcome is Outcome.CARRIED,
                ),
            )
            for rule_set in meeting.rules
        ]
    )
    everyone = room(meeting.roll, widest(meeting.rules), present, recused)
    return AsCorrected(
        corrections=touching,
        present=present,
        room=everyone,
        too_many=max(0, announced.widest.counted - everyone.voting),
        uncounted=max(0, everyone.voting - announced.widest.counted),
        verdict=judged,
        holds=judged.outcome is announced.outcome,
    )


def _room_since(
    meeting: Meeting, division: Division
) -> tuple[tuple[ev.Entry, ...], frozenset[int]]:
    """The corrections of what the division froze, those of such a correction included, and
    the seats in the room as the last of them has it."""
    touching: list[ev.Entry] = []
    about: set[int] = set()
    present = set(division.present)
    for entry in meeting.entries:
        event = entry.event
        if entry.seq in meeting.struck or not isinstance(event, ev.Corrected):
            continue
        if entry.seq < division.entry:
            continue
        until = next_attendance(meeting, event.entry, event.seat) or entry.seq
        if event.entry in about or event.entry < division.entry < until:
            touching.append(entry)
            about.add(entry.seq)
            (present.add if event.present else present.discard)(event.seat)
    return tuple(touching), frozenset(present)


def _hands(now: Figures, announced: Figures, *, carried: bool) -> Figures:
    """The announced hands in another room, so that they add up again."""
    sides = {
        "for_": announced.for_,
        "against": announced.against,
        "abstain": announced.abstain,
        "unexpressed": announced.unexpressed,
    }
    order = sorted(sides, key=lambda side: (side == "for_") is not carried)
    over = announced.counted - now.voting
    if over < 0:
        sides["unexpressed"] -= over
    for side in order:
        taken = min(max(0, over), sides[side])
        sides[side] -= taken
        over -= taken
    return replace(now, **sides)
