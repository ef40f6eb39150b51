"""What somebody wrote stays on the screen until it is stored: a refusal costs nobody a page."""

from __future__ import annotations

from screens.dialogs import Ask
from screens.item_form import ItemForm
from screens.widgets.choice import Choice
from screens.widgets.ime_input import ImeInput
from screens.widgets.ime_text import ImeText
from siquan_tui.meeting import events as ev
from tests.screens.grid import grid
from tests.screens.hall import Hall, console, lines, press

LONG = "路基加宽到四米，铺砂石两公里。" * 20


async def test_a_refused_item_stays_in_its_form_and_is_listed_once_mended(hall: Hall) -> None:
    live = hall.open(lines(17), present=17)
    before = live.meeting.seq
    async with console(hall, live) as (app, pilot):
        await press(pilot, "f3 f6")
        form = app.screen
        assert isinstance(form, ItemForm)
        form.query_one("#title", ImeInput).value = "修路"
        form.query_one("#text", ImeText).text = LONG
        form.query_one("#proposer", Choice).index = 3
        form.query_one("#petitioners", ImeInput).value = "100"
        form.query_one("#villagers", ImeInput).value = "50"
        await press(pilot, "f10")
        assert app.screen is form, "the page that was written is still there"
        assert "100" in str(form.query_one(".dialog-hint").render())
        assert live.meeting.seq == before
        form.query_one("#villagers", ImeInput).value = "500"
        await press(pilot, "f10")
        assert live.meeting.items[-1].proposal.text == LONG
        assert app.screen is not form


async def test_a_reason_stays_when_another_console_wrote_first(hall: Hall) -> None:
    live = hall.open(lines(17), present=17)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "f2 3 f7")
        assert isinstance(app.screen, Ask)
        other = hall.office.resume(live.village, live.book)
        other.do(ev.AttendeeCame("张三", "镇干部"))
        await press(pilot, "病 假 enter")
        assert isinstance(app.screen, Ask)
        assert app.screen.query_one(ImeInput).value == "病假"
        assert "另一台主席台" in grid(app)
        await press(pilot, "enter")
        assert not isinstance(app.screen, Ask)
        excused = live.meeting.entries[-1].event
        assert isinstance(excused, ev.Excused)
        assert excused.reason == "病假"


async def test_no_reason_is_asked_for_what_would_be_refused(hall: Hall) -> None:
    live = hall.open(lines(17), present=17)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "f2 3 f12")
        assert not isinstance(app.screen, Ask)
        assert "没有需要更正的记录" in grid(app)
