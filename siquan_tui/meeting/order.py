"""How the meeting refuses: what is wrong, and what to do."""

from __future__ import annotations

from typing import NoReturn

from siquan_tui.meeting.state import Division, Item, Meeting, Phase
from siquan_tui.message import Message, message
from siquan_tui.refusal import Refusal


class OutOfOrder(Refusal):
    """An event the meeting does not admit now."""


def refuse(why: Message, remedy: Message) -> NoReturn:
    """Raise :class:`OutOfOrder`."""
    raise OutOfOrder(why, remedy)


def insist_sitting(meeting: Meeting) -> None:
    """Refuse unless the meeting is sitting."""
    match meeting.phase:
        case Phase.CONVENED:
            refuse(message("会议尚未开会。"), message("先在议程页（F3）开会。"))
        case Phase.RECESS:
            refuse(message("会议正在休会。"), message("先复会。"))
        case Phase.ADJOURNED:
            refuse(message("会议已经散会。"), message("如有新的事项，请另行召集会议。"))


def insist_not_adjourned(meeting: Meeting) -> None:
    """Refuse after the meeting is over."""
    if meeting.phase is Phase.ADJOURNED:
        refuse(message("会议已经散会。"), message("如有新的事项，请另行召集会议。"))


def insist_no_division(meeting: Meeting) -> None:
    """Refuse while hands are being counted."""
    if meeting.division_under_way is not None:
        refuse(
            message("正在表决，还没有宣布结果。"),
            message("先宣布结果，或者说明理由作废这次表决。"),
        )


def known_item(meeting: Meeting, number: int) -> Item:
    """The item of that number, or a refusal."""
    item = meeting.item(number)
    if item is None:
        refuse(message("没有第 {item} 项议题。", item=number), message("从议程里选一项。"))
    return item


def item_on_agenda(meeting: Meeting, number: int) -> Item:
    """The item of that number if it is not withdrawn, or a refusal."""
    item = known_item(meeting, number)
    if item.withdrawn:
        refuse(message("第 {item} 项议题已经撤回。", item=number), message("从议程里另选一项。"))
    return item


def known_division(meeting: Meeting, number: int) -> Division:
    """The division of that number, or a refusal."""
    division = meeting.division(number)
    if division is None:
        refuse(
            message("没有第 {division} 次表决。", division=number), message("先开始表决（F4）。")
        )
    return division


def division_being_counted(meeting: Meeting, number: int) -> Division:
    """The division of that number if it has neither result nor annulment, or a refusal."""
    division = known_division(meeting, number)
    if division.annulled:
        refuse(
            message("第 {division} 次表决已经作废。", division=number),
            message("重新开始表决（F4）。"),
        )
    if not division.open:
        refuse(
            message("第 {division} 次表决已经宣布结果。", division=number),
            message("如果计数有误，说明理由作废，再重新表决。"),
        )
    return division


def standing_division(meeting: Meeting, item: Item) -> Division | None:
    """The division of the item's current round that was announced and not annulled."""
    for number in item.round.divisions:
        division = meeting.division(number)
        if division is not None and division.verdict is not None and not division.annulled:
            return division
    return None
