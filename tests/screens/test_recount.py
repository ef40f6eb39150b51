"""Counting again: a second, blind count, a recount on doubt, and what is told when they differ."""

from __future__ import annotations

from siquan_tui.meeting.events import Bench, CountReason
from siquan_tui.meeting.figures import live_verdict
from siquan_tui.rules.check import Outcome
from siquan_tui.rules.figures import Side
from tests.screens.grid import centre, grid
from tests.screens.hall import (
    Hall,
    console,
    divide,
    lines,
    press,
    under_way,
)

ALL_ZERO = "0 enter 0 enter 0 enter"


async def test_a_second_count_is_blind_until_it_is_in(hall: Hall) -> None:
    live = divide(hall, second_count=True)
    async with console(hall, live) as (app, pilot):
        await press(pilot, f"1 4 enter 3 enter {ALL_ZERO} enter")
        assert "请另一位计票人再点" in grid(app)
        await press(pilot, "enter")
        assert under_way(live).count.reason is CountReason.SETTING
        hidden = centre(app)
        assert "14" not in hidden
        assert "█" not in hidden
        assert "已遮住" in hidden
        await press(pilot, "1 4")
        assert "已达门槛" not in centre(app)
        await press(pilot, f"enter 3 enter {ALL_ZERO} enter")
        shown = centre(app)
        assert shown.count("赞成 14 反对 3") == 2
        assert "通过" in shown
        await press(pilot, "enter")
        assert live.meeting.divisions[-1].verdict is not None


async def test_unequal_counts_ask_for_another_and_all_are_listed(hall: Hall) -> None:
    live = divide(hall, second_count=True)
    async with console(hall, live) as (app, pilot):
        await press(pilot, f"1 4 enter 3 enter {ALL_ZERO} enter enter")
        await press(pilot, f"1 3 enter 4 enter {ALL_ZERO} enter")
        assert "计数不一致" in grid(app)
        await press(pilot, "enter")
        assert under_way(live).count.reason is CountReason.UNEQUAL
        await press(pilot, f"1 4 enter 3 enter {ALL_ZERO} enter")
        shown = centre(app)
        assert "第1次：赞成 14" in shown
        assert "第2次：赞成 13" in shown
        assert "第3次：赞成 14" in shown
        await press(pilot, "enter")
        announced = live.meeting.divisions[-1]
        assert announced.verdict == live_verdict(live.meeting, announced, announced.counts[2])


async def test_a_narrow_verdict_proposes_a_second_count(hall: Hall) -> None:
    live = divide(hall)
    async with console(hall, live) as (app, pilot):
        await press(pilot, f"1 2 enter 5 enter {ALL_ZERO} enter")
        assert "建议复计" in grid(app)
        await press(pilot, "enter")
        assert live.meeting.divisions[-1].verdict is None
        await press(pilot, "escape enter enter")
        assert under_way(live).count.reason is CountReason.NARROW
        await press(pilot, f"1 2 enter 5 enter {ALL_ZERO} enter enter")
        assert live.meeting.divisions[-1].verdict is not None


async def test_a_narrow_verdict_can_be_announced_as_it_is(hall: Hall) -> None:
    live = divide(hall)
    async with console(hall, live) as (_app, pilot):
        await press(pilot, f"1 1 enter 6 enter {ALL_ZERO} enter enter 2")
        verdict = live.meeting.divisions[-1].verdict
        assert verdict is not None
        assert verdict.outcome is Outcome.DEFEATED


async def test_doubt_orders_a_recount_that_keeps_the_first(hall: Hall) -> None:
    live = divide(hall)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "f6")
        assert "还没有核对完毕" in grid(app)
        await press(pilot, f"1 6 enter 1 enter {ALL_ZERO} enter f6")
        assert under_way(live).count.reason is CountReason.DOUBT
        assert under_way(live).counts[0].figures[Bench.HALL, Side.FOR] == 16


async def test_counts_that_differ_between_benches_only_do_not_look_alike(hall: Hall) -> None:
    hall.rules = ("siquan-2010", "organic-law-2026")
    live = divide(hall, 7, committee=2)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "5 enter 0 enter 0 enter enter 1 enter 1 enter 0 enter enter enter")
        await press(pilot, "f6 4 enter 1 enter 0 enter enter 2 enter 0 enter 0 enter enter enter")
        assert [each.closed for each in under_way(live).counts] == [True, True]
        shown = "".join(centre(app).split())
        assert "赞成5+1反对0+1弃权0未表态0" in shown
        assert "赞成4+2反对1+0弃权0未表态0" in shown
        assert "✓" not in shown.replace("✓需", "")
        assert "✗" not in shown
        assert "未定：几次点的数不一样" in shown


async def test_after_a_blind_count_the_bar_shows_its_hands(hall: Hall) -> None:
    """The bar is hidden meanwhile, and what was painted before may not come back with it."""
    live = hall.put(hall.open(lines(17), present=17))
    async with console(hall, live) as (app, pilot):
        await press(pilot, "1 2 enter 5 enter 0 enter enter enter enter 1")
        assert "/17" not in grid(app)
        await press(pilot, "1 2 enter 5 enter 0 enter enter enter")
        assert "12/17" in grid(app)
