"""The agenda (议程) at the left of every meeting screen."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from screens.widgets.steady import Steady
from siquan_tui.meeting.chair import items_left
from siquan_tui.meeting.state import Item, Meeting, Phase
from siquan_tui.words import _


def mark(meeting: Meeting, item: Item) -> str:
    """✓ done, ▶ before the assembly, × withdrawn, · still to come."""
    if item.withdrawn:
        return "×"
    if item.number == meeting.current:
        return "▶"
    if meeting.phase is Phase.ADJOURNED and item not in items_left(meeting):
        return "✓"
    return "✓" if item.closed else "·"


class AgendaList(Steady):
    """One row an item; when there are more than rows, those around the current one."""

    def __init__(self) -> None:
        super().__init__("", id="agenda-list", markup=False)
        self._meeting = Meeting()

    def show(self, meeting: Meeting) -> None:
        """Show this meeting's agenda."""
        self._meeting = meeting
        self.show_of((meeting.items, meeting.current, meeting.phase), self._rows)

    def on_resize(self) -> None:
        """Titles are cut to the width."""
        self.update(self._rows(), layout=False)

    def _rows(self) -> Content:
        width, height = self.content_size
        if height < 2:
            return Content("")
        meeting = self._meeting
        rows = [Content.styled(_("议程"), "bold $primary")]
        room = height - 1
        at = next((n for n, i in enumerate(meeting.items) if i.number == meeting.current), 0)
        first = max(0, min(at - room // 2, len(meeting.items) - room))
        for item in meeting.items[first : first + room]:
            style = "bold $foreground" if item.number == meeting.current else "$foreground"
            if item.closed or item.withdrawn:
                style = "$muted"
            again = f"({len(item.rounds)})" if len(item.rounds) > 1 else ""
            words = f"{mark(meeting, item)} {item.number} {item.proposal.title}"
            rows.append(Content.styled(_fit(words, width - cell_len(again)) + again, style))
        return Content("\n").join(rows)


def _fit(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(0, width - 1)).rstrip() + "…"
