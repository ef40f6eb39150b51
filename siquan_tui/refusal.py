"""What every refusal of this project looks like, whichever part refuses."""

from __future__ import annotations

from siquan_tui.message import Message


class Refusal(Exception):
    """Something was not done, and nothing was lost.

    ``message`` says what is wrong, ``remedy`` what to do (None where the message says it
    too); both are worded at the edge, in the reader's language.
    """

    def __init__(self, why: Message, remedy: Message | None = None) -> None:
        super().__init__(why.text)
        self.message = why
        self.remedy = remedy
