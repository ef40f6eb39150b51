"""The code as a QR symbol: squares, and SVG for the paper.

Error correction M, because L does not survive a stain and Q makes the modules too small
for this much text. A module is never smaller than 0.5 mm on paper.

ISO/IEC 18004 (7.8) has the encoder try eight masks and take the one of the lowest penalty;
the symbol names its mask, so a reader takes any. Trying them is three quarters of the work of
a symbol and buys nothing here: over 300 codes of ours, versions 14 to 18, mask 2 was the best
one oftenest, its penalty on average 3.4 % above the best one's (16 % at worst), and blurred,
noisy and turned pictures drawn with it were read as often as those drawn with the best one.
"""

from __future__ import annotations

from functools import lru_cache

import qrcode  # type: ignore[import-untyped]
from qrcode import base, constants, util

from siquan_tui.attest.role import Refused
from siquan_tui.message import message

LARGEST = 18
"""Largest version printed: its 89 modules of 0.5 mm still fit in 46 mm."""

_MASK = 2
"""Dark and light are exchanged in every third column."""
_USUAL_MM = 40.0
_LARGEST_MM = 46.0
_MODULE_MM = 0.515


class TooLong(Refused):
    """A text that no symbol of a printable size holds."""


def matrix(text: str, *, small: bool = False) -> list[list[bool]]:
    """The symbol, row by row, True = dark, without the quiet zone. ``small`` corrects fewer
    errors (L), enough for a screen, which nobody folds or stains.

    Raises :class:`TooLong` when the printed one would pass version 18."""
    return [list(row) for row in _symbol(text, small)]


@lru_cache(maxsize=32)
def _symbol(text: str, small: bool) -> tuple[tuple[bool, ...], ...]:
    """Kept, because signing, screen and paper ask for the same one in turn."""
    level = constants.ERROR_CORRECT_L if small else constants.ERROR_CORRECT_M
    code = qrcode.QRCode(error_correction=level, border=0, mask_pattern=_MASK)
    code.add_data(text)
    over = 0 if small else _bits(code.data_list, LARGEST) - _capacity(LARGEST)
    if over > 0:
        raise TooLong(
            message(
                "核验码的文字太长，多出约 {n} 个汉字，打印出来的二维码会扫不出来。请缩短决议标题",
                n=-(-over // 24),
            )
        )
    code.make(fit=False)  # it still takes the smallest version, once instead of twice
    return tuple(tuple(bool(dark) for dark in row) for row in code.get_matrix())


def version_of(symbol: list[list[bool]]) -> int:
    """QR version (1 to 40) of a symbol: it has 17 + 4 × version modules a side."""
    return (len(symbol) - 17) // 4


def size_mm(version: int) -> float:
    """Edge of the printed symbol in millimetres, without the quiet zone: 40, growing from
    version 16 on so that a module keeps 0.5 mm, at most 46.

    Raises ``ValueError`` for a version that is not printed."""
    if not 1 <= version <= LARGEST:
        raise ValueError(version)
    return min(_LARGEST_MM, max(_USUAL_MM, round(_MODULE_MM * (17 + 4 * version), 1)))


def svg(text: str, *, quiet: int = 0) -> str:
    """The symbol as one SVG path in module units, dark runs joined along the rows.

    ``quiet`` adds that many white modules around it; the paper usually has its own."""
    symbol = matrix(text)
    side = len(symbol) + 2 * quiet
    path = "".join(
        f"M{start + quiet} {y + quiet}h{length}v1h-{length}z"
        for y, row in enumerate(symbol)
        for start, length in _runs(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
        f'shape-rendering="crispEdges"><path fill="#000" d="{path}"/></svg>'
    )


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((x, 1))
    return runs


def _bits(segments: list[util.QRData], version: int) -> int:
    buffer = util.BitBuffer()
    for segment in segments:
        buffer.put(segment.mode, 4)
        buffer.put(len(segment), util.length_in_bits(segment.mode, version))
        segment.write(buffer)
    return len(buffer)


def _capacity(version: int) -> int:
    blocks = base.rs_blocks(version, constants.ERROR_CORRECT_M)
    return sum(block.data_count * 8 for block in blocks)
