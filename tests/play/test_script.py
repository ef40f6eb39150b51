"""What is a script, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from siquan_tui.play.script import parse, read
from siquan_tui.play.stopped import Stopped
from siquan_tui.words import say

GOOD = '{"at": "2010-07-22T09:00:00+08:00", "kind": "arrived", "seats": [1, 2]}'


def test_comments_and_blank_lines_are_left_out_but_counted() -> None:
    (line,) = parse(["# a note", "", GOOD])
    assert line.number == 3
    assert line.kind == "arrived"
    assert line.fields == {"seats": [1, 2]}
    assert line.at.isoformat() == "2010-07-22T09:00:00+08:00"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("not json", "（从第 1 列起读不通）"),
        ("[1, 2]", "（写的是 [1, 2]）"),
        ("[" * 100_000, "层次太多"),
        (GOOD.replace("[1, 2]", "9" * 5000), "数字太长"),
        (GOOD[:-1], f"（从第 {len(GOOD)} 列起读不通）"),
        (GOOD.replace('"seats"', '"kind"'), "（kind 写了不止一次）"),
        (GOOD.replace("arrived", "arived"), "arived"),
        (GOOD.replace("arrived", "meeting_held"), "meeting_held"),
        (GOOD.replace('"arrived"', "[]"), "[]"),
        (GOOD.replace("+08:00", ""), "“2010-07-22T09:00:00”，没有时区"),
        (GOOD.replace("2010-07-22", "someday"), "“somedayT09:00:00+08:00”，不是时间"),
        (GOOD.replace('"at"', '"when"'), "没有写明时间"),
        (GOOD.replace('"2010-07-22T09:00:00+08:00"', "5"), "“5”，不是时间"),
        (GOOD.replace("2010-07-22", "x" * 99), "xx…”，不是时间"),
    ],
)
def test_a_line_that_is_none_names_itself(row: str, said: str) -> None:
    with pytest.raises(Stopped) as stopped:
        parse([GOOD, "", row])
    assert (stopped.value.line, stopped.value.code) == (3, 2)
    assert said in say(stopped.value.message)


@pytest.mark.parametrize("content", [b"", b"# nothing\n\n", b"\xff\xfe", "公示".encode("gbk")])
def test_a_file_that_is_no_script(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "script.jsonl"
    path.write_bytes(content)
    with pytest.raises(Stopped) as stopped:
        read(path)
    assert (stopped.value.line, stopped.value.code) == (0, 2)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.jsonl", tmp_path):
        with pytest.raises(Stopped) as stopped:
            read(path)
        assert stopped.value.code == 2
        assert path.name in say(stopped.value.message)


def test_a_mark_in_front_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "script.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode() + b"\r\n")
    assert [line.kind for line in read(path)] == ["arrived"]
