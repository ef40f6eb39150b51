"""Codes, keys and pictures that the tests of this folder share."""

from __future__ import annotations

import datetime as dt

import msgspec
from PIL import Image

from siquan_tui.attest import qr
from siquan_tui.attest.code import CodeFields, RuleLine, code_text
from siquan_tui.attest.keys import Cost, PrivateKey
from siquan_tui.attest.role import Role
from siquan_tui.attest.sign import attest
from siquan_tui.rules.check import Outcome

DAY = dt.date(2010, 7, 22)
CHEAP = Cost(memory_kib=64, iterations=1)
BOTH = (Role.CHAIR, Role.SUPERVISION)

CHAIR = PrivateKey(b"c" * 32, Role.CHAIR, "王某", dt.date(2010, 1, 1), dt.date(2012, 12, 31))
SUPERVISION = PrivateKey(b"s" * 32, Role.SUPERVISION, "李某", dt.date(2010, 1, 1), None)
STRANGER = PrivateKey(b"x" * 32, Role.CHAIR, "某某", dt.date(2010, 1, 1), None)
KNOWN = [CHAIR.public, SUPERVISION.public]

WATER = CodeFields(
    village="三苗树村",
    township="吉日嘎朗图镇",
    number="〔2010〕1号",
    title="关于安装与改造自来水工程的决议",
    date=DAY,
    seats=17,
    filled=17,
    present=17,
    for_=16,
    against=1,
    abstain=0,
    rules=(RuleLine("四权四制", 12, 16),),
    outcome=Outcome.CARRIED,
    head="0123456789abcdef" * 4,
)
EVERYTHING = msgspec.structs.replace(
    WATER,
    title="关于三苗树村安装与改造自来水工程主管支管的决议",
    round=2,
    filled=16,
    present=15,
    recused=1,
    for_=11,
    abstain=1,
    unexpressed=1,
    rules=(RuleLine("四权四制", 12, 11), RuleLine("组织法2026", 8, 11)),
    outcome=Outcome.DEFEATED,
    signers=BOTH,
)
"""Every optional part of a code at once."""


def signed(fields: CodeFields = WATER, *signers: PrivateKey) -> str:
    return attest(code_text(fields), signers or (CHAIR,))


def picture(text: str, scale: int = 4, quiet: int = 4) -> Image.Image:
    """The symbol as pixels, drawn from its matrix."""
    symbol = qr.matrix(text)
    side = len(symbol) + 2 * quiet
    image = Image.new("L", (side, side), 255)
    for y, row in enumerate(symbol):
        for x, dark in enumerate(row):
            if dark:
                image.putpixel((x + quiet, y + quiet), 0)
    return image.resize((side * scale, side * scale), Image.Resampling.NEAREST)
