"""``siquan roster``: import a roster, show it as of a day."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from siquan_tui.commands.common import DatabaseUrl, DataDir, day, kept_office, refusals, refused
from siquan_tui.meeting.names import capacity_name
from siquan_tui.meeting.roll import RollLine, Sex
from siquan_tui.message import Message, message
from siquan_tui.office import Office, open_office
from siquan_tui.roster.same_name import same_names
from siquan_tui.roster.state import Roster
from siquan_tui.words import _, say

app = typer.Typer(no_args_is_help=True, help="花名册 · the roster of a village")

Village = Annotated[
    str | None, typer.Option("--village", metavar="ID", help="村编号 · id of the village")
]


@app.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", readable=False, help="CSV 文件 · a CSV file")
    ],
    village: Village = None,
    name: Annotated[
        str | None, typer.Option("--name", help="新建的村名 · name of a new village")
    ] = None,
    township: Annotated[str, typer.Option("--township", help="乡镇 · its township")] = "",
    data: DataDir = None,
    database: DatabaseUrl = None,
) -> None:
    """导入花名册：全部导入，或逐行指出错误 · import a roster whole, or name every wrong line.

    表头 · headers: 席位、姓名、身份、社、性别、户数、起始日期
    """
    with refusals(), closing((open_office if name else kept_office)(data, database)) as office:
        if name:
            roster, warnings = office.found_village(name, township, file)
        else:
            roster, warnings = office.import_roster(_village(office, village), file)
    out = Console(highlight=False, soft_wrap=True)
    out.print(
        _("{village} {name}：花名册已导入，现有 {n} 个席位").format(
            village=roster.village,
            name=roster.name,
            n=len(roster.roll_on(office.clock().date())),
        )
    )
    for each in warnings:
        out.print(f"⚠ {say(each)}")


@app.command()
def show(
    village: Village = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="YYYY-MM-DD", help="日期 · as of a day")
    ] = None,
    data: DataDir = None,
    database: DatabaseUrl = None,
) -> None:
    """显示花名册 · show the villages, or one village's roll as of a day."""
    out = Console(highlight=False)
    asked = day(on)
    with refusals(), closing(kept_office(data, database)) as office:
        shown = asked or office.clock().date()
        rosters = [office.roster(village)] if village else office.rosters()
    if not rosters:
        out.print(_("还没有村档案，请用 siquan roster import 导入花名册"))
    elif len(rosters) == 1:
        out.print(roll_table(rosters[0], shown))
        for warning in same_names(rosters[0], shown):
            out.print(f"⚠ {say(warning)}", soft_wrap=True)
    else:
        table = Table(_("村编号"), _("村名"), _("乡镇"), _("席位数"))
        for roster in rosters:
            table.add_row(
                roster.village, roster.name, roster.township, str(len(roster.roll_on(shown)))
            )
        out.print(table)


def roll_table(roster: Roster, day: dt.date) -> Table:
    """One village's roll of that day."""
    title = f"{roster.name} · {roster.village} · {day.isoformat()}"
    table = Table(_("席位"), _("姓名"), _("身份"), _("社"), _("性别"), _("户数"), title=title)
    for column in (0, 5):
        table.columns[column].justify = "right"
    for line in roster.roll_on(day):
        table.add_row(*_cells(line))
    return table


def _cells(line: RollLine) -> tuple[str, ...]:
    sex = {Sex.FEMALE: message("女"), Sex.MALE: message("男"), Sex.UNKNOWN: message("未填")}
    return (
        str(line.seat),
        line.name or _("（缺额）"),
        say(capacity_name(line.capacity)),
        line.group,
        "" if line.vacant else say(sex[line.sex]),
        str(line.households) if line.households else "",
    )


def _village(office: Office, village: str | None) -> str:
    if village:
        return village
    known = [roster.village for roster in office.rosters()]
    if len(known) == 1:
        return known[0]
    raise refused(_which(known), message("请用 --village 指明村，或用 --name 新建一个村"))


def _which(known: list[str]) -> Message:
    if not known:
        return message("还没有村档案，不知道导入到哪里")
    return message("这里有几个村（{villages}），不知道导入到哪里", villages=tuple(known))
