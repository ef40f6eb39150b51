from __future__ import annotations

import pytest

from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.admit import OutOfOrder
from siquan_tui.meeting.figures import live_verdict, total
from siquan_tui.rules.check import Outcome, State
from siquan_tui.rules.figures import Side
from siquan_tui.words import say
from tests.meeting.hall import Hall, roll


@pytest.fixture
def hall() -> Hall:
    return Hall()


def pass_state(hall: Hall) -> State:
    return live_verdict(hall.meeting, hall.division).checks[-1].state


def test_the_verdict_turns_at_the_very_hand_that_decides_it(hall: Hall) -> None:
    hall.sit()
    hall.divide()
    states = []
    for _ in range(16):
        hall.do(chair.one_hand(hall.meeting, ev.Bench.HALL, Side.FOR))
        states.append(pass_state(hall))
    assert states == [State.OPEN] * 11 + [State.MET] * 5


def test_it_is_lost_at_the_hand_that_makes_it_impossible(hall: Hall) -> None:
    hall.sit()
    hall.divide()
    hall.do(chair.tally(hall.meeting, ev.Bench.HALL, Side.AGAINST, 5))
    assert pass_state(hall) is State.OPEN
    hall.do(chair.one_hand(hall.meeting, ev.Bench.HALL, Side.AGAINST))
    assert pass_state(hall) is State.LOST


def test_a_figure_over_those_voting_is_refused_by_how_many(hall: Hall) -> None:
    hall.sit()
    hall.divide(3)
    hall.do(chair.tally(hall.meeting, ev.Bench.HALL, Side.FOR, 10))
    with pytest.raises(OutOfOrder) as refused:
        hall.do(chair.tally(hall.meeting, ev.Bench.HALL, Side.AGAINST, 9))
    assert say(refused.value.message) == "参加表决的只有 16 人，多出 3 票。"
    assert say(refused.value.remedy) == "这一项最多填 6。"
    assert total(hall.division.count, Side.AGAINST) is None


def test_blank_is_not_zero(hall: Hall) -> None:
    hall.sit()
    hall.divide()
    hall.do(chair.tally(hall.meeting, ev.Bench.HALL, Side.FOR, 17))
    with pytest.raises(OutOfOrder, match="空白"):
        hall.do(chair.close_count(hall.meeting))


def test_the_four_figures_must_add_up_before_a_count_closes(hall: Hall) -> None:
    hall.sit()
    hall.divide()
    hall.hands(10, 1, 1, 0)
    with pytest.raises(OutOfOrder) as refused:
        hall.do(chair.close_count(hall.meeting))
    assert "5" in say(refused.value.message)
    hall.do(chair.tally_rest(hall.meeting, ev.Bench.HALL))
    hall.do(chair.close_count(hall.meeting))
    assert hall.division.count.hands[0].unexpressed == 5


def test_one_checked_count_suffices_by_default(hall: Hall) -> None:
    hall.sit()
    division = hall.vote(16, 1, 0, 0)
    assert division.verdict is not None
    assert division.verdict.outcome is Outcome.CARRIED


def test_the_setting_asks_for_a_second_count(hall: Hall) -> None:
    hall.sit(second_count=True)
    hall.divide()
    hall.count(16, 1, 0, 0)
    with pytest.raises(OutOfOrder):
        hall.do(chair.announce(hall.meeting))
    assert chair.recount_reason(hall.meeting, hall.division) is ev.CountReason.SETTING
    hall.do(chair.order_recount(hall.meeting))
    assert hall.division.count.blind
    hall.count(16, 1, 0, 0)
    hall.do(chair.announce(hall.meeting))
    assert hall.division.verdict is not None


def test_unequal_counts_are_all_kept_and_counted_again(hall: Hall) -> None:
    hall.sit()
    hall.divide()
    hall.count(12, 5, 0, 0)
    hall.do(chair.order_recount(hall.meeting))
    hall.count(11, 6, 0, 0)
    with pytest.raises(OutOfOrder, match="不一致"):
        hall.do(chair.announce(hall.meeting))
    assert chair.recount_reason(hall.meeting, hall.division) is ev.CountReason.UNEQUAL
    hall.do(chair.order_recount(hall.meeting))
    hall.count(11, 6, 0, 0)
    hall.do(chair.announce(hall.meeting))
    assert [total(count, Side.FOR) for count in hall.division.counts] == [12, 11, 11]
    assert hall.division.verdict is not None
    assert hall.division.verdict.outcome is Outcome.DEFEATED


@pytest.mark.parametrize(
    ("figures", "narrow"),
    [
        ((12, 5, 0, 0), True),
        ((13, 4, 0, 0), True),
        ((14, 3, 0, 0), False),
        ((10, 7, 0, 0), True),
        ((9, 8, 0, 0), False),
    ],
)
def test_a_second_count_is_proposed_when_two_hands_decide(
    hall: Hall, figures: tuple[int, ...], narrow: bool
) -> None:
    hall.sit()
    hall.divide()
    hall.count(*figures)
    reason = chair.recount_reason(hall.meeting, hall.division)
    assert (reason is ev.CountReason.NARROW) is narrow


def test_another_verdict_than_the_counted_one_cannot_be_announced(hall: Hall) -> None:
    hall.sit()
    hall.divide()
    hall.hands(16, 1, 0, 0)
    false = live_verdict(hall.meeting, hall.division)
    hall.do(chair.strike_newest(hall.meeting))
    hall.do(chair.tally(hall.meeting, ev.Bench.HALL, Side.AGAINST, 0))
    hall.do(chair.tally(hall.meeting, ev.Bench.HALL, Side.UNEXPRESSED, 1))
    hall.do(chair.close_count(hall.meeting))
    with pytest.raises(OutOfOrder):
        hall.do(ev.Announced(1, false))


def test_no_division_without_a_quorum(hall: Hall) -> None:
    hall.convene()
    hall.list_item()
    hall.open()
    hall.do(chair.arrive(hall.meeting, *range(1, 12)))
    hall.do(chair.take_item(hall.meeting, 1))
    with pytest.raises(OutOfOrder) as refused:
        hall.divide()
    assert "12" in say(refused.value.message)
    hall.do(chair.arrive(hall.meeting, 12))
    hall.divide()


def test_who_comes_or_leaves_during_a_division_does_not_change_it(hall: Hall) -> None:
    hall.sit()
    hall.do(chair.leave(hall.meeting, 17))
    before = hall.divide()
    hall.do(chair.arrive(hall.meeting, 17))
    hall.do(chair.leave(hall.meeting, 1))
    assert hall.division.entitled == before.entitled == tuple(range(1, 17))


def test_the_recused_stay_in_a_fixed_base_and_in_present(hall: Hall) -> None:
    hall.sit("siquan-2010", "organic-law-2010")
    hall.divide(1, 2, 3)
    hall.count(12, 2, 0, 0)
    verdict = live_verdict(hall.meeting, hall.division)
    assert {figures.present for _, figures in verdict.figures} == {17}
    assert {figures.voting for _, figures in verdict.figures} == {14}
    assert verdict.outcome is Outcome.CARRIED


def test_two_electorates_are_counted_bench_by_bench(hall: Hall) -> None:
    hall.sit("siquan-2010", "organic-law-2010", lines=roll(17, committee=3))
    division = hall.divide()
    assert [(each.bench, each.voting) for each in division.benches] == [
        (ev.Bench.REPRESENTATIVES, 17),
        (ev.Bench.COMMITTEE, 3),
    ]
    hall.hands(11, 6, 0, 0, bench=ev.Bench.REPRESENTATIVES)
    hall.hands(3, 0, 0, 0, bench=ev.Bench.COMMITTEE)
    hall.do(chair.close_count(hall.meeting))
    hall.do(chair.announce(hall.meeting))
    verdict = hall.division.verdict
    assert verdict is not None
    have = {check.rules: check.have for check in verdict.checks if check.kind == "pass"}
    assert have == {"siquan-2010": 11, "organic-law-2010": 14}
    assert verdict.outcome is Outcome.DEFEATED


def test_a_round_is_divided_on_once_and_comes_back_as_a_new_round(hall: Hall) -> None:
    hall.sit()
    hall.vote(16, 1, 0, 0)
    with pytest.raises(OutOfOrder):
        hall.divide()
    item = hall.meeting.items[0]
    hall.do(ev.RoundAdded(1, item.proposal, "走访后修改了路线"))
    assert hall.meeting.divisions[0].superseded
    with pytest.raises(OutOfOrder):
        hall.do(chair.open_division(hall.meeting, 1))
    hall.do(chair.take_item(hall.meeting, 1))
    second = hall.vote(17, 0, 0, 0)
    assert second.round == 2
    assert not second.superseded
    first = hall.meeting.divisions[0].verdict
    assert first is not None
    assert first.outcome is Outcome.CARRIED


def test_an_annulled_division_stays_on_record_and_is_counted_again(hall: Hall) -> None:
    hall.sit()
    hall.vote(12, 5, 0, 0)
    hall.do(ev.Annulled(1, "举手时有人进出"))
    assert hall.meeting.divisions[0].verdict is not None
    again = hall.vote(11, 6, 0, 0)
    assert again.number == 2
    assert again.round == 1


def test_a_resolution_is_drawn_only_from_what_carried(hall: Hall) -> None:
    from siquan_tui.meeting.drafts import draft_resolution

    hall.sit()
    hall.vote(11, 6, 0, 0)
    with pytest.raises(OutOfOrder, match="没有通过"):
        hall.do(draft_resolution(hall.meeting, hall.division, 2010, 1))
    hall.do(ev.Annulled(1, "重点"))
    hall.vote(16, 1, 0, 0)
    hall.do(draft_resolution(hall.meeting, hall.division, 2010, 1))
    resolution = hall.meeting.resolutions[0]
    assert "赞成16票、反对1票、弃权0票、未表态0票" in resolution.text
    with pytest.raises(OutOfOrder, match="已经形成决议"):
        hall.do(draft_resolution(hall.meeting, hall.division, 2010, 2))
