"""Keys (密钥): Ed25519, sealed under a passphrase; public keys as one line of text.

The sealed file is Argon2id and ChaCha20-Poly1305 with its whole header authenticated.
Both forms are described in ``docs/code-format.md``.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import os
import secrets
import unicodedata
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from msgspec import Meta, Struct

from siquan_tui.attest import base32
from siquan_tui.attest.code import clean
from siquan_tui.attest.role import Refused, Role
from siquan_tui.message import message

SHORTEST_PASSPHRASE = 8
"""Characters."""
_PUBLIC_WORD = "siquan-key"
_LARGEST_FILE = 65536
_REHEARSAL_WORDS = b"siquan_tui rehearsal key 1: known to everybody, signs rehearsals only\n"


class KeyRefused(Refused):
    """A key, a key file or a passphrase that cannot be used."""


class Cost(Struct, frozen=True, forbid_unknown_fields=True):
    """What a guess at the passphrase costs (Argon2id); stored in the file."""

    memory_kib: Annotated[int, Meta(ge=8, le=1 << 20)] = 64 * 1024
    iterations: Annotated[int, Meta(ge=1, le=64)] = 3
    lanes: Annotated[int, Meta(ge=1, le=16)] = 1


class PublicKey(Struct, frozen=True):
    """What others need to check a signature (公钥)."""

    raw: bytes
    """32 bytes."""
    role: Role
    name: str
    """Who holds it; may be empty."""
    since: dt.date
    """First day it may sign for."""
    until: dt.date | None = None
    """Last day; None = open. A term of office usually."""

    @property
    def id(self) -> str:
        """First 8 base32 characters of SHA-256 of the raw key."""
        return _id(self.raw)

    def valid_on(self, day: dt.date) -> bool:
        """Whether it may sign for something of that day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def line(self) -> str:
        """The key as one line, to be handed to others."""
        until = self.until.isoformat() if self.until else "-"
        head = f"{_PUBLIC_WORD} 1 {self.role.tag} {self.id} {base32.encode(self.raw)}"
        return f"{head} {self.since.isoformat()} {until} {self.name}".rstrip()


@functools.lru_cache(maxsize=1024)
def _id(raw: bytes) -> str:
    return base32.encode(hashlib.sha256(raw).digest())[:8]


class PrivateKey:
    """An unlocked key. It never shows its secret."""

    def __init__(self, seed: bytes, role: Role, name: str, since: dt.date, until: dt.date | None):
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = PublicKey(self._key.public_key().public_bytes_raw(), role, name, since, until)

    def __repr__(self) -> str:
        return f"PrivateKey({self.public.id})"

    def sign(self, what: bytes) -> bytes:
        """64 bytes."""
        return self._key.sign(what)


class _Header(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything of the file but the sealed seed; authenticated with it."""

    format: Literal["siquan-sealed-key"]
    version: Literal[1]
    role: Role
    name: str
    since: dt.date
    until: dt.date | None
    public: str
    kdf: Literal["argon2id"]
    cost: Cost
    salt: bytes
    cipher: Literal["chacha20-poly1305"]
    nonce: bytes


class _Sealed(Struct, frozen=True, forbid_unknown_fields=True):
    header: _Header
    sealed: bytes


def create_key(
    folder: Path,
    role: Role,
    name: str,
    passphrase: str,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    cost: Cost | None = None,
) -> PublicKey:
    """Make a key and keep it in ``folder``: ``chair-ABCDEFGH.key``, sealed and readable by
    its owner only, and ``chair-ABCDEFGH.pub``.

    ``since`` is the first day it may sign for, today by default. Raises
    :class:`KeyRefused` for a passphrase under 8 characters or a folder that cannot be
    written."""
    secret = _secret(passphrase)
    if len(secret.decode()) < SHORTEST_PASSPHRASE:
        raise KeyRefused(message("口令至少要 {n} 个字符，请换一个长一些的", n=SHORTEST_PASSPHRASE))
    since = since or dt.date.today()
    if until is not None and until < since:
        raise KeyRefused(message("密钥的截止日期早于起始日期，请改正"))
    seed = secrets.token_bytes(32)
    key = PrivateKey(seed, role, clean(name), since, until)
    header = _Header(
        format="siquan-sealed-key",
        version=1,
        role=role,
        name=key.public.name,
        since=since,
        until=until,
        public=base32.encode(key.public.raw),
        kdf="argon2id",
        cost=cost or Cost(),
        salt=secrets.token_bytes(16),
        cipher="chacha20-poly1305",
        nonce=secrets.token_bytes(12),
    )
    box = _box(secret, header).encrypt(header.nonce, seed, msgspec.json.encode(header))
    stem = f"{role.value}-{key.public.id}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / f"{stem}.key", _file_bytes(_Sealed(header, box)), 0o600)
        _write(folder / f"{stem}.pub", key.public.line().encode() + b"\n", 0o644)
    except OSError as error:
        raise KeyRefused(
            message("密钥写不进 {folder}，请检查文件夹的权限和磁盘空间", folder=str(folder))
        ) from error
    return key.public


def unlock(path: Path, passphrase: str) -> PrivateKey:
    """Open a sealed key file. Raises :class:`KeyRefused` for a wrong passphrase and for a
    file that is missing, cut short or changed in any byte."""
    header, box = (sealed := _read(path)).header, sealed.sealed
    try:
        seed = _box(_secret(passphrase), header).decrypt(
            header.nonce, box, msgspec.json.encode(header)
        )
    except InvalidTag as error:
        raise KeyRefused(
            message("口令不对（或密钥文件被改动过）。请再输一次，注意大小写和输入法")
        ) from error
    return PrivateKey(seed, header.role, header.name, header.since, header.until)


def parse_public(text: str) -> PublicKey:
    """Read a public key's line. Raises :class:`KeyRefused` unless it is one, its id and
    its key agreeing."""
    parts = clean(text.removeprefix("\ufeff")).split(" ", 7)
    try:
        word, version, tag, key_id, raw, since, until, *name = parts
        if (word, version) != (_PUBLIC_WORD, "1"):
            raise ValueError(word)
        key = PublicKey(
            base32.decode(raw),
            Role(tag.lower()),
            name[0] if name else "",
            dt.date.fromisoformat(since),
            None if until == "-" else dt.date.fromisoformat(until),
        )
    except ValueError as error:
        raise KeyRefused(message("这不是公钥：公钥是以“siquan-key 1”开头的一行文字")) from error
    if len(key.raw) != 32 or key.id != key_id:
        raise KeyRefused(message("公钥抄错了：编号与内容对不上，请重新复制整行"))
    return key


def read_public(source: str) -> PublicKey:
    """A public key from its one line, or from the file that holds it."""
    if source.lstrip("\ufeff ").startswith(_PUBLIC_WORD + " "):
        return parse_public(source)
    if not os.path.lexists(source):
        raise KeyRefused(
            message(
                "“{given}”既不是一行公钥（以“siquan-key 1”开头），也不是文件，请核对",
                given=source if len(source) <= 60 else source[:59] + "…",
            )
        )
    try:
        with Path(source).open("rb") as file:
            text = file.read(_LARGEST_FILE).decode()
    except (OSError, ValueError) as error:
        raise KeyRefused(message("读不到公钥文件 {path}", path=source)) from error
    return parse_public(text)


def public_keys(folder: Path) -> list[PublicKey]:
    """Every public key (``*.pub``) of a folder, by file name; none if there is no folder.
    Raises :class:`KeyRefused` naming the file that is no public key."""
    found = []
    for path in sorted(folder.glob("*.pub")):
        try:
            found.append(read_public(str(path)))
        except KeyRefused as refusal:
            raise KeyRefused(
                message("{path}：{why}", path=str(path), why=refusal.message)
            ) from refusal
    return found


def key_file(folder: Path, role: Role, day: dt.date | None = None) -> Path | None:
    """The sealed key of a role in ``folder``: of several that may sign on ``day`` (on any,
    without one) the newest, by its first day and then by when the file was made. None if
    there is no key at all.

    A damaged file beside a good one is passed over. Raises :class:`KeyRefused` if all are
    damaged, or none is valid on the day."""
    keys: list[tuple[PublicKey, Path]] = []
    damaged: KeyRefused | None = None
    for path in sorted(folder.glob(f"{role.value}-*.key")):
        try:
            keys.append((read_header(path), path))
        except KeyRefused as refusal:
            damaged = refusal
    if not keys and damaged is not None:
        raise damaged
    valid = [each for each in keys if day is None or each[0].valid_on(day)]
    if keys and not valid and day is not None:
        raise KeyRefused(message("没有一把密钥在 {day} 有效，请新建一把密钥", day=day))
    newest = max(valid, key=lambda each: (each[0].since, each[1].stat().st_mtime_ns), default=None)
    return newest[1] if newest is not None else None


def read_header(path: Path) -> PublicKey:
    """Whose key a sealed file holds, without opening it."""
    header = _read(path).header
    return PublicKey(
        base32.decode(header.public), header.role, header.name, header.since, header.until
    )


@functools.cache
def rehearsal_key(role: Role) -> PrivateKey:
    """The fixed key that signs rehearsals (演练). Its secret is in this file on purpose:
    what it signs proves nothing, and verifies as a rehearsal only."""
    seed = hashlib.sha256(_REHEARSAL_WORDS + role.value.encode()).digest()
    return PrivateKey(seed, role, "演练", dt.date(1, 1, 1), None)


def is_rehearsal(raw: bytes) -> bool:
    """Whether this is one of the keys that everybody has."""
    return raw in _rehearsal_raws()


@functools.cache
def _rehearsal_raws() -> frozenset[bytes]:
    return frozenset(rehearsal_key(role).public.raw for role in Role)


def _secret(passphrase: str) -> bytes:
    """NFKC, so that the full-width digits of an input method open what ASCII closed."""
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "replace")


def _box(secret: bytes, header: _Header) -> ChaCha20Poly1305:
    cost = header.cost
    derived = Argon2id(
        salt=header.salt,
        length=32,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    ).derive(secret)
    return ChaCha20Poly1305(derived)


def _file_bytes(sealed: _Sealed) -> bytes:
    return msgspec.json.format(msgspec.json.encode(sealed), indent=1) + b"\n"


def _read(path: Path) -> _Sealed:
    try:
        with path.open("rb") as file:
            stored = file.read(_LARGEST_FILE)
    except OSError as error:
        raise KeyRefused(message("读不到密钥文件 {path}", path=str(path))) from error
    damaged = message("密钥文件 {path} 不完整或被改动过，请用备份", path=str(path))
    try:
        sealed = msgspec.json.decode(stored, type=_Sealed, strict=True)
        base32.decode(sealed.header.public)
    except (msgspec.MsgspecError, ValueError) as error:
        raise KeyRefused(damaged) from error
    sizes = (len(sealed.header.salt), len(sealed.header.nonce), len(sealed.sealed))
    if _file_bytes(sealed) != stored or sizes != (16, 12, 48):
        raise KeyRefused(damaged)
    return sealed


def _write(path: Path, content: bytes, mode: int) -> None:
    """Whole or not at all, and on disk before it has its name."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
