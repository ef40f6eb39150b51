"""What people read goes through the catalogue, as literals it can be extracted from."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HAN = re.compile(r"[\u4e00-\u9fff]")
SAYING = {"_", "message"}
BILINGUAL = " · "
"""Help on the command line stands in both languages at once."""
INPUT = {"screens/typed.py"}
"""Han in patterns of what a chair may type."""


def sources(*places: str) -> list[str]:
    found = []
    for place in places:
        path = ROOT / place
        found += [path] if path.is_file() else sorted(path.rglob("*.py"))
    return [str(path.relative_to(ROOT).as_posix()) for path in found]


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call of ``_()`` and ``message()``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if name in SAYING and node.args:
                yield node


def unsaid(source: str) -> list[tuple[int, str]]:
    """Han literals, with their lines, that no catalogue will translate."""
    tree = ast.parse(source)
    said = {id(part) for call in calls(tree) for part in ast.walk(call.args[0])}
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and HAN.search(node.value)
        and BILINGUAL not in node.value
        and id(node) not in said | docstrings
    ]


@pytest.mark.parametrize(
    "name", sources("screens", "siquan_tui/commands", "siquan_tui/play", "siquan_tui/cli.py")
)
def test_every_chinese_text_can_be_translated(name: str) -> None:
    if name not in INPUT:
        assert unsaid((ROOT / name).read_text("utf-8")) == []


def test_a_text_outside_the_catalogue_is_found() -> None:
    assert unsaid('label = _("到会")\nhelp = "缺席"\n') == [(2, "缺席")]
    assert unsaid('"""到会"""\nx = "到会 · present"\ny = message("到会", n=_("人"))\n') == []


@pytest.mark.parametrize("name", [n for n in sources("screens", "siquan_tui") if "words" not in n])
def test_texts_are_literals(name: str) -> None:
    tree = ast.parse((ROOT / name).read_text("utf-8"))
    computed = [
        call.lineno
        for call in calls(tree)
        if not (isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str))
    ]
    assert computed == []
