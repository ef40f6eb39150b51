"""A petition (联名) on the form for an item: who signed, how many, and what that comes to."""

from __future__ import annotations

from screens.app import SiquanApp
from siquan_tui.meeting import events as ev
from siquan_tui.office import Office
from tests.screens.grid import grid, settled

Book = tuple[str, str]


async def test_a_petition_too_small_is_told_and_needs_a_reason(office: Office, book: Book) -> None:
    app = SiquanApp(office, book=book)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await pilot.press("f6")
        await settled(pilot)
        assert "四权四制需 6 人" in grid(app)
        await pilot.press(*"修路", "down", "down", "right", "right", "right", "down", *"5")
        await pilot.press("down", "down", *"2010-07-18", "f10")
        await settled(pilot)
        assert "5 人联名" in grid(app)
        assert "! 村民代表联名 5 人\uff0c四权四制要求 6 人\uff0c差 1 人" in grid(app)


async def test_villagers_say_how_many_they_are(office: Office, book: Book) -> None:
    app = SiquanApp(office, book=book)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await pilot.press("f6")
        await settled(pilot)
        await pilot.press(*"修路", "down", "down", "right", "right", "right", "down", *"54")
        await pilot.press("down", *"532", "f10")
        await settled(pilot)
        added = app.meeting.items[2].proposal
        assert (added.petitioners, added.villagers) == (54, 532)
        assert "54 名村民联名" in grid(app)


async def test_a_petition_without_its_number_stays_in_the_form(office: Office, book: Book) -> None:
    app = SiquanApp(office, book=book)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f6")
        await settled(pilot)
        await pilot.press(*"修路", "down", "down", "right", "right", "right", "f10")
        await settled(pilot)
        assert "联名提议没有填人数" in grid(app)
        assert app.focused is not None
        assert app.focused.id == "petitioners"
        await pilot.press("6", "f10")
        await settled(pilot)
        assert app.meeting.items[-1].proposal.title == "修路"


async def test_a_petition_given_up_leaves_no_figures(office: Office, book: Book) -> None:
    app = SiquanApp(office, book=book)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await pilot.press("f6")
        await settled(pilot)
        await pilot.press(*"修路", "down", "down", "right", "right", "right", "down", *"100")
        await pilot.press("down", *"50", "up", "up", "left", "f10")
        await settled(pilot)
        added = app.meeting.items[2].proposal
        assert added.proposer is ev.Proposer.CHAIR
        assert (added.petitioners, added.villagers) == (0, 0)
