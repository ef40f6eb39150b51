from __future__ import annotations

import shutil
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest

from siquan_tui.paper import fonts
from siquan_tui.paper.errors import PaperError
from siquan_tui.paper.fonts import add_font, typefaces
from siquan_tui.words import say

SANS = Path(pylopdf_fonts_zh_cn.sans_path())
SERIF = Path(pylopdf_fonts_zh_cn.serif_path())


def test_a_bare_machine_has_the_packaged_faces() -> None:
    found = typefaces(use_system_fonts=False)
    assert found.faces.body == ("Noto Serif SC", "Noto Sans SC")
    assert found.faces.title[0] == found.faces.heading[0] == "Noto Sans SC"
    files = {font.path for font in found.fonts.fonts() if font.path}
    assert files == {str(SANS), str(SERIF)}


def test_the_switch_keeps_system_fonts_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "system_files", lambda: pytest.fail("looked at the system"))
    monkeypatch.setenv("SIQUAN_NO_SYSTEM_FONTS", "1")
    typefaces()


def test_the_same_faces_are_loaded_once() -> None:
    assert typefaces(use_system_fonts=False) is typefaces(use_system_fonts=False)


def test_a_font_the_village_brought_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(SANS, tmp_path / "ours.otf")
    assert typefaces([tmp_path], use_system_fonts=False).faces.body[0] == "Noto Sans SC"
    monkeypatch.setenv("SIQUAN_FONT_DIR", str(tmp_path))
    assert typefaces(use_system_fonts=False).faces.body[0] == "Noto Sans SC"
    assert typefaces([tmp_path / "none"], use_system_fonts=False).faces.body[0] == "Noto Sans SC"


def test_a_face_for_rare_characters_goes_last(tmp_path: Path) -> None:
    shutil.copy(SANS, tmp_path / "HanaMinB.ttf")
    assert typefaces([tmp_path], use_system_fonts=False).faces.body == (
        "Noto Serif SC",
        "Noto Sans SC",
    )


def test_system_fonts_are_found_by_path_and_linked_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = tmp_path / "system"
    system.mkdir()
    for name in ("simfang.ttf", "simsun.ttc", "unwanted.otf"):
        shutil.copy(SANS, system / name)
    monkeypatch.setattr(fonts, "_system_folders", lambda: [tmp_path / "none", system])
    assert [path.name for path in fonts.system_files()] == ["simfang.ttf"]
    found = typefaces(cache=tmp_path / "cache", use_system_fonts=True)
    assert found.faces.body[0] == "Noto Sans SC"
    loaded = {Path(font.path).name for font in found.fonts.fonts() if font.path}
    assert loaded == {"simfang.ttf", SANS.name, SERIF.name}


def test_where_links_are_not_allowed_files_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(SANS, tmp_path / "simfang.ttf")
    monkeypatch.setattr(fonts, "_system_folders", lambda: [tmp_path])

    def refuse(self: Path, target: Path) -> None:
        raise OSError("not allowed")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    found = typefaces(cache=tmp_path / "cache", use_system_fonts=True)
    assert found.faces.body[0] == "Noto Sans SC"
    copies = [path for path in (tmp_path / "cache").rglob("*.ttf") if not path.is_symlink()]
    assert [path.read_bytes() for path in copies] == [SANS.read_bytes()]


def test_an_unwritable_cache_leaves_the_packaged_faces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(SANS, tmp_path / "simfang.ttf")
    monkeypatch.setattr(fonts, "_system_folders", lambda: [tmp_path])
    (tmp_path / "cache").write_text("a file, not a folder")
    found = typefaces(cache=tmp_path / "cache", use_system_fonts=True)
    assert found.faces.body == ("Noto Serif SC", "Noto Sans SC")


def test_a_font_can_be_brought_in(tmp_path: Path) -> None:
    added = add_font(SANS, tmp_path / "fonts")
    assert added == tmp_path / "fonts" / SANS.name
    assert typefaces([tmp_path / "fonts"], use_system_fonts=False).faces.body[0] == "Noto Sans SC"


@pytest.mark.parametrize("name", ["a.ttf", "a.txt", "none.otf"])
def test_what_is_no_font_is_refused_by_name(tmp_path: Path, name: str) -> None:
    if name != "none.otf":
        (tmp_path / name).write_text("不是字体", encoding="utf-8")
    with pytest.raises(PaperError) as refused:
        add_font(tmp_path / name, tmp_path / "fonts")
    assert name in say(refused.value.message)
    assert not (tmp_path / "fonts").exists()
