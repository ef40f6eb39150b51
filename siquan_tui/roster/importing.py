"""A roster from a CSV file: every line, or every error by line and nothing at all."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from siquan_tui.meeting.roll import Capacity, RollLine, Sex
from siquan_tui.message import Message, message
from siquan_tui.roster.admit import admit_line
from siquan_tui.roster.errors import RosterRefused
from siquan_tui.roster.events import RosterImported, SeatAdded, SeatFilled
from siquan_tui.roster.names import clean_name, clean_text, initials
from siquan_tui.roster.state import Roster, apply, duplicates, joined

HOUSEHOLDS = (5, 15)
"""Households behind one representative (每5至15户推选1人; 组织法 art. 25 and the source)."""

LARGEST = 4 * 1024 * 1024
"""Bytes of a file, at most: 2,000 seats take about 100,000."""

_HEADERS = {
    "seat": ("席位", "座号", "席位号", "序号", "编号", "seat", "no", "no.", "number"),
    "name": ("姓名", "代表姓名", "name"),
    "capacity": ("身份", "职务", "capacity"),
    "group": ("社", "小组", "村民小组", "社/小组", "组", "group"),
    "sex": ("性别", "sex", "gender"),
    "households": ("户数", "代表户数", "households"),
    "since": ("起始日期", "任期起", "起始", "since", "from"),
}
_CAPACITIES = {
    Capacity.REPRESENTATIVE: ("", "代表", "村民代表", "representative"),
    Capacity.COMMITTEE: ("村委会成员", "村民委员会成员", "委员", "村委", "committee"),
    Capacity.BOTH: ("兼任", "代表兼村委会成员", "both"),
}
_SEXES = {
    Sex.FEMALE: ("女", "female", "f"),
    Sex.MALE: ("男", "male", "m"),
    Sex.UNKNOWN: ("", "未知", "unknown"),
}
_VACANT = ("", "缺额", "空缺", "空", "vacant")


_T = TypeVar("_T")


class LineError(Struct, frozen=True):
    """What is wrong with one line of the file; line 0 = with the file."""

    line: int
    message: Message
    remedy: Message | None

    @property
    def told(self) -> Message:
        """The error with its line."""
        if not self.line:
            return self.message
        return message("第 {line} 行：{what}", line=self.line, what=self.message)


class ImportRefused(RosterRefused):
    """The file was not imported; ``errors`` says why, line by line."""

    def __init__(self, errors: Sequence[LineError]) -> None:
        told = tuple(error.told for error in errors)
        super().__init__(
            message("文件没有导入（{n} 处错误）：{errors}", n=len(errors), errors=told)
            if len(errors) > 1
            else message("文件没有导入：{errors}", errors=told),
            errors[0].remedy if len(errors) == 1 else message("请改正这些行后重新导入"),
        )
        self.errors = tuple(errors)
        self.lines = told
        """Each error with its line, in words."""


class Imported(Struct, frozen=True):
    """A file read whole: the event to record, and what the chair should look at."""

    event: RosterImported
    warnings: tuple[Message, ...]


def read_csv(data: bytes, roster: Roster, since: dt.date, source: str = "") -> Imported:
    """Read a roster from the bytes of a CSV file (UTF-8 or GB18030; comma, tab or
    semicolon; Chinese or English headers) onto ``roster``.

    ``since`` is the first day of those lines that give none; ``source`` the file's name.
    Raises :class:`ImportRefused`.
    """
    header, rows = _table(_decode(data))
    errors: list[LineError] = []
    lines: list[SeatFilled | SeatAdded] = []
    seen: dict[int, int] = {}
    after = roster
    for number, row in rows:
        try:
            line = _line(header, row, since, len(lines) + len(errors) + 1)
            if line.seat in seen:
                raise RosterRefused(
                    message(
                        "{seat} 号席位与第 {line} 行重复", seat=line.seat, line=seen[line.seat]
                    ),
                    message("每个席位只写一行；兼任的人身份写“兼任”"),
                )
            seen[line.seat] = number
            admit_line(after, line)
            after = apply(after, line)
            lines.append(line)
        except RosterRefused as error:
            errors.append(LineError(number, error.message, error.remedy))
    if not rows:
        errors.append(LineError(0, message("文件里只有表头，没有名单"), message("每个席位写一行")))
    if errors:
        raise ImportRefused(errors)
    return Imported(RosterImported(tuple(lines), source), _warnings(roster, after, lines, since))


def _decode(data: bytes) -> str:
    if len(data) > LARGEST:
        raise _file(message("文件太大，不是花名册"), message("请另选文件"))
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _file(
        message("文件不是文本，读不出来"),
        message("请在表格软件里另存为“CSV UTF-8（逗号分隔）”再导入"),
    )


def _table(text: str) -> tuple[dict[str, int], list[tuple[int, list[str]]]]:
    """The columns by name, and the rows that hold something with their line numbers."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",\t;", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    start = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((start, row))
            start = reader.line_num + 1
    except csv.Error:
        raise ImportRefused(
            [LineError(start, message("引号没有成对"), message("请改正引号后重新导入"))]
        ) from None
    if not rows:
        raise _file(message("文件是空的"), message("请另选文件"))
    line, names = rows[0]
    header: dict[str, int] = {}
    for place, cell in enumerate(names):
        known = next((key for key, words in _HEADERS.items() if _word(cell) in words), None)
        if known in header:
            raise ImportRefused(
                [
                    LineError(
                        line,
                        message("有两列都是“{column}”", column=cell.strip()),
                        message("请删去一列"),
                    )
                ]
            )
        if known is not None:
            header[known] = place
    if "name" not in header:
        raise ImportRefused(
            [
                LineError(
                    line,
                    message("表头里没有“姓名”一列"),
                    message("第一行写表头：席位、姓名、身份、社、性别、户数、起始日期"),
                )
            ]
        )
    return header, rows[1:]


def _line(
    header: dict[str, int], row: list[str], since: dt.date, place: int
) -> SeatFilled | SeatAdded:
    def cell(column: str) -> str:
        at = header.get(column, len(row))
        return row[at].strip() if at < len(row) else ""

    seat = _whole(cell("seat"), message("席位号")) if "seat" in header else place
    if seat < 1:
        raise RosterRefused(message("席位号应从 1 开始"), message("请填写席位号"))
    capacity = _one_of(
        _CAPACITIES, cell("capacity"), message("身份"), message("代表、村委会成员、兼任")
    )
    group = clean_text(cell("group"))
    day = _day(cell("since")) or since
    if _word(cell("name")) in _VACANT:
        return SeatAdded(seat, day, capacity, group)
    name = clean_name(cell("name"))
    if not name:
        raise RosterRefused(message("姓名里没有可用的字"), message("请改正姓名"))
    return SeatFilled(
        seat=seat,
        name=name,
        since=day,
        capacity=capacity,
        group=group,
        sex=_one_of(_SEXES, cell("sex"), message("性别"), message("男、女")),
        households=_whole(cell("households"), message("户数")) if cell("households") else 0,
        initials=initials(name),
    )


def _word(text: str) -> str:
    return clean_text(text).lower().replace(" ", "")


def _one_of(
    choices: Mapping[_T, tuple[str, ...]], text: str, what: Message, allowed: Message
) -> _T:
    for value, words in choices.items():
        if _word(text) in words:
            return value
    raise RosterRefused(
        message("{what}“{text}”不认识", what=what, text=clean_text(text)),
        message("只能写：{allowed}", allowed=allowed),
    )


def _whole(text: str, what: Message) -> int:
    plain = (
        "".join(str(int(char)) if char.isdecimal() else char for char in clean_text(text))
        .removesuffix("号")
        .removesuffix("户")
    )
    if not re.fullmatch(r"[0-9]{1,6}", plain):
        raise RosterRefused(
            message("{what}“{text}”不是整数", what=what, text=clean_text(text)),
            message("请填写数字"),
        )
    return int(plain)


def _day(text: str) -> dt.date | None:
    plain = clean_text(text)
    if not plain:
        return None
    found = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", plain)
    try:
        if found:
            return dt.date(*map(int, found.groups()))
    except ValueError:
        pass
    raise RosterRefused(
        message("起始日期“{text}”不是日期", text=plain),
        message("请写成 2024-01-05 的样子"),
    )


def _file(why: Message, remedy: Message) -> ImportRefused:
    return ImportRefused([LineError(0, why, remedy)])


def _warnings(
    before: Roster, after: Roster, lines: Sequence[SeatFilled | SeatAdded], since: dt.date
) -> tuple[Message, ...]:
    day = max([since, *(line.since for line in lines)])
    roll = after.lines_on(day)
    told: list[Message] = []
    least, most = HOUSEHOLDS
    outside = [
        line.seat
        for line in lines
        if isinstance(line, SeatFilled)
        and line.capacity is not Capacity.COMMITTEE
        and not least <= line.households <= most
    ]
    if outside:
        told.append(
            message(
                "{seats} 号代表的户数不在 {least} 至 {most} 户之间（未填写按 0 户）",
                seats=_seats(outside),
                least=least,
                most=most,
            )
        )
    for seat, line in joined(roll):
        told.append(
            message(
                "{a} 号与 {b} 号同为“{name}”，一人一票，按兼任只计一次；若是两个人，请在姓名上区别",
                a=seat,
                b=line.seat,
                name=line.name,
            )
        )
    for same in duplicates(after.roll_on(day)):
        told.append(
            message(
                "{seats} 号同名“{name}”；若是同一个人，请只留一行",
                seats=_seats([line.seat for line in same]),
                name=same[0].name,
            )
        )
    missing = _missing(before.lines_on(day), lines)
    if missing:
        told.append(message("{seats} 号席位不在文件里，保留原样", seats=_seats(missing)))
    return tuple(told)


def _missing(kept: Sequence[RollLine], lines: Sequence[SeatFilled | SeatAdded]) -> list[int]:
    listed = {line.seat for line in lines}
    return [line.seat for line in kept if line.seat not in listed]


def _seats(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
