"""What the order of the meeting allows. ``admit`` refuses with a sentence and a remedy."""

from __future__ import annotations

import datetime as dt

from siquan_tui.meeting import events as ev
from siquan_tui.meeting import order_agenda, order_division, order_room, strike
from siquan_tui.meeting.order import OutOfOrder, refuse
from siquan_tui.meeting.state import Meeting
from siquan_tui.meeting.tellers import insist_all_there, insist_serving
from siquan_tui.message import message

__all__ = ["OutOfOrder", "admit", "admit_stored"]


def admit(meeting: Meeting, event: ev.MeetingEvent, now: dt.datetime) -> None:
    """Return if ``event`` may happen to ``meeting`` at ``now`` (aware); raise
    :class:`OutOfOrder` otherwise. Never raises anything else for a decoded event."""
    admit_stored(meeting, event, now)
    match event:
        case ev.Counted():
            insist_serving(meeting, event)
        case ev.TellersNamed():
            insist_all_there(meeting, event)


def admit_stored(meeting: Meeting, event: ev.MeetingEvent, now: dt.datetime) -> None:
    """The same for an event that is in the book already, where the rules that came after
    the first books do not judge it: a record that was in order stays in order."""
    if meeting.entries and now < meeting.entries[-1].at:
        refuse(message("时间早于上一条记录。"), message("改正时间：记录只能按先后顺序写入。"))
    if isinstance(event, ev.Convened):
        if meeting.convened is not None:
            refuse(message("会议已经召集。"), message("另开一次会议请新建。"))
        return
    if meeting.convened is None:
        refuse(message("会议还没有召集。"), message("第一条记录必须是召集。"))
    match event:
        case ev.Struck():
            strike.admit_strike(meeting, event, admit_stored)
        case (
            ev.ItemAdded()
            | ev.ItemAmended()
            | ev.ItemMoved()
            | ev.ItemWithdrawn()
            | ev.RoundAdded()
            | ev.ItemTaken()
            | ev.ItemClosed()
        ):
            order_agenda.admit_agenda(meeting, event, now)
        case (
            ev.DivisionOpened()
            | ev.Tallied()
            | ev.Counted()
            | ev.RecountOrdered()
            | ev.Announced()
            | ev.Annulled()
            | ev.Confirmed()
            | ev.ResolutionDrawn()
            | ev.Attested()
        ):
            order_division.admit_division(meeting, event, now)
        case _:
            order_room.admit_room(meeting, event, now)
