"""Keys typed at once, each meant for what the key before it opens."""

from __future__ import annotations

import pytest
from textual.events import Key

from siquan_tui.meeting.events import (
    Arrived,
    AttendeeCame,
    Excused,
    ItemTaken,
    Left,
    MeetingEvent,
)
from tests.screens.grid import settled
from tests.screens.hall import Hall, console, lines, press


@pytest.mark.parametrize(
    ("before", "keys", "entries"),
    [
        ("f4", "f2 8 enter", [Left((8,))]),
        ("f2 f4", "f2 8 enter", [Left((8,))]),
        ("f3", "f2 1 1 enter f3 f2 1 2 enter", [Arrived((11,)), Arrived((12,))]),
        ("f2", "f3 enter 1", [ItemTaken(1)]),
        ("f2", "9 f7 i l l enter 1 0 enter", [Excused(9, "ill"), Left((10,))]),
        ("f2", "tab enter l i enter x enter 3 enter", [AttendeeCame("li", "x"), Left((3,))]),
    ],
)
async def test_a_key_goes_to_what_the_key_before_it_opened(
    hall: Hall, before: str, keys: str, entries: list[MeetingEvent]
) -> None:
    live = hall.open(lines(17), present=10)
    first = live.meeting.seq
    async with console(hall, live, (110, 36)) as (app, pilot):
        await press(pilot, before)
        for key in keys.split():
            character = {"enter": "\r"}.get(key, key if len(key) == 1 else None)
            app.post_message(Key(key, character))
        for _ in range(100):
            await settled(pilot)
            if live.meeting.seq >= first + len(entries):
                break
        assert [each.event for each in live.meeting.entries[first:]] == entries
