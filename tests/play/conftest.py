"""A village of six seats and what a script needs before its meeting opens."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from siquan_tui.office import Office
from siquan_tui.play.player import Player, ScriptClock
from siquan_tui.play.script import parse
from siquan_tui.play.telling import Told

DAY = "2010-07-22"
Written = dict[str, Any]


def line(at: str, kind: str, **fields: Any) -> Written:
    """A line at a time of the day."""
    return {"at": f"{DAY}T{at}+08:00", "kind": kind, **fields}


def village() -> list[Written]:
    """Six seats, filled."""
    return [
        line("07:00:00", "village_named", name="试验村", township="试验镇"),
        *(
            line("07:00:00", "seat_filled", seat=seat, name=f"演{seat}", since=DAY, households=9)
            for seat in range(1, 7)
        ),
    ]


def convened(**changed: Any) -> list[Written]:
    """A rehearsal called by its chair, with one item on its agenda."""
    return [
        line(
            "07:10:00",
            "convened",
            **{
                "title": "第一次会议",
                "place": "村部",
                "scheduled": f"{DAY}T08:00:00+08:00",
                "convener": "chair",
                "presider": "演1",
                "rules": ["siquan-2010"],
                "rehearsal": True,
                **changed,
            },
        ),
        line(
            "07:11:00",
            "item_added",
            proposal={"title": "修桥", "text": "修村口的桥。", "posting": {"since": "2010-07-18"}},
        ),
    ]


def sitting() -> list[Written]:
    """Everybody in the room, the item before them, the division open."""
    return [
        line("08:00:00", "opened"),
        line("08:01:00", "arrived", seats=[1, 2, 3, 4, 5, 6]),
        line("08:02:00", "item_taken", item=1),
        line("08:03:00", "division_opened"),
    ]


def hands(yes: int, no: int, abstain: int = 0, unexpressed: int = 0) -> list[Written]:
    """All four figures, and the count closed."""
    figures = {"for": yes, "against": no, "abstain": abstain, "unexpressed": unexpressed}
    return [
        *(line("08:04:00", "tallied", side=side, figure=n) for side, n in figures.items()),
        line("08:05:00", "counted"),
    ]


class Stage:
    """A place to play lines, and what was heard."""

    def __init__(self, folder: Path) -> None:
        self.clock = ScriptClock(parse([json.dumps(line("00:00:00", "adjourned"))])[0].at)
        self.office = Office(folder, clock=self.clock)
        self.heard: list[Told] = []
        self.player = Player(self.office, self.clock, lambda at, told: self.heard.append(told))

    def play(self, *lines: Written) -> None:
        """Play lines as if they stood in a file."""
        self.player.play(parse([json.dumps(each, ensure_ascii=False) for each in lines]))


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path / "data")


Play = Callable[..., None]
