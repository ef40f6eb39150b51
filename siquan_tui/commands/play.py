"""``siquan play`` and ``siquan demo``: a meeting from a script, or ready to be held."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from siquan_tui.commands.anywhere import folder
from siquan_tui.commands.door import Door
from siquan_tui.file_faults import os_reason
from siquan_tui.message import Message, message
from siquan_tui.refusal import Refusal
from siquan_tui.words import say, say_refusal

if TYPE_CHECKING:
    from siquan_tui.office import Clock, Office
    from siquan_tui.play.player import Player
    from siquan_tui.play.script import Line
    from siquan_tui.play.stopped import Stopped


def play(
    ctx: typer.Context,
    script: Annotated[
        Path,
        typer.Argument(
            metavar="SCRIPT", readable=False, help="剧本，每行一件事 · script, one event a line"
        ),
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="文书存到这里 · folder for the papers")
    ],
    data: Annotated[
        Path | None,
        typer.Option(
            "--data",
            metavar="DIR",
            parser=folder,
            help="记入这个数据文件夹，默认临时文件夹 · record in this data folder, not in a "
            "throwaway one",
        ),
    ] = None,
    database: Annotated[
        str | None,
        typer.Option(
            "--database",
            metavar="URL",
            help="记入这个数据库 · record in this database, not in a throwaway folder",
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
    data, database = data or _before(ctx, "data"), database or _before(ctx, "database")
    with ExitStack() as offices:
        player = _played(lines, _recording(data, database), offices)
        _save([player], out)
    named = os.environ.get("SIQUAN_DATABASE", "").strip()
    if named and not data and not database:
        why = message("没有记入 SIQUAN_DATABASE 的数据库。")
        typer.echo(say_refusal(why, message("要记入，请加上 --database。")), err=True)


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
    data: Annotated[
        Path | None,
        typer.Option(
            "--data",
            metavar="DIR",
            parser=folder,
            help="在这个文件夹里演练，可以接着演 · rehearse in this folder, also one left before",
        ),
    ] = None,
    database: Annotated[str | None, typer.Option("--database", hidden=True)] = None,
) -> None:
    """演练：2010年两个村的会 · rehearse the two meetings of 2010."""
    if database or _before(ctx, "database"):
        _refuse(
            message("演练不记入数据库，只记在一个文件夹里。"),
            message("请去掉 --database；要指明文件夹，用 --data。"),
        )
    from siquan_tui.demo.cases import refuse_records, rehearse

    kept = data or _before(ctx, "data") or _throwaway("siquan-demo-")
    try:
        if headless:
            refuse_records(kept)
            _play_cases(kept, out or kept / "papers")
            return
        office = rehearse(kept)
    except Refusal as error:
        _refuse(error.message, error.remedy)
    door: Door = ctx.obj
    in_terminal = sys.stdin.isatty()
    if in_terminal:
        # Before the screen is taken over: whoever is cut off finds the rehearsal again.
        typer.echo(say(message("关掉以后接着演练：siquan demo --data {folder}", folder=str(kept))))
    try:
        raise typer.Exit(door.open(office))
    finally:
        office.close()
        if in_terminal:
            _tell_where(office)


def _tell_where(office: Office) -> None:
    """Where the records of a rehearsal are, and its papers if there are any."""
    typer.echo(say(message("会议记录在 {folder}", folder=str(office.data))))
    if any(office.papers.iterdir()):
        typer.echo(say(message("文书在 {folder}", folder=str(office.papers))))


def _play_cases(folder: Path, out: Path) -> None:
    from siquan_tui.demo.cases import CASES, mark, script

    with ExitStack() as offices:
        # In the folder whatever SIQUAN_DATABASE names: rehearsals are not a village's records.
        record = _in_folder(folder)
        players = [_played(script(case), record, offices) for case in CASES]
        mark(folder)
        _save(players, out)


def _recording(data: Path | None, database: str | None) -> Callable[[Clock], Office]:
    """Opens the office where a script is recorded: in the folder and the database asked for,
    otherwise in a throwaway folder, so that a trial leaves the village's own records alone."""
    from siquan_tui.office import open_office

    if data is None and database is None:
        return _in_folder(_throwaway("siquan-"))
    kept = database or os.environ.get("SIQUAN_DATABASE", "").strip()
    return lambda clock: open_office(data, kept, clock)


def _in_folder(folder: Path) -> Callable[[Clock], Office]:
    from siquan_tui.office import Office

    return lambda clock: Office(folder, clock=clock)


def _played(
    lines: tuple[Line, ...], record: Callable[[Clock], Office], offices: ExitStack
) -> Player:
    """Play one script into an office that ``offices`` closes, telling it as it goes."""
    from rich.console import Console

    from siquan_tui.commands.play_words import Teller
    from siquan_tui.play.player import Player, ScriptClock
    from siquan_tui.play.stopped import Stopped

    clock = ScriptClock(lines[0].at)
    teller = Teller(Console(highlight=False, emoji=False))
    try:
        office = record(clock)
        offices.callback(office.close)
        player = Player(office, clock, teller)
        player.play(lines)
    except Stopped as stopped:
        typer.echo(say(message("已记入的留在 {folder}。", folder=_place(office))), err=True)
        _stop(stopped)
    except Refusal as error:
        _refuse(error.message, error.remedy)
    return player


def _save(players: Sequence[Player], out: Path) -> None:
    from rich.console import Console

    from siquan_tui.commands.play_words import outcome_table
    from siquan_tui.play.player import save_papers

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
            message("文书存不进 {folder}（{why}）。", folder=str(out), why=os_reason(error)),
            message("换一个文件夹，或者检查权限和磁盘。"),
        )
    for paper in papers:
        console.print(str(paper), soft_wrap=True)
    place = _place(players[0].office)
    console.print(say(message("会议记录在 {folder}", folder=place)), soft_wrap=True)


def _place(office: Office) -> str:
    """Where an office keeps its records, without the password of a database."""
    if not office.database:
        return str(office.data)
    from sqlalchemy.engine import make_url

    return make_url(office.database).render_as_string(hide_password=True)


def _before(ctx: typer.Context, option: str) -> Any:
    """An option of the whole program, as it stands before the command."""
    return ctx.parent.params.get(option) if ctx.parent is not None else None


def _throwaway(prefix: str) -> Path:
    return Path(tempfile.mkdtemp(prefix=prefix))


def _stop(stopped: Stopped) -> NoReturn:
    why = stopped.message
    if stopped.line:
        why = message("第 {line} 行：{why}", line=stopped.line, why=why)
    _refuse(why, stopped.remedy, code=stopped.code)


def _refuse(why: Message, remedy: Message | None, code: int = 2) -> NoReturn:
    typer.echo(say_refusal(why, remedy), err=True)
    raise typer.Exit(code)
