"""Who counts the hands (计票人) and who watches the count (监票人)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NoReturn

from siquan_tui.meeting import events as ev
from siquan_tui.meeting.order import insist_no_division, insist_sitting, refuse
from siquan_tui.meeting.state import Attendance, Division, Meeting, Presence
from siquan_tui.message import Message, message


def teller_of(division: Division, count: int) -> str:
    """Who counts the division's count of that number, from 1: one teller after the other,
    and then from the first again. Empty where nobody was named, or where the only one named
    has counted before: another person has to count then, whose name is written by hand."""
    named = division.tellers
    if count <= len(named):
        return named[count - 1]
    return named[(count - 1) % len(named)] if len(named) > 1 else ""


def serving(named: Iterable[str], meeting: Meeting, recused: Collection[int]) -> tuple[str, ...]:
    """Those of ``named`` who serve in a division opened now: nobody counts, or watches, a
    vote from which he is recused (选举法 art. 43 by analogy) or for which he is not there."""
    out = {line.name for line in meeting.roll if line.seat in recused}
    return tuple(name for name in named if name not in out and not _away(meeting, name))


def not_serving(meeting: Meeting, recused: Collection[int]) -> Message | None:
    """Who was named to count or to watch and cannot in a division opened now, and what to do
    about it; None where everybody named serves."""
    named = (*meeting.tellers, *meeting.scrutineers)
    kept = serving(named, meeting, recused)
    out = tuple(name for name in named if name not in kept)
    if not out:
        return None
    return message("{names}回避或不在会场，本项不能计票、监票：按 F12 另行推选", names=out)


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
        on_roll = _on_roll(meeting, name)
        if on_roll and Attendance.PRESENT not in on_roll:
            _refuse_away(name)
    called = meeting.convened
    if called is not None and called.second_count and len(event.tellers) == 1:
        refuse(message("本次会议每次表决计两遍，只有一名计票人。"), message("再推选一名计票人。"))


def insist_serving(meeting: Meeting, event: ev.Counted) -> None:
    """Refuse a count in the name of somebody who does not serve in the division, or who
    counted it before while another one is left to count it.

    Where none of those named serves, another person who is there may have counted.
    """
    division, name = meeting.division(event.division), event.teller
    if division is None or not name:
        return
    free = division.tellers or serving((name,), meeting, division.recused)
    if name not in free:
        refuse(
            message("{name} 回避或者不在会场，不能计这次表决的票。", name=name),
            message("由在场、不回避的人计票。"),
        )
    if name in division.scrutineers:
        refuse(message("{name} 是监票人，不计票。", name=name), message("由另一人计票。"))
    before = [each.teller for each in division.counts[:-1]]
    left = [each for each in division.tellers if each not in before]
    if name in before and left:
        refuse(
            message("{name} 已经点过一遍。", name=name),
            message("复点由另一名计票人 {other} 来点。", other=left[0]),
        )
    if before and name == before[-1]:
        refuse(message("{name} 刚刚点过一遍。", name=name), message("复点由另一人来点。"))


def insist_all_there(meeting: Meeting, event: ev.TellersNamed) -> None:
    """Refuse tellers who attended without a vote (列席) and have gone again."""
    for name in (*event.tellers, *event.scrutineers):
        if _away(meeting, name):
            _refuse_away(name)


def _refuse_away(name: str) -> NoReturn:
    refuse(message("{name} 不在会场。", name=name), message("先签到，或者推选在场的人。"))


def _away(meeting: Meeting, name: str) -> bool:
    """Known to the meeting, and nobody of that name in the room. Of those who are neither on
    the roll nor among those who attend nothing is known."""
    there = [attendance is Attendance.PRESENT for attendance in _on_roll(meeting, name)]
    there += [each.left is None for each in meeting.attendees if each.name == name]
    return bool(there) and not any(there)


def _on_roll(meeting: Meeting, name: str) -> list[Attendance]:
    """The attendance of everybody of that name on the roll."""
    return [
        meeting.presence.get(line.seat, Presence()).attendance
        for line in meeting.roll
        if line.name == name
    ]
