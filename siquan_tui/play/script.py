"""Reads a script: JSON Lines, one dated event a line (docs/play.md)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

from msgspec import Struct

from siquan_tui.file_faults import os_reason
from siquan_tui.meeting import events as meeting_events
from siquan_tui.message import Message, message
from siquan_tui.play.stopped import Stopped
from siquan_tui.roster import events as roster_events

UNUSABLE = 2
"""Exit code for a file that cannot be read as a script."""

MEETING_KINDS = frozenset(
    str(each.__struct_config__.tag) for each in get_args(meeting_events.MeetingEvent)
)
VILLAGE_KINDS = frozenset(
    str(each.__struct_config__.tag) for each in get_args(roster_events.RosterEvent)
) - {"meeting_held"}
"""The village's own entries; what a meeting leaves behind the program writes itself."""


class Line(Struct, frozen=True):
    """One line of a script: when, what kind of event, and the fields given."""

    number: int
    at: dt.datetime
    kind: str
    fields: dict[str, Any]


def read(path: Path) -> tuple[Line, ...]:
    """The lines of a script, blank lines and those that begin with ``#`` left out.

    Raises :class:`Stopped` with code 2 for a file that is not one.
    """
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise Stopped(
            0,
            message("剧本 {file} 不是 UTF-8 编码的文本。", file=path.name),
            message("请用 UTF-8 编码另存后再试。"),
            UNUSABLE,
        ) from None
    except OSError as error:
        raise Stopped(
            0,
            message("读不了剧本 {file}（{why}）。", file=str(path), why=os_reason(error)),
            message("核对文件名和权限。"),
            UNUSABLE,
        ) from None
    return parse(text.splitlines())


def parse(rows: Sequence[str]) -> tuple[Line, ...]:
    """The lines of a script's text. Raises :class:`Stopped` with code 2."""
    lines = tuple(
        _line(number, row)
        for number, row in enumerate(rows, 1)
        if row.strip() and not row.lstrip().startswith("#")
    )
    if not lines:
        raise Stopped(
            0, message("剧本是空的。"), message("一行写一件事，写法见 docs/play.md。"), UNUSABLE
        )
    return lines


def _line(number: int, row: str) -> Line:
    try:
        fields = json.loads(row, object_pairs_hook=_without_repeats)
    except json.JSONDecodeError as error:
        raise _unusable(number, message("从第 {column} 列起读不通", column=error.colno)) from None
    except _Repeated as error:
        raise _unusable(number, message("{field} 写了不止一次", field=str(error))) from None
    except (RecursionError, ValueError):  # ValueError: digits without end
        raise _unusable(number, message("层次太多，或者数字太长")) from None
    if not isinstance(fields, dict):
        shown = message("写的是 {written}", written=row.strip()[:40])
        raise _unusable(number, shown)
    at, kind = _time(number, fields.pop("at", None)), fields.pop("kind", None)
    if not isinstance(kind, str) or kind not in MEETING_KINDS | VILLAGE_KINDS:
        raise Stopped(
            number,
            message("没有“{kind}”这种事。", kind=str(kind)),
            message("kind 的写法见 docs/play.md。"),
            UNUSABLE,
        )
    return Line(number, at, kind, fields)


def _time(number: int, written: object) -> dt.datetime:
    if written is None:
        raise _untimed(number, message("这一行没有写明时间（at）。"))
    read = written if isinstance(written, str) else json.dumps(written, ensure_ascii=False)
    shown = read if len(read) <= 40 else read[:39] + "…"
    try:
        at = dt.datetime.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        at = None
    if at is None:
        raise _untimed(number, message("at 写的是“{written}”，不是时间。", written=shown))
    if at.utcoffset() is None:
        raise _untimed(number, message("at 写的是“{written}”，没有时区。", written=shown))
    return at


def _untimed(number: int, why: Message) -> Stopped:
    return Stopped(
        number,
        why,
        message("at 写成 2010-07-22T09:00:00+08:00 的样子，带时区。"),
        UNUSABLE,
    )


def _unusable(number: int, detail: Message) -> Stopped:
    return Stopped(
        number,
        message("这一行不是一个 JSON 对象（{detail}）。", detail=detail),
        message("一行写一个 JSON 对象，写法见 docs/play.md。"),
        UNUSABLE,
    )


class _Repeated(ValueError):
    """A field that stands in an object more than once."""


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _ in pairs]
        raise _Repeated(next(name for name in names if names.count(name) > 1))
    return made
