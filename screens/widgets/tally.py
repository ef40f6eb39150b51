"""The tally (计票): the four figures of each bench, big ones and the ones being entered.

A view with a cursor: the division screen turns keys into :meth:`Tally.type_digit`,
:meth:`Tally.move` and events, and hands the meeting's figures back with
:meth:`Tally.show`. Only the cells that changed are painted again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise, zip_longest
from typing import ClassVar, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from screens.widgets.digits import FONTS, PLAIN_FONTS, big, font_for
from screens.widgets.looks import Looks
from siquan_tui.meeting.events import Bench
from siquan_tui.rules.figures import Side
from siquan_tui.rules.names import side_name
from siquan_tui.words import _, say

GUTTER = 6
"""Cells before the first figure: what the line is about."""
MOST_DIGITS = 4
BESIDE = 25
"""Lines of the screen that are not the digits': frame, labels, fields, bars, findings."""
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


class Tally(Looks):
    """Four columns: labels, big digits, and one line of fields a bench.

    The digits are as large as the screen has room for.
    """

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
        self._plain = plain
        self._font = (PLAIN_FONTS if plain else FONTS)[-1]
        self._cursor = PLAIN_CURSOR if plain else CURSOR
        self._benches: tuple[Bench, ...] = (Bench.HALL,)
        self._figures: Mapping[Field, int] = {}
        self._big: Mapping[Side, int] | None = None
        self._tag = ""
        self._entering = False
        self._at = 0
        self._buffer = ""
        self._wrong = False
        self._most = 0
        self._painted: tuple[tuple[_Cell, ...], ...] = ()
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
        most: int = 0,
    ) -> None:
        """Show a count. ``figures`` holds what was tallied (a missing side is blank);
        ``totals`` replaces the current bench's figures as the big ones; ``tag`` stands
        before the labels (暂计). ``entering`` shows the cursor; ``most`` is the largest
        figure there can be, so that the digits keep their size while hands are counted."""
        if tuple(benches) != self._benches or most != self._most:
            if tuple(benches) != self._benches:
                self._at = 0
            self._benches, self._most = tuple(benches), most
            self._measure()
        self._figures = {Field(bench, side): n for (bench, side), n in figures.items()}
        self._big, self._tag = totals, tag
        if not entering:
            self._buffer, self._wrong = "", False
        self._entering = entering
        self._repaint()

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields in the order they are counted: bench after bench."""
        return tuple(Field(bench, side) for bench in self._benches for side in Side)

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

    def _gutter(self) -> tuple[_Cell, ...]:
        """What stands before the figures, line by line."""
        benches = [
            _Cell(
                bench_name(bench),
                "current" if self._entering and bench is self.current.bench else "label",
            )
            for bench in self._benches
        ]
        blank = [_Cell("", "label")] * self._font.rows
        return (_Cell(self._tag, "provisional"), *blank, *benches)

    def _column(self, column: int) -> tuple[_Cell, ...]:
        """One side, line by line: its label, its big figure, its fields."""
        side, width = tuple(Side)[column], self._spans[column][1]
        here = self._entering and side is self.current.side
        value = self.big_figure(side)
        kind = "blank" if value is None else "digits"
        return (
            _Cell(_abbreviated(say(side_name(side)), width), "current" if here else "label"),
            *(_Cell(row, kind) for row in big(value, width, self._font)),
            *(self._field_cell(Field(bench, side)) for bench in self._benches),
        )

    def _field_cell(self, field: Field) -> _Cell:
        value = self._figures.get(field)
        shown = "-" if value is None else str(value)
        if not (self._entering and field == self.current):
            return _Cell(shown, "blank" if value is None else "field")
        if self._wrong:
            return _Cell(f"{self._buffer}{self._cursor}", "wrong")
        return _Cell(f"{self._buffer or shown}{self._cursor}", "typed")

    def _measure(self) -> None:
        """Work out the columns and the size of the digits, once a size: each figure asks
        for them many times."""
        room = max(0, self.size.width - GUTTER)
        edges = [GUTTER + room * column // 4 for column in range(5)]
        self._spans = tuple((left, right - left) for left, right in pairwise(edges))
        narrowest = min(width for _left, width in self._spans)
        rows = self.screen.size.height - BESIDE if self.is_attached else 0
        self._font = font_for(narrowest, rows, self._most, plain=self._plain)
        height = 1 + self._font.rows + len(self._benches)
        if self.size.height != height:
            self.styles.height = height

    def _cells(self) -> tuple[tuple[_Cell, ...], ...]:
        """All columns, the gutter first."""
        return (self._gutter(), *(self._column(column) for column in range(4)))

    def _repaint(self) -> None:
        before = self._painted or ((),) * 5
        self._painted = self._cells()
        changed = [
            Region(left, y, width, 1)
            for (left, width), old, new in zip(
                ((0, GUTTER), *self._spans), before, self._painted, strict=True
            )
            for y, (was, now) in enumerate(zip_longest(old, new))
            if was != now
        ]
        if changed:
            self.refresh(*changed)

    def on_resize(self) -> None:
        """Columns move with the width."""
        self.settle()

    def settle(self) -> None:
        """Take the place there is now: the digits grow with the whole screen."""
        self._measure()
        self._painted = self._cells()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line, from the gutter on."""
        plain = self.look()
        segments = []
        for at, column in enumerate(self._painted):
            if y >= len(column):
                break
            cell = column[y]
            width = self._spans[at - 1][1] if at else GUTTER
            indent = max(0, (width - cell_len(cell.text)) // 2) if at else 0
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


def _abbreviated(label: str, width: int) -> str:
    """A label that leaves a cell free on a narrow terminal."""
    if cell_len(label) < width:
        return label
    return set_cell_size(label, max(0, width - 2)).rstrip() + "."
