"""``siquan journal`` and ``siquan roster``, as typed."""

from __future__ import annotations

import re
import sqlite3
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from siquan_tui import office
from siquan_tui.commands import journal, roster
from siquan_tui.journal.journal import Journal
from siquan_tui.office import Office
from tests.journal.sitting import BOOK, sit

app = typer.Typer()
app.add_typer(journal.app, name="journal")
app.add_typer(roster.app, name="roster")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIQUAN_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "120")


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "roster.csv"
    path.write_bytes(
        "席位,姓名,身份,户数,起始日期\n1,王伟,代表,6,2009-01-05\n2,,代表,,2009-01-05\n".encode(
            "gbk"
        )
    )
    return path


def test_a_roster_is_imported_and_shown(csv: Path) -> None:
    done = run("roster", "import", csv, "--name", "三苗树村", "--township", "镇")
    assert done.exit_code == 0, done.output
    book = next(each for each in run("journal", "verify").stdout.splitlines() if "smsc-1" in each)
    assert "村档案" in book
    assert "village" not in book
    assert "smsc-1" in done.stdout
    shown = run("roster", "show", "--on", "2010-07-22").stdout
    assert "王伟" in shown
    assert "（缺额）" in shown
    assert "王伟" not in run("roster", "show", "--on", "2008-01-01").stdout
    # The only village need not be named; of several one must.
    assert run("roster", "import", csv).exit_code == 0
    run("roster", "import", csv, "--name", "乃玛岱村")
    refused = run("roster", "import", csv)
    assert refused.exit_code == 2
    assert "--village" in refused.stderr
    both = run("roster", "show").stdout
    assert "smsc-1" in both
    assert "nmdc-1" in both


@pytest.mark.parametrize(
    "words",
    [
        ("journal", "verify"),
        ("journal", "rebuild"),
        ("journal", "backup", "copy.db"),
        ("roster", "show"),
        ("roster", "import", "roster.csv"),
    ],
)
def test_a_folder_that_is_not_there_is_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    folder = tmp_path / "dtaa"
    for told in (f"没有文件夹 {folder}。", f"{folder} 里没有会议日志。"):
        before = sorted(tmp_path.rglob("*"))
        for refused in (run(*words, "--data", folder), _named_in_the_environment(folder, *words)):
            assert refused.exit_code == 2
            assert told in refused.stderr
            assert len(refused.stderr.splitlines()) == 1
            assert sorted(tmp_path.rglob("*")) == before
        folder.mkdir(exist_ok=True)
    # One's own folder need not be there yet.
    monkeypatch.delenv("SIQUAN_DATA")
    monkeypatch.setattr(office, "default_data", lambda: tmp_path / "own")
    if words[1] in ("verify", "show"):
        begun = run(*words)
        assert begun.exit_code == 0
        assert "还没有" in begun.stdout


def _named_in_the_environment(folder: Path, *words: str) -> Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIQUAN_DATA", str(folder))
        return run(*words)


def test_a_village_is_founded_once(csv: Path) -> None:
    found = ["roster", "import", csv, "--name", "三苗树村", "--township", "镇"]
    assert run(*found).exit_code == 0
    again = run(*found)
    assert again.exit_code == 2
    assert again.stderr.startswith("“镇 三苗树村”已有村档案，编号 smsc-1")
    assert "roster import 文件 --village smsc-1" in again.stderr
    assert "smsc-2" not in run("journal", "verify").stdout
    assert run("roster", "import", csv, "--village", "smsc-1").exit_code == 0
    assert run(*found[:-1], "另一个镇").exit_code == 0


def test_a_bad_roster_is_refused_line_by_line(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("席位,姓名,身份,社,性别,户数\nx,王伟\n2,李😀\n", encoding="utf-8")
    refused = run("roster", "import", bad, "--name", "三苗树村")
    assert refused.exit_code == 2
    assert refused.stdout == ""
    lines = refused.stderr.splitlines()
    assert lines[0].startswith("第 2 行“席位”列：“x”不是整数。请")
    assert lines[1].startswith("第 3 行“姓名”列：")
    assert lines[2] == "文件没有导入，共 2 处要改。"
    assert len(lines) == 3
    assert "还没有村档案" in run("roster", "show").stdout


def test_two_seats_of_one_name_are_pointed_out_whenever_the_roster_is_shown(
    tmp_path: Path,
) -> None:
    file = tmp_path / "roster.csv"
    rows = "1,王伟,代表,6\n2,李娜,代表,6\n3,王伟,委员,\n4,李娜,代表,6\n"
    file.write_text("席位,姓名,身份,户数\n" + rows, encoding="utf-8")
    imported = run("roster", "import", file, "--name", "三苗树村").stdout
    for told in (imported, run("roster", "show").stdout):
        assert "1 号代表与 3 号村委会成员同为“王伟”：按一个人算，只有一票" in told
        assert "2、4 号同名“李娜”，各算一人" in told


def test_verify_names_the_broken_entry(tmp_path: Path) -> None:
    Office(tmp_path / "data")
    assert run("journal", "verify").exit_code == 0
    path = tmp_path / "data" / "siquan.db"
    opened = Journal.open(path)
    sit(opened)
    opened.close()
    whole = run("journal", "verify")
    assert whole.exit_code == 0
    assert "✓ 完好" in whole.stdout
    assert re.search(r"[0-9a-f]{8} [0-9a-f]{8}…", whole.stdout)
    assert "日志指纹" in whole.stdout
    with sqlite3.connect(path) as raw:
        raw.execute("DROP TRIGGER entry_no_update")
        raw.execute("UPDATE entry SET kind = 'left' WHERE seq = 4")
    raw.close()
    broken = run("journal", "verify")
    assert broken.exit_code == 1
    assert BOOK in broken.stdout
    assert "第 4 条被改动过" in broken.stdout


def test_verify_tells_of_a_changed_index_and_rebuild_mends_it(tmp_path: Path) -> None:
    path = tmp_path / "data" / "siquan.db"
    path.parent.mkdir()
    opened = Journal.open(path)
    sit(opened)
    opened.close()
    with sqlite3.connect(path) as raw:
        raw.execute("DELETE FROM meeting")
    raw.close()
    told = run("journal", "verify")
    assert told.exit_code == 1
    assert "siquan journal rebuild" in told.stdout
    assert run("journal", "rebuild").exit_code == 0
    assert run("journal", "verify").exit_code == 0


def test_backup(tmp_path: Path) -> None:
    copy = tmp_path / "backup.db"
    Office(tmp_path / "data")
    assert run("journal", "backup", copy).exit_code == 0
    assert copy.exists()
    again = run("journal", "backup", copy)
    assert again.exit_code == 2
    assert "已经存在" in again.stderr
    assert len(again.stderr.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits on Windows")
def test_a_backup_for_which_there_is_no_room_leaves_nothing(tmp_path: Path) -> None:
    import resource

    roster = tmp_path / "roster.csv"
    rows = "".join(f"{seat},王{seat},代表,6\n" for seat in range(1, 501))
    roster.write_text(f"席位,姓名,身份,户数\n{rows}", encoding="utf-8")
    assert run("roster", "import", roster, "--name", "三苗树村").exit_code == 0
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (36 * 1024, before[1]))
    try:
        refused = run("journal", "backup", tmp_path / "backup.db")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert refused.exit_code == 2, refused.output
    assert len(refused.stderr.splitlines()) == 1
    assert not list(tmp_path.glob("backup.db*"))


def test_why_a_file_cannot_be_read_is_said_in_the_reader_s_language(tmp_path: Path) -> None:
    for file, why in ((tmp_path, "这是文件夹"), (tmp_path / "none.csv", "没有这个文件")):
        refused = run("roster", "import", file, "--name", "村")
        assert refused.exit_code == 2
        assert why in refused.stderr


def test_a_refusal_is_one_sentence_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for words in (
        ("journal", "verify", "--data", tmp_path / "file"),
        ("journal", "verify", "--database", "mysql://somewhere/x"),
        ("roster", "show", "--village", "nowhere-1"),
        ("roster", "import", tmp_path / "none.csv", "--name", "村"),
    ):
        refused = run(*words)
        assert refused.exit_code == 2, refused.output
        assert len(refused.stderr.splitlines()) == 1
        assert isinstance(refused.exception, SystemExit)
