"""What the journal refuses, with a sentence and a remedy; no driver error gets past it."""

from __future__ import annotations

from siquan_tui.message import message
from siquan_tui.refusal import Refusal


class JournalError(Refusal):
    """The journal could not do it, and nothing was stored."""


class Conflict(JournalError):
    """Another console wrote to the same book first."""

    def __init__(self, book: str, expected: int) -> None:
        super().__init__(
            message(
                "另一台电脑已在本次会议（会议本 {book}）第 {n} 条之后写入新的记录，本条未记入",
                book=book,
                n=expected,
            ),
            message("请重新载入会议，核对后再操作"),
        )


class NumberTaken(JournalError):
    """The resolution's number (决议号) was given before; ``next_free`` was not."""

    def __init__(self, year: int, number: int, next_free: int) -> None:
        super().__init__(
            message(
                "{year} 年第 {number} 号决议已经存在，本条未记入", year=str(year), number=number
            ),
            message("请改用第 {n} 号", n=next_free),
        )
        self.next_free = next_free
