"""The figures a rule set is held against, and what cannot be."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct, field

from siquan_tui.message import message
from siquan_tui.refusal import Refusal
from siquan_tui.rules.model import Base


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

    def base(self, of: Base) -> int:
        """What a threshold is a share of (基数)."""
        match of:
            case Base.SEATS:
                return self.seats
            case Base.FILLED:
                return self.filled
            case Base.PRESENT:
                return self.present
            case Base.VOTING:
                return self.voting
            case Base.DECIDED:
                return self.for_ + self.against
            case Base.VILLAGERS:
                raise ValueError("an electorate does not know how many villagers there are")

    @property
    def counted(self) -> int:
        """Hands accounted for so far."""
        return self.for_ + self.against + self.abstain + self.unexpressed

    @property
    def remaining(self) -> int:
        """Hands still to be counted; 0 = the count is complete."""
        return self.voting - self.counted


class ImpossibleFigures(Refusal):
    """Figures that cannot be; ``message`` says by how many and what to do."""


def insist_possible(figures: Figures) -> None:
    """Raise :class:`ImpossibleFigures` unless the figures can be: no seats, negative,
    filled over seats, present over filled, recused over present, counted over voting."""
    _insist_natural(figures)
    if figures.seats == 0:
        raise ImpossibleFigures(message("没有名额，无法表决。名额至少为 1。"))
    if figures.filled > figures.seats:
        raise ImpossibleFigures(
            message(
                "在任 {filled} 人，名额只有 {seats} 个，多出 {over} 人。请核对花名册。",
                filled=figures.filled,
                seats=figures.seats,
                over=figures.filled - figures.seats,
            )
        )
    if figures.present > figures.filled:
        raise ImpossibleFigures(
            message(
                "到会 {present} 人，在任只有 {filled} 人，多出 {over} 人。请核对签到。",
                present=figures.present,
                filled=figures.filled,
                over=figures.present - figures.filled,
            )
        )
    if figures.recused > figures.present:
        raise ImpossibleFigures(
            message(
                "回避 {recused} 人，到会只有 {present} 人，多出 {over} 人。请核对回避人数。",
                recused=figures.recused,
                present=figures.present,
                over=figures.recused - figures.present,
            )
        )
    if figures.counted > figures.voting:
        raise ImpossibleFigures(
            message(
                "四项合计 {counted} 票，参加表决只有 {voting} 人，多出 {over} 票。请重新清点。",
                counted=figures.counted,
                voting=figures.voting,
                over=figures.counted - figures.voting,
            )
        )
    if figures.women is not None:
        _insist_women(figures, figures.women)


def _insist_natural(figures: Figures) -> None:
    women = figures.women or Room(0, 0, 0)
    values = (
        figures.seats,
        figures.filled,
        figures.present,
        figures.recused,
        figures.for_,
        figures.against,
        figures.abstain,
        figures.unexpressed,
        women.seats,
        women.filled,
        women.present,
    )
    if min(values) >= 0:
        return
    names = (
        message("名额"),
        message("在任"),
        message("到会"),
        message("回避"),
        message("赞成"),
        message("反对"),
        message("弃权"),
        message("未表态"),
        message("妇女名额"),
        message("在任妇女"),
        message("到会妇女"),
    )
    name, value = next(each for each in zip(names, values, strict=True) if each[1] < 0)
    raise ImpossibleFigures(
        message("{name}不能是负数：比零少 {under}。请填 0 或正整数。", name=name, under=-value)
    )


def _insist_women(figures: Figures, women: Room) -> None:
    for part, whole, over in (
        (message("在任妇女"), message("妇女名额"), women.filled - women.seats),
        (message("到会妇女"), message("在任妇女"), women.present - women.filled),
        (message("妇女名额"), message("名额"), women.seats - figures.seats),
        (message("在任妇女"), message("在任"), women.filled - figures.filled),
        (message("到会妇女"), message("到会"), women.present - figures.present),
    ):
        if over > 0:
            raise ImpossibleFigures(
                message(
                    "{part}比{whole}多出 {over} 人。请核对花名册中的性别。",
                    part=part,
                    whole=whole,
                    over=over,
                )
            )
