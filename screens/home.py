"""Home (首页): the meetings held here, newest first; call a new one; the roster."""

from __future__ import annotations

import asyncio
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, set_cell_size
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import ScreenResume
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from screens.base import BaseScreen, Notice
from screens.rule_problems import tell_rule_problems
from screens.widgets.keys_line import Key, KeysLine
from siquan_tui.meeting.phase import Phase
from siquan_tui.refusal import Refusal
from siquan_tui.words import _

if TYPE_CHECKING:
    from siquan_tui.journal.record import MeetingSummary

MARKS = {Phase.CONVENED: "○", Phase.SITTING: "●", Phase.RECESS: "‖", Phase.ADJOURNED: "■"}


def phase_name(phase: Phase) -> str:
    """已召集 / 开会中 / 休会 / 已散会."""
    match phase:
        case Phase.CONVENED:
            return _("已召集")
        case Phase.SITTING:
            return _("开会中")
        case Phase.RECESS:
            return _("休会中")
        case Phase.ADJOURNED:
            return _("已散会")


PAINTED = 0.05
"""Seconds in which a picture gets from the console to the terminal."""


class HomeScreen(BaseScreen):
    """The first screen. What a glance into the file shows stands in its first picture; the
    journal is read after that, because importing its tables takes longer than painting."""

    CSS_PATH = "home.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "app.go('convene')", show=False),
        Binding("f7", "app.go('roster')", show=False),
        Binding("escape", "app.leave", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._meetings: list[MeetingSummary] = []
        self._listed: tuple[list[MeetingSummary], int] = ([], 0)
        """The meetings in the list, and the width they were written for."""
        self._starting = True
        """Whether the program has just started: then a meeting that sits is gone back to."""

    def compose(self) -> ComposeResult:
        """Name, list, keys, filled in before the first picture."""
        yield Static(_("四权四制 · 村民代表会议"), id="home-title", markup=False)
        yield Static(_("正在读取会议……"), id="home-state", markup=False)
        yield OptionList(id="meetings", markup=False, compact=True)
        keys = KeysLine(id="keys")
        keys.show_keys(
            (
                Key("F1", _("帮助")),
                Key("Enter", _("打开")),
                Key("F6", _("召集新会议")),
                Key("F7", _("花名册")),
                Key("Ctrl+P", _("命令")),
                Key("Ctrl+Q", _("退出")),
            )
        )
        yield keys
        yield Notice()

    def on_mount(self) -> None:
        """The meetings as far as they are seen at a glance."""
        self._list(self.app.office.glance())

    def on_screen_resume(self, event: ScreenResume) -> None:
        """A meeting may have moved on since."""
        self.call_after_refresh(self._look)

    def _look(self) -> None:
        """Open the journal when the picture has been painted, if it is still this one."""
        if self.is_current:
            self.run_worker(self._read(), exclusive=True)

    async def _read(self) -> None:
        # Importing the tables takes longer than painting, and even in a thread it slows the
        # painting down: the picture is given the time to get out.
        await asyncio.sleep(PAINTED)
        await asyncio.to_thread(import_module, "siquan_tui.journal.journal")
        self.reload()

    def reload(self) -> None:
        """Read the meetings again."""
        try:
            self._meetings = self.app.office.meetings()
            rosters = self.app.office.rosters() if not self._meetings else []
        except Refusal as refusal:
            self.query_one("#home-state", Static).update("")
            self.app.refused(refusal)
            return
        self._list(self._meetings)
        if not self._meetings:
            self.query_one("#home-state", Static).update(
                _("还没有会议。花名册已有，按 F6 召集第一次会议。")
                if rosters
                else _("还没有会议。按 F7 录入花名册，按 F6 召集第一次会议。")
            )
        tell_rule_problems(self.app)
        self._go_back()

    def _list(self, found: list[MeetingSummary]) -> None:
        """Put the meetings into the list, unless they stand there already."""
        self._meetings = found
        # The application's width is known before the first layout, the screen's own is not.
        shown = (found, self.app.size.width)
        if shown != self._listed:
            self._listed = shown
            meetings = self.query_one(OptionList)
            at = self._due(found) if meetings.highlighted is None else meetings.highlighted
            meetings.set_options([Option(self._row(each)) for each in found])
            meetings.highlighted = min(at, len(found) - 1) if found else None
        if found:
            self.query_one("#home-state", Static).update(
                _("选一次会议，按 Enter 继续。记录随时已存好，不用保存。")
            )

    def _due(self, found: list[MeetingSummary]) -> int:
        """The meeting that is held next; the newest where none is called."""
        today = self.app.office.clock().date()
        called = [
            (each.scheduled, at)
            for at, each in enumerate(found)
            if each.phase is not Phase.ADJOURNED and each.scheduled.date() >= today
        ]
        return min(called)[1] if called else 0

    def _go_back(self) -> None:
        """Broken off in the middle of a meeting, the chair starts where it stood."""
        starting, self._starting = self._starting, False
        sitting = [each for each in self._meetings if each.phase is Phase.SITTING]
        if starting and self.app.live is None and len(sitting) == 1:
            self.app.open_book(sitting[0].village, sitting[0].book)

    def on_resize(self) -> None:
        """The phase stands at the right edge."""
        self._list(self._meetings)

    def _row(self, meeting: MeetingSummary) -> Content:
        width = max(40, self.app.size.width - 6)
        phase = f"{MARKS[meeting.phase]} {phase_name(meeting.phase)}"
        rehearsal = f"[{_('演练')}] " if meeting.rehearsal else ""
        words = f"{rehearsal}{meeting.name} {meeting.title}"
        day = meeting.scheduled.date().isoformat()
        room = width - cell_len(day) - cell_len(phase) - 4
        return Content.assemble(
            day,
            f"  {set_cell_size(words, room)}  ",
            (phase, "" if meeting.phase is Phase.ADJOURNED else "bold"),
        )

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        chosen = self._meetings[event.option_index]
        self.app.open_book(chosen.village, chosen.book)
