"""What the pure core says: a template and its parameters, worded at the edge.

The core knows no language. It returns a :class:`Message`, whose ``text`` is the
Chinese template (the gettext msgid); ``siquan_tui.words.say`` puts it into the
reader's language. Screen, hall, paper and code therefore say the same thing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct


class Bilingual(Struct, frozen=True, forbid_unknown_fields=True):
    """Text that comes from data (a rule set's name), not from the catalogue."""

    zh: str
    en: str


class Message(Struct, frozen=True):
    """A sentence to be worded at the edge.

    ``text`` is a ``str.format`` template in Chinese; ``params`` are its named values:
    strings and numbers as they stand, dates, :class:`Bilingual`, and messages within.
    """

    text: str
    params: tuple[
        tuple[str, str | int | dt.date | Bilingual | Message | tuple[Message, ...]], ...
    ] = ()


Param = str | int | dt.date | Bilingual | Message | tuple[Message, ...]


def message(text: str, /, **params: Param) -> Message:
    """Make a :class:`Message`; Babel extracts the literal ``text``."""
    return Message(text, tuple(params.items()))


def listed(names: Sequence[str]) -> Message:
    """Names one after the other, set apart as each language does it (甲、乙); at least one."""
    *before, last = names
    told = message("{name}", name=last)
    for name in reversed(before):
        told = message("{name}、{more}", name=name, more=told)
    return told
