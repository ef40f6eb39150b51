"""The order of a division (表决): opening, counting, announcing, drawing the resolution."""

from __future__ import annotations

import datetime as dt

from siquan_tui.meeting import events as ev
from siquan_tui.meeting.electorate import entitled_seats, present_seats, widest
from siquan_tui.meeting.figures import live_verdict, quorum, remaining, settled
from siquan_tui.meeting.order import (
    division_being_counted,
    insist_no_division,
    insist_not_adjourned,
    insist_sitting,
    item_on_agenda,
    known_division,
    refuse,
    standing_division,
)
from siquan_tui.meeting.state import Count, Division, Meeting
from siquan_tui.message import Message, message
from siquan_tui.rules.check import Outcome, State, sentence
from siquan_tui.rules.figures import Side

DivisionEvent = (
    ev.DivisionOpened
    | ev.Tallied
    | ev.Counted
    | ev.RecountOrdered
    | ev.Announced
    | ev.Annulled
    | ev.Confirmed
    | ev.ResolutionDrawn
    | ev.Attested
)


def admit_division(meeting: Meeting, event: DivisionEvent, now: dt.datetime) -> None:
    """Refuse an event of a division that is out of order."""
    match event:
        case ev.DivisionOpened():
            _opened(meeting, event)
        case ev.Tallied():
            _tallied(meeting, event)
        case ev.Counted():
            _counted(meeting, event)
        case ev.RecountOrdered():
            _recount(meeting, event)
        case ev.Announced():
            _announced(meeting, event)
        case ev.Annulled():
            _annulled(meeting, event)
        case ev.Confirmed():
            _confirmed(meeting, event)
        case ev.ResolutionDrawn():
            _drawn(meeting, event, now)
        case ev.Attested():
            _attested(meeting, event)


def _opened(meeting: Meeting, event: ev.DivisionOpened) -> None:
    insist_sitting(meeting)
    insist_no_division(meeting)
    item = item_on_agenda(meeting, event.item)
    if meeting.current != event.item:
        refuse(
            message("第 {item} 项议题不在审议中。", item=event.item),
            message("先在议程页（F3）进入这项议题。"),
        )
    if item.proposal.kind is ev.ItemKind.REPORT:
        refuse(
            message("第 {item} 项是报告事项，不表决。", item=event.item),
            message("听取后结束本议题；要表决请另列议题。"),
        )
    if standing_division(meeting, item) is not None:
        refuse(
            message("第 {item} 项议题本轮已经表决。", item=event.item),
            message("方案有修改时，列为新一轮再议。"),
        )
    following = len(meeting.divisions) + 1
    if (event.division, event.round) != (following, item.round.number):
        refuse(
            message("表决的编号或轮次不对。"),
            message(
                "应为第 {division} 次表决、第 {round} 轮。",
                division=following,
                round=item.round.number,
            ),
        )
    short = [check for check in quorum(meeting) if check.state is not State.MET]
    if short:
        refuse(
            message("不足法定人数，不能表决：{checks}", checks=tuple(map(sentence, short))),
            message("等代表到齐，或者休会、散会。"),
        )
    everyone = widest(meeting.rules)
    here = present_seats(meeting)
    if len(set(event.recused)) != len(event.recused):
        refuse(message("同一个席位写了两次。"), message("每个席位只写一次。"))
    for seat in event.recused:
        line = meeting.line(seat)
        if line is None or seat not in here or not line.belongs_to(everyone):
            refuse(
                message("{seat} 号不在表决权人之列，谈不上回避。", seat=seat),
                message("只有到会的表决权人才需要回避。"),
            )
    if event.entitled != entitled_seats(meeting, event.recused):
        refuse(message("表决权人与到会名单不一致。"), message("核对签到（F2）后重新开始表决。"))
    if not event.entitled:
        refuse(message("没有人可以参加表决。"), message("全部回避的事项，提交村民会议。"))


def _tallied(meeting: Meeting, event: ev.Tallied) -> None:
    insist_sitting(meeting)
    division = division_being_counted(meeting, event.division)
    count = _count_under_way(division, event.count)
    if all(size.bench is not event.bench for size in division.benches):
        refuse(message("这次表决不分席计数。"), message("按全体表决权人计数。"))
    left = remaining(division, count, event.bench)
    left += count.figures.get((event.bench, event.side), 0)
    if event.figure > left:
        size = next(size.voting for size in division.benches if size.bench is event.bench)
        refuse(
            message(
                "参加表决的只有 {voting} 人，多出 {over} 票。",
                voting=size,
                over=event.figure - left,
            ),
            message("这一项最多填 {left}。", left=left),
        )


def _counted(meeting: Meeting, event: ev.Counted) -> None:
    insist_sitting(meeting)
    division = division_being_counted(meeting, event.division)
    count = _count_under_way(division, event.count)
    if event.teller and division.tellers and event.teller not in meeting.tellers:
        refuse(
            message("{name} 不是这次表决的计票人。", name=event.teller),
            message("由推选的计票人计票；要换人，在两次表决之间重新推选（F12）。"),
        )
    for size in division.benches:
        blank = [side for side in Side if (size.bench, side) not in count.figures]
        left = remaining(division, count, size.bench)
        if left:
            refuse(
                message("还有 {left} 人没有计入。", left=left),
                message("没有举手的人记入未表态，四项之和应为 {voting}。", voting=size.voting),
            )
        if blank:
            refuse(
                message("还有一项没有填：空白不等于零。"),
                message("没有人的一项请填 0。"),
            )
    entered = tuple(hands_of(count, size.bench) for size in division.benches)
    if event.hands != entered:
        refuse(message("核对的数与计入的数不一致。"), message("重新核对后再确认。"))
    for size in division.benches:
        groups = [hands for hands in event.groups if hands.bench is size.bench]
        for side in Side:
            if groups and sum(each.of(side) for each in groups) != count.figures[size.bench, side]:
                refuse(message("各组小计之和与总数不一致。"), message("逐组核对后再确认。"))


def hands_of(count: Count, bench: ev.Bench) -> ev.Hands:
    """A bench's four figures as tallied; a blank one, which may not be closed, as 0."""

    def figure(side: Side) -> int:
        return count.figures.get((bench, side), 0)

    return ev.Hands(
        bench=bench,
        for_=figure(Side.FOR),
        against=figure(Side.AGAINST),
        abstain=figure(Side.ABSTAIN),
        unexpressed=figure(Side.UNEXPRESSED),
    )


def _count_under_way(division: Division, number: int) -> Count:
    count = division.count
    if count.closed:
        refuse(
            message("第 {count} 次计数已经核对完毕。", count=count.number),
            message("有人存疑时复点（F6），原来的数保留。"),
        )
    if number != count.number:
        refuse(
            message("现在进行的是第 {count} 次计数。", count=count.number),
            message("把数计入第 {count} 次计数。", count=count.number),
        )
    return count


def _recount(meeting: Meeting, event: ev.RecountOrdered) -> None:
    insist_sitting(meeting)
    division = division_being_counted(meeting, event.division)
    if not division.count.closed:
        refuse(
            message("第 {count} 次计数还没有核对完毕。", count=division.count.number),
            message("先填完并核对（回车），再复点。"),
        )


def _announced(meeting: Meeting, event: ev.Announced) -> None:
    insist_sitting(meeting)
    division = division_being_counted(meeting, event.division)
    stands = settled(division, second_count=meeting.second_count)
    if stands is None:
        refuse(unsettled(division), message("计数一致并核对完毕后才能宣布。"))
    if event.verdict != live_verdict(meeting, division, stands):
        refuse(message("要宣布的结果与计票不一致。"), message("按计票结果宣布。"))


def unsettled(division: Division) -> Message:
    """Why a division has no figures that stand yet."""
    if not division.count.closed:
        return message("第 {count} 次计数还没有核对完毕。", count=division.count.number)
    if len(division.counts) == 1:
        return message("本次会议每次表决计两遍，还没有复计。")
    return message("几次计数不一致，需要再点一次。")


def _annulled(meeting: Meeting, event: ev.Annulled) -> None:
    insist_not_adjourned(meeting)
    division = known_division(meeting, event.division)
    if division.annulled:
        refuse(message("第 {n} 次表决已经作废。", n=event.division), message("不用再作废。"))
    if division.superseded:
        refuse(
            message("第 {n} 次表决已经被新一轮再议取代。", n=event.division),
            message("它留在记录里，不用作废。"),
        )
    if not event.reason.strip():
        refuse(message("作废没有写理由。"), message("写明为什么作废。"))


def _confirmed(meeting: Meeting, event: ev.Confirmed) -> None:
    insist_not_adjourned(meeting)
    division = known_division(meeting, event.division)
    if not division.flags:
        refuse(message("第 {n} 次表决没有受更正影响。", n=event.division), message("不用确认。"))
    if not event.reason.strip():
        refuse(message("确认没有写理由。"), message("写明为什么结果仍然有效。"))


def _drawn(meeting: Meeting, event: ev.ResolutionDrawn, now: dt.datetime) -> None:
    division = known_division(meeting, event.division)
    if division.verdict is None:
        refuse(
            message("第 {n} 次表决没有有效的结果。", n=event.division),
            message("先宣布结果。"),
        )
    if division.verdict.outcome is not Outcome.CARRIED:
        refuse(
            message("第 {n} 次表决没有通过，不能形成决议。", n=event.division),
            message("方案修改后可以列为新一轮再议。"),
        )
    _insist_stands(division)
    if any(each.division == event.division for each in meeting.resolutions):
        refuse(
            message("第 {n} 次表决已经形成决议。", n=event.division),
            message("打开已有的决议打印。"),
        )
    if event.year != now.year:
        refuse(
            message("决议的年份是 {year}，应为 {now}。", year=event.year, now=now.year),
            message("决议按形成的年份编号。"),
        )
    if not event.text.strip():
        refuse(message("决议没有正文。"), message("写明决定的内容。"))


def _attested(meeting: Meeting, event: ev.Attested) -> None:
    resolution = meeting.resolution(event.year, event.number)
    if resolution is None:
        refuse(
            message("没有〔{year}〕{number} 号决议。", year=event.year, number=event.number),
            message("先形成决议，再签名。"),
        )
    if resolution.code:
        refuse(
            message("〔{year}〕{number} 号决议已经签名。", year=event.year, number=event.number),
            message("直接打印。"),
        )
    _insist_stands(known_division(meeting, resolution.division))


def _insist_stands(division: Division) -> None:
    """Refuse what rests on a division that was annulled, superseded or called in doubt."""
    if division.annulled:
        refuse(
            message("第 {n} 次表决已经作废。", n=division.number),
            message("重新表决后，以新的结果形成决议。"),
        )
    if division.superseded:
        refuse(
            message("第 {n} 次表决已经被新一轮再议取代。", n=division.number),
            message("以新一轮的表决形成决议。"),
        )
    if division.flags:
        refuse(
            message("第 {n} 次表决受更正影响，还没有处理。", n=division.number),
            message("先确认表决有效，或者作废后重新表决。"),
        )
