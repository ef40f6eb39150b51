"""The printed code's text (核验码): Chinese lines that any phone shows, written one way.

There is one spelling for every set of fields: :func:`parse_code` takes a text only if
writing its fields again gives the same text. The format is in ``docs/code-format.md``.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence

import msgspec
from msgspec import Struct, field

from siquan_tui.attest import base32
from siquan_tui.attest.role import Refused, Role
from siquan_tui.meeting.state import Division, Meeting, Resolution
from siquan_tui.message import Message, message
from siquan_tui.rules.check import CheckKind, Outcome

VERSION = 1
HEADER = "四权四制决议核验"
REHEARSAL_MARK = "演练"
SIGNATURE = "签名 "
DOMAIN = b"siquan_tui attest 1\n"
"""What keeps these signatures from ever meaning anything else."""

_TEXT_BYTES = {1: 478, 2: 381}
"""UTF-8 bytes of the signed lines that a version 18 symbol at ECC M holds beside so many
signatures."""
_OUTCOMES = {
    Outcome.CARRIED: "通过",
    Outcome.DEFEATED: "未通过",
    Outcome.INQUORATE: "不足法定人数",
}
_HEAD = "日志 "
_COSIGNED = "联签 "
_RESULT = "结果 "
_N = "(0|[1-9][0-9]{0,6})"
_ROOM = re.compile(f"应到{_N}(?: 在任{_N})? 实到{_N}(?: 回避{_N})?")
_HANDS = re.compile(f"赞成{_N} 反对{_N} 弃权{_N}(?: 未表态{_N})?")
_RULE = re.compile(f"(.+) 需{_N} 得{_N}")
_CHAIN = re.compile(_HEAD + "[A-Z2-7]{52}")
_DAY = re.compile(f"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?: 第{_N}轮)?")


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
    return _written(fields)


def _written(fields: CodeFields) -> str:
    _insist_writable(fields)
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
        f"赞成{fields.for_} 反对{fields.against} 弃权{fields.abstain}"
        + (f" 未表态{fields.unexpressed}" if fields.unexpressed else ""),
        *(f"{rule.rules} 需{rule.needed} 得{rule.have}" for rule in fields.rules),
        _RESULT + _OUTCOMES[fields.outcome],
    ]
    if cosigners := [role.short for role in fields.signers if role is not Role.CHAIR]:
        lines.append(_COSIGNED + " ".join(cosigners))
    lines.append(_HEAD + base32.encode(bytes.fromhex(fields.head)))
    return "".join(f"{line}\n" for line in lines)


def parse_code(text: str) -> ParsedCode:
    """Take a code apart; raises :class:`CodeRefused` unless it is spelt as we spell it.

    Forgiven is only what a clipboard adds: CR before LF, spaces and tabs at a line's
    end, blank lines. Nothing else, not even another Unicode spelling of the same words."""
    if not unicodedata.is_normalized("NFC", text):
        raise CodeRefused(message("核验码的文字编码被改动过（不是 NFC），不能核验。请重新扫描原件"))
    lines = [line.rstrip(" \t") for line in text.replace("\r\n", "\n").split("\n")]
    lines = [line for line in lines if line]
    if not lines:
        raise CodeRefused(message("没有文字可以核验"))
    _insist_header(lines[0])
    count = next((n for n, line in enumerate(lines) if n > 6 and _CHAIN.fullmatch(line)), None)
    if count is None:
        raise CodeRefused(message("核验码不完整：找不到“日志”一行。请复制全部文字"))
    body, rest = lines[: count + 1], lines[count + 1 :]
    fields = _fields(body)
    written = _written(fields)
    if written != "".join(f"{line}\n" for line in body):
        raise CodeRefused(message("核验码的写法与本程序的写法不一致，可能被改动过"))
    return ParsedCode(fields, written, _signatures(rest, fields.signers))


def _insist_header(line: str) -> None:
    if line in (f"{HEADER} {VERSION}", f"{HEADER} {VERSION} {REHEARSAL_MARK}"):
        return
    if re.fullmatch(HEADER + r" [1-9][0-9]{0,3}( .*)?", line):
        raise CodeRefused(message("这是另一版本的核验码，请换用相应版本的程序核验"))
    raise CodeRefused(message("这不是决议核验码：第一行应是“{header}”", header=HEADER))


def _fields(body: Sequence[str]) -> CodeFields:
    """Read the lines by their places; what is not read exactly, the caller's comparison
    with the canonical text refuses."""
    if len(body) < 10:
        raise CodeRefused(message("核验码缺少一行或几行"))
    township, _, village = body[2].rpartition(" ")
    day = _match(_DAY, body, 4)
    room = _match(_ROOM, body, 5)
    hands = _match(_HANDS, body, 6)
    result = len(body) - 2
    signers = [Role.CHAIR]
    if body[result].startswith(_COSIGNED):
        named = body[result].removeprefix(_COSIGNED).split(" ")
        signers += [role for role in Role if role.short in named]
        result -= 1
    rules = [_match(_RULE, body, n) for n in range(7, result)]
    outcomes = {_RESULT + word: outcome for outcome, word in _OUTCOMES.items()}
    if body[result] not in outcomes:
        raise _unreadable(result)
    seats, present = int(room[1]), int(room[3])
    try:
        return CodeFields(
            village=village,
            township=township,
            number=body[1],
            title=body[3],
            date=dt.date.fromisoformat(day[1]),
            round=int(day[2] or 1),
            seats=seats,
            filled=int(room[2] or seats),
            present=present,
            recused=int(room[4] or 0),
            for_=int(hands[1]),
            against=int(hands[2]),
            abstain=int(hands[3]),
            unexpressed=int(hands[4] or 0),
            rules=tuple(RuleLine(each[1], int(each[2]), int(each[3])) for each in rules),
            outcome=outcomes[body[result]],
            signers=tuple(signers),
            head=base32.decode(body[-1].removeprefix(_HEAD)).hex(),
            rehearsal=body[0].endswith(REHEARSAL_MARK),
        )
    except ValueError as error:
        raise CodeRefused(message("核验码里日期或“日志”一行的写法不对")) from error


def _match(pattern: re.Pattern[str], body: Sequence[str], place: int) -> re.Match[str]:
    found = pattern.fullmatch(body[place])
    if found is None:
        raise _unreadable(place)
    return found


def _unreadable(place: int) -> CodeRefused:
    return CodeRefused(message("核验码第 {n} 行的写法不对，可能被改动过", n=place + 1))


def _signatures(lines: Sequence[str], signers: Sequence[Role]) -> tuple[Signature, ...]:
    found = []
    for line in lines:
        parts = line.removeprefix(SIGNATURE).split(" ")
        try:
            tag, key, signature = parts
            raw = base32.decode(signature)
            role = Role(tag.lower())
        except ValueError as error:
            raise CodeRefused(message("签名行的写法不对，可能被改动过或不完整")) from error
        if len(raw) != 64 or not re.fullmatch("[A-Z2-7]{8}", key):
            raise CodeRefused(message("签名行的写法不对，可能被改动过或不完整"))
        each = Signature(role, key, raw)
        if each.line() != line:
            raise CodeRefused(message("签名行的写法不对，可能被改动过或不完整"))
        found.append(each)
    roles = [each.role for each in found]
    if roles != [role for role in signers if role in roles]:
        raise CodeRefused(message("签名行重复、顺序不对，或有不该出现的签名"))
    return tuple(found)


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
    _insist(fields.outcome in _OUTCOMES, message("表决尚未有结果，不能形成核验码"))
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


def resolution_number(meeting: Meeting, resolution: Resolution) -> str:
    """文号: 〔2010〕1号; a rehearsal's is marked, 演练〔2010〕1号."""
    rehearsal = meeting.convened is not None and meeting.convened.rehearsal
    mark = REHEARSAL_MARK if rehearsal else ""
    return f"{mark}〔{resolution.year}〕{resolution.number}号"


def fields_of(
    meeting: Meeting,
    division: Division,
    resolution: Resolution,
    head_hex: str,
    *,
    signers: tuple[Role, ...] = (Role.CHAIR,),
) -> CodeFields:
    """What the code of a resolution says, from the verdict as announced.

    Room and hands are those of the widest electorate: where two benches were counted one
    after the other, its figures hold all the hands. A title too long for the largest
    symbol is cut and ends in ``…``; the whole of it is bound by the chain head. Raises
    :class:`CodeRefused` for a division without a result."""
    verdict, convened = division.verdict, meeting.convened
    if verdict is None or convened is None:
        raise CodeRefused(message("表决尚未有结果，不能形成核验码"))
    figures = max((each for _, each in verdict.figures), key=lambda each: each.seats)
    names = {rules.id: _place(rules.short.zh) or rules.id for rules in meeting.rules}
    if len(set(names.values())) < len(names):
        names = {}
    fields = CodeFields(
        village=_place(convened.village),
        township=_place(convened.township),
        number=resolution_number(meeting, resolution),
        title=clean(resolution.title),
        date=resolution.drawn.astimezone(convened.scheduled.tzinfo).date(),
        round=division.round,
        seats=figures.seats,
        filled=figures.filled,
        present=figures.present,
        recused=figures.recused,
        for_=figures.for_,
        against=figures.against,
        abstain=figures.abstain,
        unexpressed=figures.unexpressed,
        rules=tuple(
            RuleLine(names.get(check.rules, check.rules), check.needed, check.have)
            for check in verdict.checks
            if check.kind is CheckKind.PASS
        ),
        outcome=verdict.outcome,
        signers=tuple(role for role in Role if role in signers),
        head=head_hex,
        rehearsal=convened.rehearsal,
    )
    return _fitted(fields)


def _place(name: str) -> str:
    return clean(name).replace(" ", "")


def _fitted(fields: CodeFields) -> CodeFields:
    """Cut the title until the symbol holds the code, its signatures included."""
    title = fields.title
    while len(code_text(fields).encode()) > _TEXT_BYTES[len(fields.signers)] and len(title) > 8:
        title = title[:-1]
        fields = msgspec.structs.replace(fields, title=title.rstrip() + "…")
    return fields
