"""The first line of a meeting screen: village and meeting, phase, governing rule sets."""

from __future__ import annotations

import datetime as dt

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from screens.moment import moment
from screens.widgets.steady import Steady
from siquan_tui.meeting.state import Meeting, Phase
from siquan_tui.message import message
from siquan_tui.words import _, say


def phase_words(meeting: Meeting, today: dt.date) -> str:
    """The phase, with the time since when (and its date, where the meeting is not all of
    ``today``); no clock runs."""
    began = meeting.opened.date() if meeting.opened is not None else today
    match meeting.phase:
        case Phase.SITTING if meeting.recesses and meeting.recesses[-1][1] is not None:
            return "● " + say(
                message("{since} 复会", since=moment(meeting.recesses[-1][1], began, today))
            )
        case Phase.SITTING if meeting.opened is not None:
            return "● " + say(message("{since} 起开会中", since=moment(meeting.opened, today)))
        case Phase.RECESS:
            return "‖ " + say(
                message("{since} 起休会", since=moment(meeting.recesses[-1][0], began, today))
            )
        case Phase.ADJOURNED if meeting.adjourned is not None:
            return "■ " + say(
                message("{since} 已散会", since=moment(meeting.adjourned, began, today))
            )
        case _:
            return "○ " + _("尚未开会")


class TitleLine(Steady):
    """Left: village and meeting; middle: phase; right: the governing rule sets' short names.
    A rehearsal is marked first of all."""

    DEFAULT_CSS = "TitleLine { height: 1; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__("", id="title", markup=False)
        self._left = self._middle = self._right = ""
        self._rehearsal = False

    def show(self, meeting: Meeting, village: str, rules: str, today: dt.date) -> None:
        """Show this meeting, as it is seen ``today``."""
        called = meeting.convened
        self._rehearsal = called is not None and called.rehearsal
        self._left = f"{village} {called.title}" if called else village
        self._middle = phase_words(meeting, today)
        self._right = rules
        told = (self._rehearsal, self._left, self._middle, self._right)
        self.show_of(told, lambda: self._line(self.size.width))

    def on_resize(self) -> None:
        """The middle stays in the middle."""
        self.update(self._line(self.size.width), layout=False)

    def _line(self, width: int) -> Content:
        mark = f" {_('演练')} " if self._rehearsal else ""
        room = width - cell_len(mark) - cell_len(self._middle) - cell_len(self._right) - 6
        left = self._left if cell_len(self._left) <= room else _cut(self._left, room)
        used = cell_len(mark) + 1 + cell_len(left)
        middle_at = max(used + 2, (width - cell_len(self._middle)) // 2)
        latest = width - cell_len(self._right) - cell_len(self._middle) - 3
        middle_at = max(used + 2, min(middle_at, latest))
        gap = " " * (middle_at - used)
        rest = " " * max(1, width - middle_at - cell_len(self._middle) - cell_len(self._right) - 1)
        return Content.assemble(
            (mark, "bold $background on $accent"),
            (f" {left}", "bold $foreground"),
            (gap + self._middle, "$primary"),
            (rest + self._right, "$secondary"),
        )


def _cut(text: str, width: int) -> str:
    return set_cell_size(text, max(0, width - 2)).rstrip() + "…" if width > 2 else ""
