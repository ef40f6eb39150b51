"""A roster from a file: whole, or every error by line."""

from __future__ import annotations

import datetime as dt

import pytest

from siquan_tui.meeting.roll import Capacity, Sex
from siquan_tui.roster.admit import admit
from siquan_tui.roster.events import SeatAdded, SeatFilled
from siquan_tui.roster.importing import ImportRefused, read_csv
from siquan_tui.roster.state import Roster, apply
from siquan_tui.words import say, say_refusal

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


def told(text: str) -> list[str]:
    """What the reader of a refusal is told, errors and notes."""
    with pytest.raises(ImportRefused) as refusal:
        read_csv(text.encode(), EMPTY, TODAY)
    return [
        *(say_refusal(what, remedy) for what, remedy in refusal.value.told),
        *(say(note) for note in refusal.value.notes),
    ]


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
    assert "“x”不是整数" in said[5]
    assert "“主任”不认识" in said[6]
    assert "“男女”不认识" in said[7]
    assert "“七”不是整数" in said[8]
    assert "2009-02-30" in said[9]
    assert "U+1F600" in said[10]


def test_every_error_of_a_line_is_told_with_its_column_and_what_to_do() -> None:
    assert told("座号,姓名,职务,性别,户数,起始,社\nx,郑😀,主任,男女,七,2009-02-30,\n") == [
        "第 2 行“座号”列：“x”不是整数。请用数字写，如 12。",
        "第 2 行“姓名”列：姓名“郑😀”里的“😀”（U+1F600）不能用。"
        "姓名只用汉字、拉丁字母、数字和间隔号“·”。",
        "第 2 行“职务”列：“主任”不认识。只能写：代表、村民代表、representative；"
        "村委会成员、村民委员会成员、委员、村委、committee；"
        "兼任、代表兼村委会成员、both；空着就是代表。",
        "第 2 行“性别”列：“男女”不认识。只能写：女、female、f；男、male、m；"
        "未知、unknown；不知道就空着。",
        "第 2 行“户数”列：“七”不是整数。请用数字写，如 12。",
        "第 2 行“起始”列：“2009-02-30”不是日期。请写成 2024-01-05 的样子。",
    ]


def test_an_unreadable_line_still_holds_its_seat() -> None:
    found = errors("席位,姓名,户数\n1,王伟,七\n1,李娜,八\n")
    assert found == [(2, "“七”不是整数"), (3, "“八”不是整数"), (3, "1 号席位与第 2 行重复")]


def test_the_same_error_of_several_lines_is_told_once() -> None:
    rows = "".join(f"{seat},王{seat},{'代表' if seat == 4 else '主任'}\n" for seat in range(1, 8))
    assert told(f"席位,姓名,身份\n{rows}")[0].startswith("第 2-4、6-8 行“身份”列：“主任”不认识。")
    assert len(errors(f"席位,姓名,身份\n{rows}")) == 6


def test_cells_beyond_the_header_are_not_lost() -> None:
    assert errors("席位,姓名,社\n1,王伟,东社,西社\n2,李娜,,\n") == [
        (2, "比表头多出 1 格，写着“西社”")
    ]


def test_columns_left_out_are_named() -> None:
    whole = "席位,姓名,身份,社,性别,户数,起始日期\n1,王伟,,,,6,\n"
    assert read_csv(whole.encode(), EMPTY, TODAY).warnings == ()
    text = "姓名,户数,电话,性別,\n王伟,6,1,男,\n"
    found = [say(each) for each in read_csv(text.encode(), EMPTY, TODAY).warnings]
    assert found == [
        "不认识这些列，不会导入：“电话”、“性別”",
        "没有“席位”一列，按行的先后编号",
        "文件里没有这些列，按空着处理：身份；社；性别",
    ]
    assert told(text.replace("6", "六"))[1:] == found
    assert errors("名字,电话\n王伟,1\n") == [(1, "表头里没有“姓名”一列，读到的是“名字”、“电话”")]


def test_a_seat_whose_day_has_not_come_is_pointed_out() -> None:
    text = "席位,姓名,身份,社,性别,户数,起始日期\n1,王伟,,,,6,2010-07-02\n2,李娜,,,,6,2010-07-01\n"
    (warning,) = read_csv(text.encode(), EMPTY, TODAY).warnings
    assert say(warning) == "1 号的起始日期还没有到，到那天才在名册上"


def test_quoted_fields_keep_their_line_numbers() -> None:
    assert errors('席位,姓名\n1,"王\n伟"\nx,李娜\n') == [(4, "“x”不是整数")]


@pytest.mark.parametrize("written", ["-7", "−７", "－7户"])
def test_less_than_none_is_said_to_be_negative(written: str) -> None:
    ((line, said),) = errors(f"席位,姓名,户数\n1,王伟,{written}\n")
    assert (line, said.endswith("”是负数")) == (2, True)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空的"),
        (b"\n\n", "空的"),
        ("席位,姓名\n".encode(), "只有表头"),
        ("1,王伟\n2,李娜\n".encode(), "没有“姓名”一列"),
        ("姓名,代表姓名\n王,李\n".encode(), "“姓名”与“代表姓名”是同一列"),
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
        "席位,姓名,身份,户数,社,性别,起始日期\n"
        "1,王伟,代表,4\n2,李娜,代表,5\n3,赵六,代表,15\n4,钱七,代表,16\n"
        "5,王伟,代表,6\n6,李娜,村委会成员,\n"
    )
    warnings = [say(each) for each in read_csv(text.encode(), held, TODAY).warnings]
    assert warnings == [
        "1、4 号代表的户数不在 5 至 15 户之间（未填写按 0 户）",
        "2 号代表与 6 号村委会成员同为“李娜”：按一个人算，只有一票；"
        "若是两个人，请在花名册上改一处姓名，如“李娜2”",
        "1、5 号同名“王伟”，各算一人；若是同一个人，请只留一处",
        "9 号席位不在文件里，保留原样",
    ]


def test_two_thousand_seats() -> None:
    rows = "\n".join(f"{seat},王{seat},代表,6" for seat in range(1, 2001))
    lines = read(f"席位,姓名,身份,户数\n{rows}\n")
    assert len(lines) == 2000
