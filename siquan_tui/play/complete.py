"""Fills in what a line may leave out: all that the program computes from the meeting.

What a line gives all the same must agree with what is computed; so a script can state the
verdict it expects and is stopped where the meeting comes to another.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from enum import Enum
from typing import Any, TypeVar

import msgspec

from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.order import refuse
from siquan_tui.meeting.roll import RollLine
from siquan_tui.meeting.state import Meeting
from siquan_tui.message import message
from siquan_tui.play.script import UNUSABLE, Line
from siquan_tui.play.stopped import Stopped
from siquan_tui.rules.figures import Side

T = TypeVar("T")
E = TypeVar("E", bound=Enum)

_NUMBERS: dict[str, dict[str, Any]] = {
    "item_added": {"item": 1},
    "tallied": {"division": 1, "count": 1, "bench": "hall"},
    "recount_ordered": {"division": 1},
}
"""Stand in for numbers left out of a line that makes no event for another reason, so that
the sentence names that reason."""


def complete(
    line: Line, meeting: Meeting, roll: Sequence[RollLine], rules: Sequence[ev.RuleText]
) -> ev.MeetingEvent:
    """The event a line of the meeting stands for. ``roll`` and ``rules`` are those of the
    day, for the opening.

    Raises :class:`Stopped` for fields that are wrong or disagree with the meeting, and
    :class:`~siquan_tui.meeting.order.OutOfOrder` where nothing can be computed now.
    """
    computed = _computed(line, meeting, roll, rules)
    if computed is None:
        return decoded(line, {**_NUMBERS.get(line.kind, {}), **line.fields})
    return agreeing(line, computed)


def _computed(
    line: Line, meeting: Meeting, roll: Sequence[RollLine], rules: Sequence[ev.RuleText]
) -> ev.MeetingEvent | None:
    given = line.fields
    match line.kind:
        case "opened":
            return chair.open_meeting(meeting, roll, rules, _of(given, "reason", str, ""))
        case "item_added" if "proposal" in given:
            return chair.add_item(meeting, _proposal(line))
        case "division_opened":
            if not meeting.current and "item" not in given:
                refuse(message("没有议题在审议中。"), message("先写一行 item_taken。"))
            return chair.open_division(
                meeting,
                _of(given, "item", int, meeting.current),
                [seat for seat in _of(given, "recused", list, []) if isinstance(seat, int)],
            )
        case "tallied":
            side, figure = _one_of(Side, given.get("side")), _of(given, "figure", int, -1)
            bench = _one_of(ev.Bench, given.get("bench", ev.Bench.HALL))
            if side is None or bench is None or figure < 0:
                return None
            return chair.tally(meeting, bench, side, figure)
        case "counted":
            return chair.close_count(meeting, _of(given, "teller", str, ""))
        case "recount_ordered":
            reason = _one_of(ev.CountReason, given.get("reason"))
            if reason is None and "reason" in given:
                return None
            return chair.order_recount(meeting, reason)
        case "announced":
            return chair.announce(meeting)
        case _:
            return None


def agreeing(
    line: Line, computed: ev.MeetingEvent, own: frozenset[str] = frozenset({"groups"})
) -> ev.MeetingEvent:
    """The computed event, if every field the line gives agrees with it. The fields in
    ``own`` are the line's to say. Raises :class:`Stopped` for one that differs."""
    filled: dict[str, Any] = json.loads(ev.encode(computed))
    event = decoded(line, {**filled, **line.fields})
    agreed: dict[str, Any] = json.loads(ev.encode(event))
    for name in line.fields:
        # a computed value left at its default is not written
        if name not in own and agreed.get(name) != filled.get(name):
            raise Stopped(
                line.number,
                message(
                    "{field} 写的是 {given}，按会议进行的情况应为 {computed}。",
                    field=name,
                    given=_short(line.fields[name]),
                    computed=_short(filled.get(name)),
                ),
                message("改正这一行，或者不写 {field}，由程序算出。", field=name),
            )
    return event


def decoded(line: Line, fields: dict[str, Any]) -> ev.MeetingEvent:
    """The event these fields make. Raises :class:`Stopped` with code 2 for fields that do
    not make one."""
    try:
        body = json.dumps({**fields, "kind": line.kind}, ensure_ascii=False)
        return ev.decode(body.encode("utf-8"))
    except (msgspec.MsgspecError, UnicodeEncodeError) as error:
        raise wrong_fields(line, error) from None


def wrong_fields(line: Line, error: Exception) -> Stopped:
    """The sentence for fields that do not make an event."""
    found = re.search(r"`\$\.?([^`]*)`$", str(error)) or re.search(r"field `([^`]*)`", str(error))
    return Stopped(
        line.number,
        message("{kind} 的内容不对（{detail}）。", kind=line.kind, detail=found[1] or line.kind)
        if found
        else message("{kind} 的内容不对（{detail}）。", kind=line.kind, detail=str(error)),
        message("各种事的写法见 docs/play.md。"),
        UNUSABLE,
    )


def _proposal(line: Line) -> ev.Proposal:
    try:
        return msgspec.convert(line.fields["proposal"], ev.Proposal, strict=True)
    except msgspec.MsgspecError as error:
        raise wrong_fields(line, error) from None


def _of(fields: dict[str, Any], name: str, kind: type[T], default: T) -> T:
    value = fields.get(name, default)
    return value if isinstance(value, kind) and not isinstance(value, bool) else default


def _one_of(kind: type[E], value: object) -> E | None:
    """The member of that value, which may be anything that stands in a line."""
    return next((each for each in kind if each.value == value), None)


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:59] + "…"
