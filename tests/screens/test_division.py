"""The division screen: digits to figures, the verdict at the very hand, counts never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.events import Key as KeyPressed

from screens.themes import DARK, LIGHT
from screens.widgets.tally import Tally
from siquan_tui.meeting import chair
from siquan_tui.meeting.events import Bench, Tallied
from siquan_tui.rules.check import Outcome
from siquan_tui.rules.figures import Side
from tests.screens.grid import centre, grid, settled
from tests.screens.hall import (
    WATER,
    Hall,
    Painted,
    console,
    divide,
    figures,
    lines,
    press,
    under_way,
)


async def test_a_vote_by_digits_and_enter_alone(hall: Hall) -> None:
    live = divide(hall)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "1 6 enter 1 enter 0 enter")
        assert figures(live) == {Side.FOR: 16, Side.AGAINST: 1, Side.ABSTAIN: 0}
        assert "暂计" in grid(app)
        assert "通过" not in centre(app)
        await press(pilot, "enter")
        assert figures(live)[Side.UNEXPRESSED] == 0
        assert not under_way(live).count.closed
        await press(pilot, "enter")
        assert under_way(live).count.closed
        assert "✓ 通过，多 4 票" in grid(app)
        assert "Enter 宣布结果" in grid(app)
        await press(pilot, "enter")
        verdict = live.meeting.divisions[-1].verdict
        assert verdict is not None
        assert verdict.outcome is Outcome.CARRIED
        assert "结果" in grid(app)
        await press(pilot, "enter")
        assert app.current_mode == "resolution"


async def test_full_width_digits_and_signs_count_too(hall: Hall) -> None:
    live = divide(hall)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "１ ２ tab ２ tab")
        assert figures(live) == {Side.FOR: 12, Side.AGAINST: 2}
        await pilot.press("＋", "－", "　", "＋")
        for character in "＋−":
            app.post_message(KeyPressed(character, character))
        await press(pilot, "tab")
        assert figures(live)[Side.ABSTAIN] == 2
        assert [each.event.figure for each in live.meeting.entries[-6:]] == [1, 0, 1, 2, 3, 2]


async def test_the_verdict_turns_at_the_very_hand(hall: Hall) -> None:
    live = divide(hall)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "9 enter shift+tab")
        for hand in range(10, 15):
            await press(pilot, ("plus", "space", "up")[hand % 3])
            assert figures(live) == {Side.FOR: hand}
            said = centre(app)
            if hand < 12:
                assert f"还差 {12 - hand} 票" in said
            else:
                assert "✓ 已达门槛" in said
            assert f"还有 {17 - hand} 人未计" in said
        await press(pilot, "minus down")
        assert figures(live) == {Side.FOR: 12}


async def test_it_says_that_it_cannot_pass_any_more_at_the_very_hand(hall: Hall) -> None:
    live = divide(hall)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "tab 5 tab shift+tab")
        assert "已不可能通过" not in centre(app)
        await press(pilot, "plus")
        assert figures(live) == {Side.AGAINST: 6}
        assert "✗ 已不可能通过" in centre(app)
        await press(pilot, "minus")
        assert "还差 12 票" in centre(app)


async def test_more_hands_than_are_in_the_room_are_refused_by_how_many(hall: Hall) -> None:
    live = divide(hall)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "1 8 enter")
        assert figures(live) == {}
        assert "多出 1 票" in grid(app)
        assert "18▌" in grid(app)
        await press(pilot, "1 2 tab 6 enter")
        assert figures(live) == {Side.FOR: 12}
        assert "多出 1 票" in grid(app)
        await press(pilot, "5 enter")
        assert figures(live) == {Side.FOR: 12, Side.AGAINST: 5}


async def test_blank_is_not_zero_and_an_incomplete_count_does_not_close(hall: Hall) -> None:
    live = divide(hall)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "1 2 enter enter")
        assert figures(live) == {Side.FOR: 12}
        assert "还有 5 人没有计入" in grid(app)
        await press(pilot, "0 enter 0 enter enter")
        assert Side.UNEXPRESSED not in figures(live)
        assert "还有 5 人没有计入" in grid(app)
        await press(pilot, "f7")
        assert figures(live)[Side.UNEXPRESSED] == 5
        await press(pilot, "enter")
        assert under_way(live).count.closed


async def test_striking_takes_the_last_figure_back(hall: Hall) -> None:
    live = divide(hall)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "9 enter 3 enter f9")
        assert figures(live) == {Side.FOR: 9}
        await press(pilot, "ctrl+z")
        assert figures(live) == {}
        assert "还有 17 人未计" in grid(app)


async def test_every_count_begins_with_the_call_for_its_first_figure(hall: Hall) -> None:
    live = divide(hall, second_count=True)
    async with console(hall, live) as (app, pilot):
        for figures in ("1 2 enter 4 enter 1 enter 0", "1 1 enter 5 enter 1 enter 0"):
            assert "请说：同意的请举手" in grid(app)
            await press(pilot, f"{figures} enter enter")
            assert "同意的请举手" not in grid(app)
            await press(pilot, "enter")
        assert under_way(live).count.number == 3
        assert "请说：同意的请举手" in grid(app)


async def test_annulling_asks_for_the_reason_and_keeps_the_figures(hall: Hall) -> None:
    live = divide(hall)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "9 enter delete enter")
        assert not live.meeting.divisions[-1].annulled
        await press(pilot, "重 点 enter")
        division = live.meeting.divisions[-1]
        assert division.annulled == "重点"
        assert division.count.figures == {(Bench.HALL, Side.FOR): 9}
        assert "已作废：重点" in grid(app)
        await press(pilot, "enter")
        assert app.current_mode == "floor"


async def test_a_correction_flags_a_division_and_it_is_confirmed(hall: Hall) -> None:
    live = divide(hall)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "1 6 enter 1 enter 0 enter 0 enter 0 enter enter enter")
        app.act(chair.correct(live.meeting, 3, "当时不在"))
        await press(pilot, "f4")
        app.go("division")
        await press(pilot, "left")
        assert "F12" in grid(app)
        await press(pilot, "f12 不 影 响 enter")
        division = live.meeting.divisions[-1]
        assert division.confirmed == ("不影响",)
        assert not division.flags


async def test_a_margin_of_two_figures_stays_on_one_line(hall: Hall) -> None:
    async with console(hall, divide(hall, 29)) as (app, _pilot):
        assert "再离场10人即不足" in grid(app)


async def test_two_benches_one_after_the_other_and_a_bar_for_each(tmp_path: Path) -> None:
    hall = Hall(tmp_path, rules=("siquan-2010", "organic-law-2026"))
    live = divide(hall, 20, committee=3)
    async with console(hall, live) as (app, pilot):
        assert "代表" in centre(app)
        assert "四权四制   计代表" in grid(app)
        assert "户        190/190" in grid(app), "all of the panel has room"
        await press(pilot, "1 2 enter 5 enter 0 enter enter")
        assert (Bench.REPRESENTATIVES, Side.UNEXPRESSED) in under_way(live).count.figures
        assert "12/17" in grid(app)
        assert "12/20" in grid(app)
        await press(pilot, "3 enter 0 enter 0 enter enter enter")
        assert under_way(live).count.closed
        assert "15/20" in grid(app)
        await press(pilot, "enter 2")
        verdict = live.meeting.divisions[-1].verdict
        assert verdict is not None
        assert verdict.outcome is Outcome.CARRIED
    hall.office.close()


async def test_the_figures_take_the_digits_whatever_has_the_focus(hall: Hall) -> None:
    live = divide(hall)
    async with console(hall, live) as (app, pilot):
        app.screen.set_focus(None)
        await press(pilot, "1 7 enter")
        assert figures(live) == {Side.FOR: 17}


async def test_resuming_goes_on_with_the_first_blank_figure(hall: Hall) -> None:
    live = divide(hall)
    async with console(hall, live) as (_app, pilot):
        await press(pilot, "1 2 enter 3 enter")
    async with console(hall, live) as (app, pilot):
        assert app.screen.query_one(Tally).current.side is Side.ABSTAIN
        assert "弃权的请举手" in grid(app)
        await press(pilot, "2 enter")
        assert figures(live) == {Side.FOR: 12, Side.AGAINST: 3, Side.ABSTAIN: 2}


async def test_resuming_finds_the_second_bench_too(tmp_path: Path) -> None:
    hall = Hall(tmp_path, rules=("siquan-2010", "organic-law-2026"))
    live = divide(hall, 20, committee=3)
    async with console(hall, live) as (_app, pilot):
        await press(pilot, "1 2 enter 3 enter 2 enter 0 enter 2 enter")
    async with console(hall, live) as (app, _pilot):
        assert app.screen.query_one(Tally).current == (Bench.COMMITTEE, Side.AGAINST)
    hall.office.close()


async def test_resuming_lands_on_the_very_figure(hall: Hall) -> None:
    live = divide(hall)
    live.do(Tallied(1, 1, Bench.HALL, Side.FOR, 11))
    async with console(hall, hall.office.resume(live.village, live.book)) as (app, _pilot):
        assert app.current_mode == "division"
        assert "还差 1 票" in grid(app)
        assert "还有 6 人未计" in grid(app)


@pytest.mark.parametrize("count", [17, 200])
async def test_a_hand_sends_few_bytes(hall: Hall, count: int) -> None:
    live = divide(hall, count)
    async with console(hall, live, (110, 36)) as (app, pilot):
        await press(pilot, "plus")
        painted = Painted(app)
        await press(pilot, "plus")
        assert 0 < painted.since() <= 1400


async def test_the_digits_grow_and_shrink_with_the_terminal(hall: Hall) -> None:
    live = divide(hall)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "1 6 enter")
        tally = app.screen.query_one(Tally)
        for size, rows in (((80, 24), 3), ((160, 45), 7), ((110, 36), 5), ((80, 24), 3)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert tally.size.height == 1 + rows + 1
            assert "16▌" in grid(app) or "-▌" in grid(app)
            assert "16/17" in grid(app), "the bar stays in sight"
            assert "已达门槛" in grid(app)


async def test_nothing_keeps_the_colours_of_another_theme(hall: Hall) -> None:
    live = divide(hall)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "1 6 enter")
        for old, new in ((DARK, LIGHT), (LIGHT, DARK)):
            assert str(old.background).lower() in app.export_screenshot().lower()
            app.action_other_theme()
            await settled(pilot)
            picture = app.export_screenshot().lower()
            assert str(new.background).lower() in picture
            for colour in (old.background, old.foreground, old.primary):
                assert str(colour).lower() not in picture


async def test_plain_terminals_get_ascii_digits(hall: Hall) -> None:
    live = divide(hall)
    async with console(hall, live, plain=True) as (app, pilot):
        await press(pilot, "9 enter")
        assert "┏" not in grid(app)
        assert "|_|" in grid(app)


async def test_every_division_begins_with_the_hands_for(hall: Hall) -> None:
    live = hall.open(lines(17), present=17, items=(WATER, replace(WATER, title="砂石路工程")))
    live.do(chair.take_item(live.meeting, 1))
    async with console(hall, live) as (_app, pilot):
        await press(pilot, "enter 1 6 enter 1 enter 0 enter 0 enter enter enter")
        live.do(chair.take_item(live.meeting, 2))
        await press(pilot, "f4 enter 1 7 enter")
        assert under_way(live).number == 2
        assert figures(live) == {Side.FOR: 17}


async def test_the_big_figures_are_those_of_both_benches(hall: Hall) -> None:
    hall.rules = ("siquan-2010", "organic-law-2026")
    live = divide(hall, 20, committee=3)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "1 0 enter 7 enter 0 enter 0 enter")
        shown = app.screen.query_one(Tally)
        assert shown.big_figure(Side.FOR) == 10
        assert shown.big_figure(Side.AGAINST) == 7
        await press(pilot, "2 enter")
        assert shown.big_figure(Side.FOR) == 12


async def test_the_rest_waits_until_all_were_asked(hall: Hall) -> None:
    live = divide(hall)
    async with console(hall, live, (140, 36)) as (app, pilot):
        await press(pilot, "1 0 enter")
        assert "F7 其余记未表态（先填反对、弃权）" in grid(app)
        await press(pilot, "f7")
        assert figures(live) == {Side.FOR: 10}
        assert "没有的填 0" in app.spoken
        await press(pilot, "0 enter 0 enter f7")
        assert figures(live)[Side.UNEXPRESSED] == 7


async def test_who_left_during_the_vote_is_named(hall: Hall) -> None:
    live = divide(hall)
    async with console(hall, live) as (app, pilot):
        assert "名单不变" not in grid(app)
        assert app.act(chair.leave(live.meeting, 3))
        await press(pilot, "1 0 enter")
        assert "3 李改花 已离场，名单不变" in centre(app)
        assert app.act(chair.leave(live.meeting, 5))
        await press(pilot, "0 enter")
        assert "3 李改花等 2 人已离场，名单不变" in centre(app)


async def test_a_vote_touched_by_a_correction_is_found_again_and_annulled(hall: Hall) -> None:
    live = divide(hall)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "1 7 enter 0 enter 0 enter enter enter enter")
        await press(pilot, "f2 4 f12 没 来 enter f4")
        assert app.current_mode == "division"
        await press(pilot, "f12 不 影 响 enter")
        assert not live.meeting.divisions[0].flags
        await press(pilot, "f2 f4")
        assert app.current_mode == "floor"
        await press(pilot, "delete delete 数 错 enter")
        assert live.meeting.divisions[0].annulled == "数错"
