"""Events of a division (表决): opened, hands counted, announced, and what becomes of it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from siquan_tui.meeting.event_base import Event, Natural, Ordinal, Text
from siquan_tui.rules.check import Verdict
from siquan_tui.rules.figures import Side


class Method(StrEnum):
    """How a division is taken (表决方式)."""

    HANDS = "hands"
    """举手表决"""


class Bench(StrEnum):
    """Whose hands one figure counts. Two benches are counted one after the other where
    the governing rule sets count different electorates and both are in the room."""

    HALL = "hall"
    """全体表决权人 together."""
    REPRESENTATIVES = "representatives"
    """村民代表"""
    COMMITTEE = "committee"
    """村民委员会成员 who are not representatives."""


class Hands(Struct, frozen=True, forbid_unknown_fields=True):
    """One bench's four figures, closed. ``group`` names a 社 where counted by group."""

    bench: Bench
    for_: Natural = msgspec.field(name="for")
    against: Natural
    abstain: Natural
    unexpressed: Natural
    group: str = ""

    def of(self, side: Side) -> int:
        """The figure of one side."""
        return {
            Side.FOR: self.for_,
            Side.AGAINST: self.against,
            Side.ABSTAIN: self.abstain,
            Side.UNEXPRESSED: self.unexpressed,
        }[side]


class TellersNamed(Event, frozen=True, tag="tellers_named"):
    """推选计票人、监票人: who counts the hands (计票人) and who watches the count (监票人,
    scrutineer), from now on; a later entry names others.

    The statute on villages names neither for a vote by hands; the forms for records of
    meetings ask both to sign (国办发〔2007〕4号), and 选举法 art. 43 is the model for who
    they are. They need not be on the roll: the supervision committee may watch the count.
    """

    tellers: Annotated[tuple[Text, ...], Meta(min_length=1)]
    """In the order in which they count; the second one counts where hands are counted twice."""
    scrutineers: tuple[Text, ...] = ()


class DivisionOpened(Event, frozen=True, tag="division_opened"):
    """开始表决: freezes who is entitled and who is recused, by seat."""

    division: Ordinal
    item: Ordinal
    round: Ordinal
    method: Method
    entitled: tuple[Ordinal, ...]
    recused: tuple[Ordinal, ...] = ()


class Tallied(Event, frozen=True, tag="tallied"):
    """计数: one figure set, typed or by one hand more or less."""

    division: Ordinal
    count: Ordinal
    bench: Bench
    side: Side
    figure: Natural


class Counted(Event, frozen=True, tag="counted"):
    """核对完毕: one teller's figures closed."""

    division: Ordinal
    count: Ordinal
    hands: Annotated[tuple[Hands, ...], Meta(min_length=1)]
    teller: str = ""
    groups: tuple[Hands, ...] = ()
    """Subtotals by group, where counted so."""


class CountReason(StrEnum):
    """Why hands are counted again."""

    SETTING = "setting"
    """The meeting counts twice."""
    DOUBT = "doubt"
    """Somebody doubts the hands."""
    NARROW = "narrow"
    """The verdict hangs on two hands or fewer."""
    UNEQUAL = "unequal"
    """Two counts differ."""


class RecountOrdered(Event, frozen=True, tag="recount_ordered"):
    """复点: adds a count; none is ever replaced. Blind: the earlier figures are hidden
    until it is closed."""

    division: Ordinal
    reason: CountReason


class Announced(Event, frozen=True, tag="announced"):
    """宣布结果: with the verdict as announced."""

    division: Ordinal
    verdict: Verdict


class Annulled(Event, frozen=True, tag="annulled"):
    """表决作废: the division stays on record and has no result."""

    division: Ordinal
    reason: Text


class Confirmed(Event, frozen=True, tag="confirmed"):
    """确认: a division flagged by a correction stands all the same."""

    division: Ordinal
    reason: Text


class ResolutionDrawn(Event, frozen=True, tag="resolution_drawn"):
    """形成决议: numbered by village and year, with its text as adopted."""

    division: Ordinal
    year: Ordinal
    number: Ordinal
    title: Text
    text: Text


class Attested(Event, frozen=True, tag="attested"):
    """电子核验签名: makes the printed code checkable; changes no legal state."""

    year: Ordinal
    number: Ordinal
    code: Text
    """The whole text of the QR code, signature lines and all."""
