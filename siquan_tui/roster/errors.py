"""What the roster refuses."""

from __future__ import annotations

from siquan_tui.message import Message


class RosterRefused(ValueError):
    """Something that cannot stand on the roster; nothing was recorded.

    ``message`` says what is wrong, ``remedy`` what to do; both worded at the edge.
    """

    def __init__(self, why: Message, remedy: Message) -> None:
        super().__init__(why.text)
        self.message = why
        self.remedy = remedy
