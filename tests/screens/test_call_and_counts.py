"""The call goes with the cursor; figures and counts say what they are, bench by bench."""

from __future__ import annotations

from pathlib import Path

from screens.app import SiquanApp
from siquan_tui.meeting import chair
from siquan_tui.meeting.events import Bench
from siquan_tui.rules.figures import Side
from tests.screens.grid import grid, settled
from tests.screens.hall import Hall, console, lines, press


async def test_hand_by_hand_the_call_stays_until_the_cursor_moves_on(hall: Hall) -> None:
    live = hall.put(hall.open(lines(17), present=17))
    async with console(hall, live) as (app, pilot):
        await press(pilot, "plus plus plus")
        assert "同意的请举手" in grid(app)
        await press(pilot, "right")
        assert "反对的请举手" in grid(app)
        await press(pilot, "plus left")
        assert "同意的请举手" in grid(app)


async def test_the_big_figures_add_the_benches_up_while_they_are_counted(tmp_path: Path) -> None:
    hall = Hall(tmp_path / "data", rules=("siquan-2010", "organic-law-2010"))
    live = hall.put(hall.open(lines(10, committee=3), present=10))
    async with console(hall, live, size=(110, 36), plain=True) as (app, pilot):
        await press(pilot, "5 enter 2 enter 0 enter 0 enter")
        before = grid(app)
        await press(pilot, "1 enter")
        after = grid(app)
    hall.office.close()
    assert "再请不是代表的村委会成员" in before
    assert before != after
    figures = live.meeting.divisions[0].count.figures
    assert figures[Bench.REPRESENTATIVES, Side.FOR] + figures[Bench.COMMITTEE, Side.FOR] == 6


async def test_counts_that_differ_between_benches_only_are_told_apart(tmp_path: Path) -> None:
    hall = Hall(tmp_path / "data", rules=("siquan-2010", "organic-law-2010"))
    live = hall.put(hall.open(lines(10, committee=3), present=10))

    def count(representatives: tuple[int, ...], committee: tuple[int, ...]) -> None:
        for bench, figures in (
            (Bench.REPRESENTATIVES, representatives),
            (Bench.COMMITTEE, committee),
        ):
            for side, hands in zip(Side, figures, strict=True):
                live.do(chair.tally(live.meeting, bench, side, hands))
        live.do(chair.close_count(live.meeting))

    count((5, 2, 0, 0), (1, 2, 0, 0))
    live.do(chair.order_recount(live.meeting))
    count((4, 3, 0, 0), (2, 1, 0, 0))
    async with console(hall, live, size=(110, 36)) as (app, _pilot):
        shown = grid(app)
    hall.office.close()
    assert "5+1" in shown
    assert "4+2" in shown
    assert "未通过" not in shown, "there is no result while the counts differ"


async def test_started_again_the_console_is_where_it_was(hall: Hall) -> None:
    live = hall.put(hall.open(lines(17), present=17))
    hall.convene()
    live.do(chair.tally(live.meeting, Bench.HALL, Side.FOR, 7))
    app = SiquanApp(hall.office)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(40):
            await pilot.pause(0.1)
            if app.current_mode == "division":
                break
        await settled(pilot)
        assert "7" in grid(app)
        assert app.live is not None
        assert app.live.book == live.book
        await press(pilot, "escape")
        assert app.current_mode == "home"
