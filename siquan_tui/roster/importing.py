"""A roster from a CSV file: every line, or everything that is wrong and nothing at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct

from siquan_tui.meeting.roll import Capacity, RollLine
from siquan_tui.message import Message, message
from siquan_tui.roster.admit import admit_line
from siquan_tui.roster.cells import Row
from siquan_tui.roster.errors import ImportRefused, LineError, RosterRefused
from siquan_tui.roster.events import RosterImported, SeatAdded, SeatFilled
from siquan_tui.roster.same_name import same_names
from siquan_tui.roster.state import Roster, apply
from siquan_tui.roster.table import Table, column_name, table

HOUSEHOLDS = (5, 15)
"""Households behind one representative (每5至15户推选1人; 组织法 art. 25 and the source)."""


class Imported(Struct, frozen=True):
    """A file read whole: the event to record, and what the chair should look at."""

    event: RosterImported
    warnings: tuple[Message, ...]


def read_csv(data: bytes, roster: Roster, since: dt.date, source: str = "") -> Imported:
    """Read a roster from the bytes of a CSV file (UTF-8 or GB18030; comma, tab or
    semicolon; Chinese or English headers) onto ``roster``.

    ``since`` is the first day of those lines that give none; ``source`` the file's name.
    Raises :class:`ImportRefused` with every error of every line.
    """
    cut = table(data)
    errors: list[LineError] = []
    lines: list[SeatFilled | SeatAdded] = []
    seen: dict[int, int] = {}
    after = roster
    for place, (number, cells) in enumerate(cut.rows, 1):
        row = Row(cut, number, cells)
        line = row.read(since, place)
        if row.seat in seen:
            row.refuse(
                message("{seat} 号席位与第 {line} 行重复", seat=row.seat, line=seen[row.seat]),
                message("每个席位只写一行；兼任的人身份写“兼任”"),
            )
        elif row.seat:
            seen[row.seat] = number
        if line is not None and not row.errors:
            try:
                admit_line(after, line)
                after = apply(after, line)
                lines.append(line)
            except RosterRefused as error:
                row.refuse(error.message, error.remedy)
        errors += row.errors
    if not cut.rows:
        errors.append(LineError(0, message("文件里只有表头，没有名单"), message("每个席位写一行")))
    if errors:
        raise ImportRefused(errors, _left_out(cut))
    return Imported(
        RosterImported(tuple(lines), source),
        (*_left_out(cut), *_warnings(cut, roster, after, lines, since)),
    )


def _left_out(cut: Table) -> tuple[Message, ...]:
    """Columns that are in the file and not known, or known and not in the file."""
    told: list[Message] = []
    if cut.unknown:
        heads = "、".join(f"“{head}”" for head in cut.unknown)
        told.append(message("不认识这些列，不会导入：{heads}", heads=heads))
    if "seat" in cut.missing:
        told.append(message("没有“席位”一列，按行的先后编号"))
    empty = tuple(column_name(key) for key in cut.missing if key not in ("seat", "since"))
    if empty:
        told.append(message("文件里没有这些列，按空着处理：{columns}", columns=empty))
    return tuple(told)


def _warnings(
    cut: Table,
    before: Roster,
    after: Roster,
    lines: Sequence[SeatFilled | SeatAdded],
    since: dt.date,
) -> tuple[Message, ...]:
    day = max([since, *(line.since for line in lines)])
    told: list[Message] = []
    later = tuple(line.seat for line in lines if line.since > since)
    if later:
        told.append(message("{seats} 号的起始日期还没有到，到那天才在名册上", seats=later))
    least, most = HOUSEHOLDS
    outside = tuple(
        line.seat
        for line in lines
        if isinstance(line, SeatFilled)
        and line.capacity is not Capacity.COMMITTEE
        and not least <= line.households <= most
    )
    if outside and "households" not in cut.missing:
        told.append(
            message(
                "{seats} 号代表的户数不在 {least} 至 {most} 户之间（未填写按 0 户）",
                seats=outside,
                least=least,
                most=most,
            )
        )
    told += same_names(after, day)
    missing = _missing(before.lines_on(day), lines)
    if missing:
        told.append(message("{seats} 号席位不在文件里，保留原样", seats=missing))
    return tuple(told)


def _missing(kept: Sequence[RollLine], lines: Sequence[SeatFilled | SeatAdded]) -> tuple[int, ...]:
    listed = {line.seat for line in lines}
    return tuple(line.seat for line in kept if line.seat not in listed)
