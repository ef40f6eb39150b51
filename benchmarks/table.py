"""Figures, bounds and the table they are told in."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table. ``held`` is None where there is nothing to hold it to."""

    figure: str
    measured: str
    floor: str
    ratio: str
    bound: str
    held: bool | None


HEADER = Row("figure", "measured", "floor or peer", "ratio", "bound", None)


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def p99(values: Sequence[float]) -> float:
    """The value only one in a hundred is above."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.99))]


def milliseconds(seconds: Sequence[float]) -> str:
    """Median and 99th percentile; of fewer than a hundred the greatest, and called so."""
    name, worst = ("p99", p99(seconds)) if len(seconds) >= 100 else ("most", max(seconds))
    return f"{median(seconds) * 1000:.1f} ms ({name} {worst * 1000:.1f})"


def mark(held: bool | None) -> str:
    return "" if held is None else "yes" if held else "NO"


def markdown(rows: Iterable[Row]) -> str:
    """The table as it stands in the documentation."""
    lines = ["| figure | measured | floor or peer, same run | ratio | bound | held |"]
    lines.append("|---|---|---|---|---|---|")
    lines += [
        f"| {r.figure} | {r.measured} | {r.floor} | {r.ratio} | {r.bound} | {mark(r.held)} |"
        for r in rows
    ]
    return "\n".join(lines)


def show(rows: Iterable[Row]) -> None:
    """The table on the terminal."""
    from rich.console import Console
    from rich.table import Table

    table = Table(*(HEADER.figure, HEADER.measured, HEADER.floor, "ratio", "bound", "held"))
    for r in rows:
        table.add_row(r.figure, r.measured, r.floor, r.ratio, r.bound, mark(r.held))
    Console(width=None if sys.stdout.isatty() else 160).print(table)
