"""One key, from the writing of its byte to the last byte of the burst it causes."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field

from tests.terminal.terminal import Terminal

QUIET = 0.04
"""Seconds without a byte after which a burst is over."""
ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[@-_]|[\r\n]")
JUMPS = re.compile(r"\x1b\[(\d+);\d+H")


@dataclass
class Measured:
    """The keys pressed so far in one program."""

    seconds: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)


def press(terminal: Terminal, key: str, into: Measured | None = None) -> bytes:
    """Press one key, wait until what it paints has been painted, and note it."""
    mark = len(terminal.raw)
    begun = time.perf_counter()
    terminal.press(key)
    if not terminal.pump(5.0):
        raise AssertionError(f"key {key!r} painted nothing:\n{terminal.text}")
    ended = terminal.settle(QUIET)
    if into is not None:
        into.seconds.append(ended - begun)
        into.sizes.append(len(terminal.raw) - mark)
    return bytes(terminal.raw[mark:])


def painted(burst: bytes) -> tuple[int, int]:
    """How many cells a burst paints, on how many rows."""
    from rich.cells import cell_len

    text = burst.decode("utf-8", "replace")
    return cell_len(ESCAPES.sub("", text)), len(set(JUMPS.findall(text)))
