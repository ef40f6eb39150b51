"""Home: what there is, and back into a meeting at the very place."""

from __future__ import annotations

import datetime as dt
import gc

import pytest
from rich.cells import cell_len

from screens.app import SiquanApp
from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.office import Office
from siquan_tui.rules.figures import Side
from tests.screens.grid import grid, settled
from tests.screens.village import Clock, call_meeting, open_meeting


async def test_newest_first_with_phase_and_rehearsal(
    office: Office, village: str, clock: Clock
) -> None:
    call_meeting(office, village)
    clock.forward(days=2)
    call_meeting(office, village, title="演练的会", rehearsal=True, scheduled=clock.now)
    app = SiquanApp(office)
    async with app.run_test() as pilot:
        await settled(pilot)
        rows = [row for row in grid(app).splitlines() if "2010-07-" in row]
        assert "[演练] 三苗树村 演练的会" in rows[0]
        assert "第三次村民代表会议" in rows[1]
        assert all("○ 已召集" in row for row in rows)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert app.current_mode == "agenda"
        assert app.live is not None
        assert app.live.book == "2010-07-22-1"


async def test_the_meeting_held_next_is_chosen(office: Office, village: str, clock: Clock) -> None:
    for days, title in ((-30, "从没开成的会"), (0, "今天的会"), (2, "后天的会")):
        called = clock.now + dt.timedelta(days=days)
        call_meeting(office, village, title=title, scheduled=called)
    app = SiquanApp(office)
    async with app.run_test() as pilot:
        await settled(pilot)
        rows = [row for row in grid(app).splitlines() if "2010-" in row]
        assert ["后天的会" in rows[0], "今天的会" in rows[1]] == [True, True]
        await pilot.press("enter")
        await settled(pilot)
        assert app.meeting.convened is not None
        assert app.meeting.convened.title == "今天的会"


async def test_resume_lands_on_the_count_where_it_was(office: Office, village: str) -> None:
    village, book = call_meeting(office, village)
    open_meeting(office, village, book)
    live = office.resume(village, book)
    live.do(chair.take_item(live.meeting, 1))
    live.do(chair.open_division(live.meeting, 1))
    live.do(chair.tally(live.meeting, ev.Bench.HALL, Side.FOR, 13))
    app = SiquanApp(office)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert app.current_mode == "division"
        assert "13/17" in grid(app)


async def test_home_shows_what_a_meeting_has_become(office: Office, village: str) -> None:
    village, book = call_meeting(office, village)
    app = SiquanApp(office, book=(village, book))
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f10")
        await settled(pilot)
        assert app.current_mode == "attendance"
        await pilot.press("f3", "escape")
        await settled(pilot)
        assert "● 开会中" in grid(app)


async def test_a_journal_that_cannot_be_read_is_one_sentence(office: Office) -> None:
    (office.data / "siquan.db").write_bytes(b"this is no database" * 100)
    app = SiquanApp(office)
    async with app.run_test() as pilot:
        await settled(pilot)
        assert "!" in grid(app)
        await pilot.press("f7")
        await settled(pilot)
        assert app.is_running
        await pilot.press("escape", "f6")
        await settled(pilot)
        assert app.is_running


async def test_the_first_picture_lists_the_meetings(
    office: Office, village: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    call_meeting(office, village)
    pictures: list[str] = []
    app = SiquanApp(office)
    monkeypatch.setattr(app, "post_display_hook", lambda: pictures.append(grid(app)))
    async with app.run_test() as pilot:
        await settled(pilot)
    first = next(each for each in pictures if each.strip())
    assert "第三次村民代表会议" in first
    assert "○ 已召集" in first
    assert "F7 花名册" in first
    assert first == pictures[-1], "nothing moves when the journal has been read"


async def test_the_list_follows_the_width_of_the_window(office: Office, village: str) -> None:
    call_meeting(office, village)
    app = SiquanApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for width in (120, 90):
            await pilot.resize_terminal(width, 30)
            await settled(pilot)
            row = next(each for each in grid(app).splitlines() if "2010-07-" in each)
            assert width - 6 <= cell_len(row) <= width - 2


async def test_garbage_is_collected_from_the_first_picture_on(office: Office) -> None:
    gc.disable()
    try:
        async with SiquanApp(office).run_test() as pilot:
            await settled(pilot)
            assert gc.isenabled()
    finally:
        gc.enable()


async def test_with_a_roster_and_no_meeting_the_next_step_is_to_call_one(
    office: Office, village: str
) -> None:
    app = SiquanApp(office)
    async with app.run_test() as pilot:
        await settled(pilot)
        assert "花名册已有，按 F6 召集第一次会议" in grid(app)
