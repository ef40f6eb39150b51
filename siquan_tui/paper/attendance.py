"""Who was in the hall (到会), for the minutes: names and times, division by division apart."""

from __future__ import annotations

import datetime as dt

from siquan_tui.meeting.electorate import widest
from siquan_tui.meeting.events import ItemTaken
from siquan_tui.meeting.roll import RollLine
from siquan_tui.meeting.state import Attendance, Meeting, Presence
from siquan_tui.paper.fields import Fact
from siquan_tui.paper.wording import moment, person, printable


def counted(meeting: Meeting) -> list[RollLine]:
    """The lines of the widest electorate that governs, by seat."""
    everyone = widest(meeting.rules)
    lines = (line for line in meeting.roll if line.belongs_to(everyone))
    return sorted(lines, key=lambda line: line.seat)


def excused(meeting: Meeting, line: RollLine) -> bool:
    """Whether the line stands as excused (请假)."""
    return _presence(meeting, line).attendance is Attendance.EXCUSED


def room(meeting: Meeting) -> tuple[Fact, ...]:
    """应到, 实到, 请假, 缺席, 列席 over the whole meeting: whoever came has come."""
    lines = counted(meeting)
    filled = [line for line in lines if not line.vacant]
    came = [line for line in filled if _came(meeting, line)]
    away = [line for line in filled if excused(meeting, line) and not _came(meeting, line)]
    facts = [
        Fact("应到", str(len(lines))),
        Fact("到过会", str(len(came))),
        Fact("请假", str(len(away))),
        Fact("缺席", str(len(filled) - len(came) - len(away))),
    ]
    if len(lines) > len(filled):
        facts.append(Fact("缺额", str(len(lines) - len(filled))))
    return (*facts, Fact("列席", str(len(_attendees(meeting)))))


def people(meeting: Meeting) -> tuple[Fact, ...]:
    """The names behind the figures; a list nobody is on is left out."""
    lines = sorted(meeting.roll, key=lambda line: line.seat)
    filled = [line for line in lines if not line.vacant]
    here = [line for line in filled if _came(meeting, line)]
    away = [line for line in filled if not _came(meeting, line)]
    began = _business_began(meeting)
    facts = [
        Fact("到会", "、".join(map(person, here))),
        Fact("请假", "、".join(_excuse(meeting, each) for each in away if excused(meeting, each))),
        Fact("缺席", "、".join(person(each) for each in away if not excused(meeting, each))),
        Fact("缺额", "、".join(f"{line.seat}号" for line in lines if line.vacant)),
        Fact("迟到早退", ";".join(filter(None, (_times(meeting, each, began) for each in here)))),
        Fact("列席", "、".join(_attendees(meeting))),
    ]
    return tuple(fact for fact in facts if fact.value)


def _presence(meeting: Meeting, line: RollLine) -> Presence:
    return meeting.presence.get(line.seat, Presence())


def _came(meeting: Meeting, line: RollLine) -> bool:
    presence = _presence(meeting, line)
    return presence.arrived is not None or presence.attendance is Attendance.PRESENT


def _excuse(meeting: Meeting, line: RollLine) -> str:
    reason = printable(_presence(meeting, line).reason)
    return f"{person(line)}({reason})" if reason else person(line)


def _times(meeting: Meeting, line: RollLine, began: dt.datetime | None) -> str:
    """Only where they matter: arrived after the first item was taken, or left."""
    presence = _presence(meeting, line)
    said: list[str] = []
    if began and presence.arrived and presence.arrived > began:
        said.append(f"{moment(meeting, presence.arrived)}到会")
    if presence.left is not None:
        said.append(f"{moment(meeting, presence.left)}离场")
    return f"{person(line)} {','.join(said)}" if said else ""


def _business_began(meeting: Meeting) -> dt.datetime | None:
    """When the first item was taken; before it nobody is late."""
    taken = (
        entry.at
        for entry in meeting.entries
        if isinstance(entry.event, ItemTaken) and entry.seq not in meeting.struck
    )
    return next(taken, None)


def _attendees(meeting: Meeting) -> list[str]:
    """Everybody once, with the last leaving: who came back is in the list again."""
    last = {(each.name, each.office): each for each in meeting.attendees}
    found = []
    for each in last.values():
        office = f"({printable(each.office)})" if each.office else ""
        left = f"，{moment(meeting, each.left)}离场" if each.left else ""
        found.append(f"{printable(each.name)}{office}{left}")
    return found
