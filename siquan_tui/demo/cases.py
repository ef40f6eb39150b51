"""The two cases, as scripts, and a data folder with both made ready to be held."""

from __future__ import annotations

import datetime as dt
from importlib.resources import files
from itertools import takewhile
from pathlib import Path

from siquan_tui.demo.clock import DemoClock
from siquan_tui.message import message
from siquan_tui.office import DATABASE, DEMO, Office
from siquan_tui.play.player import Player, ScriptClock
from siquan_tui.play.script import Line, parse
from siquan_tui.refusal import Refusal

CASES = ("sanmiaoshu", "naimadai")
"""三苗树村's water works in two rounds; 乃玛岱村's gravel road, unanimous."""


def script(case: str) -> tuple[Line, ...]:
    """A case's script."""
    text = (files("siquan_tui.demo") / f"{case}.jsonl").read_text("utf-8")
    return parse(text.splitlines())


def before_opening(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """What happens before the meeting: the roster, the call, the agenda."""
    return tuple(takewhile(lambda line: line.kind != "opened", lines))


def opening(lines: tuple[Line, ...]) -> dt.datetime:
    """When the case's meeting opens."""
    return next(line.at for line in lines if line.kind == "opened")


def rehearse(data: Path) -> Office:
    """An office in ``data`` with both meetings: made ready there, or as they were left.

    Raises :class:`~siquan_tui.refusal.Refusal` where other meetings are kept, and what
    :func:`prepare` raises."""
    if not (data / DATABASE).exists():
        return prepare(data)
    if not (data / DEMO).is_file():
        refuse_records(data)
    return Office(data, clock=DemoClock(opening(script(CASES[0]))))


def refuse_records(data: Path) -> None:
    """Raise :class:`~siquan_tui.refusal.Refusal` where a folder holds records already: they
    are not for a rehearsal to add to."""
    if (data / DATABASE).exists():
        raise Refusal(
            message("{folder} 里已有会议记录，演练不混在里面。", folder=str(data)),
            message("请另用一个空文件夹。"),
        )


def mark(data: Path) -> None:
    """Mark a folder as a demo's: it may be rehearsed in again, and nothing else."""
    (data / DEMO).touch()


def prepare(data: Path) -> Office:
    """An office in ``data`` where both villages and both meetings are ready to be held. Its
    clock is a :class:`DemoClock` that starts at the first meeting's opening.

    Raises what :meth:`~siquan_tui.play.player.Player.play` raises.
    """
    for case in CASES:
        lines = before_opening(script(case))
        clock = ScriptClock(lines[0].at)
        office = Office(data, clock=clock)
        Player(office, clock, lambda at, told: None).play(lines)
        office.close()
    mark(data)
    return Office(data, clock=DemoClock(opening(script(CASES[0]))))
