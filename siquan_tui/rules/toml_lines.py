"""Where in a TOML text something stands; the standard reader forgets the lines."""

from __future__ import annotations

import re
import tomllib
from typing import Any

Path = tuple[str | int, ...]
"""Keys and list indices from the top of the file down."""


def line_of(text: str, path: Path) -> int:
    """The line, from 1, on which the value at ``path`` begins.

    A path that is not there gives the line of what encloses it; the top is line 1. Found
    by reading ever longer beginnings of the text with the standard reader, so there is
    no second opinion on what TOML means. Only for texts that are TOML as a whole.
    """
    found = 1
    for depth in range(1, len(path) + 1):
        here = _first_line_with(text, path[:depth])
        if here is None:
            break
        found = here
    return found


def _first_line_with(text: str, path: Path) -> int | None:
    lines = text.split("\n")
    whole_until = 0
    for end in range(1, len(lines) + 1):
        try:
            beginning = tomllib.loads("\n".join(lines[:end]))
        except tomllib.TOMLDecodeError:
            continue  # in the middle of a value that goes over several lines
        if _holds(beginning, path):
            return whole_until + 1
        whole_until = end
    return None


def _holds(value: Any, path: Path) -> bool:
    for step in path:
        match value, step:
            case dict(), str() if step in value:
                value = value[step]
            case list(), int() if step < len(value):
                value = value[step]
            case _:
                return False
    return True


def line_of_error(text: str, error: tomllib.TOMLDecodeError) -> int:
    """The line, from 1, on which the standard reader gave up."""
    stated = re.search(r"at line (\d+)", str(error))
    return int(stated[1]) if stated else text.rstrip("\n").count("\n") + 1
