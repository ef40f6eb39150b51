"""Two questions of the floor: who is recused, and what the next round proposes."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Key as KeyPressed
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from screens.typed import NotTyped, a_date_or_none
from screens.widgets.form import Field, Form
from screens.widgets.ime_input import ImeInput
from screens.widgets.keystroke import keystroke
from screens.widgets.roll import Roll
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.electorate import entitled_seats
from siquan_tui.meeting.state import Item, Meeting
from siquan_tui.words import _, say


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
            yield Static(_("谁与本议题有利害关系,要回避?"), classes="dialog-title", markup=False)
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


class NewRound(ModalScreen[ev.RoundAdded | None]):
    """The next round (再议) of an item: why, and the proposal as changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("f10", "done", show=False),
    ]

    def __init__(self, item: Item) -> None:
        super().__init__()
        self._item = item

    def compose(self) -> ComposeResult:
        """Reason first: it is what the minutes ask for."""
        proposal = self._item.proposal
        posted = proposal.posting
        with Vertical():
            yield Static(_("再议:修改后的方案"), classes="dialog-title", markup=False)
            with Form():
                yield Field(_("再议原因"), ImeInput(id="reason"))
                yield Field(_("议题名称"), ImeInput(proposal.title, id="title"))
                yield Field(_("修改后正文"), TextArea(proposal.text, id="text"))
                yield Field(
                    _("公示起始日"),
                    ImeInput(posted.since.isoformat() if posted else "", id="since"),
                )
                yield Field(_("公示地点"), ImeInput(posted.place if posted else "", id="place"))
                yield Field(_("研究讨论"), ImeInput(proposal.discussed_by, id="discussed"))
            yield Static("", classes="error", markup=False)
            yield Static(_("Tab 下一项  F10 列入  Esc 取消"), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Write the reason at once."""
        self.query_one("#reason", ImeInput).focus()

    def on_form_confirmed(self) -> None:
        """F10 within the form."""
        self.action_done()

    def action_done(self) -> None:
        """List the round, or say what is missing."""
        for name, words in (
            ("reason", _("写明为什么再议。")),
            ("title", _("写一句话说明要议什么。")),
        ):
            if not self._written(name):
                self._wrong(words, name)
                return
        try:
            since = a_date_or_none(self._written("since"))
        except NotTyped as unread:
            self._wrong(say(unread.message), "since")
            return
        before = self._item.proposal
        self.dismiss(
            ev.RoundAdded(
                self._item.number,
                ev.Proposal(
                    title=self._written("title"),
                    text=self.query_one(TextArea).text.strip(),
                    proposer=before.proposer,
                    petitioners=before.petitioners,
                    posting=ev.Posting(since, self._written("place")) if since else None,
                    discussed_by=self._written("discussed"),
                    matter=before.matter,
                    kind=before.kind,
                ),
                self._written("reason"),
            )
        )

    def action_cancel(self) -> None:
        """No new round."""
        self.dismiss(None)

    def _written(self, name: str) -> str:
        return self.query_one(f"#{name}", ImeInput).value.strip()

    def _wrong(self, words: str, name: str) -> None:
        self.query_one(".error", Static).update(f"! {words}")
        self.query_one(f"#{name}", ImeInput).focus()
