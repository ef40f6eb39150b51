"""Checks and verdicts against the oracle, hand by hand and room by room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siquan_tui.rules.check import (
    CheckKind,
    Outcome,
    State,
    Verdict,
    hangs_on,
    quorum_checks,
    verdict,
)
from siquan_tui.rules.figures import Figures, ImpossibleFigures, Room, Side
from siquan_tui.rules.model import Base, Filter, RuleSet, Threshold
from siquan_tui.rules.parse_threshold import VOTE
from tests.rules.cases import (
    FRACTIONS,
    SHIPPED,
    at_least,
    case,
    more_than,
    rule_set,
    share,
    shares,
)
from tests.rules.exhaustive import disagreements
from tests.rules.oracle import hands_to_turn, outcome, passes, quorate, state

TWO_THIRDS = rule_set(at_least("seats", 2, 3), quorum=(at_least("seats", 2, 3),))
ALL_BASES = [
    Threshold(of=of, num=num, den=den, strict=strict)
    for of in VOTE
    for num, den in FRACTIONS[:2]
    for strict in (False, True)
]


def room(present: int, for_: int, against: int, abstain: int, **others: int) -> Figures:
    return Figures(
        seats=17, filled=17, present=present, for_=for_, against=against, abstain=abstain, **others
    )


def passing_state(judged: Verdict) -> State:
    return next(each.state for each in judged.checks if each.kind is CheckKind.PASS)


@pytest.mark.parametrize(
    ("threshold", "needs", "carried"),
    [
        (at_least("seats", 2, 3), 12, False),
        (at_least("present", 2, 3), 10, True),
        (at_least("decided", 2, 3), 2, True),  # with 1 against held fixed
        (more_than("present", 1, 2), 8, True),
    ],
)
def test_abstentions_and_the_base(threshold: Threshold, needs: int, carried: bool) -> None:
    judged = verdict([(rule_set(threshold), room(14, 11, 1, 2))])
    assert judged.checks[0].needed == needs
    assert (judged.outcome is Outcome.CARRIED) is carried


def test_every_governing_rule_set_must_be_met() -> None:
    majority = rule_set(more_than("present", 1, 2), id="law")
    figures = room(14, 11, 1, 2)
    assert verdict([(majority, figures)]).outcome is Outcome.CARRIED
    both = verdict([(TWO_THIRDS, figures), (majority, figures)])
    assert both.outcome is Outcome.DEFEATED
    assert [(each.rules, each.kind, each.state) for each in both.checks] == [
        ("test", CheckKind.QUORUM, State.MET),
        ("test", CheckKind.PASS, State.LOST),
        ("law", CheckKind.PASS, State.MET),
    ]
    assert both.figures == (("test", figures), ("law", figures))


def test_rule_sets_look_at_their_own_electorate() -> None:
    representatives = Figures(seats=17, filled=17, present=12, for_=12)
    members = Figures(seats=22, filled=22, present=14, for_=14)
    law = rule_set(more_than("present", 1, 2), quorum=(at_least("seats", 2, 3),), id="law")
    judged = verdict([(TWO_THIRDS, representatives), (law, members)])
    assert judged.outcome is Outcome.INQUORATE  # 14 of 22 are no quorum of members
    assert [each.base for each in judged.checks] == [17, 17, 22, 14]


def test_the_verdict_turns_at_the_twelfth_hand() -> None:
    states = [passing_state(verdict([(TWO_THIRDS, room(17, hands, 0, 0))])) for hands in range(18)]
    assert states == [State.OPEN] * 12 + [State.MET] * 6


def test_the_verdict_is_lost_at_the_sixth_hand_against() -> None:
    states = [passing_state(verdict([(TWO_THIRDS, room(17, 0, hands, 0))])) for hands in range(18)]
    assert states == [State.OPEN] * 6 + [State.LOST] * 12


def test_a_count_under_way_is_open_even_without_a_quorum() -> None:
    assert verdict([(TWO_THIRDS, room(11, 10, 0, 0))]).outcome is Outcome.OPEN
    assert verdict([(TWO_THIRDS, room(11, 11, 0, 0))]).outcome is Outcome.INQUORATE


def test_an_empty_room_carries_nothing() -> None:
    for threshold in ALL_BASES:
        judged = verdict([(rule_set(threshold), room(0, 0, 0, 0))])
        assert judged.outcome is Outcome.DEFEATED


def test_nobody_for_carries_nothing() -> None:
    for threshold in ALL_BASES:
        judged = verdict([(rule_set(threshold), room(17, 0, 0, 17))])
        assert judged.outcome is Outcome.DEFEATED


def test_no_rule_set_decides_nothing() -> None:
    with pytest.raises(ImpossibleFigures):
        verdict([])


def test_the_recused_stay_in_a_fixed_base_and_leave_the_voting() -> None:
    figures = room(17, 11, 4, 0, recused=2)
    assert verdict([(rule_set(at_least("voting", 2, 3)), figures)]).outcome is Outcome.CARRIED
    assert verdict([(TWO_THIRDS, figures)]).outcome is Outcome.DEFEATED


@pytest.mark.parametrize(
    ("present", "may_grow", "expected"),
    [
        (12, True, State.MET),
        (11, True, State.OPEN),
        (0, True, State.OPEN),
        (11, False, State.LOST),
        (12, False, State.MET),
    ],
)
def test_quorum_of_a_room(present: int, may_grow: bool, expected: State) -> None:
    (check,) = quorum_checks(TWO_THIRDS, room(present, 0, 0, 0), may_grow=may_grow)
    assert (check.state, check.needed, check.short_by) == (expected, 12, max(0, 12 - present))


def test_vacant_seats_can_put_a_quorum_out_of_reach() -> None:
    figures = Figures(seats=17, filled=11, present=5)
    (check,) = quorum_checks(TWO_THIRDS, figures, may_grow=True)
    assert check.state is State.LOST
    of_filled = rule_set(at_least("seats", 2, 3), quorum=(at_least("filled", 2, 3),))
    (check,) = quorum_checks(of_filled, figures, may_grow=True)
    assert (check.base, check.needed, check.state) == (11, 8, State.OPEN)


WOMEN = rule_set(
    at_least("seats", 1, 2),
    quorum=(
        at_least("seats", 2, 3),
        Threshold(of=Base.SEATS, num=2, den=3, filter=Filter.WOMEN),
    ),
)


def test_a_quorum_of_the_women() -> None:
    figures = Figures(seats=17, filled=17, present=14, for_=14, women=Room(6, 6, 3))
    judged = verdict([(WOMEN, figures)])
    assert judged.outcome is Outcome.INQUORATE
    assert [(each.base, each.needed, each.have) for each in judged.checks[:2]] == [
        (17, 12, 14),
        (6, 4, 3),
    ]


def test_a_quorum_of_the_women_needs_a_roll_that_says_who_is_one() -> None:
    with pytest.raises(ImpossibleFigures) as refused:
        verdict([(WOMEN, room(17, 17, 0, 0))])
    assert "性别" in refused.value.message.text


@pytest.mark.parametrize("rules", SHIPPED, ids=lambda rules: rules.id)
def test_every_complete_tally_of_small_rooms(rules: RuleSet) -> None:
    for seats in range(1, 15):
        assert disagreements(rules, seats)[1] == []


@pytest.mark.parametrize("rules", SHIPPED, ids=lambda rules: rules.id)
def test_every_count_up_to_two_hundred(rules: RuleSet) -> None:
    (quorum,), (passing,) = shares(rules.quorum), shares(rules.passing)
    for seats in range(1, 201):
        for have in range(seats + 1):
            came = Figures(seats=seats, filled=seats, present=have, for_=have)
            split = Figures(
                seats=seats, filled=seats, present=seats, for_=have, against=seats - have
            )
            # of those present, all for is the one case that ``came`` has
            for figures in (came,) if passing.of == "seats" else (came, split):
                on_quorum, on_passing = verdict([(rules, figures)]).checks
                whole = case(figures)
                assert (on_quorum.state is State.MET) == quorate(quorum, whole), figures
                assert (on_passing.state is State.MET) == passes(passing, whole), figures


def rooms(most: int) -> list[Figures]:
    """Rooms with vacancies, recused members and counts under way."""
    return [
        Figures(
            seats=most,
            filled=filled,
            present=present,
            recused=recused,
            for_=for_,
            against=against,
            abstain=neither // 2,
            unexpressed=neither - neither // 2,
        )
        for filled in range(most - 2, most + 1)
        for present in range(filled + 1)
        for recused in range(min(2, present) + 1)
        for for_ in range(present - recused + 1)
        for against in range(present - recused - for_ + 1)
        for neither in range(present - recused - for_ - against + 1)
    ]


@pytest.mark.parametrize("threshold", ALL_BASES, ids=str)
def test_every_state_of_every_count_under_way(threshold: Threshold) -> None:
    rules, asked = rule_set(threshold), share(threshold)
    for figures in rooms(6):
        assert passing_state(verdict([(rules, figures)])) == state(asked, case(figures)), figures


@pytest.mark.parametrize("threshold", ALL_BASES, ids=str)
def test_the_verdict_hangs_on_the_fewest_hands_that_turn_it(threshold: Threshold) -> None:
    quorum, others = (at_least("seats", 1, 2),), (threshold, more_than("present", 1, 2))
    rules = rule_set(*others, quorum=quorum)
    for figures in rooms(6):
        if figures.remaining:
            continue
        expected = hands_to_turn(shares(quorum), shares(others), case(figures))
        assert hangs_on(verdict([(rules, figures)])) == expected, figures


def test_what_the_verdict_hangs_on() -> None:
    assert hangs_on(verdict([(TWO_THIRDS, room(17, 16, 1, 0))])) == 5
    assert hangs_on(verdict([(TWO_THIRDS, room(17, 11, 1, 5))])) == 1
    assert hangs_on(verdict([(TWO_THIRDS, room(17, 11, 1, 4))])) == 0  # not counted out
    assert hangs_on(verdict([(TWO_THIRDS, room(11, 11, 0, 0))])) == 0  # no quorum
    # twelve are needed and only eleven are there: no hand could turn it
    no_quorum_asked = rule_set(at_least("seats", 2, 3))
    assert hangs_on(verdict([(no_quorum_asked, room(11, 11, 0, 0))])) == 0


@st.composite
def any_rules(draw: st.DrawFn) -> RuleSet:
    chosen = st.lists(st.sampled_from(ALL_BASES), min_size=1, max_size=3)
    return rule_set(*draw(chosen), quorum=(at_least("seats", 1, 3),))


@st.composite
def hands(draw: st.DrawFn) -> tuple[Figures, list[Side]]:
    seats = draw(st.integers(1, 40))
    filled = draw(st.integers(0, seats))
    present = draw(st.integers(0, filled))
    recused = draw(st.integers(0, present))
    voting = present - recused
    raised = draw(st.lists(st.sampled_from(list(Side)), min_size=voting, max_size=voting))
    return Figures(seats=seats, filled=filled, present=present, recused=recused), raised


def with_hands(figures: Figures, raised: list[Side]) -> Figures:
    return Figures(
        seats=figures.seats,
        filled=figures.filled,
        present=figures.present,
        recused=figures.recused,
        for_=raised.count(Side.FOR),
        against=raised.count(Side.AGAINST),
        abstain=raised.count(Side.ABSTAIN),
        unexpressed=raised.count(Side.UNEXPRESSED),
    )


@given(any_rules(), hands())
def test_a_state_once_decided_stays_as_hands_come_in(
    rules: RuleSet, counted: tuple[Figures, list[Side]]
) -> None:
    empty, raised = counted
    decided: dict[int, State] = {}
    for n in range(len(raised) + 1):
        judged = verdict([(rules, with_hands(empty, raised[:n]))])
        for place, check in enumerate(judged.checks):
            assert check.state is decided.get(place, check.state)
            if check.state is not State.OPEN:
                decided[place] = check.state
    assert len(decided) == len(judged.checks)
    quorums, passing = shares(rules.quorum), shares(rules.passing)
    assert judged.outcome == outcome(quorums, passing, case(with_hands(empty, raised)))


@given(any_rules(), hands(), st.data())
def test_one_more_for_never_hurts(
    rules: RuleSet, counted: tuple[Figures, list[Side]], data: st.DataObject
) -> None:
    empty, raised = counted
    others = [n for n, side in enumerate(raised) if side is not Side.FOR]
    if not others:
        return
    changed = data.draw(st.sampled_from(others))
    better = [*raised[:changed], Side.FOR, *raised[changed + 1 :]]
    before = verdict([(rules, with_hands(empty, raised))])
    after = verdict([(rules, with_hands(empty, better))])
    if before.outcome is Outcome.CARRIED:
        assert after.outcome is Outcome.CARRIED
    for was, now in zip(before.checks, after.checks, strict=True):
        assert now.short_by <= was.short_by
