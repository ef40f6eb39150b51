"""What the templates take, as JSON: every figure and every sentence, already worded.

A template only lays out. Whoever replaces one in ``templates`` of the data folder finds
here what it may use; a field is never renamed, only added.
"""

from __future__ import annotations

from msgspec import Struct


class Fact(Struct, frozen=True):
    """One labelled line of a form (栏目)."""

    label: str
    value: str


class CountRow(Struct, frozen=True):
    """One line of the tally table (计票): a count, a bench of it, or the announced figures.

    Figures are text: whole numbers, or ``—`` where nothing was entered.
    """

    label: str
    teller: str
    for_: str
    against: str
    abstain: str
    unexpressed: str
    announced: bool = False


class CheckRow(Struct, frozen=True):
    """One threshold of one rule set held against the announced figures (核验)."""

    rules: str
    kind: str
    """法定人数 or 表决通过"""
    threshold: str
    figures: str
    """``16/17(需12)``: have / base (needed)."""
    result: str
    met: bool


class Vote(Struct, frozen=True):
    """One division (表决) as it stands on a paper."""

    method: str
    outcome: str
    counts: tuple[CountRow, ...]
    checks: tuple[CheckRow, ...]
    notes: tuple[str, ...] = ()
    """Derived thresholds, recusals, flags: sentences under the tables."""


class SeatCell(Struct, frozen=True):
    """One cell of the signature grid (签字表)."""

    seat: int
    name: str
    """Empty for a vacant seat."""
    note: str = ""
    """缺额, 请假, 离场, 未到会, 回避 ...; empty where nothing is to be said."""


class Signer(Struct, frozen=True):
    """A signature line: in what office, and the name if it is known."""

    role: str
    name: str = ""


class Code(Struct, frozen=True):
    """The printed code (电子核验码)."""

    svg: str
    mm: float
    """Edge of the SVG as it stands, in millimetres; the template adds the white around it."""
    text: tuple[str, ...]
    """First lines of its text, as signed."""
    how: str
    """How to verify it, one sentence."""


class ResolutionPaper(Struct, frozen=True):
    """A resolution (决议), ready to be laid out."""

    rehearsal: bool
    moment: int
    """Unix seconds that stand as the document's date, so that its bytes repeat."""
    village: str
    assembly: str
    title: str
    number: str
    warnings: tuple[str, ...]
    """What the reader must see before the text: superseded, annulled, unconfirmed."""
    body: tuple[str, ...]
    facts: tuple[Fact, ...]
    about_meeting: int
    """How many of ``facts``, from the first, are about the meeting; the rest are about the
    item and its division."""
    room: tuple[Fact, ...]
    """应到, 实到, 请假, 缺席, 列席: figures, printed in one row."""
    vote: Vote
    effect: tuple[str, ...]
    seats: tuple[SeatCell, ...]
    signers: tuple[Signer, ...]
    date: str
    code: Code | None
    head: tuple[str, ...]
    """The chain head in eight groups."""
    footline: str
    """What every page says it belongs to, so that none can be exchanged."""


class MinutesVote(Struct, frozen=True):
    """A division in the minutes: its vote and what became of it."""

    heading: str
    lines: tuple[str, ...]
    vote: Vote


class MinutesRound(Struct, frozen=True):
    """One round (再议) of an item."""

    heading: str
    """Empty where an item had one round only."""
    facts: tuple[Fact, ...]
    body: tuple[str, ...]
    votes: tuple[MinutesVote, ...]


class MinutesItem(Struct, frozen=True):
    """One item (议题) of the minutes."""

    heading: str
    lines: tuple[str, ...]
    rounds: tuple[MinutesRound, ...]
    discussion: bool
    """Whether ruled space for notes on the discussion follows."""


class StruckRow(Struct, frozen=True):
    """One struck entry (划去的记录)."""

    seq: int
    at: str
    what: str
    by: str


class MinutesPaper(Struct, frozen=True):
    """The minutes (会议记录), ready to be laid out."""

    rehearsal: bool
    moment: int
    village: str
    title: str
    subtitle: str
    warnings: tuple[str, ...]
    facts: tuple[Fact, ...]
    room: tuple[Fact, ...]
    people: tuple[Fact, ...]
    """到会, 请假, 缺席, 缺额, 列席, 中途进出 (late, left, came back): names."""
    items: tuple[MinutesItem, ...]
    corrections: tuple[str, ...]
    struck: tuple[StruckRow, ...]
    signers: tuple[Signer, ...]
    date: str
    head: tuple[str, ...]
    footline: str
