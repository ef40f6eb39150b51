"""Who is recused (回避) from an item: chosen from those present."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Key as KeyPressed
from textual.screen import ModalScreen
from textual.widgets import Static

from screens.widgets.keystroke import keystroke
from screens.widgets.roll import Roll
from siquan_tui.meeting.electorate import entitled_seats
from siquan_tui.meeting.state import Meeting
from siquan_tui.words import _


class Recusal(ModalScreen[frozenset[int] | None]):
    """Who is recused (回避): chosen from those present and entitled. None = left as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("f10", "done", show=False),
    ]

    def __init__(self, meeting: Meeting, chosen: frozenset[int]) -> None:
        super().__init__()
        entitled = frozenset(entitled_seats(meeting))
        self._lines = tuple(line for line in meeting.roll if line.seat in entitled)
        self._chosen = chosen & entitled
        self._seat = ""

    def compose(self) -> ComposeResult:
        """The roll of those present."""
        with Vertical():
            yield Static(_("谁与本议题有利害关系，要回避？"), classes="dialog-title", markup=False)
            yield Roll(marks=("×", _("回避")))
            yield Static(
                _("空格 选/不选  席号 查找  Enter 确定  Esc 取消"), classes="hint", markup=False
            )

    def on_mount(self) -> None:
        """The cursor on the roll."""
        roll = self.query_one(Roll)
        roll.show(self._lines, {}, self._chosen)
        roll.focus()

    def on_key(self, event: KeyPressed) -> None:
        """Digits find a seat, Space chooses it, Enter is the end of it."""
        roll, sign = self.query_one(Roll), keystroke(event)
        if event.key == "enter":
            self.action_done()
        elif sign == " " and roll.cursor_line is not None:
            self._chosen ^= {roll.cursor_line.seat}
            self._seat = ""
            roll.show(self._lines, {}, self._chosen)
        elif sign.isascii() and sign.isdecimal():
            self._seat += sign
            if not roll.go_to_seat(int(self._seat)):
                self._seat = sign
                roll.go_to_seat(int(sign))
        else:
            self._seat = ""
            return
        event.stop()
        event.prevent_default()

    def action_done(self) -> None:
        """These are recused."""
        self.dismiss(self._chosen)

    def action_cancel(self) -> None:
        """As before."""
        self.dismiss(None)
