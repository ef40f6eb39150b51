"""GB/T 9704 measures, read back from the pages."""

from __future__ import annotations

from itertools import groupby, pairwise

import msgspec
import pytest

from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.paper.data import minutes_paper
from siquan_tui.paper.fonts import Typefaces
from siquan_tui.paper.typeset import typeset
from tests.paper.pages import MM, Glyph, glyphs, picture, texts
from tests.paper.scenes import HEAD, carried, sitting, water_works, worded


@pytest.fixture(scope="module")
def full_pages(packaged: Typefaces) -> list[list[Glyph]]:
    """A resolution whose text fills several pages, hanzi only: three pages of glyphs."""
    paper = worded(*carried(sitting(17, rehearsal=False)), "某码")
    paper = msgspec.structs.replace(paper, body=("国" * 28 * 60,))
    pdf = typeset("resolution", paper, packaged)
    return [glyphs(pdf, page) for page in range(3)]


def test_a_page_holds_22_lines_of_28_characters(full_pages: list[list[Glyph]]) -> None:
    body = [each for each in full_pages[1] if each.text == "国"]
    lines = [list(line) for _, line in groupby(body, key=lambda each: round(each.top))]
    assert [len(line) for line in lines] == [28] * 22
    steps = {round(low[0].top - high[0].top, 1) for high, low in pairwise(lines)}
    assert steps == {29.0}


def test_margins_are_37_35_28_26(full_pages: list[list[Glyph]]) -> None:
    odd = [each for each in full_pages[2] if each.text == "国"]
    even = [each for each in full_pages[1] if each.text == "国"]
    # a glyph leaves up to about 2 pt of its square empty
    assert min(each.left for each in odd) == pytest.approx(28 * MM, abs=2)
    assert max(each.right for each in odd) == pytest.approx((210 - 26) * MM, abs=2)
    assert min(each.left for each in even) == pytest.approx(26 * MM, abs=2)
    assert min(each.top for each in even) == pytest.approx(37 * MM, abs=2)
    assert max(each.bottom for each in even) <= (297 - 35) * MM


def test_page_numbers_stand_outside_right_and_left(full_pages: list[list[Glyph]]) -> None:
    for page, number in enumerate(("1", "2", "3")):
        foot = [each for each in full_pages[page] if each.top > (297 - 35) * MM]
        dashes = [each for each in foot if each.text == "—"]
        assert len(dashes) == 2
        assert number in [
            each.text for each in foot if dashes[0].right <= each.left <= dashes[1].left
        ]
        on_the_right = dashes[0].left > 105 * MM
        assert on_the_right is (page % 2 == 0)


def test_room_for_a_45_mm_seal_over_name_and_date(packaged: Typefaces) -> None:
    pdf = typeset("resolution", worded(*carried(sitting(17, rehearsal=False)), "某码"), packaged)
    page = next(n for n, page in enumerate(texts(pdf)) if "（盖章处）" in page)
    assert "生效条件" in texts(pdf)[page]
    found = glyphs(pdf, page)
    line = "".join(each.text for each in found)
    start = line.index("（盖章处）")
    label = found[start : start + 5]
    middle = (label[0].left + label[-1].right) / 2
    top, bottom = label[0].top, label[0].top + 45 * MM
    within = "".join(
        each.text
        for each in found
        if top < each.top < each.bottom < bottom and each.left > 105 * MM
    )
    assert "2010年7月22日" in within
    dpi = 72
    grey = picture(pdf, page, dpi).convert("L")
    side = 22.5 * MM
    box = (int(middle - side), int(top), int(middle + side), int(bottom))
    inked = [
        y
        for y in range(box[1], box[3])
        if min(grey.getpixel((x, y)) for x in range(box[0], box[2])) < 120
    ]
    # only the name and the date: two lines of type, nothing drawn
    assert 0 < len(inked) < 45


@pytest.mark.parametrize("lines", range(8))
def test_a_grid_that_fits_one_page_is_one_sheet_to_sign(packaged: Typefaces, lines: int) -> None:
    """Wherever the page happens to end."""
    meeting, resolution = carried(sitting(50, proposal=water_works(text="同意。\n" * lines)))
    pages = texts(typeset("resolution", worded(meeting, resolution), packaged))
    (sheet,) = (page for page in pages if "附：村民代表签字" in page)
    assert all(line.vacant or f"{line.seat}{line.name}" in sheet for line in meeting.roll)


@pytest.mark.parametrize("lines", range(12))
def test_the_signatures_under_minutes_never_stand_without_text(
    packaged: Typefaces, lines: int
) -> None:
    """Wherever the page happens to end."""
    hall = sitting(17, proposal=water_works(text="同意。\n" * lines))
    carried(hall)
    hall.do(ev.RoundAdded(1, water_works(text="改线。"), "走访后修改"))
    hall.do(chair.take_item(hall.meeting, 1, "已公示"))
    carried(hall, against=0, number=2)
    pages = texts(typeset("minutes", minutes_paper(hall.meeting, head_hex=HEAD), packaged))
    (signed,) = (page for page in pages if "主持人（执行主席）" in page)
    assert "四权四制表决通过" in signed
    for page in pages:  # what is said under a table stays with it
        assert page.count("※四权四制：") == page.count("有/基数")
