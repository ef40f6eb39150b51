"""A roster from a file: whole, or every error by line."""

from __future__ import annotations

import datetime as dt

import pytest

from siquan_tui.meeting.roll import Capacity, Sex
from siquan_tui.roster.admit import admit
from siquan_tui.roster.events import SeatAdded, SeatFilled
from siquan_tui.roster.importing import ImportRefused, read_csv
from siquan_tui.roster.state import Roster, apply
from siquan_tui.words import say

TODAY = dt.date(2010, 7, 1)
EMPTY = Roster("smsc-1")
CHINESE = """席位,姓名,身份,社/小组,性别,户数,起始日期
1,王　伟,代表,东社,男,7,2009-01-05
２,乌云•其其格,村民代表,东社,女,６,2009/1/5

3,,代表,西社,,,
4,李娜,兼任,西社,女,15户,2009年1月5日
5,"单,雄".x,村委会成员,,男,,
""".replace('"单,雄".x', "单雄")


def read(
    text: str, roster: Roster = EMPTY, encoding: str = "utf-8"
) -> list[SeatFilled | SeatAdded]:
    return list(read_csv(text.encode(encoding), roster, TODAY).event.lines)


def errors(text: str | bytes, roster: Roster = EMPTY) -> list[tuple[int, str]]:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(ImportRefused) as refusal:
        read_csv(data, roster, TODAY)
    assert all(say(error.remedy) for error in refusal.value.errors)
    assert say(refusal.value.message)
    return [(error.line, say(error.message)) for error in refusal.value.errors]


def test_every_line_is_read() -> None:
    since = dt.date(2009, 1, 5)
    assert read(CHINESE) == [
        SeatFilled(1, "王伟", since, Capacity.REPRESENTATIVE, "东社", Sex.MALE, 7, "ww"),
        SeatFilled(
            2, "乌云·其其格", since, Capacity.REPRESENTATIVE, "东社", Sex.FEMALE, 6, "wyqqg"
        ),
        SeatAdded(3, TODAY, Capacity.REPRESENTATIVE, "西社"),
        SeatFilled(4, "李娜", since, Capacity.BOTH, "西社", Sex.FEMALE, 15, "ln"),
        SeatFilled(5, "单雄", TODAY, Capacity.COMMITTEE, "", Sex.MALE, 0, "sx"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_encodings(encoding: str) -> None:
    text = CHINESE.replace("•", "·")
    assert read(text, encoding=encoding) == read(text)


@pytest.mark.parametrize("delimiter", ["\t", ";"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(delimiter: str, newline: str) -> None:
    text = CHINESE.replace(",", delimiter).replace("\n", newline)
    assert read(text) == read(CHINESE)


def test_english_headers_and_no_seat_column() -> None:
    text = "Name,Capacity,Sex,Households,Since\nWang Wei,both,F,6,2009-1-5\n王伟,,,,\n"
    assert read(text) == [
        SeatFilled(1, "Wang Wei", dt.date(2009, 1, 5), Capacity.BOTH, "", Sex.FEMALE, 6, "wangwei"),
        SeatFilled(2, "王伟", TODAY, initials="ww"),
    ]


def test_every_error_is_told_by_its_line_and_nothing_is_imported() -> None:
    text = (
        "席位,姓名,身份,社,性别,户数,起始日期\n"
        "1,王伟,代表,东社,男,7,\n"
        "1,李娜,代表,东社,女,7,\n"
        "\n"
        "x,赵六,代表,,,,\n"
        "4,钱七,主任,,,,\n"
        "5,孙八,,,男女,,\n"
        "6,周九,,,,七,\n"
        "7,吴十,,,,,2009-02-30\n"
        "8,郑😀,,,,,\n"
        "0,冯一,,,,,\n"
        "12345,陈二,,,,,\n"
    )
    found = errors(text)
    assert [line for line, _ in found] == [3, 5, 6, 7, 8, 9, 10, 11, 12]
    said = dict(found)
    assert "第 2 行重复" in said[3]
    assert "席位号“x”不是整数" in said[5]
    assert "身份“主任”不认识" in said[6]
    assert "性别“男女”不认识" in said[7]
    assert "户数“七”不是整数" in said[8]
    assert "2009-02-30" in said[9]
    assert "U+1F600" in said[10]


def test_quoted_fields_keep_their_line_numbers() -> None:
    assert errors('席位,姓名\n1,"王\n伟"\nx,李娜\n') == [(4, "席位号“x”不是整数")]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空的"),
        (b"\n\n", "空的"),
        ("席位,姓名\n".encode(), "只有表头"),
        ("1,王伟\n2,李娜\n".encode(), "没有“姓名”一列"),
        ("姓名,姓名\n王,李\n".encode(), "有两列"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "不是文本"),
        (b"\xff\xfe\x00", "不是文本"),
        (b"\x81", "不是文本"),
        ('席位,姓名\n1,"王伟\n'.encode(), "引号"),
        (b"x" * (4 * 1024 * 1024 + 1), "太大"),
    ],
)
def test_a_file_that_is_no_roster(data: bytes, said: str) -> None:
    assert said in errors(data)[0][1]


def test_a_line_that_the_roster_does_not_admit_is_told_by_its_line() -> None:
    event = SeatFilled(2, "王伟", dt.date(2010, 8, 1))
    admit(EMPTY, event)
    held = apply(EMPTY, event)
    assert errors("席位,姓名\n1,赵六\n2,李娜\n", held) == [
        (3, "2 号席位自 2010年8月1日 起由 王伟 担任")
    ]


def test_what_the_chair_should_look_at() -> None:
    held = apply(EMPTY, SeatFilled(9, "老刘", dt.date(2009, 1, 1)))
    text = (
        "席位,姓名,身份,户数\n"
        "1,王伟,代表,4\n2,李娜,代表,5\n3,赵六,代表,15\n4,钱七,代表,16\n"
        "5,王伟,代表,6\n6,李娜,村委会成员,\n"
    )
    warnings = [say(each) for each in read_csv(text.encode(), held, TODAY).warnings]
    assert warnings == [
        "1, 4 号代表的户数不在 5 至 15 户之间（未填写按 0 户）",
        "2 号与 6 号同为“李娜”，一人一票，按兼任只计一次；若是两个人，请在姓名上区别",
        "1, 5 号同名“王伟”；若是同一个人，请只留一行",
        "9 号席位不在文件里，保留原样",
    ]
    assert read_csv(b"name,households\nA,5\n", EMPTY, TODAY).warnings == ()


def test_two_thousand_seats() -> None:
    rows = "\n".join(f"{seat},王{seat},代表,6" for seat in range(1, 2001))
    lines = read(f"席位,姓名,身份,户数\n{rows}\n")
    assert len(lines) == 2000
