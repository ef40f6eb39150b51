"""Who was in the hall (到会), for the minutes: names and times, division by division apart."""

from __future__ import annotations

import datetime as dt

from siquan_tui.meeting.events import ItemTaken
from siquan_tui.meeting.roll import RollLine
from siquan_tui.meeting.state import Meeting
from siquan_tui.meeting.turnout import turnout
from siquan_tui.paper.fields import Fact
from siquan_tui.paper.wording import moment, person, printable


def room(meeting: Meeting) -> tuple[Fact, ...]:
    """应到, 实到, 请假, 缺席, 列席 over the whole meeting: whoever came has come."""
    figures = turnout(meeting)
    facts = [
        Fact("应到", str(len(figures.lines))),
        Fact("到过会", str(len(figures.came))),
        Fact("请假", str(len(figures.excused))),
        Fact("缺席", str(len(figures.absent))),
    ]
    if figures.vacant:
        facts.append(Fact("缺额", str(len(figures.vacant))))
    return (*facts, Fact("列席", str(len(_attendees(meeting)))))


def people(meeting: Meeting) -> tuple[Fact, ...]:
    """The names behind the figures; a list nobody is on is left out."""
    known = turnout(meeting, everybody=True)
    began = _business_began(meeting)
    late = (_times(meeting, each, began) for each in known.came)
    facts = [
        Fact("到会", "、".join(map(person, known.came))),
        Fact("请假", "、".join(_excuse(meeting, each) for each in known.excused)),
        Fact("缺席", "、".join(map(person, known.absent))),
        Fact("缺额", "、".join(f"{line.seat}号" for line in known.vacant)),
        Fact("迟到早退", ";".join(filter(None, late))),
        Fact("列席", "、".join(_attendees(meeting))),
    ]
    return tuple(fact for fact in facts if fact.value)


def _excuse(meeting: Meeting, line: RollLine) -> str:
    reason = printable(meeting.presence_of(line.seat).reason)
    return f"{person(line)}({reason})" if reason else person(line)


def _times(meeting: Meeting, line: RollLine, began: dt.datetime | None) -> str:
    """Only where they matter: arrived after the first item was taken, or left."""
    presence = meeting.presence_of(line.seat)
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
