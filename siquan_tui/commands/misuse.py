"""A command that is written wrongly, told in the reader's language."""

from __future__ import annotations

import re
from typing import Any

from siquan_tui.message import Message, message

_NAMED = re.compile(r"'([^']+)'")


def misuse(error: Any) -> Message:
    """What is wrong with a command, from the parser's error.

    The parser is typer's own click, whose errors have no public names and speak English:
    those that people run into are told apart by the names they have; any other is quoted."""
    told = str(getattr(error, "format_message", error.__str__)())
    named = _NAMED.findall(error.message if isinstance(error.message, str) else told)
    match type(error).__name__:
        case "MissingParameter":
            return message("缺少 {name}", name=_parameter(error))
        case "NoSuchOption":
            near = tuple(error.possibilities or ())
            if near:
                return message(
                    "没有选项 {name}，是不是 {near}？", name=error.option_name, near=near
                )
            return message("没有选项 {name}", name=error.option_name)
        case "BadOptionUsage" if "does not take a value" in told:
            return message("选项 {name} 后面不写内容", name=error.option_name)
        case "BadOptionUsage":
            return message("选项 {name} 后面要写内容", name=error.option_name)
        case "BadParameter" if " is not one of " in told:
            given, *allowed = named
            return message(
                "{name} 不能写“{given}”，只能写 {allowed}",
                name=_parameter(error),
                given=given,
                allowed=tuple(allowed),
            )
        case "BadParameter":
            return message("{name} 写得不对（{what}）", name=_parameter(error), what=error.message)
        case "UsageError" if told.startswith("No such command") and named:
            if len(named) > 1:
                return message(
                    "没有命令 {name}，是不是 {near}？", name=named[0], near=tuple(named[1:])
                )
            return message("没有命令 {name}", name=named[0])
        case "UsageError" if told.startswith("Got unexpected extra argument"):
            return message("多写了“{words}”", words=told.rpartition("(")[2].rstrip(")"))
        case _:
            return message("命令写得不对：{what}", what=told)


def _parameter(error: Any) -> str:
    parameter = error.param
    if parameter is None:
        return str(error.param_hint or "")
    dashed = [name for name in parameter.opts if name.startswith("-")]
    return str(dashed[0] if dashed else parameter.metavar or parameter.name)
