"""Text grids of the screens of the sitting: attendance, floor, division, resolution."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.screens.grid import SIZES, compare
from tests.screens.hall import Hall, console, lines, press

FIRST_COUNT = "1 2 enter 5 enter 0 enter enter 3 enter 0 enter 0 enter enter enter"


@pytest.mark.parametrize("size", SIZES)
async def test_a_vote_from_the_roll_to_the_passphrase(
    tmp_path: Path, size: tuple[int, int], language: str, update_goldens: bool
) -> None:
    hall = Hall(tmp_path)
    live = hall.open(lines(29, vacant=(11,)))
    async with console(hall, live, size) as (app, pilot):

        def keep(name: str) -> None:
            compare(app, f"{name}-{size[0]}x{size[1]}-{language}", update=update_goldens)

        await press(pilot, "4 f7 看 病 enter f6")
        hall.clock.pass_minutes(20)
        await press(pilot, "8 minus 2 1")
        keep("attendance")
        await press(pilot, "f3 enter")
        await press(pilot, "1")
        app.go("floor")
        await press(pilot, "f6 1 2 space")
        keep("recusal")
        await press(pilot, "enter")
        keep("floor")
        await press(pilot, "enter 2 4 enter 0 enter 1")
        keep("division")
        await press(pilot, "enter f7 enter")
        keep("division-closed")
        await press(pilot, "enter enter")
        keep("resolution")
        await press(pilot, "f6")
        keep("passphrase")
        await press(pilot, "escape")
    hall.office.close()


async def test_two_benches_counted_twice(
    tmp_path: Path, language: str, update_goldens: bool
) -> None:
    hall = Hall(tmp_path, rules=("siquan-2010", "organic-law-2026"))
    live = hall.put(hall.open(lines(20, committee=3), present=20, second_count=True), reason="试验")
    async with console(hall, live) as (app, pilot):
        await press(pilot, f"{FIRST_COUNT} enter {FIRST_COUNT}")
        compare(app, f"division-benches-80x24-{language}", update=update_goldens)
    hall.office.close()
