"""The order of the room (会场): opening, attendance, recess, adjournment."""

from __future__ import annotations

import datetime as dt

from siquan_tui.meeting import events as ev
from siquan_tui.meeting.order import (
    insist_no_division,
    insist_not_adjourned,
    insist_sitting,
    refuse,
)
from siquan_tui.meeting.record import next_attendance, said_present, seats_of
from siquan_tui.meeting.roll import RollLine
from siquan_tui.meeting.shortfalls import call_shortfalls
from siquan_tui.meeting.state import Attendance, Meeting, Phase
from siquan_tui.meeting.strike import behind_result
from siquan_tui.meeting.tellers import admit_tellers
from siquan_tui.message import message
from siquan_tui.rules.parse import RuleSetError, parse_rule_set


def admit_room(meeting: Meeting, event: ev.MeetingEvent, now: dt.datetime) -> None:
    """Refuse an event of the room that is out of order."""
    insist_not_adjourned(meeting)
    match event:
        case ev.Opened():
            _opened(meeting, event, now)
        case ev.Arrived():
            _insist_open(meeting)
            _insist_distinct(event.seats)
            for seat in event.seats:
                line = _holder(meeting, seat)
                if meeting.presence_of(seat).attendance is Attendance.PRESENT:
                    refuse(
                        message("{seat} 号 {name} 已经签到。", seat=seat, name=line.name),
                        message("要记离场请按离场。"),
                    )
        case ev.Left():
            _insist_open(meeting)
            _insist_distinct(event.seats)
            for seat in event.seats:
                line = _holder(meeting, seat)
                if meeting.presence_of(seat).attendance is not Attendance.PRESENT:
                    refuse(
                        message("{seat} 号 {name} 不在会场。", seat=seat, name=line.name),
                        message("没有签到的人不用记离场。"),
                    )
        case ev.Excused():
            _insist_open(meeting)
            line = _holder(meeting, event.seat)
            if meeting.presence_of(event.seat).attendance is Attendance.EXCUSED:
                refuse(
                    message("{seat} 号 {name} 已经请假。", seat=event.seat, name=line.name),
                    message("要改成到会请签到。"),
                )
        case ev.AttendeeCame():
            _insist_open(meeting)
            if not event.name.strip():
                refuse(message("列席人员没有姓名。"), message("填写姓名。"))
            if any(each.name == event.name and each.left is None for each in meeting.attendees):
                refuse(
                    message("列席人员 {name} 已经登记。", name=event.name),
                    message("同名的另一人请加上单位以示区别。"),
                )
        case ev.AttendeeLeft():
            _insist_open(meeting)
            if not any(each.name == event.name and each.left is None for each in meeting.attendees):
                refuse(
                    message("列席人员里没有在场的 {name}。", name=event.name),
                    message("从列席名单里选。"),
                )
        case ev.Corrected():
            _corrected(meeting, event)
        case ev.TellersNamed():
            admit_tellers(meeting, event)
        case ev.Recessed():
            insist_sitting(meeting)
            insist_no_division(meeting)
        case ev.Resumed():
            if meeting.phase is not Phase.RECESS:
                refuse(message("会议没有休会。"), message("不用复会。"))
        case ev.Adjourned():
            _adjourned(meeting)


def _opened(meeting: Meeting, event: ev.Opened, now: dt.datetime) -> None:
    convened = meeting.convened
    if meeting.opened is not None or convened is None:
        refuse(message("会议已经开会。"), message("继续进行议程。"))
    numbers = [line.seat for line in event.roll]
    if len(set(numbers)) != len(numbers):
        refuse(message("花名册里有重复的席位号。"), message("改正名册后再开会。"))
    if all(line.vacant for line in event.roll):
        refuse(message("花名册里没有人。"), message("先录入村民代表名册。"))
    if not meeting.agenda:
        refuse(message("议程是空的。"), message("先列入至少一项议题。"))
    if event.items != meeting.agenda:
        refuse(message("议程与开会时的议程不一致。"), message("核对议程后重新开会。"))
    if tuple(each.id for each in event.rules) != convened.rules:
        refuse(message("议事规则与召集时的不一致。"), message("按召集时的议事规则开会。"))
    rules = []
    for text in event.rules:
        try:
            rule_set = parse_rule_set(text.toml, text.id)
        except RuleSetError as error:
            refuse(error.message, message("改正议事规则文件后再开会。"))
        if rule_set.id != text.id:
            refuse(
                message("议事规则 {id} 的内容写的是 {other}。", id=text.id, other=rule_set.id),
                message("改正议事规则文件后再开会。"),
            )
        rules.append(rule_set)
    lacking = call_shortfalls(convened, rules, event.roll, now.date())
    if lacking and not event.reason.strip():
        refuse(
            message("召集的条件不足：{lacking}", lacking=lacking),
            message("说明理由后才能开会，理由记入会议记录。"),
        )


def _corrected(meeting: Meeting, event: ev.Corrected) -> None:
    _insist_open(meeting)
    line = _holder(meeting, event.seat)
    wrong = meeting.entries[event.entry - 1] if event.entry <= meeting.seq else None
    if (
        wrong is None
        or wrong.seq in meeting.struck
        or not (event.seat in seats_of(wrong.event) or isinstance(wrong.event, ev.Opened))
    ):
        refuse(
            message("第 {entry} 条记录不是 {name} 的签到记录。", entry=event.entry, name=line.name),
            message("选一条这个人的签到、请假或离场记录。"),
        )
    if not behind_result(meeting, event.entry):
        refuse(
            message("第 {entry} 条记录还可以划去。", entry=event.entry),
            message("直接划去（F9），不用更正。"),
        )
    later = next_attendance(meeting, event.entry, event.seat)
    if later is not None and isinstance(meeting.entries[later - 1].event, ev.Corrected):
        refuse(
            message("第 {entry} 条记录已经更正过。", entry=event.entry),
            message("更正有误时，再更正最近的那一条。"),
        )
    if said_present(wrong.event) is event.present:
        refuse(message("更正与原记录一样。"), message("只有原记录有误时才更正。"))
    if not event.reason.strip():
        refuse(message("更正没有写理由。"), message("写明哪里记错了。"))


def _adjourned(meeting: Meeting) -> None:
    if meeting.phase is Phase.CONVENED:
        refuse(message("会议尚未开会。"), message("没有开的会不用散会。"))
    insist_no_division(meeting)
    flagged = next((each for each in meeting.divisions if each.flags), None)
    if flagged is not None:
        refuse(
            message("第 {n} 次表决受更正影响，还没有处理。", n=flagged.number),
            message("按 F4：确认表决有效，或者作废后重新表决。"),
        )


def _insist_open(meeting: Meeting) -> None:
    if meeting.phase is Phase.CONVENED:
        refuse(message("会议尚未开会。"), message("先在议程页（F3）开会，再签到。"))


def _insist_distinct(seats: tuple[int, ...]) -> None:
    if len(set(seats)) != len(seats):
        refuse(message("同一个席位写了两次。"), message("每个席位只写一次。"))


def _holder(meeting: Meeting, seat: int) -> RollLine:
    line = meeting.line(seat)
    if line is None:
        refuse(message("花名册里没有 {seat} 号。", seat=seat), message("核对席位号。"))
    if line.vacant:
        refuse(message("{seat} 号是缺额。", seat=seat), message("缺额不能签到。"))
    return line
