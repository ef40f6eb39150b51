"""One row of a roster file: every cell read, every error in it kept."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from siquan_tui.meeting.roll import Capacity, Sex
from siquan_tui.message import Message, message
from siquan_tui.roster.errors import LineError, RosterRefused
from siquan_tui.roster.events import SeatAdded, SeatFilled
from siquan_tui.roster.names import clean_name, clean_text, initials
from siquan_tui.roster.table import Table, word

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


class Row:
    """The cells of one row. What cannot be read is one of ``errors``, and the next cell is
    read all the same."""

    def __init__(self, table: Table, line: int, cells: tuple[str, ...]) -> None:
        self.errors: list[LineError] = []
        self.seat = 0
        """Number of the seat; 0 = unreadable."""
        self._table, self._line, self._cells = table, line, cells

    def read(self, since: dt.date, place: int) -> SeatFilled | SeatAdded | None:
        """The seat that the row describes; None where anything in it is wrong.

        ``since`` is the first day where the row gives none, ``place`` the seat's number
        where the file has no column for it."""
        beyond = [cell for cell in self._cells[len(self._table.heads) :] if cell]
        if beyond:
            self.refuse(
                message("比表头多出 {n} 格，写着“{text}”", n=len(beyond), text=beyond[0]),
                message("请检查有没有多写逗号；格里要有逗号的，整格加双引号"),
            )
        self.seat = self._of("seat", _seat, 0) if "seat" in self._table.places else place
        vacant = word(self._cell("name")) in _VACANT
        name = "" if vacant else self._of("name", _name, "")
        capacity = self._of("capacity", _capacity, Capacity.REPRESENTATIVE)
        group = clean_text(self._cell("group"))
        sex = self._of("sex", _sex, Sex.UNKNOWN)
        households = self._of("households", _households, 0)
        day = self._of("since", _day, None) or since
        if self.errors:
            return None
        if vacant:
            return SeatAdded(self.seat, day, capacity, group)
        return SeatFilled(
            seat=self.seat,
            name=name,
            since=day,
            capacity=capacity,
            group=group,
            sex=sex,
            households=households,
            initials=initials(name),
        )

    def refuse(self, why: Message, remedy: Message | None, column: str = "") -> None:
        """Keep one more error of this row."""
        self.errors.append(LineError(self._line, why, remedy or message("请改正这一行"), column))

    def _cell(self, key: str) -> str:
        at = self._table.places.get(key, len(self._cells))
        return self._cells[at] if at < len(self._cells) else ""

    def _of(self, key: str, read: Callable[[str], _T], otherwise: _T) -> _T:
        try:
            return read(self._cell(key))
        except RosterRefused as error:
            column = self._table.heads[self._table.places[key]]
            self.refuse(error.message, error.remedy, column)
            return otherwise


def _name(text: str) -> str:
    name = clean_name(text)
    if not name:
        raise RosterRefused(
            message("“{text}”里没有可用的字", text=clean_text(text)), message("请改正姓名")
        )
    return name


def _capacity(text: str) -> Capacity:
    return _one_of(_CAPACITIES, text, message("空着就是代表"))


def _sex(text: str) -> Sex:
    return _one_of(_SEXES, text, message("不知道就空着"))


def _one_of(choices: Mapping[_T, tuple[str, ...]], text: str, empty: Message) -> _T:
    for value, words in choices.items():
        if word(text) in words:
            return value
    # The words of a file, the same in either language of the program.
    allowed = [
        Message("{words}", (("words", tuple(filter(None, each))),)) for each in choices.values()
    ]
    raise RosterRefused(
        message("“{text}”不认识", text=clean_text(text)),
        message("只能写：{allowed}", allowed=(*allowed, empty)),
    )


def _seat(text: str) -> int:
    if not text:
        raise RosterRefused(message("没有席位号"), message("请填写席位号，从 1 开始"))
    seat = _whole(text)
    if seat < 1:
        raise RosterRefused(
            message("“{text}”不能作席位号", text=clean_text(text)),
            message("请填写席位号，从 1 开始"),
        )
    return seat


def _households(text: str) -> int:
    return _whole(text) if text else 0


def _whole(text: str) -> int:
    plain = (
        "".join(str(int(char)) if char.isdecimal() else char for char in clean_text(text))
        .removesuffix("号")
        .removesuffix("户")
    )
    if re.fullmatch(r"[-\u2212\uff0d][0-9]+", plain):
        raise RosterRefused(
            message("“{text}”是负数", text=clean_text(text)),
            message("请用数字写，如 12"),
        )
    if not re.fullmatch(r"[0-9]{1,6}", plain):
        raise RosterRefused(
            message("“{text}”不是整数", text=clean_text(text)),
            message("请用数字写，如 12"),
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
        message("“{text}”不是日期", text=plain),
        message("请写成 2024-01-05 的样子"),
    )
