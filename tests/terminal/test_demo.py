"""The main job, by keys only: from ``siquan demo`` to papers that verify."""

from __future__ import annotations

import io
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
import zxingcpp

from tests.terminal import chair
from tests.terminal.conftest import Run, Start
from tests.terminal.terminal import Terminal

VILLAGE, WATER = "三苗树村", "安装与改造自来水工程"
DPI = 150


class Paper(NamedTuple):
    """A resolution saved, and the code that stood on the screen."""

    pdf: Path
    on_screen: str


@pytest.fixture
def papers(start: Start, home: Path) -> dict[int, Paper]:
    """Case 1, held live: both rounds, each resolution saved; by number."""
    terminal = start("demo", size=(110, 40))
    chair.open_meeting(terminal, village=VILLAGE)
    chair.everyone_comes(terminal, 17)
    chair.take(terminal, WATER)
    chair.count(terminal, 16, 1, 0, 0)
    assert "通过！" in chair.announce(terminal)
    first = chair.resolve(terminal)
    chair.recess(terminal, "走访农户")
    chair.another_day(terminal, "2010-07-27")
    chair.new_round(terminal, WATER, why="走访后修改", changed="（修改路线）", posted="2010-07-23")
    chair.resume(terminal)
    chair.everyone_comes(terminal, 17)  # another day, so the roll is called anew
    chair.take(terminal, WATER)
    chair.count(terminal, 17, 0, 0, 0)
    assert "赞成 17 票" in chair.announce(terminal)
    second = chair.resolve(terminal)
    leave(terminal)
    saved = {int(path.stem[-1]): path for path in home.rglob("*决议*.pdf")}
    assert sorted(saved) == [1, 2], f"saved: {saved}"
    return {1: Paper(saved[1], first), 2: Paper(saved[2], second)}


def leave(terminal: Terminal) -> None:
    terminal.press("Ctrl+Q")
    terminal.wait_for("退出主席台？")
    terminal.press("1")
    assert terminal.wait_end() == 0


def photograph(pdf: Path, to: Path) -> Path:
    """The page with the code, as a picture of 150 dots an inch."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        picture = page.render(scale=DPI / 72).to_pil()
        if zxingcpp.read_barcodes(picture):
            buffer = io.BytesIO()
            picture.save(buffer, "PNG")
            to.write_bytes(buffer.getvalue())
            return to
    raise AssertionError(f"no code can be read from {pdf.name} at {DPI} dpi")


def code_of(picture: Path) -> str:
    from PIL import Image

    (found,) = zxingcpp.read_barcodes(Image.open(picture))
    return str(found.text)


def test_case_one_from_the_first_key_to_papers_that_verify(
    papers: dict[int, Paper], tmp_path: Path, run: Run
) -> None:
    figures = {1: "赞成16", 2: "赞成17"}
    for number, paper in papers.items():
        picture = photograph(paper.pdf, tmp_path / f"{number}.png")
        code = code_of(picture)
        assert code == paper.on_screen
        assert figures[number] in code.replace(" ", "")
        text = tmp_path / f"{number}.txt"
        text.write_text(code, encoding="utf-8")
        for source in (str(text), str(picture), str(paper.pdf)):
            accepted = run("verify", "--rehearsal", source)
            assert accepted.returncode == 0, accepted.stdout + accepted.stderr
            assert "演练" in accepted.stdout
        assert run("verify", code).returncode == 1, "a rehearsal is not genuine"

    changed = code.replace("17", "16", 1)
    assert changed != code
    refused = run("verify", "--rehearsal", changed)
    assert refused.returncode == 1
    assert "改动" in refused.stdout
