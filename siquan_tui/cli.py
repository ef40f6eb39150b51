"""The command ``siquan``: the console, or one command of the command line.

Without arguments it goes straight to the console: what only the commands need is not
imported before the first screen is painted.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siquan_tui.message import Message, message
from siquan_tui.words import LANGUAGES, say_refusal, set_language

if TYPE_CHECKING:
    from siquan_tui.office import Office


def main(arguments: list[str] | None = None) -> Any:
    """Entry point of the installed command; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # Chinese on a terminal or pipe that was set up for something narrower.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    words = sys.argv[1:] if arguments is None else arguments
    if words or os.environ.get("SIQUAN_LANG", "").strip() not in ("", *LANGUAGES):
        from siquan_tui.commands.door import Door
        from siquan_tui.commands.line import run

        return run(words, Door(start, open_console))
    set_language(os.environ.get("SIQUAN_LANG", "").strip() or LANGUAGES[0])
    return start()


def start() -> int:
    """The console on the user's own data, or those the environment names; returns the
    exit code."""
    from siquan_tui.office import open_office
    from siquan_tui.refusal import Refusal

    try:
        office = open_office(None, os.environ.get("SIQUAN_DATABASE", "").strip() or None)
    except Refusal as refusal:
        return _refuse(refusal.message, refusal.remedy)
    try:
        return open_console(office)
    finally:
        office.close()


def open_console(office: Office) -> int:
    """Run the console in this terminal; returns the exit code.

    Without a terminal it says so, names the way that needs none, and returns 2."""
    drawn_on = sys.__stderr__ if sys.platform != "win32" else sys.__stdout__
    if not sys.stdin.isatty() or drawn_on is None or not drawn_on.isatty():
        why = message("这里没有终端，主席台打不开。")
        remedy = message("不用终端的办法：siquan demo --headless --out 文件夹")
        return _refuse(why, remedy)
    import screens

    if not getattr(screens, "__siquan__", False):
        where = str(Path(str(screens.__file__)).parent)
        return _refuse(
            message("当前文件夹里另有一个 screens（{where}），挡住了主席台。", where=where),
            message("换一个文件夹，用命令 siquan 启动。"),
        )
    from screens.run import run_console

    # A demo's clock can be set to another day; a real one cannot.
    return run_console(office, move_clock=getattr(office.clock, "move_to", None))


def _refuse(why: Message, remedy: Message | None) -> int:
    """Say why on stderr; returns the exit code."""
    print(say_refusal(why, remedy), file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
