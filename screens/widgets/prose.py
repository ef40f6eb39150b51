"""Lines of words, each in its style, broken to the width as Chinese is."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from siquan_tui.line_breaks import wrapped

Line = tuple[str, str]
"""Words and their style."""


class Prose(Static):
    """Shows lines; the height follows the text."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("", id=id, markup=False)
        self._lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines instead."""
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            self._paint()

    def on_resize(self) -> None:
        """Break them anew."""
        self._paint()

    def _paint(self) -> None:
        rows = [
            Content.styled(row, style)
            for words, style in self._lines
            for row in wrapped(words, self.content_size.width).split("\n")
        ]
        self.update(Content("\n").join(rows))
