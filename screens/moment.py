"""A time as the screens show it: with its date where it is of another day (另一天)."""

from __future__ import annotations

import datetime as dt

from siquan_tui.message import Message, message


def moment(at: dt.datetime, *days: dt.date | None) -> Message:
    """09:00, or 7月22日 09:00 where ``at`` is not of every one of ``days``; a day that is
    None does not matter."""
    if all(day is None or day == at.date() for day in days):
        return message("{time}", time=at)
    return message("{month}月{day}日 {time}", month=at.month, day=at.day, time=at)
