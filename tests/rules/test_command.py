"""``siquan rules``, as typed."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner, Result

from siquan_tui.commands.rules import app
from siquan_tui.line_breaks import lines_of
from siquan_tui.rules.model import RuleSet
from siquan_tui.words import set_language
from tests.rules.cases import SHIPPED
from tests.rules.test_parse import GOOD

DOCS = Path(__file__).resolve().parents[2] / "docs" / "rules-check.md"
MIXED = re.compile(r"[\u4e00-\u9fff][,:;()?!]|[,:;()?!][\u4e00-\u9fff]")
"""Half-width punctuation in Chinese."""
FULL = re.compile(r"[\uff01-\uff5e\u3001\u3002]")
FIGURES = {
    "rules": "siquan-2010",
    "seats": "17",
    "present": "14",
    "for": "11",
    "against": "1",
    "abstain": "2",
}


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own, so that the user's rule files stay out of it."""
    folder = tmp_path / "data"
    monkeypatch.setenv("SIQUAN_DATA", str(folder))
    return folder


def run(*arguments: str) -> Result:
    # no terminal: rich takes the width from here
    return CliRunner(env={"COLUMNS": "80"}).invoke(app, list(arguments))


def check(*more: str, **changed: str | None) -> Result:
    figures = FIGURES | {name.replace("_", "-"): value for name, value in changed.items()}
    options = [
        part
        for name, value in figures.items()
        if value is not None
        for part in (f"--{name}", value)
    ]
    return run("check", *options, *more)


def refused(result: Result) -> str:
    """The one sentence on standard error."""
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    (sentence,) = result.stderr.splitlines()
    return sentence


def test_json() -> None:
    result = check("--json", rules="siquan-2010,organic-law-2026")
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert list(data) == ["verdict", "checks"]
    assert data["verdict"] == "defeated"
    keys = ["rules", "kind", "of", "base", "needed", "have", "short_by", "state", "sentence"]
    assert all(list(each) == keys for each in data["checks"])
    assert [list(each.values())[:-1] for each in data["checks"]] == [
        ["siquan-2010", "quorum", "seats", 17, 12, 14, 0, "met"],
        ["siquan-2010", "pass", "seats", 17, 12, 11, 1, "lost"],
        ["organic-law-2026", "quorum", "seats", 17, 12, 14, 0, "met"],
        ["organic-law-2026", "pass", "present", 14, 8, 11, 0, "met"],
    ]
    assert data["checks"][1]["sentence"] == "赞成 11 票，需 12 票，没有达到门槛，差 1 票"


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({"for": "12", "abstain": "1"}, "carried"),
        ({}, "defeated"),
        ({"abstain": "1"}, "open"),
        ({"present": "11", "against": "0", "abstain": "0"}, "inquorate"),
        ({"abstain": "0", "unexpressed": "2"}, "defeated"),
        ({"recused": "2", "for": "12", "against": "0", "abstain": "0"}, "carried"),
        ({"seats": "18", "filled": "17", "for": "12", "abstain": "1"}, "carried"),
        ({"for": "\uff11\uff12", "abstain": "\uff11"}, "carried"),
        ({"for": " 12\u3000", "abstain": "01"}, "carried"),
    ],
)
def test_verdicts(changed: dict[str, str], verdict: str) -> None:
    result = check("--json", **changed)
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["verdict"] == verdict


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"for": "3.5"}, "--for 不是整数：3.5 比 3 多 0.5"),
        ({"for": "\uff13\uff0e\uff15"}, "3.5 比 3 多 0.5"),
        ({"for": "3.0"}, "--for 要填整数"),
        ({"for": "-1"}, "比零少 1"),
        ({"seats": "-17"}, "比零少 17"),
        ({"abstain": "\uff0d2"}, "比零少 2"),
        ({"for": "abc"}, "--for 要填整数，不能是“abc”"),
        ({"for": "\u00b2"}, "--for 要填整数"),
        ({"for": "十二"}, "--for 要填整数"),
        ({"for": ""}, "--for 要填整数"),
        ({"for": "1e3"}, "--for 要填整数"),
        ({"for": "9" * 5000}, "最多 9 位数"),
        ({"for": "13"}, "四项合计 16 票，参加表决只有 14 人，多出 2 票"),
        ({"recused": "1"}, "参加表决只有 13 人，多出 1 票"),
        ({"present": "18"}, "多出 1 人"),
        ({"filled": "18"}, "多出 1 人"),
        ({"filled": "12"}, "到会 14 人，在任只有 12 人，多出 2 人"),
        ({"seats": "0"}, "没有名额"),
        ({"seats": None}, "缺少 --seats"),
        ({"present": None}, "缺少 --present"),
        ({"abstain": None}, "缺少 --abstain"),
        ({"rules": None}, "缺少 --rules"),
        ({"rules": " ,"}, "缺少 --rules"),
        ({"rules": "siquan"}, "没有议事规则“siquan”"),
    ],
)
@pytest.mark.parametrize("json_too", [(), ("--json",)])
def test_refusals(changed: dict[str, str | None], why: str, json_too: tuple[str, ...]) -> None:
    assert why in refused(check(*json_too, **changed))


def test_a_negative_figure_joined_to_its_option() -> None:
    options = ["--seats=17", "--present=14", "--for=-1", "--against=1", "--abstain=2"]
    assert "比零少 1" in refused(run("check", "--rules=siquan-2010", *options))


def test_a_table_and_sentences_for_people() -> None:
    result = check(rules="siquan-2010\uff0corganic-law-2026,siquan-2010")
    assert result.exit_code == 0
    assert result.stdout.count("四权四制：") == 2
    assert "组织法2026：赞成 11 票，需 8 票，已达门槛，多 3 票" in result.stdout
    assert result.stdout.rstrip().endswith("结果：未通过")
    assert widest(result.stdout) <= 80


def test_list() -> None:
    result = run("list")
    assert result.exit_code == 0
    for rules in SHIPPED:
        assert rules.id in result.stdout
    assert widest(result.stdout) <= 80


@pytest.mark.parametrize("rules", SHIPPED, ids=lambda rules: rules.id)
def test_show_says_everything_within_eighty_columns(rules: RuleSet) -> None:
    result = run("show", rules.id)
    assert result.exit_code == 0
    assert widest(result.stdout) <= 80
    text = "".join(result.stdout.split())
    for said in (rules.name, rules.citation, *rules.unsettled):
        assert "".join(said.zh.split()) in text


def test_show_says_what_the_chair_asks() -> None:
    text = "".join(run("show", "siquan-2010").stdout.split())
    for said in (
        "由执行主席召集。",
        "名额的三分之一以上（含本数）（17人中需6人）的，即可召集。",
        "赞成票要达到名额的三分之二以上（含本数）（17人中需12人）。",
        "并盖公章，决议才生效。",
        "议题在会前公示满3天。",
    ):
        assert said in text


def test_show_says_what_a_petition_takes() -> None:
    law = "".join(run("show", "organic-law-2026").stdout.split())
    assert "联名的代表达到名额的五分之一以上（含本数）（17人中需4人）的，可以提出议题。" in law
    assert "联名的村民达到村民的十分之一以上（含本数）（532人中需54人）的，可以提出议题。" in law
    assert law.count("推定：法律没有说联名提出议题的份额") == 2
    silent = "".join(run("show", "siyi-liang-gongkai").stdout.split())
    assert "本规则没有写明联名提出议题的份额。" in silent


def test_show_of_an_unknown_one() -> None:
    assert "没有议事规则“x”" in refused(run("show", "x"))


def test_rule_files_of_a_village(tmp_path: Path) -> None:
    (tmp_path / "good.toml").write_text(GOOD.replace("本村规则", "[bold]本村[/bold]"), "utf-8")
    wrong = GOOD.replace('"1/1"', "0.5")
    (tmp_path / "wrong.toml").write_text(wrong, "utf-8")
    line = wrong.split("\n").index("at_least = 0.5") + 1
    here = ("--rules-dir", str(tmp_path))
    result = run("list", *here)
    assert result.exit_code == 0
    assert "my-village" in result.stdout
    assert "[bold]" in result.stdout  # a village's words are no markup
    assert f"wrong.toml 第 {line} 行" in result.stderr
    women = ("--women-seats", "6", "--women-present", "4")
    result = check("--json", *here, *women, rules="my-village", present="17", **{"for": "14"})
    assert json.loads(result.stdout)["checks"][1]["base"] == 6


def test_rule_files_in_the_data_folder_need_no_option(data: Path) -> None:
    (data / "rules").mkdir(parents=True)
    (data / "rules" / "mine.toml").write_text(GOOD, "utf-8")
    assert run("show", "my-village").exit_code == 0
    other = run("show", "my-village", "--data", str(data / "elsewhere"))
    assert "没有议事规则“my-village”" in refused(other)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert "没有文件夹" in refused(run("list", "--rules-dir", str(tmp_path / "none")))


def test_lines_keep_their_marks() -> None:
    text = "\u201c三分之二\u201d\uff0c以上\uff08含本数\uff09\u3002到会 12 人"
    for cells in range(8, 40):
        lines = lines_of(text, cells)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(cell_len(line) <= cells for line in lines)
        assert not any(line[0] in "\u201d\uff0c\uff09\u3002" for line in lines)
        assert not any(line[-1] in "\u201c\uff08" for line in lines)


def widest(text: str) -> int:
    return max(cell_len(line.rstrip()) for line in text.splitlines())


def test_the_example_in_the_documentation_is_what_the_program_says() -> None:
    (example,) = re.findall(r"```\n\$ siquan rules (.*?)\n```", DOCS.read_text("utf-8"), re.DOTALL)
    command, _, printed = example.replace("\\\n", "").partition("\n{")
    shown = run(*shlex.split(command))
    assert shown.stdout == "{" + printed + "\n"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_punctuation_is_that_of_the_language(language: str) -> None:
    set_language(language)
    ids = ",".join(rules.id for rules in SHIPPED)
    figures = ["--seats", "17", "--present", "14", "--for", "11", "--against", "1"]
    options = ["check", "--rules", ids, *figures, "--abstain"]
    pages = [run("list"), *(run("show", rules.id) for rules in SHIPPED)]
    pages += (run(*options, *more) for more in (["2"], ["0"], ["2", "--json"]))
    pages += (run("show", "nobody-s"), run(*options, "9"), run("check"))
    for page in pages:
        told = (
            page.stdout
            if "{" not in page.stdout[:1]
            else "".join(each["sentence"] for each in json.loads(page.stdout)["checks"])
        )
        found = (MIXED if language == "zh" else FULL).findall(told + page.stderr)
        assert not found, told + page.stderr
