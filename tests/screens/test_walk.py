"""Every screen of this part, in both languages and two sizes, against kept text grids."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from screens.app import SiquanApp
from siquan_tui.meeting import events as ev
from siquan_tui.office import Office
from tests.screens.grid import SIZES, compare, grid, settled
from tests.screens.village import call_meeting, found_village, open_meeting

ENGLISH_ALLOWED = {"Enter", "Ctrl"}
"""Names of keys, as they stand on the keyboard."""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_screens_as_kept(
    size: tuple[int, int], language: str, office: Office, tmp_path: Path, update_goldens: bool
) -> None:
    seen: list[str] = []

    def keep(name: str) -> None:
        seen.append(grid(app))
        compare(app, f"{name}-{size[0]}x{size[1]}-{language}", update=update_goldens)

    app = SiquanApp(office)
    async with app.run_test(size=size) as pilot:

        async def press(*keys: str) -> None:
            await pilot.press(*keys)
            await settled(pilot)

        await settled(pilot)
        keep("home-empty")
        await press("f7")
        keep("roster-empty")
        village = found_village(office, tmp_path)
        call_meeting(office, village, rules=("siquan-2010", "organic-law-2026"), rehearsal=True)
        await press("escape")
        keep("home")
        await press("f6")
        keep("convene")
        await press("escape", "f7")
        keep("roster")
        await press("enter", "enter")
        keep("seat-form")
        await press("escape", "escape", "enter")
        keep("agenda-called")
        await press("f10")
        keep("agenda-lacking")
        await press("escape", "f6")
        keep("item-form")
        await press("escape", "enter")
        keep("item-menu")
        await press("escape", "f1")
        keep("help")
        await press("escape", "f2")
        keep("agenda-refusal")
        await press("ctrl+p")
        keep("palette")
        await press("escape", "ctrl+q")
        keep("leave")
        await press("escape")
        assert app.live is not None
        open_meeting(office, app.live.village, app.live.book)
        app.live.reload()
        app.live.do(ev.ItemMoved(2, 1))
        app.meeting_changed.publish(app.meeting)
        await settled(pilot)
        keep("agenda-sitting")
    if language == "zh":
        for text in seen:
            strange = set(re.findall(r"[A-Za-z]{4,}", text)) - ENGLISH_ALLOWED
            assert not strange, f"English on a Chinese screen: {strange}\n{text}"
    else:
        data = "三苗树村第次民代表会议自来水工程财务公开部室栏两委联席月日包金山吉嘎朗图镇"
        for text in seen:
            if "巴特尔" in text:
                continue
            strange = set(re.findall(r"[\u4e00-\u9fff]", text)) - set(data)
            assert strange <= set("主管道米支惠及户人牲畜头只演练"), f"{strange}\n{text}"
