"""``siquan play`` and ``siquan demo``: a meeting from a script, or ready to be held."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from siquan_tui.commands.door import Door
from siquan_tui.message import Message, message
from siquan_tui.refusal import Refusal
from siquan_tui.words import say, say_refusal

if TYPE_CHECKING:
    from siquan_tui.play.player import Player
    from siquan_tui.play.script import Line
    from siquan_tui.play.stopped import Stopped


def play(
    ctx: typer.Context,
    script: Annotated[
        Path, typer.Argument(metavar="SCRIPT", help="剧本，每行一件事 · script, one event a line")
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="文书存到这里 · folder for the papers")
    ],
    data: Annotated[
        Path | None,
        typer.Option(
            "--data",
            metavar="DIR",
            help="记入这个数据文件夹，默认临时文件夹 · record in this data folder, not in a "
            "throwaway one",
        ),
    ] = None,
) -> None:
    """按剧本开一次会，不用终端界面 · hold a meeting from a script, without the console.

    退出码 · exit code: 0 全部完成 done, 1 某一行不合规则 a line broke a rule, 2 无法读取
    unusable input.
    """
    from siquan_tui.play.script import read
    from siquan_tui.play.stopped import Stopped

    try:
        lines = read(script)
    except Stopped as stopped:
        _stop(stopped)
    before = ctx.parent.params.get("data") if ctx.parent is not None else None
    folder = _folder(data or before)
    _save([_played(lines, folder)], folder, out)


def demo(
    ctx: typer.Context,
    headless: Annotated[
        bool,
        typer.Option("--headless", help="不用终端，演完全部 · without a terminal, both to the end"),
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="文书存到这里 · folder for the papers"),
    ] = None,
) -> None:
    """演练：2010年两个村的会 · rehearse the two meetings of 2010."""
    folder = _folder(None)
    if headless:
        _play_cases(folder, out or folder / "papers")
        return
    from siquan_tui.demo.cases import prepare

    door: Door = ctx.obj
    try:
        office = prepare(folder)
    except Refusal as error:
        _refuse(error.message, error.remedy)
    # Said before the screen is taken over: whoever is cut off finds the rehearsal again.
    if sys.stdin.isatty():
        typer.echo(say(message("会议记录在 {folder}", folder=str(folder))))
    try:
        raise typer.Exit(door.open(office))
    finally:
        office.close()


def _play_cases(folder: Path, out: Path) -> None:
    from siquan_tui.demo.cases import CASES, script

    _save([_played(script(case), folder) for case in CASES], folder, out)


def _played(lines: tuple[Line, ...], folder: Path) -> Player:
    """Play one script into a data folder, telling it as it goes."""
    from rich.console import Console

    from siquan_tui.commands.play_words import Teller
    from siquan_tui.office import Office
    from siquan_tui.play.player import Player, ScriptClock
    from siquan_tui.play.stopped import Stopped

    clock = ScriptClock(lines[0].at)
    teller = Teller(Console(highlight=False, emoji=False))
    try:
        player = Player(Office(folder, clock=clock), clock, teller)
        player.play(lines)
    except Stopped as stopped:
        typer.echo(say(message("已记入的留在 {folder}。", folder=str(folder))), err=True)
        _stop(stopped)
    except Refusal as error:
        _refuse(error.message, error.remedy)
    return player


def _save(players: Iterable[Player], folder: Path, out: Path) -> None:
    from rich.console import Console

    from siquan_tui.commands.play_words import outcome_table
    from siquan_tui.play.player import save_papers

    players = list(players)
    console = Console(highlight=False, markup=False, emoji=False)
    console.print()
    console.print(outcome_table(live.meeting for player in players for live in player.lives))
    console.print()
    try:
        out.mkdir(parents=True, exist_ok=True)
        papers = [
            paper for player in players for paper in save_papers(player.office, player.lives, out)
        ]
    except Refusal as error:
        _refuse(error.message, error.remedy, code=1)
    except OSError as error:
        _refuse(
            message(
                "文书存不进 {folder}（{why}）。", folder=str(out), why=error.strerror or str(error)
            ),
            message("换一个文件夹，或者检查权限和磁盘。"),
        )
    for paper in papers:
        console.print(str(paper), soft_wrap=True)
    console.print(say(message("会议记录在 {folder}", folder=str(folder))), soft_wrap=True)


def _folder(data: Path | None) -> Path:
    return data if data is not None else Path(tempfile.mkdtemp(prefix="siquan-"))


def _stop(stopped: Stopped) -> NoReturn:
    why = stopped.message
    if stopped.line:
        why = message("第 {line} 行：{why}", line=stopped.line, why=why)
    _refuse(why, stopped.remedy, code=stopped.code)


def _refuse(why: Message, remedy: Message | None, code: int = 2) -> NoReturn:
    typer.echo(say_refusal(why, remedy), err=True)
    raise typer.Exit(code)
