"""What an item or the call of the meeting lacked beforehand (例外说明), and the reason given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from msgspec import Struct

from siquan_tui.meeting import events as ev
from siquan_tui.meeting.shortfalls import call_shortfalls, item_shortfalls
from siquan_tui.meeting.state import Division, Meeting
from siquan_tui.message import Message, write_in_chinese
from siquan_tui.paper.wording import local, printable, sentence


def call_exceptions(meeting: Meeting, *, remarks: bool = False) -> str:
    """What calling the meeting lacked, and why it opened all the same; with ``remarks`` also
    what was said where it lacked nothing."""
    if meeting.convened is None or meeting.opened is None:
        return ""
    today = local(meeting, meeting.opened).date()
    lacking = call_shortfalls(meeting.convened, meeting.rules, meeting.roll, today)
    return _words("开会时条件不足", lacking, meeting.open_reason) if lacking or remarks else ""


def round_exceptions(meeting: Meeting, item: int, round_: int) -> str:
    """What the round lacked each time it was taken, and the reasons given."""
    told = (
        _words("审议时条件不足", _lacking(meeting, each), each.reason)
        for each in _takings(meeting, item)
        if each.round == round_
    )
    found = list(dict.fromkeys(filter(None, told)))
    return found[0] if len(found) == 1 else "".join(map(sentence, found))


def division_exceptions(meeting: Meeting, division: Division) -> str:
    """What the item lacked when it was taken to be voted on, and the reason given; empty
    where it lacked nothing."""
    before = [each for each in _takings(meeting, division.item) if each.entry < division.entry]
    if not before:
        return ""
    lacking = _lacking(meeting, before[-1])
    return _words("审议时条件不足", lacking, before[-1].reason) if lacking else ""


def was_taken(meeting: Meeting, item: int, round_: int) -> bool:
    """Whether the round was ever put before the assembly, as it stood then."""
    return any(each.round == round_ for each in _takings(meeting, item))


class _Taking(Struct, frozen=True):
    """An item put before the assembly."""

    entry: int
    at: dt.datetime
    round: int
    proposal: ev.Proposal
    """As it stood then; it may have been amended since."""
    reason: str


def _takings(meeting: Meeting, item: int) -> Iterator[_Taking]:
    round_, proposal = 0, None
    for entry in meeting.entries:
        if entry.seq in meeting.struck:
            continue
        match entry.event:
            case ev.ItemAdded(item=number) | ev.RoundAdded(item=number) if number == item:
                round_, proposal = round_ + 1, entry.event.proposal
            case ev.ItemAmended(item=number) if number == item:
                proposal = entry.event.proposal
            case ev.ItemTaken(item=number, reason=reason) if number == item:
                assert proposal is not None, "an item is listed before it is taken"
                yield _Taking(entry.seq, entry.at, round_, proposal, reason)
            case _:
                pass


def _lacking(meeting: Meeting, taking: _Taking) -> tuple[Message, ...]:
    today = local(meeting, taking.at).date()
    return item_shortfalls(taking.proposal, meeting.rules, meeting.roll, today)


def _words(when: str, lacking: tuple[Message, ...], reason: str) -> str:
    if not lacking:
        return printable(reason)
    # Worded for the chair on the day; a paper is read later.
    said = (write_in_chinese(each).replace("今天", "当天") for each in lacking)
    told = f"{when}：{'；'.join(said)}。"
    return f"{told}理由：{sentence(reason)}" if reason.strip() else told
