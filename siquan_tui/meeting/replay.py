"""Living a record again: what the order of the meeting says to entries that are stored."""

from __future__ import annotations

from collections.abc import Iterable

from siquan_tui.meeting.admit import OutOfOrder, admit_stored
from siquan_tui.meeting.apply import apply
from siquan_tui.meeting.events import Entry
from siquan_tui.meeting.figures import discrepancies
from siquan_tui.meeting.state import Meeting
from siquan_tui.message import Message, message


def first_disorder(entries: Iterable[Entry]) -> Message | None:
    """The first entry that the order of the meeting would have refused, or the first
    division whose announced result its own figures deny; None where all is in order.

    A hash chain proves that nothing changed since it was written; this proves that what
    was written could have happened.
    """
    meeting = Meeting()
    for entry in entries:
        try:
            admit_stored(meeting, entry.event, entry.at)
        except OutOfOrder as refusal:
            return message("第 {n} 条不合议事程序：{why}", n=entry.seq, why=refusal.message)
        meeting = apply(meeting, entry)
    for number in discrepancies(meeting):
        return message("第 {n} 次表决按记录重算，与宣布的结果不同", n=number)
    return None
