"""The application: its places, its keys, and the one way an event reaches the journal."""

from __future__ import annotations

import datetime as dt
import gc
import logging
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.events import Event, Key, Resize
from textual.filter import LineFilter
from textual.screen import Screen
from textual.signal import Signal

from screens.base import BaseScreen, TooSmall
from screens.fit import fit
from screens.in_order import InOrder
from screens.palette import ConsoleCommands
from screens.places import HOME, PLACES, landing, maker, way_there, why_not
from screens.plain import PlainSigns
from screens.themes import DARK, LIGHT
from siquan_tui.journal.errors import Conflict
from siquan_tui.message import Message, message
from siquan_tui.refusal import Refusal
from siquan_tui.words import _, say, say_refusal

if TYPE_CHECKING:
    from siquan_tui.journal.live import Live
    from siquan_tui.meeting.events import MeetingEvent
    from siquan_tui.meeting.roll import RollLine
    from siquan_tui.meeting.state import Meeting
    from siquan_tui.office import Office
    from siquan_tui.rules.model import RuleSet

# What only a meeting in hand needs is imported by what uses it: the first picture comes before.

MIN_WIDTH, MIN_HEIGHT = 80, 24
"""The smallest terminal, in cells, on which every screen can be used."""

LONGEST_TOLD = 60
"""Cells of what a struck entry said: everybody arriving at once would fill the screen."""

log = logging.getLogger("siquan")


class SiquanApp(InOrder):
    """The console of the chair.

    ``book`` is the (village, book) to open at once; without it the console starts at home.
    ``plain`` is for terminals that draw lines two cells wide; ``move_clock`` for a demo,
    whose clock goes to the day of the meeting taken up.
    """

    CSS_PATH: ClassVar = ["app.tcss", "home.tcss"]
    """With home's: a screen's rules that come later have all the others parsed again."""
    TITLE = "siquan"
    COMMANDS: ClassVar = {ConsoleCommands}
    MODES: ClassVar = {place.name: maker(place) for place in PLACES if place is not HOME}
    DEFAULT_MODE = HOME.name
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", show=False, id="help"),
        Binding("f2", "go('attendance')", show=False, id="attendance"),
        Binding("f3", "go('agenda')", show=False, id="agenda"),
        Binding("f4", "go('vote')", show=False, id="vote"),
        Binding("f5", "go('resolution')", show=False, id="resolution"),
        Binding("ctrl+z,f9", "strike", show=False, id="strike"),
        Binding("escape", "home", show=False, id="home"),
        Binding("ctrl+q", "leave", show=False, id="leave", priority=True),
    ]

    def __init__(
        self,
        office: Office,
        *,
        book: tuple[str, str] | None = None,
        plain: bool = False,
        move_clock: Callable[[dt.datetime], None] | None = None,
    ) -> None:
        super().__init__()
        self.office = office
        self.live: Live | None = None
        self.meeting_changed: Signal[Meeting] = Signal(self, "meeting_changed")
        """Published with the new meeting after each entry."""
        self.plain = plain
        """Whether this terminal needs plain signs: no half blocks, no line drawing."""
        self.move_clock = move_clock
        """Sets the office's clock to another day; None where it is the real one."""
        self._plain_signs = PlainSigns(enabled=plain)
        self._book = book
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        # Put in place rather than changed to: after a change every rule is parsed again.
        self.set_reactive(SiquanApp.theme, DARK.name)
        self.stylesheet.set_variables(self.get_css_variables())

    # --- starting and ending -----------------------------------------------------------

    def get_default_screen(self) -> Screen[None]:
        """Home itself: a blank screen before it would cost a second layout and parsing."""
        return maker(HOME)()

    def on_mount(self) -> None:
        """Open the book asked for; without one the console is at home."""
        # Among MODES from the start, it would not have been the default screen.
        self.add_mode(HOME.name, maker(HOME))
        if self._book is not None:
            self.open_book(*self._book)

    def on_ready(self) -> None:
        """The first picture is painted: from now on there may be garbage to collect."""
        gc.enable()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Plain signs last, whatever else changes the colours."""
        filters = super().get_line_filters()
        return [*filters, self._plain_signs] if self.plain else filters

    def on_resize(self, event: Resize) -> None:
        """On a terminal that is too small, say so instead of drawing a broken screen."""
        small = event.size.width < MIN_WIDTH or event.size.height < MIN_HEIGHT
        covered = isinstance(self.screen, TooSmall)
        if small and not covered:
            self.push_screen(TooSmall(MIN_WIDTH, MIN_HEIGHT))
        elif covered and not small:
            self.pop_screen()

    def _handle_exception(self, error: Exception) -> None:
        """A fault of the program: the traceback goes to the log, a sentence to the chair."""
        if self.is_headless:
            super()._handle_exception(error)
            return
        log.error("the console failed", exc_info=error)
        self._return_code = 1
        sentence = _("程序出错，已经停下。记下的都在：重新运行 siquan 会回到原处。错误写在 {file}")
        self.panic(Text(sentence.format(file=self.office.data / "log" / "siquan.log")))

    def action_leave(self) -> None:
        """Ask once; a second Ctrl+Q leaves."""
        from screens.dialogs import Confirm

        if any(isinstance(each, Confirm) and each.id == "leave" for each in self.screen_stack):
            self.exit()
            return

        def sure(yes: bool | None) -> None:
            if yes:
                self.exit()

        question = Confirm(_("退出主席台？"), _("每一条记录当时就存好了，下次回到原处。"))
        question.id = "leave"
        self.push_screen(question, sure)

    def action_help_quit(self) -> None:
        """Ctrl+C copies where something is marked; it never ends a meeting."""
        self.tell(_("要退出请按 Ctrl+Q。"))

    # --- the meeting in hand -----------------------------------------------------------

    @property
    def meeting(self) -> Meeting:
        """The meeting in hand; the empty book when there is none."""
        if self.live is not None:
            return self.live.meeting
        from siquan_tui.meeting.state import Meeting

        return Meeting()

    def governing(self, ids: Iterable[str]) -> tuple[RuleSet, ...]:
        """The rule sets of these ids as the rulebook has them now; those it has not are
        left out (opening the meeting will refuse)."""
        known = set(self.office.rulebook.ids())
        return tuple(self.office.rulebook.get(each) for each in ids if each in known)

    def governing_now(self) -> tuple[RuleSet, ...]:
        """The rule sets that govern the meeting in hand: those frozen when it opened,
        before that those it was called under."""
        called = self.meeting.convened
        return self.meeting.rules or (self.governing(called.rules) if called else ())

    def roll_now(self) -> tuple[RollLine, ...]:
        """The roll frozen at the opening, today's before it; none where it cannot be read."""
        try:
            return self.meeting.roll or self.roll_today()
        except Refusal:
            return ()

    def roll_today(self) -> tuple[RollLine, ...]:
        """The village's roll as it stands today."""
        if self.live is None:
            return ()
        return self.office.roster(self.live.village).roll_on(self.office.clock().date())

    def same_names_today(self) -> tuple[Message, ...]:
        """Who stands on that roll under one name."""
        if self.live is None:
            return ()
        from siquan_tui.roster.same_name import same_names

        return same_names(self.office.roster(self.live.village), self.office.clock().date())

    def open_book(self, village: str, book: str) -> None:
        """Resume a meeting and land where it was left."""
        try:
            live = self.office.resume(village, book)
        except Refusal as refusal:
            self.call_after_refresh(self.refused, refusal)
        else:
            self.take_up(live)

    def take_up(self, live: Live) -> None:
        """Have this meeting in hand and go where its chair stands."""
        from siquan_tui.meeting.figures import discrepancies

        called = live.meeting.convened
        if self.move_clock is not None and called is not None:
            self.move_clock(max(called.scheduled, live.meeting.entries[-1].at))
        self.live = live
        self.meeting_changed.publish(live.meeting)
        self.go(landing(live.meeting))
        for number in discrepancies(live.meeting):
            self.call_after_refresh(
                self.refuse,
                message("第 {n} 次表决按记录重算，与宣布的结果不同", n=number),
                message("请用 siquan journal verify 检查，并从备份恢复数据文件"),
            )

    def opening(self, reason: str = "") -> MeetingEvent:
        """The opening of the meeting in hand: today's roll and the texts of its rule sets,
        to be frozen. Raises a Refusal where the roster cannot be read."""
        from siquan_tui.meeting.chair import open_meeting
        from siquan_tui.meeting.events import RuleText

        called = self.meeting.convened
        known = set(self.office.rulebook.ids())
        rules = tuple(
            RuleText(each, self.office.rulebook.text(each))
            for each in (called.rules if called else ())
            if each in known
        )
        return open_meeting(self.meeting, self.roll_today(), rules, reason)

    def open_meeting(self, reason: str = "") -> bool:
        """Open the meeting in hand. Returns False and says why when it is refused."""
        try:
            self.record(self.opening(reason))
        except Refusal as refusal:
            self.refused(refusal)
            return False
        return True

    def record(self, event: MeetingEvent) -> None:
        """Let ``event`` happen: durable first, then every screen is told.

        Raises a Refusal, and nothing happened."""
        if self.live is None:
            raise Refusal(message("还没有打开会议"))
        try:
            self.live.do(event)
        except Conflict:
            raise self._read_again(self.live) from None
        self.meeting_changed.publish(self.live.meeting)

    def act(self, event: MeetingEvent) -> bool:
        """The same for a key that has nothing written to lose: returns False and says why,
        with the remedy, when it is refused."""
        try:
            self.record(event)
        except Refusal as refusal:
            self.refused(refusal)
            return False
        return True

    def strike(self) -> bool:
        """Take back the newest entry that can be taken back (划去)."""
        from siquan_tui.meeting.chair import strike_newest
        from siquan_tui.meeting.happening import happening

        if self.live is None:
            return False
        try:
            event = strike_newest(self.meeting)
        except Refusal as refusal:
            self.refused(refusal)
            return False
        struck = self.meeting.entries[event.entry - 1].event
        what = fit(say(happening(self.meeting, struck)), LONGEST_TOLD)
        done = self.act(event)
        if done:
            self.tell(say(message("已划去：{what}（第 {n} 条记录）。", what=what, n=event.entry)))
        return done

    # --- what is said ------------------------------------------------------------------

    def refuse(self, why: Message, remedy: Message | None = None) -> None:
        """Say what was not done, why, and what to do instead."""
        self.tell(say_refusal(why, remedy), refusal=True)

    def refused(self, refusal: Refusal) -> None:
        """Say what was refused."""
        if isinstance(refusal, Conflict) and self.live is not None:
            refusal = self._read_again(self.live)
        self.refuse(refusal.message, refusal.remedy)

    def _read_again(self, live: Live) -> Refusal:
        """Another console had written first: only with its entries read can the next try
        succeed. Returns what to say of it."""
        try:
            live.reload()
        except Refusal as unread:
            return unread
        self.meeting_changed.publish(live.meeting)
        return Refusal(
            message("另一台主席台刚写了新的记录，本条没有记入。"),
            message("会议已重新载入，请核对后再操作。"),
        )

    def not_shown(self, error: Exception) -> None:
        """A screen could not show the meeting as it now is: nobody may take what is still
        painted for it."""
        log.error("a screen could not show the meeting", exc_info=error)
        if self.is_headless:
            self._handle_exception(error)
        self.refuse(
            message("程序出错，画面没有更新，记录已存好。"),
            message("退出（Ctrl+Q）后重新运行 siquan。"),
        )

    def tell(self, sentence: str, *, refusal: bool = False) -> None:
        """Show one sentence on the screen in front until the next key."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, BaseScreen):
                screen.tell(sentence, refusal=refusal)
                return

    @property
    def spoken(self) -> str:
        """The sentence that is being told; empty = none."""
        screens = (each for each in reversed(self.screen_stack) if isinstance(each, BaseScreen))
        return next((each.spoken for each in screens), "")

    async def on_event(self, event: Event) -> None:
        """A key pressed means the notice has been read."""
        if isinstance(event, Key) and not event.is_forwarded:
            for screen in self.screen_stack:
                if isinstance(screen, BaseScreen):
                    screen.quiet()
        await super().on_event(event)

    # --- going about -------------------------------------------------------------------

    def go(self, name: str) -> None:
        """Go to a place by name; ``vote`` is the division under way, or one that a correction
        touched and that has to be confirmed or annulled, else the floor."""
        if name == "vote":
            from siquan_tui.meeting.doubt import vote_in_doubt

            name = "floor"
            if self.meeting.division_under_way is not None or vote_in_doubt(self.meeting):
                name = "division"
        refusal = why_not(self.meeting, name)
        if refusal is not None:
            self.refuse(refusal, way_there(self.meeting, name, self.current_mode))
        elif name != self.current_mode:
            self.switch_mode(name)

    def action_go(self, name: str) -> None:
        """Go to a place."""
        self.go(name)

    def action_strike(self) -> None:
        """Take the newest entry back."""
        self.strike()

    def action_home(self) -> None:
        """Home, from anywhere."""
        self.go("home")

    def action_help(self) -> None:
        """What can be done here, and on which key."""
        from screens.help import HelpScreen

        if isinstance(self.screen, BaseScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_other_theme(self) -> None:
        """Dark to light and back."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    def action_command_palette(self) -> None:
        """Find a command by its name."""
        if not any(isinstance(each, CommandPalette) for each in self.screen_stack):
            self.push_screen(
                CommandPalette(placeholder=_("写命令的名字或拼音首字母"), id="--command-palette")
            )
