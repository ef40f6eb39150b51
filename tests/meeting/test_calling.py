"""Whether a meeting is called as its rules ask: by whom, on what share, in force, with a reason."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.admit import OutOfOrder
from siquan_tui.meeting.shortfalls import call_shortfalls
from siquan_tui.rules.model import Convener
from tests.meeting.hall import BOOK, Hall, roll


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
