"""What the roster refuses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from siquan_tui.message import Message, message
from siquan_tui.refusal import Refusal


class RosterRefused(Refusal):
    """Something that cannot stand on the roster; nothing was recorded."""


class LineError(Struct, frozen=True):
    """One thing that is wrong with one line of a file; line 0 = with the file as a whole."""

    line: int
    message: Message
    """What is wrong, with what was read."""
    remedy: Message
    column: str = ""
    """Head of the column as the file has it; empty = the line as a whole."""


class ImportRefused(RosterRefused):
    """The file was not imported; ``errors`` has everything that is wrong with it, in the
    order of its lines, and ``notes`` what else the reader should know to mend it."""

    def __init__(self, errors: Sequence[LineError], notes: Sequence[Message] = ()) -> None:
        told = tuple(_told(errors))
        whole = tuple(each for each, _ in told)
        super().__init__(
            message("文件没有导入（{n} 处错误）：{errors}", n=len(errors), errors=whole)
            if len(errors) > 1
            else message("文件没有导入：{errors}", errors=whole),
            told[0][1] if len(told) == 1 else message("请改正这些行后重新导入"),
        )
        self.errors = tuple(errors)
        self.notes = tuple(notes)
        self.told = told
        """Every error with its lines and its column, and what to do about it. The same
        error of several lines is told once."""


def _told(errors: Sequence[LineError]) -> Iterable[tuple[Message, Message]]:
    lines: dict[tuple[str, Message, Message], list[int]] = {}
    for each in errors:
        lines.setdefault((each.column, each.message, each.remedy), []).append(each.line)
    for (column, what, remedy), found in lines.items():
        yield _with_place(_runs(found), column, what), remedy


def _with_place(lines: tuple[str, ...], column: str, what: Message) -> Message:
    if not lines:
        return what
    if not column:
        return message("第 {line} 行：{what}", line=lines, what=what)
    return message("第 {line} 行“{column}”列：{what}", line=lines, column=column, what=what)


def _runs(lines: Sequence[int]) -> tuple[str, ...]:
    """Numbers in order, those that follow one another in short: ``2``, ``4-9``."""
    runs: list[list[int]] = []
    for line in filter(None, lines):
        if runs and line == runs[-1][-1] + 1:
            runs[-1][1:] = [line]
        else:
            runs.append([line])
    return tuple("-".join(map(str, run)) for run in runs)
