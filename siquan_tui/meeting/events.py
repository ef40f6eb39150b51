"""What can happen in a meeting: one frozen Struct an event, one tagged union.

Encoded once, stored as bytes, never re-encoded: the journal's digest is over the bytes.
Constructors validate nothing, so every event passes through ``decode(encode(event))``
before it is appended.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from siquan_tui.meeting.roll import RollLine
from siquan_tui.rules.check import Verdict
from siquan_tui.rules.figures import Side
from siquan_tui.rules.model import Convener

Natural = Annotated[int, Meta(ge=0)]
"""A whole number from 0."""
Ordinal = Annotated[int, Meta(ge=1)]
"""A whole number from 1."""
Text = Annotated[str, Meta(min_length=1)]
"""Words that may not be missing."""


class Event(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """Base of all events; the tag is the ``kind`` column of the journal."""


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


class RuleText(Struct, frozen=True, forbid_unknown_fields=True):
    """A governing rule set as its file stood on the day."""

    id: str
    toml: str


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


# --- the meeting -----------------------------------------------------------------


class Convened(Event, frozen=True, tag="convened"):
    """召集: the meeting is called. First entry of every book of a meeting."""

    village: Text
    township: str
    title: Text
    place: str
    scheduled: Annotated[dt.datetime, Meta(tz=True)]
    convener: Convener
    presider: Text
    """主持人 (执行主席)"""
    rules: Annotated[tuple[str, ...], Meta(min_length=1)]
    jointly_with: tuple[Convener, ...] = ()
    """Others who call it too (联合召集): today's statute gives convening to the committee,
    the source document to the chair; a meeting under both is called by both."""
    convener_name: str = ""
    petitioners: Natural = 0
    """How many representatives asked for the meeting, when they called it."""
    recorder: str = ""
    """记录人"""
    notified: dt.date | None = None
    """Day the notice of the meeting went out."""
    second_count: bool = False
    """A second, blind count in every division (复计)."""
    rehearsal: bool = False
    """演练: numbered apart, marked on every screen and page."""


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


class Opened(Event, frozen=True, tag="opened"):
    """开会: freezes the roll, the open items with their rounds, the rule sets' texts."""

    roll: Annotated[tuple[RollLine, ...], Meta(min_length=1)]
    items: tuple[tuple[int, int], ...]
    """(item, round) on the agenda at opening."""
    rules: Annotated[tuple[RuleText, ...], Meta(min_length=1)]
    reason: str = ""
    """Why it opens although the rules on calling are not met."""


class Arrived(Event, frozen=True, tag="arrived"):
    """签到"""

    seats: Annotated[tuple[Ordinal, ...], Meta(min_length=1)]


class Left(Event, frozen=True, tag="left"):
    """离场"""

    seats: Annotated[tuple[Ordinal, ...], Meta(min_length=1)]


class Excused(Event, frozen=True, tag="excused"):
    """请假"""

    seat: Ordinal
    reason: str = ""


class AttendeeCame(Event, frozen=True, tag="attendee_came"):
    """列席: in the room without a vote."""

    name: Text
    office: str = ""
    """Unit and office (单位、职务)."""


class AttendeeLeft(Event, frozen=True, tag="attendee_left"):
    """列席人员离场"""

    name: Text


class Corrected(Event, frozen=True, tag="corrected"):
    """更正: an attendance entry that can no longer be struck was wrong. From now on the
    seat is as ``present`` says; every division that froze the wrong one is flagged."""

    entry: Ordinal
    """Sequence number of the entry that was wrong; that of the opening for somebody who was
    in the room and never signed in."""
    seat: Ordinal
    present: bool
    """Whether the person was in fact in the room."""
    reason: Text


class ItemTaken(Event, frozen=True, tag="item_taken"):
    """进入议题: the item is before the assembly."""

    item: Ordinal
    reason: str = ""
    """Why it is taken although posting or discussion fall short; kept in the minutes."""


class ItemClosed(Event, frozen=True, tag="item_closed"):
    """议题结束: a report heard, or a matter left without a vote."""

    item: Ordinal


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


class Recessed(Event, frozen=True, tag="recessed"):
    """休会"""

    reason: str = ""


class Resumed(Event, frozen=True, tag="resumed"):
    """复会"""


class Adjourned(Event, frozen=True, tag="adjourned"):
    """散会"""


class Struck(Event, frozen=True, tag="struck"):
    """划去: the entry no longer counts; it stays in the record."""

    entry: Ordinal


MeetingEvent = (
    Convened
    | ItemAdded
    | ItemAmended
    | ItemMoved
    | ItemWithdrawn
    | RoundAdded
    | Opened
    | Arrived
    | Left
    | Excused
    | AttendeeCame
    | AttendeeLeft
    | Corrected
    | ItemTaken
    | ItemClosed
    | TellersNamed
    | DivisionOpened
    | Tallied
    | Counted
    | RecountOrdered
    | Announced
    | Annulled
    | Confirmed
    | ResolutionDrawn
    | Attested
    | Recessed
    | Resumed
    | Adjourned
    | Struck
)

_encoder = msgspec.json.Encoder(order="deterministic")
_decoder: msgspec.json.Decoder[MeetingEvent] = msgspec.json.Decoder(MeetingEvent, strict=True)


def encode(event: MeetingEvent) -> bytes:
    """The bytes to store, tag included."""
    return _encoder.encode(event)


def decode(body: bytes) -> MeetingEvent:
    """Read stored bytes back. Raises ``msgspec.ValidationError`` on anything else."""
    return _decoder.decode(body)


def kind_of(event: MeetingEvent) -> str:
    """The event's tag, as the journal's ``kind`` column has it."""
    return str(type(event).__struct_config__.tag)


class Entry(Struct, frozen=True):
    """One entry (记录) of a book: its number from 1, its time, what happened."""

    seq: int
    at: dt.datetime
    event: MeetingEvent
