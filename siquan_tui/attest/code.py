"""The printed code's text (核验码): Chinese lines that any phone shows, written one way.

There is one spelling for every set of fields, and the one that earlier codes had:
:func:`~siquan_tui.attest.parse.parse_code` takes a text only if writing its fields again
gives the same text. The format is in ``docs/code-format.md``.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from msgspec import Struct, field

from siquan_tui.attest import base32
from siquan_tui.attest.role import Refused, Role
from siquan_tui.message import Message, message
from siquan_tui.rules.check import Outcome

VERSION = 1
HEADER = "四权四制决议核验"
REHEARSAL_MARK = "演练"
SIGNATURE = "签名 "
DOMAIN = b"siquan_tui attest 1\n"
"""What keeps these signatures from ever meaning anything else."""

OUTCOMES = {
    Outcome.CARRIED: "通过",
    Outcome.DEFEATED: "未通过",
    Outcome.INQUORATE: "不足法定人数",
}
HEAD = "日志 "
COSIGNED = "联签 "
RESULT = "结果 "
CONFIRMED = " 更正后确认"
UNEXPRESSED = " 未表态"


class CodeRefused(Refused):
    """A text that is no code of ours, or fields that no code can hold."""


class RuleLine(Struct, frozen=True):
    """One passing threshold of one governing rule set (门槛)."""

    rules: str
    """The rule set's short Chinese name."""
    needed: int
    have: int

    @property
    def met(self) -> bool:
        """已达到."""
        return self.have >= self.needed


class CodeFields(Struct, frozen=True, kw_only=True):
    """What a code says. Figures are heads, of the widest electorate that governs."""

    village: str
    township: str = ""
    number: str
    """文号, by village and year: 〔2010〕1号; a rehearsal's 演练〔2010〕1号."""
    title: str
    date: dt.date
    """Day the resolution was drawn, as the calendar of the hall had it."""
    round: int = 1
    seats: int
    filled: int
    present: int
    recused: int = 0
    for_: int = field(name="for")
    against: int
    abstain: int
    unexpressed: int = 0
    rules: tuple[RuleLine, ...]
    outcome: Outcome
    confirmed: bool = False
    """Whether a correction of the roll brought the announced result into doubt and the
    assembly confirmed it; the figures are those announced."""
    signers: tuple[Role, ...] = (Role.CHAIR,)
    """Whose signatures the code must bear; the chair's always."""
    head: str
    """Chain head at the entry that drew the resolution: 64 lower-case hex digits."""
    rehearsal: bool = False

    @property
    def consistent(self) -> bool:
        """Whether the outcome is what needed and have say: of a quorate room, carried if
        every threshold of every governing rule set is met, and only then."""
        met = all(each.met for each in self.rules)
        return self.outcome is Outcome.INQUORATE or (self.outcome is Outcome.CARRIED) is met


class Signature(Struct, frozen=True):
    """One signature line."""

    role: Role
    key: str
    """Key id, 8 base32 characters."""
    raw: bytes
    """64 bytes."""

    def line(self) -> str:
        """The line as it stands in the code."""
        return f"{SIGNATURE}{self.role.tag} {self.key} {base32.encode(self.raw)}"


class ParsedCode(Struct, frozen=True):
    """A code taken apart."""

    fields: CodeFields
    text: str
    """The signed lines, without the signatures."""
    signatures: tuple[Signature, ...] = ()

    def full(self) -> str:
        """The code as printed."""
        return self.text + "".join(f"{each.line()}\n" for each in self.signatures)


def clean(text: str) -> str:
    """Words fit for a line: NFC, one space between words, nothing invisible."""
    text = "".join(" " if each.isspace() else each for each in unicodedata.normalize("NFC", text))
    text = "".join(each for each in text if unicodedata.category(each) not in ("Cc", "Cf", "Cs"))
    return " ".join(unicodedata.normalize("NFC", text).split())


def head_groups(head_hex: str) -> tuple[str, ...]:
    """The chain head in eight groups of eight hex digits, as it is read aloud and compared
    with the paper."""
    return tuple(head_hex[at : at + 8] for at in range(0, len(head_hex), 8))


def signed_bytes(role: Role, text: str) -> bytes:
    """What a signature is over: the domain, the role, the text."""
    return DOMAIN + role.value.encode() + b"\n" + text.encode()


def code_text(fields: CodeFields) -> str:
    """The canonical lines: NFC, LF after every line, no blank at a line's end.

    Raises :class:`CodeRefused` for fields that have no line of their own (a title with a
    line break, a negative figure), and for figures that cannot be; pass words through
    :func:`clean` first."""
    _insist_possible(fields)
    _insist_consistent(fields)
    return canonical(fields)


def canonical(fields: CodeFields, *, three: bool = False) -> str:
    """``three`` is how codes used to be printed: a fourth figure of 0 was left out. Now all
    four are written, because they must add up in front of whoever holds the paper."""
    _insist_writable(fields)
    fourth = "" if three and not fields.unexpressed else f"{UNEXPRESSED}{fields.unexpressed}"
    place = f"{fields.township} {fields.village}" if fields.township else fields.village
    lines = [
        f"{HEADER} {VERSION}" + (f" {REHEARSAL_MARK}" if fields.rehearsal else ""),
        fields.number,
        place,
        fields.title,
        fields.date.isoformat() + (f" 第{fields.round}轮" if fields.round > 1 else ""),
        f"应到{fields.seats}"
        + (f" 在任{fields.filled}" if fields.filled != fields.seats else "")
        + f" 实到{fields.present}"
        + (f" 回避{fields.recused}" if fields.recused else ""),
        f"赞成{fields.for_} 反对{fields.against} 弃权{fields.abstain}{fourth}",
        *(f"{rule.rules} 需{rule.needed} 得{rule.have}" for rule in fields.rules),
        RESULT + OUTCOMES[fields.outcome] + (CONFIRMED if fields.confirmed else ""),
    ]
    if cosigners := [role.short for role in fields.signers if role is not Role.CHAIR]:
        lines.append(COSIGNED + " ".join(cosigners))
    lines.append(HEAD + base32.encode(bytes.fromhex(fields.head)))
    return "".join(f"{line}\n" for line in lines)


def _insist_writable(fields: CodeFields) -> None:
    for words in (fields.number, fields.title, *(rule.rules for rule in fields.rules)):
        _insist(bool(words) and clean(words) == words, message("核验码里的文字含有不可用的字符"))
    for place in (fields.village, fields.township or fields.village):
        _insist(
            bool(place) and clean(place) == place and " " not in place,
            message("核验码里的村名、镇名不能为空，也不能含空格"),
        )
    figures = (
        fields.seats,
        fields.filled,
        fields.present,
        fields.recused,
        fields.for_,
        fields.against,
        fields.abstain,
        fields.unexpressed,
        *(figure for rule in fields.rules for figure in (rule.needed, rule.have)),
    )
    _insist(all(0 <= each < 10_000_000 for each in figures), message("核验码里的数字超出范围"))
    _insist(bool(fields.rules), message("核验码里没有议事规则"))
    _insist(fields.outcome in OUTCOMES, message("表决尚未有结果，不能形成核验码"))
    _insist(fields.date.year >= 1000 and 0 < fields.round < 10_000_000, message("日期或轮次不对"))
    _insist(
        fields.signers == tuple(role for role in Role if role in fields.signers)
        and Role.CHAIR in fields.signers,
        message("核验码必须由执行主席签名"),
    )
    _insist(re.fullmatch("[0-9a-f]{64}", fields.head) is not None, message("日志指纹不对"))


def _insist_possible(fields: CodeFields) -> None:
    """At signing only: whoever verifies must see the figures a forger wrote."""
    voting = fields.for_ + fields.against + fields.abstain + fields.unexpressed
    _insist(
        voting == fields.present - fields.recused
        and fields.present <= fields.filled <= fields.seats,
        message("核验码里的人数对不上：赞成、反对、弃权、未表态之和应等于实到减回避"),
    )


def _insist_consistent(fields: CodeFields) -> None:
    """At signing only, like the figures: no key signs an outcome its own lines deny."""
    _insist(fields.consistent, message("核验码里的结果与需、得的票数不符"))


def _insist(holds: bool, otherwise: Message) -> None:
    if not holds:
        raise CodeRefused(otherwise)
