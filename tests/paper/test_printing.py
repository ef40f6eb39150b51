from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from siquan_tui.paper import printing
from siquan_tui.paper.errors import PaperError
from siquan_tui.paper.printing import (
    file_name,
    minutes_name,
    print_pdf,
    resolution_name,
    save_pdf,
)
from siquan_tui.words import say

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows opens the file instead")


def put_lp(folder: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> Path:
    """A fake ``lp`` alone on PATH that writes down its arguments, then ends as told."""
    record = folder / "arguments.json"
    script = folder / "bin" / "lp"
    script.parent.mkdir()
    script.write_text(
        f"#!{sys.executable}\nimport json, sys, time\n"
        f"json.dump(sys.argv[1:], open({str(record)!r}, 'w'))\n{ending}\n"
    )
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(script.parent))
    return record


@posix_only
@pytest.mark.parametrize("name", ["三苗树村-决议-2010-1.pdf", "-o danger;.pdf"])
def test_lp_gets_a4_unscaled_and_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    record = put_lp(tmp_path, monkeypatch, "print('request id is office-42 (1 file(s))')")
    monkeypatch.chdir(tmp_path)
    said = say(print_pdf(Path(name)))
    assert json.loads(record.read_text()) == [
        "-o",
        "media=iso_a4_210x297mm",
        "-o",
        "print-scaling=none",
        "--",
        name,
    ]
    assert "office-42" in said
    assert name in said


@posix_only
def test_a_failing_lp_is_told_with_the_saved_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_lp(tmp_path, monkeypatch, "sys.exit('lp: Error - no default destination available.')")
    path = tmp_path / "决议.pdf"
    with pytest.raises(PaperError) as refused:
        print_pdf(path)
    assert "no default destination available" in say(refused.value.message)
    assert str(path) in say(refused.value.remedy)


@posix_only
def test_no_lp_is_told_with_the_saved_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "决议.pdf"
    with pytest.raises(PaperError) as refused:
        print_pdf(path)
    assert "lp" in say(refused.value.message)
    assert str(path) in say(refused.value.remedy)


@posix_only
def test_a_printer_that_never_answers_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_lp(tmp_path, monkeypatch, "time.sleep(600)")
    monkeypatch.setattr(printing, "LP_SECONDS", 0.2)
    with pytest.raises(PaperError) as refused:
        print_pdf(tmp_path / "决议.pdf")
    assert "没有回应" in say(refused.value.message)


def test_windows_opens_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "startfile", opened.append, raising=False)
    said = say(print_pdf(tmp_path / "决议.pdf"))
    assert opened == [tmp_path / "决议.pdf"]
    assert "实际大小" in said


def test_windows_without_a_reader_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(path: Path) -> None:
        raise OSError(1155, "No application is associated with the specified file")

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "startfile", nothing, raising=False)
    with pytest.raises(PaperError) as refused:
        print_pdf(tmp_path / "决议.pdf")
    assert "No application" in say(refused.value.message)


def test_file_names_are_those_a_clerk_expects() -> None:
    assert resolution_name("三苗树村", 2010, 1, rehearsal=False) == "三苗树村-决议-2010-1.pdf"
    assert resolution_name("三苗树村", 2010, 1, rehearsal=True) == "三苗树村-演练决议-2010-1.pdf"
    assert (
        minutes_name("三苗树村", "2010-07-22", rehearsal=False)
        == "三苗树村-会议记录-2010-07-22.pdf"
    )


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (('三/苗\\树:村*?"<>|', "决议"), "三_苗_树_村______-决议.pdf"),
        (("..", "a"), "-a.pdf"),
        (("con",), "_con.pdf"),
        (("村. ", "1"), "村-1.pdf"),
        (("村\n", "\x00"), "村_-_.pdf"),
    ],
)
def test_file_names_suit_windows(parts: tuple[str, ...], name: str) -> None:
    assert file_name(*parts) == name


def test_a_long_village_name_still_makes_a_file(tmp_path: Path) -> None:
    name = resolution_name("村" * 200, 2010, 1, rehearsal=False)
    assert len(name.encode()) <= 200
    assert name.endswith("-决议-2010-1.pdf")
    save_pdf(b"%PDF", tmp_path, name)


def test_a_paper_is_saved_whole_over_the_older_one(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    save_pdf(b"old", folder, "a.pdf")
    path = save_pdf(b"new", folder, "a.pdf")
    assert path.read_bytes() == b"new"
    assert [each.name for each in folder.iterdir()] == ["a.pdf"]


def test_a_failed_save_keeps_the_older_one_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_pdf(b"old", tmp_path, "a.pdf")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PaperError) as refused:
        save_pdf(b"new", tmp_path, "a.pdf")
    assert "磁盘已满" in say(refused.value.message)
    assert str(tmp_path / "a.pdf") in say(refused.value.message)
    assert [each.name for each in tmp_path.iterdir()] == ["a.pdf"]
    assert (tmp_path / "a.pdf").read_bytes() == b"old"
