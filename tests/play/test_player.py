"""A script through the same order of the meeting: what is filled in, what stops it."""

from __future__ import annotations

from typing import Any

import pytest

from siquan_tui.meeting.state import Phase
from siquan_tui.play.stopped import Stopped
from siquan_tui.play.telling import Weight
from siquan_tui.rules.check import Outcome
from siquan_tui.words import say

from .conftest import DAY, Stage, Written, convened, hands, line, sitting, village

ready = [*village(), *convened()]


def test_what_follows_from_the_meeting_is_filled_in(stage: Stage) -> None:
    stage.play(*ready, *sitting(), *hands(4, 1, 1), line("08:06:00", "announced"))
    stage.play(line("08:07:00", "resolution_drawn"), line("08:08:00", "adjourned"))
    (live,) = stage.player.lives
    meeting = live.meeting
    assert meeting.phase is Phase.ADJOURNED
    assert [each.seat for each in meeting.roll] == [1, 2, 3, 4, 5, 6]
    assert meeting.convened is not None
    assert (meeting.convened.village, meeting.convened.township) == ("试验村", "试验镇")
    (division,) = meeting.divisions
    assert division.entitled == (1, 2, 3, 4, 5, 6)
    assert division.verdict is not None
    assert division.verdict.outcome is Outcome.CARRIED
    (resolution,) = meeting.resolutions
    assert (resolution.year, resolution.number) == (2010, 1)
    assert "修村口的桥" in resolution.text


def test_each_entry_has_its_lines_time(stage: Stage) -> None:
    stage.play(*ready, *sitting())
    (live,) = stage.player.lives
    times = [f"{entry.at:%H:%M:%S}" for entry in live.meeting.entries]
    assert times == ["07:10:00", "07:11:00", "08:00:00", "08:01:00", "08:02:00", "08:03:00"]


def test_the_deciding_hand_is_told(stage: Stage) -> None:
    one_by_one = [line("08:04:00", "tallied", side="for", figure=n) for n in range(1, 7)]
    stage.play(*ready, *sitting(), *one_by_one)
    turns = [say(told.text) for told in stage.heard if told.weight is Weight.TURN]
    assert [turn for turn in turns if "第 4 票" in turn and "已达门槛" in turn] == turns[1:]


def test_the_hand_that_makes_it_impossible_is_told(stage: Stage) -> None:
    against = [line("08:04:00", "tallied", side="against", figure=n) for n in range(1, 4)]
    stage.play(*ready, *sitting(), *against)
    turns = [say(told.text) for told in stage.heard if told.weight is Weight.TURN]
    assert len(turns) == 2
    assert "反对第 3 票" in turns[1]
    assert "已不可能通过" in turns[1]


def test_what_is_given_and_agrees_is_taken(stage: Stage) -> None:
    stage.play(*ready)
    opened, *rest = sitting()
    stage.play({**opened, "items": [[1, 1]]}, *rest[:2])
    stage.play({**rest[2], "division": 1, "item": 1, "round": 1, "entitled": [1, 2, 3, 4, 5, 6]})
    *figures, counted = hands(6, 0)
    whole = {"bench": "hall", "for": 6, "against": 0, "abstain": 0, "unexpressed": 0}
    stage.play(*figures, {**counted, "hands": [{**whole}]})
    stage.play(line("08:06:00", "announced", division=1))
    stage.play(line("08:07:00", "resolution_drawn", title="关于修桥的决议", number=1, text="修。"))
    assert stage.player.lives[0].meeting.resolutions[0].text == "修。"


def announced_as(outcome: str) -> Written:
    verdict: dict[str, Any] = {"outcome": outcome, "checks": [], "figures": []}
    return line("08:06:00", "announced", verdict=verdict)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([*ready, line("08:00:00", "opened", items=[[1, 2]])], "items"),
        ([*ready, *sitting(), line("08:04:00", "tallied", side="for", figure=7)], "多出 1 票"),
        ([*ready, *sitting(), line("08:04:00", "counted")], "还有 6 人没有计入"),
        ([*ready, *sitting(), *hands(4, 2)[:-1], line("08:05:00", "announced")], "核对"),
        ([*ready, *sitting(), *hands(4, 2), announced_as("defeated")], "verdict"),
        ([*ready, *sitting(), *hands(3, 3), *[line("08:06:00", "announced")] * 2], "没有表决"),
        ([*ready, *sitting()[:-1], line("08:03:00", "division_opened", item=2)], "没有第 2 项"),
        ([*ready, *sitting()[:-1], line("08:03:00", "division_opened", entitled=[1])], "entitled"),
        ([*ready, *sitting()[:2], line("08:03:00", "division_opened")], "没有议题在审议中"),
        ([*ready, *sitting()[:2], line("08:02:00", "arrived", seats=[3])], "已经签到"),
        ([*ready, line("07:00:00", "opened")], "时间早于上一行"),
        ([*village(), line("08:00:00", "opened")], "会议还没有召集"),
        ([convened()[0]], "还没有村"),
        ([village()[1]], "还没有村"),
        (
            [*village(), line("07:00:00", "seat_vacated", seat=9, until=DAY)],
            "9",
        ),
        ([*village(), convened(rules=["nowhere"])[0]], "nowhere"),
        ([*village(), convened(village="别的村")[0]], "别的村"),
        ([*ready, *sitting(), line("08:04:00", "resolution_drawn")], "没有通过的表决"),
        ([*ready, line("08:00:00", "attested")], "没有等着签名的决议"),
        ([*ready, line("08:00:00", "attested", code="x")], "code"),
    ],
)
def test_a_line_that_breaks_a_rule_stops_there(
    stage: Stage, lines: list[Written], said: str
) -> None:
    with pytest.raises(Stopped) as stopped:
        stage.play(*lines)
    assert stopped.value.line == len(lines)
    assert stopped.value.code == 1
    assert said in say(stopped.value.message)
    assert say(stopped.value.remedy)


@pytest.mark.parametrize(
    ("last", "field"),
    [
        (line("08:04:00", "tallied", side="for", figure=-1), "figure"),
        (line("08:04:00", "tallied", side="for", figure=1.5), "figure"),
        (line("08:04:00", "tallied", side="for", figure=True), "figure"),
        (line("08:04:00", "tallied", side="for"), "figure"),
        (line("08:04:00", "tallied", side="maybe", figure=1), "side"),
        (line("08:04:00", "tallied", side="for", figure=1, bench="moon"), "bench"),
        (line("08:04:00", "counted", teler="演2"), "teler"),
        (line("08:04:00", "counted", teller=5), "teller"),
        (line("08:04:00", "recount_ordered", reason="why not"), "reason"),
        (line("08:04:00", "recount_ordered", reason=["doubt"]), "reason"),
        (line("08:04:00", "tallied", side=["for"], figure=1), "side"),
        (line("08:04:00", "tallied", side={"for": 1}, figure=1), "side"),
        (line("08:04:00", "tallied", side="for", figure=1, bench=["hall"]), "bench"),
        (line("08:04:00", "item_added"), "proposal"),
        (line("08:04:00", "item_added", proposal={"title": ""}), "title"),
        (line("08:04:00", "recessed", reason="\ud800"), "recessed"),
    ],
)
def test_fields_that_make_no_event_are_unusable(stage: Stage, last: Written, field: str) -> None:
    stage.play(*ready, *sitting())
    with pytest.raises(Stopped) as stopped:
        stage.play(last)
    assert stopped.value.code == 2
    assert field in say(stopped.value.message)


def test_what_came_before_the_stop_is_recorded(stage: Stage) -> None:
    with pytest.raises(Stopped):
        stage.play(*ready, *sitting(), line("08:04:00", "tallied", side="for", figure=7))
    (summary,) = stage.office.meetings()
    resumed = stage.office.resume(summary.village, summary.book)
    assert resumed.meeting.seq == len(convened()) + len(sitting())


def test_the_text_given_does_not_change_what_must_agree(stage: Stage) -> None:
    stage.play(*ready, *sitting(), *hands(6, 0), line("08:06:00", "announced"))
    with pytest.raises(Stopped) as stopped:
        stage.play(line("08:07:00", "resolution_drawn", number=2, text="修。"))
    assert "number" in say(stopped.value.message)
    assert stage.player.lives[0].meeting.resolutions == ()


def test_only_a_rehearsal_is_signed_from_a_script(stage: Stage) -> None:
    real = [*village(), *convened(rehearsal=False), *sitting(), *hands(6, 0)]
    stage.play(*real, line("08:06:00", "announced"), line("08:07:00", "resolution_drawn"))
    with pytest.raises(Stopped) as stopped:
        stage.play(line("08:08:00", "attested"))
    assert "只有演练" in say(stopped.value.message)


def test_a_village_already_known_goes_on(stage: Stage) -> None:
    stage.play(*ready)
    stage.player.lives.clear()
    stage.clock.now = stage.clock.now.replace(hour=0)
    stage.play(*ready)
    assert len(stage.office.rosters()) == 1
    assert len(stage.office.meetings()) == 2
