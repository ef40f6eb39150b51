"""Tellers are named once, by seat number or by name, and each count bears its teller's name."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from screens.tellers_form import TellersForm
from siquan_tui.meeting import chair
from tests.screens.grid import SIZES, compare, grid
from tests.screens.hall import Hall, console, lines, press


async def test_named_by_seat_number_on_the_floor(hall: Hall) -> None:
    live = hall.open(lines(17), present=17)
    live.do(chair.take_item(live.meeting, 1))
    async with console(hall, live) as (app, pilot):
        assert "计票监票 还没有推选（F12）" in grid(app)
        await press(pilot, "f12 8 enter")
        assert "冯永福" in grid(app), "a seat number turns into the name"
        await press(pilot, "enter １ ２ enter enter f10")
        assert live.meeting.tellers == ("冯永福",)
        assert live.meeting.scrutineers == ("蒋守田",)
        assert "计票监票 计票人 冯永福，监票人 蒋守田" in grid(app)
        await press(pilot, "enter 1 7 enter 0 enter 0 enter enter")
        assert "请监票人 蒋守田、计票人 冯永福 核对" in grid(app)
        await press(pilot, "enter enter")
        assert live.meeting.divisions[0].count.teller == "冯永福"


async def test_named_on_the_agenda_and_changed_there(hall: Hall) -> None:
    live = hall.open(lines(17), present=17)
    async with console(hall, live) as (app, pilot):
        assert "请先推选计票" in grid(app)
        await press(pilot, "f3 f12 3 tab 5 f10")
        before = live.meeting.tellers
        assert len(before) == 2
        await press(pilot, "f12")
        assert before[0] in grid(app)
        assert before[1] in grid(app)
        await press(pilot, "某 某 enter f10")
        assert live.meeting.tellers == ("某某", before[1])


async def test_what_cannot_be_is_said_in_the_form_and_nothing_is_lost(hall: Hall) -> None:
    live = hall.open(lines(17, vacant=(9,)), present=12)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "f3 f12 f10")
        assert "没有写计票人" in grid(app)
        await press(pilot, "8 enter 9 f10")
        assert "9 号席位没有人" in grid(app)
        await press(pilot, "backspace 1 6 f10")
        assert "不在会场" in grid(app)
        assert "冯永福" in grid(app)
        assert not live.meeting.tellers
        await press(pilot, "escape")
        assert "请先推选计票" in grid(app), "the script still asks"
        assert not live.meeting.tellers


async def test_a_teller_who_is_recused_is_told_before_the_vote(hall: Hall) -> None:
    live = hall.open(lines(17), present=17)
    live.do(chair.take_item(live.meeting, 1))
    live.do(chair.name_tellers(live.meeting, ["冯永福", "李改花"], ["蒋守田"]))
    async with console(hall, live) as (app, pilot):
        assert "另行推选" not in grid(app)
        await press(pilot, "f6 8 space enter")
        assert "! 冯永福回避或不在会场" in grid(app)
        await press(pilot, "f12")
        assert isinstance(app.screen, TellersForm)


async def test_not_while_hands_are_counted(hall: Hall) -> None:
    live = hall.put(hall.open(lines(17), present=17))
    async with console(hall, live) as (app, pilot):
        await press(pilot, "f3 f12")
        assert "正在表决" in app.spoken


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_form_as_kept(
    hall: Hall, size: tuple[int, int], language: str, update_goldens: bool
) -> None:
    live = hall.open(lines(17), present=17)
    live.do(chair.take_item(live.meeting, 1))
    async with console(hall, live, size) as (app, pilot):
        await press(pilot, "f12 8 enter")
        compare(app, f"tellers-{size[0]}x{size[1]}-{language}", update=update_goldens)
        await press(pilot, "enter 1 2 f10")
        compare(app, f"floor-tellers-{size[0]}x{size[1]}-{language}", update=update_goldens)


async def test_a_page_of_digits_pasted_is_a_seat_nobody_fills(hall: Hall) -> None:
    live = hall.open(lines(17), present=17)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "f3 f12")
        app.screen.query_one("#teller-1", Input).value = "7" * 5000
        await press(pilot, "tab f10")
        assert "只写数字" in grid(app)
        assert not live.meeting.tellers
