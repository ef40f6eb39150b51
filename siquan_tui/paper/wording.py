"""Words the papers share. Papers are Chinese, whatever the console's language."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence

from siquan_tui.meeting.events import CountReason, Method, Proposal
from siquan_tui.meeting.names import raised_by, resolution_number
from siquan_tui.meeting.petition import petition_checks, petition_words
from siquan_tui.meeting.roll import Capacity, RollLine
from siquan_tui.meeting.state import Meeting
from siquan_tui.message import say_in_chinese, write_in_chinese
from siquan_tui.rules.names import convener_name


def printable(text: str) -> str:
    """The text as ink can show it: on one line, without the characters that have no
    glyph of their own (controls, direction marks, byte-order marks). A direction mark
    could print 12 as 21, so none reaches a paper."""
    shown = "".join(" " if each in "\t\n\r\v\f\x85\u2028\u2029" else each for each in text)
    return "".join(each for each in shown if unicodedata.category(each) not in {"Cc", "Cf"}).strip()


def paragraphs(text: str) -> tuple[str, ...]:
    """The lines of a text that say something."""
    return tuple(line for line in map(printable, text.splitlines()) if line)


def sentence(text: str) -> str:
    """What somebody typed, as a sentence: with a full stop unless it ends with a mark."""
    said = printable(text)
    return said if said.endswith(("。", "！", "？", "…", ".", "!", "?")) else f"{said}。"


def local(meeting: Meeting, at: dt.datetime) -> dt.datetime:
    """A time as the clock of the hall showed it: in the zone the meeting was called for."""
    zone = meeting.convened.scheduled.tzinfo if meeting.convened else None
    return at.astimezone(zone) if zone is not None else at


def day(meeting: Meeting, at: dt.datetime) -> str:
    """ "2010年7月22日"."""
    return date_words(local(meeting, at).date())


def clock(meeting: Meeting, at: dt.datetime) -> str:
    """ "14时05分"."""
    here = local(meeting, at)
    return f"{here.hour}时{here.minute:02}分"


def moment(meeting: Meeting, at: dt.datetime) -> str:
    """The time, with its day where that is not the day the meeting opened."""
    here = local(meeting, at).date()
    opened = local(meeting, meeting.opened).date() if meeting.opened else here
    said = clock(meeting, at)
    return said if here == opened else f"{here.month}月{here.day}日{said}"


def date_words(date: dt.date) -> str:
    """ "2010年7月22日"."""
    return f"{date.year}年{date.month}月{date.day}日"


def number_words(year: int, number: int, *, rehearsal: bool) -> str:
    """文号 as a paper has it."""
    return say_in_chinese(resolution_number(year, number, rehearsal=rehearsal))


def proposer_words(proposal: Proposal) -> str:
    """Who raised an item, as a paper has it."""
    return write_in_chinese(raised_by(proposal))


def petition_share(meeting: Meeting, proposal: Proposal) -> str:
    """What each governing rule set asks of a petition, and what it had; empty otherwise."""
    checks = petition_checks(proposal, meeting.rules, meeting.roll)
    return "；".join(write_in_chinese(petition_words(each)) for each in checks)


def person(line: RollLine) -> str:
    """ "3号 王某"; a committee member who is no representative is marked."""
    office = "（村委会成员）" if line.capacity is Capacity.COMMITTEE else ""
    return f"{line.seat}号 {printable(line.name)}{office}"


def names(meeting: Meeting, seats: tuple[int, ...] | list[int]) -> str:
    """The people of some seats, in the roll's order."""
    wanted = set(seats)
    return "、".join(person(line) for line in meeting.roll if line.seat in wanted)


def called_words(meeting: Meeting) -> str:
    """Who called the meeting (召集人)."""
    convened = meeting.convened
    assert convened is not None
    bodies = dict.fromkeys((convened.convener, *convened.jointly_with))
    who = "、".join(say_in_chinese(convener_name(each)) for each in bodies)
    if convened.petitioners:
        who += f"（{convened.petitioners}名代表联名）"
    return f"{who} {printable(convened.convener_name)}".strip()


def governing_words(meeting: Meeting) -> str:
    """The governing rule sets by name."""
    return ";".join(printable(rules.name.zh) for rules in meeting.rules)


def posting_words(proposal: Proposal) -> str:
    """When and where an item was posted (公示)."""
    if proposal.posting is None:
        return "未公示"
    place = printable(proposal.posting.place)
    return f"{date_words(proposal.posting.since)}起公示" + (f",{place}" if place else "")


def method_words(method: Method) -> str:
    """How a division was taken (表决方式)."""
    match method:
        case Method.HANDS:
            return "举手表决"


def reason_words(reason: CountReason) -> str:
    """Why hands were counted again (复点的原因)."""
    match reason:
        case CountReason.SETTING:
            return "按会议设定复计"
        case CountReason.DOUBT:
            return "有人对计数提出疑问"
        case CountReason.NARROW:
            return "结果只差两票以内"
        case CountReason.UNEQUAL:
            return "前后计数不一致"


def tellers_words(tellers: Sequence[str], scrutineers: Sequence[str]) -> str:
    """计票人甲、乙；监票人丙"""
    counting = f"计票人{'、'.join(map(printable, tellers))}"
    watching = f"监票人{'、'.join(map(printable, scrutineers))}"
    return f"{counting}；{watching}" if scrutineers else counting
