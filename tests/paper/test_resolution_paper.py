from __future__ import annotations

import datetime as dt

import pytest

from siquan_tui.attest.fields import fields_of
from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.drafts import draft_resolution
from siquan_tui.meeting.roll import Capacity
from siquan_tui.meeting.state import Meeting, Resolution
from siquan_tui.paper.data import resolution_paper
from siquan_tui.paper.fonts import Typefaces
from siquan_tui.paper.typeset import typeset
from siquan_tui.rules.figures import Side
from tests.meeting.hall import Hall
from tests.meeting.hall import roll as plain_roll
from tests.paper.pages import claims_pdf_a, code_box, codes, dated, picture, text, texts
from tests.paper.scenes import (
    CODE,
    HEAD,
    carried,
    eventful,
    person_name,
    roll_of,
    sitting,
    symbol,
    water_works,
    worded,
)

BOTH = ("siquan-2010", "organic-law-2026")


@pytest.fixture(scope="module", params=[17, 29, 50, 200])
def printed(request: pytest.FixtureRequest, packaged: Typefaces) -> tuple[int, bytes]:
    seats = request.param
    hall = sitting(seats, *BOTH, rehearsal=False)
    return seats, typeset("resolution", worded(*carried(hall)), packaged)


def test_is_pdf_a_of_few_pages(printed: tuple[int, bytes]) -> None:
    seats, pdf = printed
    assert claims_pdf_a(pdf)
    assert len(texts(pdf)) == {17: 3, 29: 4, 50: 4, 200: 6}[seats]


def test_every_name_can_be_read_back(printed: tuple[int, bytes]) -> None:
    seats, pdf = printed
    whole = text(pdf)
    missing = [
        name
        for seat in range(1, seats + 1)
        if not (seats > 20 and seat == 20) and (name := person_name(seat)) not in whole
    ]
    assert missing == []


def test_code_reads_from_pixels_with_large_modules(printed: tuple[int, bytes]) -> None:
    _, pdf = printed
    found = codes(pdf, dpi=150)
    assert [each for each, _ in found] == [CODE]
    _, mm, modules = symbol(CODE)
    edge = found[0][1]
    assert edge == pytest.approx(mm, abs=0.6)
    assert edge / modules >= 0.5


def test_code_has_four_white_modules_around_it(packaged: Typefaces) -> None:
    """Also where the rehearsal's watermark lies under it."""
    pdf = typeset("resolution", worded(*carried(sitting(17, *BOTH))), packaged)
    dpi = 300
    page, left, top, edge = code_box(pdf, dpi)
    quiet = 4 * edge / symbol(CODE)[2]
    grey = picture(pdf, page, dpi).convert("L")
    frame = grey.crop((left - quiet, top - quiet, left + edge + quiet, top + edge + quiet))
    inner = (quiet - 3, quiet - 3, quiet + edge + 3, quiet + edge + 3)
    frame.paste(255, tuple(map(int, inner)))
    assert frame.getextrema()[0] == 255


def test_signature_grid_repeats_its_head_and_splits_no_row(printed: tuple[int, bytes]) -> None:
    seats, pdf = printed
    pages = texts(pdf)
    first = next(n for n, page in enumerate(pages) if "附：村民代表签字" in page)
    for page in pages[first:]:
        assert page.count("号姓名签字" * 3) == 1
    for seat in range(1, seats + 1):
        if not (seats > 20 and seat == 20):
            assert sum(f"{seat}{person_name(seat)}" in page for page in pages) == 1


def test_figures_are_the_announced_ones(packaged: Typefaces) -> None:
    meeting, resolution = carried(sitting(29, *BOTH, away=(7, 8)), against=3)
    paper = worded(meeting, resolution)
    assert {fact.label: fact.value for fact in paper.room} == {
        "应到": "29",
        "实到": "26",
        "请假": "1",
        "缺席": "1",
        "缺额": "1",
        "参加表决": "26",
        "列席": "1",
    }
    verdict = meeting.divisions[0].verdict
    assert verdict is not None
    assert [row.figures for row in paper.vote.checks] == [
        f"{check.have}/{check.base}（需{check.needed}）" for check in verdict.checks
    ]
    assert "23/29（需20）" in [row.figures for row in paper.vote.checks]
    assert [row.result for row in paper.vote.checks] == [
        "达到，多6",
        "达到，多3",
        "达到，多6",
        "达到，多9",
    ]
    announced = paper.vote.counts[-1]
    assert announced.announced
    assert (announced.for_, announced.against) == ("23", "3")
    whole = text(typeset("resolution", paper, packaged))
    for part in ("23/29（需20）", "应到实到请假缺席缺额参加表决列席2926111261", "%"):
        assert (part in whole) is (part != "%")
    notes = {cell.seat: cell.note for cell in paper.seats}
    assert (notes[7], notes[8], notes[20], notes[1]) == ("请假", "未到会", "缺额", "")


def test_says_what_is_still_needed_to_be_in_force() -> None:
    with_seal = worded(*carried(sitting(29)))
    assert with_seal.effect == (
        "四权四制：须由名额的三分之二以上（含本数）的村民代表、即至少20人签字，"
        "并加盖村民委员会印章，决议方可生效。",
    )
    statute = worded(*carried(sitting(29, "organic-law-2026")))
    assert statute.effect == ("适用的议事规则没有另外规定签字、盖章等生效条件。",)


def test_derived_quorum_is_marked() -> None:
    paper = worded(*carried(sitting(17)))
    quorum = paper.vote.checks[0]
    assert quorum.threshold.endswith("※")
    assert paper.vote.notes[-1].startswith("※ 四权四制：原文未规定法定人数")


def test_rehearsal_is_marked_on_every_page(packaged: Typefaces) -> None:
    rehearsed = typeset("resolution", worded(*carried(sitting(50))), packaged)
    held = typeset("resolution", worded(*carried(sitting(50, rehearsal=False)), "某码"), packaged)
    assert all(page.count("演练") >= 2 for page in texts(rehearsed))
    assert "演练〔2010〕1号" in texts(rehearsed)[0]
    assert "演练" not in text(held)
    assert "〔2010〕1号" in texts(held)[0]


def test_every_page_names_its_resolution_and_the_chain_head(packaged: Typefaces) -> None:
    pages = texts(typeset("resolution", worded(*carried(sitting(200))), packaged))
    for page in pages:
        assert HEAD in page
        assert "三苗树村村民代表会议决议演练〔2010〕1号" in page


@pytest.mark.parametrize("rehearsal", [True, False])
def test_paper_and_code_say_the_same_number_and_title(rehearsal: bool) -> None:
    meeting, resolution = carried(sitting(17, rehearsal=rehearsal))
    paper = worded(meeting, resolution)
    code = fields_of(meeting, meeting.divisions[0], resolution, HEAD)
    assert (paper.number, paper.title) == (code.number, code.title)
    assert paper.number.startswith("演练") is rehearsal
    assert paper.number in paper.footline


def test_all_that_can_be_compared_stands_beside_the_code(packaged: Typefaces) -> None:
    meeting, resolution = carried(sitting(17))
    rules = [f"规则{n} 需 12 得 16" for n in range(1, 7)]
    code = "\n".join([*CODE.splitlines()[:7], *rules, "结果 通过", "日志 ABC", "签名 CHAIR DEF"])
    paper = worded(meeting, resolution, code)
    assert paper.code is not None
    assert paper.code.text[-1] == "结果 通过", "the result, however many rule sets govern"
    pdf = typeset("resolution", paper, packaged)
    assert "规则6" in text(pdf)
    assert "日志 ABC" not in text(pdf)


def test_without_a_code_the_paper_says_so(packaged: Typefaces) -> None:
    meeting, resolution = carried(sitting(17))
    paper = resolution_paper(meeting, resolution, code_text="", qr_svg="", qr_mm=0, head_hex=HEAD)
    pdf = typeset("resolution", paper, packaged)
    assert "本件未附电子核验码" in text(pdf)
    assert codes(pdf, dpi=100) == []


def test_superseded_round_is_said_before_the_text(packaged: Typefaces) -> None:
    meeting = eventful()
    first, second = (worded(meeting, each) for each in meeting.resolutions)
    assert first.warnings == ("本决议所依据的第1轮表决已由再议取代，本件仅供存查，不得执行。",)
    assert second.warnings == ()
    page = texts(typeset("resolution", first, packaged))[0]
    assert page.index("不得执行") < page.index("会议决定")
    assert [row.label for row in first.vote.counts] == [
        "计票",
        "第2次计票（有人对计数提出疑问）",
        "第3次计票（前后计数不一致）",
        "宣布的结果",
    ]
    assert "回避（到会，不参加表决）：3号" in first.vote.notes[0]
    notes = {cell.seat: cell.note for cell in first.seats}
    assert (notes[3], notes[17], notes[4]) == ("回避", "请假", "")


def test_annulled_resolution_may_not_be_carried_out() -> None:
    hall = sitting(17)
    carried(hall)
    hall.do(chair.correct(hall.meeting, 4, "认错了人"))
    flagged = worded(hall.meeting, hall.meeting.resolutions[0])
    assert flagged.warnings == ("到会记录有更正涉及本次表决，尚未经会议确认。",)
    hall.do(ev.Annulled(1, "到会人数有误"))
    annulled = worded(hall.meeting, hall.meeting.resolutions[0])
    assert annulled.warnings == ("本决议所依据的表决已作废：到会人数有误。本件不得执行。",)


def test_two_benches_are_told_apart() -> None:
    hall = sitting(0, *BOTH, roll=plain_roll(17, committee=3))
    hall.divide()
    for bench, for_ in ((ev.Bench.REPRESENTATIVES, 17), (ev.Bench.COMMITTEE, 3)):
        for side in Side:
            figure = for_ if side is Side.FOR else 0
            hall.do(chair.tally(hall.meeting, bench, side, figure))
    hall.do(chair.close_count(hall.meeting))
    hall.do(chair.announce(hall.meeting))
    meeting, resolution = _drawn(hall)
    paper = worded(meeting, resolution)
    assert [(row.label, row.for_) for row in paper.vote.counts] == [
        ("计票：村民代表", "17"),
        ("计票：村委会成员", "3"),
        ("宣布的结果：四权四制", "17"),
        ("宣布的结果：组织法2026", "20"),
    ]
    committee = [line.seat for line in meeting.roll if line.capacity is Capacity.COMMITTEE]
    assert {c.note for c in paper.seats if c.seat in committee} == {"村委会成员"}


def _drawn(hall: Hall) -> tuple[Meeting, Resolution]:
    hall.do(draft_resolution(hall.meeting, hall.division, 2010, 1))
    return hall.meeting, hall.meeting.resolutions[0]


def test_papers_stay_chinese_whatever_the_console_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    chinese = worded(*carried(sitting(17)))
    monkeypatch.setattr("siquan_tui.words._language", "en")
    assert worded(*carried(sitting(17))) == chinese


def test_hostile_words_are_printed_as_they_are(packaged: Typefaces) -> None:
    hostile = '#let x=1 *b* _i_ [c] $m$ \\n @ref <l> "q" `r` ~ -- https://a.b // c /* d */ = e + f'
    roll = tuple(
        line if line.seat != 6 else type(line)(6, "#panic[$]*_@", households=1)
        for line in roll_of(17)
    )
    hall = sitting(17, roll=roll, proposal=water_works(title=hostile, text=hostile), place=hostile)
    pdf = typeset("resolution", worded(*carried(hall)), packaged)
    whole = text(pdf)
    assert whole.count("".join(hostile.split())) >= 3
    assert "#panic[$]*_@" in whole


def test_what_has_no_ink_never_reaches_the_paper(packaged: Typefaces) -> None:
    hidden = "自来水\u202e工程\ufeff\u200b第12\u2066项\x07"
    paper = worded(*carried(sitting(17, place=hidden)))
    shown = {fact.label: fact.value for fact in paper.facts}
    assert shown["地点"] == "自来水工程第12项"
    typeset("resolution", paper, packaged)


def test_a_very_long_title_and_name_still_fit(packaged: Typefaces) -> None:
    title = "安装与改造全村一二三四社自来水主管支管" * 6
    roll = tuple(
        line if line.seat != 6 else type(line)(6, "阿拉坦格日勒图·" * 5, households=1)
        for line in roll_of(17)
    )
    hall = sitting(17, roll=roll, proposal=water_works(title=title))
    whole = text(typeset("resolution", worded(*carried(hall)), packaged))
    assert f"关于{title}的决议" in whole
    assert "阿拉坦格日勒图·" * 5 in whole


def test_dates_stand_in_the_zone_the_meeting_was_called_for() -> None:
    hall = sitting(17)
    hall.now = hall.now.astimezone(dt.UTC)
    paper = worded(*carried(hall))
    facts = {fact.label: fact.value for fact in paper.facts}
    assert facts["开会时间"] == "2010年7月22日9时00分"
    assert paper.date == "2010年7月22日"


def test_same_meeting_gives_the_same_bytes(packaged: Typefaces) -> None:
    first = typeset("resolution", worded(*carried(sitting(17))), packaged)
    again = typeset("resolution", worded(*carried(sitting(17))), packaged)
    other = typeset("resolution", worded(*carried(sitting(17), against=2)), packaged)
    assert first == again != other


def test_the_document_is_dated_by_the_meeting(packaged: Typefaces) -> None:
    meeting, resolution = carried(sitting(17))
    pdf = typeset("resolution", worded(meeting, resolution), packaged)
    assert dated(pdf) == resolution.drawn
