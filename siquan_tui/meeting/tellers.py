"""Who counts the hands (计票人) and who watches the count (监票人)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from siquan_tui.meeting import events as ev
from siquan_tui.meeting.order import insist_no_division, insist_sitting, refuse
from siquan_tui.meeting.roll import RollLine
from siquan_tui.meeting.state import Attendance, Division, Meeting, Presence
from siquan_tui.message import message


def teller_of(division: Division, count: int) -> str:
    """Who counts the division's count of that number, from 1: one teller after the other,
    and then from the first again. Empty where nobody was named, or where the only one named
    has counted before: another person has to count then, whose name is written by hand."""
    named = division.tellers
    if count <= len(named):
        return named[count - 1]
    return named[(count - 1) % len(named)] if len(named) > 1 else ""


def serving(
    named: Iterable[str], roll: Collection[RollLine], recused: Collection[int]
) -> tuple[str, ...]:
    """Those of ``named`` who serve in a division: nobody counts, or watches, a vote from
    which he is recused (选举法 art. 43 by analogy)."""
    away = {line.name for line in roll if line.seat in recused}
    return tuple(name for name in named if name not in away)


def admit_tellers(meeting: Meeting, event: ev.TellersNamed) -> None:
    """Refuse tellers nobody could count with."""
    insist_sitting(meeting)
    insist_no_division(meeting)
    everybody = (*event.tellers, *event.scrutineers)
    if any(name != name.strip() or not name for name in everybody):
        refuse(message("计票人、监票人没有姓名。"), message("填写姓名。"))
    for name in everybody:
        if everybody.count(name) > 1:
            refuse(
                message("{name} 写了两次。", name=name),
                message("每次计票由不同的人，监票的人不计票。"),
            )
        if _away(meeting, name):
            refuse(message("{name} 不在会场。", name=name), message("先签到，或者推选在场的人。"))
    called = meeting.convened
    if called is not None and called.second_count and len(event.tellers) == 1:
        refuse(message("本次会议每次表决计两遍，只有一名计票人。"), message("再推选一名计票人。"))


def _away(meeting: Meeting, name: str) -> bool:
    """On the roll, and not in the room. Of those who are not on the roll nothing is known."""
    seats = [line.seat for line in meeting.roll if line.name == name]
    return bool(seats) and all(
        meeting.presence.get(seat, Presence()).attendance is not Attendance.PRESENT
        for seat in seats
    )
