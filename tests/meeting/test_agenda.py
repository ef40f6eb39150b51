"""The agenda, the calling of the meeting, and those who attend without a vote."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.admit import OutOfOrder
from siquan_tui.meeting.drafts import draft_resolution, draft_text, resolution_title
from siquan_tui.meeting.electorate import room
from siquan_tui.meeting.figures import standing
from siquan_tui.meeting.roll import Capacity, RollLine, Sex
from siquan_tui.meeting.shortfalls import call_shortfalls, reserved_for
from siquan_tui.rules.figures import Room, Side
from siquan_tui.rules.model import Convener, Electorate
from siquan_tui.words import say
from tests.meeting.hall import BOOK, Hall, roll


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


def test_only_what_carried_and_stands_can_become_a_resolution(hall: Hall) -> None:
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 1))
    hall.vote(5, 12, 0, 0)
    assert chair.undrawn(hall.meeting) == ()
    hall.do(chair.take_item(hall.meeting, 2))
    carried = hall.vote(16, 1, 0, 0)
    assert [each.number for each in chair.undrawn(hall.meeting)] == [carried.number]
    hall.do(ev.RoundAdded(2, hall.meeting.items[1].proposal, "再议"))
    assert chair.undrawn(hall.meeting) == ()
    hall.do(chair.take_item(hall.meeting, 2))
    second = hall.vote(17, 0, 0, 0)
    assert "（第2轮）" in draft_text(hall.meeting, second)
    assert "轮" not in draft_text(hall.meeting, carried)
    hall.do(chair.correct(hall.meeting, 5, "签错"))
    assert chair.undrawn(hall.meeting) == ()
    hall.do(ev.Confirmed(second.number, "仍达门槛"))
    assert [each.number for each in chair.undrawn(hall.meeting)] == [second.number]
    hall.do(draft_resolution(hall.meeting, second, 2010, 1))
    assert chair.undrawn(hall.meeting) == ()


def test_a_resolution_can_be_drawn_and_attested_after_the_adjournment(hall: Hall) -> None:
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 2))
    hall.vote(16, 1, 0, 0)
    hall.do(ev.Adjourned())
    with pytest.raises(OutOfOrder):
        hall.do(ev.Attested(2010, 1, "码"))
    hall.do(draft_resolution(hall.meeting, hall.division, 2010, 1))
    hall.do(ev.Attested(2010, 1, "码"))
    with pytest.raises(OutOfOrder, match="已经签名"):
        hall.do(ev.Attested(2010, 1, "码"))
    with pytest.raises(OutOfOrder, match="散会"):
        hall.do(ev.Arrived((1,)))


def test_the_year_of_a_resolution_is_the_day_s(hall: Hall) -> None:
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 2))
    hall.vote(16, 1, 0, 0)
    with pytest.raises(OutOfOrder, match="年份"):
        hall.do(draft_resolution(hall.meeting, hall.division, 2011, 1))


def test_hands_do_not_go_below_nothing(hall: Hall) -> None:
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 2))
    hall.divide()
    hall.do(chair.tally(hall.meeting, ev.Bench.HALL, Side.FOR, 1))
    hall.do(chair.one_hand(hall.meeting, ev.Bench.HALL, Side.FOR, -1))
    with pytest.raises(OutOfOrder, match="0 票"):
        hall.do(chair.one_hand(hall.meeting, ev.Bench.HALL, Side.FOR, -1))


def test_ready_to_close_only_while_a_complete_count_is_open(hall: Hall) -> None:
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 2))
    hall.divide()
    assert not chair.ready_to_close(hall.division)
    hall.hands(16, 1, 0, 0)
    assert chair.ready_to_close(hall.division)
    hall.do(chair.close_count(hall.meeting))
    assert not chair.ready_to_close(hall.division)
    hall.do(chair.order_recount(hall.meeting))
    assert [count.number for count in hall.division.counts] == [1, 2]


def test_who_attends_without_a_vote_is_in_no_figure(hall: Hall) -> None:
    hall.open()
    hall.do(ev.AttendeeCame("王镇长", "镇政府"))
    hall.do(ev.AttendeeCame("李主任", "监督委员会"))
    with pytest.raises(OutOfOrder, match="已经登记"):
        hall.do(ev.AttendeeCame("王镇长"))
    hall.do(ev.AttendeeLeft("王镇长"))
    with pytest.raises(OutOfOrder, match="没有在场") as refused:
        hall.do(ev.AttendeeLeft("王镇长"))
    assert "王镇长" in say(refused.value.message)
    now = standing(hall.meeting)
    assert (now.attendees, now.present, now.seats) == (1, 0, 17)
    assert [each.left is None for each in hall.meeting.attendees] == [False, True]
    hall.do(ev.AttendeeCame("王镇长", "镇政府"))
    assert standing(hall.meeting).attendees == 2


def test_the_meeting_opens_only_if_called_as_the_rules_say_or_with_a_reason() -> None:
    hall = Hall()
    hall.do(
        ev.Convened(
            village="村",
            township="镇",
            title="代表会议",
            place="村部",
            scheduled=hall.now,
            convener=Convener.COMMITTEE,
            presider="主席",
            rules=("siquan-2010",),
        )
    )
    hall.list_item()
    texts = [ev.RuleText("siquan-2010", BOOK.text("siquan-2010"))]
    with pytest.raises(OutOfOrder, match="召集"):
        hall.do(chair.open_meeting(hall.meeting, roll(), texts))
    hall.do(chair.open_meeting(hall.meeting, roll(), texts, "镇里同意"))
    assert hall.meeting.open_reason == "镇里同意"


@pytest.mark.parametrize(("asked", "enough"), [(5, False), (6, True)])
def test_a_third_of_the_representatives_may_call(asked: int, enough: bool) -> None:
    hall = Hall()
    hall.convene()
    convened = hall.meeting.convened
    assert convened is not None
    called = replace(
        convened, convener=Convener.REPRESENTATIVES, jointly_with=(), petitioners=asked
    )
    lacking = call_shortfalls(called, [BOOK.get("siquan-2010")], roll(17), hall.now.date())
    assert (not lacking) is enough


def test_a_rule_set_out_of_force_is_named() -> None:
    hall = Hall()
    hall.convene()
    convened = hall.meeting.convened
    assert convened is not None
    law = BOOK.get("organic-law-2026")
    for day, in_force in ((dt.date(2025, 12, 31), False), (dt.date(2026, 1, 1), True)):
        lacking = call_shortfalls(convened, [law], roll(17), day)
        assert (not any("施行期" in each.text for each in lacking)) is in_force
    old = BOOK.get("organic-law-2010")
    assert old.until == dt.date(2025, 12, 31)
    for day, in_force in ((dt.date(2025, 12, 31), True), (dt.date(2026, 1, 1), False)):
        lacking = call_shortfalls(convened, [old], roll(17), day)
        assert (not any("施行期" in each.text for each in lacking)) is in_force


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


def test_women_are_counted_apart_only_where_the_roll_knows_them() -> None:
    lines = (
        RollLine(1, "代表甲", sex=Sex.FEMALE),
        RollLine(2, "代表乙", sex=Sex.MALE),
        RollLine(3, ""),
        RollLine(4, "委员丙", capacity=Capacity.COMMITTEE, sex=Sex.FEMALE),
    )
    here = frozenset({1, 4})
    assert room(lines, Electorate.REPRESENTATIVES, here).women == Room(1, 1, 1)
    assert room(lines, Electorate.MEMBERS, here).women == Room(2, 2, 2)
    unknown = (*lines, RollLine(5, "代表丁"))
    assert room(unknown, Electorate.MEMBERS, here).women is None


def test_whoever_is_both_counts_once_and_a_vacancy_only_among_the_seats() -> None:
    lines = (
        RollLine(1, "代表甲", capacity=Capacity.BOTH),
        RollLine(2, ""),
        RollLine(3, "委员丙", capacity=Capacity.COMMITTEE),
    )
    here = frozenset({1, 3})
    members = room(lines, Electorate.MEMBERS, here)
    assert (members.seats, members.filled, members.present) == (3, 2, 2)
    representatives = room(lines, Electorate.REPRESENTATIVES, here)
    assert (representatives.seats, representatives.filled, representatives.present) == (2, 1, 1)


def test_those_who_ask_for_a_meeting_are_a_share_of_the_representatives() -> None:
    hall = Hall()
    hall.convene()
    convened = hall.meeting.convened
    assert convened is not None
    law = BOOK.get("organic-law-2026")
    day = dt.date(2026, 3, 1)
    lines = roll(17, committee=4)
    for asked, enough in ((3, False), (4, True)):
        called = replace(
            convened, convener=Convener.REPRESENTATIVES, jointly_with=(), petitioners=asked
        )
        assert (not call_shortfalls(called, [law], lines, day)) is enough


def test_a_rule_set_that_does_not_say_who_calls_asks_for_no_reason() -> None:
    hall = Hall()
    hall.convene()
    convened = hall.meeting.convened
    assert convened is not None
    silent = BOOK.get("collective-members")
    assert silent.call.by == ()
    assert not call_shortfalls(convened, [silent], roll(17), dt.date(2026, 3, 1))


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


def test_nothing_is_attested_that_no_longer_stands(hall: Hall) -> None:
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 1))
    hall.vote(16, 1, 0, 0)
    hall.do(draft_resolution(hall.meeting, hall.division, 2010, 1))
    hall.do(chair.correct(hall.meeting, 4, "签错"))
    with pytest.raises(OutOfOrder, match="更正"):
        hall.do(ev.Attested(2010, 1, "码"))
    hall.do(ev.Annulled(1, "签到有误"))
    with pytest.raises(OutOfOrder, match="作废"):
        hall.do(ev.Attested(2010, 1, "码"))


def test_nobody_is_recused_twice(hall: Hall) -> None:
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 2))
    opened = chair.open_division(hall.meeting, 2, [3])
    with pytest.raises(OutOfOrder, match="写了两次"):
        hall.do(replace(opened, recused=(3, 3)))


@pytest.mark.parametrize(
    ("title", "resolution"),
    [
        ("自来水工程", "关于自来水工程的决议"),
        ("关于修建村道的议案", "关于修建村道的决议"),
        ("关于修建村道", "关于修建村道的决议"),
        ("关于财务公开的决议", "关于财务公开的决议"),
        ("议案", "关于议案的决议"),
    ],
)
def test_a_resolution_says_what_it_is_about_once(title: str, resolution: str) -> None:
    hall = Hall()
    hall.convene()
    hall.list_item(title)
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 1))
    assert resolution_title(hall.vote(16, 1, 0, 0)) == resolution
