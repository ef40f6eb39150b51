"""What an entry of the meeting is worth telling a reader who was not in the hall."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from siquan_tui.meeting import events as ev
from siquan_tui.meeting.figures import live_verdict, standing, total, voting
from siquan_tui.meeting.state import Division, Meeting, Phase
from siquan_tui.message import Message, message
from siquan_tui.rules.check import Check, CheckKind, Outcome, State, outcome_name, sentence
from siquan_tui.rules.figures import Side
from siquan_tui.rules.names import side_name


class Weight(StrEnum):
    """How much a sentence matters."""

    PLAIN = "plain"
    MEETING = "meeting"
    """A meeting begins."""
    TURN = "turn"
    """A figure crossed a threshold."""
    CARRIED = "carried"
    DEFEATED = "defeated"


class Told(Struct, frozen=True):
    """One sentence about an entry."""

    text: Message
    weight: Weight = Weight.PLAIN


def tell(before: Meeting, after: Meeting, event: ev.MeetingEvent) -> Iterator[Told]:
    """The sentences about an event that turned ``before`` into ``after``; none for one that
    only prepares the next."""
    match event:
        case ev.Tallied():
            yield from _turns(before, after, event)
        case ev.Announced():
            yield from _announced(after, event)
        case ev.Arrived() | ev.Left() | ev.Excused() | ev.Corrected():
            yield from _attendance(before, after, event)
        case ev.DivisionOpened() | ev.Counted() | ev.RecountOrdered() | ev.Annulled():
            yield from _division(after, event)
        case _:
            yield from _course(after, event)


def _course(after: Meeting, event: ev.MeetingEvent) -> Iterator[Told]:
    match event:
        case ev.Convened():
            yield Told(
                message(
                    "{village}{title}，定于 {day} 召开，主持人 {name}",
                    village=event.village,
                    title=event.title,
                    day=event.scheduled.date(),
                    name=event.presider,
                ),
                Weight.MEETING,
            )
            if event.rehearsal:
                yield Told(message("这是一次演练，形成的决议没有效力。"))
        case ev.ItemAdded():
            yield Told(
                message("列入第 {n} 项议题：{title}", n=event.item, title=event.proposal.title)
            )
        case ev.ItemWithdrawn():
            yield Told(message("撤回第 {n} 项议题：{reason}", n=event.item, reason=event.reason))
        case ev.RoundAdded():
            yield from _round_added(after, event)
        case ev.Opened():
            yield Told(
                message(
                    "开会：应到 {seats} 人，议事规则：{rules}",
                    seats=standing(after).seats,
                    rules=tuple(message("{name}", name=each.short) for each in after.rules),
                )
            )
        case ev.ItemTaken():
            item = after.item(event.item)
            title = item.proposal.title if item else ""
            yield Told(message("进入第 {n} 项议题：{title}", n=event.item, title=title))
        case ev.TellersNamed():
            yield Told(
                message(
                    "推选计票人 {counting}，监票人 {watching}",
                    counting=event.tellers,
                    watching=event.scrutineers,
                )
                if event.scrutineers
                else message("推选计票人 {counting}", counting=event.tellers)
            )
        case ev.ResolutionDrawn():
            yield Told(
                message(
                    "形成〔{year}〕{number} 号决议：{title}",
                    year=event.year,
                    number=event.number,
                    title=event.title,
                )
            )
        case ev.Attested():
            yield Told(
                message("〔{year}〕{number} 号决议已签名", year=event.year, number=event.number)
            )
        case ev.Recessed():
            yield Told(
                message("会议休会：{reason}", reason=event.reason)
                if event.reason
                else message("会议休会")
            )
        case ev.Resumed():
            yield Told(message("会议复会"))
        case ev.Adjourned():
            yield Told(message("会议散会"))
        case ev.Struck():
            yield Told(message("划去第 {entry} 条记录", entry=event.entry))


def _round_added(after: Meeting, event: ev.RoundAdded) -> Iterator[Told]:
    item = after.item(event.item)
    if item is None:
        return
    yield Told(
        message(
            "第 {n} 项议题列为第 {round} 轮再议：{reason}",
            n=event.item,
            round=item.round.number,
            reason=event.reason,
        ),
        Weight.TURN,
    )
    for division in after.divisions:
        if division.item == event.item and division.superseded and division.verdict is not None:
            yield Told(
                message(
                    "第 {n} 次表决的结果（{outcome}）留在记录里，由再议取代",
                    n=division.number,
                    outcome=outcome_name(division.verdict.outcome),
                )
            )


def _attendance(
    before: Meeting, after: Meeting, event: ev.Arrived | ev.Left | ev.Excused | ev.Corrected
) -> Iterator[Told]:
    was, now = standing(before), standing(after)
    if isinstance(event, ev.Corrected):
        yield Told(
            message("更正第 {entry} 条记录：{reason}", entry=event.entry, reason=event.reason)
        )
    elif isinstance(event, ev.Excused):
        line = after.line(event.seat)
        yield Told(message("{name} 请假", name=line.name if line else str(event.seat)))
    elif now.present == now.filled:
        # a sentence an arrival would bury the rest
        yield Told(
            message("应到 {seats} 人，实到 {present} 人", seats=now.seats, present=now.present)
        )
    going_home = after.phase is Phase.RECESS and not now.quorate
    if was.quorate != now.quorate and not going_home:
        for check in now.quorum:
            yield Told(_of_rules(after, check), Weight.TURN)


def _division(
    after: Meeting, event: ev.DivisionOpened | ev.Counted | ev.RecountOrdered | ev.Annulled
) -> Iterator[Told]:
    division = after.division(event.division)
    if division is None:
        return
    match event:
        case ev.DivisionOpened():
            yield Told(
                message(
                    "第 {n} 次表决，举手：参加表决 {voting} 人",
                    n=division.number,
                    voting=voting(division),
                )
            )
        case ev.Counted():
            figures = tuple(
                message("{side} {n}", side=side_name(side), n=total(division.count, side) or 0)
                for side in Side
            )
            yield Told(message("核对完毕：{figures}", figures=figures))
        case ev.RecountOrdered():
            yield Told(message("第 {n} 次计数（复点）", n=division.count.number))
        case ev.Annulled():
            yield Told(
                message("第 {n} 次表决作废：{reason}", n=division.number, reason=event.reason),
                Weight.DEFEATED,
            )


def _turns(before: Meeting, after: Meeting, event: ev.Tallied) -> Iterator[Told]:
    earlier, later = before.division(event.division), after.division(event.division)
    if earlier is None or later is None:
        return
    pairs = zip(_passes(before, earlier), _passes(after, later), strict=True)
    for was, now in pairs:
        if was.state is now.state:
            continue
        rules = next(each for each in after.rules if each.id == now.rules).short
        step = event.figure - (earlier.count.figures.get((event.bench, event.side)) or 0)
        side = side_name(event.side)
        hand = (
            message("{side}第 {n} 票", side=side, n=event.figure)
            if step == 1
            else message("{side}计 {n} 票", side=side, n=event.figure)
        )
        match now.state:
            case State.MET:
                turn = message("{hand}：{rules}已达门槛", hand=hand, rules=rules)
            case State.LOST:
                turn = message("{hand}：{rules}已不可能通过", hand=hand, rules=rules)
            case State.OPEN:
                turn = message("{hand}：{rules}又未定", hand=hand, rules=rules)
        yield Told(turn, Weight.TURN)


def _passes(meeting: Meeting, division: Division) -> list[Check]:
    return [
        check for check in live_verdict(meeting, division).checks if check.kind is CheckKind.PASS
    ]


def _announced(after: Meeting, event: ev.Announced) -> Iterator[Told]:
    judged = event.verdict
    carried = judged.outcome is Outcome.CARRIED
    yield Told(
        message("宣布结果：{outcome}", outcome=outcome_name(judged.outcome)),
        Weight.CARRIED if carried else Weight.DEFEATED,
    )
    for check in judged.checks:
        if check.kind is CheckKind.PASS or check.state is not State.MET:
            yield Told(_of_rules(after, check))


def _of_rules(meeting: Meeting, check: Check) -> Message:
    rules = next(each for each in meeting.rules if each.id == check.rules).short
    return message("{rules}：{check}", rules=rules, check=sentence(check, final=True))
