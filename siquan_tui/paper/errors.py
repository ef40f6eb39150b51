"""What keeps a paper from being made, saved or printed."""

from __future__ import annotations

from siquan_tui.message import Message


class PaperError(Exception):
    """A paper that cannot be had now.

    ``message`` says what is wrong, ``remedy`` what to do; both worded at the edge.
    """

    def __init__(self, why: Message, remedy: Message) -> None:
        super().__init__(why.text)
        self.message = why
        self.remedy = remedy
