"""Who stands on the roll as of a day."""

from __future__ import annotations

import datetime as dt

import pytest

from siquan_tui.meeting.roll import Capacity, RollLine
from siquan_tui.roster.admit import admit
from siquan_tui.roster.errors import RosterRefused
from siquan_tui.roster.events import (
    RosterEvent,
    RosterImported,
    SeatAdded,
    SeatFilled,
    SeatRemoved,
    SeatVacated,
    VillageNamed,
    decode,
    encode,
)
from siquan_tui.roster.state import Roster, apply
from siquan_tui.words import say

REP, COM, BOTH = Capacity.REPRESENTATIVE, Capacity.COMMITTEE, Capacity.BOTH


def day(month: int, date: int = 1) -> dt.date:
    return dt.date(2010, month, date)


def roster(*events: RosterEvent) -> Roster:
    found = Roster("smsc-1")
    for event in events:
        event = decode(encode(event))
        admit(found, event)
        found = apply(found, event)
    return found


def names(found: Roster, on: dt.date) -> dict[int, str]:
    return {line.seat: line.name for line in found.roll_on(on)}


def refusal(*events: RosterEvent) -> str:
    with pytest.raises(RosterRefused) as refused:
        roster(*events)
    assert say(refused.value.remedy)
    return say(refused.value.message)


def test_a_village_has_a_name() -> None:
    found = roster(VillageNamed("三苗树村", "吉日嘎朗图镇"), VillageNamed("三苗树嘎查", "镇"))
    assert (found.name, found.township, found.entries) == ("三苗树嘎查", "镇", 2)
    assert "村名" in refusal(VillageNamed("　"))


def test_a_line_has_what_was_recorded() -> None:
    found = roster(SeatFilled(1, "李娜", day(1), BOTH, "东社", households=7, initials="ln"))
    line = RollLine(1, "李娜", BOTH, "东社", households=7, initials="ln")
    assert found.roll_on(day(1)) == (line,)
    assert found.roll_on(day(1) - dt.timedelta(days=1)) == ()


def test_a_vacancy_and_a_replacement() -> None:
    found = roster(
        SeatFilled(1, "李娜", day(1), group="东社"),
        SeatVacated(1, day(3, 31), "迁出"),
        SeatFilled(1, "王伟", day(5), group="东社"),
    )
    assert names(found, day(3, 31)) == {1: "李娜"}
    assert names(found, day(4)) == {1: ""}
    assert found.roll_on(day(4)) == (RollLine(1, "", REP, "东社"),)
    assert names(found, day(4, 30)) == {1: ""}
    assert names(found, day(5)) == {1: "王伟"}
    assert found.seats[0].terms[0].reason == "迁出"


def test_a_successor_ends_the_term_before() -> None:
    found = roster(SeatFilled(1, "李娜", day(1)), SeatFilled(1, "王伟", day(5)))
    assert names(found, day(4, 30)) == {1: "李娜"}
    assert names(found, day(5)) == {1: "王伟"}


def test_the_same_day_again_corrects() -> None:
    found = roster(SeatFilled(1, "李那", day(1)), SeatFilled(1, "李娜", day(1)))
    assert names(found, day(1)) == {1: "李娜"}
    assert len(found.seats[0].terms) == 1


def test_an_unchanged_line_again_changes_nothing() -> None:
    once = roster(SeatFilled(1, "李娜", day(1)))
    twice = apply(once, SeatFilled(1, "李娜", day(6)))
    assert twice.seats == once.seats


def test_becoming_a_committee_member_counts_from_that_day() -> None:
    found = roster(SeatFilled(1, "李娜", day(1)), SeatFilled(1, "李娜", day(6), BOTH))
    assert found.roll_on(day(5))[0].capacity is REP
    assert found.roll_on(day(6))[0].capacity is BOTH


def test_a_start_that_was_earlier_can_be_corrected() -> None:
    found = roster(SeatFilled(1, "李娜", day(6)), SeatFilled(1, "李娜", day(2)))
    assert names(found, day(2)) == {1: "李娜"}
    assert "王伟" in refusal(SeatFilled(1, "王伟", day(6)), SeatFilled(1, "李娜", day(2)))


def test_a_seat_added_is_vacant_and_a_seat_removed_is_gone() -> None:
    found = roster(SeatAdded(1, day(1), COM), SeatAdded(2, day(3)), SeatRemoved(2, day(6)))
    assert found.roll_on(day(2)) == (RollLine(1, "", COM),)
    assert names(found, day(3)) == {1: "", 2: ""}
    assert names(found, day(6)) == {1: "", 2: ""}
    assert names(found, day(6, 2)) == {1: ""}
    assert found.next_seat == 3


def test_a_seat_entered_by_mistake_never_counted() -> None:
    found = roster(SeatAdded(1, day(3)), SeatRemoved(1, day(2, 28)))
    assert all(found.roll_on(day(month)) == () for month in range(1, 13))


def test_a_removed_seat_can_come_back_later() -> None:
    events = (SeatFilled(1, "李娜", day(1)), SeatRemoved(1, day(3, 31)))
    assert "撤销" in refusal(*events, SeatFilled(1, "王伟", day(3)))
    found = roster(*events, SeatFilled(1, "王伟", day(5)))
    assert names(found, day(5)) == {1: "王伟"}
    assert names(found, day(3)) == {1: "李娜"}


def test_one_person_counts_once() -> None:
    found = roster(
        SeatFilled(1, "李娜", day(1), households=6),
        SeatFilled(2, "王伟", day(1)),
        SeatFilled(18, "李娜", day(4), COM),
        SeatFilled(19, "赵主任", day(1), COM),
    )
    assert [(line.seat, line.capacity) for line in found.roll_on(day(3))] == [
        (1, REP),
        (2, REP),
        (19, COM),
    ]
    assert [(line.seat, line.capacity) for line in found.roll_on(day(4))] == [
        (1, BOTH),
        (2, REP),
        (19, COM),
    ]
    assert found.roll_on(day(4))[0].households == 6


def test_two_lines_of_one_name_are_flagged() -> None:
    found = roster(
        SeatFilled(1, "王伟", day(1)), SeatFilled(2, "李娜", day(1)), SeatFilled(3, "王伟", day(1))
    )
    assert [[line.seat for line in same] for same in found.duplicates_on(day(1))] == [[1, 3]]
    assert found.duplicates_on(dt.date(2009, 1, 1)) == ()


def test_an_import_is_all_its_lines() -> None:
    found = roster(
        RosterImported((SeatFilled(1, "李娜", day(1)), SeatAdded(2, day(1)))),
        RosterImported((SeatFilled(1, "王伟", day(5)), SeatFilled(2, "赵六", day(5)))),
    )
    assert names(found, day(1)) == {1: "李娜", 2: ""}
    assert names(found, day(5)) == {1: "王伟", 2: "赵六"}
    assert found.entries == 2


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ((SeatVacated(1, day(1)),), "没有 1 号席位"),
        ((SeatAdded(1, day(1)), SeatVacated(1, day(2))), "没有人担任"),
        ((SeatAdded(1, day(1)), SeatAdded(1, day(2))), "已经有了"),
        ((SeatFilled(1, "李娜", day(3)), SeatVacated(1, day(2))), "没有人担任"),
        ((SeatFilled(1, "李娜", day(3)), SeatRemoved(1, day(2, 28))), "不能撤销"),
        ((SeatFilled(1, "李　娜", day(3)),), "多余的空格"),
        ((SeatFilled(1, "\u200b", day(3)),), "没有姓名"),
        ((SeatFilled(1, "李😀", day(3)),), "U+1F600"),
        ((SeatFilled(10000, "李娜", day(3)),), "超出范围"),
        (
            (SeatFilled(1, "李娜", day(1)), RosterImported((SeatAdded(1, day(2)),))),
            "现由 李娜 担任",
        ),
    ],
)
def test_what_cannot_stand_on_a_roster(events: tuple[RosterEvent, ...], said: str) -> None:
    assert said in refusal(*events)
