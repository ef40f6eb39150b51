"""The agenda, the calling of the meeting, and those who attend without a vote."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.admit import OutOfOrder
from siquan_tui.meeting.script import script
from siquan_tui.meeting.shortfalls import reserved_for
from siquan_tui.words import say
from tests.meeting.hall import BOOK, Hall


@pytest.fixture
def hall() -> Hall:
    hall = Hall()
    hall.convene()
    for title in ("上次决议执行情况", "自来水工程", "财务公开"):
        hall.list_item(title)
    return hall


def titles(hall: Hall) -> list[str]:
    return [item.proposal.title for item in hall.meeting.items]


def test_an_item_moves_to_the_position_asked_for(hall: Hall) -> None:
    hall.do(ev.ItemMoved(3, 1))
    assert titles(hall) == ["财务公开", "上次决议执行情况", "自来水工程"]
    hall.do(ev.ItemMoved(3, 3))
    assert titles(hall) == ["上次决议执行情况", "自来水工程", "财务公开"]
    with pytest.raises(OutOfOrder, match="只有"):
        hall.do(ev.ItemMoved(1, 4))


def test_item_numbers_follow_one_another(hall: Hall) -> None:
    with pytest.raises(OutOfOrder, match="编号"):
        hall.do(ev.ItemAdded(5, ev.Proposal("又一项")))
    hall.do(ev.ItemAdded(4, ev.Proposal("又一项")))


def test_a_withdrawn_item_cannot_be_taken_and_is_not_frozen(hall: Hall) -> None:
    hall.do(ev.ItemWithdrawn(2, "资金未落实"))
    with pytest.raises(OutOfOrder, match="撤回"):
        hall.do(ev.ItemWithdrawn(2, "再撤"))
    hall.open()
    opened = next(e.event for e in hall.meeting.entries if isinstance(e.event, ev.Opened))
    assert opened.items == ((1, 1), (3, 1))
    with pytest.raises(OutOfOrder, match="撤回"):
        hall.do(chair.take_item(hall.meeting, 2))


def test_withdrawing_the_current_item_leaves_none_before_the_assembly(hall: Hall) -> None:
    hall.open()
    hall.do(chair.take_item(hall.meeting, 2))
    hall.do(ev.ItemWithdrawn(1, "不议"))
    assert hall.meeting.current == 2
    hall.do(ev.ItemWithdrawn(2, "不议"))
    assert hall.meeting.current == 0


def test_a_voted_item_is_neither_amended_nor_withdrawn_nor_taken_again(hall: Hall) -> None:
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 2))
    amended = replace(hall.meeting.items[1].proposal, text="改了路线")
    hall.do(ev.ItemAmended(2, amended))
    assert hall.meeting.items[1].proposal.text == "改了路线"
    hall.do(chair.take_item(hall.meeting, 2))
    hall.vote(16, 1, 0, 0)
    for event in (
        ev.ItemAmended(2, amended),
        ev.ItemWithdrawn(2, "不议"),
    ):
        with pytest.raises(OutOfOrder):
            hall.do(event)
    hall.do(chair.take_item(hall.meeting, 1))
    with pytest.raises(OutOfOrder, match="已经表决"):
        hall.do(chair.take_item(hall.meeting, 2))
    assert hall.meeting.items[1].closed


def test_an_item_with_an_open_division_cannot_be_left(hall: Hall) -> None:
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 2))
    hall.divide()
    for event in (
        ev.ItemTaken(1),
        ev.ItemClosed(2),
        ev.ItemWithdrawn(2, "不议"),
        ev.Recessed(),
        ev.Adjourned(),
        ev.DivisionOpened(2, 2, 1, ev.Method.HANDS, hall.division.entitled),
    ):
        with pytest.raises(OutOfOrder, match="正在表决"):
            hall.do(event)
    hall.do(ev.ItemWithdrawn(3, "不议"))


def test_reports_are_heard_and_not_voted_on(hall: Hall) -> None:
    hall.do(ev.ItemAmended(1, ev.Proposal("上次决议执行情况", kind=ev.ItemKind.REPORT)))
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 1))
    with pytest.raises(OutOfOrder, match="报告"):
        hall.divide()
    hall.do(ev.ItemClosed(1))
    assert chair.next_item(hall.meeting) == 2


def test_a_reserved_matter_is_never_taken() -> None:
    hall = Hall()
    hall.convene("collective-members")
    matter = BOOK.get("collective-members").reserved[0].id
    hall.do(chair.add_item(hall.meeting, ev.Proposal("分配方案", matter=matter)))
    hall.list_item("一般事项")
    hall.open()
    with pytest.raises(OutOfOrder, match="不归"):
        hall.do(chair.take_item(hall.meeting, 1, "硬要议"))
    assert reserved_for(hall.meeting.items[1].proposal, hall.meeting.rules) is None


@pytest.mark.parametrize(("petitioners", "taken"), [(0, False), (1, True)])
def test_a_petition_says_how_many_signed_it(petitioners: int, taken: bool) -> None:
    hall = Hall()
    hall.convene()
    proposal = ev.Proposal("修桥", proposer=ev.Proposer.PETITION, petitioners=petitioners)
    if taken:
        hall.do(chair.add_item(hall.meeting, proposal))
    else:
        with pytest.raises(OutOfOrder, match="联名"):
            hall.do(chair.add_item(hall.meeting, proposal))


def test_an_amended_item_has_to_be_taken_again(hall: Hall) -> None:
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 2))
    hall.do(ev.ItemAmended(2, ev.Proposal("另一件事")))
    assert hall.meeting.current == 0
    with pytest.raises(OutOfOrder, match="不在审议中"):
        hall.do(chair.open_division(hall.meeting, 2))
    with pytest.raises(OutOfOrder, match="条件不足"):
        hall.do(chair.take_item(hall.meeting, 2))


def test_after_an_annulment_the_item_is_open_again_and_may_be_amended(hall: Hall) -> None:
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 1))
    hall.vote(16, 1, 0, 0)
    hall.do(chair.take_item(hall.meeting, 2))
    assert chair.next_item(hall.meeting) == 3
    hall.do(ev.Annulled(1, "举手时有人进出"))
    assert chair.next_item(hall.meeting) == 1
    hall.do(ev.ItemAmended(1, hall.meeting.items[0].proposal))


def test_an_item_left_without_a_vote_stays_open_and_comes_up_again(hall: Hall) -> None:
    """Whoever takes the wrong item takes another one; the wrong one is not dealt with."""
    hall.do(ev.ItemAmended(3, ev.Proposal("财务公开", kind=ev.ItemKind.REPORT)))
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    for item in (3, 1, 2):
        hall.do(chair.take_item(hall.meeting, item))
    assert [each.closed for each in hall.meeting.items] == [False, False, False]
    hall.vote(16, 1, 0, 0)
    assert chair.item_due(hall.meeting) == 1
    hall.do(chair.take_item(hall.meeting, 1))
    assert hall.meeting.items[1].closed
    hall.vote(16, 1, 0, 0)
    assert chair.item_due(hall.meeting) == 3
    assert [each.number for each in chair.items_left(hall.meeting)] == [3]
    hall.do(chair.take_item(hall.meeting, 3))
    hall.do(ev.ItemClosed(3))
    assert chair.items_left(hall.meeting) == ()


def test_what_was_taken_annulled_or_put_again_and_not_voted_on_is_left(hall: Hall) -> None:
    hall.list_item("修桥")
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 1))
    hall.vote(16, 1, 0, 0)
    hall.do(ev.Annulled(1, "举手时有人进出"))
    hall.do(chair.take_item(hall.meeting, 2))
    hall.vote(16, 1, 0, 0)
    hall.do(ev.RoundAdded(2, hall.meeting.items[1].proposal, "改了路线"))
    hall.do(ev.ItemWithdrawn(4, "不议"))
    hall.do(chair.take_item(hall.meeting, 3))
    hall.do(ev.Adjourned())
    assert [each.number for each in chair.items_left(hall.meeting)] == [1, 2, 3]
    assert say(script(hall.meeting)).startswith(
        "上次决议执行情况、自来水工程、财务公开留待下次会议"
    )
