"""``siquan play`` and ``siquan demo``: exit codes, what is printed, what is written."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner, Result

from siquan_tui.commands import play
from siquan_tui.commands.door import Door
from siquan_tui.commands.play_words import outcome_table
from siquan_tui.demo.clock import DemoClock
from siquan_tui.office import Office

from .conftest import Written, convened, hands, line, sitting, village

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str, consoles: list[Office] | None = None) -> Result:
    def console(office: Office) -> int:
        assert consoles is not None
        consoles.append(office)
        return 7

    def never() -> int:
        raise AssertionError("a command opens the console on its own office")

    app = typer.Typer()
    app.command("play")(play.play)
    app.command("demo")(play.demo)
    return CliRunner().invoke(app, arguments, obj=Door(never, console))


def written(path: Path, *lines: Written) -> str:
    path.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in lines), "utf-8")
    return str(path)


def test_a_meeting_from_a_script_to_its_papers(tmp_path: Path) -> None:
    end = [
        line("08:06:00", "announced"),
        line("08:07:00", "resolution_drawn"),
        line("08:08:00", "attested"),
        line("08:09:00", "adjourned"),
    ]
    source = written(tmp_path / "s.jsonl", *village(), *convened(), *sitting(), *hands(6, 0), *end)
    out, data = tmp_path / "new" / "papers", tmp_path / "data"
    ran = run("play", source, "--out", str(out), "--data", str(data))
    assert ran.exit_code == 0, ran.stderr
    assert "宣布结果：通过" in ran.stdout
    assert str(data) in ran.stdout
    assert sorted(path.suffix for path in out.iterdir()) == [".pdf", ".pdf", ".txt"]
    for path in out.iterdir():
        assert path.name in ran.stdout.replace("\n", "")
    assert Office(data).meetings()[0].title == "第一次会议"


def test_a_code_too_long_to_print_is_told(tmp_path: Path) -> None:
    named, *seats = village()
    named["name"] = "村" * 900
    end = [line(f"08:0{n}:00", kind) for n, kind in ((6, "announced"), (7, "resolution_drawn"))]
    lines = [
        named,
        *seats,
        *convened(),
        *sitting(),
        *hands(6, 0),
        *end,
        line("08:08:00", "attested"),
    ]
    ran = run("play", written(tmp_path / "s.jsonl", *lines), "--out", str(tmp_path / "out"))
    assert ran.exit_code == 1
    assert "二维码" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_line_that_breaks_a_rule_is_named_and_leaves_what_was_recorded(tmp_path: Path) -> None:
    late = line("08:04:00", "tallied", side="for", figure=7)
    lines = [*village(), *convened(), *sitting(), late]
    data = tmp_path / "data"
    source = written(tmp_path / "s.jsonl", *lines)
    ran = run("play", source, "--out", str(tmp_path / "out"), "--data", str(data))
    assert ran.exit_code == 1
    assert f"第 {len(lines)} 行" in ran.stderr
    assert "多出 1 票" in ran.stderr
    assert "最多填 6" in ran.stderr
    assert not (tmp_path / "out").exists()
    (summary,) = Office(data).meetings()
    meeting = Office(data).resume(summary.village, summary.book).meeting
    assert meeting.division_under_way is not None


@pytest.mark.parametrize("content", [b"{", b"\xff", b""])
def test_a_file_that_is_no_script_exits_2(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "s.jsonl"
    path.write_bytes(content)
    ran = run("play", str(path), "--out", str(tmp_path / "out"))
    assert ran.exit_code == 2
    assert ran.stderr.strip()
    assert "Traceback" not in ran.stderr


def test_a_folder_that_cannot_be_made_exits_2(tmp_path: Path) -> None:
    source = written(tmp_path / "s.jsonl", *village(), *convened())
    blocked = tmp_path / "s.jsonl" / "papers"
    ran = run("play", source, "--out", str(blocked), "--data", str(tmp_path / "data"))
    assert ran.exit_code == 2
    assert "s.jsonl" in ran.stderr
    ran = run("play", source, "--out", str(tmp_path / "out"), "--data", str(blocked))
    assert ran.exit_code == 2
    assert "Traceback" not in ran.stderr


def test_the_data_folder_may_be_named_before_the_command(tmp_path: Path) -> None:
    app = typer.Typer()
    app.command("play")(play.play)

    @app.callback()
    def _door(data: Path | None = None) -> None: ...

    source = written(tmp_path / "s.jsonl", *village(), *convened())
    ran = CliRunner().invoke(
        app, ["--data", str(tmp_path / "d"), "play", source, "--out", str(tmp_path / "out")]
    )
    assert ran.exit_code == 0, ran.output
    assert len(Office(tmp_path / "d").meetings()) == 1


def test_the_user_s_own_data_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIQUAN_DATA", str(tmp_path / "own"))
    source = written(tmp_path / "s.jsonl", *village(), *convened())
    ran = run("play", source, "--out", str(tmp_path / "out"))
    assert ran.exit_code == 0
    assert not (tmp_path / "own").exists()


def test_a_database_that_is_named_is_recorded_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIQUAN_DATA", str(tmp_path / "own"))
    source = written(tmp_path / "s.jsonl", *village(), *convened())
    url = f"sqlite:///{tmp_path / 'named.db'}"
    ran = run("play", source, "--out", str(tmp_path / "out"), "--database", url)
    assert ran.exit_code == 0, ran.stderr
    assert f"会议记录在 {url}" in ran.stdout
    assert len(Office(tmp_path / "else", database=url).meetings()) == 1
    assert not (tmp_path / "own" / "siquan.db").exists()


def test_the_user_s_own_database_is_left_alone_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'own.db'}"
    monkeypatch.setenv("SIQUAN_DATABASE", url)
    source = written(tmp_path / "s.jsonl", *village(), *convened())
    ran = run("play", source, "--out", str(tmp_path / "out"))
    assert ran.exit_code == 0
    assert not (tmp_path / "own.db").exists()
    assert "没有记入 SIQUAN_DATABASE 的数据库" in ran.stderr
    ran = run("play", source, "--out", str(tmp_path / "out"), "--data", str(tmp_path / "data"))
    assert ran.exit_code == 0
    assert ran.stderr == ""
    assert len(Office(tmp_path / "data", database=url).meetings()) == 1


def test_a_password_is_not_printed() -> None:
    office = Office(Path(tempfile.mkdtemp()), database="postgresql://clerk:secret@host/siquan")
    assert play._place(office) == "postgresql://clerk:***@host/siquan"


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="asks Linux what is open")
def test_the_records_are_closed_when_a_command_ends(tmp_path: Path) -> None:
    late = line("08:04:00", "tallied", side="for", figure=7)
    for n, lines in enumerate(([], [*sitting(), late])):
        source = written(tmp_path / "s.jsonl", *village(), *convened(), *lines)
        ran = run("play", source, "--out", str(tmp_path / "out"), "--data", str(tmp_path / str(n)))
        assert ran.exit_code == (1 if lines else 0)
        opened = [os.path.realpath(each) for each in Path("/proc/self/fd").iterdir()]
        assert not [each for each in opened if each.startswith(str(tmp_path / str(n)))]


@pytest.mark.parametrize(
    "script", sorted((ROOT / "examples").glob("*.jsonl")), ids=lambda p: p.stem
)
def test_the_examples_play(tmp_path: Path, script: Path) -> None:
    ran = run("play", str(script), "--out", str(tmp_path))
    assert ran.exit_code == 0, ran.stderr


def test_the_example_shows_one_rule_set_met_and_one_not(tmp_path: Path) -> None:
    ran = run("play", str(ROOT / "examples" / "two-rule-sets.jsonl"), "--out", str(tmp_path))
    assert "宣布结果：未通过" in ran.stdout
    assert "四权四制：赞成 5 票，需 6 票" in ran.stdout
    assert "组织法2026：赞成 7 票，需 6 票，已达门槛" in ran.stdout


def test_the_example_roster_is_imported(tmp_path: Path) -> None:
    roster, _ = Office(tmp_path).found_village("示例村", "", ROOT / "examples" / "roster.csv")
    assert len(roster.seats) == 11


def test_demo_opens_the_console_on_a_fresh_folder() -> None:
    consoles: list[Office] = []
    ran = run("demo", consoles=consoles)
    assert ran.exit_code == 7
    (office,) = consoles
    assert isinstance(office.clock, DemoClock)
    assert len(office.meetings()) == 2


def test_a_demo_goes_on_in_the_folder_it_was_left_in(tmp_path: Path) -> None:
    consoles: list[Office] = []
    folder = tmp_path / "demo"
    for _ in range(2):
        assert run("demo", "--data", str(folder), consoles=consoles).exit_code == 7
    assert len(consoles[1].meetings()) == 2
    assert isinstance(consoles[1].clock, DemoClock)
    ran = run("demo", "--headless", "--data", str(folder))
    assert (ran.exit_code, len(consoles[1].meetings())) == (2, 2)
    assert f"{folder} 里已有会议记录" in ran.stderr


def test_a_demo_keeps_out_of_the_records_of_a_village(tmp_path: Path) -> None:
    consoles: list[Office] = []
    office = Office(tmp_path)
    office.new_village("三苗树村")
    ran = run("demo", "--data", str(tmp_path), consoles=consoles)
    assert (ran.exit_code, consoles) == (2, [])
    assert "已有会议记录" in ran.stderr
    assert len(office.rosters()) == 1
    rehearsed = tmp_path / "rehearsed"
    source = written(tmp_path / "s.jsonl", *village(), *convened())
    run("play", source, "--out", str(tmp_path / "out"), "--data", str(rehearsed))
    assert Office(rehearsed).meetings()[0].rehearsal
    ran = run("demo", "--data", str(rehearsed), consoles=consoles)
    assert (ran.exit_code, consoles) == (2, []), "a rehearsal of the village's own"
    ran = run("demo", "--database", "sqlite:///x.db", consoles=consoles)
    assert (ran.exit_code, consoles) == (2, [])
    assert "--data" in ran.stderr


@pytest.mark.parametrize("how", [(), ("--headless",)])
def test_in_a_demo_every_meeting_is_a_rehearsal(tmp_path: Path, how: tuple[str, ...]) -> None:
    folder = tmp_path / "demo"
    consoles: list[Office] = []
    run("demo", "--data", str(folder), *how, consoles=consoles)
    real = [*village(), *convened(rehearsal=False)]
    ran = run(
        "play", written(tmp_path / "s.jsonl", *real), "--out", str(folder), "--data", str(folder)
    )
    assert ran.exit_code == 1
    assert "只能召集演练" in ran.stderr
    assert all(each.rehearsal for each in Office(folder).meetings())
    assert run("demo", "--data", str(folder), consoles=consoles).exit_code == 7


def test_a_demo_keeps_out_of_the_database_the_environment_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIQUAN_DATABASE", f"sqlite:///{tmp_path / 'own.db'}")
    ran = run("demo", "--headless", "--data", str(tmp_path / "demo"))
    assert ran.exit_code == 0, ran.stderr
    assert not (tmp_path / "own.db").exists()
    assert len(Office(tmp_path / "demo").meetings()) == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_eighty_columns_no_figure_and_no_number_is_cut(tmp_path: Path, lang: str) -> None:
    demo = ["--lang", lang, "demo", "--headless", "--out", str(tmp_path)]
    ran = subprocess.run(
        [sys.executable, "-m", "siquan_tui", *demo],
        env={**os.environ, "COLUMNS": "80", "TMPDIR": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    table = ran.stdout[ran.stdout.rindex("Division" if lang == "en" else "未表态") :]
    number = "[2010] No. {}" if lang == "en" else "\u30142010\u3015{}\u53f7"
    numbered = [row.rstrip() for row in table.splitlines() if number[:5] in row]
    assert len(numbered) == 3
    for row, each in zip(numbered, (1, 2, 1), strict=True):
        assert row.endswith(f" {number.format(each)}")
    assert ("Resolution" if lang == "en" else "决议") in table.splitlines()[0]


def test_at_any_width_the_table_keeps_numbers_and_brackets_whole(tmp_path: Path) -> None:
    run("demo", "--headless", "--data", str(tmp_path))
    office = Office(tmp_path)
    meetings = [office.resume(each.village, each.book).meeting for each in office.meetings()]
    for width in range(72, 121):
        console = Console(width=width, record=True, file=io.StringIO())
        console.print(outcome_table(meetings))
        rows = [row.rstrip() for row in console.export_text().splitlines()]
        assert sorted(row[-8:] for row in rows if "\u3014" in row) == [
            "\u30142010\u30151\u53f7",
            "\u30142010\u30151\u53f7",
            "\u30142010\u30152\u53f7",
        ]
        assert not [row for row in rows if row.lstrip().startswith("\uff09")], (width, rows)
    office.close()


def test_demo_without_a_terminal_through_the_installed_door(tmp_path: Path) -> None:
    ran = subprocess.run(
        [
            sys.executable,
            "-c",
            "from siquan_tui.cli import main; main()",
            "demo",
            "--headless",
            "--out",
            str(tmp_path / "papers"),
        ],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.count("赞成第 12 票") == 2
    suffixes = [path.suffix for path in (tmp_path / "papers").iterdir()]
    assert (suffixes.count(".pdf"), suffixes.count(".txt")) == (5, 3)
