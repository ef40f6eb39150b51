"""What keeps a paper from being made, saved or printed."""

from __future__ import annotations

from siquan_tui.refusal import Refusal


class PaperError(Refusal):
    """A paper that cannot be had now."""
