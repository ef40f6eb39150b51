"""A rule set from its TOML text. Pure: reads no file, and refuses with file, line, reason."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache

from siquan_tui.message import Bilingual, Message, message
from siquan_tui.refusal import Refusal
from siquan_tui.rules.model import (
    Base,
    Call,
    Convener,
    Effect,
    Electorate,
    Notice,
    Reserved,
    RuleSet,
    Threshold,
)
from siquan_tui.rules.parse_threshold import ROOM, SIGNED, read_threshold
from siquan_tui.rules.toml_lines import line_of, line_of_error
from siquan_tui.rules.toml_table import Table, Wrong

SHORT_CELLS = 12
"""Width of the short name in the side panel, in terminal cells."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class RuleSetError(Refusal):
    """A rule file that cannot be used: ``source`` (file), ``line`` from 1, ``reason``;
    ``message`` is all three in a sentence."""

    def __init__(self, source: str, line: int, reason: Message) -> None:
        super().__init__(
            message(
                "议事规则 {source} 第 {line} 行：{reason}", source=source, line=line, reason=reason
            )
        )
        self.source = source
        self.line = line
        self.reason = reason


@lru_cache(maxsize=64)
def parse_rule_set(text: str, source: str) -> RuleSet:
    """The rule set that ``text`` says; ``source`` names it in an error.

    Raises :class:`RuleSetError`. Remembered, because a meeting reads its frozen texts
    again whenever it is folded."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason = message("不是合法的 TOML 写法（{detail}）", detail=str(error))
        raise RuleSetError(source, line_of_error(text, error), reason) from None
    try:
        return _rule_set(Table((), values))
    except Wrong as wrong:
        raise RuleSetError(source, line_of(text, wrong.path), wrong.why) from None


def _rule_set(table: Table) -> RuleSet:
    since, until = table.date("since"), table.date("until")
    if since is not None and until is not None and until < since:
        raise table.wrong(
            "until",
            message("失效日 {until} 早于施行日 {since}", until=until, since=since),
        )
    rules = RuleSet(
        id=_id(table, "id"),
        name=table.bilingual("name"),
        short=_short(table),
        citation=table.bilingual("citation"),
        electorate=table.choice("electorate", Electorate),
        quorum=tuple(read_threshold(each, ROOM, filtered=True) for each in table.tables("quorum")),
        passing=tuple(read_threshold(each) for each in table.tables("passing")),
        call=_call(table.table("call")),
        petition=_petition(table.tables("petition")),
        effect=_effect(table.table("effect")) if table.has("effect") else Effect(),
        notice=_notice(table.table("notice")) if table.has("notice") else Notice(),
        discussed_by=table.bilingual("discussed_by") if table.has("discussed_by") else None,
        reserved=_reserved(table.tables("reserved")),
        since=since,
        until=until,
        unsettled=tuple(_text_of(each) for each in table.tables("unsettled")),
    )
    table.done()
    if not rules.passing:
        raise table.wrong("passing", message("缺少通过门槛：至少写一节 [[passing]]"))
    return rules


def _id(table: Table, key: str) -> str:
    value = table.text(key)
    if not _ID.fullmatch(value):
        raise table.wrong(
            key,
            message("编号“{value}”只能用小写字母、数字和连字符，如 my-village-2026", value=value),
        )
    return value


def _short(table: Table) -> Bilingual:
    short = table.bilingual("short")
    for each in (short.zh, short.en):
        if (over := _cells(each) - SHORT_CELLS) > 0:
            raise table.wrong(
                "short",
                message(
                    "简称“{short}”宽出 {over} 格：最多 {most} 格，一个汉字占两格",
                    short=each,
                    over=over,
                    most=SHORT_CELLS,
                ),
            )
    return short


def _cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def _call(table: Table) -> Call:
    by = table.choices("by", Convener)
    share = read_threshold(table.table("share"), ROOM) if table.has("share") else None
    if (share is None) == (Convener.REPRESENTATIVES in by):
        raise table.wrong(
            "by" if share is None else "share",
            message("代表联名（representatives）和联名份额（share）要一起写"),
        )
    call = Call(by=by, share=share, notice_days=table.days("notice_days"))
    table.done()
    return call


def _petition(tables: tuple[Table, ...]) -> tuple[Threshold, ...]:
    shares: list[Threshold] = []
    for table in tables:
        share = read_threshold(table, SIGNED)
        if any((each.of is Base.VILLAGERS) is (share.of is Base.VILLAGERS) for each in shares):
            raise table.wrong(
                "of", message("联名份额（petition）按代表、按村民各写一节，不能写两节一样的")
            )
        shares.append(share)
    return tuple(shares)


def _effect(table: Table) -> Effect:
    signatures = (
        read_threshold(table.table("signatures"), (*ROOM, Base.PRESENT))
        if table.has("signatures")
        else None
    )
    effect = Effect(signatures=signatures, seal=table.flag("seal"))
    table.done()
    return effect


def _notice(table: Table) -> Notice:
    notice = Notice(
        item_days=table.days("item_days"),
        roll_days=table.days("roll_days"),
        result_days=table.days("result_days"),
    )
    table.done()
    return notice


def _reserved(tables: tuple[Table, ...]) -> tuple[Reserved, ...]:
    matters: list[Reserved] = []
    for table in tables:
        matter = Reserved(
            id=_id(table, "id"),
            name=table.bilingual("name"),
            belongs_to=table.bilingual("belongs_to"),
        )
        table.done()
        if any(each.id == matter.id for each in matters):
            raise table.wrong("id", message("编号“{value}”写了不止一次", value=matter.id))
        matters.append(matter)
    return tuple(matters)


def _text_of(table: Table) -> Bilingual:
    text = Bilingual(zh=table.text("zh"), en=table.text("en"))
    table.done()
    return text
