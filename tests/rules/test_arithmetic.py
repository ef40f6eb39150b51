"""The least count that meets a threshold: known vectors, and everything up to 200."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siquan_tui.rules.arithmetic import needed, reached
from siquan_tui.rules.model import Base, Threshold
from tests.rules.cases import FRACTIONS, at_least, more_than, share
from tests.rules.oracle import least, meets

UP_TO = 200

FIXED = ("seats", "filled", "present", "voting")


@pytest.mark.parametrize(
    ("seats", "two_thirds", "majority", "one_fifth", "one_third"),
    [(17, 12, 9, 4, 6), (18, 12, 10, 4, 6), (21, 14, 11, 5, 7), (29, 20, 15, 6, 10)],
)
def test_rooms_of_the_source_document(
    seats: int, two_thirds: int, majority: int, one_fifth: int, one_third: int
) -> None:
    assert needed(at_least("seats", 2, 3), seats) == two_thirds
    assert needed(more_than("present", 1, 2), seats) == majority
    assert needed(at_least("seats", 1, 5), seats) == one_fifth
    assert needed(at_least("seats", 1, 3), seats) == one_third


def test_where_other_programs_went_wrong() -> None:
    assert needed(more_than("present", 1, 2), 17) == 9  # not 10
    assert needed(at_least("seats", 2, 3), 50) == 34
    assert reached(at_least("seats", 2, 3), 20, 30)  # exactly two thirds: reached
    assert not reached(more_than("seats", 2, 3), 20, 30)  # and not exceeded
    assert not reached(at_least("seats", 2, 3), 19, 29)  # 66 %
    assert not reached(more_than("present", 1, 2), 5, 10)  # a tie
    assert reached(at_least("seats", 1, 2), 5, 10)  # 半数以上 includes the half
    assert needed(at_least("seats", 1, 1), 17) == 17


@pytest.mark.parametrize("of", FIXED)
def test_nothing_of_nothing_passes(of: str) -> None:
    for num, den in FRACTIONS:
        for threshold in (at_least(of, num, den), more_than(of, num, den)):
            assert needed(threshold, 0) == 1
            assert not reached(threshold, 0, 0)


def test_nobody_for_and_nobody_against_passes_nothing() -> None:
    for num, den in FRACTIONS:
        assert needed(at_least("decided", num, den), 0, against=0) == 1
        assert needed(more_than("decided", num, den), 0, against=0) == 1


def test_the_whole_of_decided_has_no_least_count() -> None:
    with pytest.raises(ValueError, match="no least count"):
        needed(at_least("decided", 1, 1), 5, against=1)


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(("num", "den"), FRACTIONS)
def test_every_count_of_every_base(num: int, den: int, strict: bool) -> None:
    thresholds = [Threshold(of=Base(of), num=num, den=den, strict=strict) for of in FIXED]
    asked = share(thresholds[0])
    for base in range(UP_TO + 1):
        expected = least(asked, base, 0)
        assert [needed(each, base) for each in thresholds] == [expected] * len(FIXED), base
        for have in range(base + 1):
            assert reached(thresholds[0], have, base) == meets(asked, have, base), (have, base)


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(("num", "den"), FRACTIONS)
def test_every_count_for_and_against(num: int, den: int, strict: bool) -> None:
    threshold = Threshold(of=Base.DECIDED, num=num, den=den, strict=strict)
    asked = share(threshold)
    for against in range(UP_TO + 1):
        assert needed(threshold, 0, against) == least(asked, 0, against), against
        for have in range(UP_TO + 1):
            expected = meets(asked, have, have + against)
            assert reached(threshold, have, have + against, against) == expected, (have, against)


@st.composite
def thresholds(draw: st.DrawFn, of: str) -> Threshold:
    fraction = Fraction(draw(st.integers(1, 60)), draw(st.integers(61, 97)))
    return Threshold(
        of=Base(of),
        num=fraction.numerator,
        den=fraction.denominator,
        strict=draw(st.booleans()),
    )


@given(thresholds("seats"), st.integers(1, 10**9))
def test_needed_is_the_least_passing_count(threshold: Threshold, base: int) -> None:
    asked, count = share(threshold), needed(threshold, base)
    assert 1 <= count <= base
    assert meets(asked, count, base)
    assert not meets(asked, count - 1, base)


@given(thresholds("decided"), st.integers(0, 10**9))
def test_needed_is_the_least_passing_count_against_others(
    threshold: Threshold, against: int
) -> None:
    asked, count = share(threshold), needed(threshold, 0, against)
    assert meets(asked, count, count + against)
    assert not meets(asked, count - 1, count - 1 + against)
