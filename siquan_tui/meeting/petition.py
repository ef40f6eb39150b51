"""A petition (联名) held against the shares the rule sets name: needed, have, short by."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from siquan_tui.meeting.electorate import room
from siquan_tui.meeting.events import Proposal, Proposer
from siquan_tui.meeting.roll import RollLine
from siquan_tui.message import Message, message
from siquan_tui.rules.arithmetic import needed
from siquan_tui.rules.model import Base, Electorate, RuleSet, Threshold


class PetitionCheck(Struct, frozen=True):
    """One rule set's share held against those who signed, in heads."""

    rules: RuleSet
    of_villagers: bool
    """Whether villagers signed; otherwise representatives."""
    base: int
    """How many of them there are; 0 = not known."""
    needed: int | None
    """None = the rule set names no share for those who signed."""
    have: int

    @property
    def short_by(self) -> int:
        """How many signatures are missing."""
        return max(0, (self.needed or 0) - self.have)

    @property
    def too_many(self) -> bool:
        """Whether more signed than there are: then somebody else signed, or it is miswritten."""
        return self.needed is not None and self.have > self.base


def representatives_needed(share: Threshold, roll: Sequence[RollLine]) -> int:
    """How many representatives make a share. Source document and statute alike count
    those who ask among the representatives only, also where the committee votes too."""
    return needed(share, representatives(share, roll))


def representatives(share: Threshold, roll: Sequence[RollLine]) -> int:
    """How many representatives a share is taken of."""
    return room(roll, Electorate.REPRESENTATIVES, frozenset()).base(share.of)


def petition_checks(
    proposal: Proposal, rules: Sequence[RuleSet], roll: Sequence[RollLine]
) -> tuple[PetitionCheck, ...]:
    """Every governing rule set that has a share of anybody; none of an item that nobody
    signed for. Before the roll is known a petition of representatives is not judged."""
    if proposal.proposer is not Proposer.PETITION:
        return ()
    of_villagers = proposal.villagers > 0
    found = []
    for rule_set in rules:
        share = _share(rule_set, of_villagers)
        if share is None:
            base, least = proposal.villagers, None
        elif of_villagers:
            base, least = proposal.villagers, needed(share, proposal.villagers)
        else:
            base = representatives(share, roll)
            least = needed(share, base)
        if rule_set.petition and (base or share is None):
            found.append(PetitionCheck(rule_set, of_villagers, base, least, proposal.petitioners))
    return tuple(found)


def petition_lacks(check: PetitionCheck) -> Message | None:
    """What is wrong with it in a sentence; None where it suffices."""
    if check.needed is None and check.of_villagers:
        return message("{rules}没有规定由村民联名提出议题", rules=check.rules.short)
    if check.needed is None:
        return message("{rules}没有规定由代表联名提出议题", rules=check.rules.short)
    if check.too_many:
        return message(
            "联名的有 {have} 人，比全部 {base} 人还多；是村民联名的，请填村民总数",
            have=check.have,
            base=check.base,
        )
    if not check.short_by:
        return None
    return message(
        "{who}联名 {have} 人，{rules}要求 {needed} 人，差 {short} 人",
        who=_who(check.of_villagers),
        have=check.have,
        rules=check.rules.short,
        needed=check.needed,
        short=check.short_by,
    )


def petition_words(check: PetitionCheck) -> Message:
    """Needed, have and short by, for the minutes."""
    if check.needed is None:
        return message("{rules}没有规定份额", rules=check.rules.short)
    if check.too_many:
        return message(
            "{rules}需 {needed} 人，有 {have} 人，比全部 {base} 人还多，不能认定",
            rules=check.rules.short,
            needed=check.needed,
            have=check.have,
            base=check.base,
        )
    if check.short_by:
        return message(
            "{rules}需 {needed} 人，有 {have} 人，差 {short} 人",
            rules=check.rules.short,
            needed=check.needed,
            have=check.have,
            short=check.short_by,
        )
    return message(
        "{rules}需 {needed} 人，有 {have} 人，已够",
        rules=check.rules.short,
        needed=check.needed,
        have=check.have,
    )


def petition_asked(rules: Sequence[RuleSet], roll: Sequence[RollLine]) -> tuple[Message, ...]:
    """How many representatives each governing rule set asks for, for whoever lists an item."""
    return tuple(
        message(
            "{rules}需 {needed} 人",
            rules=rule_set.short,
            needed=representatives_needed(share, roll),
        )
        for rule_set in rules
        if (share := _share(rule_set, of_villagers=False)) is not None
        and representatives(share, roll)
    )


def _share(rule_set: RuleSet, of_villagers: bool) -> Threshold | None:
    return next(
        (each for each in rule_set.petition if (each.of is Base.VILLAGERS) is of_villagers), None
    )


def _who(of_villagers: bool) -> Message:
    return message("村民") if of_villagers else message("村民代表")
