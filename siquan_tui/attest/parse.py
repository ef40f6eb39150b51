"""Taking a printed code's text apart: nothing is taken that is not spelt as we spell it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence

from siquan_tui.attest import base32
from siquan_tui.attest.code import (
    CONFIRMED,
    COSIGNED,
    HEAD,
    HEADER,
    OUTCOMES,
    REHEARSAL_MARK,
    RESULT,
    SIGNATURE,
    UNEXPRESSED,
    VERSION,
    CodeFields,
    CodeRefused,
    ParsedCode,
    RuleLine,
    Signature,
    canonical,
)
from siquan_tui.attest.role import Role
from siquan_tui.message import message

_N = "(0|[1-9][0-9]{0,6})"
_ROOM = re.compile(f"应到{_N}(?: 在任{_N})? 实到{_N}(?: 回避{_N})?")
_HANDS = re.compile(f"赞成{_N} 反对{_N} 弃权{_N}(?:{UNEXPRESSED}{_N})?")
_RULE = re.compile(f"(.+) 需{_N} 得{_N}")
_CHAIN = re.compile(HEAD + "[A-Z2-7]{52}")
_DAY = re.compile(f"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?: 第{_N}轮)?")


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
    written = canonical(fields, three=UNEXPRESSED not in body[6])
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
    if body[result].startswith(COSIGNED):
        named = body[result].removeprefix(COSIGNED).split(" ")
        signers += [role for role in Role if role.short in named]
        result -= 1
    rules = [_match(_RULE, body, n) for n in range(7, result)]
    outcomes = {RESULT + word: outcome for outcome, word in OUTCOMES.items()}
    outcome = outcomes.get(body[result].removesuffix(CONFIRMED))
    if outcome is None:
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
            outcome=outcome,
            confirmed=body[result].endswith(CONFIRMED),
            signers=tuple(signers),
            head=base32.decode(body[-1].removeprefix(HEAD)).hex(),
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
