"""The frame that all screens of a meeting share.

Title line; the agenda at the left; the screen's own body; the standing panel at the right;
the chair's script; the keys. A screen of a meeting overrides :meth:`compose_body`,
:meth:`show_meeting` and, where it has some, :meth:`heading` and :meth:`own_keys`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.events import ScreenResume
from textual.widgets import Static

from screens.base import BaseScreen, Notice
from screens.places import why_not
from screens.widgets.agenda_list import AgendaList
from screens.widgets.keys_line import Key, KeysLine
from screens.widgets.script_line import ScriptLine
from screens.widgets.standing_panel import StandingPanel
from screens.widgets.steady import Steady
from screens.widgets.still import StillHorizontal, StillVertical
from screens.widgets.title_line import TitleLine
from siquan_tui.meeting.script import script
from siquan_tui.meeting.state import Meeting, Phase
from siquan_tui.message import Message
from siquan_tui.words import _, language, say

if TYPE_CHECKING:
    from siquan_tui.journal.live import Live


class MeetingScreen(BaseScreen):
    """A screen of the meeting in hand."""

    PLACE: ClassVar[str] = ""
    """Its name among the places."""
    SIDE_AGENDA: ClassVar[bool] = True
    """Whether the agenda stands at the left."""

    def compose(self) -> ComposeResult:
        """The frame, with the body in the middle."""
        yield TitleLine()
        with StillHorizontal(id="hall"):
            if self.SIDE_AGENDA:
                yield AgendaList()
            with StillVertical(id="centre"):
                yield Steady("", id="heading", markup=False)
                with StillVertical(id="body"):
                    yield from self.compose_body()
                yield KeysLine(id="own-keys")
            yield StandingPanel()
        yield ScriptLine()
        yield KeysLine(id="keys")
        yield Notice()

    _live: Live | None = None
    """The meeting this screen showed last. Screens outlive meetings."""

    def on_mount(self) -> None:
        """Follow the meeting."""
        self._live = self.app.live
        self.app.meeting_changed.subscribe(self, self._changed, immediate=True)

    def on_screen_resume(self, event: ScreenResume) -> None:
        """What happened while another screen was in front is shown now."""
        # The meeting is asked for then, not now: an entry may come in between.
        self.call_after_refresh(lambda: self.show(self.app.meeting))

    def _changed(self, meeting: Meeting) -> None:
        if self not in self.app.screen_stack:
            return
        try:
            self.show(meeting)
        except Exception as error:  # the signal would swallow it
            self.app.not_shown(error)

    # --- what a screen overrides ---------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """The widgets of the middle."""
        yield from ()

    def heading(self, meeting: Meeting) -> str:
        """The middle's first line."""
        return ""

    def to_say(self, meeting: Meeting) -> Message:
        """The chair's sentence now."""
        return script(meeting)

    def forget(self) -> None:
        """Another meeting is in hand: drop whatever was kept of the one before."""

    def show_meeting(self, meeting: Meeting) -> None:
        """Put the meeting into the body's widgets; called on each change."""

    def own_keys(self, meeting: Meeting) -> tuple[Key, ...]:
        """Keys of this screen alone, shown below its body."""
        return ()

    # --- the frame -------------------------------------------------------------------

    def show(self, meeting: Meeting) -> None:
        """Show this meeting: the frame and the body."""
        if meeting.convened is None:
            return
        if self.app.live is not self._live:
            self._live = self.app.live
            self.forget()
        called = meeting.convened
        rules = meeting.rules or self.app.governing(called.rules)
        names = " + ".join(getattr(each.short, language()) for each in rules)
        self.query_one(TitleLine).show(
            meeting, called.village, names, self.app.office.clock().date()
        )
        if self.SIDE_AGENDA:
            self.query_one(AgendaList).show(meeting)
        self.query_one(StandingPanel).show(meeting)
        # The body first: where its cursor comes to stand decides what is said and which
        # keys do something.
        self.show_meeting(meeting)
        self.query_one(ScriptLine).say_now(self.to_say(meeting))
        self.query_one("#heading", Static).update(self.heading(meeting), layout=False)
        self.query_one("#own-keys", KeysLine).show_keys(self.own_keys(meeting))
        self.query_one("#keys", KeysLine).show_keys(self.place_keys(meeting))

    def place_keys(self, meeting: Meeting) -> tuple[Key, ...]:
        """The keys that work on every screen of the meeting."""

        def to(words: str, *places: str) -> Key:
            key, _space, word = words.partition(" ")
            if self.PLACE in places:
                return Key(key, f"[{word}]")
            reasons = [why_not(meeting, place) for place in places]
            blocked = next((say(each) for each in reasons if each is not None), "")
            return Key(key, word, "" if not reasons or None in reasons else blocked)

        strikable = "" if meeting.seq > 1 else _("还没有可划去的记录")
        return (
            to(_("F1 帮助")),
            to(_("F2 签到"), "attendance"),
            to(_("F3 议程"), "agenda"),
            to(_("F4 表决"), "floor", "division"),
            to(_("F5 决议"), "resolution"),
            to(_("Ctrl+Z 划去"))._replace(reason=strikable),
            to(_("Esc 返回")),
        )

    @property
    def sitting(self) -> bool:
        """Whether the meeting sits now."""
        return self.app.meeting.phase is Phase.SITTING
