"""The command line: every command by its name, imported when it is asked for."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from siquan_tui import __version__
from siquan_tui.commands import anywhere, pages
from siquan_tui.commands.door import Door
from siquan_tui.commands.misuse import misuse
from siquan_tui.message import Message, message
from siquan_tui.words import LANGUAGES, say_refusal, set_language

COMMANDS = {
    "demo": ("siquan_tui.commands.play", "demo", "两个实例，演练着开 · hold the two cases"),
    "play": ("siquan_tui.commands.play", "play", "照剧本开会，不用终端 · run a script"),
    "verify": ("siquan_tui.commands.verify", "verify", "核验决议 · verify a resolution"),
    "rules": ("siquan_tui.commands.rules", "app", "议事规则 · the rule sets"),
    "roster": ("siquan_tui.commands.roster", "app", "花名册 · the rosters"),
    "journal": ("siquan_tui.commands.journal", "app", "会议日志 · the journal"),
    "font": ("siquan_tui.commands.font", "font", "添字体，印生僻字 · fonts for rare characters"),
    "key": ("siquan_tui.commands.key", "app", "电子核验签名的密钥 · the keys"),
}
"""Name: module, the typer application or function in it, what it does."""


class Lazy(TyperGroup):
    """The commands by name; one is imported when it is asked for.

    Contexts and commands are ``Any`` here: typer carries a click of its own inside, whose
    types have no public name."""

    context_class = pages.Context

    def list_commands(self, ctx: Any) -> list[str]:
        """Every name, without importing anything."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import the command of that name; None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        module, name, _help = COMMANDS[cmd_name]
        found = getattr(import_module(module), name)
        if isinstance(found, typer.Typer):
            command: Any = typer.main.get_group(found)
        else:
            single = typer.Typer(add_completion=False)
            single.command(name=cmd_name)(found)
            command = typer.main.get_command(single)
        command.name = cmd_name
        return pages.plain(anywhere.stand_behind(command))

    def get_help_option(self, ctx: Any) -> Any:
        """``--help``, in words."""
        option: Any = super().get_help_option(ctx)
        if option is not None:
            option.help = pages.HELP
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The help page, still without importing anything."""
        formatter.write_usage(ctx.command_path, "[OPTIONS] [COMMAND]")
        with formatter.section("命令 · commands"):
            formatter.write_dl(
                [
                    ("（没有 · none）", "主席台 · the console"),
                    *((name, words) for name, (_module, _name, words) in COMMANDS.items()),
                ]
            )
        with formatter.section("选项 · options"):
            records = (each.get_help_record(ctx) for each in self.get_params(ctx))
            formatter.write_dl([each for each in records if each is not None])


app = typer.Typer(cls=Lazy, add_completion=False, invoke_without_command=True)


def run(arguments: list[str], door: Door) -> Any:
    """Run one command; returns the exit code. A command that is written wrongly gets a
    sentence and 2. ``door`` opens the console: no command may import the screens."""
    if _language_asked(arguments):
        os.environ.pop("SIQUAN_LANG", None)  # whatever it says, the command says otherwise
    try:
        return app(args=arguments, prog_name="siquan", standalone_mode=False, obj=door)
    except typer.Abort:  # Ctrl+C at a question
        return 130
    except TyperException as error:
        asked = _language_asked(arguments)
        if asked:
            set_language(asked)
        context = getattr(error, "ctx", None)
        command = context.command_path if context is not None else "siquan"
        return _refuse(
            misuse(error),
            message("写法见 {command} --help。", command=command),
        ).exit_code


def _language_asked(arguments: list[str]) -> str:
    """The language named anywhere in a command, which may be too wrong to be parsed or not
    parsed yet; empty = none."""
    for option, value in zip(arguments, [*arguments[1:], ""], strict=True):
        if option == "--lang" and value in LANGUAGES:
            return value
    return next((each for each in LANGUAGES if f"--lang={each}" in arguments), "")


def _refuse(why: Message, remedy: Message) -> typer.Exit:
    typer.echo(say_refusal(why, remedy), err=True)
    return typer.Exit(2)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"siquan {__version__}")
        raise typer.Exit


@app.callback()
def _siquan(
    ctx: typer.Context,
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="DIR", parser=anywhere.folder, help=anywhere.DATA_HELP),
    ] = None,
    database: Annotated[
        str | None,
        typer.Option("--database", metavar="URL", help=anywhere.DATABASE_HELP),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option("--lang", metavar="zh|en", help=anywhere.LANGUAGE_HELP),
    ] = None,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="版本 · the version"),
    ] = False,
) -> None:
    """四权四制村民代表会议主席台 · the chair's console of a villagers' assembly."""
    anywhere.speak(lang or os.environ.get("SIQUAN_LANG", "").strip() or "zh")
    anywhere.use(data, database)
    if ctx.invoked_subcommand is None:
        raise typer.Exit(ctx.obj.start())
