"""The code on screen: drawn in what fits, and read back from the pixels of its cells."""

from __future__ import annotations

import random

import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter
from textual.strip import Strip

from screens.app import SiquanApp
from screens.environment import draws_sextants
from screens.widgets.qr_drawings import (
    SEXTANT_MARGIN,
    SEXTANT_QUIET,
    Drawing,
    Signs,
    drawings,
    framed,
    half_blocks,
    sextants,
    symbol,
)
from screens.widgets.qr_view import QrScreen, QrView
from siquan_tui.journal.live import Live
from tests.screens.grid import grid, settled
from tests.screens.hall import Hall, carried, console, press

CODE = "四权四制决议核验 1\n〔2010〕1号\n" + "签名 CHAIR " + "A2B3C4D5" * 13
LONG = CODE + "\n" + "三苗树村" * 22
"""As long as a usual code: 69 modules a side where it corrects fewest errors."""
CELL = (9, 18)
"""Pixels of a cell: twice as high as wide, as in every terminal."""


@pytest.fixture(autouse=True)
def a_usual_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("TERM_PROGRAM", raising=False)
    monkeypatch.setenv("WT_SESSION", "1")


# --- cells as pixels ---------------------------------------------------------------------

BLOCKS = {" ": (), "█": (0, 1, 2, 3, 4, 5), "▌": (0, 2, 4), "▐": (1, 3, 5)}


def _sixths(sign: str) -> tuple[int, ...]:
    """The sixths of a cell that a sign inks, row by row, as the Unicode chart numbers them."""
    if sign in BLOCKS:
        return BLOCKS[sign]
    place = ord(sign) - 0x1FB00
    assert 0 <= place < 60, f"not a sextant: {sign!r}"
    numbers = [n for n in range(1, 63) if n not in (21, 42)]
    return tuple(bit for bit in range(6) if numbers[place] >> bit & 1)


def picture(drawn: list[str], *, cell: tuple[int, int] = CELL, around: int = 40) -> Image.Image:
    """What a terminal paints for these cells, dark on light, in the middle of a dark desk."""
    wide, high = cell
    size = (80 * wide + 2 * around, len(drawn) * high + 2 * around)
    image = Image.new("L", size, 40)
    ink = ImageDraw.Draw(image)
    ink.rectangle((around, around, size[0] - around - 1, size[1] - around - 1), fill=255)
    across, down = (0, round(wide / 2), wide), (0, round(high / 3), round(2 * high / 3), high)
    for y, row in enumerate(drawn):
        for x, sign in enumerate(row):
            left, top = around + x * wide, around + y * high
            for sixth in _sixths(sign):
                column, line = sixth % 2, sixth // 2
                box = (across[column], down[line], across[column + 1] - 1, down[line + 1] - 1)
                ink.rectangle((left + box[0], top + box[1], left + box[2], top + box[3]), fill=0)
    return image


def photograph(image: Image.Image, seed: int) -> Image.Image:
    """The screen photographed by hand: from the side, turned, out of focus, with noise."""
    shake = random.Random(seed)
    wide, high = image.size
    corners = ((0, 0), (0, high), (wide, high), (wide, 0))
    tilted = [
        edge + shake.uniform(-0.04, 0.04) * size
        for corner in corners
        for edge, size in zip(corner, image.size, strict=True)
    ]
    taken = image.transform(image.size, Image.Transform.QUAD, tilted, Image.Resampling.BICUBIC)
    taken = taken.rotate(shake.uniform(-6, 6), Image.Resampling.BICUBIC, fillcolor=40)
    taken = taken.filter(ImageFilter.GaussianBlur(1.2))
    return Image.blend(taken, Image.effect_noise(taken.size, 60), 0.12)


def read(image: Image.Image) -> str:
    found = zxingcpp.read_barcodes(image)
    return str(found[0].text) if found else ""


def halves_read(drawn: list[str]) -> str:
    """Scan half blocks drawn light on dark, a module eight pixels wide."""
    light = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}
    image = Image.new("L", (len(drawn[0]) + 4, 2 * len(drawn) + 4), 255)
    for y, row in enumerate(drawn):
        for x, block in enumerate(row):
            for half in (0, 1):
                image.putpixel((x + 2, 2 * y + half + 2), 255 * light[block][half])
    size = (image.width * 8, image.height * 8)
    return read(image.resize(size, Image.Resampling.NEAREST))


def shown(app: SiquanApp) -> list[str]:
    """The cells of the code on screen."""
    at = app.screen.query_one(QrView).region
    strips = app.screen._compositor.render_strips()[at.y : at.bottom]
    return [Strip(strip).crop(at.x, at.right).text for strip in strips]


# --- drawings ----------------------------------------------------------------------------


@pytest.mark.parametrize("small", [False, True])
def test_half_blocks_hold_the_whole_text(small: bool) -> None:
    assert halves_read(half_blocks(framed(symbol(CODE, small=small)))) == CODE


@pytest.mark.parametrize("quiet", SEXTANT_QUIET)
@pytest.mark.parametrize("cell", [(7, 14), (8, 17), (9, 18), (10, 20)], ids=str)
def test_sextants_are_read_from_the_screen(quiet: int, cell: tuple[int, int]) -> None:
    drawn = sextants(framed(symbol(LONG, small=True), quiet, SEXTANT_MARGIN))
    assert read(picture(drawn, cell=cell)) == LONG


@pytest.mark.parametrize("seed", range(6))
def test_sextants_are_read_from_a_photograph_of_the_screen(seed: int) -> None:
    """With the least quiet zone that is ever drawn."""
    modules = symbol(LONG, small=True)
    assert len(modules) == 69, "the largest that fits on 24 lines"
    drawn = sextants(framed(modules, SEXTANT_QUIET[-1], SEXTANT_MARGIN))
    assert len(drawn) == 24
    taken = photograph(picture(drawn), seed)
    assert read(taken) == LONG


def test_what_fits_is_drawn_and_half_blocks_are_the_first_choice() -> None:
    symbols = (symbol(LONG), symbol(LONG, small=True))

    def signs(width: int, height: int, **terminal: bool) -> list[Signs]:
        told = {"plain": False, "sextants": True} | terminal
        return [each.signs for each in drawings(symbols, width, height, **told)]

    assert signs(80, 24) == [Signs.SEXTANTS]
    assert signs(80, 24, sextants=False) == []
    assert signs(80, 23) == []
    assert signs(80, 40) == [Signs.HALVES, Signs.SEXTANTS]
    assert signs(200, 100) == [Signs.HALVES, Signs.CELLS, Signs.SEXTANTS]
    assert signs(200, 100, plain=True)[0] is Signs.CELLS


def test_the_quiet_zone_is_as_wide_as_there_is_room_for() -> None:
    symbols = (symbol(LONG, small=True),)

    def quiet(height: int) -> int:
        found: Drawing = drawings(symbols, 80, height, plain=False, sextants=True)[-1]
        return (len(found.modules) - 69) // 2

    assert [quiet(height) for height in (24, 25, 26)] == [1, 2, 4]


@pytest.mark.parametrize(
    ("environ", "platform", "drawn"),
    [
        ({"TERM": "xterm-256color"}, "linux", True),
        ({"TERM": "linux"}, "linux", False),
        ({}, "linux", False),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, "darwin", False),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, "darwin", True),
        ({}, "win32", False),
        ({"WT_SESSION": "1"}, "win32", True),
    ],
)
def test_terminals_without_sextants_are_known(
    environ: dict[str, str], platform: str, drawn: bool
) -> None:
    assert draws_sextants(environ, platform) is drawn


# --- on screen ---------------------------------------------------------------------------


def _signed(hall: Hall) -> Live:
    return carried(hall, rehearsal=True)


async def test_half_blocks_where_they_fit(hall: Hall) -> None:
    live = _signed(hall)
    async with console(hall, live, (160, 50)) as (app, pilot):
        await press(pilot, "f5 f6 f7")
        assert isinstance(app.screen, QrScreen)
        assert halves_read(shown(app)) == live.meeting.resolutions[0].code
        await press(pilot, "escape")
        assert not isinstance(app.screen, QrScreen)


async def test_in_the_smallest_window_the_code_is_read_from_its_cells(hall: Hall) -> None:
    live = _signed(hall)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "f5 f6 f7")
        drawn = shown(app)
        assert len(drawn) <= 24
        code = live.meeting.resolutions[0].code
        assert read(picture(drawn)) == code
        assert read(photograph(picture(drawn), 1)) == code
        assert "窗口放大到" in "".join(grid(app).split())
        await press(pilot, "space")
        assert not app.screen.query(QrView), "turned down: the sentence"
        assert "窗口只有 80 列 24 行" in grid(app)
        await pilot.resize_terminal(160, 50)
        await settled(pilot)
        assert halves_read(shown(app)) == code


async def test_a_terminal_without_sextants_keeps_the_sentence(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "linux")
    monkeypatch.delenv("WT_SESSION")
    live = _signed(hall)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "f5 f6 f7")
        assert not app.screen.query(QrView)
        assert "窗口只有 80 列 24 行" in grid(app)


async def test_a_plain_terminal_keeps_the_sentence(hall: Hall) -> None:
    live = _signed(hall)
    async with console(hall, live, plain=True) as (app, pilot):
        await press(pilot, "f5 f6 f7")
        assert not app.screen.query(QrView)


async def test_full_cells_are_the_second_drawing(hall: Hall) -> None:
    live = _signed(hall)
    async with console(hall, live, (200, 100)) as (app, pilot):
        await press(pilot, "f5 f6 f7")
        narrow = app.screen.query_one(QrView).region
        await press(pilot, "space")
        wide = app.screen.query_one(QrView).region
        assert (wide.width, wide.height) == (2 * narrow.width, narrow.width)
