"""Typing with a Chinese input method: the cursor where the words go, no character lost."""

from __future__ import annotations

from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Offset

from screens.app import SiquanApp
from screens.keys import digit, narrow_digits
from screens.widgets.ime_input import ImeInput
from screens.widgets.ime_text import ImeText
from siquan_tui.office import Office
from tests.screens.grid import settled


class Desk(App[None]):
    CSS = "#line { margin: 3 5; width: 30; }"

    def compose(self) -> ComposeResult:
        yield ImeInput("甲乙", id="line")
        yield ImeText(id="text")


async def test_the_cursor_stands_where_the_next_character_goes() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        await settled(pilot)
        line = app.query_one(ImeInput)
        x, y, _width, _height = line.content_region
        assert app.cursor_position == Offset(x + 4, y)
        await pilot.press("丙")
        await settled(pilot)
        assert app.cursor_position == Offset(x + 6, y)
        await pilot.press("home")
        await settled(pilot)
        assert app.cursor_position == Offset(x, y)


async def test_the_wide_space_is_a_space() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("\u3000", "丙")
        await settled(pilot)
        assert app.query_one(ImeInput).value == "甲乙 丙"
        app.query_one(ImeText).focus()
        await pilot.press("\u3000", "\u3000", "为")
        await settled(pilot)
        assert app.query_one(ImeText).text == "\u3000\u3000为"


async def test_pasted_lines_are_joined() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        await settled(pilot)
        app.query_one(ImeInput).post_message(events.Paste("丙\r\n丁\n"))
        await settled(pilot)
        assert app.query_one(ImeInput).value == "甲乙丙 丁"


async def test_names_outside_the_basic_plane() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("𠮷", "㐂")
        await settled(pilot)
        assert app.query_one(ImeInput).value == "甲乙𠮷㐂"


def test_full_width() -> None:
    assert digit(1) == "1,１"
    assert narrow_digits("１２　３．５：") == "12 3.5:"


async def test_the_terminals_cursor_follows_a_field_that_only_moved(
    office: Office, book: tuple[str, str]
) -> None:
    app = SiquanApp(office, book=book)
    async with app.run_test(size=(110, 36)) as pilot:
        await settled(pilot)
        await pilot.press("f6")
        await settled(pilot)
        fields = (app.screen.query_one("#title", ImeInput), app.screen.query_one(ImeText))
        for field in fields:
            field.focus()
            await settled(pilot)
            await pilot.press(*"修路")
            for size in ((80, 24), (100, 30), (110, 36)):
                await pilot.resize_terminal(*size)
                await settled(pilot)
                assert app.cursor_position == field.cursor_screen_offset, size
