"""Thresholds, rule sets and figures for the tests, and their bridge to the oracle."""

from __future__ import annotations

from fractions import Fraction

from siquan_tui.message import Bilingual
from siquan_tui.rules.figures import Figures
from siquan_tui.rules.model import Base, Call, Convener, Electorate, RuleSet, Threshold
from siquan_tui.rules.rulebook import Rulebook
from tests.rules.oracle import Case, Share

SHIPPED = Rulebook().all()

FRACTIONS = ((1, 2), (2, 3), (1, 3), (1, 5), (3, 4), (4, 5))


def at_least(of: str, num: int, den: int) -> Threshold:
    return Threshold(of=Base(of), num=num, den=den)


def more_than(of: str, num: int, den: int) -> Threshold:
    return Threshold(of=Base(of), num=num, den=den, strict=True)


def rule_set(*passing: Threshold, quorum: tuple[Threshold, ...] = (), id: str = "test") -> RuleSet:
    name = Bilingual(zh=id, en=id)
    return RuleSet(
        id=id,
        name=name,
        short=name,
        citation=name,
        electorate=Electorate.REPRESENTATIVES,
        quorum=quorum,
        passing=passing,
        call=Call(by=(Convener.CHAIR,)),
    )


def share(threshold: Threshold) -> Share:
    return Share(
        of=threshold.of.value,
        share=Fraction(threshold.num, threshold.den),
        strict=threshold.strict,
    )


def shares(thresholds: tuple[Threshold, ...]) -> list[Share]:
    return [share(each) for each in thresholds]


def case(figures: Figures) -> Case:
    return Case(
        seats=figures.seats,
        filled=figures.filled,
        present=figures.present,
        recused=figures.recused,
        votes_for=figures.for_,
        against=figures.against,
        neither=figures.abstain + figures.unexpressed,
    )
