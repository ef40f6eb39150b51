"""``siquan key``: make a key, see the keys at hand, hand out the public one."""

from __future__ import annotations

import getpass
import os
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from siquan_tui.attest.role import Refused, Role, role_name
from siquan_tui.commands.common import DataDir, day, refused
from siquan_tui.commands.verify import keys_folder
from siquan_tui.message import message
from siquan_tui.words import _, say

if TYPE_CHECKING:
    from siquan_tui.attest.keys import PublicKey

app = typer.Typer(no_args_is_help=True, help="签名密钥 · the keys that sign printed codes")

PASSPHRASE_VARIABLE = "SIQUAN_PASSPHRASE"


@app.command()
def new(
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="持有人姓名 · who holds it")],
    role: Annotated[
        Role,
        typer.Option(
            "--role", help="chair 执行主席，supervision 监督委员会 · in what office it signs"
        ),
    ] = Role.CHAIR,
    since: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="有效期起，默认今天 · first day, default today"),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="有效期止（任期届满） · last day"),
    ] = None,
    data: DataDir = None,
) -> None:
    """新建密钥，口令至少 8 个字符 · make a key under a passphrase of 8 characters or more.

    口令问两遍，或取自环境变量 SIQUAN_PASSPHRASE · asked twice, or taken from SIQUAN_PASSPHRASE.
    """
    from siquan_tui.attest.keys import create_key

    first, last = day(since), day(until)
    try:
        key = create_key(keys_folder(data), role, name, _new_passphrase(), since=first, until=last)
    except Refused as refusal:
        raise refused(refusal.message) from None
    typer.echo(
        say(
            message(
                "密钥 {key} 已存入 {folder}。忘了口令就不能再用，请封存一份。公钥如下，请公布：",
                key=key.id,
                folder=str(keys_folder(data)),
            )
        )
    )
    typer.echo(key.line())


@app.command("list")
def list_(data: DataDir = None) -> None:
    """已知的密钥 · the keys at hand."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    folder = keys_folder(data)
    keys = _keys(folder)
    if not keys:
        typer.echo(_("还没有密钥。用 siquan key new 新建一把"))
        return
    table = Table()
    for heading in (_("密钥编号"), _("签名身份"), _("持有人"), _("有效期"), _("私钥在此")):
        table.add_column(heading)
    for key in keys:
        period = f"{key.since.isoformat()} – {key.until.isoformat() if key.until else ''}"
        sealed = (folder / f"{key.role.value}-{key.id}.key").exists()
        cells = (key.id, say(role_name(key.role)), key.name, period, _("是") if sealed else "—")
        table.add_row(*(Text(cell) for cell in cells))
    Console().print(table)


@app.command()
def public(
    which: Annotated[
        str | None,
        typer.Argument(metavar="KEY", help="密钥编号或身份，默认全部 · key id or role"),
    ] = None,
    data: DataDir = None,
) -> None:
    """打印公钥，一把一行，交给核验的人 · print public keys, a line each, to hand to others."""
    wanted = (which or "").strip().upper()
    keys = [key for key in _keys(keys_folder(data)) if wanted in ("", key.id, key.role.tag)]
    if not keys:
        raise refused(message("没有这把密钥。用 siquan key list 看看有哪些"))
    for key in keys:
        typer.echo(key.line())


def _keys(folder: Path) -> list[PublicKey]:
    from siquan_tui.attest.keys import public_keys

    try:
        return public_keys(folder)
    except Refused as refusal:
        raise refused(refusal.message) from None


def _new_passphrase() -> str:
    given = os.environ.get(PASSPHRASE_VARIABLE)
    if given is not None:
        return given
    try:
        with warnings.catch_warnings():
            # Rather than let a passphrase be seen, Python would only warn in English.
            warnings.simplefilter("error", getpass.GetPassWarning)
            first: str = typer.prompt(_("口令（至少 8 个字符）"), hide_input=True)
            again: str = typer.prompt(_("再输一次"), hide_input=True)
    except (typer.Abort, getpass.GetPassWarning) as error:
        if isinstance(error, typer.Abort) and sys.stdin.isatty():  # Ctrl+C
            raise
        why = message("这里没有终端，问不了口令")
        raise refused(why, message("请把口令写入环境变量 SIQUAN_PASSPHRASE 再试")) from None
    if first != again:
        raise refused(message("两次输入的口令不一样，请重来"))
    return first
