"""Who is counted, and who is not."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.admit import OutOfOrder
from siquan_tui.meeting.electorate import room
from siquan_tui.meeting.figures import standing
from siquan_tui.meeting.names import recused_words
from siquan_tui.meeting.roll import Capacity, RollLine, Sex
from siquan_tui.rules.figures import Room
from siquan_tui.rules.model import Electorate
from siquan_tui.words import say
from tests.meeting.hall import Hall, roll


@pytest.fixture
def hall() -> Hall:
    hall = Hall()
    hall.convene()
    for title in ("上次决议执行情况", "自来水工程", "财务公开"):
        hall.list_item(title)
    return hall


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


def test_nobody_is_recused_twice(hall: Hall) -> None:
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 2))
    opened = chair.open_division(hall.meeting, 2, [3])
    with pytest.raises(OutOfOrder, match="写了两次"):
        hall.do(replace(opened, recused=(3, 3)))


def test_who_was_recused_is_recused_again_when_the_item_is_voted_on_anew(hall: Hall) -> None:
    """After an annulment, and in a new round; those who have left since are not, and
    whoever is unticked votes."""
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 2))
    hall.divide(3, 7)
    hall.do(ev.Annulled(1, "有人离场"))
    assert chair.open_division(hall.meeting, 1).recused == ()
    hall.do(chair.leave(hall.meeting, 7))
    hall.do(chair.open_division(hall.meeting, 2))
    assert hall.division.recused == (3,)
    hall.count(15, 0, 0, 0)
    hall.do(chair.announce(hall.meeting))
    hall.do(ev.RoundAdded(2, hall.meeting.items[1].proposal, "改了路线"))
    hall.do(chair.take_item(hall.meeting, 2))
    assert chair.recused_before(hall.meeting, 2) == {3}
    assert chair.open_division(hall.meeting, 2, ()).recused == ()


def test_the_recused_are_named_as_many_as_have_room(hall: Hall) -> None:
    hall.open()
    assert recused_words(hall.meeting.roll, ()) is None
    several = recused_words(hall.meeting.roll, (7, 3, 5), 2)
    everybody = recused_words(hall.meeting.roll, (7, 3, 5))
    assert several is not None
    assert everybody is not None
    assert say(several) == "回避：3 代表3、5 代表5等 3 人"
    assert say(everybody) == "回避：3 代表3、5 代表5、7 代表7"


def test_where_rule_sets_count_different_people_the_narrower_is_told() -> None:
    hall = Hall()
    hall.sit("siquan-2010", "organic-law-2010", lines=roll(17, committee=2))
    ((rules, counted),) = standing(hall.meeting).narrower
    assert (rules.id, say(counted)) == ("siquan-2010", "计代表")
    alike = Hall()
    alike.sit("siquan-2010", "organic-law-2010")
    assert standing(alike.meeting).narrower == (), "they count the same people here"
