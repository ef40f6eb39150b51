"""Runs the console in this terminal. Imports Textual only when the terminal is ready."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable
from typing import TYPE_CHECKING

from screens.environment import prepare

if TYPE_CHECKING:
    from siquan_tui.office import Office


def run_console(
    office: Office,
    *,
    book: tuple[str, str] | None = None,
    move_clock: Callable[[dt.datetime], None] | None = None,
) -> int:
    """Run until the chair leaves; ``book`` is the (village, book) to open at once,
    ``move_clock`` sets the office's clock in a demo.

    Returns the exit code: 0, or 1 when the program itself failed."""
    terminal = prepare(office.data / "log")
    # What is made until the first picture stays: looking for garbage in it again and again
    # only delays the picture. The application turns it on again.
    gc.disable()
    from screens.app import SiquanApp

    app = SiquanApp(office, book=book, plain=terminal.plain, move_clock=move_clock)
    app.run()
    return app.return_code or 0
