"""Big figures, readable from the second row."""

from __future__ import annotations

Glyph = tuple[str, str, str]

LINES: dict[str, Glyph] = {
    "0": ("┏━┓", "┃ ┃", "┗━┛"),
    "1": ("╺┓ ", " ┃ ", "╺┻╸"),
    "2": ("╺━┓", "┏━┛", "┗━╸"),
    "3": ("╺━┓", "╺━┫", "╺━┛"),
    "4": ("╻ ╻", "┗━┫", "  ╹"),
    "5": ("┏━╸", "┗━┓", "╺━┛"),
    "6": ("┏━╸", "┣━┓", "┗━┛"),
    "7": ("╺━┓", "  ┃", "  ╹"),
    "8": ("┏━┓", "┣━┫", "┗━┛"),
    "9": ("┏━┓", "┗━┫", "╺━┛"),
    "-": ("   ", "╺━╸", "   "),
}
PLAIN: dict[str, Glyph] = {
    "0": (" _ ", "| |", "|_|"),
    "1": ("   ", "  |", "  |"),
    "2": (" _ ", " _|", "|_ "),
    "3": (" _ ", " _|", " _|"),
    "4": ("   ", "|_|", "  |"),
    "5": (" _ ", "|_ ", " _|"),
    "6": (" _ ", "|_ ", "|_|"),
    "7": (" _ ", "  |", "  |"),
    "8": (" _ ", "|_|", "|_|"),
    "9": (" _ ", "|_|", " _|"),
    "-": ("   ", " _ ", "   "),
}
BLANK = "-"
"""Stands where nothing was counted yet: blank is not zero."""


def big(value: int | None, width: int, glyphs: dict[str, Glyph] = LINES) -> Glyph:
    """A figure as three lines, three columns a digit, a gap between them where there is
    room; ``None`` is blank.

    Where ``width`` columns cannot hold it the plain number stands on the middle line:
    a figure that lost a digit would be a wrong figure.
    """
    text = BLANK if value is None else str(value)
    if 3 * len(text) > width:
        return "", text, ""
    gap = " " if 4 * len(text) - 1 <= width - 1 else ""
    top, middle, bottom = zip(*(glyphs[character] for character in text), strict=True)
    return gap.join(top), gap.join(middle), gap.join(bottom)
