"""One threshold (门槛) of a rule file, refused unless it can be held exactly."""

from __future__ import annotations

import math
import re

from siquan_tui.message import message
from siquan_tui.rules.model import Base, Filter, Measure, Threshold
from siquan_tui.rules.toml_table import Table

_FRACTION = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")

ROOM = (Base.SEATS, Base.FILLED)
"""Bases that are known before anybody comes."""
VOTE = (*ROOM, Base.PRESENT, Base.VOTING, Base.DECIDED)
"""Bases of a vote."""
SIGNED = (*ROOM, Base.VILLAGERS)
"""Bases of a petition."""


def read_threshold(
    table: Table, bases: tuple[Base, ...] = VOTE, *, filtered: bool = False
) -> Threshold:
    """Read a table with ``of`` and exactly one of ``at_least`` and ``more_than``.

    ``bases`` are those that make sense here; ``filtered`` allows ``filter``.
    Raises :class:`~siquan_tui.rules.toml_table.Wrong`."""
    of = table.choice("of", Base)
    if of not in bases:
        raise table.wrong(
            "of",
            message(
                "这里的基数不能是“{of}”；可用：{known}", of=str(of), known=tuple(map(str, bases))
            ),
        )
    num, den, strict = _share(table)
    if of is Base.DECIDED and num == den:
        raise table.wrong(
            "at_least",
            message(
                "“赞成加反对”的全部无法计算还差几票；要求无人反对，请写 "
                'of = "voting"、at_least = "1/1"（参加表决的全部）'
            ),
        )
    threshold = Threshold(
        of=of,
        num=num,
        den=den,
        strict=strict,
        measure=_measure(table),
        filter=_filter(table, filtered),
        derived=table.bilingual("derived") if table.has("derived") else None,
    )
    table.done()
    return threshold


def _share(table: Table) -> tuple[int, int, bool]:
    reach, exceed = table.has("at_least"), table.has("more_than")
    if reach and exceed:
        raise table.wrong(
            "more_than",
            message("at_least（以上）和 more_than（超过）只能写一个"),
        )
    if not reach and not exceed:
        raise table.wrong(
            "at_least",
            message('缺少门槛：请写 at_least（以上）或 more_than（超过），如 at_least = "2/3"'),
        )
    key = "at_least" if reach else "more_than"
    num, den = _fraction(table, key)
    if exceed and num == den:
        raise table.wrong(key, message('超过全部永远达不到；要求全部同意，请写 at_least = "1/1"'))
    return num, den, exceed


def _fraction(table: Table, key: str) -> tuple[int, int]:
    value = table.value(key)
    written = _FRACTION.fullmatch(value) if isinstance(value, str) else None
    if written is None:
        raise table.wrong(
            key,
            message(
                '“{key}”要写成带引号的分数，如 "2/3"，不能是 {value}：小数和百分数会算错',
                key=key,
                value=str(value),
            ),
        )
    num, den = int(written[1]), int(written[2])
    if num == 0 or den == 0:
        raise table.wrong(key, message("分数 {value} 的分子、分母都要大于 0", value=value))
    if num > den:
        raise table.wrong(key, message("分数 {value} 大于 1，永远达不到", value=value))
    common = math.gcd(num, den)
    if common > 1 or value != f"{num}/{den}":
        raise table.wrong(
            key,
            message(
                "分数 {value} 请写成最简的 {num}/{den}",
                value=value,
                num=num // common,
                den=den // common,
            ),
        )
    return num, den


def _measure(table: Table) -> Measure:
    if not table.has("measure"):
        return Measure.HEADS
    measure = table.choice("measure", Measure)
    if measure is not Measure.HEADS:
        raise table.wrong(
            "measure",
            message("本版本只按人数（heads）计算，不能按“{measure}”计算", measure=str(measure)),
        )
    return measure


def _filter(table: Table, allowed: bool) -> Filter | None:
    if not table.has("filter"):
        return None
    if not allowed:
        raise table.wrong(
            "filter", message("只有法定人数（[[quorum]]）可以单独清点一部分人，这里不能写 filter")
        )
    return table.choice("filter", Filter)
