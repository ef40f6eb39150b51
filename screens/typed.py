"""What people type into forms: dates, times, whole numbers; half or full width."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from screens.keys import narrow_digits
from siquan_tui.message import message
from siquan_tui.refusal import Refusal
from siquan_tui.roster.names import clean_text

_DATE = re.compile(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})\D?|(\d{4})(\d{2})(\d{2})")
_TIME = re.compile(r"(\d{1,2})\s*[:.时点 ]\s*(\d{1,2})分?|(\d{1,2})[时点]|(\d{2})(\d{2})")

_LAST_PLAIN = 0xD7FF
"""Signs up to here (☆, ℃, №) are text; beyond are surrogates, private use and emoji."""


_MOST_TOLD = 20
"""Characters of what was typed that a refusal repeats: a page pasted by mistake is no help."""


class NotTyped(Refusal):
    """What was typed cannot be read; ``message`` says how to write it."""


def a_date(text: str) -> dt.date:
    """``2026-11-23``, ``2026年11月23日``, ``20261123``. Raises :class:`NotTyped`."""
    found = _DATE.fullmatch(narrow_digits(text).strip())
    if found is not None:
        year, month, day = (int(each) for each in found.groups() if each is not None)
        try:
            return dt.date(year, month, day)
        except ValueError:
            pass
    raise NotTyped(message("“{text}”看不懂，日期请用数字按“年-月-日”写。", text=_cut(text)))


def a_date_or_none(text: str) -> dt.date | None:
    """The same; nothing typed is no date."""
    return a_date(text) if text.strip() else None


def a_time(text: str) -> dt.time:
    """``9:00``, ``14.30``, ``14时30分``, ``1430``. Raises :class:`NotTyped`."""
    found = _TIME.fullmatch(narrow_digits(text).strip())
    if found is not None:
        hour, minute = [*(int(each) for each in found.groups() if each is not None), 0][:2]
        try:
            return dt.time(hour, minute)
        except ValueError:
            pass
    raise NotTyped(message("“{text}”看不懂，时间请写成 14:30 这样。", text=_cut(text)))


def a_line(text: str) -> str:
    """Words on one line, without invisible characters. Raises :class:`NotTyped` for a
    picture (emoji): terminals draw it in one cell or in two, and no paper prints it."""
    words = clean_text(text)
    for char in words:
        if unicodedata.category(char) in ("So", "Cs", "Co", "Cn") and ord(char) > _LAST_PLAIN:
            raise NotTyped(
                message("图形字符“{code}”不能用，请改用文字。", code=f"U+{ord(char):04X}")
            )
    return words


def a_text(text: str) -> str:
    """Several lines, each as :func:`a_line` has it; what indents them is kept. Raises
    :class:`NotTyped`."""
    lines = [line.rstrip() for line in text.strip("\r\n ").splitlines()]
    return "\n".join(line[: len(line) - len(line.lstrip())] + a_line(line) for line in lines)


def a_number(text: str, *, empty: int = 0) -> int:
    """A whole number from 0; ``empty`` when nothing was typed. Raises :class:`NotTyped`."""
    digits = narrow_digits(text).strip()
    if not digits:
        return empty
    if digits.isascii() and digits.isdigit() and len(digits) < 10:
        return int(digits)
    raise NotTyped(message("“{text}”看不懂，这里只写数字。", text=_cut(text)))


def _cut(text: str) -> str:
    words = text.strip()
    return words if len(words) <= _MOST_TOLD else words[: _MOST_TOLD - 1] + "…"
