"""What stands on the terminal is what painting everything anew would put there.

Widgets keep rows that did not change and repaint only the cells that did; here every update
is drawn into a terminal, and after each step the terminal is held against a fresh painting.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyte
import pytest
from textual.app import App
from textual.pilot import Pilot

from tests.screens.grid import settled
from tests.screens.hall import WATER, Hall, console, lines, press

Cell = tuple[str, str, str, bool, bool]


class Drawn:
    """A terminal that draws what the application sends from here on."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self.screen = pyte.Screen(*app.size)
        self._stream = pyte.Stream(self.screen)
        self._display = app._display
        app._display = self._draw  # type: ignore[method-assign]
        app.refresh(layout=True)

    def _draw(self, screen: Any, update: Any) -> None:
        if hasattr(update, "render_segments"):
            self._stream.feed(update.render_segments(self._app.console))
        self._display(screen, update)

    def resize(self, width: int, height: int) -> None:
        """As the window does."""
        self.screen.resize(height, width)

    def anew(self) -> pyte.Screen:
        """Another terminal, painted whole after every widget was told to start afresh."""
        screen = self._app.screen
        for widget in (screen, *screen.walk_children()):
            widget.refresh()
        whole = screen._compositor.render_update(full=True)
        fresh = pyte.Screen(*self._app.size)
        pyte.Stream(fresh).feed(whole.render_segments(self._app.console))  # type: ignore[union-attr]
        return fresh


def cells(screen: pyte.Screen) -> list[list[Cell]]:
    """Signs, colours and weight; the colour and the weight of nothing do not matter."""
    return [
        [
            (sign.data, sign.fg, sign.bg, sign.bold, sign.reverse)
            if sign.data.strip()
            else (" ", "", sign.bg, False, sign.reverse)
            for sign in (screen.buffer[y][x] for x in range(screen.columns))
        ]
        for y in range(screen.lines)
    ]


def text(row: list[Cell]) -> str:
    """Its signs, and before each change its colours and weight."""
    told, before = "", None
    for sign, *style in row:
        told += sign if style == before else f"{style}{sign}"
        before = style
    return told


async def painted(pilot: Pilot[None]) -> None:
    """Wait until nothing is left to paint: painting goes by its own clock, later than the
    messages that ask for it."""
    await settled(pilot)
    for _ in range(500):
        screen = pilot.app.screen
        waiting = screen._dirty_widgets or screen._compositor._dirty_regions
        if not (waiting or screen._layout_required or screen._repaint_required):
            return
        await asyncio.sleep(0.02)


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    made = Hall(tmp_path / "data", rules=("siquan-2010", "organic-law-2026"))
    yield made
    made.office.close()


STEPS = (
    "1 2 enter",
    "+ + -",
    "110x36",
    "3 enter 2 enter",
    "160x45",
    "f9 f9",
    "theme",
    "80x24",
    "2 enter 0 enter",
    "f2",
    "1 8 enter",
    "theme",
    "f3",
    "down",
    "110x36",
    "f4",
    "9 9 enter",
    "backspace backspace 0 enter",
    "2 enter 1 enter 0 enter",
    "enter",
    "f6",
    "1 4 enter 3 enter",
    "theme",
    "delete",
    "escape",
    "f5",
    "100x30",
    "f4",
)


async def test_the_terminal_shows_what_a_fresh_painting_would(hall: Hall) -> None:
    live = hall.open(lines(20, committee=3), present=20, items=[WATER, WATER])
    hall.put(live, reason="试验")
    async with console(hall, live, (80, 24)) as (app, pilot):
        drawn = Drawn(app)
        await painted(pilot)
        for at, step in enumerate(STEPS):
            if "x" in step:
                width, height = map(int, step.split("x"))
                drawn.resize(width, height)
                await pilot.resize_terminal(width, height)
            elif step == "theme":
                app.action_other_theme()
            else:
                await press(pilot, step)
            await painted(pilot)
            if app.screen.is_modal:  # what it covers is painted by another screen
                continue
            shown, fresh = cells(drawn.screen), cells(drawn.anew())
            stale = [
                f"row {y}: {text(one)!r}, should be {text(other)!r}"
                for y, (one, other) in enumerate(zip(shown, fresh, strict=True))
                if one != other
            ]
            assert not stale, f"after step {at}, {step}, on {app.screen}: {stale}"
            await painted(pilot)
