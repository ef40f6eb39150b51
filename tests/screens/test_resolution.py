"""The resolution: drafted, changed, numbered, signed with the passphrase, shown, saved."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from textual.widgets import OptionList

from screens.widgets.ime_text import ImeText
from screens.widgets.keys_line import KeysLine
from screens.widgets.passphrase import Passphrase
from screens.widgets.prose import Prose
from siquan_tui.attest.verify import verify
from siquan_tui.meeting.events import Annulled
from tests.screens.grid import grid
from tests.screens.hall import Hall, carried, console, lines, press

PASSPHRASE = "1 2 3 4 5 6 7 8"
VOTE = "1 6 enter 1 enter 0 enter enter enter enter"


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


async def test_a_wrong_passphrase_keeps_its_window_and_the_next_try_signs(hall: Hall) -> None:
    live = carried(hall)
    hall.office.make_key(live, "赵守田", "correct horse")
    async with console(hall, live) as (app, pilot):
        await press(pilot, f"f5 tab f6 {PASSPHRASE} enter")
        assert isinstance(app.screen, Passphrase), "else the next try is typed into the text"
        assert "口令不对" in grid(app)
        assert "写和输入法" in grid(app), "the whole sentence"
        assert not live.meeting.resolutions, "a wrong passphrase uses up no number"
        await press(pilot, "c o r r e c t space h o r s e enter")
        assert "草稿" not in grid(app)
        (resolution,) = live.meeting.resolutions
        assert resolution.code
        assert "horse" not in resolution.text


async def test_what_no_passphrase_can_mend_closes_the_window_and_is_said(hall: Hall) -> None:
    live = carried(hall)
    hall.office.make_key(live, "赵守田", "correct horse")
    async with console(hall, live) as (app, pilot):
        await press(pilot, "f5 f6")
        live.do(Annulled(1, "数错了"))
        await press(pilot, "c o r r e c t space h o r s e enter")
        assert not isinstance(app.screen, Passphrase)
        assert not live.meeting.resolutions
        assert "!" in grid(app)


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


async def test_a_draft_in_the_list_has_its_whole_title(hall: Hall) -> None:
    live = hall.put(hall.open(lines(17), present=17))
    async with console(hall, live, (80, 24)) as (app, pilot):
        await press(pilot, "f5")  # no list yet, so no width either
        await press(pilot, f"f4 {VOTE} enter")
        assert "待写 第1次表决 关于自来水工程的决议" in grid(app)
