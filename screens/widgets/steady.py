"""Words that stand still: only the rows that changed are painted again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Region
from textual.visual import VisualType
from textual.widgets import Static

from screens.widgets.still import Still


class Steady(Static, Still):
    """A ``Static`` whose ``update(..., layout=False)`` sends as little as it can: nothing
    when the words are the same, else the rows that differ. Every hand counted updates the
    whole frame of a meeting; most of it says what it said before."""

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Show ``content``; with ``layout=False`` repaint only what differs."""
        if layout:
            super().update(content)
            return
        rows = _changed(_content(self.content), _content(content), self.content_size.width)
        if rows == ():
            return
        self._rows_only = rows
        try:
            super().update(content, layout=False)
        finally:
            self._rows_only = None

    def show_of(self, values: tuple[object, ...], make: Callable[[], Content]) -> None:
        """Show what ``make`` makes of these values, unless it was asked for the same before."""
        if values != self._made_of:
            self._made_of = values
            self.update(make(), layout=False)

    _made_of: tuple[object, ...] | None = None
    _rows_only: tuple[int, ...] | None = None

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Repaint the rows that differ where nothing else was asked for."""
        if self._rows_only and not regions and not layout:
            width = self.content_size.width
            regions = tuple(Region(0, row, width, 1) for row in self._rows_only)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)


def _content(content: object) -> Content | None:
    """Words as styled text; None for anything that is not words."""
    if isinstance(content, Content):
        return content
    return Content(content) if isinstance(content, str) else None


def _changed(before: Content | None, after: Content | None, width: int) -> tuple[int, ...] | None:
    """The rows that differ; None where rows cannot be told apart (they may wrap)."""
    if before is None or after is None:
        return None
    if before.is_same(after):
        return ()
    old, new = before.split("\n", allow_blank=True), after.split("\n", allow_blank=True)
    if len(old) != len(new) or any(cell_len(row.plain) > width for row in (*old, *new)):
        return None
    pairs = enumerate(zip(old, new, strict=True))
    return tuple(n for n, (one, other) in pairs if not one.is_same(other))
