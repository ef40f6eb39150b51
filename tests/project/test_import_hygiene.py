"""What a clean interpreter has loaded, and what the core's sources may import at all."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"textual", "rich", "typer", "click", "sqlmodel", "sqlalchemy", "pydantic", "typst"}
CORE = [ROOT / "siquan_tui" / "message.py"] + [
    path
    for package in ("rules", "meeting")
    for path in sorted((ROOT / "siquan_tui" / package).glob("*.py"))
]
FILE_READERS = {"rulebook.py"}
DISK = {"pathlib", "os", "io", "shutil", "tempfile", "sqlite3", "importlib"}
CLOCK_CALLS = {"now", "today", "utcnow"}


def loaded_by(statement: str) -> set[str]:
    """Top-level modules in ``sys.modules`` after ``statement`` in a new interpreter."""
    return {name.partition(".")[0] for name in modules_of(statement)}


def modules_of(statement: str) -> set[str]:
    """All of them, with their full names."""
    code = f"{statement}\nimport sys, json; print(json.dumps(sorted(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return set(json.loads(run.stdout))


def every(package: str) -> str:
    """A statement importing every module of a package of ours."""
    folder = ROOT.joinpath(*package.split("."))
    stems = (path.stem for path in sorted(folder.glob("*.py")))
    modules = [package if stem == "__init__" else f"{package}.{stem}" for stem in stems]
    return "; ".join(f"import {module}" for module in modules)


@pytest.mark.parametrize("package", ["siquan_tui.rules", "siquan_tui.meeting"])
def test_core_starts_without_the_rest(package: str) -> None:
    loaded = loaded_by(every(package))
    assert "msgspec" in loaded
    assert loaded & (HEAVY | {"screens", "cryptography", "qrcode", "pypinyin"}) == set()


def test_command_line_starts_without_console_tables_and_typesetter() -> None:
    loaded = loaded_by("import siquan_tui.cli")
    heavy = {"screens", "textual", "sqlmodel", "sqlalchemy", "pydantic", "typst"}
    assert loaded & (heavy | {"typer", "rich"}) == set(), "the first screen waits for these"
    commands = loaded_by("import siquan_tui.commands.line")
    assert "typer" in commands
    assert commands & heavy == set()


def test_first_picture_waits_for_nothing_that_only_a_meeting_needs() -> None:
    loaded = modules_of(
        "import screens.app, screens.home, siquan_tui.office, siquan_tui.journal.glance"
    )
    assert "screens.home" in loaded
    assert {name.partition(".")[0] for name in loaded} & (HEAVY - {"textual", "rich"}) == set()
    later = {"siquan_tui.meeting.events", "siquan_tui.meeting.state", "tomllib", "qrcode"}
    assert loaded & later == set()


@pytest.mark.parametrize(
    ("statement", "spared"),
    [
        (
            "from siquan_tui.roster.names import initials; assert initials('王伟') == 'ww'",
            "pypinyin.phrases_dict",
        ),
        ("import siquan_tui.attest.read", "pypdfium2"),
        ("import siquan_tui.commands.verify", "rich"),
    ],
)
def test_a_command_waits_for_nothing_it_does_not_need(statement: str, spared: str) -> None:
    assert spared not in modules_of(statement)


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import in {path.name}"
            yield str(node.module)


@pytest.mark.parametrize("path", CORE, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_core_imports_standard_library_and_msgspec_only(path: Path) -> None:
    roots = {name.partition(".")[0] for name in imports(path)}
    assert roots - sys.stdlib_module_names - {"msgspec", "siquan_tui"} == set()
    if path.name not in FILE_READERS:
        assert roots & DISK == set()


@pytest.mark.parametrize("path", CORE, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_core_knows_no_clock(path: Path) -> None:
    calls = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert calls & CLOCK_CALLS == set()
    assert "time" not in set(imports(path))
