"""``siquan rules``: list and show the rule sets, and hold figures against them."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from siquan_tui.commands.common import DataDir, refused
from siquan_tui.commands.rules_words import check_page, list_table, show_page
from siquan_tui.message import message
from siquan_tui.office import data_folder
from siquan_tui.refusal import Refusal
from siquan_tui.rules.check import Check, Outcome, Verdict, sentence, verdict
from siquan_tui.rules.figures import Figures, ImpossibleFigures, Room
from siquan_tui.rules.rulebook import Rulebook, UnknownRuleSet
from siquan_tui.words import say

app = typer.Typer(no_args_is_help=True, help="议事规则 · rule sets and their arithmetic")

DIGITS = 9
"""No village counts beyond this many digits."""

_FULL_WIDTH = {0xFF10 + n: str(n) for n in range(10)} | {0xFF0D: "-", 0x2212: "-", 0xFF0E: "."}
"""A Chinese input method types full-width digits, minus signs and points."""

RulesDir = Annotated[
    Path | None,
    typer.Option(
        "--rules-dir", metavar="DIR", help="本村规则文件夹 · the village's own rule files"
    ),
]


class Refused(Refusal):
    """What was typed cannot be used."""


@app.command("list")
def list_(rules_dir: RulesDir = None, data: DataDir = None) -> None:
    """现有议事规则 · the rule sets at hand."""
    try:
        rulebook = _rulebook(rules_dir, data)
    except Refused as error:
        raise refused(error.message) from None
    out = _out()
    out.print(list_table(rulebook.all(), out.width))


@app.command()
def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="规则编号 · id of a rule set")],
    rules_dir: RulesDir = None,
    data: DataDir = None,
) -> None:
    """一部规则怎么说 · what a rule set says, in sentences."""
    try:
        rules = _rulebook(rules_dir, data).get(id)
    except (Refused, UnknownRuleSet) as error:
        raise refused(error.message) from None
    out = _out()
    out.print(show_page(rules, out.width))


@app.command()
def check(
    rules: Annotated[
        str | None,
        typer.Option(metavar="ID[,ID]", help="适用的规则，逗号分开 · governing rule sets"),
    ] = None,
    seats: Annotated[str | None, typer.Option(metavar="N", help="名额 · seats")] = None,
    filled: Annotated[
        str | None, typer.Option(metavar="N", help="在任，默认同名额 · seats filled")
    ] = None,
    present: Annotated[str | None, typer.Option(metavar="N", help="到会 · in the room")] = None,
    for_: Annotated[str | None, typer.Option("--for", metavar="N", help="赞成 · for")] = None,
    against: Annotated[str | None, typer.Option(metavar="N", help="反对 · against")] = None,
    abstain: Annotated[str | None, typer.Option(metavar="N", help="弃权 · abstaining")] = None,
    unexpressed: Annotated[
        str | None, typer.Option(metavar="N", help="未表态，默认 0 · no hand raised")
    ] = None,
    recused: Annotated[
        str | None, typer.Option(metavar="N", help="回避，默认 0 · present, not voting")
    ] = None,
    women_seats: Annotated[
        str | None, typer.Option(metavar="N", help="妇女名额 · seats held by women")
    ] = None,
    women_filled: Annotated[
        str | None, typer.Option(metavar="N", help="在任妇女，默认同上 · women in office")
    ] = None,
    women_present: Annotated[
        str | None, typer.Option(metavar="N", help="到会妇女 · women in the room")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="输出 JSON · docs/rules-check.md")
    ] = False,
    rules_dir: RulesDir = None,
    data: DataDir = None,
) -> None:
    """核验一次表决的数字 · hold one vote's figures against the rules."""
    try:
        all_seats = _figure("--seats", seats)
        figures = Figures(
            seats=all_seats,
            filled=_figure("--filled", filled, all_seats),
            present=_figure("--present", present),
            recused=_figure("--recused", recused, 0),
            for_=_figure("--for", for_),
            against=_figure("--against", against),
            abstain=_figure("--abstain", abstain),
            unexpressed=_figure("--unexpressed", unexpressed, 0),
            women=_women(women_seats, women_filled, women_present),
        )
        ids = _ids(rules)
        rulebook = _rulebook(rules_dir, data)
        governing = tuple(rulebook.get(id) for id in ids)
        judged = verdict([(each, figures) for each in governing])
    except (Refused, ImpossibleFigures, UnknownRuleSet) as error:
        raise refused(error.message) from None
    if as_json:
        typer.echo(json.dumps(as_data(judged), ensure_ascii=False, indent=2))
    else:
        _out().print(check_page(governing, judged))


def as_data(judged: Verdict) -> dict[str, object]:
    """The verdict as ``--json`` prints it; the keys are promised in docs/rules-check.md."""
    return {
        "verdict": str(judged.outcome),
        "checks": [
            _check_data(each, final=judged.outcome is not Outcome.OPEN) for each in judged.checks
        ],
    }


def _check_data(check: Check, *, final: bool) -> dict[str, object]:
    return {
        "rules": check.rules,
        "kind": str(check.kind),
        "of": str(check.of),
        "base": check.base,
        "needed": check.needed,
        "have": check.have,
        "short_by": check.short_by,
        "state": str(check.state),
        "sentence": say(sentence(check, final=final)),
    }


def _figure(option: str, given: str | None, default: int | None = None) -> int:
    """A whole number as typed, full-width digits too; negative ones are refused later,
    together with all other figures that cannot be."""
    if given is None:
        if default is None:
            raise Refused(message("缺少 {option}：请填整数，没有就填 0", option=option))
        return default
    typed = given.strip().translate(_FULL_WIDTH)
    if re.fullmatch(r"-?[0-9]+", typed):
        if len(typed.lstrip("-0")) > DIGITS:
            raise Refused(
                message("{option} 的数目太大：最多 {digits} 位数", option=option, digits=DIGITS)
            )
        return int(typed)
    if re.fullmatch(r"[0-9]{1,9}\.[0-9]{1,9}", typed):
        whole = int(Decimal(typed))
        if over := (Decimal(typed) - whole).normalize():
            raise Refused(
                message(
                    "{option} 不是整数：{given} 比 {whole} 多 {over}。人数和票数只能是整数",
                    option=option,
                    given=typed,
                    whole=whole,
                    over=f"{over:f}",
                )
            )
    raise Refused(
        message("{option} 要填整数，不能是“{given}”，请写成 12 这样", option=option, given=given)
    )


def _women(seats: str | None, filled: str | None, present: str | None) -> Room | None:
    if seats is None and filled is None and present is None:
        return None
    all_seats = _figure("--women-seats", seats)
    return Room(
        seats=all_seats,
        filled=_figure("--women-filled", filled, all_seats),
        present=_figure("--women-present", present),
    )


def _ids(given: str | None) -> tuple[str, ...]:
    """The ids, each once, in the order given."""
    ids = tuple(dict.fromkeys(re.findall(r"[^\s,\uFF0C\u3001]+", given or "")))
    if not ids:
        raise Refused(message("缺少 --rules：请写规则编号，几部规则用逗号分开"))
    return ids


def _rulebook(folder: Path | None, data: Path | None) -> Rulebook:
    """The rule sets at hand; files of the village that cannot be used are told at once."""
    if folder is not None and not folder.is_dir():
        raise Refused(message("没有文件夹 {folder}，请检查 --rules-dir", folder=str(folder)))
    rulebook = Rulebook(folder or data_folder(data) / "rules")
    for problem in rulebook.problems:
        typer.echo(say(problem.message), err=True)
    return rulebook


def _out() -> Console:
    return Console(highlight=False, markup=False, emoji=False)
