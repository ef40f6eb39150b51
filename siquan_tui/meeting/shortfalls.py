"""What the rules ask for beforehand and the record does not show (条件不足).

A shortfall does not forbid: the chair may go on with a reason, which the minutes keep.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from siquan_tui.meeting.events import Convened, ItemKind, Proposal
from siquan_tui.meeting.petition import (
    petition_checks,
    petition_lacks,
    representatives_needed,
)
from siquan_tui.meeting.roll import RollLine
from siquan_tui.message import Message, message
from siquan_tui.rules.model import Convener, Reserved, RuleSet, Threshold


def item_shortfalls(
    proposal: Proposal, rules: Sequence[RuleSet], roll: Sequence[RollLine], today: dt.date
) -> tuple[Message, ...]:
    """What an item lacks to be decided on today: posting days, prior discussion, the share
    that must have signed. ``roll`` may be empty where it is not known yet.

    Reports lack nothing: nothing is decided on them.
    """
    if proposal.kind is ItemKind.REPORT:
        return ()
    lacking: list[Message] = []
    for rule_set in rules:
        days = rule_set.notice.item_days
        if days and proposal.posting is None:
            lacking.append(
                message("没有公示（{rules}要求公示 {days} 天）", rules=rule_set.short, days=days)
            )
        elif days and proposal.posting is not None:
            have = proposal.posting.full_days(today)
            if have < days:
                lacking.append(
                    message(
                        "公示满 {have} 天，{rules}要求 {days} 天",
                        have=have,
                        rules=rule_set.short,
                        days=days,
                    )
                )
        if rule_set.discussed_by is not None and not proposal.discussed_by.strip():
            lacking.append(
                message(
                    "没有记录{body}事先研究讨论（{rules}）",
                    body=rule_set.discussed_by,
                    rules=rule_set.short,
                )
            )
    for check in petition_checks(proposal, rules, roll):
        if (lacks := petition_lacks(check)) is not None:
            lacking.append(lacks)
    return tuple(lacking)


def reserved_for(proposal: Proposal, rules: Sequence[RuleSet]) -> Reserved | None:
    """The reserved matter the item touches, if a governing rule set forbids deciding it."""
    return next(
        (
            matter
            for rule_set in rules
            for matter in rule_set.reserved
            if proposal.matter and matter.id == proposal.matter
        ),
        None,
    )


def not_ours(reserved: Reserved) -> Message:
    """That a matter is not the assembly's to decide, and whose it is."""
    return message(
        "“{matter}”不归村民代表会议决定，归{body}。",
        matter=reserved.name,
        body=reserved.belongs_to,
    )


def in_the_way(
    proposal: Proposal, rules: Sequence[RuleSet], roll: Sequence[RollLine], today: dt.date
) -> tuple[Message, ...]:
    """All that keeps an item from being decided on today without more ado: first of all that
    it is not the assembly's to decide, then what it lacks."""
    reserved = reserved_for(proposal, rules)
    lacking = item_shortfalls(proposal, rules, roll, today)
    return lacking if reserved is None else (not_ours(reserved), *lacking)


def call_shortfalls(
    convened: Convened, rules: Sequence[RuleSet], roll: Sequence[RollLine], today: dt.date
) -> tuple[Message, ...]:
    """What the calling of the meeting lacks: who called it, the share of those who asked
    for it, the days of notice, a rule set out of force on the day."""
    lacking: list[Message] = []
    callers = {convened.convener, *convened.jointly_with}
    for rule_set in rules:
        if (rule_set.since and today < rule_set.since) or (
            rule_set.until and today > rule_set.until
        ):
            lacking.append(message("{rules}今天不在施行期内", rules=rule_set.short))
        if rule_set.call.by and not callers & set(rule_set.call.by):
            lacking.append(message("{rules}规定由其他人召集", rules=rule_set.short))
        elif callers & set(rule_set.call.by) == {Convener.REPRESENTATIVES}:
            share = rule_set.call.share
            if share is not None:
                lacking.extend(_share_shortfall(convened, rule_set, share, roll))
        days = rule_set.call.notice_days
        if days and (convened.notified is None or (today - convened.notified).days < days):
            lacking.append(
                message("{rules}要求提前 {days} 天通知", rules=rule_set.short, days=days)
            )
    return tuple(lacking)


def _share_shortfall(
    convened: Convened, rule_set: RuleSet, share: Threshold, roll: Sequence[RollLine]
) -> tuple[Message, ...]:
    ask = representatives_needed(share, roll)
    if convened.petitioners >= ask:
        return ()
    return (
        message(
            "联名召集的有 {have} 人，{rules}要求 {ask} 人",
            have=convened.petitioners,
            rules=rule_set.short,
            ask=ask,
        ),
    )
