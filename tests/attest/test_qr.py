from __future__ import annotations

import re

import msgspec
import pytest
import qrcode
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from siquan_tui.attest import qr
from siquan_tui.attest.code import RuleLine, code_text
from siquan_tui.attest.fields import fields_of
from siquan_tui.attest.role import Role
from siquan_tui.meeting.drafts import draft_resolution
from siquan_tui.words import say
from tests.attest.samples import BOTH, CHAIR, EVERYTHING, SUPERVISION, WATER, picture, signed
from tests.meeting.hall import Hall

TWO_RULES = (RuleLine("四权四制", 12, 16), RuleLine("组织法2026", 9, 16))
THIRTY = "关于安装与改造三苗树村自来水主管支管工程及分担费用办法的决议"


def read(image: Image.Image) -> str:
    (found,) = zxingcpp.read_barcodes(image)
    return bytes(found.bytes).decode()


@pytest.mark.parametrize("fields", [WATER, EVERYTHING])
def test_the_symbol_says_the_text(fields) -> None:
    full = signed(fields, CHAIR)
    assert read(picture(full)) == full


def test_one_signer_with_two_rule_sets_and_a_long_title_stays_near_40_mm() -> None:
    assert len(THIRTY) == 30
    fields = msgspec.structs.replace(WATER, title=THIRTY, rules=TWO_RULES)
    version = qr.version_of(qr.matrix(signed(fields, CHAIR)))
    assert version <= 16
    assert qr.size_mm(version) <= 42


def test_two_signers_two_rule_sets_and_a_long_title_fit_on_paper() -> None:
    fields = msgspec.structs.replace(WATER, title=THIRTY, rules=TWO_RULES, signers=BOTH)
    assert qr.version_of(qr.matrix(signed(fields, CHAIR, SUPERVISION))) <= 18


@pytest.mark.parametrize("small", [False, True])
def test_a_symbol_is_laid_out_once_however_often_it_is_asked_for(
    small: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out = []
    lay_out = qrcode.QRCode.makeImpl
    monkeypatch.setattr(
        qrcode.QRCode, "makeImpl", lambda *given: (laid_out.append(given), lay_out(*given))
    )
    full = signed(msgspec.structs.replace(WATER, title=f"关于只画一次的决议{small}"), CHAIR)
    first = qr.matrix(full, small=small)
    assert qr.matrix(full, small=small) == first
    assert len(laid_out) == 1
    first[0][0] = not first[0][0]
    assert qr.matrix(full, small=small) != first, "nobody scribbles on what is kept"
    assert len(laid_out) == 1


def test_the_symbol_for_the_screen_is_smaller_and_says_the_same() -> None:
    full = signed(EVERYTHING, CHAIR)
    small = qr.matrix(full, small=True)
    assert len(small) < len(qr.matrix(full))
    dots = Image.new("L", (len(small) + 8, len(small) + 8), 255)
    for y, row in enumerate(small):
        for x, dark in enumerate(row):
            dots.putpixel((x + 4, y + 4), 0 if dark else 255)
    assert read(dots.resize((dots.width * 4, dots.height * 4), Image.Resampling.NEAREST)) == full


@pytest.mark.parametrize("version", range(1, qr.LARGEST + 1))
def test_a_module_keeps_half_a_millimetre(version: int) -> None:
    size = qr.size_mm(version)
    assert size / (17 + 4 * version) >= 0.5
    assert 40 <= size <= 46


@pytest.mark.parametrize("version", [0, 19])
def test_no_size_for_what_is_not_printed(version: int) -> None:
    with pytest.raises(ValueError, match=str(version)):
        qr.size_mm(version)


@pytest.mark.parametrize(("signers", "keys"), [((Role.CHAIR,), 1), (BOTH, 2)])
def test_a_title_too_long_is_cut_to_what_the_symbol_holds(signers, keys) -> None:
    hall = Hall()
    hall.sit("siquan-2010", "organic-law-2026")
    hall.vote(16, 1, 0, 0)
    hall.do(draft_resolution(hall.meeting, hall.division, 2010, 1))
    title = "关于" + "安装与改造自来水工程" * 12 + "的决议"
    resolution = msgspec.structs.replace(hall.meeting.resolutions[-1], title=title)
    fields = fields_of(hall.meeting, hall.division, resolution, "f7" * 32, signers=signers)
    assert fields.title.endswith("…")
    assert title.startswith(fields.title[:-1])
    assert len(fields.title) >= 30
    both = (CHAIR, SUPERVISION)[:keys]
    full = signed(fields, *both)
    assert qr.version_of(qr.matrix(full)) == 18
    longer = msgspec.structs.replace(fields, title=title[: len(fields.title) + 2])
    with pytest.raises(qr.TooLong):
        qr.matrix(signed(longer, *both))


def test_too_long_a_text_says_by_how_many() -> None:
    with pytest.raises(qr.TooLong) as refused:
        qr.matrix("村" * 200)
    over = int(re.search(r"多出约 (\d+) 个", say(refused.value.message))[1])
    qr.matrix("村" * (200 - over))
    with pytest.raises(qr.TooLong):
        qr.matrix("村" * (200 - over + 1))


def test_the_svg_draws_the_same_squares_and_is_small() -> None:
    full = signed(EVERYTHING, CHAIR, SUPERVISION)
    symbol = qr.matrix(full)
    drawn = qr.svg(full, quiet=2)
    side = len(symbol) + 4
    assert f'viewBox="0 0 {side} {side}"' in drawn
    assert drawn.count("<path") == 1
    assert len(drawn) < 32_000
    squares = [[False] * side for _ in range(side)]
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", drawn):
        for step in range(int(length)):
            squares[int(y)][int(x) + step] = True
    assert [row[2:-2] for row in squares[2:-2]] == symbol
    assert not any(map(any, (squares[0], squares[1], squares[-1], squares[-2])))


@settings(max_examples=15, deadline=None)
@given(st.text(min_size=1, max_size=60).map(lambda text: text.encode("utf-8", "ignore").decode()))
def test_any_title_survives_the_symbol(title: str) -> None:
    from siquan_tui.attest.code import clean

    fields = msgspec.structs.replace(WATER, title=clean(title) or "无题")
    full = signed(fields)
    assert read(picture(full, scale=3)) == full
    assert code_text(fields) in full
