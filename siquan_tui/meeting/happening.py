"""What an entry (记录) says, in one line: for the list of struck entries in the minutes, and
for the chair who has just struck one."""

from __future__ import annotations

from collections.abc import Collection

from siquan_tui.meeting import events as ev
from siquan_tui.meeting.names import resolution_number
from siquan_tui.meeting.state import Meeting
from siquan_tui.message import Message, message
from siquan_tui.rules.check import outcome_name
from siquan_tui.rules.names import side_name


def happening(meeting: Meeting, event: ev.MeetingEvent) -> Message:
    """One event in words, with the names of the seats it touches."""
    match event:
        case ev.Convened():
            return message("召集：{title}", title=event.title)
        case ev.ItemAdded():
            return message("列入议题{item}：{title}", item=event.item, title=event.proposal.title)
        case ev.ItemAmended():
            return message("修改议题{item}：{title}", item=event.item, title=event.proposal.title)
        case ev.ItemMoved():
            return message("议题{item}调到第{position}位", item=event.item, position=event.position)
        case ev.ItemWithdrawn():
            return message("撤回议题{item}：{why}", item=event.item, why=event.reason)
        case ev.RoundAdded():
            return message("议题{item}再议：{why}", item=event.item, why=event.reason)
        case ev.ItemTaken():
            return message("进入议题{item}", item=event.item)
        case ev.ItemClosed():
            return message("议题{item}结束", item=event.item)
        case ev.TellersNamed(scrutineers=()):
            return message("推选计票人{counting}", counting=event.tellers)
        case ev.TellersNamed():
            return message(
                "推选计票人{counting}；监票人{watching}",
                counting=event.tellers,
                watching=event.scrutineers,
            )
        case ev.Opened():
            return message("开会")
        case ev.Recessed(reason=""):
            return message("休会")
        case ev.Recessed():
            return message("休会：{why}", why=event.reason)
        case ev.Resumed():
            return message("复会")
        case ev.Adjourned():
            return message("散会")
        case ev.Struck():
            return message("划去第{n}号记录", n=event.entry)
        case _:
            return _of_people(meeting, event) or _of_division(event)


def _of_people(meeting: Meeting, event: ev.MeetingEvent) -> Message | None:
    match event:
        case ev.Arrived():
            return message("签到：{who}", who=_people(meeting, event.seats))
        case ev.Left():
            return message("离场：{who}", who=_people(meeting, event.seats))
        case ev.Excused(reason=""):
            return message("请假：{who}", who=_people(meeting, (event.seat,)))
        case ev.Excused():
            who = _people(meeting, (event.seat,))
            return message("请假：{who}，{why}", who=who, why=event.reason)
        case ev.AttendeeCame(office=""):
            return message("列席：{name}", name=event.name)
        case ev.AttendeeCame():
            return message("列席：{name} {office}", name=event.name, office=event.office)
        case ev.AttendeeLeft():
            return message("列席人员离场：{name}", name=event.name)
        case ev.Corrected():
            return message(
                "更正第{n}号记录：{who}当时{was}。理由：{why}",
                n=event.entry,
                who=_people(meeting, (event.seat,)),
                was=message("在场") if event.present else message("不在场"),
                why=event.reason,
            )
        case _:
            return None


def _of_division(event: ev.MeetingEvent) -> Message:
    match event:
        case ev.DivisionOpened():
            return message(
                "开始表决{n}（议题{item}第{round}轮）",
                n=event.division,
                item=event.item,
                round=event.round,
            )
        case ev.Tallied():
            return message(
                "表决{n}第{count}次计票：{side} {figure}",
                n=event.division,
                count=event.count,
                side=side_name(event.side),
                figure=event.figure,
            )
        case ev.Counted():
            return message(
                "表决{n}第{count}次计票核对完毕：{figures}",
                n=event.division,
                count=event.count,
                figures=tuple(
                    message(
                        "赞成{yes}、反对{no}、弃权{abstain}、未表态{none}",
                        yes=each.for_,
                        no=each.against,
                        abstain=each.abstain,
                        none=each.unexpressed,
                    )
                    for each in event.hands
                ),
            )
        case ev.RecountOrdered():
            return message("表决{n}复点", n=event.division)
        case ev.Announced():
            outcome = outcome_name(event.verdict.outcome)
            return message("宣布表决{n}的结果：{outcome}", n=event.division, outcome=outcome)
        case ev.Annulled():
            return message("表决{n}作废：{why}", n=event.division, why=event.reason)
        case ev.Confirmed():
            return message("确认表决{n}：{why}", n=event.division, why=event.reason)
        case ev.ResolutionDrawn():
            number = resolution_number(event.year, event.number)
            return message("形成决议{number}：{title}", number=number, title=event.title)
        case ev.Attested():
            number = resolution_number(event.year, event.number)
            return message("决议{number}加电子核验签名", number=number)
        case _:
            raise TypeError(type(event).__name__)


def _people(meeting: Meeting, seats: Collection[int]) -> tuple[str, ...]:
    """Who holds these seats, in the roll's order."""
    return tuple(f"{line.seat} {line.name}" for line in meeting.roll if line.seat in seats)
