"""A division (表决) as a paper shows it: every count, every threshold, as announced."""

from __future__ import annotations

from siquan_tui.meeting.events import Bench, Hands
from siquan_tui.meeting.state import Count, Division, Meeting
from siquan_tui.message import say_in_chinese
from siquan_tui.paper.fields import CheckRow, CountRow, Vote
from siquan_tui.paper.wording import method_words, names, printable, reason_words
from siquan_tui.rules.check import Check, CheckKind, State, Verdict, outcome_name
from siquan_tui.rules.figures import Figures, Side
from siquan_tui.rules.names import threshold_words

BLANK = "—"


def vote_of(meeting: Meeting, division: Division, *, recusals: bool = True) -> Vote:
    """The division's counts, the announced figures and the checks behind the verdict;
    without ``recusals`` the recused are named elsewhere on the paper."""
    verdict = division.verdict
    return Vote(
        method=method_words(division.method),
        outcome=_outcome_words(division),
        counts=(
            *(row for count in division.counts for row in _count_rows(division, count)),
            *(_announced_rows(meeting, verdict) if verdict else ()),
        ),
        checks=tuple(_check_row(meeting, check) for check in verdict.checks) if verdict else (),
        notes=_notes(meeting, division, recusals),
    )


def rules_name(meeting: Meeting, rules_id: str) -> str:
    """A governing rule set's short name."""
    found = next((rules for rules in meeting.rules if rules.id == rules_id), None)
    return printable(found.short.zh) if found else rules_id


def _outcome_words(division: Division) -> str:
    if division.annulled:
        return "作废"
    if division.verdict is None:
        return "未宣布"
    return say_in_chinese(outcome_name(division.verdict.outcome))


def _count_rows(division: Division, count: Count) -> list[CountRow]:
    label = "计票" if count.number == 1 else f"第{count.number}次计票"
    if count.reason is not None:
        label += f"({reason_words(count.reason)})"
    teller = printable(count.teller)
    if not count.closed:
        return [
            CountRow(
                label=label + "（未核对完毕）" + _bench_words(division, size.bench),
                teller=teller,
                for_=_entered(count, size.bench, Side.FOR),
                against=_entered(count, size.bench, Side.AGAINST),
                abstain=_entered(count, size.bench, Side.ABSTAIN),
                unexpressed=_entered(count, size.bench, Side.UNEXPRESSED),
            )
            for size in division.benches
        ]
    rows = [
        _hands_row(label + _bench_words(division, hands.bench), teller, hands)
        for hands in count.hands
    ]
    groups = [_hands_row("其中" + printable(hands.group), "", hands) for hands in count.groups]
    return rows + groups


def _hands_row(label: str, teller: str, hands: Hands) -> CountRow:
    return CountRow(
        label=label,
        teller=teller,
        for_=str(hands.for_),
        against=str(hands.against),
        abstain=str(hands.abstain),
        unexpressed=str(hands.unexpressed),
    )


def _bench_words(division: Division, bench: Bench) -> str:
    if len(division.benches) < 2:
        return ""
    match bench:
        case Bench.REPRESENTATIVES:
            return "：村民代表"
        case Bench.COMMITTEE:
            return "：村委会成员"
        case Bench.HALL:
            return "：全体"


def _entered(count: Count, bench: Bench, side: Side) -> str:
    figure = count.figures.get((bench, side))
    return BLANK if figure is None else str(figure)


def _announced_rows(meeting: Meeting, verdict: Verdict) -> list[CountRow]:
    """One line where every rule set counts the same figures, else one for each."""
    same = len({_sides(figures) for _, figures in verdict.figures}) == 1
    shown = verdict.figures[:1] if same else verdict.figures
    return [
        CountRow(
            label="宣布的结果" if same else f"宣布的结果：{rules_name(meeting, rules_id)}",
            teller="",
            for_=str(figures.for_),
            against=str(figures.against),
            abstain=str(figures.abstain),
            unexpressed=str(figures.unexpressed),
            announced=True,
        )
        for rules_id, figures in shown
    ]


def _sides(figures: Figures) -> tuple[int, int, int, int]:
    return figures.for_, figures.against, figures.abstain, figures.unexpressed


def _check_row(meeting: Meeting, check: Check) -> CheckRow:
    return CheckRow(
        rules=rules_name(meeting, check.rules),
        kind=_kind_words(check),
        threshold=say_in_chinese(threshold_words(check.threshold))
        + ("※" if check.threshold.derived else ""),
        figures=_have_words(check),
        result=_result_words(check),
        met=check.state is State.MET,
    )


def check_words(meeting: Meeting, check: Check) -> str:
    """A check in running text: 四权四制法定人数11/17（需12）未达到，差1."""
    what = "法定人数" if check.kind is CheckKind.QUORUM else "赞成票"
    name = rules_name(meeting, check.rules)
    return f"{name}{what}{_have_words(check)}{_result_words(check)}"


def _kind_words(check: Check) -> str:
    return "法定人数" if check.kind is CheckKind.QUORUM else "表决通过"


def _have_words(check: Check) -> str:
    return f"{check.have}/{check.base}（需{check.needed}）"


def _result_words(check: Check) -> str:
    match check.state:
        case State.MET:
            over = check.have - check.needed
            return f"达到，多{over}" if over else "刚好达到"
        case State.LOST:
            return f"未达到，差{check.short_by}"
        case State.OPEN:
            return "未定"


def _notes(meeting: Meeting, division: Division, recusals: bool) -> tuple[str, ...]:
    notes: list[str] = []
    if division.recused and recusals:
        notes.append(f"回避（到会，不参加表决）：{names(meeting, division.recused)}。")
    for check in division.verdict.checks if division.verdict else ():
        if check.threshold.derived is not None:
            name = rules_name(meeting, check.rules)
            notes.append(f"※ {name}：{printable(check.threshold.derived.zh)}")
    return tuple(dict.fromkeys(notes))
