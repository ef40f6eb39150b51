"""The shipped rule sets say what their sources say; a village's own stand beside them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from siquan_tui.rules.model import Convener, Electorate, Filter, RuleSet
from siquan_tui.rules.parse import parse_rule_set
from siquan_tui.rules.rulebook import Rulebook, UnknownRuleSet, in_force
from siquan_tui.words import say
from tests.rules.cases import SHIPPED, at_least, more_than
from tests.rules.test_parse import GOOD

BOOK = Rulebook()

TWO_THIRDS = at_least("seats", 2, 3)


def test_the_six() -> None:
    assert BOOK.ids() == (
        "collective-members",
        "organic-law-2010",
        "organic-law-2026",
        "residents-2026",
        "siquan-2010",
        "siyi-liang-gongkai",
    )
    assert BOOK.problems == ()


@pytest.mark.parametrize(
    ("id", "electorate", "passing", "share"),
    [
        ("siquan-2010", "representatives", TWO_THIRDS, at_least("seats", 1, 3)),
        ("organic-law-2010", "members", more_than("present", 1, 2), at_least("seats", 1, 5)),
        ("organic-law-2026", "members", more_than("present", 1, 2), at_least("seats", 1, 5)),
        ("siyi-liang-gongkai", "representatives", at_least("seats", 1, 2), None),
        ("collective-members", "representatives", TWO_THIRDS, None),
        ("residents-2026", "members", more_than("present", 1, 2), at_least("seats", 1, 5)),
    ],
)
def test_their_thresholds(id: str, electorate: str, passing: object, share: object) -> None:
    rules = BOOK.get(id)
    assert rules.electorate is Electorate(electorate)
    assert rules.passing == (passing,)
    assert rules.call.share == share
    (quorum,) = rules.quorum
    assert (quorum.of, quorum.num, quorum.den, quorum.strict) == ("seats", 2, 3, False)


def test_a_quorum_its_source_does_not_state_is_marked_as_derived() -> None:
    derived = {rules.id for rules in SHIPPED if rules.quorum[0].derived}
    assert derived == {"siquan-2010", "siyi-liang-gongkai", "collective-members"}


@pytest.mark.parametrize(
    ("id", "shares"),
    [
        ("siquan-2010", [("seats", 1, 3)]),
        ("organic-law-2010", [("seats", 1, 5), ("villagers", 1, 10)]),
        ("organic-law-2026", [("seats", 1, 5), ("villagers", 1, 10)]),
        ("residents-2026", [("seats", 1, 5)]),
        ("siyi-liang-gongkai", []),
        ("collective-members", []),
    ],
)
def test_what_a_petition_takes_is_derived_in_every_source(
    id: str, shares: list[tuple[str, int, int]]
) -> None:
    petition = BOOK.get(id).petition
    assert [(each.of, each.num, each.den) for each in petition] == shares
    assert all(each.derived and not each.strict for each in petition)


def test_the_charter_of_the_source_document() -> None:
    rules = BOOK.get("siquan-2010")
    assert rules.call.by == (Convener.CHAIR, Convener.REPRESENTATIVES, Convener.SPECIAL)
    assert rules.effect.signatures == TWO_THIRDS
    assert rules.effect.seal
    assert (rules.notice.item_days, rules.notice.roll_days) == (3, 7)


def test_the_statute_of_2026() -> None:
    rules = BOOK.get("organic-law-2026")
    assert rules.call.by == (Convener.COMMITTEE, Convener.REPRESENTATIVES)
    assert rules.notice.result_days == 15
    assert rules.discussed_by is not None
    assert BOOK.get("organic-law-2010").discussed_by is None
    assert {each.id for each in rules.reserved} >= {"land-contracting", "homestead"}


@pytest.mark.parametrize("rules", SHIPPED, ids=lambda rules: rules.id)
def test_each_cites_its_source_and_says_what_it_leaves_open(rules: RuleSet) -> None:
    assert rules.citation.zh != rules.citation.en
    assert rules.unsettled


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2010, 7, 22), ("siquan-2010",)),
        (dt.date(2010, 10, 27), ("siquan-2010",)),
        (dt.date(2010, 10, 28), ("siquan-2010", "organic-law-2010")),
        (dt.date(2025, 12, 31), ("siquan-2010", "organic-law-2010")),
        (dt.date(2026, 1, 1), ("siquan-2010", "organic-law-2026")),
    ],
)
def test_what_a_new_meeting_is_proposed(day: dt.date, expected: tuple[str, ...]) -> None:
    assert BOOK.proposed(day) == expected


def test_an_open_end_is_in_force() -> None:
    assert in_force(BOOK.get("siquan-2010"), dt.date(1990, 1, 1))


def test_the_text_of_a_rule_set_reads_back_as_itself() -> None:
    for id in BOOK.ids():
        assert parse_rule_set(BOOK.text(id), "journal") == BOOK.get(id)


def test_an_unknown_one_names_those_there_are() -> None:
    for ask in (BOOK.get, BOOK.text):
        with pytest.raises(UnknownRuleSet) as refused:
            ask("siquan-2011")
        assert "siquan-2011" in say(refused.value.message)
        assert "siquan-2010" in say(refused.value.message)


def test_a_wrong_file_does_not_take_the_others_down(tmp_path: Path) -> None:
    (tmp_path / "good.toml").write_text(GOOD, "utf-8")
    wrong = GOOD.replace("my-village", "other").replace('"1/1"', "0.5")
    (tmp_path / "wrong.toml").write_text(wrong, "utf-8")
    book = Rulebook(tmp_path)
    assert book.ids() == (*BOOK.ids(), "my-village")
    assert book.get("my-village").quorum[1].filter is Filter.WOMEN
    (problem,) = book.problems
    assert problem.source == "wrong.toml"
    assert problem.line == wrong.split("\n").index("at_least = 0.5") + 1
    with pytest.raises(UnknownRuleSet):
        book.get("other")


def test_a_shipped_rule_set_cannot_be_replaced(tmp_path: Path) -> None:
    text = GOOD.replace("my-village", "siquan-2010")
    (tmp_path / "mine.toml").write_text(text, "utf-8")
    book = Rulebook(tmp_path)
    assert book.get("siquan-2010") == BOOK.get("siquan-2010")
    (problem,) = book.problems
    assert problem.line == 2
    assert "siquan-2010.toml" in say(problem.message)


def test_two_files_of_one_id(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD, "utf-8")
    (tmp_path / "b.toml").write_text(GOOD.replace("本村规则", "乙"), "utf-8")
    book = Rulebook(tmp_path)
    assert book.get("my-village").name.zh == "本村规则"
    assert [each.source for each in book.problems] == ["b.toml"]


def test_a_file_as_windows_writes_it(tmp_path: Path) -> None:
    body = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    (tmp_path / "a.toml").write_bytes(body)
    book = Rulebook(tmp_path)
    assert book.problems == ()
    assert book.text("my-village") == GOOD


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(GOOD.encode("gbk"))
    (problem,) = Rulebook(tmp_path).problems
    assert problem.line == 4  # the first Chinese character
    assert "UTF-8" in say(problem.message)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    (problem,) = Rulebook(tmp_path).problems
    assert problem.source == "folder.toml"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert Rulebook(tmp_path / "none").ids() == BOOK.ids()
