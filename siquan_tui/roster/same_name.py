"""People of the same name on one roster: one person to the count, or two.

A roster knows people by their names alone, so two people must not be written alike.
"""

from __future__ import annotations

import datetime as dt

from siquan_tui.message import Message, message
from siquan_tui.roster.state import Roster, joined


def same_names(roster: Roster, day: dt.date, seat: int | None = None) -> tuple[Message, ...]:
    """What to look at on that day's roll, with both seats and what to do: a representative
    and a committee member of one name are one person with one vote, anybody else of one
    name is counted each time. With ``seat`` only what concerns that seat.
    """
    told: list[Message] = []
    once = [
        (held, line)
        for held, line in joined(roster.lines_on(day))
        if seat in (None, held, line.seat)
    ]
    if once:
        told.append(
            message(
                "{people}：按一个人算，只有一票；若是两个人，请在花名册上改一处姓名，如“{name}2”",
                people=tuple(
                    message(
                        "{seat} 号代表与 {other} 号村委会成员同为“{name}”",
                        seat=held,
                        other=line.seat,
                        name=line.name,
                    )
                    for held, line in once
                ),
                name=once[0][1].name,
            )
        )
    told += (
        message(
            "{seats} 号同名“{name}”，各算一人；若是同一个人，请只留一处",
            seats=tuple(line.seat for line in same),
            name=same[0].name,
        )
        for same in roster.duplicates_on(day)
        if seat is None or seat in [line.seat for line in same]
    )
    return tuple(told)
