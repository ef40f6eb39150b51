"""What is to be read stands out from its ground, in the dark and in the light theme."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.style import Style
from textual.app import App
from textual.theme import Theme

from screens.themes import DARK, LIGHT
from siquan_tui.meeting import chair
from tests.screens.hall import WATER, Hall, console, lines, press

ENOUGH, INACTIVE = 4.5, 3.0
"""Contrast of words (WCAG 2 AA), and of a key that does nothing now."""

WALK = "f2 f6 tab f3 down f4 enter enter 1 2 enter 9 9 enter backspace backspace f5 escape f7 f3"


def _light(colour: tuple[int, int, int]) -> float:
    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(style: Style) -> float:
    """Between 1 and 21, as WCAG 2 reckons it."""
    assert style.color is not None
    assert style.bgcolor is not None
    one, other = (_light(each.get_truecolor()) for each in (style.color, style.bgcolor))
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def unreadable(app: App[None], faint: str) -> set[str]:
    """Words on screen whose contrast is too low."""
    found = set()
    for strip in app.screen._compositor.render_strips():
        for text, style, _control in strip:
            if not any(sign.isalnum() for sign in text) or style is None or style.color is None:
                continue
            inactive = style.color.get_truecolor().hex.lower() == faint
            if contrast(style) < (INACTIVE if inactive else ENOUGH):
                found.add(f"{text.strip()}: {contrast(style):.2f}")
    return found


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
async def test_words_can_be_read_in_both_themes(theme: Theme, tmp_path: Path) -> None:
    hall = Hall(tmp_path / "data", rules=("siquan-2010", "organic-law-2026"))
    live = hall.open(lines(17, vacant=(9,)), present=14, items=(WATER, WATER))
    live.do(chair.excuse(live.meeting, 16, "外出"))
    live.do(chair.leave(live.meeting, 3))
    async with console(hall, live) as (app, pilot):
        app.theme = theme.name
        await press(pilot, "f2")
        for key in WALK.split():
            await press(pilot, key)
            if len(app.screen_stack) == 1:  # what lies behind a dialog is meant to fade
                assert not unreadable(app, theme.variables["faint"]), key
    hall.office.close()
