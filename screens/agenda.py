"""The agenda (议程): items listed, changed, moved, taken; the meeting opened and closed."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from screens import item_steps
from screens.agenda_words import called_for, details, opening, row
from screens.dialogs import Choose
from screens.meeting_screen import MeetingScreen
from screens.sitting import call_lacks, open_or_pause
from screens.tellers_form import name_tellers
from screens.widgets.keys_line import Key
from screens.widgets.prose import Line, Prose
from siquan_tui.meeting import chair
from siquan_tui.meeting.events import ItemMoved
from siquan_tui.meeting.shortfalls import in_the_way
from siquan_tui.meeting.state import Item, Meeting, Phase
from siquan_tui.message import message
from siquan_tui.refusal import Refusal
from siquan_tui.words import _, say, say_refusal


class AgendaScreen(MeetingScreen):
    """All items at the top, the highlighted one in full below."""

    CSS_PATH = "agenda.tcss"
    PLACE = "agenda"
    SIDE_AGENDA = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "add", show=False),
        Binding("f7", "change", show=False),
        Binding("f10", "sitting", show=False),
        Binding("f12", "tellers", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._due: tuple[Phase, int | None] | None = None
        """Number of the item that was due when the list was shown last."""

    def forget(self) -> None:
        """Another meeting has other items."""
        self._due = None

    def compose_body(self) -> ComposeResult:
        """List and details."""
        yield OptionList(id="items", markup=False, compact=True)
        with VerticalScroll(id="item-details", can_focus=False):
            yield Prose(id="item-text")

    def heading(self, meeting: Meeting) -> str:
        """How many items there are."""
        return say(message("议程 · {n} 项议题", n=len(meeting.items)))

    def own_keys(self, meeting: Meeting) -> tuple[Key, ...]:
        """What can be done with the agenda."""
        over = _("已散会") if meeting.phase is Phase.ADJOURNED else ""
        none = over or ("" if meeting.items else _("议程是空的"))
        words = {
            Phase.CONVENED: _("宣布开会"),
            Phase.SITTING: _("休会散会"),
            Phase.RECESS: _("复会散会"),
            Phase.ADJOURNED: _("已散会"),
        }
        return (
            Key("Enter", _("进入、调整"), none),
            Key("F6", _("加议题"), over),
            Key("F7", _("修改"), none),
            Key("F10", words[meeting.phase], over or none),
            *((Key("F12", _("计票人")),) if self.sitting else ()),
        )

    def show_meeting(self, meeting: Meeting) -> None:
        """Repaint the list where it changed, and the item below."""
        items = self.query_one(OptionList)
        at = items.highlighted
        count = len(meeting.items)
        if items.option_count != count:
            items.set_options([Option("") for _item in meeting.items])
            items.highlighted = None if not count else min(at or 0, count - 1)
        self._follow(meeting)
        self._show_rows(meeting)
        if not items.has_focus and self.app.screen is self:
            items.focus()
        self._show_item()

    def _show_rows(self, meeting: Meeting) -> None:
        items = self.query_one(OptionList)
        for n, item in enumerate(meeting.items[: items.option_count]):
            words = row(meeting, item, chosen=n == items.highlighted)
            shown = items.get_option_at_index(n).prompt
            if not (isinstance(shown, Content) and shown.is_same(words)):  # != sees no style
                items.replace_option_prompt_at_index(n, words)

    def _follow(self, meeting: Meeting) -> None:
        """The chair goes on with the item that is due, so the highlight goes there whenever
        that becomes another one or the meeting opens; in between it stays where the chair
        put it."""
        item_due = chair.item_due(meeting)
        if self._due != (meeting.phase, item_due):
            self._due = (meeting.phase, item_due)
            at = next((n for n, item in enumerate(meeting.items) if item.number == item_due), None)
            if at is not None:
                self.query_one(OptionList).highlighted = at

    # --- what is shown ---------------------------------------------------------------

    def _show_item(self) -> None:
        meeting = self.app.meeting
        item = self._item()
        lines: list[Line] = []
        if meeting.phase is Phase.CONVENED:
            lines += self._opening(meeting)
        if item is not None:
            today = self.app.office.clock().date()
            rules, roll = self.app.governing_now(), self.app.roll_now()
            lines += details(item, in_the_way(item.proposal, rules, roll, today))
        elif not meeting.items and meeting.phase is not Phase.CONVENED:
            lines.append((_("议程是空的。按 F6 加第一项议题。"), ""))
        self.query_one("#item-text", Prose).show_lines(lines)

    def _opening(self, meeting: Meeting) -> list[Line]:
        called = meeting.convened
        assert called is not None, "a book's first entry calls the meeting"
        try:
            lacking = call_lacks(self.app)
            alike = self.app.same_names_today()
        except Refusal as refusal:
            told = say_refusal(refusal.message, refusal.remedy)
            return [called_for(called), (f"! {told}", "$accent"), ("", "")]
        return [called_for(called), *opening(meeting, lacking, alike)]

    def _item(self) -> Item | None:
        at = self.query_one(OptionList).highlighted
        items = self.app.meeting.items
        return items[at] if at is not None and at < len(items) else None

    # --- what the chair does ---------------------------------------------------------

    @on(OptionList.OptionHighlighted)
    def _highlighted(self) -> None:
        self._show_rows(self.app.meeting)
        self._show_item()

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        item = self._item()
        over = self.app.meeting.phase is Phase.ADJOURNED
        if item is None or (over and not item_steps.may_add(self.app)):
            return
        choices = (
            _("进入这项议题"),
            _("修改"),
            _("再议：列为新一轮"),
            _("上移"),
            _("下移"),
            _("撤回"),
        )

        def chosen(index: int | None) -> None:
            match index:
                case 0:
                    self._take(item)
                case 1:
                    item_steps.change(self.app, item)
                case 2:
                    item_steps.new_round(self.app, item)
                case 3:
                    self._move(item, -1)
                case 4:
                    self._move(item, 1)
                case 5:
                    item_steps.withdraw(self.app, item)

        self.app.push_screen(Choose(f"{item.number} {item.proposal.title}", choices), chosen)

    def action_add(self) -> None:
        """A new item at the end."""

        def highlight() -> None:
            self.query_one(OptionList).highlighted = len(self.app.meeting.items) - 1

        item_steps.add(self.app, highlight)

    def action_change(self) -> None:
        """Change the highlighted item before it is voted on."""
        item = self._item()
        if item is None:
            self.app.refuse(message("议程是空的"))
        else:
            item_steps.change(self.app, item)

    def _move(self, item: Item, step: int) -> None:
        at = self.app.meeting.items.index(item) + 1 + step
        if at < 1 or at > len(self.app.meeting.items):
            self.app.refuse(message("已经在头上或末尾。"))
        elif self.app.act(ItemMoved(item.number, at)):
            self.query_one(OptionList).highlighted = at - 1

    def _take(self, item: Item) -> None:
        if item.number == self.app.meeting.current:
            self.app.go("vote")
        else:
            item_steps.take(self.app, item, lambda: self.app.go("floor"))

    def action_sitting(self) -> None:
        """Open, recess, resume or adjourn, as the phase has it."""
        open_or_pause(self.app)

    def action_tellers(self) -> None:
        """Who counts the hands and who watches the count."""
        name_tellers(self.app)
