"""A command written wrongly gets a sentence; the options of the whole program stand anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from siquan_tui.cli import main
from siquan_tui.office import Office
from siquan_tui.words import set_language


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["rules", "chek"], "没有命令 chek，是不是 check？写法见 siquan rules --help。"),
        (["nothing"], "没有命令 nothing。写法见 siquan --help。"),
        (["verify"], "缺少 CODE。"),
        (["key", "new"], "缺少 --name。"),
        (["--nope"], "没有选项 --nope。"),
        (["rules", "list", "--lan", "en"], "没有选项 --lan，是不是 --lang？"),
        (["rules", "list", "--lang"], "选项 --lang 后面要写内容。"),
        (["rules", "check", "--json=3"], "选项 --json 后面不写内容。"),
        (["roster", "import", "a", "b", "c"], "多写了“b c”。"),
        (
            ["key", "new", "--name", "x", "--role", "x"],
            "--role 不能写“x”，只能写 chair、supervision。",
        ),
    ],
)
def test_a_wrong_command_is_told_in_one_sentence(
    arguments: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    set_language("zh")
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.strip().splitlines()) == 1
    assert told.err.startswith(named)
    assert "--help" in told.err


def test_a_refusal_of_a_command_keeps_its_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "check", "--rules", "siquan-2010", "--seats", "17"]) == 2
    assert main(["--version"]) in (0, None)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--lang", "en", "rules", "list"],
        ["rules", "--lang", "en", "list"],
        ["rules", "list", "--lang", "en"],
        ["rules", "list", "--lang=en"],
    ],
)
def test_the_language_stands_before_or_behind_the_command(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert not main(arguments)
    assert "Organic Law" in capsys.readouterr().out


def test_the_language_of_a_command_written_wrongly(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "chek", "--lang", "en"]) == 2
    assert "There is no command chek; is it check?" in capsys.readouterr().err
    assert main(["rules", "list", "--lang", "fr"]) == 2
    assert "fr" in capsys.readouterr().err


def test_folder_and_database_stand_before_or_behind_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for n, arguments in enumerate(
        (
            ["--data", "{data}", "journal", "verify"],
            ["journal", "--data", "{data}", "verify"],
            ["journal", "verify", "--data", "{data}"],
        )
    ):
        data = tmp_path / str(n)
        assert main([each.format(data=data) for each in arguments]) == 2
        assert f"没有文件夹 {data}" in capsys.readouterr().err
        Office(data)
        assert not main([each.format(data=data) for each in arguments])
        assert (data / "siquan.db").exists()
    elsewhere = tmp_path / "elsewhere.db"
    url = f"sqlite:///{elsewhere}"
    for arguments in (
        ["journal", "--database", url, "verify"],
        ["roster", "show", "--database", url],
    ):
        assert not main(arguments)
        assert elsewhere.exists()
        elsewhere.unlink()
    capsys.readouterr()


@pytest.mark.parametrize(
    "arguments",
    [
        ["--data", "", "roster", "import", "{csv}", "--name", "x"],
        ["roster", "import", "{csv}", "--name", "x", "--data", ""],
        ["roster", "--data=", "import", "{csv}", "--name", "x"],
    ],
)
def test_an_empty_data_option_is_none(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "r.csv").write_text("\u59d3\u540d\n\u738b\u4f1f\n", "utf-8")
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("SIQUAN_DATA", str(tmp_path / "named"))
    assert not main([each.format(csv=tmp_path / "r.csv") for each in arguments])
    assert not list(here.iterdir())
    assert (tmp_path / "named" / "siquan.db").exists()


def test_an_empty_data_option_of_a_meeting_played_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert not main(["demo", "--headless", "--data", "", "--out", str(tmp_path / "out")])
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("behind", [["--lang", "en"], ["--lang=en"]])
def test_a_language_behind_the_command_stands_over_a_variable_that_names_none(
    behind: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SIQUAN_LANG", "fr")
    assert not main(["rules", "list", *behind])
    assert "Organic Law" in capsys.readouterr().out
    monkeypatch.setenv("SIQUAN_LANG", "fr")
    assert main(["rules", "list"]) == 2


def test_a_database_that_is_no_address_makes_no_file_of_that_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["journal", "verify", "--database", "postgresql", "--data", "data"]) == 2
    assert "不认识的数据库地址（postgresql）" in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == ["data"]


def test_a_day_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["roster", "show", "--on", "2020-13-01", "--data", str(tmp_path)]) == 2
    assert "“2020-13-01”" in capsys.readouterr().err


def test_a_value_that_looks_like_an_option_stays_a_value(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", "--data", str(tmp_path), "--", "--lang"]) == 2
    told = capsys.readouterr().err
    assert "没有找到文件 --lang" in told


_COMMANDS = (
    "demo|play|verify|font|rules|rules list|rules show|rules check|roster|roster import|"
    "roster show|journal|journal verify|journal backup|journal rebuild|key|key new|key list|"
    "key public"
)


@pytest.mark.parametrize("command", ["", *_COMMANDS.split("|")])
@pytest.mark.parametrize("columns", ["80", "72"])
def test_no_sentence_of_a_help_page_is_cut(
    command: str,
    columns: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def page(width: str) -> str:
        monkeypatch.setenv("COLUMNS", width)
        main([*command.split(), "--help"])
        return capsys.readouterr().out

    narrow = page(columns).replace("[ARGS]...", "")
    assert max(cell_len(line) for line in narrow.splitlines()) <= int(columns)
    # The page is as wide as the terminal up to 80; its words are the same on any.
    assert "".join(narrow.split()) == "".join(page("60").replace("[ARGS]...", "").split())
    for what in ("...", "… ", "<bool>", "{", "}", "Show this message"):
        assert what not in narrow, narrow
    assert "本页 · this page" in narrow


@pytest.mark.parametrize("command", [["rules", "list"], ["verify"], ["roster", "import"], ["font"]])
def test_the_help_of_a_command_names_them_once(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main([*command, "--help"])
    page = capsys.readouterr().out
    for option in ("--data", "--database", "--lang"):
        assert page.count(f"{option} ") == 1, page
