"""The options of the whole program: before the command or behind it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer

from siquan_tui.message import message
from siquan_tui.words import LANGUAGES, say_refusal, set_language

DATA_HELP = "数据文件夹（SIQUAN_DATA） · the data folder"
DATABASE_HELP = "postgresql://…（SIQUAN_DATABASE） · instead of the file in the data folder"
LANGUAGE_HELP = "语言（SIQUAN_LANG） · the language"


def folder(text: str) -> Path | None:
    """A data folder as typed; what is left of a shell variable that is not set names none,
    where ``Path`` would read the current folder."""
    return Path(text) if text.strip() else None


def speak(language: str) -> None:
    """Say everything from now on in that language. Exits with 2 for one there is not."""
    if language not in LANGUAGES:
        why = message("没有“{lang}”这种语言。", lang=language)
        typer.echo(say_refusal(why, message("语言写 zh 或 en。")), err=True)
        raise typer.Exit(2)
    set_language(language)


def use(data: Path | None, database: str | None) -> None:
    """Have the commands keep to that folder and that database: their options of the same
    names read these variables."""
    for name, given in (("SIQUAN_DATA", data), ("SIQUAN_DATABASE", database)):
        if given is not None:
            os.environ[name] = str(given)


def stand_behind(command: Any) -> Any:
    """The command, and every command in it, takes the options of the whole program too,
    each where it has none of that name of its own. The parser tells them from values and
    from what follows ``--``.

    Commands are ``Any``: typer carries a click of its own inside, whose types have no
    public name."""
    own = {name for each in command.params for name in each.opts}
    command.params += (each for each in _behind() if own.isdisjoint(each.opts))
    for each in getattr(command, "commands", {}).values():
        stand_behind(each)
    return command


def _behind() -> list[Any]:
    """The options as a parser has them, each taking effect when it is read."""
    made = typer.Typer(add_completion=False)
    made.command()(_options)
    options = [each for each in typer.main.get_command(made).params if each.name != "help"]
    for each in options:
        each.expose_value = False  # the command's own function does not know them
    return options


def _data(value: Path | None) -> None:
    use(value, None)


def _database(value: str | None) -> None:
    use(None, value)


def _language(value: str | None) -> None:
    if value:
        speak(value)


def _options(
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="DIR", parser=folder, help=DATA_HELP, callback=_data),
    ] = None,
    database: Annotated[
        str | None,
        typer.Option("--database", metavar="URL", help=DATABASE_HELP, callback=_database),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang", metavar="zh|en", help=LANGUAGE_HELP, callback=_language, is_eager=True
        ),
    ] = None,
) -> None:
    """Never called: only its options are used."""
