"""A CSV file as columns and rows, before anything in it is understood."""

from __future__ import annotations

import csv
import io

from msgspec import Struct

from siquan_tui.message import Message, message
from siquan_tui.roster.errors import ImportRefused, LineError
from siquan_tui.roster.names import clean_text

LARGEST = 4 * 1024 * 1024
"""Bytes of a file, at most: 2,000 seats take about 100,000."""

HEADERS = {
    "seat": ("席位", "座号", "席位号", "序号", "编号", "seat", "no", "no.", "number"),
    "name": ("姓名", "代表姓名", "name"),
    "capacity": ("身份", "职务", "capacity"),
    "group": ("社", "小组", "村民小组", "社/小组", "组", "group"),
    "sex": ("性别", "sex", "gender"),
    "households": ("户数", "代表户数", "households"),
    "since": ("起始日期", "任期起", "起始", "since", "from"),
}
"""What may head each column, in either language."""


class Table(Struct, frozen=True):
    """A roster file cut into cells."""

    places: dict[str, int]
    """Key of a column in :data:`HEADERS`: its place, from 0."""
    heads: tuple[str, ...]
    """The first line, as the file has it."""
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    """Number of its line, from 1, and the cells of every other row that holds something."""

    @property
    def unknown(self) -> tuple[str, ...]:
        """Heads of the columns that no key is known for."""
        known = set(self.places.values())
        return tuple(head for place, head in enumerate(self.heads) if head and place not in known)

    @property
    def missing(self) -> tuple[str, ...]:
        """Keys of the columns that the file does not have."""
        return tuple(key for key in HEADERS if key not in self.places)


def word(text: str) -> str:
    """A cell as it is looked up: without blanks, in lower case."""
    return clean_text(text).lower().replace(" ", "")


def column_name(key: str) -> Message:
    """What a column is called."""
    match key:
        case "seat":
            return message("席位")
        case "name":
            return message("姓名")
        case "capacity":
            return message("身份")
        case "group":
            return message("社")
        case "sex":
            return message("性别")
        case "households":
            return message("户数")
        case _:
            return message("起始日期")


def table(data: bytes) -> Table:
    """Cut the bytes of a file into cells (UTF-8, UTF-16 with its mark, or GB18030; comma,
    tab or semicolon). Raises :class:`ImportRefused`."""
    text = _decoded(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",\t;，；", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, tuple[str, ...]]] = []
    start = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((start, tuple(cell.strip() for cell in row)))
            start = reader.line_num + 1
    except csv.Error:
        raise ImportRefused(
            [LineError(start, message("引号没有成对"), message("请改正引号后重新导入"))]
        ) from None
    if not rows:
        raise _refused(message("文件是空的"), message("请另选文件"))
    line, heads = rows[0]
    heads = tuple(clean_text(head) for head in heads)
    return Table(_places(line, heads), heads, tuple(rows[1:]))


def _places(line: int, heads: tuple[str, ...]) -> dict[str, int]:
    """The known columns. Raises :class:`ImportRefused` for those there twice, and where
    there are no names."""
    places: dict[str, int] = {}
    errors: list[LineError] = []
    for place, head in enumerate(heads):
        key = next((key for key, words in HEADERS.items() if word(head) in words), None)
        if key in places:
            errors.append(
                LineError(
                    line,
                    message("“{one}”与“{other}”是同一列", one=heads[places[key]], other=head),
                    message("请删去一列"),
                )
            )
        elif key is not None:
            places[key] = place
    if "name" not in places:
        read = "、".join(f"“{head}”" for head in heads if head)
        errors.append(
            LineError(
                line,
                message("表头里没有“姓名”一列，读到的是{heads}", heads=read),
                message("第一行写表头：席位、姓名、身份、社、性别、户数、起始日期"),
            )
        )
    if errors:
        raise ImportRefused(errors)
    return places


def _decoded(data: bytes) -> str:
    if len(data) > LARGEST:
        raise _refused(message("文件太大，不是花名册"), message("请另选文件"))
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _refused(
        message("文件不是文本，读不出来"),
        message("请在表格软件里另存为“CSV UTF-8（逗号分隔）”再导入"),
    )


def _refused(why: Message, remedy: Message) -> ImportRefused:
    return ImportRefused([LineError(0, why, remedy)])
