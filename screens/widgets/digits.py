"""Big figures, as large as the terminal has room for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

Glyph = tuple[str, ...]

BLANK = "-"
"""Stands where nothing was counted yet: blank is not zero."""


@dataclass(frozen=True, eq=False)
class Font:
    """Digits of one size."""

    columns: int
    """Of one digit."""
    gap: int
    """Columns between two digits, where there is room."""
    glyphs: Mapping[str, Glyph]

    @property
    def rows(self) -> int:
        """Lines of a figure."""
        return len(self.glyphs[BLANK])

    def columns_of(self, digits: int) -> int:
        """What a figure of so many digits takes, gaps included."""
        return digits * self.columns + (digits - 1) * self.gap


_LINES: dict[str, Glyph] = {
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
_PLAIN: dict[str, Glyph] = {
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
_SEGMENTS = {
    "0": "abcdef",
    "1": "dhi",
    "2": "abdeg",
    "3": "abcdg",
    "4": "bcfg",
    "5": "acdfg",
    "6": "acdefg",
    "7": "abc",
    "8": "abcdefg",
    "9": "abcdfg",
    "-": "g",
}
"""As on a scoreboard: a at the top, then clockwise to f; g across the middle. The one has
a stem, h, and a flag, i, of its own: at the edge it would touch the digit before it."""
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def _scoreboard(columns: int, rows: int, stroke: int) -> dict[str, Glyph]:
    """Digits of seven segments, ``stroke`` columns thick. Half a row is as high as a
    column is wide, so all strokes come out alike."""
    height = 2 * rows - stroke % 2
    middle = (height - stroke) // 2
    left, right = range(stroke), range(columns - stroke, columns)
    stem = range((columns - stroke) // 2, (columns + stroke) // 2)
    upper, lower = range(middle + stroke), range(middle, height)
    areas = {
        "a": (range(columns), range(stroke)),
        "b": (right, upper),
        "c": (right, lower),
        "d": (range(columns), range(height - stroke, height)),
        "e": (left, lower),
        "f": (left, upper),
        "g": (range(columns), range(middle, middle + stroke)),
        "h": (stem, range(height)),
        "i": (range(stem.start - stroke, stem.stop), range(stroke)),
    }

    def inked(segments: str, x: int, y: int) -> bool:
        return any(x in areas[each][0] and y in areas[each][1] for each in segments)

    return {
        sign: tuple(
            "".join(
                _HALVES[inked(segments, x, 2 * row), inked(segments, x, 2 * row + 1)]
                for x in range(columns)
            )
            for row in range(rows)
        )
        for sign, segments in _SEGMENTS.items()
    }


LINES = Font(3, 1, _LINES)
PLAIN = Font(3, 1, _PLAIN)
FONTS = (
    Font(12, 3, _scoreboard(12, 10, 3)),
    Font(8, 2, _scoreboard(8, 7, 2)),
    Font(5, 1, _scoreboard(5, 5, 1)),
    LINES,
)
"""From the largest to the smallest."""
PLAIN_FONTS = (PLAIN,)
"""For terminals that draw blocks and lines two cells wide."""


def font_for(columns: int, rows: int, most: int, *, plain: bool = False) -> Font:
    """The largest digits that show every figure up to ``most`` in ``columns`` by ``rows``
    cells; where even the smallest do not, those: :func:`big` then writes figures out."""
    fonts = PLAIN_FONTS if plain else FONTS
    digits = max(2, len(str(most)))
    for font in fonts:
        # Two figures side by side stand further apart than the digits of one.
        if font.rows <= rows and font.columns_of(digits) + font.gap < columns:
            return font
    return fonts[-1]


@lru_cache(maxsize=512)
def big(value: int | None, width: int, font: Font = LINES) -> Glyph:
    """A figure in as many lines as its font has, with gaps between the digits where there
    is room; ``None`` is blank.

    Where ``width`` columns cannot hold it the plain number stands on the middle line:
    a figure that lost a digit would be a wrong figure.
    """
    text = BLANK if value is None else str(value)
    if font.columns * len(text) > width:
        middle = font.rows // 2
        return tuple(text if row == middle else "" for row in range(font.rows))
    gap = " " * font.gap if font.columns_of(len(text)) < width else ""
    drawn = [font.glyphs[character] for character in text]
    return tuple(gap.join(row) for row in zip(*drawn, strict=True))
