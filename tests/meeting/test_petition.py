"""A petition is held against every governing rule set's share: needed, have, short by."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.names import raised_by
from siquan_tui.meeting.order import OutOfOrder
from siquan_tui.meeting.petition import petition_asked, petition_checks, petition_words
from siquan_tui.meeting.roll import RollLine
from siquan_tui.meeting.shortfalls import item_shortfalls
from siquan_tui.message import say_in_chinese
from siquan_tui.paper.minutes import minutes_paper
from siquan_tui.rules.model import RuleSet
from siquan_tui.rules.parse import parse_rule_set
from siquan_tui.rules.rulebook import Rulebook
from tests.meeting.hall import Hall, roll

BOOK = Rulebook()
CHARTER, LAW = BOOK.get("siquan-2010"), BOOK.get("organic-law-2026")
TODAY = dt.date(2010, 7, 22)
COMMA = "\uff0c"


def petition(signed: int, villagers: int = 0) -> ev.Proposal:
    return ev.Proposal(
        "修桥",
        proposer=ev.Proposer.PETITION,
        petitioners=signed,
        villagers=villagers,
        posting=ev.Posting(dt.date(2010, 7, 18)),
        discussed_by="7月16日村党支部会议",
    )


def lacks(
    proposal: ev.Proposal, *rules: RuleSet, lines: tuple[RollLine, ...] | None = None
) -> list[str]:
    found = item_shortfalls(proposal, rules, roll(17) if lines is None else lines, TODAY)
    return [say_in_chinese(each) for each in found]


@pytest.mark.parametrize(
    ("rules", "lines", "signed", "needed"),
    [
        (CHARTER, roll(17), 5, 6),
        (CHARTER, roll(17), 6, 6),
        (CHARTER, roll(18), 6, 6),
        (CHARTER, roll(18), 5, 6),
        (CHARTER, roll(29), 9, 10),
        (CHARTER, roll(17, vacant=5), 5, 6),
        (LAW, roll(17), 3, 4),
        (LAW, roll(17), 4, 4),
        (LAW, roll(20), 4, 4),
        (LAW, roll(21), 4, 5),
        (LAW, roll(20, committee=3), 4, 4),
    ],
)
def test_a_share_of_the_representatives_seats(
    rules: RuleSet, lines: tuple[RollLine, ...], signed: int, needed: int
) -> None:
    (check,) = petition_checks(petition(signed), [rules], lines)
    assert (check.needed, check.have, check.short_by) == (needed, signed, max(0, needed - signed))
    said = lacks(petition(signed), rules, lines=lines)
    if signed >= needed:
        assert said == []
    else:
        (sentence,) = said
        short, name = needed - signed, rules.short.zh
        assert (
            sentence == f"村民代表联名 {signed} 人\uff0c{name}要求 {needed} 人\uff0c差 {short} 人"
        )


@pytest.mark.parametrize(
    ("villagers", "signed", "needed"), [(532, 53, 54), (532, 54, 54), (530, 53, 53), (530, 52, 53)]
)
def test_a_tenth_of_the_villagers(villagers: int, signed: int, needed: int) -> None:
    (check,) = petition_checks(petition(signed, villagers), [LAW], roll(17))
    assert (check.needed, check.base, check.short_by) == (needed, villagers, needed - signed)
    assert bool(lacks(petition(signed, villagers), LAW)) is (signed < needed)


@given(seats=st.integers(1, 300), signed=st.integers(1, 300))
def test_short_by_is_the_least_number_that_would_have_done(seats: int, signed: int) -> None:
    for rules, share in ((CHARTER, Fraction(1, 3)), (LAW, Fraction(1, 5))):
        (check,) = petition_checks(petition(signed), [rules], roll(seats))
        assert (check.short_by == 0) is (Fraction(signed, seats) >= share)
        if check.short_by:
            assert Fraction(signed + check.short_by, seats) >= share
            assert Fraction(signed + check.short_by - 1, seats) < share


def test_every_governing_rule_set_is_held_against_it() -> None:
    assert lacks(petition(6), CHARTER, LAW) == []
    assert lacks(petition(4), CHARTER, LAW) == [
        "村民代表联名 4 人\uff0c四权四制要求 6 人\uff0c差 2 人"
    ]
    assert len(lacks(petition(3), CHARTER, LAW)) == 2


def test_a_share_that_the_rule_set_does_not_name_wants_a_reason() -> None:
    assert lacks(petition(54, 532), CHARTER) == ["四权四制没有规定由村民联名提出议题"]
    (check,) = petition_checks(petition(54, 532), [CHARTER], roll(17))
    assert (check.needed, check.short_by) == (None, 0)


def test_a_rule_set_that_does_not_speak_of_petitions_asks_nothing() -> None:
    assert lacks(petition(1), BOOK.get("collective-members")) == []
    earlier = BOOK.text("siquan-2010")
    start, end = earlier.index("[[petition]]"), earlier.index("# “并签字盖章")
    as_frozen_before = parse_rule_set(earlier[:start] + earlier[end:], "earlier")
    assert as_frozen_before.petition == ()
    assert lacks(petition(1), as_frozen_before) == []


def test_more_hands_than_representatives_are_not_taken_for_representatives() -> None:
    (sentence,) = lacks(petition(18), CHARTER)
    assert "18" in sentence
    assert "村民总数" in sentence
    assert lacks(petition(17), CHARTER) == []


def test_nobody_signs_for_a_branch_or_a_report() -> None:
    branch = ev.Proposal("修桥", posting=ev.Posting(dt.date(2010, 7, 18)), petitioners=1)
    assert lacks(branch, CHARTER) == []
    report = ev.Proposal(
        "听取报告", proposer=ev.Proposer.PETITION, petitioners=1, kind=ev.ItemKind.REPORT
    )
    assert lacks(report, CHARTER) == []


def test_before_the_roll_is_known_nothing_is_judged() -> None:
    assert lacks(petition(1), CHARTER, lines=()) == []
    assert petition_asked([CHARTER], ()) == ()


def test_whoever_lists_an_item_is_told_what_it_takes() -> None:
    told = [say_in_chinese(each) for each in petition_asked([CHARTER, LAW], roll(17))]
    assert told == ["四权四制需 6 人", "组织法2026需 4 人"]


def test_more_villagers_than_there_are_is_refused() -> None:
    hall = Hall()
    hall.convene()
    with pytest.raises(OutOfOrder, match="联名") as refused:
        hall.do(chair.add_item(hall.meeting, petition(60, 53)))
    assert "多出 7 人" in say_in_chinese(refused.value.message)
    hall.do(chair.add_item(hall.meeting, petition(53, 53)))


@pytest.mark.parametrize(("signed", "enough"), [(5, False), (6, True)])
def test_taking_one_too_small_needs_a_reason_kept_in_the_minutes(signed: int, enough: bool) -> None:
    hall = Hall()
    hall.convene()
    hall.do(chair.add_item(hall.meeting, petition(signed)))
    hall.open()
    if not enough:
        with pytest.raises(OutOfOrder, match="条件不足"):
            hall.do(chair.take_item(hall.meeting, 1))
    hall.do(chair.take_item(hall.meeting, 1, "" if enough else "汛期将至"))
    (item,) = minutes_paper(hall.meeting, head_hex="0" * 64).items
    facts = {fact.label: fact.value for fact in item.rounds[0].facts}
    assert facts["提出人"] == f"{signed}人联名"
    if enough:
        assert facts["联名份额"] == "四权四制需6人\uff0c有6人\uff0c已够"
        assert "例外说明" not in facts
    else:
        assert facts["联名份额"] == "四权四制需6人\uff0c有5人\uff0c差1人"
        assert facts["例外说明"] == (
            "审议时条件不足：村民代表联名5人，四权四制要求6人，差1人。理由：汛期将至。"
        )


def test_an_amended_petition_is_held_against_the_share_again() -> None:
    hall = Hall()
    hall.convene()
    hall.do(chair.add_item(hall.meeting, petition(6)))
    hall.open()
    hall.do(chair.take_item(hall.meeting, 1))
    hall.do(ev.ItemAmended(1, petition(5)))
    with pytest.raises(OutOfOrder, match="条件不足"):
        hall.do(chair.take_item(hall.meeting, 1))


def test_stored_items_of_earlier_meetings_are_read() -> None:
    stored = (
        b'{"kind":"item_added","item":1,"proposal":{"title":"x","text":"","proposer":"petition",'
        b'"petitioners":6,"posting":null,"discussed_by":"","matter":"","kind":"decision"}}'
    )
    event = ev.decode(stored)
    assert isinstance(event, ev.ItemAdded)
    assert event.proposal.villagers == 0


def test_figures_left_over_from_a_petition_are_not_held_against_a_branch() -> None:
    hall = Hall()
    hall.convene()
    branch = ev.Proposal("修桥", petitioners=100, villagers=50)
    hall.do(chair.add_item(hall.meeting, branch))
    assert hall.meeting.items[0].proposal == branch


def test_more_signatures_than_people_are_never_called_enough() -> None:
    (check,) = petition_checks(petition(60), [CHARTER], roll(17))
    assert check.too_many
    said = say_in_chinese(petition_words(check))
    assert "已够" not in said
    assert "比全部 17 人还多" in said
    (all_of_them,) = petition_checks(petition(17), [CHARTER], roll(17))
    assert say_in_chinese(petition_words(all_of_them)).endswith("已够")


def test_who_signed_is_not_said_where_nobody_wrote_it_down() -> None:
    """60 may have been villagers, stored when nobody could write how many there are."""
    stored = (
        b'{"kind":"item_added","item":1,"proposal":{"title":"x","text":"","proposer":"petition",'
        b'"petitioners":60,"posting":null,"discussed_by":"","matter":"","kind":"decision"}}'
    )
    event = ev.decode(stored)
    assert isinstance(event, ev.ItemAdded)
    assert say_in_chinese(raised_by(event.proposal)) == "60 人联名"
    assert "54 名村民联名" in say_in_chinese(raised_by(petition(54, 532)))
