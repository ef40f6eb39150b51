"""Words broken into rows as Chinese is: anywhere but before a closing mark."""

from __future__ import annotations

from siquan_tui.line_breaks import lines_of


def wrapped(text: str, cells: int) -> str:
    """The text with every line at most ``cells`` wide; line breaks in it are kept."""
    if cells < 4:
        return text
    return "\n".join(row for line in text.split("\n") for row in lines_of(line, cells) or [""])
