"""Rule files: what they say, and every refusal with its line."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from siquan_tui.message import Bilingual
from siquan_tui.rules.model import Base, Call, Convener, Effect, Electorate, Filter, Notice
from siquan_tui.rules.parse import RuleSetError, parse_rule_set
from siquan_tui.words import say
from tests.rules.cases import at_least, more_than

PETITION = """[[petition]]
of = "villagers" #!
at_least = "1/10"

"""

TENTH_WRONG = PETITION.replace(" #!", "").replace('"1/10"', '"0.1" #!')

GOOD = """\
# a village's own rules
id = "my-village"
electorate = "representatives"
name = { zh = "本村规则", en = "Our rules" }
short = "本村"
citation = "章程第十二条"
since = 2026-03-01
until = 2027-03-01

[[quorum]]
of = "seats"
at_least = "2/3"

[[quorum]]
of = "filled"
more_than = "1/2"
filter = "women"
measure = "heads"

[[passing]]
of = "present"
more_than = "1/2"

[[passing]]
of = "seats"
at_least = "1/1"

[call]
by = [
  "chair",
  "representatives",
]
share = { of = "seats", at_least = "1/3" }
notice_days = 5

[effect]
signatures = { of = "seats", at_least = "2/3" }
seal = true

[notice]
item_days = 3
roll_days = 7
result_days = 15

[discussed_by]
zh = "村党组织"
en = "the party organisation"

[[reserved]]
id = "charter"
name = "章程"
belongs_to = "成员大会"

[[unsettled]]
zh = "未定"
en = "open"
"""


def test_a_whole_file() -> None:
    rules = parse_rule_set(GOOD, "my.toml")
    assert (rules.id, rules.electorate) == ("my-village", Electorate.REPRESENTATIVES)
    assert rules.name == Bilingual("本村规则", "Our rules")
    assert rules.short == Bilingual("本村", "本村")
    assert rules.quorum[0] == at_least("seats", 2, 3)
    assert (rules.quorum[1].of, rules.quorum[1].filter) == (Base.FILLED, Filter.WOMEN)
    assert rules.passing == (more_than("present", 1, 2), at_least("seats", 1, 1))
    assert rules.call == Call(
        by=(Convener.CHAIR, Convener.REPRESENTATIVES), share=at_least("seats", 1, 3), notice_days=5
    )
    assert rules.effect == Effect(signatures=at_least("seats", 2, 3), seal=True)
    assert rules.notice == Notice(item_days=3, roll_days=7, result_days=15)
    assert rules.discussed_by == Bilingual("村党组织", "the party organisation")
    assert rules.reserved[0].belongs_to == Bilingual("成员大会", "成员大会")
    assert (rules.since, rules.until) == (dt.date(2026, 3, 1), dt.date(2027, 3, 1))
    assert rules.unsettled == (Bilingual("未定", "open"),)


def test_the_least_a_file_may_say() -> None:
    rules = parse_rule_set(LEAST, "x.toml")
    assert rules.quorum == ()
    assert rules.effect == Effect()
    assert rules.notice == Notice()
    assert rules.call == Call(by=())
    assert (rules.discussed_by, rules.since, rules.until) == (None, None, None)


def test_the_same_text_is_read_once() -> None:
    assert parse_rule_set(GOOD, "my.toml") is parse_rule_set(GOOD, "my.toml")


def refusal(text: str) -> RuleSetError:
    with pytest.raises(RuleSetError) as refused:
        parse_rule_set(text, "my.toml")
    return refused.value


THRESHOLD = 'of = "present"\nmore_than = "1/2"\n'
"""The first [[passing]]; ``#!`` below marks the line that must be named."""


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("at_least = 0.67 #!", "小数和百分数"),
        ("at_least = 1 #!", "带引号的分数"),
        ('at_least = "66%" #!', "小数和百分数"),
        ('at_least = "0.67" #!', "小数和百分数"),
        ('at_least = "三分之二" #!', "带引号的分数"),
        ('at_least = "\uff12/\uff13" #!', "带引号的分数"),
        ('at_least = "-2/3" #!', "带引号的分数"),
        ('at_least = "2/3\\n" #!', "带引号的分数"),
        ('at_least = "4/6" #!', "最简的 2/3"),
        ('at_least = "02/3" #!', "最简的 2/3"),
        ('at_least = "4/3" #!', "大于 1"),
        ('at_least = "0/3" #!', "大于 0"),
        ('at_least = "2/0" #!', "大于 0"),
        ('more_than = "1/1" #!', "永远达不到"),
        ('more_than = "3/3" #!', "最简的 1/1"),
        ('at_least = "1/2"\nmore_than = "1/2" #!', "只能写一个"),
        ('at_least = "1/2"\nmeasure = "households" #!', "只按人数"),
        ('at_least = "1/2"\nmeasure = "area" #!', "只按人数"),
        ('at_least = "1/2"\nmeasure = "weight" #!', "可用：heads"),
        ('at_least = "1/2"\nfilter = "women" #!', "法定人数"),
        ('at_least = "1/2"\nrounding = "up" #!', "不认识“rounding”"),
        ('at_least = "1/2"\n\n# a remark\nderived = "" #!', "不能留空"),
    ],
)
def test_a_wrong_threshold(line: str, why: str) -> None:
    assert_refused(GOOD.replace(THRESHOLD, f'of = "present"\n{line}\n'), why)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (THRESHOLD, 'of = "hands" #!\nat_least = "1/2"\n', "不能是“hands”"),
        (THRESHOLD, 'of = "decided"\nat_least = "1/1" #!\n', "voting"),
        (f"[[passing]]\n{THRESHOLD}", '[[passing]] #!\nof = "present"\n', "缺少门槛"),
        (f"[[passing]]\n{THRESHOLD}", '[[passing]] #!\nat_least = "2/3"\n', "缺少“of”"),
        ('of = "seats"\nat_least = "2/3"\n\n', 'of = "present" #!\nat_least = "2/3"\n\n', "基数"),
        ('filter = "women"', 'filter = "men" #!', "可用：women"),
        ('id = "my-village"', 'id = "My Village" #!', "编号"),
        ('id = "my-village"', 'id = "" #!', "不能留空"),
        ('id = "my-village"', "id = 3 #!", "带引号的文字"),
        ('electorate = "representatives"', 'electorate = "everybody" #!', "可用：repr"),
        ('short = "本村"', 'short = "本村村民代表会议规则" #!', "宽出 8 格"),
        ('short = "本村"', 'short = { zh = "本村", en = "Our own charter" } #!', "宽出 3 格"),
        ('citation = "章程第十二条"', 'citation = "a\\u001b[31mb" #!', "控制字符"),
        ('en = "Our rules" }', 'en = "Our rules", fr = "x" } #!', "不认识“fr”"),
        ('name = { zh = "本村规则", en = "Our rules" }', 'name = { zh = "甲" } #!', "缺少“en”"),
        ("since = 2026-03-01", 'since = "2026-03-01" #!', "日期"),
        ("since = 2026-03-01", "since = 2026-03-01T00:00:00 #!", "日期"),
        ("until = 2027-03-01", "until = 2026-02-28 #!", "早于施行日"),
        ("by = [\n", "by = [ #!\n  true,\n", "带引号的文字"),
        ('  "chair",\n', '  "chair", "chair",\n', "不止一次"),
        ('by = [\n  "chair",\n  "representatives",\n]', 'by = "chair" #!', "写成列表"),
        ('  "representatives",\n', "", "一起写"),
        ("notice_days = 5", "notice_days = -5 #!", "天数"),
        ("notice_days = 5", "notice_days = 2.5 #!", "天数"),
        ("item_days = 3", "item_days = true #!", "天数"),
        ("item_days = 3", "item_day = 3 #!", "不认识“item_day”"),
        ("seal = true", 'seal = "yes" #!', "true 或 false"),
        ('belongs_to = "成员大会"', "", "缺少“belongs_to”"),
        (
            '[[unsettled]]\nzh = "未定"',
            '[[unsettled]] #!\nzh = "未定"\n\n[[unsettled]]\nzh="x"',
            "",
        ),
        ("[notice]\n", "[notices] #!\n", "不认识“notices”"),
        ("[notice]\n", PETITION.replace("villagers", "present") + "[notice]\n", "基数"),
        ("[notice]\n", PETITION.replace(" #!", "") + PETITION + "[notice]\n", "各写一节"),
        (
            "[notice]\n",
            TENTH_WRONG + "[notice]\n",
            "分数",
        ),
        (
            f"[[passing]]\n{THRESHOLD}",
            '[[passing]]\nof = "villagers" #!\nat_least = "1/2"\n',
            "基数",
        ),
        ("[[passing]]\n", "[[passed]] #!\n", "不认识“passed”"),
        ("[[reserved]]\n", "[reserved] #!\n", "一节或几节"),
        ("roll_days = 7", "roll_days = #!", "TOML"),
        ("roll_days = 7", "item_days = 7 #!", "TOML"),
    ],
)
def test_a_wrong_file(old: str, new: str, why: str) -> None:
    assert old in GOOD
    assert_refused(GOOD.replace(old, new), why)


def test_a_share_without_representatives_or_the_other_way_round() -> None:
    text = GOOD.replace('share = { of = "seats", at_least = "1/3" }\n', "")
    assert refusal(text).line == GOOD.splitlines().index("by = [") + 1


LEAST = """\
id = "x"
electorate = "members"
name = "甲"
short = "甲"
citation = "乙"
passing = [{ of = "decided", more_than = "1/2" }]
call = { by = [] }
"""


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("call = { by = [] }", "call = 3 #!", "写成一节"),
        ('passing = [{ of = "decided", more_than = "1/2" }]', "passing = [] #!", "缺少通过门槛"),
        ('passing = [{ of = "decided", more_than = "1/2" }]', "passing = 2 #!", "一节或几节"),
        ('id = "x"', "#!", "缺少“id”"),
    ],
)
def test_a_wrong_short_file(old: str, new: str, why: str) -> None:
    assert_refused(LEAST.replace(old, new), why)


def test_a_matter_listed_twice() -> None:
    again = '[[reserved]]\nid = "charter" #!\nname = "甲"\nbelongs_to = "乙"\n\n[[unsettled]]'
    assert_refused(GOOD.replace("[[unsettled]]", again), "不止一次")


def test_the_end_of_the_file_is_a_line_too() -> None:
    text = GOOD + 'extra = """\nnever closed\n'
    assert refusal(text).line == len(text.splitlines())


def assert_refused(text: str, why: str) -> None:
    """Refused for the reason, at the line marked ``#!``; unmarked texts name any line."""
    error = refusal(text)
    sentence = say(error.message)
    assert why in sentence
    marked = [n for n, line in enumerate(text.split("\n"), 1) if "#!" in line]
    if marked:
        assert error.line == marked[0], sentence
    assert f"my.toml 第 {error.line} 行" in sentence


def test_the_rule_file_of_the_manual_is_right() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "rules-check.md").read_text("utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", manual, re.DOTALL)
    assert parse_rule_set(example, "manual").id == "my-village"
