"""What the roster refuses."""

from __future__ import annotations

from siquan_tui.refusal import Refusal


class RosterRefused(Refusal):
    """Something that cannot stand on the roster; nothing was recorded."""
