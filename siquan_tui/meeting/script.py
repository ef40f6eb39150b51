"""The chair's script (主持词): the sentence to say aloud now, from the state."""

from __future__ import annotations

from siquan_tui.meeting import events as ev
from siquan_tui.meeting.chair import items_left, next_item, recount_reason
from siquan_tui.meeting.doubt import in_doubt, vote_in_doubt
from siquan_tui.meeting.figures import complete, remaining, settled, standing, total
from siquan_tui.meeting.order import standing_division
from siquan_tui.meeting.state import Count, Division, Item, Meeting, Phase
from siquan_tui.meeting.tellers import teller_of
from siquan_tui.message import Message, message
from siquan_tui.rules.check import Outcome, Verdict
from siquan_tui.rules.figures import Side


def script(meeting: Meeting) -> Message:
    """What the chair says now."""
    match meeting.phase:
        case Phase.CONVENED if not meeting.agenda:
            return message("议程还没有写。先写好议程，再请各位代表入座。")
        case Phase.CONVENED:
            return message("请各位代表入座，会议马上开始。")
        case Phase.RECESS:
            return message("现在休会，复会时间另行通知。")
        case Phase.ADJOURNED if left := items_left(meeting):
            return message(
                "{items}留待下次会议，现在散会。谢谢各位代表！",
                items=tuple(each.proposal.title for each in left),
            )
        case Phase.ADJOURNED:
            return message("会议各项议程已经完成，现在散会。谢谢各位代表！")
        case Phase.SITTING:
            return _sitting(meeting)


def _sitting(meeting: Meeting) -> Message:
    division = meeting.division_under_way
    if division is not None:
        return _counting(meeting, division)
    item = meeting.item(meeting.current)
    if item is not None:
        return _item(meeting, item)
    doubtful = vote_in_doubt(meeting)
    return _room(meeting) if doubtful is None else _result(meeting, doubtful)


def _room(meeting: Meeting) -> Message:
    now = standing(meeting)
    if not now.quorate:
        return message(
            "现在清点人数：应到 {seats} 人，实到 {present} 人，还差 {short} 人，请稍候。",
            seats=now.seats,
            present=now.present,
            short=max(1, -now.margin),
        )
    following = next_item(meeting)
    item = meeting.item(following) if following is not None else None
    if item is None:
        return message("各项议题已经议完。各位代表还有什么意见？没有就散会。")
    if not meeting.divisions and all(each.taken is None for each in meeting.items):
        if not meeting.tellers and any(_to_be_voted_on(each) for each in meeting.items):
            return message(
                "应到 {seats} 人，实到 {present} 人，请假 {excused} 人，符合法定人数，"
                "现在开会。请先推选计票人、监票人，再进行第一项议题：{title}。",
                seats=now.seats,
                present=now.present,
                excused=now.excused,
                title=item.proposal.title,
            )
        return message(
            "应到 {seats} 人，实到 {present} 人，请假 {excused} 人，符合法定人数，"
            "现在开会。第一项议题：{title}。",
            seats=now.seats,
            present=now.present,
            excused=now.excused,
            title=item.proposal.title,
        )
    return message("下面进行第 {n} 项议题：{title}。", n=item.number, title=item.proposal.title)


def _to_be_voted_on(item: Item) -> bool:
    return not item.withdrawn and item.proposal.kind is ev.ItemKind.DECISION


def _item(meeting: Meeting, item: Item) -> Message:
    division = standing_division(meeting, item)
    if division is not None and division.verdict is not None:
        return _result(meeting, division)
    if item.proposal.kind is ev.ItemKind.REPORT:
        return message("现在听取“{title}”，听后请各位代表提问。", title=item.proposal.title)
    if item.round.number > 1:
        return message(
            "现在再议“{title}”，这是第 {round} 轮。请说明修改的地方，请各位代表讨论。",
            title=item.proposal.title,
            round=item.round.number,
        )
    return message(
        "现在审议“{title}”。请提案人说明方案，请各位代表讨论。", title=item.proposal.title
    )


def _result(meeting: Meeting, division: Division) -> Message:
    doubt = in_doubt(meeting, division)
    if doubt is not None:
        return message(
            "第 {n} 次表决的签到有更正。{doubt}。请会议确认表决仍然有效，或者作废后重新表决。",
            n=division.number,
            doubt=doubt,
        )
    drawn = next((r for r in meeting.resolutions if r.division == division.number), None)
    if drawn is not None:
        return message("现在宣读决议：{title}。请各位代表在决议上签字。", title=drawn.title)
    assert division.verdict is not None
    return announcement(division.verdict, division.count)


def announcement(judged: Verdict, count: Count) -> Message:
    """The result as the chair says it (宣布)."""
    figures = {side: total(count, side) or 0 for side in Side}
    match judged.outcome:
        case Outcome.CARRIED:
            return message(
                "表决结果：赞成 {yes} 票，反对 {no} 票，弃权 {abstain} 票，"
                "未表态 {none} 人。通过！",
                yes=figures[Side.FOR],
                no=figures[Side.AGAINST],
                abstain=figures[Side.ABSTAIN],
                none=figures[Side.UNEXPRESSED],
            )
        case Outcome.INQUORATE:
            return message("到会的不足法定人数，这次表决没有效力。")
        case _:
            return message(
                "表决结果：赞成 {yes} 票，反对 {no} 票，弃权 {abstain} 票，"
                "未表态 {none} 人。没有通过。",
                yes=figures[Side.FOR],
                no=figures[Side.AGAINST],
                abstain=figures[Side.ABSTAIN],
                none=figures[Side.UNEXPRESSED],
            )


def _counting(meeting: Meeting, division: Division) -> Message:
    count = division.count
    if count.closed:
        if settled(division, second_count=meeting.second_count) is not None:
            return message("现在宣布表决结果。")
        if recount_reason(meeting, division) is ev.CountReason.SETTING:
            return _again(division)
        return message("两次点的数不一样，请大家再举一次手，重新清点。")
    if complete(division, count):
        return _check(division)
    asked = _next_call(division, count)
    if asked is None:
        left = sum(remaining(division, count, size.bench) for size in division.benches)
        return message("还有 {left} 位没有计入。没有举手的，记为未表态。", left=left)
    return call_for(*asked)


def _again(division: Division) -> Message:
    name = teller_of(division, division.count.number + 1)
    if not name:
        return message("现在请另一位计票人再点一遍。")
    return message("现在请计票人 {name} 再点一遍。", name=name)


def _check(division: Division) -> Message:
    """The call to check a complete count, by name where tellers were named."""
    figures = _figures(division.count)
    name = teller_of(division, division.count.number)
    who: list[Message] = []
    if division.scrutineers:
        who.append(message("监票人 {names}", names=division.scrutineers))
    if name:
        who.append(message("计票人 {name}", name=name))
    match who:
        case [watching, counting]:
            both = message("{name}、{more}", name=watching, more=counting)
            return message("请{who} 核对：{figures}。", who=both, figures=figures)
        case [alone]:
            return message("请{who} 核对：{figures}。", who=alone, figures=figures)
        case _:
            return message("请监票人、计票人核对：{figures}。", figures=figures)


def call_for(bench: ev.Bench, side: Side) -> Message:
    """The call for one side's hands: 同意的请举手."""
    match side:
        case Side.FOR:
            call = message("同意的请举手……请放下。")
        case Side.AGAINST:
            call = message("反对的请举手……请放下。")
        case Side.ABSTAIN:
            call = message("弃权的请举手……请放下。")
        case Side.UNEXPRESSED:
            call = message("还有没有举手的？没有举手的记为未表态。")
    match bench:
        case ev.Bench.HALL:
            return call
        case ev.Bench.REPRESENTATIVES:
            return message("先请村民代表：{call}", call=call)
        case ev.Bench.COMMITTEE:
            return message("再请不是代表的村委会成员：{call}", call=call)


def _next_call(division: Division, count: Count) -> tuple[ev.Bench, Side] | None:
    return next(
        (
            (size.bench, side)
            for size in division.benches
            for side in Side
            if (size.bench, side) not in count.figures
        ),
        None,
    )


def _figures(count: Count) -> Message:
    return message(
        "赞成 {yes}，反对 {no}，弃权 {abstain}，未表态 {none}",
        yes=total(count, Side.FOR) or 0,
        no=total(count, Side.AGAINST) or 0,
        abstain=total(count, Side.ABSTAIN) or 0,
        none=total(count, Side.UNEXPRESSED) or 0,
    )
