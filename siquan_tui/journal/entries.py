"""A meeting's entries to and from the bytes that are stored."""

from __future__ import annotations

import re

from msgspec import MsgspecError

from siquan_tui.journal.errors import JournalError
from siquan_tui.journal.record import Record
from siquan_tui.meeting import events
from siquan_tui.meeting.admit import OutOfOrder
from siquan_tui.meeting.events import Entry, MeetingEvent
from siquan_tui.message import message


def entry_of(record: Record) -> Entry:
    """A stored record as the meeting's entry. Raises :class:`JournalError`."""
    try:
        return Entry(record.seq, record.time, events.decode(record.body))
    except (MsgspecError, ValueError) as error:
        raise JournalError(
            message("会议本 {book} 第 {n} 条无法读取", book=record.book, n=record.seq),
            message("请先把 siquan_tui 升级到最新版本；仍读不出时从备份恢复数据文件"),
        ) from error


def well_formed(event: MeetingEvent) -> tuple[bytes, MeetingEvent]:
    """The bytes to store and the event as they read back; constructors check nothing.

    Raises :class:`OutOfOrder` for an event that is not one.
    """
    try:
        body = events.encode(event)
        return body, events.decode(body)
    except (MsgspecError, TypeError, ValueError) as error:
        found = re.search(r"`\$\.?([^`]*)`", str(error))
        field = found.group(1) if found else ""
        raise OutOfOrder(
            message("“{field}”这一栏填得不对，没有记入", field=field)
            if field
            else message("内容不完整或含有不能保存的字符，没有记入"),
            message("请改正后再操作一次"),
        ) from error
