"""What a rule set (议事规则) says, as data.

A threshold (门槛) is a share of a base, compared in whole numbers. It never holds a
float and never a percentage: ``for * den >= num * base`` decides, nothing else.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from msgspec import Struct

from siquan_tui.message import Bilingual


class Base(StrEnum):
    """What a threshold is a share of (基数)."""

    SEATS = "seats"
    """名额: every seat of the electorate, filled or vacant."""
    FILLED = "filled"
    """在任: the seats that somebody holds."""
    PRESENT = "present"
    """到会: those in the room, the recused among them."""
    VOTING = "voting"
    """参加表决: present less recused."""
    DECIDED = "decided"
    """赞成加反对: hands for and against; abstentions do not count."""
    VILLAGERS = "villagers"
    """村民 who may vote in the village: the base of a petition only, known where it says so."""


class Measure(StrEnum):
    """What is added up (计量)."""

    HEADS = "heads"
    HOUSEHOLDS = "households"
    AREA = "area"


class Electorate(StrEnum):
    """Whom a rule set counts (表决权人). One person counts once."""

    REPRESENTATIVES = "representatives"
    """村民代表 only (the source document)."""
    MEMBERS = "members"
    """组成人员: representatives and committee members together (the statute)."""


class Filter(StrEnum):
    """A part of the electorate that a threshold looks at alone."""

    WOMEN = "women"
    """妇女代表 (e.g. the Shandong quorum)."""


class Threshold(Struct, frozen=True, forbid_unknown_fields=True):
    """A share (门槛): ``num/den`` of ``of``, reached (以上) or exceeded (过半数, 超过).

    ``num`` and ``den`` are whole, ``0 < num <= den``, in lowest terms. With ``strict``
    the share must be exceeded (``more_than``), otherwise reaching it is enough
    (``at_least``; 民法典 art. 1259: 以上 includes the number itself).
    """

    of: Base
    num: int
    den: int
    strict: bool = False
    measure: Measure = Measure.HEADS
    filter: Filter | None = None
    derived: Bilingual | None = None
    """Set when the source does not state this threshold: how it was derived from it."""


class Convener(StrEnum):
    """Who calls a meeting (召集人)."""

    CHAIR = "chair"
    """执行主席, elected by and from the representatives."""
    COMMITTEE = "committee"
    """村民委员会, a body."""
    REPRESENTATIVES = "representatives"
    """A share of the representatives asks for it (联名提议)."""
    SPECIAL = "special"
    """遇特殊情况."""


class Call(Struct, frozen=True, forbid_unknown_fields=True):
    """Calling (召集): who may, and the share of the electorate whose request suffices."""

    by: tuple[Convener, ...]
    """Empty = the rule set does not say."""
    share: Threshold | None = None
    notice_days: int = 0
    """Days between the notice of the meeting and the meeting itself; 0 = not stated."""


class Effect(Struct, frozen=True, forbid_unknown_fields=True):
    """What an adopted resolution still needs to be in force (生效): handwritten
    signatures of a share of the electorate, and the village stamp."""

    signatures: Threshold | None = None
    seal: bool = False


class Notice(Struct, frozen=True, forbid_unknown_fields=True):
    """Posting (公示), in full days; the day of posting does not count (民法典 art. 201,
    applied by analogy). 0 = the rule set does not say."""

    item_days: int = 0
    roll_days: int = 0
    result_days: int = 0


class Reserved(Struct, frozen=True, forbid_unknown_fields=True):
    """A matter this assembly may not decide (保留事项), and who decides it."""

    id: str
    name: Bilingual
    belongs_to: Bilingual


class RuleSet(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule set (议事规则) as read from its TOML text."""

    id: str
    name: Bilingual
    short: Bilingual
    """At most 12 cells wide in either language: it stands in the side panel."""
    citation: Bilingual
    electorate: Electorate
    quorum: tuple[Threshold, ...]
    passing: tuple[Threshold, ...]
    call: Call
    petition: tuple[Threshold, ...] = ()
    """Shares whose petition (联名) puts an item before the assembly: of the representatives,
    of the villagers, either or both. Empty = the rule set does not speak of it."""
    effect: Effect = Effect()
    notice: Notice = Notice()
    discussed_by: Bilingual | None = None
    """The body that must have discussed an item first (村党组织研究讨论); None = not asked."""
    reserved: tuple[Reserved, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    """Last day in force; None = still in force."""
    unsettled: tuple[Bilingual, ...] = ()
    """What the source leaves open, and how this file settled it."""
