"""Rule sets nobody shipped: several thresholds at once, the women counted apart, vacant
seats, the recused, two electorates counted bench by bench; against the oracle."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from siquan_tui.meeting.electorate import benches, counts_for, entitled_seats, room
from siquan_tui.meeting.roll import Capacity, RollLine, Sex
from siquan_tui.meeting.state import Attendance, Meeting, Presence
from siquan_tui.rules.check import CheckKind, State, hangs_on, quorum_checks, verdict
from siquan_tui.rules.figures import Figures, Room, Side
from siquan_tui.rules.model import Base, Electorate, Filter, RuleSet, Threshold
from siquan_tui.rules.parse_threshold import ROOM, VOTE
from tests.rules.cases import case, rule_set, share, shares
from tests.rules.oracle import outcome, state

bases = st.sampled_from(VOTE)
fractions = st.sampled_from([(1, 2), (2, 3), (1, 3), (3, 4), (3, 5), (1, 10)])


@st.composite
def thresholds(draw: st.DrawFn, of: tuple[Base, ...] = VOTE, *, women: bool = False) -> Threshold:
    num, den = draw(fractions)
    return Threshold(
        of=draw(st.sampled_from(of)),
        num=num,
        den=den,
        strict=draw(st.booleans()),
        filter=Filter.WOMEN if women and draw(st.booleans()) else None,
    )


@st.composite
def rule_sets(draw: st.DrawFn, id: str) -> RuleSet:
    made = rule_set(
        *draw(st.lists(thresholds(), min_size=1, max_size=3)),
        quorum=tuple(draw(st.lists(thresholds(ROOM, women=True), max_size=2))),
        id=id,
    )
    return RuleSet(
        **{name: getattr(made, name) for name in made.__struct_fields__ if name != "electorate"},
        electorate=draw(st.sampled_from(Electorate)),
    )


@st.composite
def rolls(draw: st.DrawFn) -> tuple[RollLine, ...]:
    return tuple(
        RollLine(
            seat,
            draw(st.sampled_from(["王某", "李某", "赵某", ""])),
            capacity=draw(st.sampled_from(Capacity)) if seat > 1 else Capacity.REPRESENTATIVE,
            sex=draw(st.sampled_from([Sex.FEMALE, Sex.MALE])),
        )
        for seat in range(1, draw(st.integers(1, 7)) + 1)
    )


def apart(line: RollLine, rules: RuleSet) -> bool:
    """Whether a rule set counts the line: said again here, apart from the program."""
    return rules.electorate == "members" or line.capacity in ("representative", "both")


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_hall_of_any_people_under_any_rules(data: st.DataObject) -> None:
    """Somebody raises a hand or does not, person by person: benches, figures, states and
    verdict all follow from that alone."""
    roll = data.draw(rolls())
    governing = [data.draw(rule_sets("a")), data.draw(rule_sets("b"))]
    filled = [line.seat for line in roll if line.name]
    here = frozenset(seat for seat in filled if data.draw(st.booleans()))
    counted = [line for line in roll if any(apart(line, rules) for rules in governing)]
    recused = [
        line.seat
        for line in counted
        if line.seat in here and data.draw(st.sampled_from([False, False, True]))
    ]
    meeting = Meeting(
        roll=roll,
        rules=tuple(governing),
        presence={seat: Presence(Attendance.PRESENT) for seat in here},
    )
    entitled = entitled_seats(meeting, recused)
    assert set(entitled) == {line.seat for line in counted} & here - set(recused)
    raised = {seat: data.draw(st.sampled_from([*Side, None])) for seat in entitled}
    sizes = benches(governing, roll, entitled)
    assert sum(size.voting for size in sizes) == len(entitled)

    judged = []
    for rules in governing:
        mine = {line.seat for line in roll if apart(line, rules)}
        figures = room(roll, rules.electorate, here, recused)
        hands = {
            side: sum(raised[seat] is side for seat in entitled if seat in mine) for side in Side
        }
        bench_hands = sum(size.voting for size in sizes if counts_for(size.bench, rules.electorate))
        assert bench_hands == figures.voting == len(set(entitled) & mine)
        women = [line for line in roll if line.seat in mine and line.sex == "female"]
        assert figures.women is not None
        assert figures.women.present == sum(line.seat in here for line in women)
        assert figures.women.filled == sum(bool(line.name) for line in women)
        assert figures.women.seats == len(women)
        if not mine:
            return  # an electorate without seats is refused before a meeting opens
        judged.append(
            (
                rules,
                Figures(
                    seats=len(mine),
                    filled=sum(bool(line.name) for line in roll if line.seat in mine),
                    present=len(mine & here),
                    recused=len(mine.intersection(recused)),
                    for_=hands[Side.FOR],
                    against=hands[Side.AGAINST],
                    abstain=hands[Side.ABSTAIN],
                    unexpressed=hands[Side.UNEXPRESSED],
                    women=figures.women,
                ),
            )
        )
    answer = verdict(judged)
    expected = set()
    for rules, figures in judged:
        checks = [each for each in answer.checks if each.rules == rules.id]
        passes = [each for each in checks if each.kind is CheckKind.PASS]
        for check, threshold in zip(passes, rules.passing, strict=True):
            assert check.state == state(share(threshold), case(figures))
        quorate = all(reaches(each, figures) for each in rules.quorum)
        whole = outcome([], shares(rules.passing), case(figures))
        expected.add(whole if whole == "open" or quorate else "inquorate")
    worst = next(each for each in ("open", "inquorate", "defeated", "carried") if each in expected)
    assert answer.outcome == worst
    assert hangs_on(answer) <= len(entitled)


def reaches(threshold: Threshold, figures: Figures) -> bool:
    """A quorum by fractions; nobody is never enough."""
    part = figures.women if threshold.filter else figures
    assert part is not None
    whole = part.seats if threshold.of is Base.SEATS else part.filled
    if part.present == 0 or whole == 0:
        return False
    quotient, least = Fraction(part.present, whole), Fraction(threshold.num, threshold.den)
    return quotient > least if threshold.strict else quotient >= least


@settings(max_examples=200, deadline=None)
@given(
    threshold=thresholds(ROOM, women=True),
    seats=st.integers(1, 9),
    data=st.data(),
)
def test_a_quorum_is_lost_only_when_nobody_still_to_come_could_mend_it(
    threshold: Threshold, seats: int, data: st.DataObject
) -> None:
    filled = data.draw(st.integers(0, seats))
    present = data.draw(st.integers(0, filled))
    rules = rule_set(Threshold(of=Base.SEATS, num=1, den=2), quorum=(threshold,))
    states = []
    for here in range(present, filled + 1):
        figures = Figures(seats=seats, filled=filled, present=here, women=Room(seats, filled, here))
        (check,) = quorum_checks(rules, figures, may_grow=True)
        assert (check.state is State.MET) is reaches(threshold, figures)
        states.append(check.state)
    assert (states[0] is State.LOST) is (State.MET not in states)
    assert State.LOST not in states or set(states) == {State.LOST}
