"""What the terms of a meeting are called, as messages for the edge to word."""

from __future__ import annotations

from collections.abc import Collection

from siquan_tui.meeting.events import Proposal, Proposer
from siquan_tui.meeting.roll import Capacity, RollLine
from siquan_tui.message import Message, message


def proposer_name(proposer: Proposer) -> Message:
    """Who raises items (议题提出人)."""
    match proposer:
        case Proposer.BRANCH:
            return message("村党支部")
        case Proposer.COMMITTEE:
            return message("村民委员会")
        case Proposer.CHAIR:
            return message("执行主席")
        case Proposer.PETITION:
            return message("联名")


def raised_by(proposal: Proposal) -> Message:
    """Who raised this one; of a petition, how many."""
    if proposal.proposer is Proposer.PETITION:
        if proposal.villagers:
            return message(
                "{n} 名村民联名（村民共 {all} 人）", n=proposal.petitioners, all=proposal.villagers
            )
        # Representatives; or villagers, listed before it could be written how many they are.
        return message("{n} 人联名", n=proposal.petitioners)
    return proposer_name(proposal.proposer)


def capacity_name(capacity: Capacity) -> Message:
    """In what capacity (身份) somebody stands on the roll."""
    match capacity:
        case Capacity.REPRESENTATIVE:
            return message("村民代表")
        case Capacity.COMMITTEE:
            return message("村委会成员")
        case Capacity.BOTH:
            return message("代表兼村委会成员")


def recused_words(
    roll: Collection[RollLine], recused: Collection[int], most: int = 0
) -> Message | None:
    """Who is recused (回避), by seat, at ``most`` so many by name where it is not 0; None =
    nobody."""
    people = [f"{line.seat} {line.name}" for line in roll if line.seat in recused]
    if not people:
        return None
    if 0 < most < len(people):
        first = tuple(people[:most])
        return message("回避：{who}等 {n} 人", who=first, n=len(people))
    return message("回避：{who}", who=tuple(people))


def resolution_number(year: int, number: int, *, rehearsal: bool = False) -> Message:
    """文号, by village and year: 〔2010〕1号; a rehearsal's is marked, 演练〔2010〕1号."""
    if rehearsal:
        return message("演练〔{year}〕{number}号", year=year, number=number)
    return message("〔{year}〕{number}号", year=year, number=number)
