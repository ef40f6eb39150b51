"""Runs the console in this terminal. Imports Textual only when the terminal is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.environment import prepare

if TYPE_CHECKING:
    from siquan_tui.office import Office


def run_console(office: Office, book: tuple[str, str] | None = None) -> int:
    """Run until the chair leaves; ``book`` is the (village, book) to open at once.

    Returns the exit code: 0, or 1 when the program itself failed."""
    terminal = prepare(office.data / "log")
    from screens.app import SiquanApp

    app = SiquanApp(office, book=book, plain=terminal.plain)
    app.run()
    return app.return_code or 0
