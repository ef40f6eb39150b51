"""Events of the agenda (议程): items listed, changed, taken."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from msgspec import Struct

from siquan_tui.meeting.event_base import Event, Natural, Ordinal, Text


class Proposer(StrEnum):
    """Who raises an item (议题提出人)."""

    BRANCH = "branch"
    """村党支部"""
    COMMITTEE = "committee"
    """村民委员会"""
    CHAIR = "chair"
    """执行主席"""
    PETITION = "petition"
    """联名: a share of the representatives or villagers."""


class ItemKind(StrEnum):
    """What the assembly does with an item."""

    DECISION = "decision"
    """表决事项"""
    REPORT = "report"
    """报告、询问: heard, not voted on."""


class Posting(Struct, frozen=True, forbid_unknown_fields=True):
    """A notice (公示): posted on a day, at a place."""

    since: dt.date
    place: str = ""

    def full_days(self, today: dt.date) -> int:
        """Full days posted before ``today``; the day of posting does not count
        (民法典 art. 201 by analogy): posted on the 18th, 3 full days on the 22nd."""
        return max(0, (today - self.since).days - 1)


class Proposal(Struct, frozen=True, forbid_unknown_fields=True):
    """What an item proposes, in one round."""

    title: Text
    text: str = ""
    proposer: Proposer = Proposer.BRANCH
    petitioners: Natural = 0
    """How many signed, when ``proposer`` is a petition."""
    posting: Posting | None = None
    discussed_by: str = ""
    """The body that discussed it first, and when; empty = not discussed."""
    matter: str = ""
    """Id of a reserved matter it touches; empty = none."""
    kind: ItemKind = ItemKind.DECISION
    villagers: Natural = 0
    """Of a petition of villagers: how many of them may vote in the village, because no roll
    here knows it; 0 = those who signed are representatives."""


class ItemAdded(Event, frozen=True, tag="item_added"):
    """列入议题: a line of the agenda; ``item`` is its number, from 1."""

    item: Ordinal
    proposal: Proposal


class ItemAmended(Event, frozen=True, tag="item_amended"):
    """修改议题: before its round was voted on, the whole proposal as it stands now."""

    item: Ordinal
    proposal: Proposal


class ItemMoved(Event, frozen=True, tag="item_moved"):
    """调整顺序: to ``position`` on the agenda, from 1."""

    item: Ordinal
    position: Ordinal


class ItemWithdrawn(Event, frozen=True, tag="item_withdrawn"):
    """撤回议题"""

    item: Ordinal
    reason: Text


class RoundAdded(Event, frozen=True, tag="round_added"):
    """再议: a changed proposal of an item already voted on; the verdict before it stays
    on record as superseded."""

    item: Ordinal
    proposal: Proposal
    reason: Text


class ItemTaken(Event, frozen=True, tag="item_taken"):
    """进入议题: the item is before the assembly."""

    item: Ordinal
    reason: str = ""
    """Why it is taken although posting or discussion fall short; kept in the minutes."""


class ItemClosed(Event, frozen=True, tag="item_closed"):
    """议题结束: a report heard, or a matter left without a vote."""

    item: Ordinal
