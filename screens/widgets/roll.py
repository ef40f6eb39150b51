"""The roll (花名册): everyone on one screen, in columns that fill the width."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from siquan_tui.meeting.roll import RollLine
from siquan_tui.meeting.state import Attendance, Presence
from siquan_tui.message import message
from siquan_tui.words import _, say

GAP = 2
"""Cells between two columns of the roll."""
LONGEST_NAME = 16
"""Cells after which a name is cut; the line below the roll shows it in full."""


class Status(NamedTuple):
    """A symbol and a word that say the same thing, and the style that goes with them."""

    symbol: str
    word: str
    kind: str


def status(line: RollLine, presence: Presence | None) -> Status:
    """Where a seat stands: present, excused, gone, absent, or filled by nobody."""
    if line.vacant:
        return Status(" ", "", "absent")
    if presence is None:
        return Status("-", _("缺席"), "absent")
    match presence.attendance:
        case Attendance.PRESENT:
            return Status("✓", _("到会"), "present")
        case Attendance.EXCUSED:
            return Status("◦", _("请假"), "excused")
        case _ if presence.arrived is not None:
            return Status("<", _("离场"), "left")
        case _:
            return Status("-", _("缺席"), "absent")


def last_seen(presence: Presence | None) -> dt.datetime | None:
    """The time that matters: of leaving for those who left, else of arrival."""
    if presence is None:
        return None
    if presence.attendance is not Attendance.PRESENT and presence.left is not None:
        return presence.left
    arrived, since = presence.arrived, presence.since
    anew = arrived is not None and since is not None and arrived.date() != since.date()
    return since if anew else arrived


def when(presence: Presence | None, today: dt.date | None) -> str:
    """That time in five cells: of day, or 7-22 where it is not of ``today`` (None = all
    times are of one day)."""
    time = last_seen(presence)
    if time is None:
        return ""
    if today is None or time.date() == today:
        return time.strftime("%H:%M")
    return f"{time.month}-{time.day}"


def households(line: RollLine) -> str:
    """户, short; nothing where the roster does not say."""
    return say(message("{n}户", n=line.households)) if line.households else ""


class Layout(NamedTuple):
    """How the roll is laid out: ``columns`` of ``rows`` lines a page, each ``width`` cells,
    showing ``fields``."""

    columns: int
    rows: int
    width: int
    fields: tuple[str, ...]


MUST = ("seat", "name", "symbol")
LEVELS = (
    (*MUST, "word", "time", "group", "households"),
    (*MUST, "word", "time", "group"),
    (*MUST, "word", "time"),
    (*MUST, "word"),
    MUST,
)
"""From the fullest line to the barest; the fullest that has everyone on one screen wins."""


def arrange(count: int, width: int, height: int, sizes: Mapping[str, int]) -> Layout:
    """Lay ``count`` lines out on ``width`` x ``height`` cells.

    With so many lines that even the barest does not show them all, the roll has pages of
    lines that still have their word.
    """
    height = max(1, height)

    def size(fields: Sequence[str]) -> int:
        return sum(sizes[field] + 1 for field in fields if sizes[field]) - 1 + GAP

    for fields in LEVELS:
        columns = max(1, (width + GAP) // size(fields))
        if columns * height >= count:
            columns = max(1, -(-count // height))
            return Layout(columns, height, max(1, (width + GAP) // columns), fields)
    fields = (*MUST, "word")
    columns = max(1, (width + GAP) // size(fields))
    return Layout(columns, height, max(1, (width + GAP) // columns), fields)


class Roll(ScrollView, can_focus=True):
    """The roll with a cursor.

    Paints only the cells that changed, so a key costs the same with 17 lines and with
    2,000. Names are text and never markup. ``marked`` seats carry a sign of their own
    instead of their attendance (``mark`` is its symbol and word), to choose from the roll.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "roll--line",
        "roll--cursor",
        "roll--present",
        "roll--excused",
        "roll--left",
        "roll--absent",
        "roll--marked",
    }
    DEFAULT_CSS = """
    Roll { height: 1fr; width: 1fr; scrollbar-size: 0 0; overflow: hidden hidden; }
    Roll > .roll--line { color: $foreground; }
    Roll > .roll--present { color: $text-primary; text-style: bold; }
    Roll > .roll--excused { color: $text-warning; }
    Roll > .roll--left { color: $text-warning; }
    Roll > .roll--absent { color: $foreground 70%; }
    Roll > .roll--marked { color: $text-warning; text-style: bold; }
    Roll > .roll--cursor {
        background: $block-cursor-background;
        color: $block-cursor-foreground;
        text-style: bold;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("left", "column(-1)", show=False),
        Binding("right", "column(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
    ]

    class Moved(Message):
        """The cursor is on another line."""

        def __init__(self, line: RollLine) -> None:
            super().__init__()
            self.line = line

    def __init__(self, *, marks: tuple[str, str] | None = None, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: tuple[RollLine, ...] = ()
        self._presence: Mapping[int, Presence] = {}
        self._mark = marks
        self._marked: frozenset[int] = frozenset()
        self._cursor = 0
        self._today: dt.date | None = None
        self._sizes: dict[str, int] = {}
        self._layout_now = Layout(1, 1, 1, MUST)

    # --- what it shows -----------------------------------------------------------------

    def show(
        self,
        lines: Sequence[RollLine],
        presence: Mapping[int, Presence],
        marked: frozenset[int] = frozenset(),
        today: dt.date | None = None,
    ) -> None:
        """Show these lines; only those whose presence or mark changed are painted again.
        ``today`` is given where some of the times are of other days."""
        before, self._presence = self._presence, presence
        marked, self._marked = self._marked, marked
        today, self._today = self._today, today
        if tuple(lines) != self._lines or today != self._today:
            self._lines = tuple(lines)
            self._cursor = min(self._cursor, max(0, len(self._lines) - 1))
            self._measure()
            self._arrange()
            return
        turned = marked ^ self._marked
        for index, line in enumerate(self._lines):
            seat = line.seat
            if before.get(seat) is not presence.get(seat) or seat in turned:
                self._repaint(index)

    @property
    def cursor_line(self) -> RollLine | None:
        """The line the cursor is on; None on an empty roll."""
        return self._lines[self._cursor] if self._lines else None

    @property
    def pages(self) -> tuple[int, int]:
        """The page shown, from 1, and how many there are."""
        a_page = self._layout_now.columns * self._layout_now.rows
        return self._cursor // a_page + 1, max(1, -(-len(self._lines) // a_page))

    # --- going about ---------------------------------------------------------------------

    def go_to_seat(self, seat: int) -> bool:
        """Put the cursor on a seat; False if the roll has no such seat."""
        index = next((n for n, line in enumerate(self._lines) if line.seat == seat), None)
        if index is None:
            return False
        self._go(index)
        return True

    def go_to_initials(self, letters: str, step: int = 0) -> bool:
        """Put the cursor on a name whose pinyin initials begin with ``letters``: the
        nearest from the cursor on, or with ``step`` 1 or -1 the next or previous one."""
        total = len(self._lines)
        order = range(total) if step == 0 else range(1, total + 1)
        for offset in order:
            index = (self._cursor + offset * (step or 1)) % total
            if self._lines[index].initials.startswith(letters):
                self._go(index)
                return True
        return False

    def action_move(self, step: int) -> None:
        """Up or down."""
        self._go(self._cursor + step)

    def action_column(self, step: int) -> None:
        """One column to the side, staying on the same line where there is one."""
        self._go(self._cursor + step * self._layout_now.rows, clamp=False)

    def action_page(self, step: int) -> None:
        """A page up or down; within a single page to its first or last line."""
        self._go(self._cursor + step * self._layout_now.rows * self._layout_now.columns)

    def action_first(self) -> None:
        """The first line."""
        self._go(0)

    def action_last(self) -> None:
        """The last line."""
        self._go(len(self._lines) - 1)

    def _go(self, index: int, *, clamp: bool = True) -> None:
        if not self._lines:
            return
        last = len(self._lines) - 1
        if not clamp and not 0 <= index <= last:
            return
        index = min(max(0, index), last)
        if index == self._cursor:
            return
        before, self._cursor = self._cursor, index
        self._repaint(before)
        self._repaint(index)
        self._follow()
        self.post_message(self.Moved(self._lines[index]))

    # --- geometry --------------------------------------------------------------------------

    def _measure(self) -> None:
        """The size of each field, in cells, over the whole roll."""
        words = [_("到会"), _("请假"), _("离场"), _("缺席")]
        if self._mark is not None:
            words = [self._mark[1]]
        lines = self._lines
        self._sizes = {
            "seat": max((len(str(line.seat)) for line in lines), default=1),
            "name": min(
                LONGEST_NAME,
                max((cell_len(line.name or _("缺额")) for line in lines), default=4),
            ),
            "symbol": 1,
            "word": max(cell_len(word) for word in words),
            "time": 0 if self._mark is not None else 5,
            "group": min(12, max((cell_len(line.group) for line in lines), default=0)),
            "households": max((cell_len(households(line)) for line in lines), default=0),
        }

    def _arrange(self) -> None:
        if not self._sizes:
            return
        size = self.scrollable_content_region.size
        self._layout_now = arrange(len(self._lines), size.width, size.height, self._sizes)
        pages = self.pages[1]
        self.virtual_size = Size(size.width, pages * self._layout_now.rows)
        self._follow()
        self.refresh()

    def on_resize(self) -> None:
        """More room shows more of each line."""
        self._arrange()

    def _place(self, index: int) -> tuple[int, int]:
        """Column and line, over all pages, of the index-th line of the roll."""
        layout = self._layout_now
        page, rest = divmod(index, layout.columns * layout.rows)
        column, row = divmod(rest, layout.rows)
        return column, page * layout.rows + row

    def _follow(self) -> None:
        """Turn to the cursor's page."""
        top = (self.pages[0] - 1) * self._layout_now.rows
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, immediate=True, force=True)

    def _repaint(self, index: int) -> None:
        column, y = self._place(index)
        layout, line = self._layout_now, y - self.scroll_offset.y
        if 0 <= line < layout.rows:
            self.refresh(Region(column * layout.width, line, layout.width, 1))

    # --- painting ----------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line of the page in view, all its columns."""
        layout = self._layout_now
        page, row = divmod(y + self.scroll_offset.y, layout.rows)
        segments: list[Segment] = []
        for column in range(layout.columns):
            index = (page * layout.columns + column) * layout.rows + row
            if index < len(self._lines):
                segments.extend(self._segments(index))
        # Neighbours of one style become one segment: fewer bytes to the terminal.
        return Strip(segments).simplify().adjust_cell_length(self.size.width, self.rich_style)

    def _segments(self, index: int) -> list[Segment]:
        line = self._lines[index]
        presence = self._presence.get(line.seat)
        if self._mark is None:
            now = status(line, presence)
        elif line.seat in self._marked:
            now = Status(self._mark[0], self._mark[1], "marked")
        else:
            now = Status(" ", "", "line")
        texts = {
            "seat": str(line.seat).rjust(self._sizes["seat"]),
            "name": line.name or _("缺额"),
            "symbol": now.symbol,
            "word": now.word,
            "time": when(presence, self._today),
            "group": line.group,
            "households": households(line),
        }
        cursor = index == self._cursor and self.has_focus
        plain = self.get_component_rich_style("roll--cursor" if cursor else "roll--line")
        style = plain if cursor else self.get_component_rich_style(f"roll--{now.kind}")
        segments: list[Segment] = []
        used = 0
        for field in self._layout_now.fields:
            size = self._sizes[field]
            if not size:
                continue
            space = 1 if used else 0
            coloured = field in ("symbol", "word")
            segments.append(
                Segment(" " * space + _fit(texts[field], size), style if coloured else plain)
            )
            used += space + size
        rest = max(0, self._layout_now.width - GAP - used)
        segments.append(Segment(" " * rest, plain))
        segments.append(Segment(" " * (self._layout_now.width - rest - used), self.rich_style))
        return segments

    def on_focus(self) -> None:
        """The cursor shows."""
        self._repaint(self._cursor)

    def on_blur(self) -> None:
        """The cursor hides."""
        self._repaint(self._cursor)


def _fit(text: str, size: int) -> str:
    """Cut or pad to ``size`` cells; what is cut says so."""
    if cell_len(text) > size:
        return set_cell_size(set_cell_size(text, size - 1).rstrip() + "…", size)
    return set_cell_size(text, size)
