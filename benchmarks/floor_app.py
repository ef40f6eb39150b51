"""The floor: the least that paints as many cells a key and stores as much.

    python -m benchmarks.floor_app DATABASE CELLS ROWS

One Line-API widget; on each key one raw ``sqlite3`` commit (WAL, FULL), then ``CELLS``
changed cells on ``ROWS`` rows are painted. Nothing is checked, folded, worded or laid out.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterable

os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.events import Key
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

READY = "floor is ready"
BODY = b"x" * 120
"""As long as a stored tally."""


def open_database(path: str) -> sqlite3.Connection:
    """A table of entries as bare as can be."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE IF NOT EXISTS entry (seq INTEGER PRIMARY KEY, body BLOB)")
    return database


def commit(database: sqlite3.Connection, body: bytes = BODY) -> None:
    """One entry, durable."""
    database.execute("BEGIN IMMEDIATE")
    database.execute("INSERT INTO entry (body) VALUES (?)", (body,))
    database.execute("COMMIT")


class Cells(Widget, can_focus=True):
    """Rows whose first cells change with every step."""

    def __init__(self, cells: int, rows: int) -> None:
        super().__init__()
        self.rows, self.width = rows, -(-cells // rows)
        self.step = 0

    def changed(self) -> Iterable[Region]:
        """What a step repaints."""
        return (Region(0, y, self.width, 1) for y in range(self.rows))

    def render_line(self, y: int) -> Strip:
        """A row of signs that are all different after a step."""
        if y >= self.rows:
            words = READY if y == self.rows else ""
            return Strip([Segment(words.ljust(self.size.width), self.rich_style)])
        sign = chr(ord("a") + self.step % 26)
        segments = [
            Segment(sign * self.width, self.rich_style),
            Segment(" " * (self.size.width - self.width), self.rich_style),
        ]
        return Strip(segments, self.size.width)


class FloorApp(App[None]):
    """Stores, then paints."""

    def __init__(self, path: str, cells: int, rows: int) -> None:
        super().__init__()
        self.database = open_database(path)
        self.cells = Cells(cells, rows)

    def compose(self) -> ComposeResult:
        yield self.cells

    def on_key(self, event: Key) -> None:
        if event.key == "ctrl+q":
            return
        commit(self.database)
        self.cells.step += 1
        self.cells.refresh(*self.cells.changed())


if __name__ == "__main__":
    FloorApp(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])).run()
