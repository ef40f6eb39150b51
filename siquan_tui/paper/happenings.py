"""What an entry (记录) says, in one line: for the list of struck entries in the minutes."""

from __future__ import annotations

from siquan_tui.meeting import events as ev
from siquan_tui.meeting.state import Meeting
from siquan_tui.message import say_in_chinese
from siquan_tui.paper.wording import names, number_words, printable, tellers_words
from siquan_tui.rules.check import outcome_name
from siquan_tui.rules.names import side_name


def happening(meeting: Meeting, event: ev.MeetingEvent) -> str:
    """One event in words, with the names of the seats it touches."""
    match event:
        case ev.Convened():
            return f"召集：{printable(event.title)}"
        case ev.ItemAdded():
            return f"列入议题{event.item}：{printable(event.proposal.title)}"
        case ev.ItemAmended():
            return f"修改议题{event.item}：{printable(event.proposal.title)}"
        case ev.ItemMoved():
            return f"议题{event.item}调到第{event.position}位"
        case ev.ItemWithdrawn():
            return f"撤回议题{event.item}：{printable(event.reason)}"
        case ev.RoundAdded():
            return f"议题{event.item}再议：{printable(event.reason)}"
        case ev.ItemTaken():
            return f"进入议题{event.item}"
        case ev.ItemClosed():
            return f"议题{event.item}结束"
        case ev.TellersNamed():
            return f"推选{tellers_words(event.tellers, event.scrutineers)}"
        case ev.Opened():
            return "开会"
        case ev.Recessed():
            return f"休会 {printable(event.reason)}".strip()
        case ev.Resumed():
            return "复会"
        case ev.Adjourned():
            return "散会"
        case ev.Struck():
            return f"划去第{event.entry}号记录"
        case _:
            return _of_people(meeting, event) or _of_division(event)


def _of_people(meeting: Meeting, event: ev.MeetingEvent) -> str:
    match event:
        case ev.Arrived():
            return f"签到：{names(meeting, event.seats)}"
        case ev.Left():
            return f"离场：{names(meeting, event.seats)}"
        case ev.Excused():
            reason = f",{printable(event.reason)}" if event.reason else ""
            return f"请假：{names(meeting, (event.seat,))}{reason}"
        case ev.AttendeeCame():
            return f"列席：{printable(event.name)} {printable(event.office)}".strip()
        case ev.AttendeeLeft():
            return f"列席人员离场：{printable(event.name)}"
        case ev.Corrected():
            was = "在场" if event.present else "不在场"
            who = names(meeting, (event.seat,))
            return f"更正第{event.entry}号记录：{who}当时{was}。理由：{printable(event.reason)}"
        case _:
            return ""


def _of_division(event: ev.MeetingEvent) -> str:
    match event:
        case ev.DivisionOpened():
            return f"开始表决{event.division}（议题{event.item}第{event.round}轮）"
        case ev.Tallied():
            side = say_in_chinese(side_name(event.side))
            return f"表决{event.division}第{event.count}次计票：{side} {event.figure}"
        case ev.Counted():
            figures = ";".join(
                f"赞成{each.for_}、反对{each.against}、弃权{each.abstain}、未表态{each.unexpressed}"
                for each in event.hands
            )
            return f"表决{event.division}第{event.count}次计票核对完毕：{figures}"
        case ev.RecountOrdered():
            return f"表决{event.division}复点"
        case ev.Announced():
            outcome = say_in_chinese(outcome_name(event.verdict.outcome))
            return f"宣布表决{event.division}的结果：{outcome}"
        case ev.Annulled():
            return f"表决{event.division}作废：{printable(event.reason)}"
        case ev.Confirmed():
            return f"确认表决{event.division}：{printable(event.reason)}"
        case ev.ResolutionDrawn():
            number = number_words(event.year, event.number, rehearsal=False)
            return f"形成决议{number}：{printable(event.title)}"
        case ev.Attested():
            number = number_words(event.year, event.number, rehearsal=False)
            return f"决议{number}加电子核验签名"
        case _:
            raise TypeError(type(event).__name__)
