"""What the chair and the hall see. Depends on ``siquan_tui``; nothing there depends on this
but ``siquan_tui.cli``, and only when the console is asked for."""

__siquan__ = True
"""Marks this top-level package as ours, whatever else is called ``screens``."""
