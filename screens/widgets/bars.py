"""The bars (票数条): hands for, out of those voting, with every threshold marked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from screens.widgets.looks import Looks


class Mark(NamedTuple):
    """A threshold on the bar: ``needed`` hands, worded by ``label``."""

    needed: int
    label: str


class Glyphs(NamedTuple):
    """What the bar is drawn with; ``plain`` for terminals that draw blocks too wide."""

    full: str
    empty: str
    mark: str


BLOCKS = Glyphs("█", "░", "▲")
PLAIN = Glyphs("#", ".", "^")


def column_of(needed: int, total: int, width: int) -> int:
    """The column the ``needed``-th hand of ``total`` fills, from 0; the last one if more
    are needed than there are."""
    if total <= 0:
        return width - 1
    return min(width - 1, max(0, -(-needed * width // total) - 1))


def filled(have: int, total: int, width: int, marks: Sequence[Mark] = ()) -> int:
    """How many columns ``have`` hands fill.

    A bar shorter than the room rounds, but never across a threshold: a mark is covered
    if and only if its hands are there.
    """
    columns = min(width, have * width // total) if total > 0 else 0
    for mark in marks:
        column = column_of(mark.needed, total, width)
        columns = max(columns, column + 1) if have >= mark.needed else min(columns, column)
    return columns


def legend(marks: Sequence[Mark], total: int, width: int, glyph: str) -> str:
    """The line below the bar: every mark under its column, with its label, or its bare
    figure, where there is room.

    The highest threshold takes its label first: it is the one that decides.
    """
    columns = {mark: column_of(mark.needed, total, width) for mark in marks}
    cells = [" "] * width
    for column in columns.values():
        cells[column] = glyph

    def place(start: int, words: str) -> bool:
        end = start + cell_len(words)
        if start < 0 or end > width:
            return False
        if any(cell != " " for cell in cells[max(0, start - 1) : end + 1]):
            return False
        at = start
        for character in words:
            cells[at] = character
            at += cell_len(character)
            if cell_len(character) == 2:
                cells[at - 1] = ""
        return True

    for mark, column in sorted(columns.items(), key=lambda each: -each[0].needed):
        for words in (mark.label, str(mark.needed)):
            after, before = column + 2, column - 1 - cell_len(words)
            if words and (place(after, words) or place(before, words)):
                break
    return "".join(cells)


class Drawn(NamedTuple):
    """One bar: ``have`` of ``total`` hands, its marks, and ``lead``, which stands before it
    where a meeting needs more than one."""

    have: int
    total: int
    marks: tuple[Mark, ...] = ()
    lead: str = ""


class _Lines(NamedTuple):
    """The two lines of a bar."""

    lead: str
    full: str
    empty: str
    figure: str
    legend: str


class Bars(Looks):
    """Two lines a bar: the bar with ``have/total`` at its end, and the marks under it.

    Only the lines that changed are painted again.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bars--full", "bars--empty", "bars--mark"}
    DEFAULT_CSS = """
    Bars { height: 2; width: 1fr; }
    Bars > .bars--full { color: $primary; }
    Bars > .bars--empty { color: $foreground 40%; }
    Bars > .bars--mark { color: $text-warning; }
    """

    def __init__(self, *, glyphs: Glyphs = BLOCKS, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs
        self._bars: tuple[Drawn, ...] = ()
        self._lines: tuple[_Lines, ...] = ()

    def show(self, bars: Sequence[Drawn]) -> None:
        """Show these bars; none leaves the place empty."""
        if tuple(bars) == self._bars:
            return
        self._bars = tuple(bars)
        if bars and len(bars) * 2 != self.size.height:
            self.styles.height = len(bars) * 2
        before, width = self._lines, self.size.width
        self._lines = tuple(self._drawn(each) for each in bars)
        changed = []
        for at, (old, new) in enumerate(zip_longest(before, self._lines)):
            if old is None or new is None or old[:-1] != new[:-1]:
                changed.append(Region(0, 2 * at, width, 1))
            if old is None or new is None or old.legend != new.legend:
                changed.append(Region(0, 2 * at + 1, width, 1))
        self.refresh(*changed)

    def on_resize(self) -> None:
        """Bars are as long as there is room."""
        self._lines = tuple(self._drawn(each) for each in self._bars)
        self.refresh()

    def _drawn(self, bar: Drawn) -> _Lines:
        lead = f"{bar.lead} " if bar.lead else ""
        figure = f" {bar.have}/{bar.total}"
        width = max(1, self.size.width - cell_len(lead) - max(len(figure), 6) - 1)
        columns = filled(bar.have, bar.total, width, bar.marks)
        return _Lines(
            lead,
            self._glyphs.full * columns,
            self._glyphs.empty * (width - columns),
            figure,
            " " * cell_len(lead) + legend(bar.marks, bar.total, width, self._glyphs.mark),
        )

    def render_line(self, y: int) -> Strip:
        """One of the lines."""
        plain = self.look()
        bar = self._lines[y // 2] if y // 2 < len(self._lines) else None
        if bar is None:
            segments = []
        elif y % 2:
            segments = [Segment(bar.legend, self.look("bars--mark"))]
        else:
            segments = [
                Segment(bar.lead, plain),
                Segment(bar.full, self.look("bars--full")),
                Segment(bar.empty, self.look("bars--empty")),
                Segment(bar.figure, plain),
            ]
        return Strip(segments).adjust_cell_length(self.size.width, plain)
