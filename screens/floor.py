"""The floor (议题审议): the item under discussion, and what it lacks."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import Key as KeyPressed

from screens import item_steps
from screens.attempt import attempt
from screens.fit import fit
from screens.floor_words import earlier, is_report, posting, tellers
from screens.meeting_screen import MeetingScreen
from screens.recusal import Recusal
from screens.tellers_form import name_tellers
from screens.widgets.keys_line import Key
from screens.widgets.prose import Line, Prose
from siquan_tui.meeting import chair
from siquan_tui.meeting.doubt import vote_in_doubt
from siquan_tui.meeting.events import ItemClosed
from siquan_tui.meeting.names import raised_by, recused_words
from siquan_tui.meeting.order import standing_division
from siquan_tui.meeting.petition import petition_checks, petition_words
from siquan_tui.meeting.shortfalls import in_the_way
from siquan_tui.meeting.state import Item, Meeting, Phase
from siquan_tui.meeting.tellers import not_serving
from siquan_tui.message import message
from siquan_tui.rules.check import Outcome
from siquan_tui.words import _, say


class FloorScreen(MeetingScreen):
    """One item, from the discussion to the vote, and to its next round."""

    PLACE = "floor"
    CSS_PATH = "floor.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "divide", show=False, id="divide"),
        Binding("enter", "go_on", show=False, id="go-on"),
        Binding("delete", "look_back", show=False, id="look-back"),
        Binding("f8", "heard", show=False, id="heard"),
        Binding("f6", "recuse", show=False, id="recuse"),
        Binding("f7", "new_round", show=False, id="new-round"),
        Binding("f12", "tellers", show=False, id="tellers"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._item = 0
        """The item shown: the one before the assembly, or the last one that was."""
        self._recused: frozenset[int] | None = None
        """As the chair chose them for the item shown; None = left as proposed."""

    def forget(self) -> None:
        """Another meeting has other items and other people."""
        self._item, self._recused = 0, None

    # --- what it shows -----------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """The item, as long as it is."""
        with VerticalScroll(id="floor-scroll"):
            yield Prose(id="floor-text")

    def on_mount(self) -> None:
        """Arrows scroll."""
        self.query_one("#floor-scroll").focus()

    def item(self, meeting: Meeting) -> Item | None:
        """The item before the assembly; after a new round was listed, still that item."""
        division = meeting.division_under_way
        number = meeting.current or (division.item if division else 0) or self._last(meeting)
        if number != self._item:
            self._item, self._recused = number, None
        return meeting.item(number)

    def recused(self, meeting: Meeting, item: Item) -> frozenset[int]:
        """Who will be recused in a vote opened now."""
        return (
            chair.recused_before(meeting, item.number) if self._recused is None else self._recused
        )

    def _last(self, meeting: Meeting) -> int:
        """The item shown last, unless it was a report: that one has been heard."""
        item = meeting.item(self._item)
        return 0 if item is None or (item.closed and is_report(item)) else self._item

    def _next(self, meeting: Meeting) -> Item | None:
        """Where no item is before the assembly, the one that comes next."""
        over = meeting.phase is Phase.ADJOURNED
        number = None if over else chair.next_item(meeting)
        return meeting.item(number) if number is not None else None

    def heading(self, meeting: Meeting) -> str:
        """Which item, which round."""
        item = self.item(meeting)
        if item is None:
            return _("尚未进入议题")
        head = say(message("议题 {n} {title}", n=item.number, title=item.proposal.title))
        tail = say(message(" · 第{round}轮", round=item.round.number))
        return fit(head, self.query_one("#heading").size.width, tail)

    def show_meeting(self, meeting: Meeting) -> None:
        """The item's lines."""
        item = self.item(meeting)
        coming = self._next(meeting) if item is None else None
        lines = [] if item is None else self._lines(meeting, item)
        if coming is not None:
            lines = [
                _row(_("下一项"), f"{coming.number} {coming.proposal.title}"),
                _row(_("计票监票"), say(tellers(meeting))),
            ]
        self.query_one("#floor-text", Prose).show_lines(lines)

    def _today(self) -> dt.date:
        return self.app.office.clock().date()

    def _lines(self, meeting: Meeting, item: Item) -> list[Line]:
        proposal, today = item.proposal, self._today()
        division = standing_division(meeting, item)
        recused = division.recused if division is not None else self.recused(meeting, item)
        away = recused_words(meeting.roll, recused)
        lines = [
            *([] if away is None else [(say(away), "bold $foreground")]),
            _row(_("提案"), say(raised_by(proposal))),
            *(
                _row(_("联名提议"), say(petition_words(each)))
                for each in petition_checks(proposal, meeting.rules, meeting.roll)
            ),
            _row(_("公示"), say(posting(meeting, proposal, today))),
            _row(_("研究讨论"), proposal.discussed_by or _("没有记录")),
        ]
        if item.round.reason:
            lines.append(_row(_("再议原因"), item.round.reason))
        missing = in_the_way(proposal, meeting.rules, meeting.roll, today)
        if division is None:
            for each in missing:
                lines.append((f"! {say(each)}", "bold $accent"))
            if not is_report(item):
                lines.append(_row(_("计票监票"), say(tellers(meeting))))
                lacking = not_serving(meeting, recused)
                if lacking is not None:
                    lines.append((f"! {say(lacking)}", "bold $accent"))
        if item.taken_reason:
            lines.append(_row(_("理由"), item.taken_reason))
        if item.withdrawn:
            lines.append((f"× {item.withdrawn}", "bold $accent"))
        for each_round in item.rounds:
            for line in earlier(meeting, each_round):
                now = each_round.number == item.round.number
                lines.append((say(line), "bold $primary" if now else "$muted"))
        if proposal.text:
            lines.append(("", ""))
            lines.extend((line, "$foreground") for line in proposal.text.splitlines())
        return lines

    def own_keys(self, meeting: Meeting) -> tuple[Key, ...]:
        """The next step."""
        item = self.item(meeting)
        if item is None and self._next(meeting) is not None:
            return Key("Enter", _("进入下一项议题")), Key("F12", _("计票人"))
        if item is None:
            return (Key("F3", _("去议程")),)
        division = standing_division(meeting, item)
        if meeting.division_under_way is not None:
            return (Key("Enter", _("回到表决")),)
        if division is not None and division.verdict is not None:
            carried = division.verdict.outcome is Outcome.CARRIED
            return (
                Key("Enter", _("去写决议") if carried else _("去议程")),
                Key("F7", _("再议")),
                Key("Del", _("看表决、作废")),
            )
        if meeting.current != item.number:
            return (Key("Enter", _("进入议题")),)
        if is_report(item):
            return (Key("F8", _("听取完毕")),)
        return Key("Enter", _("举手表决")), Key("F6", _("回避")), Key("F12", _("计票人"))

    # --- what the keys do ------------------------------------------------------------------

    def on_key(self, event: KeyPressed) -> None:
        """Enter goes on even where the text has the focus."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.action_go_on()

    def action_go_on(self) -> None:
        """Take the item, open the division, or go where its result leads."""
        meeting = self.app.meeting
        item = self.item(meeting)
        coming = self._next(meeting) if item is None else None
        if coming is not None:
            item_steps.take(self.app, coming, lambda: None)
            return
        if item is None:
            self.app.go("agenda")
            return
        division = standing_division(meeting, item)
        if meeting.division_under_way is not None:
            self.app.go("division")
        elif division is not None and division.verdict is not None:
            carried = division.verdict.outcome is Outcome.CARRIED
            self.app.go("resolution" if carried else "agenda")
        elif meeting.current != item.number:
            item_steps.take(self.app, item, lambda: None)
        elif is_report(item):
            self.app.refuse(message("这是报告、询问，不表决。"), message("听取完毕请按 F8。"))
        elif attempt(self.app, lambda m: chair.open_division(m, item.number, self._recused)):
            self._recused = None
            self.app.go("division")

    def action_divide(self) -> None:
        """F4 is also the way to this very screen: it goes to a vote that a correction brought
        into doubt, or opens the vote, and nothing else."""
        meeting = self.app.meeting
        item = self.item(meeting)
        if vote_in_doubt(meeting) is not None:
            self.app.go("vote")
        elif item is not None and item.number == meeting.current:
            division = standing_division(meeting, item)
            if division is None or division.verdict is None:
                self.action_go_on()

    def action_look_back(self) -> None:
        """To the division just announced, where it can be annulled."""
        meeting = self.app.meeting
        item = self.item(meeting)
        if item is not None and standing_division(meeting, item) is not None:
            self.app.go("division")

    def action_heard(self) -> None:
        """A report has been heard: its item is done with."""
        meeting = self.app.meeting
        item = self.item(meeting)
        if item is None or not is_report(item) or item.number != meeting.current:
            return
        if attempt(self.app, lambda _m: ItemClosed(item.number)):
            self.app.go("agenda")

    def action_recuse(self) -> None:
        """Choose who is present and does not vote on this item."""
        meeting = self.app.meeting
        item = self.item(meeting)
        if item is None or is_report(item) or standing_division(meeting, item) is not None:
            return
        if meeting.division_under_way is not None:
            self.app.refuse(
                message("正在表决，回避的人已经定了。"), message("要更改，先作废这次表决。")
            )
            return

        def chosen(seats: frozenset[int] | None) -> None:
            if seats is not None:
                self._recused = seats
                self.show(self.app.meeting)

        self.app.push_screen(Recusal(meeting, self.recused(meeting, item)), chosen)

    def action_tellers(self) -> None:
        """Who counts the hands and who watches the count."""
        name_tellers(self.app)

    def action_new_round(self) -> None:
        """Put the item again in a changed form; the verdict before it stays on record."""
        meeting = self.app.meeting
        item = self.item(meeting)
        if item is None:
            return
        item_steps.new_round(self.app, item)


def _row(word: str, value: str) -> Line:
    return f"{word} {value}", "$foreground"
