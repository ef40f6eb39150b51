"""Strike, correct, and what the fold makes of them."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.admit import OutOfOrder, admit
from siquan_tui.meeting.apply import fold
from siquan_tui.meeting.figures import discrepancies, standing
from siquan_tui.meeting.state import Attendance, Meeting
from siquan_tui.rules.check import Outcome
from siquan_tui.rules.figures import Side
from siquan_tui.words import say
from tests.meeting.hall import Hall


def bare(meeting: Meeting) -> Meeting:
    return replace(meeting, entries=(), struck=frozenset())


def test_refolding_the_record_gives_the_live_state() -> None:
    hall = Hall()
    hall.sit()
    hall.vote(16, 1, 0, 0)
    hall.do(ev.Recessed("走访"))
    hall.do(ev.Resumed())
    assert fold(hall.meeting.entries) == hall.meeting


def test_a_strike_restores_the_state_before() -> None:
    hall = Hall()
    hall.sit()
    hall.divide()
    before = bare(hall.meeting)
    hall.do(chair.one_hand(hall.meeting, ev.Bench.HALL, Side.FOR))
    hall.do(chair.strike_newest(hall.meeting))
    assert bare(hall.meeting) == before
    assert hall.meeting.seq == len(hall.meeting.entries)


def test_strikes_go_back_one_by_one_past_earlier_strikes() -> None:
    hall = Hall()
    hall.sit()
    hall.divide()
    for _ in range(3):
        hall.do(chair.one_hand(hall.meeting, ev.Bench.HALL, Side.FOR))
    for expected in (2, 1, None):
        hall.do(chair.strike_newest(hall.meeting))
        assert hall.division.count.figures.get((ev.Bench.HALL, Side.FOR)) == expected


def test_a_strike_names_the_entry_that_relies_on_what_is_struck() -> None:
    hall = Hall()
    hall.sit()
    arrived = next(e.seq for e in hall.meeting.entries if isinstance(e.event, ev.Arrived))
    hall.divide()
    opened = hall.meeting.seq
    with pytest.raises(OutOfOrder) as refused:
        hall.do(ev.Struck(arrived))
    assert f"第 {opened} 条记录依赖第 {arrived} 条" in say(refused.value.message)


def test_an_earlier_entry_nothing_relies_on_can_be_struck() -> None:
    hall = Hall()
    hall.sit()
    hall.do(ev.AttendeeCame("包村干部", "镇政府"))
    came = hall.meeting.seq
    hall.do(ev.AttendeeCame("监督委员会主任"))
    hall.do(ev.Struck(came))
    assert [each.name for each in hall.meeting.attendees] == ["监督委员会主任"]


def test_no_strike_reaches_behind_an_announced_result() -> None:
    hall = Hall()
    hall.sit()
    hall.vote(16, 1, 0, 0)
    for seq in range(2, hall.meeting.seq + 1):
        with pytest.raises(OutOfOrder):
            admit(hall.meeting, ev.Struck(seq), hall.now)
    with pytest.raises(OutOfOrder):
        chair.strike_newest(hall.meeting)


def test_a_correction_flags_the_divisions_it_touches_and_no_other() -> None:
    hall = Hall()
    hall.sit()
    hall.vote(16, 1, 0, 0)
    hall.do(ev.RoundAdded(1, hall.meeting.items[0].proposal, "再议"))
    hall.do(chair.leave(hall.meeting, 9))
    hall.do(chair.arrive(hall.meeting, 9))
    hall.do(chair.take_item(hall.meeting, 1))
    hall.vote(17, 0, 0, 0)
    hall.do(chair.correct(hall.meeting, 9, "9 号下午没有来，签错了"))
    assert [bool(each.flags) for each in hall.meeting.divisions] == [False, True]
    assert hall.meeting.presence[9].attendance is Attendance.ABSENT
    with pytest.raises(OutOfOrder, match="更正"):
        hall.do(ev.Adjourned())
    hall.do(ev.Confirmed(2, "少一票仍达门槛"))
    hall.do(ev.Adjourned())


def test_what_can_be_struck_is_not_corrected() -> None:
    hall = Hall()
    hall.sit()
    arrived = next(e.seq for e in hall.meeting.entries if isinstance(e.event, ev.Arrived))
    with pytest.raises(OutOfOrder, match="划去"):
        hall.do(ev.Corrected(arrived, 3, False, "签错了"))


def test_an_announced_verdict_that_no_longer_refolds_is_reported_not_replaced() -> None:
    hall = Hall()
    hall.sit()
    hall.vote(16, 1, 0, 0)
    assert discrepancies(hall.meeting) == ()
    tampered = tuple(
        replace(entry, event=replace(entry.event, verdict=_defeated(entry.event)))
        if isinstance(entry.event, ev.Announced)
        else entry
        for entry in hall.meeting.entries
    )
    refolded = fold(tampered)
    assert discrepancies(refolded) == (1,)
    verdict = refolded.divisions[0].verdict
    assert verdict is not None
    assert verdict.outcome is Outcome.DEFEATED


def _defeated(event: ev.Announced):  # type: ignore[no-untyped-def]
    return replace(event.verdict, outcome=Outcome.DEFEATED)


def test_posting_counts_full_days_without_the_day_of_posting() -> None:
    posted = ev.Posting(dt.date(2010, 7, 18))
    assert posted.full_days(dt.date(2010, 7, 22)) == 3
    assert posted.full_days(dt.date(2010, 7, 21)) == 2
    assert posted.full_days(dt.date(2010, 7, 18)) == 0


def test_an_item_posted_too_short_needs_a_reason_that_is_kept() -> None:
    hall = Hall(now=dt.datetime(2010, 7, 21, 9, tzinfo=dt.timezone(dt.timedelta(hours=8))))
    hall.convene()
    hall.list_item()
    hall.open()
    with pytest.raises(OutOfOrder) as refused:
        hall.do(chair.take_item(hall.meeting, 1))
    assert "公示满 2 天" in say(refused.value.message)
    hall.do(chair.take_item(hall.meeting, 1, "管道已冻裂，等不得"))
    assert hall.meeting.items[0].taken_reason == "管道已冻裂，等不得"


def test_a_clock_set_back_is_refused() -> None:
    hall = Hall()
    hall.sit()
    with pytest.raises(OutOfOrder, match="早于"):
        admit(hall.meeting, ev.Recessed(), hall.now - dt.timedelta(minutes=1))


def test_the_panel_says_how_many_may_still_leave() -> None:
    hall = Hall()
    hall.convene()
    hall.list_item()
    hall.open()
    assert standing(hall.meeting).margin == -12
    hall.do(chair.arrive(hall.meeting, *range(1, 15)))
    hall.do(chair.excuse(hall.meeting, 15, "看病"))
    now = standing(hall.meeting)
    assert (now.seats, now.present, now.excused, now.absent) == (17, 14, 1, 2)
    assert now.margin == 2
    assert now.quorate
    assert (now.households, now.all_households) == (84, 102)


def test_absent_and_present_are_not_mixed_up() -> None:
    hall = Hall()
    hall.convene()
    hall.list_item()
    with pytest.raises(OutOfOrder, match="尚未开会"):
        hall.do(ev.Arrived((1,)))
    hall.open()
    with pytest.raises(OutOfOrder, match="不在会场"):
        hall.do(ev.Left((1,)))
    hall.do(ev.Arrived((1,)))
    with pytest.raises(OutOfOrder, match="已经签到"):
        hall.do(ev.Arrived((1,)))
    with pytest.raises(OutOfOrder, match="花名册里没有"):
        hall.do(ev.Arrived((99,)))


def voted_without(seat: int) -> Hall:
    """Everybody but one seat signed in, and a result was announced."""
    hall = Hall()
    hall.convene()
    hall.list_item()
    hall.open()
    hall.do(chair.arrive(hall.meeting, *(each for each in range(1, 18) if each != seat)))
    hall.do(chair.take_item(hall.meeting, 1))
    hall.vote(15, 1, 0, 0)
    return hall


def test_who_was_there_and_never_signed_in_is_corrected_since_the_opening() -> None:
    hall = voted_without(5)
    hall.do(chair.correct(hall.meeting, 5, "早就到了，漏签"))
    assert hall.meeting.presence[5].attendance is Attendance.PRESENT
    assert hall.division.flags


def test_who_signed_in_after_the_result_is_corrected_for_the_time_before() -> None:
    hall = voted_without(5)
    hall.do(chair.arrive(hall.meeting, 5))
    hall.do(chair.correct(hall.meeting, 5, "表决时已在场"))
    assert hall.division.flags
    assert hall.meeting.presence[5].attendance is Attendance.PRESENT


def test_the_same_correction_is_not_made_twice() -> None:
    hall = Hall()
    hall.sit()
    hall.vote(16, 1, 0, 0)
    wrong = chair.correct(hall.meeting, 9, "签错了")
    hall.do(wrong)
    hall.do(ev.Confirmed(1, "仍达门槛"))
    with pytest.raises(OutOfOrder, match="已经更正过"):
        hall.do(wrong)
    with pytest.raises(OutOfOrder, match="没有需要更正"):
        chair.correct(hall.meeting, 9, "没有签错")


def test_an_arrival_that_never_was_leaves_no_times() -> None:
    hall = Hall()
    hall.sit()
    hall.vote(16, 1, 0, 0)
    hall.do(chair.correct(hall.meeting, 9, "签错了"))
    assert hall.meeting.presence[9].arrived is None
    assert hall.meeting.presence[9].left is None


def test_on_another_day_the_roll_is_called_again() -> None:
    hall = Hall()
    hall.sit()
    hall.do(ev.AttendeeCame("王镇长"))
    hall.do(chair.excuse(hall.meeting, 17, "看病"))
    hall.do(ev.Recessed("走访"))
    recessed = hall.now
    hall.now += dt.timedelta(days=5)
    hall.do(chair.leave(hall.meeting, 1))
    hall.do(chair.arrive(hall.meeting, 1))
    hall.do(ev.Resumed())
    now = standing(hall.meeting)
    assert (now.present, now.excused, now.attendees) == (1, 1, 0)
    assert hall.meeting.presence[2].left == recessed
    with pytest.raises(OutOfOrder, match="不足法定人数"):
        hall.do(chair.open_division(hall.meeting, 1))


def test_after_a_recess_of_an_hour_everybody_is_still_there() -> None:
    hall = Hall()
    hall.sit()
    hall.do(ev.Recessed())
    hall.now += dt.timedelta(hours=1)
    hall.do(ev.Resumed())
    assert standing(hall.meeting).present == 17


def test_a_division_keeps_who_was_on_leave_when_it_opened() -> None:
    hall = Hall()
    hall.sit()
    hall.do(chair.excuse(hall.meeting, 17))
    division = hall.divide()
    hall.do(chair.arrive(hall.meeting, 17))
    hall.do(chair.excuse(hall.meeting, 16))
    assert hall.division.excused == division.excused == frozenset({17})
