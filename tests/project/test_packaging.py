"""What a wheel and a source archive hold."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def tracked() -> list[str]:
    """Files git knows, or would add."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], set[str]]:
    """Names in a freshly built wheel, and in a source archive (without its first folder)."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    (sdist,) = folder.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as archive:
        in_wheel = set(archive.namelist())
    with tarfile.open(sdist) as archive:
        in_sdist = {name.partition("/")[2] for name in archive.getnames()}
    return in_wheel, in_sdist


def test_wheel_holds_two_packages_and_nothing_else(archives: tuple[set[str], set[str]]) -> None:
    roots = {name.partition("/")[0] for name in archives[0]}
    assert {root for root in roots if not root.endswith(".dist-info")} == {"siquan_tui", "screens"}


def test_both_hold_every_file_of_the_packages(archives: tuple[set[str], set[str]]) -> None:
    ours = {name for name in tracked() if name.startswith(("siquan_tui/", "screens/"))}
    for held in archives:
        assert ours - held == set()
        assert "siquan_tui/locale/en/LC_MESSAGES/siquan.mo" in held


def test_source_archive_can_build_and_test_itself(archives: tuple[set[str], set[str]]) -> None:
    wanted = {"hatch_build.py", "scripts/catalogue.py", "tests/conftest.py", "LICENSE", ".ci/run"}
    assert wanted - archives[1] == set()


def test_every_text_has_unix_line_ends() -> None:
    names = tracked()
    attributes = subprocess.run(
        ["git", "check-attr", "--stdin", "-z", "eol"],
        cwd=ROOT,
        input="\0".join(names),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout.split("\0")
    unpinned = [
        attributes[i] for i in range(0, len(attributes) - 2, 3) if attributes[i + 2] != "lf"
    ]
    assert unpinned == []
    pictures = (".png", ".jpg", ".pdf")
    assert [
        n for n in names if not n.endswith(pictures) and b"\r\n" in (ROOT / n).read_bytes()
    ] == []


def test_no_lock_file_is_tracked() -> None:
    locks = {"uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "package-lock.json"}
    assert [name for name in tracked() if Path(name).name in locks] == []
