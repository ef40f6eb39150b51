"""The screen as text: what stands in each cell, compared with a file kept beside."""

from __future__ import annotations

import difflib
from pathlib import Path

from textual.app import App
from textual.pilot import Pilot

GOLDENS = Path(__file__).parent / "goldens"
SIZES = ((80, 24), (110, 36))


def grid(app: App[None]) -> str:
    """The rows of the screen in front, trailing spaces cut."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(part.text for part in strip).rstrip() for strip in strips)


def centre(app: App[None]) -> str:
    """The figures and what is said about them, without panel and script."""
    rows = grid(app).splitlines()[1:17]
    return "\n".join(row.split("│")[1] if row.count("│") else row for row in rows)


async def settled(pilot: Pilot[None]) -> None:
    """Wait until all that was asked for has been painted."""
    for _ in range(3):
        await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def compare(app: App[None], name: str, *, update: bool) -> None:
    """Hold the screen against ``goldens/name.txt``; with ``update`` write it instead."""
    file = GOLDENS / f"{name}.txt"
    now = grid(app) + "\n"
    if update:
        GOLDENS.mkdir(exist_ok=True)
        file.write_text(now, encoding="utf-8", newline="\n")
        return
    assert file.exists(), f"no golden {file.name}: run pytest with --update-goldens and look at it"
    before = file.read_text(encoding="utf-8")
    if now != before:
        change = difflib.unified_diff(
            before.splitlines(), now.splitlines(), "golden", "now", lineterm=""
        )
        raise AssertionError(f"{file.name} differs:\n" + "\n".join(change))
