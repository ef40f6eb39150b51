"""The commands a reader copies, and the one that is run for every submission."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.zh-CN.md")


def commands(readme: str) -> list[str]:
    """Lines of the readme's code blocks that begin with making an environment."""
    blocks = re.findall(r"```\w*\n(.*?)```", (ROOT / readme).read_text("utf-8"), re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [line for line in lines if re.match(r"(python3|py -3) -m venv ", line)]


@pytest.mark.parametrize("readme", READMES)
def test_two_commands_in_two_forms(readme: str) -> None:
    demo, tests, demo_on_windows, tests_on_windows = commands(readme)
    assert demo.startswith("python3 -m venv ")
    assert demo.endswith(" demo")
    assert tests.startswith("python3 -m venv ")
    assert tests.endswith("pytest")
    assert demo_on_windows.startswith("py -3 -m venv ")
    assert demo_on_windows.endswith(" demo")
    assert tests_on_windows.startswith("py -3 -m venv ")
    assert tests_on_windows.endswith("pytest")


@pytest.mark.parametrize("readme", READMES)
def test_windows_form_does_the_same(readme: str) -> None:
    posix, windows = commands(readme)[:2], commands(readme)[2:]
    translated = [
        command.replace("python3 -m venv", "py -3 -m venv")
        .replace("/bin/", "\\Scripts\\")
        .replace("'", '"')
        for command in posix
    ]
    assert windows == translated


def test_both_readmes_give_the_same_commands() -> None:
    first, second = (commands(readme) for readme in READMES)
    assert first == second


def test_ci_runs_the_readme_test_command() -> None:
    ci = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert commands("README.md")[1] in ci


@pytest.mark.parametrize("readme", READMES)
def test_links_and_pictures_exist(readme: str) -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", (ROOT / readme).read_text("utf-8"))
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []
