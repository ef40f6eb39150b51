"""The English catalogue is complete, and the check that says so can fail."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parents[2]
catalogue: dict[str, Any] = runpy.run_path(str(ROOT / "scripts" / "catalogue.py"))


def test_catalogue_is_complete() -> None:
    assert (
        catalogue["flaws"](catalogue["extracted"](), catalogue["read"](catalogue["ENGLISH"])) == []
    )


def test_no_part_is_left_unmerged() -> None:
    assert sorted(catalogue["PARTS"].glob("*.po")) == []


def said(*texts: str) -> Catalog:
    made = Catalog(locale="en")
    for text in texts:
        made.add(text, locations=[("somewhere.py", 3)])
    return made


@pytest.mark.parametrize(
    ("source", "english", "flaw"),
    [
        ("到会", None, "missing"),
        ("到会", "", "empty"),
        ("还差 {n} 票", "{m} short", "placeholders"),
        ("还差 {n} 票", "short", "placeholders"),
        ("还差 {n} 票", "{n short", "braces"),
        ("到会", "到会", "Han characters"),
        ("到会 ", "present", "white space"),
    ],
)
def test_each_flaw_is_found(source: str, english: str | None, flaw: str) -> None:
    translated = Catalog(locale="en")
    if english is not None:
        translated.add(source, english)
    found = catalogue["flaws"](said(source), translated)
    assert len(found) == 1
    assert flaw in found[0]


def test_fuzzy_and_left_over_messages_are_flaws() -> None:
    translated = Catalog(locale="en")
    translated.add("到会", "present", flags={"fuzzy"})
    translated.add("缺席", "absent")
    found = catalogue["flaws"](said("到会"), translated)
    assert sorted(flaw.partition(":")[0] for flaw in found) == ["fuzzy", "no longer in the source"]


def test_obsolete_messages_are_flaws(tmp_path: Path) -> None:
    po = tmp_path / "siquan.po"
    po.write_text('#~ msgid "缺席"\n#~ msgstr "absent"\n', "utf-8")
    found = catalogue["flaws"](said(), catalogue["read"](po))
    assert found == ["obsolete: '缺席'"]


def test_both_ways_of_saying_are_extracted(tmp_path: Path) -> None:
    for package in catalogue["SOURCES"]:
        (tmp_path / package).mkdir()
    source = tmp_path / "screens" / "hall.py"
    source.write_text(
        'why = message("还差 {n} 票", n=2, what=message("里面"))\nlabel = _("到会" "人数")\n',
        "utf-8",
    )
    texts = {entry.id for entry in catalogue["entries"](catalogue["extracted"](tmp_path))}
    assert texts == {"还差 {n} 票", "里面", "到会人数"}


def test_a_compiled_catalogue_follows_its_source(tmp_path: Path) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue["write"]([("到会", "here")], folder / "siquan.po")
    assert catalogue["compile_all"](tmp_path) == [folder / "siquan.mo"]
    assert catalogue["compile_all"](tmp_path) == []
    catalogue["write"]([("到会", "present")], folder / "siquan.po")
    catalogue["compile_all"](tmp_path)
    assert b"present" in (folder / "siquan.mo").read_bytes()
