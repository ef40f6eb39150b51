"""What the floor screen says about an item, line by line."""

from __future__ import annotations

import datetime as dt

from siquan_tui.meeting.events import ItemKind, Proposal
from siquan_tui.meeting.figures import total
from siquan_tui.meeting.state import Division, Item, Meeting, Round
from siquan_tui.message import Message, message
from siquan_tui.rules.check import outcome_name
from siquan_tui.rules.figures import Side


def posting(meeting: Meeting, proposal: Proposal, today: dt.date) -> Message:
    """Since when it is posted, and how many full days that makes of those asked for."""
    asked = max((each.notice.item_days for each in meeting.rules), default=0)
    if proposal.posting is None:
        return message("没有公示（要求 {asked} 天）", asked=asked) if asked else message("没有公示")
    posted = proposal.posting
    since = message("{day}起公示", day=posted.since)
    if posted.place:
        since = message("{day}起公示于{place}", day=posted.since, place=posted.place)
    if asked:
        return message(
            "{since}，满 {days} 天（要求 {asked} 天）",
            since=since,
            days=posted.full_days(today),
            asked=asked,
        )
    return message("{since}，满 {days} 天", since=since, days=posted.full_days(today))


def tellers(meeting: Meeting) -> Message:
    """Who counts and who watches the count, as named for this meeting."""
    if not meeting.tellers:
        return message("还没有推选（F12）")
    counting = meeting.tellers
    if not meeting.scrutineers:
        return message("计票人 {counting}", counting=counting)
    watching = meeting.scrutineers
    return message("计票人 {counting}，监票人 {watching}", counting=counting, watching=watching)


def outcome(division: Division) -> Message:
    """How a division ended, its figures first."""
    figures = {side: total(division.count, side) or 0 for side in Side}
    tally = message(
        "赞成 {yes} 反对 {no} 弃权 {abstain} 未表态 {none}",
        yes=figures[Side.FOR],
        no=figures[Side.AGAINST],
        abstain=figures[Side.ABSTAIN],
        none=figures[Side.UNEXPRESSED],
    )
    if division.annulled:
        return message("已作废（{why}）", why=division.annulled)
    if division.verdict is None:
        return message("正在表决")
    result = outcome_name(division.verdict.outcome)
    if division.superseded:
        return message("{tally}，{result}（已被新一轮取代）", tally=tally, result=result)
    return message("{tally}，{result}", tally=tally, result=result)


def earlier(meeting: Meeting, each: Round) -> list[Message]:
    """What became of a round's divisions."""
    divisions = [meeting.division(number) for number in each.divisions]
    return [
        message("第{round}轮 {outcome}", round=each.number, outcome=outcome(division))
        for division in divisions
        if division is not None
    ]


def is_report(item: Item) -> bool:
    """Heard, not voted on."""
    return item.proposal.kind is ItemKind.REPORT
