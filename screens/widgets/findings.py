"""Lines of findings (核验情况): each in one look, repainted only where its words changed."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import zip_longest
from typing import ClassVar, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from screens.fit import fit
from screens.widgets.looks import Looks
from siquan_tui.line_breaks import lines_of

INDENT = 2
"""Cells by which a line that goes on is set in: under its words, not under its sign."""


class Look(StrEnum):
    """How a line is set."""

    MET = "met"
    OPEN = "open"
    LOST = "lost"
    WARNING = "warning"
    PLAIN = "plain"
    ASIDE = "aside"


class Finding(NamedTuple):
    """One line."""

    words: str
    look: Look = Look.PLAIN
    spare: bool = False
    """Left out where not all lines have room."""


def _rows(line: Finding, width: int) -> list[Finding]:
    if cell_len(line.words) <= width or width < 2 * INDENT:
        return [line]
    first, *more = lines_of(line.words, width - INDENT)
    return [line._replace(words=words) for words in (first, *(" " * INDENT + w for w in more))]


class Findings(Looks):
    """One line under the other. A line longer than the width goes on below, where there is
    room; else it is cut with an ellipsis."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"findings--{look}" for look in Look}
    DEFAULT_CSS = """
    Findings { width: 1fr; height: 1fr; }
    Findings > .findings--met { color: $primary; text-style: bold; }
    Findings > .findings--open { color: $foreground; text-style: bold; }
    Findings > .findings--lost { color: $accent; text-style: bold; }
    Findings > .findings--warning { color: $accent; }
    Findings > .findings--aside { color: $muted; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._findings: tuple[Finding, ...] = ()
        self._shown: tuple[Finding, ...] = ()

    @property
    def text(self) -> str:
        """All lines as they are meant to be read."""
        return "\n".join(each.words for each in self._findings)

    def show(self, findings: Sequence[Finding]) -> None:
        """Show these lines instead."""
        self._findings = tuple(findings)
        before, self._shown = self._shown, self._with_room()
        rows = zip_longest(before, self._shown, fillvalue=Finding(""))
        changed = [
            Region(0, y, max(cell_len(old.words), cell_len(new.words)), 1)
            for y, (old, new) in enumerate(rows)
            if old != new
        ]
        if changed:
            self.refresh(*changed)

    def on_resize(self) -> None:
        """There may be room for more, or for less."""
        self._shown = self._with_room()
        self.refresh()

    def _with_room(self) -> tuple[Finding, ...]:
        width, height = self.size
        needed = tuple(each for each in self._findings if not each.spare)
        for lines in (self._findings, needed):
            rows = tuple(row for line in lines for row in _rows(line, width))
            if len(rows) <= height:
                return rows
        return needed

    def render_line(self, y: int) -> Strip:
        """One of the lines."""
        width = self.size.width
        if y >= len(self._shown):
            return Strip([Segment(" " * width, self.look())], width)
        words, look, _spare = self._shown[y]
        line = set_cell_size(fit(words, width), width)
        return Strip([Segment(line, self.look(f"findings--{look}"))], width)
