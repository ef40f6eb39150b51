"""Striking (划去): one more entry that takes an earlier one back; nothing is rewritten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from siquan_tui.meeting import events as ev
from siquan_tui.meeting.apply import advance
from siquan_tui.meeting.order import OutOfOrder, refuse
from siquan_tui.meeting.state import Meeting
from siquan_tui.message import message

Admit = Callable[[Meeting, ev.MeetingEvent, dt.datetime], None]


def behind_result(meeting: Meeting, seq: int) -> bool:
    """Whether the entry lies at or before an announced result, a number given or the
    adjournment: those may not be struck any more, only corrected or annulled."""
    return any(
        isinstance(each.event, ev.Announced | ev.ResolutionDrawn | ev.Attested | ev.Adjourned)
        and each.seq not in meeting.struck
        for each in meeting.entries[seq - 1 :]
    )


def newest_strikable(meeting: Meeting) -> int | None:
    """Number of the entry that one strike takes back now; None if there is none."""
    for entry in reversed(meeting.entries):
        if entry.seq in meeting.struck or isinstance(entry.event, ev.Struck):
            continue
        if isinstance(entry.event, ev.Convened) or behind_result(meeting, entry.seq):
            return None
        return entry.seq
    return None


def admit_strike(meeting: Meeting, event: ev.Struck, admit: Admit) -> None:
    """Refuse a strike of what is not there, what is behind a result, or what a later
    entry relies on (named in the refusal)."""
    if event.entry > meeting.seq:
        refuse(message("没有第 {entry} 条记录。", entry=event.entry), message("选一条已有的记录。"))
    target = meeting.entries[event.entry - 1]
    if event.entry in meeting.struck:
        refuse(message("第 {entry} 条记录已经划去。", entry=event.entry), message("不用再划。"))
    if isinstance(target.event, ev.Struck):
        refuse(
            message("第 {entry} 条是一次划去，不能再划去。", entry=event.entry),
            message("把划去的内容重新记一次。"),
        )
    if isinstance(target.event, ev.Convened):
        refuse(message("召集不能划去。"), message("不开的会不用散会，也不留决议。"))
    if behind_result(meeting, event.entry):
        refuse(
            message("结果已经宣布（或决议已经编号），之前的记录不能划去。"),
            message("签到有误请用更正，表决有误请作废后重新表决。"),
        )
    if event.entry == newest_strikable(meeting):
        return  # nothing follows that could rely on it
    kept = Meeting(struck=meeting.struck | {event.entry})
    for entry in meeting.entries:
        counts = entry.seq not in kept.struck and not isinstance(entry.event, ev.Struck)
        if counts and entry.seq > event.entry:
            try:
                admit(kept, entry.event, entry.at)
            except OutOfOrder as error:
                refuse(
                    message(
                        "第 {later} 条记录依赖第 {entry} 条：{why}",
                        later=entry.seq,
                        entry=event.entry,
                        why=error.message,
                    ),
                    message("先划去第 {later} 条，或从最新一条起依次划去。", later=entry.seq),
                )
        kept = advance(kept, entry)
