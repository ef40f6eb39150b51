"""Verify a printed code (核验): offline, from the text and the keys one knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import Struct

from siquan_tui.attest.code import (
    SIGNATURE,
    CodeFields,
    CodeRefused,
    ParsedCode,
    Signature,
    head_groups,
    signed_bytes,
)
from siquan_tui.attest.keys import PublicKey, is_rehearsal, rehearsal_key
from siquan_tui.attest.parse import parse_code
from siquan_tui.attest.role import Role
from siquan_tui.message import Message, message
from siquan_tui.rules.check import outcome_name


class Status(StrEnum):
    """What a verification says, the gravest first."""

    MALFORMED = "malformed"
    """不是有效的核验码: a text that never was a code of ours, or not of a key we know."""
    ALTERED = "altered"
    """已被改动: a known key's signature does not fit the text, or the text it stands under
    is not spelt as any signed text is."""
    UNKNOWN_KEY = "unknown key"
    """密钥不认识"""
    SIGNATURE_MISSING = "signature missing"
    """缺少签名"""
    EXPIRED_KEY = "expired key"
    """密钥不在有效期"""
    REHEARSAL = "rehearsal"
    """演练"""
    GENUINE = "genuine"
    """真实"""


class Signed(StrEnum):
    """What one signature is worth."""

    ALTERED = "altered"
    UNKNOWN_KEY = "unknown key"
    MISSING = "missing"
    EXPIRED_KEY = "expired key"
    REHEARSAL = "rehearsal"
    GOOD = "good"


class Signer(Struct, frozen=True):
    """One signature asked for, and what became of it."""

    role: Role
    key: str
    """Key id; empty if the signature is missing."""
    name: str
    """Who holds the key; empty if it is not known."""
    state: Signed


class Comparison(Struct, frozen=True):
    """One thing to hold against the paper: the code does not bind the words printed around
    it, and of the resolution's own wording (正文) it holds nothing."""

    label: Message
    value: Message


class Verification(Struct, frozen=True):
    """The answer."""

    status: Status
    fields: CodeFields | None = None
    """None when the text cannot be taken apart."""
    signers: tuple[Signer, ...] = ()
    compare: tuple[Comparison, ...] = ()
    """What the code says, to be shown whatever the status; to be relied on only where it
    :attr:`stands`. Empty when there are no fields."""
    reason: Message | None = None
    """Why the text cannot be taken apart."""

    @property
    def stands(self) -> bool:
        """Whether the code says what was signed: every signature asked for fits it, even if
        the key's days were over or everybody has the key."""
        return self.status in (Status.GENUINE, Status.REHEARSAL, Status.EXPIRED_KEY)


_WORST_FIRST = (
    (Signed.ALTERED, Status.ALTERED),
    (Signed.UNKNOWN_KEY, Status.UNKNOWN_KEY),
    (Signed.MISSING, Status.SIGNATURE_MISSING),
    (Signed.EXPIRED_KEY, Status.EXPIRED_KEY),
    (Signed.REHEARSAL, Status.REHEARSAL),
)


def verify(
    text: str, keys: Iterable[PublicKey], *, required_roles: Sequence[Role] = (Role.CHAIR,)
) -> Verification:
    """Judge a code's full text. Never raises for a string.

    Genuine needs a good signature of every role the text itself names and of every role
    in ``required_roles``, each by a key of that role in ``keys``, valid on the text's day.
    The rehearsal key is never among them, even if ``keys`` holds it."""
    trusted = [key for key in keys if not is_rehearsal(key.raw)]
    trusted += [rehearsal_key(role).public for role in Role]
    try:
        code = parse_code(text)
    except CodeRefused as refusal:
        ours = any(f"{SIGNATURE}{key.role.tag} {key.id} " in text for key in trusted)
        return Verification(Status.ALTERED if ours else Status.MALFORMED, reason=refusal.message)
    found = {each.role: each for each in code.signatures}
    roles = [role for role in Role if role in code.fields.signers or role in required_roles]
    signers = tuple(_judge(code, role, found.get(role), trusted) for role in roles)
    states = {each.state for each in signers}
    status = next((status for state, status in _WORST_FIRST if state in states), Status.GENUINE)
    if not code.fields.consistent and status in (Status.GENUINE, Status.REHEARSAL):
        status = Status.ALTERED
    return Verification(status, code.fields, signers, to_compare(code.fields))


def _judge(
    code: ParsedCode, role: Role, signature: Signature | None, trusted: Sequence[PublicKey]
) -> Signer:
    if signature is None:
        return Signer(role, "", "", Signed.MISSING)
    known = [key for key in trusted if key.role is role and key.id == signature.key]
    fitting = [key for key in known if _fits(key, signature, signed_bytes(role, code.text))]
    if not fitting:
        state = Signed.ALTERED if known else Signed.UNKNOWN_KEY
        return Signer(role, signature.key, known[0].name if known else "", state)
    in_time = [key for key in fitting if key.valid_on(code.fields.date)]
    key = (in_time or fitting)[0]
    if is_rehearsal(key.raw) is not code.fields.rehearsal:
        # The key that everybody has signs nothing but texts marked 演练, a village's none.
        state = Signed.ALTERED
    elif is_rehearsal(key.raw):
        state = Signed.REHEARSAL
    else:
        state = Signed.GOOD if in_time else Signed.EXPIRED_KEY
    return Signer(role, key.id, key.name, state)


def _fits(key: PublicKey, signature: Signature, what: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key.raw).verify(signature.raw, what)
    except (InvalidSignature, ValueError):
        return False
    return True


def _result(fields: CodeFields) -> Message:
    outcome = outcome_name(fields.outcome)
    if not fields.confirmed:
        return outcome
    return message("{outcome}（签到更正后，经会议确认仍然有效）", outcome=outcome)


def to_compare(fields: CodeFields) -> tuple[Comparison, ...]:
    """What the paper must say too, in the order a paper says it."""
    pairs = [
        (message("文号"), _words(fields.number)),
        (message("村"), _words(f"{fields.township} {fields.village}".strip())),
        (message("决议标题"), _words(fields.title)),
        (message("日期"), message("{date}", date=fields.date)),
        (message("轮次"), message("第 {n} 轮", n=fields.round)),
        (
            message("到会"),
            message(
                "应到 {seats}，在任 {filled}，实到 {present}，回避 {recused}",
                seats=fields.seats,
                filled=fields.filled,
                present=fields.present,
                recused=fields.recused,
            ),
        ),
        (
            message("表决"),
            message(
                "赞成 {for_}，反对 {against}，弃权 {abstain}，未表态 {unexpressed}",
                for_=fields.for_,
                against=fields.against,
                abstain=fields.abstain,
                unexpressed=fields.unexpressed,
            ),
        ),
        *(
            (
                _words(rule.rules),
                message("需 {needed}，得 {have}", needed=rule.needed, have=rule.have),
            )
            for rule in fields.rules
        ),
        (message("表决结果"), _result(fields)),
        (message("日志指纹"), _words(" ".join(head_groups(fields.head)))),
    ]
    return tuple(Comparison(label, value) for label, value in pairs)


def _words(text: str) -> Message:
    return message("{text}", text=text)


def status_name(status: Status) -> Message:
    """The answer in a word."""
    match status:
        case Status.GENUINE:
            return message("真实")
        case Status.ALTERED:
            return message("已被改动")
        case Status.UNKNOWN_KEY:
            return message("密钥不认识")
        case Status.EXPIRED_KEY:
            return message("密钥不在有效期")
        case Status.SIGNATURE_MISSING:
            return message("缺少签名")
        case Status.REHEARSAL:
            return message("演练，没有效力")
        case Status.MALFORMED:
            return message("不是有效的核验码")


def signed_name(state: Signed) -> Message:
    """What one signature is worth, in words."""
    match state:
        case Signed.GOOD:
            return message("签名有效")
        case Signed.ALTERED:
            return message("签名与文字不符")
        case Signed.UNKNOWN_KEY:
            return message("密钥不认识")
        case Signed.MISSING:
            return message("没有签名")
        case Signed.EXPIRED_KEY:
            return message("密钥不在有效期")
        case Signed.REHEARSAL:
            return message("演练密钥")
