"""How a meeting played from a script is printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from siquan_tui.line_breaks import lines_of
from siquan_tui.meeting.figures import total
from siquan_tui.meeting.names import resolution_number
from siquan_tui.meeting.state import Division, Meeting
from siquan_tui.message import message
from siquan_tui.play.telling import Told, Weight
from siquan_tui.rules.check import CheckKind, Outcome, outcome_name
from siquan_tui.rules.figures import Side
from siquan_tui.rules.names import side_name
from siquan_tui.words import _, say

MARKS = {
    Weight.PLAIN: ("  ", ""),
    Weight.MEETING: ("■ ", "bold"),
    Weight.TURN: ("▲ ", "bold"),
    Weight.CARRIED: ("✓ ", "bold green"),
    Weight.DEFEATED: ("✗ ", "bold red"),
}
"""A mark beside every colour: without colours the lines say the same."""


INDENT = len("09:00:00  ✓ ")


class Teller:
    """Prints each sentence with its time, and each new day once."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._day: dt.date | None = None

    def __call__(self, at: dt.datetime, told: Told) -> None:
        """Print one sentence."""
        if at.date() != self._day:
            self._day = at.date()
            self._console.print(Text(say(message("{day}", day=self._day)), "bold underline"))
        mark, style = MARKS[told.weight]
        first, *rest = lines_of(say(told.text), max(20, self._console.width - INDENT))
        self._console.print(Text.assemble((f"{at:%H:%M:%S}  ", "dim"), (mark + first, style)))
        for line in rest:
            self._console.print(Text(" " * INDENT + line, style))


class _Wrapped:
    """A cell of a table whose lines begin with no closing bracket."""

    def __init__(self, text: str, style: str = "") -> None:
        self._text = text
        self._style = style

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        cells = cell_len(self._text)
        return Measurement(min(12, cells), cells)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        yield Text("\n".join(lines_of(self._text, options.max_width)), self._style)


def outcome_table(meetings: Iterable[Meeting]) -> Table:
    """Every division of these meetings: its figures, its verdict, its resolution."""
    table = Table(box=None, pad_edge=False, collapse_padding=True)
    table.add_column(_("表决"), overflow="fold")
    for side in Side:
        table.add_column(say(side_name(side)), justify="right", no_wrap=True)
    table.add_column(_("需"), justify="right", no_wrap=True)
    table.add_column(_("表决结果"), overflow="fold", min_width=12)
    table.add_column(_("决议"), no_wrap=True)
    for meeting in meetings:
        for division in meeting.divisions:
            drawn = [each for each in meeting.resolutions if each.division == division.number]
            table.add_row(
                _Wrapped(division.proposal.title),
                *(str(total(division.count, side) or 0) for side in Side),
                "/".join(
                    str(check.needed)
                    for check in (division.verdict.checks if division.verdict else ())
                    if check.kind is CheckKind.PASS
                ),
                _outcome(division),
                "、".join(say(resolution_number(each.year, each.number)) for each in drawn),
            )
    return table


def _outcome(division: Division) -> _Wrapped:
    if division.annulled:
        return _Wrapped(_("表决作废"))
    outcome = division.verdict.outcome if division.verdict else Outcome.OPEN
    colour = {Outcome.CARRIED: "green", Outcome.OPEN: ""}.get(outcome, "red")
    word = outcome_name(outcome)
    if division.superseded:
        word = message("{outcome}（已由再议取代）", outcome=word)
    return _Wrapped(say(word), colour)
