"""Plain signs for terminals that draw characters of ambiguous width two cells wide."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

PLAIN = str.maketrans(
    {
        **dict.fromkeys("─━═▔▁▂▃▄▅▆▇▀╌╍╶╴", "-"),
        **dict.fromkeys("│┃║▏▎▍▌▋▊▉▐▕╎", "|"),
        **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯", "+"),
        **dict.fromkeys("█▓▒■", "#"),
        "░": ".",
        "·": ".",
        "•": "*",
        "●": "*",
        "○": "o",
        "▶": ">",
        "▲": "^",
        "▼": "v",
        "←": "<",
        "→": ">",
        "↑": "^",
        "↓": "v",
        "✓": "v",
        "✗": "x",
        "×": "x",
        "‖": "|",
        "…": ".",
        "—": "-",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "≥": ">",
        "±": "~",
    }
)
"""Sign of one cell for sign of one cell."""


class PlainSigns(LineFilter):
    """Replaces what such a terminal would draw too wide, on every screen at once."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with plain signs; cell widths stay the same."""
        return [Segment(text.translate(PLAIN), style, control) for text, style, control in segments]
