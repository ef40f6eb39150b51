from __future__ import annotations

from pathlib import Path

import pytest

from siquan_tui.paper.errors import PaperError
from siquan_tui.paper.fonts import Typefaces
from siquan_tui.paper.typeset import TEMPLATES, find_template, typeset
from siquan_tui.words import say
from tests.paper.pages import claims_pdf_a, text
from tests.paper.scenes import carried, sitting, worded


def test_a_village_may_replace_a_template(tmp_path: Path, packaged: Typefaces) -> None:
    assert find_template("resolution", tmp_path) == TEMPLATES / "resolution.typ"
    (tmp_path / "stamp.txt").write_text("本村自用格式", encoding="utf-8")
    (tmp_path / "resolution.typ").write_text(
        '#import "common.typ": *\n#show: it => paper(data.title, it)\n'
        '#read("stamp.txt")\n#signature-grid(data.seats)\n',
        encoding="utf-8",
    )
    own = find_template("resolution", tmp_path)
    assert own == tmp_path / "resolution.typ"
    pdf = typeset(own, worded(*carried(sitting(17))), packaged)
    assert "本村自用格式" in text(pdf)
    assert "门槛核验" not in text(pdf)
    assert claims_pdf_a(pdf)


def test_a_wrong_template_is_told_with_its_line(tmp_path: Path, packaged: Typefaces) -> None:
    wrong = tmp_path / "resolution.typ"
    wrong.write_text("#let data = 1\n#data.nothing\n", encoding="utf-8")
    with pytest.raises(PaperError) as refused:
        typeset(wrong, worded(*carried(sitting(17))), packaged)
    assert "resolution.typ:2" in say(refused.value.message)
    assert str(wrong) in say(refused.value.remedy)


def test_a_template_that_cannot_be_read_is_told(tmp_path: Path, packaged: Typefaces) -> None:
    with pytest.raises(PaperError) as refused:
        typeset(tmp_path / "resolution.typ", worded(*carried(sitting(17))), packaged)
    assert str(tmp_path / "resolution.typ") in say(refused.value.message)
