"""What the command-line modules share: where the data are, and how a refusal is told."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from siquan_tui.commands.anywhere import folder
from siquan_tui.message import Message, message
from siquan_tui.office import DATABASE, FOLDERS, Office, data_folder, open_office
from siquan_tui.refusal import Refusal
from siquan_tui.roster.errors import ImportRefused
from siquan_tui.words import say, say_refusal

DataDir = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        parser=folder,
        envvar="SIQUAN_DATA",
        help="数据文件夹 · folder of the data",
    ),
]
DatabaseUrl = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="URL",
        envvar="SIQUAN_DATABASE",
        help="postgresql://…，代替本机文件 · instead of the file in the data folder",
    ),
]

UNUSABLE = 2
"""Exit code for input that cannot be used."""


def refused(why: Message, remedy: Message | None = None) -> typer.Exit:
    """Print a refusal as one sentence on stderr; raise what it returns."""
    _tell(say_refusal(why, remedy))
    return typer.Exit(UNUSABLE)


def kept_office(data: Path | None, database: str | None) -> Office:
    """The office to read from. Raises :class:`Refusal` for a folder that was named and that
    no office ever used, before it is made one: its name is a slip of the pen. ``None``, the
    user's own folder, need not have been used."""
    if data is not None and not database:
        folder = data_folder(data)
        if not any((folder / each).exists() for each in (DATABASE, *FOLDERS)):
            remedy = message("请核对 --data 或 SIQUAN_DATA 所写的文件夹")
            if not folder.is_dir():
                raise Refusal(message("没有文件夹 {folder}", folder=str(folder)), remedy)
            raise Refusal(message("{folder} 里没有会议日志", folder=str(folder)), remedy)
    return open_office(data, database)


def day(text: str | None) -> dt.date | None:
    """A date as typed; None = none. Exits with 2 for what is no date."""
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise refused(
            message("日期“{text}”写法不对，应像 2026-01-31 这样", text=text or "")
        ) from None


def _tell(text: str) -> None:
    from rich.console import Console

    # Whoever reads it may be a program: a sentence stays on its line however narrow it is.
    Console(stderr=True, soft_wrap=True, markup=False, highlight=False).print(text)


@contextlib.contextmanager
def refusals() -> Iterator[None]:
    """Turn the project's refusals into one sentence and exit code 2."""
    try:
        yield
    except ImportRefused as error:
        for wrong in error.told:
            _tell(say_refusal(*wrong))
        for note in error.notes:
            _tell(f"⚠ {say(note)}")
        n = len(error.errors)
        raise refused(message("文件没有导入，共 {n} 处要改", n=n)) from None
    except Refusal as error:
        raise refused(error.message, error.remedy) from None
