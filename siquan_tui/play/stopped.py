"""Why a script stopped."""

from __future__ import annotations

from siquan_tui.message import Message


class Stopped(Exception):
    """A script that could not go on. ``line`` counts from 1; 0 = the file as a whole.

    ``message`` says what was wrong, ``remedy`` what to do. ``code`` is the exit code: 1 for
    a line that breaks a rule (what came before it is recorded), 2 for a file that cannot
    be read as a script.
    """

    def __init__(self, line: int, why: Message, remedy: Message, code: int = 1) -> None:
        super().__init__(why.text)
        self.line = line
        self.message = why
        self.remedy = remedy
        self.code = code
