"""What the pure core says: a template and its parameters, worded at the edge.

The core knows no language. It returns a :class:`Message`, whose ``text`` is the
Chinese template (the gettext msgid); ``siquan_tui.words.say`` puts it into the
reader's language. Screen, hall, paper and code therefore say the same thing.
"""

from __future__ import annotations

import datetime as dt
import re

from msgspec import Struct


class Bilingual(Struct, frozen=True, forbid_unknown_fields=True):
    """Text that comes from data (a rule set's name), not from the catalogue."""

    zh: str
    en: str


class Message(Struct, frozen=True):
    """A sentence to be worded at the edge.

    ``text`` is a ``str.format`` template in Chinese; ``params`` are its named values:
    strings and numbers as they stand, dates, :class:`Bilingual`, and messages within. Several
    messages are set apart like clauses, several words or numbers like the items of a list.
    """

    text: str
    params: tuple[
        tuple[
            str,
            str | int | dt.date | Bilingual | Message | tuple[Message, ...] | tuple[str | int, ...],
        ],
        ...,
    ] = ()


_HAN = r"\u3001-\u301f\u3400-\u9fff\uff01-\uff1f"
_SPACE_AT_FIGURE = re.compile(rf"(?<=[{_HAN}]) (?=\d)|(?<=\d) (?=[{_HAN}])")

Param = str | int | dt.date | Bilingual | Message | tuple[Message, ...] | tuple[str | int, ...]


def message(text: str, /, **params: Param) -> Message:
    """Make a :class:`Message`; Babel extracts the literal ``text``."""
    return Message(text, tuple(params.items()))


def say_in_chinese(message: Message) -> str:
    """Word a message in Chinese, the source language, which needs no catalogue: papers,
    codes and resolutions are Chinese whatever the console's language."""
    return message.text.format(**{name: _in_chinese(value) for name, value in message.params})


def write_in_chinese(message: Message) -> str:
    """The same as running text on a paper: without the spaces that set a figure apart from
    hanzi on a screen."""
    return _SPACE_AT_FIGURE.sub("", say_in_chinese(message))


def _in_chinese(value: Param) -> str | int:
    match value:
        case Message():
            return say_in_chinese(value)
        case Bilingual():
            return value.zh
        case tuple():
            clauses = any(isinstance(each, Message) for each in value)
            return ("\uff1b" if clauses else "\u3001").join(
                str(_in_chinese(each)) for each in value
            )
        case dt.datetime():
            return value.strftime("%H:%M")
        case dt.date():
            return f"{value.year}年{value.month}月{value.day}日"
        case _:
            return value
