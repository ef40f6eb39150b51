"""The figures a rule set is held against, and what cannot be."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct, field

from siquan_tui.message import Message


class Side(StrEnum):
    """Where a hand goes (表决意见). The four add up to *voting*."""

    FOR = "for"
    """赞成"""
    AGAINST = "against"
    """反对"""
    ABSTAIN = "abstain"
    """弃权"""
    UNEXPRESSED = "unexpressed"
    """未表态: present and voting, no hand raised."""


class Room(Struct, frozen=True, forbid_unknown_fields=True):
    """Seats, filled and present of a part of the electorate (e.g. the women)."""

    seats: int
    filled: int
    present: int


class Figures(Struct, frozen=True, forbid_unknown_fields=True):
    """One electorate's figures, in heads. ``unexpressed`` counts like the other three."""

    seats: int
    filled: int
    present: int
    recused: int = 0
    for_: int = field(default=0, name="for")
    against: int = 0
    abstain: int = 0
    unexpressed: int = 0
    women: Room | None = None
    """Known only where the roll says who is a woman."""

    @property
    def voting(self) -> int:
        """参加表决: present less recused."""
        return self.present - self.recused

    @property
    def counted(self) -> int:
        """Hands accounted for so far."""
        return self.for_ + self.against + self.abstain + self.unexpressed

    @property
    def remaining(self) -> int:
        """Hands still to be counted; 0 = the count is complete."""
        return self.voting - self.counted


class ImpossibleFigures(ValueError):
    """Figures that cannot be; ``message`` says by how many and what to do."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.text)
        self.message = why


def insist_possible(figures: Figures) -> None:
    """Raise :class:`ImpossibleFigures` unless the figures can be: no seats, negative,
    filled over seats, present over filled, recused over present, counted over voting."""
    raise NotImplementedError
