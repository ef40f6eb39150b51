"""The command ``siquan``: one thin door to the console and the command-line modules.

Each command's module is imported when it is called, so that ``siquan`` alone paints its
first screen without waiting for any of them.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from siquan_tui import __version__
from siquan_tui.message import Message, message
from siquan_tui.words import LANGUAGES, say_refusal, set_language

if TYPE_CHECKING:
    from siquan_tui.office import Office

COMMANDS = {
    "demo": ("siquan_tui.commands.play", "demo", "两个实例，演练着开 · hold the two cases"),
    "play": ("siquan_tui.commands.play", "play", "照脚本开会，不用终端 · run a script"),
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
        return command

    def get_help_option(self, ctx: Any) -> Any:
        """``--help``, in words."""
        option: Any = super().get_help_option(ctx)
        if option is not None:
            option.help = "本页 · this page"
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


def refuse(why: Message, remedy: Message | None = None) -> typer.Exit:
    """Say why on stderr; raise what is returned to leave with exit code 2."""
    typer.echo(say_refusal(why, remedy), err=True)
    return typer.Exit(2)


def open_console(office: Office) -> int:
    """Run the console in this terminal; returns the exit code.

    Without a terminal it says so, names the way that needs none, and returns 2."""
    drawn_on = sys.__stderr__ if sys.platform != "win32" else sys.__stdout__
    if not sys.stdin.isatty() or drawn_on is None or not drawn_on.isatty():
        why = message("这里没有终端，主席台打不开。")
        remedy = message("不用终端的办法：siquan demo --headless --out 文件夹")
        typer.echo(say_refusal(why, remedy), err=True)
        return 2
    import screens

    if not getattr(screens, "__siquan__", False):
        where = str(Path(str(screens.__file__)).parent)
        raise refuse(
            message("当前文件夹里另有一个 screens（{where}），挡住了主席台。", where=where),
            message("换一个文件夹，用命令 siquan 启动。"),
        )
    from screens.run import run_console

    # A demo's clock can be set to another day; a real one cannot.
    return run_console(office, move_clock=getattr(office.clock, "move_to", None))


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"siquan {__version__}")
        raise typer.Exit


@app.callback()
def _siquan(
    ctx: typer.Context,
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="DIR", help="数据文件夹（SIQUAN_DATA） · the data folder"),
    ] = None,
    database: Annotated[
        str | None,
        typer.Option(
            "--database",
            metavar="URL",
            help="postgresql://…（SIQUAN_DATABASE） · instead of the file in the data folder",
        ),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option("--lang", metavar="zh|en", help="语言（SIQUAN_LANG） · the language"),
    ] = None,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="版本 · the version"),
    ] = False,
) -> None:
    """四权四制村民代表会议主席台 · the chair's console of a villagers' assembly."""
    chosen = lang or os.environ.get("SIQUAN_LANG", "").strip() or "zh"
    if chosen not in LANGUAGES:
        raise refuse(message("没有“{lang}”这种语言。", lang=chosen), message("语言写 zh 或 en。"))
    set_language(chosen)
    # The commands have options of the same names, which read these variables.
    for name, given in (("SIQUAN_DATA", data), ("SIQUAN_DATABASE", database)):
        if given is not None:
            os.environ[name] = str(given)
    # A command that opens the console (demo) takes the door from here: nothing but this
    # module may import the screens.
    ctx.obj = open_console
    if ctx.invoked_subcommand is None:
        raise typer.Exit(_console())


def _console() -> int:
    from siquan_tui.commands.common import open_office
    from siquan_tui.journal.errors import JournalError

    try:
        office = open_office(None, os.environ.get("SIQUAN_DATABASE", "").strip() or None)
    except JournalError as refusal:
        raise refuse(refusal.message, refusal.remedy) from None
    try:
        return open_console(office)
    finally:
        office.close()


def main(arguments: list[str] | None = None) -> Any:
    """Entry point of the installed command; returns the exit code. A command that is
    written wrongly gets a sentence and 2."""
    for stream in (sys.stdout, sys.stderr):
        # Chinese on a terminal or pipe that was set up for something narrower.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        return app(args=arguments, prog_name="siquan", standalone_mode=False)
    except typer.Abort:  # Ctrl+C at a question
        return 130
    except TyperException as misuse:
        told = getattr(misuse, "format_message", misuse.__str__)()
        context = getattr(misuse, "ctx", None)
        command = context.command_path if context is not None else "siquan"
        return refuse(
            message("命令写得不对：{what}", what=told),
            message("写法见 {command} --help。", command=command),
        ).exit_code


if __name__ == "__main__":
    sys.exit(main())
