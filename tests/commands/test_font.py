"""``siquan font`` as the clerk runs it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from typer.testing import CliRunner

from siquan_tui.commands.line import app


def packaged_font() -> Path:
    spec = find_spec("pylopdf_fonts_zh_cn")
    assert spec is not None
    assert spec.origin is not None
    return next(Path(spec.origin).parent.rglob("*.otf"))


def test_a_font_is_copied_to_the_data_folder(tmp_path: Path) -> None:
    ran = CliRunner().invoke(app, ["font", str(packaged_font()), "--data", str(tmp_path)])
    assert ran.exit_code == 0
    assert [each.suffix for each in (tmp_path / "fonts").iterdir()] == [".otf"]


def test_a_folder_that_takes_no_font_is_told(tmp_path: Path) -> None:
    (tmp_path / "fonts").write_text("a file where the folder should be")
    ran = CliRunner().invoke(app, ["font", str(packaged_font()), "--data", str(tmp_path)])
    assert ran.exit_code == 2
    assert "字体存不进" in ran.stderr
    assert "路径中有一段是文件" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


def test_a_data_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    told = CliRunner().invoke(app, ["font", str(packaged_font()), "--data", str(tmp_path / "file")])
    assert told.exit_code == 2
    assert len(told.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["missing.ttf", "names.csv"])
def test_what_is_no_font_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "names.csv").write_text("甲，乙")
    ran = CliRunner().invoke(app, ["font", str(tmp_path / name), "--data", str(tmp_path)])
    assert ran.exit_code == 2
    assert name in ran.stderr
    assert "Traceback" not in ran.output
