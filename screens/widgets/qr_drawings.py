"""How a QR code is drawn in a terminal: which symbol, in which signs, in how many cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

Matrix = tuple[tuple[bool, ...], ...]
"""Rows of modules, True = dark."""

QUIET = 2
"""Light modules around a symbol in half blocks or cells."""
SEXTANT_QUIET = (4, 2, 1)
"""Light modules above and below a symbol in sextants, the widest that fits first; beside it
the whole screen is light. One is enough for a reader, as the tests show with pixels."""
SEXTANT_MARGIN = 4
"""Light modules to the left and to the right of a symbol in sextants."""
HALVES = {(True, True): " ", (True, False): "▄", (False, True): "▀", (False, False): "█"}
"""By (dark above, dark below); drawn light on dark, because a reader expects light paper."""


class Signs(StrEnum):
    """What a symbol is drawn with."""

    HALVES = "halves"
    """Half blocks: square modules, one column each, two rows a line."""
    CELLS = "cells"
    """Coloured cells, two a module: where half blocks leave gaps."""
    SEXTANTS = "sextants"
    """Two by three modules a cell. Modules are a third higher than wide, which a reader
    takes for a photograph from the side; for windows too small for half blocks."""


class Drawing(NamedTuple):
    """A symbol, its quiet zone included, and the signs it is drawn with."""

    signs: Signs
    modules: Matrix

    @property
    def columns(self) -> int:
        """Cells a line."""
        width = len(self.modules[0])
        return {
            Signs.HALVES: width,
            Signs.CELLS: 2 * width,
            Signs.SEXTANTS: -(-width // 2),
        }[self.signs]

    @property
    def lines(self) -> int:
        """Lines."""
        height = len(self.modules)
        return {
            Signs.HALVES: -(-height // 2),
            Signs.CELLS: height,
            Signs.SEXTANTS: -(-height // 3),
        }[self.signs]


def symbol(code: str, *, small: bool = False) -> Matrix:
    """The symbol of ``code`` without its quiet zone: the one that is printed, or with
    ``small`` one that corrects fewer errors, enough for a screen nobody folds or stains.

    Raises ``TooLong`` for a text no printable symbol holds."""
    from siquan_tui.attest.qr import matrix

    return tuple(tuple(row) for row in matrix(code, small=small))


def drawings(
    symbols: Sequence[Matrix], width: int, height: int, *, plain: bool, sextants: bool
) -> list[Drawing]:
    """The drawings of ``symbols`` (the one liked best first) that fit into ``width`` x
    ``height`` cells, best first. ``plain``: half blocks may leave gaps here; ``sextants``:
    the terminal draws them. Half blocks and cells leave a line for words."""
    order = (Signs.CELLS, Signs.HALVES) if plain else (Signs.HALVES, Signs.CELLS)
    found = [
        next(_fitting((Drawing(signs, framed(each)) for each in symbols), width, height - 1), None)
        for signs in order
    ]
    if sextants:
        small = (
            Drawing(Signs.SEXTANTS, framed(each, quiet, SEXTANT_MARGIN))
            for quiet in SEXTANT_QUIET
            for each in symbols
        )
        found.append(next(_fitting(small, width, height), None))
    return [each for each in found if each is not None]


def _fitting(all_: Iterable[Drawing], width: int, height: int) -> Iterator[Drawing]:
    return (each for each in all_ if each.columns <= width and each.lines <= height)


def framed(modules: Matrix, quiet: int = QUIET, margin: int | None = None) -> Matrix:
    """The symbol with ``quiet`` light modules above and below and ``margin`` (the same by
    default) to the left and to the right."""
    side = (False,) * (quiet if margin is None else margin)
    inner = tuple((*side, *row, *side) for row in modules)
    blank = ((False,) * len(inner[0]),) * quiet
    return (*blank, *inner, *blank)


def half_blocks(modules: Matrix) -> list[str]:
    """Two rows of modules a line, one column each; light is drawn."""
    return [
        "".join(HALVES[above, below] for above, below in zip(*rows, strict=True))
        for rows in _rows(modules, 2)
    ]


def sextants(modules: Matrix) -> list[str]:
    """Three rows of modules a line, two columns a cell; dark is drawn."""
    lines = []
    for rows in _rows(modules, 3):
        padded = [(*row, False) for row in rows]
        lines.append(
            "".join(
                _sextant([padded[y][x + dx] for y in range(3) for dx in range(2)])
                for x in range(0, len(rows[0]), 2)
            )
        )
    return lines


def _sextant(dark: Sequence[bool]) -> str:
    """The sign of six modules, row by row. Unicode left out the two halves and the two
    wholes, which had signs already."""
    value = sum(1 << bit for bit, on in enumerate(dark) if on)
    known = {0: " ", 21: "▌", 42: "▐", 63: "█"}
    if value in known:
        return known[value]
    return chr(0x1FB00 + value - 1 - (value > 21) - (value > 42))


def _rows(modules: Matrix, count: int) -> Iterator[list[tuple[bool, ...]]]:
    """So many rows of modules at a time, light ones after the last."""
    empty = (False,) * len(modules[0])
    for y in range(0, len(modules), count):
        rows = list(modules[y : y + count])
        yield rows + [empty] * (count - len(rows))
