"""Hands put in, taken out, and a count ready to be closed."""

from __future__ import annotations

import pytest

from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.admit import OutOfOrder
from siquan_tui.rules.figures import Side
from tests.meeting.hall import Hall


@pytest.fixture
def hall() -> Hall:
    hall = Hall()
    hall.convene()
    for title in ("上次决议执行情况", "自来水工程", "财务公开"):
        hall.list_item(title)
    return hall


def test_hands_do_not_go_below_nothing(hall: Hall) -> None:
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 2))
    hall.divide()
    hall.do(chair.tally(hall.meeting, ev.Bench.HALL, Side.FOR, 1))
    hall.do(chair.one_hand(hall.meeting, ev.Bench.HALL, Side.FOR, -1))
    with pytest.raises(OutOfOrder, match="0 票"):
        hall.do(chair.one_hand(hall.meeting, ev.Bench.HALL, Side.FOR, -1))


def test_ready_to_close_only_while_a_complete_count_is_open(hall: Hall) -> None:
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 2))
    hall.divide()
    assert not chair.ready_to_close(hall.division)
    hall.hands(16, 1, 0, 0)
    assert chair.ready_to_close(hall.division)
    hall.do(chair.close_count(hall.meeting))
    assert not chair.ready_to_close(hall.division)
    hall.do(chair.order_recount(hall.meeting))
    assert [count.number for count in hall.division.counts] == [1, 2]
