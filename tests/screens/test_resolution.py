"""The resolution: drafted, changed, numbered, signed with the passphrase, shown, saved."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from textual.strip import Strip
from textual.widgets import OptionList

from screens.widgets.ime_text import ImeText
from screens.widgets.keys_line import KeysLine
from screens.widgets.passphrase import Passphrase
from screens.widgets.prose import Prose
from screens.widgets.qr_view import QUIET, QrScreen, QrView, half_blocks, matrix
from siquan_tui.attest.verify import verify
from siquan_tui.journal.live import Live
from siquan_tui.meeting import chair
from tests.screens.grid import grid, settled
from tests.screens.hall import Hall, console, lines, press

PASSPHRASE = "1 2 3 4 5 6 7 8"
VOTE = "1 6 enter 1 enter 0 enter enter enter enter"
CODE = "四权四制决议核验 1\n〔2010〕1号\n" + "签名 CHAIR " + "A2B3C4D5" * 13


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    made = Hall(tmp_path / "data")
    yield made
    made.office.close()


def carried(hall: Hall, *, rehearsal: bool = False) -> Live:
    """A meeting whose first item was carried, 16 to 1."""
    from siquan_tui.meeting.events import Bench
    from siquan_tui.rules.figures import Side

    live = hall.put(hall.open(lines(17), present=17, rehearsal=rehearsal))
    for side, hands in zip(Side, (16, 1, 0, 0), strict=True):
        live.do(chair.tally(live.meeting, Bench.HALL, side, hands))
    live.do(chair.close_count(live.meeting))
    live.do(chair.announce(live.meeting))
    return live


async def test_a_draft_is_changed_numbered_signed_and_saved_by_keys(hall: Hall) -> None:
    live = carried(hall)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "f5")
        assert "待写 第1次表决 关于自来水工程的决议" in grid(app)
        await press(pilot, "f7")
        assert "先编号签名" in grid(app)
        await press(pilot, "tab ctrl+home 兹 f6")
        assert isinstance(app.screen, Passphrase)
        await press(pilot, f"{PASSPHRASE} enter {PASSPHRASE} enter")
        (resolution,) = live.meeting.resolutions
        assert (resolution.year, resolution.number) == (2010, 1)
        assert resolution.text.startswith("兹2010年7月22日")
        assert resolution.code
        assert "〔2010〕1号" in grid(app)
        assert "✓ 已签名" in grid(app)
        assert app.screen.query_one(ImeText).read_only
        keys = app.screen.query_one("#own-keys", KeysLine).keys
        assert {each.key for each in keys if each.reason} == {"F6"}
        await press(pilot, "f10 1")
        (saved,) = (hall.office.data / "papers").glob("*.pdf")
        assert saved.read_bytes().startswith(b"%PDF")
        said = app.screen.query_one("#paper-state", Prose)
        assert said.size.height <= 5
        assert str(saved) in str(said.content).replace("\n", "")
        await press(pilot, "f6")
        assert "已经签名" in grid(app)
        assert len(live.meeting.resolutions) == 1


async def test_the_passphrase_is_chosen_twice_and_asked_once_after(hall: Hall) -> None:
    live = carried(hall)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "f5 f6 1 2 3 enter")
        assert "至少要 8 个字符" in grid(app)
        await press(pilot, "4 5 6 7 8 enter 1 2 3 enter")
        assert "两遍不一样" in grid(app)
        await press(pilot, "escape")
        assert not live.meeting.resolutions
        assert hall.office.needs_key(live)
        await press(pilot, f"f6 {PASSPHRASE} enter {PASSPHRASE} enter")
        assert not hall.office.needs_key(live)
        assert live.meeting.resolutions[0].code
        assert "1234" not in grid(app)


async def test_a_wrong_passphrase_is_one_sentence_and_the_next_try_signs(hall: Hall) -> None:
    live = carried(hall)
    hall.office.make_key(live, "赵守田", "correct horse")
    async with console(hall, live) as (app, pilot):
        await press(pilot, f"f5 f6 {PASSPHRASE} enter")
        assert "口令不对" in grid(app)
        assert not live.meeting.resolutions, "a wrong passphrase uses up no number"
        assert "草稿" in grid(app)
        await press(pilot, "f6 c o r r e c t space h o r s e enter")
        assert live.meeting.resolutions[0].code
        assert len(live.meeting.resolutions) == 1


async def test_a_rehearsal_needs_no_passphrase_and_says_so_everywhere(hall: Hall) -> None:
    live = carried(hall, rehearsal=True)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "f5 f6")
        assert live.meeting.resolutions[0].code
        assert "演练〔2010〕1号" in grid(app)
        assert hall.office.needs_key(live) is False


async def test_the_signed_code_verifies(hall: Hall) -> None:
    live = carried(hall, rehearsal=True)
    async with console(hall, live) as (_app, pilot):
        await press(pilot, "f5 f6")
    code = live.meeting.resolutions[0].code
    assert verify(code, []).status.value == "rehearsal"
    assert verify(code.replace("赞成16", "赞成17"), []).status.value != "rehearsal"


async def test_the_code_is_shown_where_it_fits_and_scans(hall: Hall) -> None:
    live = carried(hall, rehearsal=True)
    async with console(hall, live, (160, 50)) as (app, pilot):
        await press(pilot, "f5 f6 f7")
        assert isinstance(app.screen, QrScreen)
        symbol = app.screen.query_one(QrView)
        at = symbol.region
        strips = app.screen._compositor.render_strips()[at.y : at.bottom]
        drawn = [Strip(strip).crop(at.x, at.right).text for strip in strips]
        assert _read(drawn) == live.meeting.resolutions[0].code
        await press(pilot, "escape")
        assert not isinstance(app.screen, QrScreen)


async def test_a_window_too_small_for_the_code_says_how_large_it_must_be(hall: Hall) -> None:
    live = carried(hall, rehearsal=True)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "f5 f6 f7")
        assert not app.screen.query(QrView)
        assert "窗口只有 80 列 24 行" in grid(app)
        await pilot.resize_terminal(160, 50)
        await settled(pilot)
        assert app.screen.query(QrView)


async def test_full_cells_are_the_second_drawing(hall: Hall) -> None:
    live = carried(hall, rehearsal=True)
    async with console(hall, live, (200, 100)) as (app, pilot):
        await press(pilot, "f5 f6 f7")
        narrow = app.screen.query_one(QrView).region
        await press(pilot, "space")
        wide = app.screen.query_one(QrView).region
        assert (wide.width, wide.height) == (2 * narrow.width, narrow.width)


@pytest.mark.parametrize("small", [False, True])
def test_half_blocks_hold_the_whole_text(small: bool) -> None:
    assert _read(half_blocks(matrix(CODE, small=small))) == CODE


def _read(drawn: list[str]) -> str:
    """Scan half blocks drawn light on dark, a module eight pixels wide."""
    light = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}
    image = Image.new("L", (len(drawn[0]) + 2 * QUIET, 2 * len(drawn) + 2 * QUIET), 255)
    for y, row in enumerate(drawn):
        for x, block in enumerate(row):
            for half in (0, 1):
                shade = 255 * light[block][half]
                image.putpixel((x + QUIET, 2 * y + half + QUIET), shade)
    size = (image.width * 8, image.height * 8)
    found = zxingcpp.read_barcodes(image.resize(size, Image.Resampling.NEAREST))
    assert len(found) == 1
    return str(found[0].text)


async def test_printing_goes_to_the_printer_and_says_so(
    hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.name == "nt":
        pytest.skip("Windows opens the file instead")
    printer = tmp_path / "bin" / "lp"
    printer.parent.mkdir()
    printer.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/asked\necho request id is a-7\n')
    printer.chmod(printer.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{printer.parent}{os.pathsep}{os.environ['PATH']}")
    live = carried(hall, rehearsal=True)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "f5 f6 f10 2")
        assert "a-7" in grid(app)
        assert (tmp_path / "asked").read_text().strip().endswith(".pdf")


async def test_without_a_printer_one_sentence_says_where_the_file_is(
    hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    live = carried(hall, rehearsal=True)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "f5 f6 f10 4")
        assert "! " in grid(app)
        assert "没有打印命令" in grid(app)
        assert list((hall.office.data / "papers").glob("*.pdf"))


async def test_nothing_carried_still_saves_the_minutes(hall: Hall) -> None:
    live = hall.open(lines(17), present=17)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "f5")
        assert "没有决议可写" in grid(app)
        await press(pilot, "f6")
        assert "先表决" in grid(app)
        await press(pilot, "f10 1")
        (saved,) = (hall.office.data / "papers").glob("*.pdf")
        assert "已保存" in grid(app)
        assert saved.stat().st_size > 1000


async def test_drafts_are_kept_while_the_chair_looks_elsewhere(hall: Hall) -> None:
    live = carried(hall)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "f5 tab ctrl+home 改 f2 f5")
        assert app.screen.query_one(ImeText).text.startswith("改2010年")
        assert app.screen.query_one("#papers", OptionList).option_count == 1
