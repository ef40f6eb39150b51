"""Calling a meeting by the keys a Chinese keyboard always has."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from screens.app import SiquanApp
from screens.typed import NotTyped, a_date, a_line, a_number, a_text, a_time
from screens.widgets.form import Tick
from siquan_tui.demo.cases import prepare
from siquan_tui.office import Office
from siquan_tui.rules.model import Convener
from tests.screens.grid import grid, settled


async def test_a_meeting_is_called(office: Office, village: str) -> None:
    app = SiquanApp(office)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f6")
        await settled(pilot)
        await pilot.press(*"第三次会议", "enter", *"村部", "down", "down", "down")
        await pilot.press("right", "down", "down", "down", "down", *"包金山", "f10")
        await settled(pilot)
        assert app.current_mode == "agenda"
        called = app.meeting.convened
        assert called is not None
        assert (called.village, called.title, called.place) == ("三苗树村", "第三次会议", "村部")
        assert called.convener is Convener.COMMITTEE
        assert called.presider == "包金山"
        assert called.rules == ("siquan-2010",)
        assert called.scheduled == office.clock()


async def test_what_is_missing_is_said_and_nothing_written_is_lost(
    office: Office, village: str
) -> None:
    app = SiquanApp(office)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f6")
        await settled(pilot)
        await pilot.press(*"第三次会议", "f10")
        await settled(pilot)
        assert "“主持人”空着，请填写" in grid(app)
        assert app.focused is not None
        assert app.focused.id == "presider"
        await pilot.press(*"包金山", "up", "up", "up", "up", "up")
        await pilot.press("end", *"后", "f10")
        await settled(pilot)
        assert "时间：“09:00后”看不懂" in grid(app)
        assert "第三次会议" in grid(app)
        assert app.live is None


async def test_today_both_the_charter_and_the_statute_are_proposed(
    office: Office, village: str
) -> None:
    office.clock.now = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)  # type: ignore[attr-defined]
    app = SiquanApp(office)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f6")
        await settled(pilot)
        ids = office.rulebook.ids()
        ticked = {
            ids[n] for n in range(len(ids)) if app.screen.query_one(f"#rules-{n}", Tick).value
        }
        assert ticked == {"siquan-2010", "organic-law-2026"}


async def test_in_a_demo_the_tick_is_fixed(tmp_path: Path) -> None:
    office = prepare(tmp_path)
    app = SiquanApp(office, move_clock=office.clock.move_to)  # type: ignore[attr-defined]
    async with app.run_test(size=(100, 50)) as pilot:
        await settled(pilot)
        await pilot.press("f6")
        await settled(pilot)
        assert "[✓] 这里只开演练" in grid(app)
        await pilot.press(*"试", "enter", *["down"] * 7, *"演1")
        app.screen.query_one("#second").focus()
        await pilot.press("down", "space", "f10")
        await settled(pilot)
        called = app.meeting.convened
        assert called is not None
        assert called.rehearsal
    office.close()


async def test_without_a_roster_it_says_what_to_do_first(office: Office) -> None:
    app = SiquanApp(office)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f6")
        await settled(pilot)
        assert "按 F7 先录入" in grid(app)


@pytest.mark.parametrize(
    "text", ["2026-11-23", "２０２６年１１月２３日", "20261123", " 2026.11.23 ", "2026/11/23"]
)
def test_dates_as_people_type_them(text: str) -> None:
    assert a_date(text) == dt.date(2026, 11, 23)


@pytest.mark.parametrize("text", ["", "2026-13-01", "2026-02-30", "昨天", "26-1-1"])
def test_no_dates(text: str) -> None:
    with pytest.raises(NotTyped):
        a_date(text)


@pytest.mark.parametrize("text", ["14:30", "１４：３０", "14.30", "14时30分", "14点30", "1430"])
def test_times_as_people_type_them(text: str) -> None:
    assert a_time(text) == dt.time(14, 30)


def test_whole_numbers() -> None:
    assert a_number("１２") == 12
    assert a_number("") == 0
    for text in ("1.5", "-3", "十二", "²"):
        with pytest.raises(NotTyped):
            a_number(text)


def test_texts_keep_their_lines_and_lose_what_nobody_sees() -> None:
    assert a_line(" 修\u200b路\ufe0f  一期 ") == "修路 一期"
    assert a_text("\u3000\u3000第一\u200b条\n\n  第二条 \n") == "\u3000\u3000第一条\n\n  第二条"
    with pytest.raises(NotTyped):
        a_text("第一条\n👍")
