from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siquan_tui.attest import base32
from siquan_tui.attest.code import CodeRefused, Signature, code_text, signed_bytes
from siquan_tui.attest.keys import KeyRefused, PrivateKey, PublicKey, rehearsal_key
from siquan_tui.attest.role import Role
from siquan_tui.attest.sign import attest
from siquan_tui.attest.verify import Signed, Status, verify
from siquan_tui.rules.check import Outcome
from siquan_tui.words import say
from tests.attest.samples import (
    BOTH,
    CHAIR,
    EVERYTHING,
    KNOWN,
    STRANGER,
    SUPERVISION,
    WATER,
    signed,
)

ONE = signed(WATER, CHAIR)
TWO = signed(EVERYTHING, CHAIR, SUPERVISION)


def as_copied(text: str) -> str:
    """What a clipboard may add, taken off: said again here, apart from the program."""
    return re.sub(r"(?:[ \t]*\r?\n)+", "\n", text + "\n").removeprefix("\n")


def replacements(each: str) -> Iterator[str]:
    yield from "06一 \n\u200b\u3000"
    yield chr(ord(each) + 1)
    yield chr(ord(each) ^ 1) if each not in "\n" else "\x0b"
    yield each.swapcase()
    if "0" <= each <= "9":
        yield chr(0xFF10 + int(each))
        yield str((int(each) + 1) % 10)
    if each in base32_letters:
        yield base32_letters[(base32_letters.index(each) + 1) % 32]


EARLIER = """四权四制决议核验 1
〔2010〕1号
吉日嘎朗图镇 三苗树村
关于安装与改造自来水工程的决议
2010-07-22
应到17 实到17
赞成16 反对1 弃权0
四权四制 需12 得16
结果 通过
日志 AERUKZ4JVPG66AJDIVTYTK6N54ASGRLHRGV433YBENCWPCNLZXXQ
签名 CHAIR FNQ7B3D2 \
WXUJ6NKJYIQIR7WUOBGD3ANFICGP6HV2ARN6WFRYINWR2RCW6PJ2MJLAKIRT\
BU4QJ6XGP7HUGNHYNWHSI4YP644YNAUARZISLC4NMBY
"""
"""As a code was printed when a fourth figure of 0 was left out; Ed25519 always gives the
same signature for the same key and text."""

base32_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def mutations(text: str) -> Iterator[str]:
    for at, each in enumerate(text):
        yield text[:at] + text[at + 1 :]
        for other in replacements(each):
            yield text[:at] + other + text[at + 1 :]
        for inserted in (each, "1", " ", "\n", "\u200b"):
            yield text[:at] + inserted + text[at:]
        yield text[:at] + text[at + 1 : at + 2] + each + text[at + 2 :]


@pytest.mark.parametrize("full", [ONE, TWO])
def test_no_changed_character_is_genuine(full: str) -> None:
    assert verify(full, KNOWN).status is Status.GENUINE
    tried = 0
    for changed in mutations(full):
        genuine = verify(changed, KNOWN).status is Status.GENUINE
        assert genuine == (as_copied(changed) == full), repr(changed)
        tried += 1
    assert tried > 15 * len(full)


def test_a_code_printed_without_the_fourth_figure_is_still_genuine() -> None:
    found = verify(EARLIER, KNOWN)
    assert found.status is Status.GENUINE
    assert found.fields == WATER


def test_a_fourth_figure_put_in_or_left_out_afterwards_is_seen() -> None:
    hands = "赞成16 反对1 弃权0"
    put_in = EARLIER.replace(hands, f"{hands} 未表态0")
    left_out = ONE.replace(" 未表态0", "")
    assert put_in != EARLIER
    assert left_out != ONE
    assert verify(put_in, KNOWN).status is Status.ALTERED
    assert verify(left_out, KNOWN).status is Status.ALTERED


@given(st.data())
def test_no_other_text_is_genuine(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TWO)))
    end = data.draw(st.integers(start, min(len(TWO), start + 20)))
    changed = TWO[:start] + data.draw(st.text(max_size=20)) + TWO[end:]
    genuine = verify(changed, KNOWN).status is Status.GENUINE
    assert genuine == (as_copied(changed) == TWO)


def test_the_last_character_of_a_signature_counts() -> None:
    line = ONE.rstrip("\n")
    for letter in base32_letters.replace(line[-1], ""):
        assert verify(line[:-1] + letter, KNOWN).status is Status.ALTERED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("赞成16", "赞成17"),
        ("反对1 ", "反对0 "),
        ("2010-07-22", "2010-07-23"),
        ("自来水", "自來水"),
    ],
)
def test_altered_figures_are_shown_beside_the_warning(old: str, new: str) -> None:
    answer = verify(ONE.replace(old, new), KNOWN)
    assert answer.status is Status.ALTERED
    assert answer.signers[0].state is Signed.ALTERED
    shown = " ".join(say(each.value) for each in answer.compare)
    assert answer.fields is not None
    assert str(answer.fields.for_) in shown
    assert answer.fields.title in shown


def test_a_broken_text_of_a_known_key_is_altered_and_of_another_malformed() -> None:
    broken = ONE.replace("赞成16", "赞成一")
    assert verify(broken, KNOWN).status is Status.ALTERED
    answer = verify(broken, [])
    assert answer.status is Status.MALFORMED
    assert answer.fields is None
    assert answer.reason is not None
    assert "7" in say(answer.reason)


def test_a_forger_with_a_key_of_his_own_is_unknown() -> None:
    forged = attest(code_text(msgspec.structs.replace(WATER, for_=17, against=0)), [STRANGER])
    answer = verify(forged, KNOWN)
    assert answer.status is Status.UNKNOWN_KEY
    assert answer.signers[0].key == STRANGER.public.id
    assert answer.compare
    assert verify(forged, [*KNOWN, STRANGER.public]).status is Status.GENUINE


def test_a_forger_who_writes_the_known_keys_id_is_altered() -> None:
    forged = attest(code_text(WATER), [STRANGER]).replace(STRANGER.public.id, CHAIR.public.id)
    assert verify(forged, KNOWN).status is Status.ALTERED


def test_two_keys_of_one_id_are_both_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PublicKey, "id", "AAAAAAAA")
    full = attest(code_text(WATER), [CHAIR])
    for keys in ([STRANGER.public, CHAIR.public], [CHAIR.public, STRANGER.public]):
        answer = verify(full, keys)
        assert answer.status is Status.GENUINE
        assert answer.signers[0].name == CHAIR.public.name


def test_both_signatures_make_it_genuine_in_any_order_of_signing() -> None:
    text = code_text(EVERYTHING)
    assert attest(text, [SUPERVISION, CHAIR]) == TWO
    assert attest(attest(text, [SUPERVISION]), [CHAIR]) == TWO
    answer = verify(TWO, KNOWN)
    assert [each.state for each in answer.signers] == [Signed.GOOD, Signed.GOOD]
    assert [each.name for each in answer.signers] == ["王某", "李某"]


@pytest.mark.parametrize("missing", [0, 1])
def test_a_signature_left_out_is_missed(missing: int) -> None:
    lines = TWO.splitlines()
    del lines[-2:][missing], lines[len(lines) - 2 + missing]
    answer = verify("\n".join(lines), KNOWN)
    assert answer.status is Status.SIGNATURE_MISSING
    assert answer.signers[missing].role is BOTH[missing]
    assert answer.signers[missing].state is Signed.MISSING


def test_no_signature_at_all_is_missing() -> None:
    assert verify(code_text(WATER), KNOWN).status is Status.SIGNATURE_MISSING


def test_the_trust_list_may_ask_for_more_than_the_text() -> None:
    assert verify(ONE, KNOWN, required_roles=BOTH).status is Status.SIGNATURE_MISSING


def test_a_zeroed_second_signature_is_altered() -> None:
    lines = TWO.splitlines()
    head, _, _ = lines[-1].rpartition(" ")
    lines[-1] = f"{head} {base32.encode(bytes(64))}"
    answer = verify("\n".join(lines), KNOWN)
    assert answer.status is Status.ALTERED
    assert [each.state for each in answer.signers] == [Signed.GOOD, Signed.ALTERED]


def test_one_persons_signature_does_not_count_for_the_others_role() -> None:
    chair, supervision = (line.split(" ") for line in TWO.splitlines()[-2:])
    exchanged = [[*chair[:2], *supervision[2:]], [*supervision[:2], *chair[2:]]]
    lines = [*TWO.splitlines()[:-2], *(" ".join(each) for each in exchanged)]
    assert verify("\n".join(lines), KNOWN).status is Status.UNKNOWN_KEY
    same_raw = msgspec.structs.replace(CHAIR.public, role=Role.SUPERVISION)
    twice = [*TWO.splitlines()[:-1], " ".join([*supervision[:2], *chair[2:]])]
    assert verify("\n".join(twice), [*KNOWN, same_raw]).status is Status.ALTERED


@pytest.mark.parametrize(
    ("since", "until", "status"),
    [
        (dt.date(2010, 7, 22), dt.date(2010, 7, 22), Status.GENUINE),
        (dt.date(2010, 7, 23), None, Status.EXPIRED_KEY),
        (dt.date(2007, 1, 1), dt.date(2010, 7, 21), Status.EXPIRED_KEY),
    ],
)
def test_a_key_counts_in_its_own_days_only(since, until, status) -> None:
    key = msgspec.structs.replace(CHAIR.public, since=since, until=until)
    assert verify(ONE, [key]).status is status


# --- rehearsals ----------------------------------------------------------------

REHEARSED = msgspec.structs.replace(WATER, rehearsal=True)
DRILL = rehearsal_key(Role.CHAIR)


def lone_signature(key: PrivateKey, text: str) -> str:
    """A signature line such as :func:`attest` refuses to write."""
    raw = key.sign(signed_bytes(key.public.role, text))
    return Signature(key.public.role, key.public.id, raw).line()


def test_a_rehearsal_is_never_genuine_even_if_its_key_is_trusted() -> None:
    full = attest(code_text(REHEARSED), [DRILL])
    for keys in ([], KNOWN, [DRILL.public]):
        answer = verify(full, keys)
        assert answer.status is Status.REHEARSAL
        assert answer.signers[0].state is Signed.REHEARSAL
        assert answer.compare


def test_the_rehearsal_key_signs_no_real_looking_text() -> None:
    forged = attest(code_text(REHEARSED), [DRILL]).replace("核验 1 演练", "核验 1")
    assert verify(forged, [DRILL.public]).status is Status.ALTERED
    text = code_text(WATER)
    line = Signature(Role.CHAIR, DRILL.public.id, DRILL.sign(signed_bytes(Role.CHAIR, text))).line()
    trusted = msgspec.structs.replace(DRILL.public, name="王某")
    assert verify(f"{text}{line}\n", [trusted]).status is Status.ALTERED


def test_a_village_s_key_signs_no_text_marked_rehearsal() -> None:
    text = code_text(REHEARSED)
    line = lone_signature(CHAIR, text)
    assert verify(f"{text}{line}\n", KNOWN).status is Status.ALTERED


def test_an_outcome_that_its_own_lines_deny_is_not_genuine() -> None:
    denied = code_text(WATER).replace("得16", "得11")
    line = lone_signature(CHAIR, denied)
    assert verify(f"{denied}{line}\n", KNOWN).status is Status.ALTERED
    with pytest.raises(CodeRefused):
        code_text(msgspec.structs.replace(WATER, outcome=Outcome.DEFEATED))


def test_an_altered_rehearsal_is_altered() -> None:
    full = attest(code_text(REHEARSED), [DRILL])
    assert verify(full.replace("赞成16", "赞成15"), []).status is Status.ALTERED


def test_the_rehearsal_key_never_changes() -> None:
    assert rehearsal_key(Role.CHAIR).public.id == "S575Q3U2"


# --- signing -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "signers"),
    [
        (WATER, [SUPERVISION]),
        (WATER, [CHAIR, STRANGER]),
        (WATER, [DRILL]),
        (REHEARSED, [CHAIR]),
        (msgspec.structs.replace(WATER, date=dt.date(2013, 1, 1)), [CHAIR]),
        (msgspec.structs.replace(WATER, date=dt.date(2009, 12, 31)), [CHAIR]),
    ],
)
def test_nobody_signs_what_would_not_verify(fields, signers) -> None:
    with pytest.raises(KeyRefused):
        attest(code_text(fields), signers)
