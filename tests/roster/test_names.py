from __future__ import annotations

import pytest

from siquan_tui.roster.errors import RosterRefused
from siquan_tui.roster.names import clean_name, clean_text, initials
from siquan_tui.words import say


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("王伟", "王伟"),
        (" 王　伟 ", "王伟"),
        ("　王 伟\t", "王伟"),
        ("王\u200b伟\ufeff", "王伟"),
        ("王\u200d伟\u2066", "王伟"),
        ("葛\U000e0100飾", "葛飾"),
        ("乌云•其其格", "乌云·其其格"),
        ("乌云・其其格", "乌云·其其格"),
        ("乌云·其其格", "乌云·其其格"),
        ("𠮷田㐂", "𠮷田㐂"),
        ("\U00030edd\U0002b740", "\U00030edd\U0002b740"),
        ("ＷＡＮＧ　Ｗｅｉ２", "WANG Wei2"),
        ("Ana  María", "Ana María"),
        ("e\u0301lan", "élan"),
        ("王伟 2", "王伟2"),
        ("\uf900", "豈"),
        ("", ""),
        ("　\u200b", ""),
    ],
)
def test_a_name_is_cleaned(typed: str, stored: str) -> None:
    assert clean_name(typed) == stored
    assert clean_name(stored) == stored


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("王😀", "U+1F600"),
        ("妈👨‍👩‍👧家", "U+1F468"),
        ("王伟(大)", "U+0028"),
        ("王_伟", "U+005F"),
        ("王\ue000", "U+E000"),
        ("ᠮᠣᠩᠭᠣᠯ", "U+182E"),
        ("王\ud800", "U+D800"),
        ("[b]王", "U+005B"),
        ("王/伟", "U+002F"),
    ],
)
def test_what_a_name_cannot_hold_is_named(typed: str, code: str) -> None:
    with pytest.raises(RosterRefused) as refusal:
        clean_name(typed)
    assert code in say(refusal.value.message)
    assert say(refusal.value.message).isprintable()
    assert say(refusal.value.remedy)


def test_a_name_has_an_end() -> None:
    with pytest.raises(RosterRefused, match="太长"):
        clean_name("王" * 31)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("王伟", "ww"),
        ("吕布", "lb"),
        ("单雄信", "sxx"),
        ("解珍", "xz"),
        ("曾国", "zg"),
        ("乌云·其其格", "wyqqg"),
        ("WANG Wei2", "wangwei2"),
        ("欧阳娜", "oyn"),
        ("王伟2", "ww2"),
    ],
)
def test_initials(name: str, expected: str) -> None:
    assert initials(name) == expected


def test_other_text_is_one_printable_line() -> None:
    assert clean_text("  东\u200b社\n一组 ") == "东社 一组"
