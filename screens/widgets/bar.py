"""The bar (票数条): hands for, out of those voting, with every threshold marked."""

from __future__ import annotations

from collections.abc import Sequence
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
        around = cells[max(0, start - 1) : start] + cells[start:end] + cells[end : end + 1]
        if start < 0 or end > width or any(cell not in (" ", glyph) for cell in around):
            return False
        if glyph in cells[start:end]:
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


_Lines = tuple[tuple[str, str, str, str], str]
"""Lead, full, empty and figure of the first line; the legend."""


class Bar(Looks):
    """Two lines: the bar with ``have/total`` at its end, and the marks under it.

    Only the cells that changed are painted again.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--full", "bar--empty", "bar--mark"}
    DEFAULT_CSS = """
    Bar { height: 2; width: 1fr; }
    Bar > .bar--full { color: $primary; }
    Bar > .bar--empty { color: $foreground 40%; }
    Bar > .bar--mark { color: $text-warning; }
    """

    def __init__(self, *, glyphs: Glyphs = BLOCKS, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs
        self._have = 0
        self._total = 0
        self._marks: tuple[Mark, ...] = ()
        self._lead = ""
        self._drawn: tuple[object, _Lines] | None = None

    def show(self, have: int, total: int, marks: Sequence[Mark], lead: str = "") -> None:
        """Paint ``have`` of ``total`` hands. ``lead`` stands before the bar where a
        meeting needs more than one."""
        before = self._cells()
        self._have, self._total, self._marks, self._lead = have, total, tuple(marks), lead
        after, width = self._cells(), self.size.width
        rows = [y for y, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
        if rows and width:
            self.refresh(*(Region(0, y, width, 1) for y in rows))
        elif rows:  # hidden; what was painted before must not come back with it
            self.refresh()

    def _cells(self) -> _Lines:
        """The two lines as they would be drawn."""
        now = (self._have, self._total, self._marks, self._lead, self.size.width)
        if self._drawn is None or self._drawn[0] != now:
            self._drawn = now, self._lines()
        return self._drawn[1]

    def _lines(self) -> _Lines:
        lead = f"{self._lead} " if self._lead else ""
        figure = f" {self._have}/{self._total}"
        width = max(1, self.size.width - cell_len(lead) - max(len(figure), 6) - 1)
        columns = filled(self._have, self._total, width, self._marks)
        marks = legend(self._marks, self._total, width, self._glyphs.mark)
        return (
            (lead, self._glyphs.full * columns, self._glyphs.empty * (width - columns), figure),
            " " * cell_len(lead) + marks,
        )

    def render_line(self, y: int) -> Strip:
        """One of the two lines."""
        (lead, full, empty, figure), marks = self._cells()
        style = self.look()
        if y == 0:
            segments = [
                Segment(lead, style),
                Segment(full, self.look("bar--full")),
                Segment(empty, self.look("bar--empty")),
                Segment(figure, style),
            ]
        elif y == 1:
            segments = [Segment(marks, self.look("bar--mark"))]
        else:
            segments = []
        return Strip(segments).adjust_cell_length(self.size.width, style)
