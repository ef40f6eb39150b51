"""Bar, digits and tally: never a wrong figure, never more painted than changed."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from screens.widgets.bars import Bars, Drawn, Mark, column_of, filled, legend
from screens.widgets.digits import FONTS, LINES, PLAIN_FONTS, Font, big, font_for
from screens.widgets.tally import Field, Tally
from siquan_tui.meeting.events import Bench
from siquan_tui.rules.figures import Side
from tests.screens.grid import grid, settled
from tests.screens.hall import Painted


@pytest.mark.parametrize("width", [9, 33, 64])
def test_the_bar_covers_a_mark_if_and_only_if_its_hands_are_there(width: int) -> None:
    for total in range(1, 41):
        for needed in range(1, total + 3):
            mark = Mark(needed, "")
            column = column_of(needed, total, width)
            assert 0 <= column < width
            before = 0
            for have in range(total + 1):
                columns = filled(have, total, width, [mark])
                assert before <= columns <= width
                assert (columns > column) == (have >= needed)
                before = columns


def test_a_full_room_fills_the_bar_and_an_empty_one_leaves_it_empty() -> None:
    assert filled(17, 17, 30) == 30
    assert filled(0, 17, 30) == 0
    assert filled(0, 0, 30, [Mark(1, "")]) == 0


def test_marks_stand_under_their_columns_with_their_labels() -> None:
    words = legend([Mark(12, "门槛 12"), Mark(9, "门槛 9")], 17, 34, "▲")
    assert cell_len(words) == 34
    assert words.index("▲ 门槛 12") > 0
    assert cell_len(words[: words.index("▲ 门槛 12")]) == column_of(12, 17, 34)
    assert "9" in words.replace("门槛 12", "")


def test_marks_too_close_for_both_labels_are_both_there() -> None:
    words = legend([Mark(12, "门槛 12"), Mark(11, "门槛 11")], 17, 20, "▲")
    assert words.count("▲") == 2
    assert cell_len(words) == 20


@pytest.mark.parametrize("font", [*FONTS, *PLAIN_FONTS])
def test_big_digits_are_equal_lines_that_tell_every_figure_apart(font: Font) -> None:
    width = font.columns_of(3) + 1
    drawn = {}
    for value in range(1000):
        rows = big(value, width, font)
        assert len(rows) == font.rows
        assert len({cell_len(row) for row in rows}) == 1
        drawn[rows] = value
    assert len(drawn) == 1000
    assert big(None, width, font) not in drawn


def test_plain_digits_need_nothing_but_ascii() -> None:
    for font in PLAIN_FONTS:
        assert all(line.isascii() for glyph in font.glyphs.values() for line in glyph)


@pytest.mark.parametrize("font", FONTS)
def test_a_figure_too_wide_for_its_column_is_written_out_whole(font: Font) -> None:
    rows = big(1234, font.columns * 4 - 1, font)
    assert "".join(rows) == "1234"
    assert len(rows) == font.rows


def test_digits_grow_with_the_room_and_never_past_it() -> None:
    sizes = [
        font_for(columns, rows, most)
        for columns, rows, most in ((9, 3, 17), (13, 11, 29), (21, 20, 29), (40, 20, 29))
    ]
    assert [font.rows for font in sizes] == [3, 5, 7, 10]
    assert font_for(13, 4, 29) is LINES, "no room below"
    assert font_for(13, 11, 2000) is LINES, "four digits would not fit"
    for columns in range(4, 60):
        for rows in range(3, 20):
            font = font_for(columns, rows, 99)
            assert font.rows <= rows
            drawn = max(cell_len(row) for row in big(99, columns, font))
            assert font is LINES or columns - drawn > font.gap, "it would run into the next"


class OnlyTally(App[None]):
    """A tally and a bar."""

    def compose(self) -> ComposeResult:
        yield Tally()
        yield Bars()

    def on_mount(self) -> None:
        self.count({})

    def count(self, figures: dict[tuple[Bench, Side], int]) -> None:
        self.query_one(Tally).show([Bench.HALL], figures, entering=True)
        have = figures.get((Bench.HALL, Side.FOR), 0)
        self.query_one(Bars).show([Drawn(have, 17, (Mark(12, "门槛 12"),))])


async def test_blank_is_not_zero() -> None:
    app = OnlyTally()
    async with app.run_test(size=(60, 10)) as pilot:
        await settled(pilot)
        assert "0" not in grid(app).replace("0/17", "")
        app.count({(Bench.HALL, Side.AGAINST): 0})
        await settled(pilot)
        assert "┏━┓" in grid(app)
        assert grid(app).splitlines()[4].split() == ["计票", "-▌", "0", "-", "-"]


async def test_one_hand_more_paints_one_figure() -> None:
    app = OnlyTally()
    async with app.run_test(size=(110, 36)) as pilot:
        app.count({(Bench.HALL, Side.FOR): 5})
        await settled(pilot)
        painted = Painted(app)
        app.count({(Bench.HALL, Side.FOR): 6})
        await settled(pilot)
        assert 0 < painted.since() <= 1000
        app.count({(Bench.HALL, Side.FOR): 6})
        await settled(pilot)
        assert painted.since() == 0


async def test_typing_moving_and_refusing() -> None:
    app = OnlyTally()
    async with app.run_test(size=(60, 10)) as pilot:
        await settled(pilot)
        tally = app.query_one(Tally)
        assert tally.current == Field(Bench.HALL, Side.FOR)
        for digit in "0016":
            tally.type_digit(digit)
        assert tally.pending == 16
        tally.rub_out()
        assert tally.pending == 1
        tally.refuse()
        tally.type_digit("9")
        assert tally.pending == 9
        tally.move(1)
        assert (tally.pending, tally.current.side) == (None, Side.AGAINST)
        tally.move(-2)
        assert tally.current.side is Side.UNEXPRESSED
        tally.type_digit("0")
        assert tally.pending == 0


async def test_two_benches_have_a_line_each_and_big_digits_of_their_own() -> None:
    app = OnlyTally()
    async with app.run_test(size=(60, 12)) as pilot:
        tally = app.query_one(Tally)
        both = [Bench.REPRESENTATIVES, Bench.COMMITTEE]
        tally.show(both, {(Bench.REPRESENTATIVES, Side.FOR): 3}, entering=True)
        await settled(pilot)
        assert grid(app).splitlines()[4].split() == ["代表", "3▌", "-", "-", "-"]
        assert grid(app).splitlines()[5].split() == ["委员", "-", "-", "-", "-"]
        assert "╺━┫" in grid(app)
        tally.move(4)
        await settled(pilot)
        assert tally.current == Field(Bench.COMMITTEE, Side.FOR)
        assert "╺━┫" not in grid(app)
