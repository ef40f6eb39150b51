"""Checks, thresholds and impossible figures in words."""

from __future__ import annotations

import pytest

from siquan_tui.rules.check import (
    Outcome,
    outcome_name,
    quorum_checks,
    sentence,
    verdict,
)
from siquan_tui.rules.figures import Figures, ImpossibleFigures, Room, Side, insist_possible
from siquan_tui.rules.model import Base, Convener, Electorate, Filter, Threshold
from siquan_tui.rules.names import (
    convener_name,
    electorate_name,
    side_name,
    threshold_words,
)
from siquan_tui.words import say
from tests.rules.cases import at_least, more_than, rule_set

RULES = rule_set(at_least("seats", 2, 3), quorum=(at_least("seats", 2, 3),))


def figures(present: int = 17, for_: int = 0, against: int = 0, **others: int) -> Figures:
    return Figures(seats=17, filled=17, present=present, for_=for_, against=against, **others)


@pytest.mark.parametrize(
    ("present", "for_", "against", "words"),
    [
        (17, 16, 1, "赞成 16 票，需 12 票，已达门槛，多 4 票"),
        (17, 12, 0, "赞成 12 票，需 12 票，刚好达到门槛"),
        (17, 10, 1, "赞成 10 票，需 12 票，还差 2 票"),
        (17, 9, 6, "赞成 9 票，需 12 票，已不可能通过，差 3 票"),
    ],
)
def test_a_vote_in_words(present: int, for_: int, against: int, words: str) -> None:
    judged = verdict([(RULES, figures(present, for_, against))])
    assert say(sentence(judged.checks[1])) == words


def test_a_count_that_more_hands_against_can_undo() -> None:
    judged = verdict([(rule_set(at_least("decided", 2, 3)), figures(17, 3, 1))])
    assert say(sentence(judged.checks[0])) == "赞成 3 票，眼下需 2 票，数完才能定"


@pytest.mark.parametrize(
    ("present", "may_grow", "words"),
    [
        (17, True, "法定人数：需 12 人，实到 17 人，余 5 人"),
        (10, True, "法定人数：需 12 人，实到 10 人，还差 2 人"),
        (10, False, "法定人数：需 12 人，实到 10 人，不足，差 2 人"),
    ],
)
def test_a_quorum_in_words(present: int, may_grow: bool, words: str) -> None:
    (check,) = quorum_checks(RULES, figures(present), may_grow=may_grow)
    assert say(sentence(check)) == words


def test_the_womens_quorum_in_words() -> None:
    women = Threshold(of=Base.SEATS, num=2, den=3, filter=Filter.WOMEN)
    rules = rule_set(at_least("seats", 1, 2), quorum=(women,))
    room = Figures(seats=17, filled=17, present=17, women=Room(6, 6, 5))
    (check,) = quorum_checks(rules, room, may_grow=False)
    assert say(sentence(check)) == "妇女代表法定人数：需 4 人，实到 5 人，余 1 人"
    assert say(threshold_words(women)) == "妇女代表名额的三分之二以上（含本数）"


@pytest.mark.parametrize(
    ("threshold", "words"),
    [
        (at_least("seats", 2, 3), "名额的三分之二以上（含本数）"),
        (more_than("present", 1, 2), "到会的过半数"),
        (at_least("filled", 1, 2), "在任的半数以上（含半数）"),
        (at_least("voting", 1, 1), "参加表决的全部"),
        (more_than("decided", 2, 3), "赞成、反对合计的超过三分之二（不含本数）"),
        (at_least("seats", 4, 7), "名额的7分之4以上（含本数）"),
    ],
)
def test_a_threshold_in_words(threshold: Threshold, words: str) -> None:
    assert say(threshold_words(threshold)) == words


def test_every_term_has_a_name_of_its_own() -> None:
    for names in (
        [side_name(each) for each in Side],
        [convener_name(each) for each in Convener],
        [electorate_name(each) for each in Electorate],
        [outcome_name(each) for each in Outcome],
    ):
        assert len({say(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("impossible", "words"),
    [
        (Figures(seats=0, filled=0, present=0), "没有名额"),
        (Figures(seats=17, filled=19, present=17), "多出 2 人。请核对花名册"),
        (Figures(seats=17, filled=16, present=17), "多出 1 人。请核对签到"),
        (figures(5, recused=8), "多出 3 人"),
        (figures(17, 16, 2), "四项合计 18 票，参加表决只有 17 人，多出 1 票"),
        (figures(17, 16, 1, recused=2), "参加表决只有 15 人，多出 2 票"),
        (figures(17, 10, 3, abstain=3, unexpressed=3), "多出 2 票"),
        (figures(17, -3), "赞成不能是负数：比零少 3"),
        (figures(17, 3, -1), "反对不能是负数：比零少 1"),
        (figures(17, abstain=-1), "弃权不能是负数"),
        (figures(17, unexpressed=-1), "未表态不能是负数"),
        (figures(17, recused=-1), "回避不能是负数"),
        (Figures(seats=-2, filled=0, present=0), "名额不能是负数：比零少 2"),
        (Figures(seats=5, filled=5, present=3, women=Room(2, 3, 1)), "在任妇女比妇女名额多出 1"),
        (Figures(seats=5, filled=5, present=3, women=Room(3, 2, 3)), "到会妇女比在任妇女多出 1"),
        (Figures(seats=5, filled=5, present=3, women=Room(7, 2, 1)), "妇女名额比名额多出 2"),
        (Figures(seats=5, filled=3, present=3, women=Room(5, 4, 1)), "在任妇女比在任多出 1"),
        (Figures(seats=5, filled=5, present=1, women=Room(5, 5, 3)), "到会妇女比到会多出 2"),
    ],
)
def test_figures_that_cannot_be(impossible: Figures, words: str) -> None:
    for refuse in (
        insist_possible,
        lambda each: verdict([(RULES, each)]),
        lambda each: quorum_checks(RULES, each, may_grow=True),
    ):
        with pytest.raises(ImpossibleFigures) as refused:
            refuse(impossible)
        assert words in say(refused.value.message)


def test_figures_at_their_limits_can_be() -> None:
    insist_possible(figures(17, 17))
    insist_possible(Figures(seats=1, filled=0, present=0))
    insist_possible(Figures(seats=5, filled=5, present=5, recused=5, women=Room(5, 5, 5)))


def test_a_finished_count_was_missed_and_is_no_longer_open_to_hope() -> None:
    check = verdict([(RULES, figures(for_=11, against=6))]).checks[-1]
    assert say(sentence(check, final=True)) == "赞成 11 票，需 12 票，没有达到门槛，差 1 票"
