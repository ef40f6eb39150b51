"""The order of the agenda (议程): what may be listed, changed and taken."""

from __future__ import annotations

import datetime as dt

from siquan_tui.meeting import events as ev
from siquan_tui.meeting.order import (
    insist_no_division,
    insist_not_adjourned,
    insist_sitting,
    item_on_agenda,
    refuse,
    standing_division,
)
from siquan_tui.meeting.shortfalls import item_shortfalls, not_ours, reserved_for
from siquan_tui.meeting.state import Meeting, Phase
from siquan_tui.message import message

AgendaEvent = (
    ev.ItemAdded
    | ev.ItemAmended
    | ev.ItemMoved
    | ev.ItemWithdrawn
    | ev.RoundAdded
    | ev.ItemTaken
    | ev.ItemClosed
)


def admit_agenda(meeting: Meeting, event: AgendaEvent, now: dt.datetime) -> None:
    """Refuse an event of the agenda that is out of order."""
    insist_not_adjourned(meeting)
    match event:
        case ev.ItemAdded():
            _added(meeting, event)
        case ev.ItemAmended():
            _amended(meeting, event)
        case ev.ItemMoved():
            item_on_agenda(meeting, event.item)
            if event.position > len(meeting.items):
                refuse(
                    message("议程只有 {n} 项。", n=len(meeting.items)),
                    message("位置填 1 到 {n}。", n=len(meeting.items)),
                )
        case ev.ItemWithdrawn():
            _withdrawn(meeting, event)
        case ev.RoundAdded():
            _round_added(meeting, event)
        case ev.ItemTaken():
            _taken(meeting, event, now)
        case ev.ItemClosed():
            insist_sitting(meeting)
            insist_no_division(meeting)
            if meeting.current != event.item:
                refuse(
                    message("第 {item} 项议题不在审议中。", item=event.item),
                    message("只能结束正在审议的议题。"),
                )


def _added(meeting: Meeting, event: ev.ItemAdded) -> None:
    following = len(meeting.items) + 1
    if event.item != following:
        refuse(
            message("新议题的编号应当是 {n}，不是 {item}。", n=following, item=event.item),
            message("编号依次排列，不留空号。"),
        )
    _insist_sensible(event.proposal)


def _amended(meeting: Meeting, event: ev.ItemAmended) -> None:
    item = item_on_agenda(meeting, event.item)
    insist_no_division(meeting)
    if standing_division(meeting, item) is not None:
        refuse(
            message("第 {item} 项议题本轮已经表决，不能再改。", item=event.item),
            message("方案有修改时，列为新一轮再议。"),
        )
    _insist_sensible(event.proposal)


def _withdrawn(meeting: Meeting, event: ev.ItemWithdrawn) -> None:
    item = item_on_agenda(meeting, event.item)
    if meeting.current == event.item:
        insist_no_division(meeting)
    if standing_division(meeting, item) is not None:
        refuse(
            message("第 {item} 项议题已经有表决结果，不能撤回。", item=event.item),
            message("要改变结果，请列为新一轮再议。"),
        )


def _round_added(meeting: Meeting, event: ev.RoundAdded) -> None:
    item = item_on_agenda(meeting, event.item)
    insist_no_division(meeting)
    if meeting.phase is Phase.CONVENED or standing_division(meeting, item) is None:
        refuse(
            message("第 {item} 项议题本轮还没有表决结果，不必再议。", item=event.item),
            message("表决之前要改方案，直接修改议题即可。"),
        )
    _insist_sensible(event.proposal)


def _taken(meeting: Meeting, event: ev.ItemTaken, now: dt.datetime) -> None:
    insist_sitting(meeting)
    insist_no_division(meeting)
    item = item_on_agenda(meeting, event.item)
    if meeting.current == event.item:
        refuse(
            message("第 {item} 项议题正在审议。", item=event.item), message("可以直接表决（F4）。")
        )
    if standing_division(meeting, item) is not None:
        refuse(
            message("第 {item} 项议题本轮已经表决。", item=event.item),
            message("方案有修改时，列为新一轮再议。"),
        )
    reserved = reserved_for(item.proposal, meeting.rules)
    if reserved is not None:
        refuse(not_ours(reserved), message("撤回本议题，提交有权决定的组织。"))
    lacking = item_shortfalls(item.proposal, meeting.rules, meeting.roll, now.date())
    if lacking and not event.reason.strip():
        refuse(
            message("第 {item} 项议题条件不足：{lacking}", item=event.item, lacking=lacking),
            message("说明理由后才能审议，理由记入会议记录。"),
        )


def _insist_sensible(proposal: ev.Proposal) -> None:
    if not proposal.title.strip():
        refuse(message("议题没有名称。"), message("写一句话说明要议什么。"))
    if proposal.proposer is not ev.Proposer.PETITION:
        return  # what was counted for a petition and given up says nothing here
    if proposal.petitioners == 0:
        refuse(message("联名提议没有填人数。"), message("填写联名的人数。"))
    if 0 < proposal.villagers < proposal.petitioners:
        refuse(
            message(
                "联名的有 {have} 人，村民总数只有 {all} 人，多出 {over} 人。",
                have=proposal.petitioners,
                all=proposal.villagers,
                over=proposal.petitioners - proposal.villagers,
            ),
            message("核对联名人数和村民总数。"),
        )
