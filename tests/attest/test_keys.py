from __future__ import annotations

import datetime as dt
import os
import stat
from pathlib import Path

import pytest

from siquan_tui.attest.keys import (
    Cost,
    KeyRefused,
    PrivateKey,
    create_key,
    key_file,
    parse_public,
    public_keys,
    read_header,
    read_public,
    unlock,
)
from siquan_tui.attest.role import Role
from siquan_tui.words import say
from tests.attest.samples import CHAIR, CHEAP, SUPERVISION

WORDS = "春天种树有八个字"


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    create_key(tmp_path, Role.CHAIR, "王某", WORDS, since=dt.date(2010, 1, 1), cost=CHEAP)
    (path,) = tmp_path.glob("*.key")
    return path


def test_a_key_with_the_real_cost_opens_with_its_passphrase_only(tmp_path: Path) -> None:
    made = create_key(tmp_path / "keys", Role.SUPERVISION, "李某", WORDS)
    path = key_file(tmp_path / "keys", Role.SUPERVISION)
    assert path is not None
    assert b'"memory_kib": 65536' in path.read_bytes()
    assert b'"iterations": 3' in path.read_bytes()
    key = unlock(path, WORDS)
    assert key.public == made == read_header(path)
    assert made.since == dt.date.today()
    with pytest.raises(KeyRefused, match="口令不对"):
        unlock(path, WORDS + "。")


def test_what_it_signs_its_public_key_checks(sealed: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    key = unlock(sealed, WORDS)
    (public,) = public_keys(sealed.parent)
    Ed25519PublicKey.from_public_bytes(public.raw).verify(key.sign(b"x"), b"x")


def test_full_width_digits_open_what_ascii_closed(tmp_path: Path) -> None:
    create_key(tmp_path, Role.CHAIR, "", "ab123456", cost=CHEAP)
    path = key_file(tmp_path, Role.CHAIR)
    assert path is not None
    unlock(path, "ab１２３４５６")


@pytest.mark.parametrize("short", ["", "1234567", "春天种树七个字"])
def test_a_short_passphrase_is_refused_and_leaves_nothing(tmp_path: Path, short: str) -> None:
    with pytest.raises(KeyRefused) as refused:
        create_key(tmp_path / "keys", Role.CHAIR, "", short, cost=CHEAP)
    assert "8" in say(refused.value.message)
    assert not (tmp_path / "keys").exists()


def test_only_the_owner_reads_the_sealed_key(sealed: Path) -> None:
    assert stat.S_IMODE(sealed.stat().st_mode) == 0o600
    assert sorted(os.listdir(sealed.parent)) == [sealed.name, sealed.stem + ".pub"]


def test_every_changed_byte_of_the_file_is_noticed(sealed: Path) -> None:
    whole = sealed.read_bytes()
    for at in range(len(whole)):
        for change in (1, 32):
            damaged = bytearray(whole)
            damaged[at] ^= change
            sealed.write_bytes(damaged)
            with pytest.raises(KeyRefused):
                unlock(sealed, WORDS)
    sealed.write_bytes(whole)
    unlock(sealed, WORDS)


def test_every_shorter_or_longer_file_is_noticed(sealed: Path) -> None:
    whole = sealed.read_bytes()
    for damaged in [*(whole[:end] for end in range(len(whole))), whole + b" ", b"[]", b"{}"]:
        sealed.write_bytes(damaged)
        with pytest.raises(KeyRefused, match="不完整"):
            unlock(sealed, WORDS)


def test_a_file_that_asks_for_all_the_memory_is_refused(sealed: Path) -> None:
    stored = sealed.read_bytes()
    sealed.write_bytes(stored.replace(b'"memory_kib": 64', b'"memory_kib": 99999999'))
    with pytest.raises(KeyRefused, match="不完整"):
        unlock(sealed, WORDS)


def test_the_header_cannot_be_rewritten(sealed: Path) -> None:
    stored = sealed.read_bytes()
    for old, new in ((b'"chair"', b'"supervision"'), ("王某".encode(), "李某".encode())):
        assert old in stored
        sealed.write_bytes(stored.replace(old, new))
        with pytest.raises(KeyRefused, match="口令不对"):
            unlock(sealed, WORDS)


def test_a_missing_file_and_an_unwritable_folder_have_their_sentence(tmp_path: Path) -> None:
    with pytest.raises(KeyRefused) as refused:
        unlock(tmp_path / "no.key", WORDS)
    assert "no.key" in say(refused.value.message)
    (tmp_path / "file").write_text("")
    with pytest.raises(KeyRefused, match="写不进"):
        create_key(tmp_path / "file", Role.CHAIR, "", WORDS, cost=CHEAP)


def test_an_end_before_the_start_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyRefused, match="截止"):
        create_key(
            tmp_path,
            Role.CHAIR,
            "",
            WORDS,
            since=dt.date(2010, 1, 2),
            until=dt.date(2010, 1, 1),
            cost=CHEAP,
        )


def test_the_newest_key_of_a_role_is_taken(tmp_path: Path) -> None:
    assert key_file(tmp_path, Role.CHAIR) is None
    years = (2010, 2013, 2007)
    made = {
        year: create_key(tmp_path, Role.CHAIR, "", WORDS, since=dt.date(year, 1, 1), cost=CHEAP)
        for year in years
    }
    path = key_file(tmp_path, Role.CHAIR)
    assert path is not None
    assert read_header(path) == made[2013]
    assert key_file(tmp_path, Role.SUPERVISION) is None


def test_the_secret_is_not_shown() -> None:
    assert repr(CHAIR) == f"PrivateKey({CHAIR.public.id})"


# --- public keys ---------------------------------------------------------------


@pytest.mark.parametrize(
    "key",
    [
        CHAIR.public,
        SUPERVISION.public,
        PrivateKey(bytes(32), Role.CHAIR, "", dt.date(2010, 1, 1), None).public,
        PrivateKey(bytes(32), Role.CHAIR, "Wang Mou", dt.date(2010, 1, 1), None).public,
    ],
)
def test_a_public_key_is_one_line_and_comes_back(key, tmp_path: Path) -> None:
    assert "\n" not in key.line()
    assert parse_public(key.line()) == key
    assert parse_public(f"  {key.line()}\r\n") == key
    for encoding in ("utf-8", "utf-8-sig"):
        (tmp_path / "k.pub").write_bytes(f"{key.line()}\r\n".encode(encoding))
        assert read_public(str(tmp_path / "k.pub")) == key
    assert read_public(key.line()) == key


def test_a_miscopied_public_key_is_refused() -> None:
    head, raw, tail = CHAIR.public.line().partition(CHAIR.public.line().split(" ")[4])
    for at, letter in enumerate(raw):
        other = "A" if letter != "A" else "B"
        with pytest.raises(KeyRefused):
            parse_public(f"{head}{raw[:at]}{other}{raw[at + 1 :]}{tail}")


@pytest.mark.parametrize(
    "line", ["", "siquan-key", "siquan-key 2 CHAIR", "ssh-ed25519 AAAA", "siquan-key 1 A B C D E"]
)
def test_other_lines_are_no_public_keys(line: str) -> None:
    with pytest.raises(KeyRefused):
        parse_public(line)


def test_a_bad_file_among_the_public_keys_is_named(sealed: Path) -> None:
    (sealed.parent / "zzz.pub").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(KeyRefused) as refused:
        public_keys(sealed.parent)
    assert "zzz.pub" in say(refused.value.message)


def test_no_folder_holds_no_keys(tmp_path: Path) -> None:
    assert public_keys(tmp_path / "nowhere") == []


def test_costs_have_limits() -> None:
    assert Cost() == Cost(memory_kib=65536, iterations=3, lanes=1)


@pytest.mark.parametrize("given", ["garbage", "\0", "x" * 5000, ""])
def test_what_is_neither_a_line_nor_a_file(given: str) -> None:
    with pytest.raises(KeyRefused) as refusal:
        read_public(given)
    said = say(refusal.value.message)
    assert "既不是一行公钥" in said
    assert len(said) < 120
