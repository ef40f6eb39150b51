"""The agenda: items by form, what is lacking told before it is refused, the phases."""

from __future__ import annotations

import datetime as dt

from textual.widgets import OptionList

from screens.app import SiquanApp
from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.roll import Capacity
from siquan_tui.meeting.state import Phase
from siquan_tui.office import Office
from siquan_tui.roster.events import SeatFilled
from siquan_tui.rules.figures import Side
from tests.screens.grid import grid, settled
from tests.screens.village import START, Clock, call_meeting, open_meeting

Book = tuple[str, str]


async def test_an_item_is_added_by_form(office: Office, book: Book) -> None:
    app = SiquanApp(office, book=book)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f6")
        await settled(pilot)
        await pilot.press(*"修路", "down", "down", "right", "right", "right", "down", *"６")
        await pilot.press("down", "down", *"２０１０年７月１８日", "enter", *"公开栏", "f10")
        await settled(pilot)
        added = app.meeting.items[2].proposal
        assert added.title == "修路"
        assert (added.proposer, added.petitioners) == (ev.Proposer.PETITION, 6)
        assert added.posting == ev.Posting(dt.date(2010, 7, 18), "公开栏")
        assert "3 修路" in grid(app)


async def test_a_form_that_was_written_in_is_not_thrown_away(office: Office, book: Book) -> None:
    app = SiquanApp(office, book=book)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f6")
        await settled(pilot)
        await pilot.press(*"修路", "escape")
        await settled(pilot)
        assert "放弃已写的内容？" in grid(app)
        await pilot.press("enter")
        await settled(pilot)
        assert "修路" in grid(app)
        await pilot.press("f10")
        await settled(pilot)
        assert len(app.meeting.items) == 3


async def test_change_move_withdraw(office: Office, book: Book) -> None:
    app = SiquanApp(office, book=book)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f7")
        await settled(pilot)
        await pilot.press("end", *"二期", "f10")
        await settled(pilot)
        assert app.meeting.items[0].proposal.title == "自来水工程二期"
        assert app.meeting.items[0].proposal.posting is not None
        await pilot.press("enter", "5")
        await settled(pilot)
        assert [item.number for item in app.meeting.items] == [2, 1]
        await pilot.press("enter", "6")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "这里要写" in grid(app)
        await pilot.press(*"资金未落实", "enter")
        await settled(pilot)
        assert app.meeting.items[1].withdrawn == "资金未落实"
        assert "× 1 自来水工程二期" in grid(app)


async def test_opening_goes_to_the_roll_call(office: Office, book: Book) -> None:
    app = SiquanApp(office, book=book)
    async with app.run_test() as pilot:
        await settled(pilot)
        assert "召集的条件已经具备" in grid(app)
        await pilot.press("f10")
        await settled(pilot)
        assert app.meeting.phase is Phase.SITTING
        assert len(app.meeting.roll) == 17
        assert app.current_mode == "attendance"


async def test_what_the_call_lacks_asks_for_a_reason(office: Office, village: str) -> None:
    book = call_meeting(office, village, rules=("siquan-2010", "organic-law-2026"))
    app = SiquanApp(office, book=book)
    async with app.run_test() as pilot:
        await settled(pilot)
        assert "! 组织法2026今天不在施行期内" in grid(app)
        await pilot.press("f10")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert app.meeting.phase is Phase.CONVENED
        await pilot.press(*"试行", "enter")
        await settled(pilot)
        assert app.meeting.phase is Phase.SITTING
        assert app.meeting.open_reason == "试行"


async def test_two_seats_counted_as_one_person_are_told_before_it_opens(
    office: Office, village: str
) -> None:
    book = call_meeting(office, village)
    for seat, name in ((18, "王桂兰"), (19, "李建国")):
        office.record(village, SeatFilled(seat, name, START.date(), Capacity.COMMITTEE))
    app = SiquanApp(office, book=book)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        told = "".join(row.split("│")[0].strip() for row in grid(app).splitlines())
        assert "2 号代表与 18 号村委会成员同为“王桂兰”；3 号" in told
        assert "按一个人算，只有一票；若是两个人，请在花名册上改一处姓名" in told
        assert "召集的条件已经具备" in told
        await pilot.press("f10")
        await settled(pilot)
        assert app.meeting.phase is Phase.SITTING


async def test_an_item_not_posted_long_enough_needs_a_reason(office: Office, book: Book) -> None:
    open_meeting(office, *book)
    app = SiquanApp(office, book=book)
    async with app.run_test() as pilot:
        await settled(pilot)
        assert app.current_mode == "agenda"
        await pilot.press("down")
        await settled(pilot)
        assert "! 没有公示（四权四制要求公示 3 天）" in grid(app)
        await pilot.press("enter", "1")
        await settled(pilot)
        assert app.meeting.current == 0
        await pilot.press(*"急", "enter")
        await settled(pilot)
        assert app.meeting.current == 2
        assert app.meeting.items[1].taken_reason == "急"
        assert app.current_mode == "floor"


async def test_a_posted_item_is_taken_with_two_keys(office: Office, book: Book) -> None:
    open_meeting(office, *book)
    app = SiquanApp(office, book=book)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert app.meeting.current == 1
        assert app.current_mode == "floor"


async def test_a_new_round_asks_why_and_keeps_the_first(office: Office, book: Book) -> None:
    open_meeting(office, *book)
    live = office.resume(*book)
    live.do(chair.take_item(live.meeting, 1))
    live.do(chair.open_division(live.meeting, 1))
    for side, figure in zip(Side, (16, 1, 0, 0), strict=True):
        live.do(chair.tally(live.meeting, ev.Bench.HALL, side, figure))
    live.do(chair.close_count(live.meeting))
    live.do(chair.announce(live.meeting))
    app = SiquanApp(office, book=book)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f3")
        await settled(pilot)
        await pilot.press("home", "enter", "3")
        await settled(pilot)
        await pilot.press("f10")
        await settled(pilot)
        assert "再议要写明原因" in grid(app)
        await pilot.press(*"走访后改线", "f10")
        await settled(pilot)
        item = app.meeting.items[0]
        assert [each.reason for each in item.rounds] == ["", "走访后改线"]
        assert item.rounds[0].proposal.posting is not None
        assert item.proposal.posting is None, "what was posted was the proposal before"
        assert "没有公示" in grid(app)
        assert "自来水工程（第 2 轮）" in grid(app)
        assert "第 2 轮：走访后改线" in grid(app)


async def test_what_is_proposed_is_replaced_by_typing(
    office: Office, book: Book, clock: Clock
) -> None:
    def move(when: dt.datetime) -> None:
        clock.now = when

    app = SiquanApp(office, book=book, move_clock=move)
    open_meeting(office, *book)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f10", "3")
        await settled(pilot)
        await pilot.press(*"2010-08-01", "enter")
        await settled(pilot)
        assert clock.now.date() == dt.date(2010, 8, 1)


async def test_an_empty_agenda_is_told_before_it_is_refused(office: Office, village: str) -> None:
    book = call_meeting(office, village)
    app = SiquanApp(office, book=book)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f9", "f9")
        await settled(pilot)
        assert not app.meeting.items
        assert "! 议程是空的，不能开会。" in grid(app)
        assert "✓" not in grid(app)


async def test_an_item_holds_no_picture_and_nothing_invisible(office: Office, book: Book) -> None:
    app = SiquanApp(office, book=book)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f6")
        await settled(pilot)
        await pilot.press(*"修路🛣\ufe0f", "f10")
        await settled(pilot)
        assert "U+1F6E3" in grid(app)
        await pilot.press("backspace", *"好\u200b", "f10")
        await settled(pilot)
        assert app.meeting.items[-1].proposal.title == "修路好"


def _highlighted(app: SiquanApp) -> int:
    at = app.screen.query_one("#items", OptionList).highlighted
    assert at is not None
    return app.meeting.items[at].number


async def test_the_highlight_is_on_the_first_item_when_the_meeting_opens(
    office: Office, book: Book
) -> None:
    app = SiquanApp(office, book=book)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f6", *"修路", "f10")
        await settled(pilot)
        assert _highlighted(app) == 3, "the item just written"
        await pilot.press("f10")
        await settled(pilot)
        await pilot.press("f3")
        await settled(pilot)
        assert _highlighted(app) == 1


async def test_the_highlight_goes_on_to_what_is_due(office: Office, book: Book) -> None:
    live = office.resume(*book)
    report = ev.Proposal("财务报告", kind=ev.ItemKind.REPORT)
    live.do(chair.add_item(live.meeting, report))
    live.do(ev.ItemMoved(3, 1))
    open_meeting(office, *book)
    app = SiquanApp(office, book=book)
    async with app.run_test() as pilot:
        await settled(pilot)
        assert _highlighted(app) == 3
        await pilot.press("enter", "1")
        await settled(pilot)
        await pilot.press("f8")
        await settled(pilot)
        assert app.meeting.items[0].closed
        assert app.current_mode == "agenda"
        assert _highlighted(app) == 1, "a report heard is done with"
        await pilot.press("down")
        await settled(pilot)
        assert app.act(ev.Left((4,)))
        assert _highlighted(app) == 2, "where the chair put it, while nothing else is due"
        assert app.act(chair.take_item(app.meeting, 1))
        assert app.act(chair.open_division(app.meeting, 1))
        for side, figure in zip(Side, (16, 0, 0, 0), strict=True):
            assert app.act(chair.tally(app.meeting, ev.Bench.HALL, side, figure))
        assert app.act(chair.close_count(app.meeting))
        assert app.act(chair.announce(app.meeting))
        await settled(pilot)
        assert _highlighted(app) == 2, "an item voted on is done with"


async def test_nothing_is_written_that_the_order_would_refuse(office: Office, book: Book) -> None:
    open_meeting(office, *book)
    app = SiquanApp(office, book=book)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("enter", "3")
        await settled(pilot)
        assert "第 1 项议题本轮还没有表决结果" in app.spoken
        assert app.screen.query("#items"), "no form was opened"
