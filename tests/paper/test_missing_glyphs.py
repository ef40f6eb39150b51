from __future__ import annotations

import pytest

from siquan_tui.paper.data import minutes_paper
from siquan_tui.paper.errors import PaperError
from siquan_tui.paper.fonts import Typefaces
from siquan_tui.paper.typeset import typeset
from siquan_tui.words import say
from tests.paper.scenes import HEAD, carried, renamed, roll_of, sitting, water_works, worded


@pytest.mark.parametrize(
    ("name", "point"),
    [
        ("王𠮷", "𠮷 U+20BB7"),
        ("李\ue000", " U+E000"),
        ("巴ᠮ", "ᠮ U+182E"),
        ("王😀", " U+1F600"),
    ],
)
def test_a_name_no_font_draws_is_refused_by_name(
    packaged: Typefaces, name: str, point: str
) -> None:
    meeting, resolution = carried(sitting(17, roll=renamed(roll_of(17), {6: name})))
    for template, paper in (
        ("resolution", worded(meeting, resolution)),
        ("minutes", minutes_paper(meeting, head_hex=HEAD)),
    ):
        with pytest.raises(PaperError) as refused:
            typeset(template, paper, packaged)
        said = say(refused.value.message)
        assert name in said
        assert point in said
        assert "SIQUAN_FONT_DIR" in say(refused.value.remedy)
        assert "siquan font" in say(refused.value.remedy)


def test_all_that_is_missing_is_named_at_once(packaged: Typefaces) -> None:
    roll = renamed(roll_of(17), {6: "王𠮷", 9: "李\ue000某"})
    with pytest.raises(PaperError) as refused:
        typeset("resolution", worded(*carried(sitting(17, roll=roll))), packaged)
    said = say(refused.value.message)
    assert "“王𠮷”" in said
    assert "“李\ue000某”" in said
    assert "𠮷 U+20BB7、\ue000 U+E000" in said


def test_of_a_long_text_only_the_place_is_shown(packaged: Typefaces) -> None:
    text = "前" * 50 + "𠮷" + "后" * 50
    paper = worded(*carried(sitting(17, proposal=water_works(text=text))))
    with pytest.raises(PaperError) as refused:
        typeset("resolution", paper, packaged)
    assert f"“…{'前' * 8}𠮷{'后' * 8}…”" in say(refused.value.message)


@pytest.mark.parametrize("name", ["额尔敦·巴雅尔", "李䶮", "刘㛃", "王𬭎", "Ганбаатар", "O'Neil-é"])
def test_rare_but_known_names_are_printed(packaged: Typefaces, name: str) -> None:
    roll = renamed(roll_of(17), {6: name})
    typeset("resolution", worded(*carried(sitting(17, roll=roll))), packaged)
