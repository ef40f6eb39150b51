"""The tally (计票): the four figures of each bench, big ones and the ones being entered.

A view with a cursor: the division screen turns keys into :meth:`Tally.type_digit`,
:meth:`Tally.move` and events, and hands the meeting's figures back with
:meth:`Tally.show`. Only the cells that changed are painted again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import ClassVar, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from screens.widgets.digits import LINES, PLAIN, big
from screens.widgets.looks import Looks
from siquan_tui.meeting.events import Bench
from siquan_tui.rules.figures import Side
from siquan_tui.rules.names import side_name
from siquan_tui.words import _, say

SIDES = (Side.FOR, Side.AGAINST, Side.ABSTAIN, Side.UNEXPRESSED)
GUTTER = 6
"""Cells before the first figure: what the line is about."""
MOST_DIGITS = 4
CURSOR, PLAIN_CURSOR = "▌", "_"


def bench_name(bench: Bench) -> str:
    """A bench in at most five cells."""
    return {
        Bench.HALL: _("计票"),
        Bench.REPRESENTATIVES: _("代表"),
        Bench.COMMITTEE: _("委员"),
    }[bench]


class Field(NamedTuple):
    """One figure to enter."""

    bench: Bench
    side: Side


class _Cell(NamedTuple):
    """What one column shows on one line."""

    text: str
    kind: str


class Tally(Looks, can_focus=True):
    """Four columns: labels, big digits, and one line of fields a bench."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "tally--label",
        "tally--current",
        "tally--digits",
        "tally--blank",
        "tally--field",
        "tally--typed",
        "tally--wrong",
        "tally--provisional",
    }
    DEFAULT_CSS = """
    Tally { height: 5; width: 1fr; }
    Tally > .tally--label { color: $foreground 70%; }
    Tally > .tally--current { color: $text-primary; text-style: bold; }
    Tally > .tally--digits { text-style: bold; }
    Tally > .tally--blank { color: $foreground 40%; }
    Tally > .tally--field { color: $foreground; }
    Tally > .tally--typed { color: $text-primary; text-style: bold reverse; }
    Tally > .tally--wrong { color: $text-error; text-style: bold reverse; }
    Tally > .tally--provisional { color: $text-warning; }
    """

    def __init__(self, *, plain: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = PLAIN if plain else LINES
        self._cursor = PLAIN_CURSOR if plain else CURSOR
        self._benches: tuple[Bench, ...] = (Bench.HALL,)
        self._figures: Mapping[Field, int] = {}
        self._big: Mapping[Side, int] | None = None
        self._tag = ""
        self._entering = False
        self._at = 0
        self._buffer = ""
        self._wrong = False
        self._painted: dict[tuple[int, int], _Cell] = {}
        self._spans: tuple[tuple[int, int], ...] = ((GUTTER, 0),) * 4

    # --- what it shows -----------------------------------------------------------

    def show(
        self,
        benches: Sequence[Bench],
        figures: Mapping[tuple[Bench, Side], int],
        *,
        entering: bool,
        totals: Mapping[Side, int] | None = None,
        tag: str = "",
    ) -> None:
        """Show a count. ``figures`` holds what was tallied (a missing side is blank);
        ``totals`` replaces the current bench's figures as the big ones; ``tag`` stands
        before the labels (暂计). ``entering`` shows the cursor."""
        if tuple(benches) != self._benches:
            self._benches = tuple(benches)
            self._at = 0
            self.styles.height = 4 + len(self._benches)
        self._figures = {Field(bench, side): n for (bench, side), n in figures.items()}
        self._big, self._tag = totals, tag
        if not entering:
            self._buffer, self._wrong = "", False
        elif not self._entering:
            self._at = 0  # another count begins: its first figure is 赞成
        self._entering = entering
        self._repaint()

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields in the order they are counted: bench after bench."""
        return tuple(Field(bench, side) for bench in self._benches for side in SIDES)

    @property
    def current(self) -> Field:
        """The field the digits go to."""
        return self.fields[self._at]

    @property
    def pending(self) -> int | None:
        """The figure typed and not yet entered."""
        return int(self._buffer) if self._buffer else None

    def big_figure(self, side: Side) -> int | None:
        """The big figure of a side; None = blank."""
        if self._big is not None:
            return self._big.get(side)
        return self._figures.get(Field(self.current.bench, side))

    # --- what the keys do ----------------------------------------------------------

    def type_digit(self, digit: str) -> None:
        """One more digit of the current figure."""
        if self._wrong:
            self._buffer, self._wrong = "", False
        if len(self._buffer) < MOST_DIGITS:
            self._buffer = (self._buffer + digit).lstrip("0") or "0"
        self._repaint()

    def rub_out(self) -> None:
        """Take the last digit back."""
        self._buffer, self._wrong = self._buffer[:-1], False
        self._repaint()

    def forget(self) -> None:
        """Drop what was typed."""
        self._buffer, self._wrong = "", False
        self._repaint()

    def refuse(self) -> None:
        """Mark what was typed as impossible; the next digit starts afresh."""
        self._wrong = bool(self._buffer)
        self._repaint()

    def move(self, step: int) -> None:
        """Go ``step`` fields on, round and round."""
        self.go(self.fields[(self._at + step) % len(self.fields)])

    def go(self, field: Field) -> None:
        """Go to one field; what was typed in another is dropped."""
        self._at = self.fields.index(field)
        self.forget()

    # --- painting --------------------------------------------------------------------

    def _cell(self, column: int, y: int) -> _Cell:
        """One column (-1: the gutter) of one line."""
        current = self.current
        if y >= 4:
            bench = self._benches[y - 4] if y - 4 < len(self._benches) else None
            if bench is None:
                return _Cell("", "label")
            here = self._entering and bench is current.bench
            if column < 0:
                return _Cell(bench_name(bench), "current" if here else "label")
            return self._field_cell(Field(bench, SIDES[column]))
        if column < 0:
            return _Cell(self._tag if y == 0 else "", "provisional")
        side = SIDES[column]
        if y == 0:
            here = self._entering and side is current.side
            label = _abbreviated(say(side_name(side)), self._span(column)[1])
            return _Cell(label, "current" if here else "label")
        value = self.big_figure(side)
        width = self._span(column)[1]
        return _Cell(big(value, width, self._glyphs)[y - 1], "blank" if value is None else "digits")

    def _field_cell(self, field: Field) -> _Cell:
        value = self._figures.get(field)
        shown = "-" if value is None else str(value)
        if not (self._entering and field == self.current):
            return _Cell(shown, "blank" if value is None else "field")
        if self._wrong:
            return _Cell(f"{self._buffer}{self._cursor}", "wrong")
        return _Cell(f"{self._buffer or shown}{self._cursor}", "typed")

    def _span(self, column: int) -> tuple[int, int]:
        """First cell and width of a column."""
        return (0, GUTTER) if column < 0 else self._spans[column]

    def _measure(self) -> None:
        """Work the columns out, once a width: each figure asks for them many times."""
        room = max(0, self.size.width - GUTTER)
        edges = [GUTTER + room * column // 4 for column in range(5)]
        self._spans = tuple((left, right - left) for left, right in pairwise(edges))

    def _cells(self) -> dict[tuple[int, int], _Cell]:
        return {
            (column, y): self._cell(column, y)
            for column in range(-1, 4)
            for y in range(4 + len(self._benches))
        }

    def _repaint(self) -> None:
        cells = self._cells()
        changed = [at for at, cell in cells.items() if self._painted.get(at) != cell]
        self._painted = cells
        if changed:
            spans = {column: self._span(column) for column in range(-1, 4)}
            self.refresh(*(Region(*_at_row(spans[column], y)) for column, y in changed))

    def on_resize(self) -> None:
        """Columns move with the width."""
        self._measure()
        self._painted = self._cells()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line, from the gutter on."""
        plain = self.look()
        segments = []
        for column in range(-1, 4):
            cell = self._painted.get((column, y)) or self._cell(column, y)
            width = self._span(column)[1]
            indent = 0 if column < 0 else max(0, (width - cell_len(cell.text)) // 2)
            style = self.look(f"tally--{cell.kind}")
            if cell.kind in ("typed", "wrong"):
                after = max(0, width - indent - cell_len(cell.text))
                segments += [
                    Segment(" " * indent, plain),
                    Segment(cell.text, style),
                    Segment(" " * after, plain),
                ]
            else:
                segments.append(Segment(set_cell_size(" " * indent + cell.text, width), style))
        return Strip(segments).adjust_cell_length(self.size.width, plain)


def _at_row(span: tuple[int, int], y: int) -> tuple[int, int, int, int]:
    left, width = span
    return left, y, width, 1


def _abbreviated(label: str, width: int) -> str:
    """A label that leaves a cell free on a narrow terminal."""
    if cell_len(label) < width:
        return label
    return set_cell_size(label, max(0, width - 2)).rstrip() + "."
