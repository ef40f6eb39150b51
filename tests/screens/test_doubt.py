"""A vote that a correction of the roll brings into doubt: said before and after, in figures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.app import App

from screens.dialogs import Ask
from siquan_tui.attest.keys import public_keys
from siquan_tui.attest.verify import Status, verify
from siquan_tui.journal.live import Live
from siquan_tui.meeting import chair
from siquan_tui.meeting.events import Bench, Confirmed, ItemClosed
from siquan_tui.rules.figures import Side
from siquan_tui.words import say
from tests.screens.grid import grid
from tests.screens.hall import WATER, Hall, console, lines, press


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    made = Hall(tmp_path / "data", rules=("siquan-2010", "organic-law-2026"))
    yield made
    made.office.close()


def announced(hall: Hall) -> Live:
    """Carried with a quorum of exactly the eight the law asks of twelve."""
    live = hall.put(hall.open(lines(12, committee=2), present=8))
    for side, hands in zip(Side, (8, 0, 0, 0), strict=True):
        live.do(chair.tally(live.meeting, Bench.HALL, side, hands))
    live.do(chair.close_count(live.meeting))
    live.do(chair.announce(live.meeting))
    return live


def words(app: App[None]) -> str:
    """What is shown, without the breaks between its rows."""
    return "".join(grid(app).replace("\u2502", "").split())


async def test_a_quorum_lost_by_a_correction_is_said_before_anything_is_written(
    hall: Hall,
) -> None:
    live = announced(hall)
    before = live.meeting.seq
    async with console(hall, live, (80, 24)) as (app, pilot):
        await press(pilot, "f2 3 f12")
        assert "第1次表决存疑" in words(app)
        assert "组织法2026法定人数需8人\uff0c差1人" in words(app)
        await press(pilot, "escape")
        assert live.meeting.seq == before


async def test_a_vote_in_doubt_says_so_until_it_is_confirmed(hall: Hall) -> None:
    live = announced(hall)
    live.do(chair.correct(live.meeting, 3, "没有来"))
    async with console(hall, live, (80, 24)) as (app, pilot):
        await press(pilot, "f4")
        shown = words(app)
        assert "存疑" in shown
        assert "法定人数需8人\uff0c差1人" in shown
        assert "通过\uff01" not in shown
        assert "\u2713通过" not in shown
        await press(pilot, "f12")
        assert isinstance(app.screen, Ask)
        assert "法定人数需8人\uff0c差1人" in words(app)
        await press(pilot, "核 实 过 enter")
        assert isinstance(live.meeting.entries[-1].event, Confirmed)
        shown = words(app)
        assert "存疑" not in shown
        assert "法定人数需8人，差1人" in shown
        assert "经会议确认仍然有效，理由：核实过" in shown
        await press(pilot, "f5")
        assert "更正后实到7人" in words(app), "the resolution does not hide it"
        await press(pilot, "f6 1 2 3 4 5 6 7 8 enter 1 2 3 4 5 6 7 8 enter")
    code = live.meeting.resolutions[0].code
    assert "结果 通过 更正后确认\n" in code, "nor does its code"
    known = public_keys(hall.office.data / "keys")
    judged = verify(code, known)
    assert judged.status is Status.GENUINE
    assert "经会议确认仍然有效" in " ".join(say(each.value) for each in judged.compare)
    hidden = code.replace(" 更正后确认", "")
    assert verify(hidden, known).status is Status.ALTERED


async def test_of_two_votes_in_doubt_the_screen_shows_the_one_the_chair_speaks_of(
    hall: Hall,
) -> None:
    live = announced(hall)
    live.do(chair.add_item(live.meeting, WATER))
    live.do(chair.take_item(live.meeting, 2, "试验"))
    live.do(chair.open_division(live.meeting, 2))
    for side, hands in zip(Side, (8, 0, 0, 0), strict=True):
        live.do(chair.tally(live.meeting, Bench.HALL, side, hands))
    live.do(chair.close_count(live.meeting))
    live.do(chair.announce(live.meeting))
    live.do(ItemClosed(2))
    live.do(chair.correct(live.meeting, 3, "没有来"))
    assert all(each.flags for each in live.meeting.divisions)
    async with console(hall, live, (80, 24)) as (app, _pilot):
        shown = words(app)
        assert "议题1自来水工程" in shown
        assert "第1次表决的签到有更正" in shown
