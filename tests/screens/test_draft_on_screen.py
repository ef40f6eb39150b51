"""Not one character of a draft may be missing on the screen."""

from __future__ import annotations

from pathlib import Path

from textual.strip import Strip

from screens.app import SiquanApp
from siquan_tui.meeting.drafts import draft_text
from siquan_tui.office import Office
from tests.office.test_papers import NOW, carried


async def test_every_character_of_the_draft_is_on_the_screen(tmp_path: Path) -> None:
    office = Office(tmp_path, clock=lambda: NOW)
    village = office.new_village("三苗树村", "吉日嘎朗图镇").village
    live = carried(office, village, rehearsal=True)
    app = SiquanApp(office, book=(village, live.book))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f5")
        await pilot.pause(0.5)
        area = app.screen.query_one("#draft").region
        strips = app.screen._compositor.render_strips()[area.y : area.bottom]
        shown = "".join(
            "".join(segment.text for segment in strip.crop(area.x, area.right)).strip()
            for strip in (Strip(each) for each in strips)
        )
    text = draft_text(live.meeting, live.meeting.divisions[0]).replace("\n", "")
    assert text in shown
