"""Rule sets and verdicts as tables and sentences for a chair, readable at 80 columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from siquan_tui.line_breaks import lines_of
from siquan_tui.message import Bilingual, Message, message
from siquan_tui.rules.arithmetic import needed
from siquan_tui.rules.check import (
    Check,
    CheckKind,
    Outcome,
    State,
    Verdict,
    outcome_name,
    sentence,
)
from siquan_tui.rules.model import Base, Call, Convener, Electorate, Notice, RuleSet, Threshold
from siquan_tui.rules.names import threshold_words
from siquan_tui.words import _, say

WIDEST = 100
"""Cells; longer lines are hard to read."""

EXAMPLE = 17
"""Heads in the example behind a threshold: as many as in the source's first case."""
EXAMPLE_VILLAGERS = 532
"""As many people as live in that village."""


def list_table(rule_sets: Iterable[RuleSet], width: int) -> RenderableType:
    """One row a rule set, on a terminal so many cells wide."""
    rows = [(each.id, _either(each.name), say(_in_force(each))) for each in rule_sets]
    others = sum(max(cell_len(row[n]) for row in rows) for n in (0, 2))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(_("编号"), no_wrap=True)
    table.add_column(_("名称"))
    table.add_column(_("施行期间"), no_wrap=True)
    for id, name, in_force in rows:
        table.add_row(id, "\n".join(lines_of(name, max(16, width - others - 8))), in_force)
    return table


def show_page(rules: RuleSet, width: int) -> RenderableType:
    """A rule set in sentences: who calls, quorum, passing, effect, posting, the rest."""
    sections = (
        (_("依据"), [_either(rules.citation)]),
        (_("施行期间"), [say(_in_force(rules))]),
        (_("计算对象"), [say(_electorate(rules.electorate))]),
        (_("召集"), [say(each) for each in _calling(rules.call)]),
        (_("联名提议"), [say(each) for each in _petition(rules.petition)]),
        (_("法定人数"), [say(each) for each in _quorum(rules.quorum)]),
        (_("通过门槛"), [say(each) for each in _passing(rules.passing)]),
        (_("生效"), [say(_effect(rules))]),
        (_("公示"), [say(each) for each in _posting(rules.notice)]),
        (_("先行讨论"), [say(_discussed(rules.discussed_by))]),
        (_("无权决定"), [say(each) for each in _reserved(rules)]),
        (_("存疑之处"), [f"{n}. {_either(each)}" for n, each in enumerate(rules.unsettled, 1)]),
    )
    page = Table.grid(padding=(0, 1))
    page.add_column(no_wrap=True)
    page.add_column(no_wrap=True, overflow="fold")
    room = max(20, min(width, WIDEST) - max(cell_len(label) for label, _lines in sections) - 2)
    for label, paragraphs in sections:
        lines = [line for each in paragraphs for line in lines_of(each, room)]
        page.add_row(label, "\n".join(lines))
    return Group(Text(f"{_either(rules.name)} · {rules.id}"), Text(), page)


def check_page(governing: Sequence[RuleSet], judged: Verdict) -> RenderableType:
    """Needed, have and short for every check, a sentence for each, and the verdict."""
    shorts = {each.id: _either(each.short) for each in governing}
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in (_("规则"), _("核验"), _("门槛")):
        table.add_column(heading)
    for heading in (_("基数"), _("需"), _("有"), _("差")):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column(_("状态"), no_wrap=True)
    for each in judged.checks:
        table.add_row(
            Text(shorts[each.rules]),
            Text(_kind(each)),
            Text("\n".join(lines_of(say(threshold_words(each.threshold)), 20))),
            *(str(n) for n in (each.base, each.needed, each.have, each.short_by)),
            Text(_state(each.state)),
        )
    final = judged.outcome is not Outcome.OPEN
    lines = [
        Text(
            say(
                message(
                    "{rules}：{check}",
                    rules=shorts[each.rules],
                    check=sentence(each, final=final),
                )
            )
        )
        for each in judged.checks
    ]
    result = say(message("结果：{outcome}", outcome=outcome_name(judged.outcome)))
    return Group(table, *lines, Text(), Text(result, style="bold"))


def _either(text: Bilingual) -> str:
    """Text of a rule file in the reader's language; not a template to translate."""
    return say(Message("{text}", (("text", text),)))


def _kind(check: Check) -> str:
    return _("法定人数") if check.kind is CheckKind.QUORUM else _("通过门槛")


def _state(state: State) -> str:
    match state:
        case State.MET:
            return _("已达到")
        case State.OPEN:
            return _("未定")
        case State.LOST:
            return _("达不到")


def _in_force(rules: RuleSet) -> Message:
    match rules.since, rules.until:
        case None, None:
            return message("未写明")
        case dt.date() as since, None:
            return message("{since}起", since=since)
        case None, dt.date() as until:
            return message("至{until}", until=until)
        case since, until:
            return message("{since}至{until}", since=since or "", until=until or "")


def _electorate(electorate: Electorate) -> Message:
    match electorate:
        case Electorate.REPRESENTATIVES:
            return message("只计村民代表。")
        case Electorate.MEMBERS:
            return message("计组成人员：村民代表和村民委员会成员合在一起，一人只计一次。")


def _calling(call: Call) -> Iterator[Message]:
    if not call.by:
        yield message("本规则没有写明由谁召集。")
    for convener in call.by:
        match convener:
            case Convener.CHAIR:
                yield message("由执行主席召集。")
            case Convener.COMMITTEE:
                yield message("由村民委员会召集。")
            case Convener.SPECIAL:
                yield message("遇特殊情况也可以召集。")
            case Convener.REPRESENTATIVES if call.share is not None:
                yield message(
                    "代表联名提议达到{share}{example}的，即可召集。",
                    share=threshold_words(call.share),
                    example=_example(call.share),
                )
            case _:
                pass
    if call.notice_days:
        yield message("会议通知至少提前 {days} 天发出。", days=call.notice_days)


def _petition(thresholds: Sequence[Threshold]) -> Iterator[Message]:
    if not thresholds:
        yield message("本规则没有写明联名提出议题的份额。")
    for each in thresholds:
        values = {"share": threshold_words(each), "example": _example(each)}
        yield (
            message("联名的村民达到{share}{example}的，可以提出议题。", **values)
            if each.of is Base.VILLAGERS
            else message("联名的代表达到{share}{example}的，可以提出议题。", **values)
        )
        yield from _derived(each)


def _quorum(thresholds: Sequence[Threshold]) -> Iterator[Message]:
    if not thresholds:
        yield message("本规则没有规定法定人数。")
    for each in thresholds:
        yield message(
            "到会的人要达到{share}{example}，会议才有效。",
            share=threshold_words(each),
            example=_example(each),
        )
        yield from _derived(each)


def _passing(thresholds: Sequence[Threshold]) -> Iterator[Message]:
    for each in thresholds:
        yield message(
            "赞成票要达到{share}{example}。",
            share=threshold_words(each),
            example=_example(each),
        )
        yield from _derived(each)
        if each.of is Base.DECIDED:
            yield message("弃权和未表态不计入基数。")
        else:
            yield message("弃权和未表态不算赞成，基数也不因此减少。")


def _derived(threshold: Threshold) -> Iterator[Message]:
    if threshold.derived is not None:
        yield message("（推定：{why}）", why=threshold.derived)


def _example(threshold: Threshold) -> Message:
    """A case in figures."""
    if threshold.of is Base.DECIDED:
        return message("（如反对 5 票，需 {needed} 票）", needed=needed(threshold, 0, against=5))
    n = EXAMPLE_VILLAGERS if threshold.of is Base.VILLAGERS else EXAMPLE
    return message("（{n} 人中需 {needed} 人）", n=n, needed=needed(threshold, n))


def _effect(rules: RuleSet) -> Message:
    effect = rules.effect
    match effect.signatures, effect.seal:
        case None, False:
            return message("本规则没有另外要求签字、盖章。")
        case None, True:
            return message("通过后还要盖公章，决议才生效。")
        case Threshold() as share, False:
            return message(
                "通过后还要有{share}的人亲笔签字{example}，决议才生效。",
                share=threshold_words(share),
                example=_example(share),
            )
        case share, _:
            return message(
                "通过后还要有{share}的人亲笔签字{example}，并盖公章，决议才生效。",
                share=threshold_words(share) if share else "",
                example=_example(share) if share else "",
            )


def _posting(notice: Notice) -> Iterator[Message]:
    if notice == Notice():
        yield message("本规则没有写明公示天数。")
    if notice.item_days:
        yield message("议题在会前公示满 {days} 天。", days=notice.item_days)
    if notice.roll_days:
        yield message("代表名单公示满 {days} 天。", days=notice.roll_days)
    if notice.result_days:
        yield message("结果公示不少于 {days} 天。", days=notice.result_days)


def _discussed(body: Bilingual | None) -> Message:
    if body is None:
        return message("本规则没有要求。")
    return message("议题要先经{body}讨论。", body=body)


def _reserved(rules: RuleSet) -> Iterator[Message]:
    if not rules.reserved:
        yield message("本规则没有列出。")
    for each in rules.reserved:
        yield message("{matter}：属于{body}。", matter=each.name, body=each.belongs_to)
