"""The phases of a meeting: recess, another day, the end."""

from __future__ import annotations

import datetime as dt
import re

from screens.app import SiquanApp
from screens.widgets.title_line import phase_words
from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.state import Phase
from siquan_tui.office import Office
from tests.screens.grid import grid, settled
from tests.screens.village import Clock, open_meeting

Book = tuple[str, str]


async def test_recess_resume_adjourn(office: Office, book: Book) -> None:
    open_meeting(office, *book)
    app = SiquanApp(office, book=book)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f10", "1")
        await settled(pilot)
        await pilot.press(*"走访", "enter")
        await settled(pilot)
        assert app.meeting.phase is Phase.RECESS
        assert "‖ 09:00 起休会" in grid(app)
        await pilot.press("f10", "1")
        await settled(pilot)
        assert app.meeting.phase is Phase.SITTING
        await pilot.press("f10", "2")
        await settled(pilot)
        assert "还没有议完" in grid(app)
        await pilot.press("enter")
        await settled(pilot)
        assert app.meeting.phase is Phase.SITTING, "adjourning leans to no"
        await pilot.press("f10", "2")
        await settled(pilot)
        await pilot.press("1")
        await settled(pilot)
        assert app.meeting.phase is Phase.ADJOURNED


async def test_a_demo_goes_to_another_day(office: Office, book: Book, clock: Clock) -> None:
    def move(when: dt.datetime) -> None:
        clock.now = when

    open_meeting(office, *book)
    clock.now -= dt.timedelta(days=4)
    app = SiquanApp(office, book=book, move_clock=move)
    async with app.run_test() as pilot:
        await settled(pilot)
        assert clock.now.date() == dt.date(2010, 7, 22), "the day of the meeting taken up"
        await pilot.press("f10", "3")
        await settled(pilot)
        await pilot.press(*["backspace"] * 10, *"2010-07-27", "enter")
        await settled(pilot)
        assert clock.now.date() == dt.date(2010, 7, 27)


async def test_a_demo_does_not_go_back_before_its_last_entry(
    office: Office, book: Book, clock: Clock
) -> None:
    def move(when: dt.datetime) -> None:
        clock.now = when

    open_meeting(office, *book)
    app = SiquanApp(office, book=book, move_clock=move)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f10", "3")
        await settled(pilot)
        for typed, said in (("2010-07-20", "不能往回拨"), ("x", "“x”看不懂")):
            await pilot.press("home", "shift+end", *typed, "enter")
            await settled(pilot)
            assert said in grid(app)
            assert clock.now.date() == dt.date(2010, 7, 22)
        await pilot.press("home", "shift+end", *"2010-07-29", "enter")
        await settled(pilot)
        assert clock.now.date() == dt.date(2010, 7, 29)


async def test_a_meeting_resumed_on_another_day_says_when(
    office: Office, book: Book, clock: Clock
) -> None:
    open_meeting(office, *book)
    app = SiquanApp(office, book=book)
    async with app.run_test() as pilot:
        await settled(pilot)
        assert app.act(ev.Recessed("走访"))
        clock.forward(minutes=20)
        assert app.act(ev.Resumed())
        assert "● 09:20 复会" in phase_words(app.meeting, clock().date())
        assert app.act(ev.Recessed("走访"))
        clock.forward(days=5)
        assert app.act(ev.Resumed())
        await settled(pilot)
        assert "● 7月27日 09:20 复会" in grid(app)
        await pilot.press("f2")
        await settled(pilot)
        assert "1 巴特尔  < 离场 7月22日 09:20" in grid(app), "gone home with the recess, days ago"
        assert re.search(r"李建国 +< 离场 7-22 ", grid(app))
        assert app.act(chair.arrive(app.meeting, 2))
        assert app.act(ev.AttendeeCame("包书记"))
        await settled(pilot)
        shown = grid(app)
        assert re.search(r"王桂兰 +✓ 到会 09:20", shown), "signed in anew"
        assert "包书记 09:20 列席" in shown


async def test_what_was_left_on_another_day_says_on_which(
    office: Office, book: Book, clock: Clock
) -> None:
    open_meeting(office, *book)
    app = SiquanApp(office, book=book)
    async with app.run_test() as pilot:
        await settled(pilot)
        clock.forward(days=1)
        assert app.act(ev.Left((1,)))
        await settled(pilot)
        assert "● 7月22日 09:00 起开会中" in grid(app)
        assert app.act(ev.Recessed("走访"))
        await settled(pilot)
        assert "‖ 7月23日 09:00 起休会" in grid(app)


async def test_after_the_meeting_nothing_is_written_any_more(office: Office, book: Book) -> None:
    open_meeting(office, *book)
    office.resume(*book).do(ev.Adjourned())
    app = SiquanApp(office, book=book)
    async with app.run_test() as pilot:
        await settled(pilot)
        for key in ("f6", "enter", "f7"):
            await pilot.press("f3", key)
            await settled(pilot)
            assert "会议已经散会" in app.spoken
            assert not app.screen.is_modal
