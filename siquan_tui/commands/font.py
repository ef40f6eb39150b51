"""``siquan font``: bring a font for a character that the papers could not draw."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from siquan_tui.commands.common import DataDir, refusals
from siquan_tui.message import message
from siquan_tui.office import open_office
from siquan_tui.words import say


def font(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", readable=False, help="字体文件 · .ttf .otf .ttc")
    ],
    data: DataDir = None,
) -> None:
    """添一个字体，印生僻字用 · add a font, for rare characters in names."""
    from siquan_tui.paper.fonts import add_font

    with refusals():
        added = add_font(file, open_office(data).data / "fonts")
    typer.echo(say(message("字体已存入 {file}，再打印一次即可。", file=str(added))))
