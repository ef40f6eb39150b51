"""The places of the console: their keys, whether one may go there now, where to land."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from siquan_tui.meeting.phase import Phase
from siquan_tui.message import Message, message

if TYPE_CHECKING:
    from textual.screen import Screen

    from siquan_tui.meeting.state import Meeting


class Place(NamedTuple):
    """A screen that can be gone to. Its module is imported when first used."""

    name: str
    module: str
    screen: str


HOME = Place("home", "screens.home", "HomeScreen")
"""Where the console starts."""

PLACES = (
    HOME,
    Place("convene", "screens.convene", "ConveneScreen"),
    Place("roster", "screens.roster", "RosterScreen"),
    Place("agenda", "screens.agenda", "AgendaScreen"),
    Place("attendance", "screens.attendance", "AttendanceScreen"),
    Place("floor", "screens.floor", "FloorScreen"),
    Place("division", "screens.division", "DivisionScreen"),
    Place("resolution", "screens.resolution", "ResolutionScreen"),
)

OF_MEETING = ("agenda", "attendance", "floor", "division", "resolution")
"""Places that show the meeting in hand."""


def maker(place: Place) -> Callable[[], Screen[None]]:
    """What makes the place's screen, importing its module only then."""

    def make() -> Screen[None]:
        screen: Screen[None] = getattr(import_module(place.module), place.screen)()
        return screen

    return make


def why_not(meeting: Meeting, place: str) -> Message | None:
    """Why one cannot go there now; None = one can."""
    if place not in OF_MEETING:
        return None
    if meeting.convened is None:
        return message("还没有打开会议")
    if place == "agenda":
        return None
    if meeting.phase is Phase.CONVENED:
        return message("尚未开会")
    if place == "division" and not meeting.divisions:
        return message("尚未表决")
    return None


def way_there(meeting: Meeting, place: str, here: str = "") -> Message:
    """What to do first, where :func:`why_not` gives a reason; ``here`` is where one is."""
    if meeting.convened is None:
        return message("先从会议列表里打开一次会议。")
    if meeting.phase is Phase.CONVENED and here == "agenda":
        return message("先按 F10 宣布开会。")
    if meeting.phase is Phase.CONVENED:
        return message("先在议程页（F3）开会。")
    return message("先进入议题，再开始表决（F4）。")


def landing(meeting: Meeting) -> str:
    """Where the chair stood: the screen to land on when a meeting is opened or resumed."""
    from siquan_tui.meeting.doubt import vote_in_doubt  # home does without

    if meeting.phase is Phase.ADJOURNED:
        return "resolution"
    if meeting.phase is Phase.CONVENED:
        return "agenda"
    if meeting.division_under_way is not None or vote_in_doubt(meeting) is not None:
        return "division"
    if meeting.current:
        return "floor"
    return "agenda" if meeting.presence else "attendance"
