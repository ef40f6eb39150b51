from __future__ import annotations

import datetime as dt
import unicodedata

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siquan_tui.attest import base32
from siquan_tui.attest.code import (
    CodeFields,
    CodeRefused,
    RuleLine,
    clean,
    code_text,
    signed_bytes,
)
from siquan_tui.attest.fields import fields_of
from siquan_tui.attest.parse import parse_code
from siquan_tui.attest.role import Role
from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.drafts import draft_resolution
from siquan_tui.meeting.state import Resolution
from siquan_tui.rules.check import Outcome
from tests.attest.samples import BOTH, EVERYTHING, WATER, signed
from tests.meeting.hall import Hall, roll

HEAD = "ab" * 32


def test_the_text_is_chinese_lines_anyone_can_read() -> None:
    assert code_text(WATER) == (
        "四权四制决议核验 1\n"
        "〔2010〕1号\n"
        "吉日嘎朗图镇 三苗树村\n"
        "关于安装与改造自来水工程的决议\n"
        "2010-07-22\n"
        "应到17 实到17\n"
        "赞成16 反对1 弃权0 未表态0\n"
        "四权四制 需12 得16\n"
        "结果 通过\n"
        "日志 AERUKZ4JVPG66AJDIVTYTK6N54ASGRLHRGV433YBENCWPCNLZXXQ\n"
    )


def test_every_optional_part_has_its_place() -> None:
    assert code_text(msgspec.structs.replace(EVERYTHING, rehearsal=True)) == (
        "四权四制决议核验 1 演练\n"
        "〔2010〕1号\n"
        "吉日嘎朗图镇 三苗树村\n"
        "关于三苗树村安装与改造自来水工程主管支管的决议\n"
        "2010-07-22 第2轮\n"
        "应到17 在任16 实到15 回避1\n"
        "赞成11 反对1 弃权1 未表态1\n"
        "四权四制 需12 得11\n"
        "组织法2026 需8 得11\n"
        "结果 未通过\n"
        "联签 监督\n"
        "日志 AERUKZ4JVPG66AJDIVTYTK6N54ASGRLHRGV433YBENCWPCNLZXXQ\n"
    )


def test_the_four_figures_are_always_there_and_add_up() -> None:
    line = next(line for line in code_text(WATER).splitlines() if line.startswith("赞成"))
    figures = [int("".join(filter(str.isdigit, part))) for part in line.split(" ")]
    assert len(figures) == 4
    assert sum(figures) == WATER.present


words = st.text(min_size=1, max_size=30).map(clean).filter(bool)
places = words.map(lambda text: text.replace(" ", "")).filter(bool)
figure = st.integers(0, 3000)


@st.composite
def all_fields(draw: st.DrawFn) -> CodeFields:
    for_, against, abstain, unexpressed, recused, away, vacant = (draw(figure) for _ in range(7))
    present = for_ + against + abstain + unexpressed + recused
    rules = tuple(draw(st.lists(st.builds(RuleLine, words, figure, figure), min_size=1)))
    quorate = Outcome.CARRIED if all(each.met for each in rules) else Outcome.DEFEATED
    return CodeFields(
        village=draw(places),
        township=draw(st.just("") | places),
        number=draw(words),
        title=draw(words),
        date=draw(st.dates(dt.date(1000, 1, 1))),
        round=draw(st.integers(1, 99)),
        seats=present + away + vacant,
        filled=present + away,
        present=present,
        recused=recused,
        for_=for_,
        against=against,
        abstain=abstain,
        unexpressed=unexpressed,
        rules=rules,
        outcome=draw(st.sampled_from([quorate, Outcome.INQUORATE])),
        signers=draw(st.sampled_from([(Role.CHAIR,), BOTH])),
        head=draw(st.binary(min_size=32, max_size=32)).hex(),
        rehearsal=draw(st.booleans()),
        confirmed=draw(st.booleans()),
    )


@given(all_fields())
def test_what_is_written_is_read_again(fields: CodeFields) -> None:
    text = code_text(fields)
    assert unicodedata.is_normalized("NFC", text)
    assert parse_code(text).fields == fields
    assert parse_code(text).text == text


@given(st.text())
def test_clean_words_stay_clean(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert "\n" not in once
    assert once.isprintable() or not once or not once.isascii()


@given(st.text())
def test_no_text_makes_the_parser_stumble(text: str) -> None:
    with pytest.raises(CodeRefused):
        parse_code(text)


@pytest.mark.parametrize(
    "as_copied",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.rstrip("\n"),
        lambda text: text.replace("\n", "  \n"),
        lambda text: text.replace("\n", "\t\r\n"),
        lambda text: "\n\n" + text.replace("\n", "\n\n"),
    ],
)
def test_what_a_clipboard_adds_is_forgiven(as_copied) -> None:
    full = signed(EVERYTHING)
    assert parse_code(as_copied(full)).full() == full


@pytest.mark.parametrize(
    "as_forged",
    [
        lambda text: "\n".join(reversed(text.split("\n"))),
        lambda text: text.replace("结果 通过\n", ""),
        lambda text: text.replace("结果 通过\n", "结果 通过\n结果 通过\n"),
        lambda text: text.replace("结果 通过\n", "备注 已作废\n结果 通过\n"),
        lambda text: text.replace("实到17", "在任17 实到17"),
        lambda text: text.replace("实到17", "实到17 回避0"),
        lambda text: text.replace("16", "016"),
        lambda text: text.replace("未表态0", "未表态"),
        lambda text: text.replace("未表态0", "未表态00"),
        lambda text: text.replace(" 未表态0", " 未表态0 未表态0"),
        lambda text: text.replace("2010-07-22", "2010-07-22 第1轮"),
        lambda text: text.replace("2010-07-22", "2010-02-30"),
        lambda text: text.replace("2010-07-22", "2010-7-22"),
        lambda text: text.replace("赞成16", "赞成\uff11\uff16"),
        lambda text: text.replace("赞成", " 赞成"),
        lambda text: text.replace(" 反对", "　反对"),
        lambda text: text.replace("核验 1", "核验 2"),
        lambda text: text + "附言\n",
        lambda text: text + text.splitlines()[-1] + "\n",
        lambda text: text.replace("CHAIR", "chair"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace("\n", "\u2028"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("三苗", "三\u200b苗"),
        lambda text: text.replace("的决议", "的决议e\u0301"),
        lambda text: "",
        lambda text: " \n\t\n",
    ],
)
def test_no_other_spelling_is_a_code(as_forged) -> None:
    full = signed()
    assert as_forged(full) != full
    with pytest.raises(CodeRefused):
        parse_code(as_forged(full))


def test_the_spelling_of_earlier_codes_is_read_as_it_stands() -> None:
    earlier = signed().replace(" 未表态0", "")
    assert earlier != signed()
    read = parse_code(earlier)
    assert read.fields == WATER
    assert read.full() == earlier


def test_text_out_of_nfc_is_refused_not_folded() -> None:
    compatible = "\uf9d1"  # folds to 六
    assert unicodedata.normalize("NFC", compatible) == "六"
    fields = msgspec.structs.replace(WATER, title="六社修路")
    with pytest.raises(CodeRefused, match="NFC"):
        parse_code(signed(fields).replace("六", compatible))


@pytest.mark.parametrize(
    "change",
    [
        {"title": "两\n行"},
        {"title": ""},
        {"title": " 前空"},
        {"title": "e\u0301"},
        {"title": "零\u200b宽"},
        {"village": ""},
        {"village": "三 苗"},
        {"for_": -1},
        {"for_": 17},
        {"present": 18},
        {"filled": 16},
        {"rules": ()},
        {"outcome": Outcome.OPEN},
        {"signers": ()},
        {"signers": (Role.SUPERVISION,)},
        {"signers": (Role.SUPERVISION, Role.CHAIR)},
        {"head": "AB" * 32},
        {"head": "ab" * 31},
        {"round": 0},
    ],
)
def test_fields_without_a_line_of_their_own_are_refused(change) -> None:
    with pytest.raises(CodeRefused):
        code_text(msgspec.structs.replace(WATER, **change))


def test_the_role_is_signed_too() -> None:
    assert signed_bytes(Role.CHAIR, "文") != signed_bytes(Role.SUPERVISION, "文")
    assert signed_bytes(Role.CHAIR, "文").startswith(b"siquan_tui attest 1\n")


@given(st.binary(max_size=70))
def test_base32_comes_back(raw: bytes) -> None:
    assert base32.decode(base32.encode(raw)) == raw


@pytest.mark.parametrize("text", ["A", "AB", "me", "ME======", "MZ", "M1", "ME ", "ＭＥ"])
def test_base32_has_one_spelling(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (the text itself is the message)
        base32.decode(text)


# --- from a meeting ------------------------------------------------------------


def resolved(hall: Hall) -> Resolution:
    drawn = draft_resolution(hall.meeting, hall.division, 2010, 1)
    hall.do(drawn)
    return hall.meeting.resolutions[-1]


def test_a_held_meeting_makes_its_code() -> None:
    hall = Hall()
    hall.sit()
    hall.vote(16, 1, 0, 0)
    fields = fields_of(hall.meeting, hall.division, resolved(hall), HEAD)
    assert fields == msgspec.structs.replace(
        WATER, title="关于自来水工程的决议", head=HEAD, rules=(RuleLine("四权四制", 12, 16),)
    )
    assert parse_code(code_text(fields)).fields == fields


def test_the_widest_electorate_gives_the_room_and_all_hands() -> None:
    hall = Hall()
    hall.sit("siquan-2010", "organic-law-2010", lines=roll(17, committee=3))
    hall.divide()
    hall.hands(15, 1, 1, 0, bench=ev.Bench.REPRESENTATIVES)
    hall.hands(2, 1, 0, 0, bench=ev.Bench.COMMITTEE)
    hall.do(chair.close_count(hall.meeting))
    hall.do(chair.announce(hall.meeting))
    fields = fields_of(hall.meeting, hall.division, resolved(hall), HEAD, signers=BOTH)
    assert (fields.seats, fields.present) == (20, 20)
    assert (fields.for_, fields.against, fields.abstain, fields.unexpressed) == (17, 2, 1, 0)
    names = [each.short.zh for each in hall.meeting.rules]
    assert fields.rules == (RuleLine(names[0], 12, 15), RuleLine(names[1], 11, 17))
    assert fields.signers == BOTH


def test_the_day_is_that_of_the_hall() -> None:
    hall = Hall()
    hall.sit()
    hall.vote(17, 0, 0, 0)
    early = dt.datetime(2010, 7, 21, 20, 0, tzinfo=dt.UTC)  # 04:00 on the 22nd in the hall
    resolution = msgspec.structs.replace(resolved(hall), drawn=early)
    assert fields_of(hall.meeting, hall.division, resolution, HEAD).date == dt.date(2010, 7, 22)


def test_a_rehearsal_is_marked_in_header_and_number() -> None:
    hall = Hall()
    hall.sit()
    hall.vote(17, 0, 0, 0)
    assert hall.meeting.convened is not None
    convened = msgspec.structs.replace(hall.meeting.convened, rehearsal=True)
    meeting = msgspec.structs.replace(hall.meeting, convened=convened)
    fields = fields_of(meeting, hall.division, resolved(hall), HEAD)
    assert fields.rehearsal
    assert fields.number == "演练〔2010〕1号"
    held = fields_of(hall.meeting, hall.division, resolved_of(hall), HEAD)
    assert held.number == "〔2010〕1号"
    assert code_text(fields).startswith("四权四制决议核验 1 演练\n")


def resolved_of(hall: Hall) -> Resolution:
    return hall.meeting.resolutions[-1]


def test_an_unannounced_division_has_no_code() -> None:
    hall = Hall()
    hall.sit()
    hall.vote(17, 0, 0, 0)
    resolution = resolved(hall)
    division = msgspec.structs.replace(hall.division, verdict=None)
    with pytest.raises(CodeRefused):
        fields_of(hall.meeting, division, resolution, HEAD)


def test_words_as_typed_are_made_fit() -> None:
    hall = Hall()
    hall.sit()
    hall.vote(17, 0, 0, 0)
    typed = "  自来水\u200b　工程\r\n(第一期)e\u0301 "
    resolution = msgspec.structs.replace(resolved(hall), title=typed)
    fields = fields_of(hall.meeting, hall.division, resolution, HEAD)
    assert fields.title == "自来水 工程 (第一期)é"
    assert parse_code(code_text(fields)).fields == fields
