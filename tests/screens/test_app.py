"""One way for an event, one sentence for a refusal; keys, themes, sizes, plain terminals."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.widgets import OptionList

from screens.app import SiquanApp
from screens.base import BaseScreen, TooSmall
from screens.dialogs import Confirm
from screens.places import landing, why_not
from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.office import Office
from tests.screens.grid import grid, settled
from tests.screens.village import open_meeting

Book = tuple[str, str]


def spoken(app: SiquanApp) -> str:
    return next(each.spoken for each in app.screen_stack if isinstance(each, BaseScreen))


async def test_what_is_done_is_on_disk_and_every_screen_is_told(office: Office, book: Book) -> None:
    app = SiquanApp(office, book=book)
    async with app.run_test() as pilot:
        await settled(pilot)
        told: list[int] = []
        app.meeting_changed.subscribe(app.screen, lambda meeting: told.append(meeting.seq), True)
        assert app.act(ev.ItemMoved(2, 1))
        assert told == [4]
        assert office.resume(*book).meeting == app.meeting
        assert "1 自来水工程" in grid(app)


async def test_a_refusal_stays_until_the_next_key(office: Office, book: Book) -> None:
    app = SiquanApp(office, book=book)
    async with app.run_test() as pilot:
        await settled(pilot)
        before = app.meeting
        assert not app.act(ev.ItemMoved(2, 9))
        assert app.meeting == before
        await settled(pilot)
        assert "议程只有 2 项。位置填 1 到 2。" in grid(app)
        await pilot.press("down")
        await settled(pilot)
        assert "议程只有 2 项" not in grid(app)
        assert spoken(app) == ""


@pytest.mark.parametrize("keys", [("ctrl+q", "ctrl+p", "ctrl+q"), ("ctrl+q", "small", "ctrl+q")])
async def test_a_second_time_leaves_whatever_came_to_stand_before_it(
    office: Office, book: Book, keys: tuple[str, ...]
) -> None:
    app = SiquanApp(office, book=book)
    async with app.run_test(size=(110, 36)) as pilot:
        for key in keys:
            await settled(pilot)
            if key == "small":
                await pilot.resize_terminal(60, 18)
            else:
                await pilot.press(key)
        await pilot.pause()
    assert app.return_code == 0


async def test_the_palette_is_not_opened_twice(office: Office, book: Book) -> None:
    app = SiquanApp(office, book=book)
    async with app.run_test(size=(110, 36)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+p")
        await settled(pilot)
        await pilot.resize_terminal(60, 18)
        await pilot.press("ctrl+p")
        await settled(pilot)
        assert sum(isinstance(each, CommandPalette) for each in app.screen_stack) == 1


@pytest.mark.parametrize("key", ["ctrl+z", "f9"])
async def test_strike_takes_the_newest_back(office: Office, book: Book, key: str) -> None:
    app = SiquanApp(office, book=book)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press(key)
        await settled(pilot)
        assert [item.number for item in app.meeting.items] == [1]
        assert "已划去：列入议题2" in grid(app)
        assert "（第 3 条记录）" in grid(app)
        await pilot.press(key, key)
        await settled(pilot)
        assert "没有可以划去的记录" in spoken(app)
        assert app.meeting.convened is not None


async def test_another_console_is_noticed_and_the_meeting_read_again(
    office: Office, book: Book
) -> None:
    app = SiquanApp(office, book=book)
    async with app.run_test() as pilot:
        await settled(pilot)
        office.resume(*book).do(ev.ItemMoved(2, 1))
        assert not app.act(ev.ItemWithdrawn(1, "重复"))
        await settled(pilot)
        assert "另一台主席台" in spoken(app)
        assert [item.number for item in app.meeting.items] == [2, 1]
        assert app.act(ev.ItemWithdrawn(1, "重复"))


async def test_a_key_that_does_nothing_now_says_why(office: Office, book: Book) -> None:
    app = SiquanApp(office, book=book)
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        assert "F2 签到（尚未开会）" in grid(app)
        await pilot.press("f2")
        await settled(pilot)
        assert app.current_mode == "agenda"
        assert spoken(app) == "尚未开会。先按 F10 宣布开会。"


def test_where_a_meeting_lands(office: Office, book: Book) -> None:
    live = office.resume(*book)
    assert landing(live.meeting) == "agenda"
    open_meeting(office, *book, present=0)
    live.reload()
    assert landing(live.meeting) == "attendance"
    live.do(chair.everyone_arrives(live.meeting))
    assert landing(live.meeting) == "agenda"
    live.do(chair.take_item(live.meeting, 1))
    assert landing(live.meeting) == "floor"
    assert why_not(live.meeting, "division") is not None
    live.do(chair.open_division(live.meeting, 1))
    assert landing(live.meeting) == "division"
    assert why_not(live.meeting, "division") is None
    live.do(ev.Annulled(1, "重来"))
    live.do(ev.ItemClosed(1))
    live.do(ev.Adjourned())
    assert landing(live.meeting) == "resolution"


async def test_too_small_says_so_and_comes_back(office: Office, book: Book) -> None:
    app = SiquanApp(office, book=book)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        before = grid(app)
        await pilot.resize_terminal(60, 20)
        await settled(pilot)
        assert isinstance(app.screen, TooSmall)
        assert "现在 60×20，至少要 80×24" in grid(app)
        await pilot.press("f6")
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert grid(app) == before


async def test_palette_finds_by_pinyin_initials(office: Office, book: Book) -> None:
    app = SiquanApp(office, book=book)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("ctrl+p")
        await settled(pilot)
        await pilot.press("h", "m", "c")
        await settled(pilot)
        found = app.screen.query_one(OptionList)
        assert "花名册" in str(found.get_option_at_index(0).prompt)
        await pilot.press("enter")
        await settled(pilot)
        assert app.current_mode == "roster"


async def test_leaving_asks_once(office: Office) -> None:
    app = SiquanApp(office)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("ctrl+q")
        await settled(pilot)
        assert isinstance(app.screen, Confirm)
        await pilot.press("escape")
        await settled(pilot)
        assert app.is_running
        await pilot.press("ctrl+q")
        await settled(pilot)
        await pilot.press("ctrl+q")
    assert app.return_code == 0


async def test_ctrl_c_never_ends_a_meeting(office: Office, book: Book) -> None:
    app = SiquanApp(office, book=book)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("ctrl+c")
        await settled(pilot)
        assert app.is_running
        assert "Ctrl+Q" in spoken(app)


async def test_without_colour_everything_can_be_told_apart(
    office: Office, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    open_meeting(office, *book, present=3)
    app = SiquanApp(office, book=book)
    async with app.run_test() as pilot:
        await settled(pilot)
        assert app.no_color
        assert not app.current_theme.ansi
        await pilot.press("f3")
        await settled(pilot)
        assert "✗ 不够" in grid(app)
        for strip in app.screen._compositor.render_strips():
            for part in strip:
                style = part.style
                if part.text.strip() and style is not None and style.color and style.bgcolor:
                    assert style.color.triplet != style.bgcolor.triplet, part


async def test_plain_terminals_get_no_character_of_ambiguous_width(
    office: Office, book: Book
) -> None:
    app = SiquanApp(office, book=book, plain=True)
    async with app.run_test() as pilot:
        await settled(pilot)
        for keys in ((), ("f1",), ("escape", "f6")):
            await pilot.press(*keys)
            await settled(pilot)
            wide = {each for each in grid(app) if unicodedata.east_asian_width(each) == "A"}
            assert not wide, grid(app)


async def test_nothing_runs_while_nothing_happens(office: Office, book: Book) -> None:
    app = SiquanApp(office, book=book)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f6")
        await settled(pilot)
        for node in (app, *app.screen.walk_children(with_self=True)):
            for timer in list(node._timers):
                assert not timer._active.is_set(), f"{timer} of {node} ticks"


async def test_the_other_theme(office: Office) -> None:
    app = SiquanApp(office)
    async with app.run_test() as pilot:
        await settled(pilot)
        app.action_other_theme()
        await settled(pilot)
        assert app.theme == "siquan-light"


async def test_a_book_that_is_not_there_is_told_at_home(office: Office, village: str) -> None:
    app = SiquanApp(office, book=(village, "2010-01-01-1"))
    async with app.run_test() as pilot:
        await settled(pilot)
        assert app.current_mode == "home"
        assert "没有会议本 2010-01-01-1" in spoken(app)


async def test_a_name_with_brackets_is_no_markup(
    office: Office, village: str, tmp_path: Path
) -> None:
    live = office.resume(*_called(office, village, "[red]第三次[/red]会议"))
    live.do(chair.add_item(live.meeting, ev.Proposal("[b]自来水[/b]")))
    app = SiquanApp(office, book=(live.village, live.book))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        assert "[red]第三次[/red]会议" in grid(app)
        assert "[b]自来水[/b]" in grid(app)
        await pilot.press("escape")
        await settled(pilot)
        assert "[red]第三次[/red]会议" in grid(app)


def _called(office: Office, village: str, title: str) -> Book:
    from tests.screens.village import call_meeting

    return call_meeting(office, village, title=title)


async def test_the_cover_goes_with_the_small_window(office: Office, book: Book) -> None:
    app = SiquanApp(office, book=book)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.resize_terminal(60, 20)
        await settled(pilot)
        assert "窗口太小" in grid(app)
        await pilot.press("ctrl+q")
        await settled(pilot)
        await pilot.resize_terminal(100, 30)
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert "窗口太小" not in grid(app)
        assert "议程" in grid(app)


async def test_a_question_answered_in_a_small_window_leaves_it_covered(
    office: Office, book: Book
) -> None:
    app = SiquanApp(office, book=book)
    async with app.run_test(size=(60, 20)) as pilot:
        await settled(pilot)
        assert "窗口太小" in grid(app)
        await pilot.press("ctrl+q", "escape")
        await settled(pilot)
        assert "窗口太小" in grid(app)
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert "议程" in grid(app)
