"""The roll (花名册): the people entitled, frozen when the meeting opens."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from siquan_tui.rules.model import Electorate


class Capacity(StrEnum):
    """In what capacity (身份) somebody stands on the roll."""

    REPRESENTATIVE = "representative"
    """村民代表"""
    COMMITTEE = "committee"
    """村民委员会成员, not a representative."""
    BOTH = "both"
    """村民代表 and 村民委员会成员 at once; counts once."""


class Sex(StrEnum):
    """性别, needed where a rule counts the women apart."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


class RollLine(Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the roll: a seat (名额) and who fills it on the day.

    ``seat`` is the number the chair calls, from 1, unique on the roll. A vacant seat has
    an empty ``name``; it counts among the seats and not among the filled.
    """

    seat: int
    name: str
    capacity: Capacity = Capacity.REPRESENTATIVE
    group: str = ""
    """社 / 村民小组"""
    sex: Sex = Sex.UNKNOWN
    households: int = 0
    """户 that stand behind the representative."""
    initials: str = ""
    """Pinyin initials in lower case, a second way to find a name."""

    @property
    def vacant(self) -> bool:
        """Nobody fills the seat (缺额)."""
        return not self.name

    def belongs_to(self, electorate: Electorate) -> bool:
        """Whether this line is counted by a rule set of that electorate."""
        return electorate is Electorate.MEMBERS or self.capacity is not Capacity.COMMITTEE
