"""Screens outlive meetings: nothing of one may show, or act, in the next."""

from __future__ import annotations

from msgspec.structs import replace

from siquan_tui.journal.live import Live
from siquan_tui.meeting import chair
from siquan_tui.meeting.events import Bench, Posting, Proposal
from siquan_tui.rules.check import Outcome
from siquan_tui.rules.figures import Side
from tests.screens.grid import grid, settled
from tests.screens.hall import WATER, Hall, console, lines, press

ROAD = Proposal(
    title="砂石路工程",
    text="修两公里砂石路。",
    posting=Posting(WATER.posting.since, "公开栏") if WATER.posting else None,
)


def vote(live: Live, *figures: int) -> None:
    live.do(chair.open_division(live.meeting, live.meeting.current))
    for side, hands in zip(Side, figures, strict=True):
        live.do(chair.tally(live.meeting, Bench.HALL, side, hands))
    live.do(chair.close_count(live.meeting))
    live.do(chair.announce(live.meeting))


def sitting(hall: Hall, proposal: Proposal, *more: Proposal) -> Live:
    live = hall.open(lines(17), present=17, rehearsal=True, items=(proposal, *more))
    live.do(chair.take_item(live.meeting, 1))
    return live


async def test_a_draft_of_one_meeting_is_not_signed_in_another(hall: Hall) -> None:
    first, second = sitting(hall, WATER), sitting(hall, ROAD)
    vote(first, 16, 1, 0, 0)
    vote(second, 17, 0, 0, 0)
    async with console(hall, first) as (app, pilot):
        await press(pilot, "f5")
        await press(pilot, "tab ctrl+home 兹")
        app.take_up(second)
        await settled(pilot)
        await press(pilot, "f5 f6")
        await settled(pilot)
    (resolution,) = second.meeting.resolutions
    assert "砂石路" in resolution.text
    assert "自来水" not in resolution.text
    assert "兹" not in resolution.text


async def test_who_was_recused_in_one_meeting_votes_in_the_next(hall: Hall) -> None:
    first, second = sitting(hall, WATER), sitting(hall, ROAD)
    async with console(hall, first) as (app, pilot):
        await press(pilot, "f6 down down space enter")
        assert "回避" in grid(app)
        app.take_up(second)
        await settled(pilot)
        await press(pilot, "enter")
    assert second.meeting.divisions[0].recused == ()


async def test_the_result_just_announced_is_the_one_on_the_screen(hall: Hall) -> None:
    live = sitting(hall, WATER, ROAD)
    vote(live, 16, 1, 0, 0)
    live.do(chair.take_item(live.meeting, 2))
    vote(live, 2, 15, 0, 0)
    async with console(hall, live) as (app, pilot):
        app.go("division")
        await settled(pilot)
        await press(pilot, "pageup")
        assert "自来水" in grid(app)
        live.do(_again(live))
        live.do(chair.take_item(live.meeting, 2))
        app.meeting_changed.publish(live.meeting)
        await press(pilot, "f4 enter")
        await press(pilot, "1 enter 1 6 enter 0 enter 0 enter enter enter")
        assert live.meeting.divisions[-1].verdict is not None
        assert live.meeting.divisions[-1].verdict.outcome is Outcome.DEFEATED
        shown = grid(app)
    assert "砂石路" in shown
    assert "未通过" in shown


def _again(live: Live):  # type: ignore[no-untyped-def]
    from siquan_tui.meeting.events import RoundAdded

    return RoundAdded(2, ROAD, "再议")


async def test_a_division_called_in_doubt_is_found_again_and_settled(hall: Hall) -> None:
    live = sitting(hall, WATER, ROAD)
    vote(live, 16, 1, 0, 0)
    live.do(chair.correct(live.meeting, 3, "签错了"))
    async with console(hall, live) as (app, pilot):
        await press(pilot, "f5")
        assert "受更正影响" in grid(app)
        await press(pilot, "f6")
        assert "还没有确认或作废" in app.spoken
        await press(pilot, "f4")
        assert "签到有更正。更正后实到 16 人" in "".join(grid(app).splitlines()[-5:])
        assert "F12" in grid(app)
        await press(pilot, "f12 仍 enter")
        assert not live.meeting.divisions[0].flags
        await press(pilot, "f5")
        assert "待写" in grid(app)


async def test_an_announced_vote_is_annulled_after_its_screen_was_left(hall: Hall) -> None:
    live = sitting(hall, WATER, ROAD)
    vote(live, 16, 1, 0, 0)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "f2 f4")
        assert "作废" in grid(app)
        await press(pilot, "delete")
        await settled(pilot)
        assert "结果" in grid(app)
        await press(pilot, "delete 乱 enter")
    assert live.meeting.divisions[0].annulled == "乱"


async def test_a_result_its_figures_deny_is_told_when_the_meeting_is_taken_up(hall: Hall) -> None:
    live = sitting(hall, WATER)
    vote(live, 2, 15, 0, 0)
    (division,) = live.meeting.divisions
    assert division.verdict is not None
    false = replace(division.verdict, outcome=Outcome.CARRIED)
    live.meeting = replace(live.meeting, divisions=(replace(division, verdict=false),))
    async with console(hall, live) as (app, pilot):
        await settled(pilot)
        assert "与宣布的结果不同" in grid(app)
