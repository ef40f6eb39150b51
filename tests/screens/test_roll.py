"""The roll widget: everyone on one screen, and only what changed painted again."""

from __future__ import annotations

import datetime as dt

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from screens.widgets.roll import Roll, arrange, status
from siquan_tui.meeting.roll import RollLine
from siquan_tui.meeting.state import Attendance, Presence
from tests.screens.grid import grid, settled
from tests.screens.hall import Painted, lines

NOON = dt.datetime(2010, 7, 22, 12, 5, tzinfo=dt.UTC)
HERE = Presence(Attendance.PRESENT, arrived=NOON)
SIZES = {
    "seat": 3,
    "name": 8,
    "symbol": 1,
    "word": 4,
    "time": 5,
    "group": 6,
    "households": 4,
}


class OnlyRoll(App[None]):
    """A roll and nothing else."""

    def __init__(self, roll: tuple[RollLine, ...]) -> None:
        super().__init__()
        self.roll = roll

    def compose(self) -> ComposeResult:
        yield Roll()

    def on_mount(self) -> None:
        self.query_one(Roll).show(self.roll, {})
        self.query_one(Roll).focus()


@pytest.mark.parametrize("count", [1, 17, 29, 50, 60, 200])
@pytest.mark.parametrize(("width", "height"), [(58, 14), (84, 26), (120, 40)])
def test_everyone_is_on_one_screen_whenever_the_barest_line_allows_it(
    count: int, width: int, height: int
) -> None:
    layout = arrange(count, width, height, SIZES)
    barest = SIZES["seat"] + SIZES["name"] + SIZES["symbol"] + 2 + 2
    could = (width + 2) // barest * height >= count
    assert (layout.columns * layout.rows >= count) == could
    assert layout.columns * layout.width <= width + 2


def test_a_short_roll_shows_all_it_knows_and_a_long_one_still_its_words() -> None:
    assert arrange(17, 110, 20, SIZES).fields[-1] == "households"
    pages = arrange(2000, 110, 20, SIZES)
    assert "word" in pages.fields
    assert pages.columns * pages.rows < 2000


@pytest.mark.parametrize(
    ("presence", "word"),
    [
        (None, "缺席"),
        (HERE, "到会"),
        (Presence(Attendance.EXCUSED, reason="看病"), "请假"),
        (Presence(Attendance.ABSENT, arrived=NOON, left=NOON), "离场"),
    ],
)
def test_each_state_has_a_sign_and_a_word(presence: Presence | None, word: str) -> None:
    now = status(RollLine(1, "王桂兰"), presence)
    assert now.word == word
    assert len({status(RollLine(1, "王"), p).symbol for p in (None, HERE)}) == 2


async def test_names_are_text_and_columns_stay_aligned() -> None:
    names = ("[b]王[/b]", "额尔敦其木格", "𠮷田", "李", "A·B", "巴特尔[red]")
    roll = tuple(RollLine(n, name, group="一社") for n, name in enumerate(names, 1))
    app = OnlyRoll(roll)
    async with app.run_test(size=(80, 10)) as pilot:
        await settled(pilot)
        rows = [row for row in grid(app).splitlines() if row.strip()]
        assert len(rows) == len(names)
        for name, row in zip(names, rows, strict=True):
            assert name in row
            assert cell_len(row[: row.index("缺席")]) == cell_len(rows[0][: rows[0].index("缺席")])


async def test_the_cursor_goes_by_arrows_pages_numbers_and_initials() -> None:
    app = OnlyRoll(lines(100))
    async with app.run_test(size=(50, 10)) as pilot:
        roll = app.query_one(Roll)

        def at() -> int:
            assert roll.cursor_line is not None
            return roll.cursor_line.seat

        await settled(pilot)
        assert at() == 1
        await pilot.press("down", "down")
        assert at() == 3
        await pilot.press("right")
        assert at() == 13
        await pilot.press("left", "up")
        assert at() == 2
        await pilot.press("up", "up")
        assert at() == 1
        page, pages = roll.pages
        await pilot.press("pagedown")
        assert (roll.pages[0], page) == (2, 1)
        await pilot.press("end")
        assert (at(), roll.pages[0]) == (100, pages)
        assert "100" in grid(app)
        assert roll.go_to_seat(64)
        assert at() == 64
        assert not roll.go_to_seat(101)
        assert roll.go_to_initials("lgh")
        found = at()
        assert app.roll[found - 1].initials == "lgh"
        assert roll.go_to_initials("lgh", 1)
        assert at() != found
        assert not roll.go_to_initials("zzzz")


class CountingRoll(Roll):
    """Counts the lines it is asked for."""

    rendered = 0

    def render_line(self, y: int):  # type: ignore[no-untyped-def]
        CountingRoll.rendered += 1
        return super().render_line(y)


@pytest.mark.parametrize("count", [17, 2000])
async def test_a_key_repaints_two_cells_however_long_the_roll(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = OnlyRoll(lines(count))
    monkeypatch.setattr(OnlyRoll, "compose", lambda self: iter([CountingRoll()]))
    async with app.run_test(size=(110, 36)) as pilot:
        await settled(pilot)
        painted = Painted(app)
        CountingRoll.rendered = 0
        await pilot.press("down")
        await settled(pilot)
        assert 0 < painted.since() <= 600
        assert CountingRoll.rendered <= 4
        roll = app.query_one(Roll)
        roll.show(app.roll, {2: HERE})
        await settled(pilot)
        assert "✓ 到会" in grid(app)
        assert 0 < painted.since() <= 300
        roll.show(app.roll, {2: HERE})
        await settled(pilot)
        assert painted.since() == 0


async def test_a_seat_off_the_page_is_not_painted_but_known_when_its_page_comes() -> None:
    app = OnlyRoll(lines(200))
    async with app.run_test(size=(40, 10)) as pilot:
        await settled(pilot)
        painted = Painted(app)
        roll = app.query_one(Roll)
        roll.show(app.roll, {200: HERE})
        await settled(pilot)
        assert painted.since() == 0
        await pilot.press("end")
        await settled(pilot)
        assert "到会" in grid(app)
