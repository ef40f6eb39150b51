"""Who was in the hall (到会), for the minutes: names and times, division by division apart."""

from __future__ import annotations

import datetime as dt

from siquan_tui.meeting.electorate import on_roll, widest
from siquan_tui.meeting.events import DivisionOpened, ItemTaken
from siquan_tui.meeting.roll import RollLine
from siquan_tui.meeting.state import Division, Meeting
from siquan_tui.meeting.stays import Stay, stays
from siquan_tui.meeting.turnout import away, turnout
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
    moved, business = stays(meeting), _business(meeting)
    movements = (
        _movements(meeting, each, moved.get(each.seat, ()), business) for each in known.came
    )
    facts = [
        Fact("到会", "、".join(map(person, known.came))),
        Fact("请假", "、".join(_excuse(meeting, each) for each in known.excused)),
        Fact("缺席", "、".join(map(person, known.absent))),
        Fact("缺额", "、".join(f"{line.seat}号" for line in known.vacant)),
        Fact("中途进出", "\uff1b".join(filter(None, movements))),
        Fact("列席", "、".join(_attendees(meeting))),
    ]
    return tuple(fact for fact in facts if fact.value)


def not_voting(meeting: Meeting, division: Division) -> str:
    """Who of those counted by a governing rule set did not vote, by name, as the division
    froze it; that nobody is missing where all voted."""
    lines = on_roll(meeting.roll, widest(meeting.rules)).lines
    gone = away(lines, division.present, division.excused)
    left = gone_home(meeting, division)
    kinds = (
        ("请假", gone.excused),
        ("离场", [line for line in gone.absent if line.seat in left]),
        ("缺席", [line for line in gone.absent if line.seat not in left]),
        ("回避", [line for line in lines if line.seat in division.recused]),
        ("缺额", [line for line in lines if line.vacant]),
    )
    told = [
        f"{kind}{'、'.join(person(line).strip() for line in sorted(who, key=_seat))}"
        for kind, who in kinds
        if who
    ]
    return f"未参加表决：{'；'.join(told)}。" if told else "应到人员全部参加表决。"


def gone_home(meeting: Meeting, division: Division) -> frozenset[int]:
    """Seats whose holders had come and were gone again when a division opened (离场)."""
    return frozenset(stays(meeting, before=division.entry)) - division.present


def _seat(line: RollLine) -> int:
    return line.seat


def _excuse(meeting: Meeting, line: RollLine) -> str:
    reason = printable(meeting.presence_of(line.seat).reason)
    return f"{person(line)}({reason})" if reason else person(line)


def _movements(
    meeting: Meeting, line: RollLine, known: tuple[Stay, ...], business: tuple[dt.datetime, ...]
) -> str:
    """Only what matters: came after business had begun, left, came back. In a recess
    nobody misses anything: only who stayed away longer is told."""
    said: list[str] = []
    since: dt.datetime | None = None
    for stay in known:
        missed = any(at < stay.came and (since is None or since < at) for at in business)
        if missed or (since is not None and _recess(meeting, since) is None):
            said.append(f"{moment(meeting, stay.came)}{'返回' if since else '到会'}")
        since = stay.went
        if since is None:
            break
        recess = _recess(meeting, since)
        if recess is None:
            said.append(f"{moment(meeting, since)}离场")
        elif stay is known[-1] and recess[1] is not None:
            said.append(f"{moment(meeting, recess[0])}休会后未再到会")
    return f"{person(line)} {'，'.join(said)}" if said else ""


def _recess(
    meeting: Meeting, at: dt.datetime
) -> tuple[dt.datetime, dt.datetime | None, str] | None:
    """The recess of that moment."""
    return next(
        (each for each in meeting.recesses if each[0] <= at and (each[1] is None or at <= each[1])),
        None,
    )


def _business(meeting: Meeting) -> tuple[dt.datetime, ...]:
    """When items were taken and divisions opened; before the first of them nobody is late."""
    return tuple(
        entry.at
        for entry in meeting.entries
        if isinstance(entry.event, ItemTaken | DivisionOpened) and entry.seq not in meeting.struck
    )


def _attendees(meeting: Meeting) -> list[str]:
    """Everybody once, with the last leaving: who came back is in the list again."""
    last = {(each.name, each.office): each for each in meeting.attendees}
    found = []
    for each in last.values():
        office = f"({printable(each.office)})" if each.office else ""
        left = f"，{moment(meeting, each.left)}离场" if each.left else ""
        found.append(f"{printable(each.name)}{office}{left}")
    return found
