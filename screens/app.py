"""The application: its places, its keys, and the one way an event reaches the journal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.events import Event, Key, Resize
from textual.screen import Screen
from textual.signal import Signal

from screens.base import BaseScreen
from screens.places import OF_MEETING, PLACES, landing, maker, why_not
from screens.themes import DARK, LIGHT
from siquan_tui.journal.errors import JournalError
from siquan_tui.meeting.chair import strike_newest
from siquan_tui.meeting.events import MeetingEvent
from siquan_tui.meeting.order import OutOfOrder
from siquan_tui.meeting.state import Meeting
from siquan_tui.message import Message, message
from siquan_tui.rules.model import RuleSet
from siquan_tui.words import _, say

if TYPE_CHECKING:
    from siquan_tui.journal.live import Live
    from siquan_tui.office import Office

MIN_WIDTH, MIN_HEIGHT = 80, 24
"""The smallest terminal, in cells, on which every screen can be used."""


class SiquanApp(App[None]):
    """The console of the chair.

    ``book`` is the (village, book) to open at once; without it the console starts at home.
    """

    CSS_PATH = "app.tcss"
    TITLE = "siquan"
    HORIZONTAL_BREAKPOINTS: ClassVar = [(0, "-narrow"), (100, "-wide"), (140, "-broad")]
    VERTICAL_BREAKPOINTS: ClassVar = [(0, "-short"), (30, "-tall")]
    MODES: ClassVar = {place.name: maker(place) for place in PLACES}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", show=False, id="help"),
        Binding("f2", "go('attendance')", show=False, id="attendance"),
        Binding("f3", "go('agenda')", show=False, id="agenda"),
        Binding("f4", "go('vote')", show=False, id="vote"),
        Binding("f5", "go('resolution')", show=False, id="resolution"),
        Binding("ctrl+z,f9", "strike", show=False, id="strike"),
        Binding("escape", "back", show=False, id="back"),
        Binding("ctrl+q,ctrl+c", "leave", show=False, id="leave", priority=True),
    ]

    def __init__(
        self, office: Office, *, book: tuple[str, str] | None = None, plain: bool = False
    ) -> None:
        super().__init__()
        self.office = office
        self.live: Live | None = None
        self.meeting_changed: Signal[Meeting] = Signal(self, "meeting_changed")
        """Published with the new meeting after each entry."""
        self._book = book
        self._plain = plain
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = DARK.name

    # --- starting --------------------------------------------------------------------

    def on_mount(self) -> None:
        """Open the book asked for, or start at home."""
        self.set_class(self._plain, "-plain")
        if self._book is None:
            self.switch_mode("home")
        else:
            self.open_book(*self._book)

    # --- the meeting in hand ---------------------------------------------------------

    @property
    def meeting(self) -> Meeting:
        """The meeting in hand; the empty book when there is none."""
        return self.live.meeting if self.live is not None else Meeting()

    def governing(self, ids: Iterable[str]) -> tuple[RuleSet, ...]:
        """The rule sets of these ids, as the rulebook has them now."""
        return tuple(self.office.rulebook.get(each) for each in ids)

    def village_name(self, village: str) -> str:
        """The name of a village by its id."""
        return self.office.roster(village).name

    def open_book(self, village: str, book: str) -> None:
        """Resume a meeting and land where it was left."""
        self.take_up(self.office.resume(village, book))

    def take_up(self, live: Live) -> None:
        """Have this meeting in hand and go where its chair stands."""
        self.live = live
        self.meeting_changed.publish(live.meeting)
        self.go(landing(live.meeting))

    def act(self, event: MeetingEvent) -> bool:
        """Let ``event`` happen: durable first, then every screen is told.

        Returns False and says why, with the remedy, when it is refused."""
        if self.live is None:
            self.refuse(message("还没有打开会议"))
            return False
        try:
            self.live.do(event)
        except (OutOfOrder, JournalError) as refusal:
            self.refuse(refusal.message, refusal.remedy)
            return False
        self.meeting_changed.publish(self.live.meeting)
        return True

    def refuse(self, why: Message, remedy: Message | None = None) -> None:
        """Say what was not done, why, and what to do instead."""
        words = say(why) if remedy is None else f"{say(why)} {say(remedy)}"
        self.tell(words, refusal=True)

    def tell(self, sentence: str, *, refusal: bool = False) -> None:
        """Show one sentence on the screen in front until the next key."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, BaseScreen):
                screen.tell(sentence, refusal=refusal)
                return

    def strike(self) -> bool:
        """Take back the newest entry that still counts (划去)."""
        try:
            event = strike_newest(self.meeting)
        except OutOfOrder as refusal:
            self.refuse(refusal.message, refusal.remedy)
            return False
        return self.act(event)

    # --- going about -----------------------------------------------------------------

    def go(self, name: str) -> None:
        """Go to a place by name; ``vote`` is the division under way, else the floor."""
        if name == "vote":
            under_way = self.meeting.division_under_way is not None
            name = "division" if under_way else "floor"
        refusal = why_not(self.meeting, name)
        if refusal is not None:
            self.refuse(refusal)
            return
        self.switch_mode(name)

    def action_go(self, name: str) -> None:
        """Go to a place."""
        self.go(name)

    def action_strike(self) -> None:
        """Take the newest entry back."""
        self.strike()

    def action_back(self) -> None:
        """Home, from anywhere."""
        if self.current_mode != "home":
            self.go("home")

    def action_help(self) -> None:
        """What one can do here, and on which key."""
        from screens.help import HelpScreen

        self.push_screen(HelpScreen(self.screen))

    async def on_event(self, event: Event) -> None:
        """A key pressed means the notice has been read."""
        if isinstance(event, Key) and not event.is_forwarded:
            for screen in self.screen_stack:
                if isinstance(screen, BaseScreen):
                    screen.quiet()
        await super().on_event(event)


def run_console(office: Office, book: tuple[str, str] | None = None) -> None:
    """Run the console in this terminal until the chair leaves it."""
    from screens.environment import prepare

    SiquanApp(office, book=book, plain=prepare().wide_borders).run()


__all__ = ["OF_MEETING", "SiquanApp", "run_console"]
