"""A long list drawn line by line: 2,000 seats cost what 20 cost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip


class LineList(ScrollView, can_focus=True):
    """Rows of text with one highlighted. Rows are already cut to fixed columns."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-list--at", "line-list--at-blurred"}
    DEFAULT_CSS = """
    LineList { background: $background; color: $foreground; scrollbar-size-vertical: 1; }
    LineList > .line-list--at {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
    }
    LineList > .line-list--at-blurred { background: $block-cursor-blurred-background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "to(0)", show=False),
        Binding("end", "to(-1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    class Chosen(Message):
        """Enter was pressed on a row."""

        def __init__(self, at: int) -> None:
            super().__init__()
            self.at = at

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: tuple[str, ...] = ()
        self.at = 0
        """The highlighted row, from 0."""

    def show_rows(self, rows: Sequence[str]) -> None:
        """Show these rows; the highlight stays where it was."""
        self._rows = tuple(rows)
        self.at = max(0, min(self.at, len(self._rows) - 1))
        self.virtual_size = Size(self.size.width, len(self._rows))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        row = y + self.scroll_offset.y
        width = self.size.width
        if row >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        style = self.rich_style
        if row == self.at:
            name = "line-list--at" if self.has_focus else "line-list--at-blurred"
            style = self.get_component_rich_style(name)
        return Strip([Segment(self._rows[row], style)]).adjust_cell_length(width, style)

    def move_to(self, at: int) -> None:
        """Highlight another row; only the two rows that change are painted again."""
        at = max(0, min(at, len(self._rows) - 1))
        before, self.at = self.at, at
        for row in (before, at):
            self.refresh(Region(0, row - self.scroll_offset.y, self.size.width, 1))
        self.scroll_to_region(Region(0, at, 1, 1), animate=False, immediate=True)

    def action_step(self, step: int) -> None:
        """One row up or down."""
        self.move_to(self.at + step)

    def action_page(self, pages: int) -> None:
        """A screenful up or down."""
        self.move_to(self.at + pages * max(1, self.size.height - 1))

    def action_to(self, at: int) -> None:
        """The first row, or with -1 the last."""
        self.move_to(at if at >= 0 else len(self._rows) - 1)

    def action_choose(self) -> None:
        """Enter."""
        if self._rows:
            self.post_message(self.Chosen(self.at))

    def on_focus(self) -> None:
        """The highlight shows where the keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """The same."""
        self.refresh()
