"""Help pages (``--help``) of mixed Chinese and English, in plain lines.

Rich's tables cut a sentence whose line is just full, and typer's own lines count a Chinese
character as one cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import typer
from rich.cells import cell_len

from siquan_tui.line_breaks import lines_of

HELP = "本页 · this page"

_Plain: Any = typer.Context.formatter_class


class _Formatter(_Plain):  # type: ignore[misc]
    """Wraps by cells, and leaves nothing out."""

    def write_text(self, text: str) -> None:
        """Paragraphs, each in lines of its own."""
        indent = " " * self.current_indent
        paragraphs = [" ".join(each.split()) for each in text.split("\n\n")]
        wrapped = [lines_of(each, self.width - self.current_indent) for each in paragraphs]
        self.write("\n".join(f"{indent}{line}" for each in wrapped for line in each) + "\n")

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Names and what they mean, in two columns."""
        first = max((cell_len(name) for name, _words in rows), default=0) + col_spacing
        indent = " " * self.current_indent
        for name, words in rows:
            lines = lines_of(" ".join(words.split()), self.width - self.current_indent - first)
            self.write(f"{indent}{name}{' ' * (first - cell_len(name))}{lines[0]}\n")
            for line in lines[1:]:
                self.write(f"{indent}{' ' * first}{line}\n")


class Context(typer.Context):
    """Of a command whose page is of this kind."""

    formatter_class = _Formatter


def plain(command: Any) -> Any:
    """The command, and every command in it, with pages of this kind. Commands are ``Any``:
    typer carries a click of its own inside."""
    command.context_class = Context
    command.rich_markup_mode = None
    # without this a list of commands cuts the first sentence at 45 characters
    command.short_help = (command.help or "").split("\n\n")[0]
    command.get_help_option = partial(_help_option, command.get_help_option)
    for each in command.params:
        if each.param_type_name == "argument":
            each.get_usage_pieces = partial(_without_braces, each.get_usage_pieces)
    for each in getattr(command, "commands", {}).values():
        plain(each)
    return command


def _help_option(found: Any, context: Any) -> Any:
    option = found(context)
    if option is not None:
        option.help = HELP
    return option


def _without_braces(pieces: Any, context: Any) -> list[str]:
    return [each.strip("{}") for each in pieces(context)]
