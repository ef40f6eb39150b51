"""Text cut to a number of cells; what is cut says so."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size


def fit(text: str, width: int, tail: str = "") -> str:
    """``text`` and ``tail`` in at most ``width`` cells; only ``text`` is cut, with ``…``."""
    room = width - cell_len(tail)
    if cell_len(text) <= room:
        return text + tail
    return set_cell_size(text, max(0, room - 1)).rstrip() + "…" + tail
