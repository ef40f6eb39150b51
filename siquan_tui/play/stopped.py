"""Why a script stopped."""

from __future__ import annotations

from siquan_tui.message import Message
from siquan_tui.refusal import Refusal


class Stopped(Refusal):
    """A script that could not go on. ``line`` counts from 1; 0 = the file as a whole.

    ``message`` says what was wrong, ``remedy`` what to do. ``code`` is the exit code: 1 for
    a line that breaks a rule (what came before it is recorded), 2 for a file that cannot
    be read as a script.
    """

    def __init__(self, line: int, why: Message, remedy: Message | None, code: int = 1) -> None:
        super().__init__(why, remedy)
        self.line = line
        self.code = code
