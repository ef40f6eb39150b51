"""Breaking a mixed Chinese and English text into lines of so many terminal cells.

Rich breaks at spaces only, and Chinese has none: it would leave half a line empty.
"""

from __future__ import annotations

import re

from rich.cells import cell_len

_OPENING = r"[(\[\uFF08\u201C\u2018\u300A\u3008\u3010]"
_CLOSING = (
    r"[),.:;!?\]\uFF09\uFF0C\u3002\uFF1A\uFF1B\uFF01\uFF1F\u3001"
    r"\u201D\u2019\u300B\u3009\u3011\u2026]"
)
# a word of ASCII or one Chinese character, with the marks that must not leave it
_UNIT = re.compile(rf"{_OPENING}*(?:[!-'*-~]+|\S){_CLOSING}*\s*")


def lines_of(text: str, cells: int) -> list[str]:
    """The text in lines at most ``cells`` wide, as far as its words allow; no line
    begins with a closing mark or ends with an opening one."""
    lines = [""]
    for unit in _UNIT.findall(text):
        if lines[-1] and cell_len(lines[-1] + unit.rstrip()) > cells:
            lines.append("")
        lines[-1] += unit
    return [line.rstrip() for line in lines]


def wrapped(text: str, cells: int) -> str:
    """The text with every line at most ``cells`` wide; line breaks in it are kept. As it is
    where there is no room for two Chinese characters."""
    if cells < 4:
        return text
    return "\n".join(row for line in text.split("\n") for row in lines_of(line, cells))
