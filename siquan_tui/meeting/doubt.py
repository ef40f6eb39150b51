"""A vote in doubt: a correction (更正) touches it, and the assembly has not yet confirmed or
annulled it. What the figures as corrected come to, in words."""

from __future__ import annotations

import datetime as dt

from siquan_tui.meeting.apply import apply
from siquan_tui.meeting.corrected import AsCorrected, as_corrected
from siquan_tui.meeting.events import Corrected, Entry
from siquan_tui.meeting.state import Division, Meeting
from siquan_tui.message import Bilingual, Message, message
from siquan_tui.rules.check import Check, CheckKind, Outcome


def in_doubt(meeting: Meeting, division: Division) -> Message | None:
    """How many were in the room as corrected and what that makes of each threshold, for the
    chair before the assembly decides; without a full stop. None where no correction waits
    to be dealt with, or where the division has no result yet that could be in doubt."""
    return _as_corrected(meeting, division) if division.flags else None


def confirmed_despite(meeting: Meeting, division: Division) -> Message | None:
    """The same of a vote that the assembly confirmed all the same, with its reasons; None
    where nothing was to be confirmed."""
    found = _as_corrected(meeting, division) if division.confirmed else None
    if found is None or division.flags:
        return None
    return message(
        "签到{found}；经会议确认仍然有效，理由：{why}",
        found=found,
        why="；".join(division.confirmed),
    )


def _as_corrected(meeting: Meeting, division: Division) -> Message | None:
    corrected = as_corrected(meeting, division)
    if corrected is None:
        return None
    return message(
        "更正后实到 {present} 人：{found}",
        present=corrected.room.present,
        found=(*_hands(corrected), *_thresholds(meeting, division, corrected)),
    )


def doubts_of(meeting: Meeting, correction: Corrected, at: dt.datetime) -> tuple[Message, ...]:
    """What the correction would bring into doubt, vote by vote, if it were recorded at
    ``at``: for the chair before it is. Empty where it touches no announced vote."""
    after = apply(meeting, Entry(meeting.seq + 1, at, correction))
    touched = (each for each in after.divisions if after.seq in each.flags)
    return tuple(
        message("第 {n} 次表决存疑，{found}", n=each.number, found=doubt)
        for each in touched
        if (doubt := in_doubt(after, each)) is not None
    )


def vote_in_doubt(meeting: Meeting) -> Division | None:
    """The first division that was announced and waits to be confirmed or annulled."""
    return next((each for each in meeting.divisions if each.flags and each.verdict), None)


def _hands(corrected: AsCorrected) -> list[Message]:
    """Hands and people that do not come out even."""
    found = []
    if corrected.too_many:
        found.append(message("多出 {n} 票，不知是谁的", n=corrected.too_many))
    if corrected.uncounted:
        found.append(message("有 {n} 人没有计票", n=corrected.uncounted))
    return found


def _thresholds(meeting: Meeting, division: Division, corrected: AsCorrected) -> list[Message]:
    carried = division.verdict is not None and division.verdict.outcome is Outcome.CARRIED
    if corrected.holds:
        return [message("各项门槛仍然达到") if carried else message("结果不变")]
    lost = corrected.lost
    if not lost:
        return [message("结果可能改变")]
    quorum = [each for each in lost if each.kind is CheckKind.QUORUM]  # then no hands help
    return [_short(meeting, each, unsure=corrected.too_many > 0) for each in quorum or lost]


def _short(meeting: Meeting, check: Check, *, unsure: bool) -> Message:
    """A threshold missed, by how much. Nobody knows on which side the hands too many were:
    they are taken from those for it."""
    name = next((each.short for each in meeting.rules if each.id == check.rules), None)
    rules = name or Bilingual(check.rules, check.rules)
    if check.kind is CheckKind.QUORUM:
        return message(
            "{rules}法定人数需 {needed} 人，差 {short} 人",
            rules=rules,
            needed=check.needed,
            short=check.short_by,
        )
    if unsure:
        return message(
            "{rules}需 {needed} 票，可能只有 {have} 票，差 {short} 票",
            rules=rules,
            needed=check.needed,
            have=check.have,
            short=check.short_by,
        )
    return message(
        "{rules}需 {needed} 票，得 {have} 票，差 {short} 票",
        rules=rules,
        needed=check.needed,
        have=check.have,
        short=check.short_by,
    )
