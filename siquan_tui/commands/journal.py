"""``siquan journal``: verify the chains, back up the database."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from siquan_tui.attest.code import head_groups
from siquan_tui.commands.common import DatabaseUrl, DataDir, kept_office, refusals
from siquan_tui.journal.record import VILLAGE_BOOK
from siquan_tui.words import _, say

app = typer.Typer(no_args_is_help=True, help="会议日志 · the journal")

BROKEN = 1
"""Exit code when an entry is broken."""


@app.command()
def verify(data: DataDir = None, database: DatabaseUrl = None) -> None:
    """逐条核对每一本日志 · walk every chain; exit 1 at the first broken entry of a book."""
    with refusals(), closing(kept_office(data, database)) as office:
        journal = office.journal
        found = journal.verify()
        # A broken chain says nothing of its entries: only whole books are lived again.
        disorders = {
            (each.village, each.book): journal.disorder(each.village, each.book)
            for each in found.books
            if each.fault is None and each.book != VILLAGE_BOOK
        }
    out = Console(highlight=False)
    if not found.books:
        out.print(_("还没有任何记录"))
    else:
        table = Table(_("村"), _("会议本"), _("记录"), _("日志指纹"), _("核对"))
        table.columns[2].justify = "right"
        for report in found.books:
            disorder = disorders.get((report.village, report.book))
            fault = report.fault.what if report.fault is not None else disorder
            table.add_row(
                report.village,
                _("村档案") if report.book == VILLAGE_BOOK else report.book,
                str(report.entries),
                " ".join(head_groups(report.head)[:2]) + "…",
                _("✓ 完好") if fault is None else f"✗ {say(fault)}",
                style="" if fault is None else "bold red",
            )
        out.print(table)
    if not found.projections:
        out.print(_("会议和决议的索引与记录不符，请运行 siquan journal rebuild"))
    if not found.ok or any(disorders.values()):
        raise typer.Exit(BROKEN)


@app.command()
def rebuild(data: DataDir = None, database: DatabaseUrl = None) -> None:
    """从记录重做索引 · make the index of meetings and resolutions anew from the entries."""
    with refusals(), closing(kept_office(data, database)) as office:
        office.journal.rebuild()
    Console(highlight=False).print(_("索引已重做"))


@app.command()
def backup(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", readable=False, help="新文件 · a new file")
    ],
    data: DataDir = None,
    database: DatabaseUrl = None,
) -> None:
    """备份整个日志 · copy the whole journal to a new file, also while it is in use."""
    with refusals(), closing(kept_office(data, database)) as office:
        office.journal.backup(file)
    Console(highlight=False, soft_wrap=True).print(_("已备份到 {file}").format(file=file))
