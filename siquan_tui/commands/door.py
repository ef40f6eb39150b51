"""How a command gets to the console without importing the screens."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from siquan_tui.office import Office


class Door(NamedTuple):
    """Handed down by ``siquan_tui.cli``, which alone knows the screens; the context's
    object of every command."""

    start: Callable[[], int]
    """The console on the user's own data; returns the exit code."""
    open: Callable[[Office], int]
    """The console on an office; returns the exit code."""
