"""Full-width punctuation between hanzi, as GB/T 15834 has it.

On a keyboard a comma in a Chinese sentence is often typed half-width; on an official
paper it may not stand so. The characters of a text stay what they are otherwise.
"""

from __future__ import annotations

import re
from typing import TypeVar

import msgspec
from msgspec import Struct

AnyStruct = TypeVar("AnyStruct", bound=Struct)

AS_TYPED = frozenset({"figures", "head", "footline", "svg", "text"})
"""Fields that are compared figure by figure or character by character."""

_HAN = r"\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u3001-\u3011\u3014-\u301f“”‘’※"
_FULL = str.maketrans(",;:?!", "\uff0c\uff1b\uff1a\uff1f\uff01")
_MARK = re.compile(rf"(?<=[{_HAN}\uff09])[,;:?!]|[,;:?!](?=[{_HAN}\uff08])")
_PAIR = re.compile(r"\(([^()]*)\)")
_HAS_HAN = re.compile(rf"[{_HAN}]")


def full_width(text: str) -> str:
    """The text with full-width , ; : ? ! ( ) wherever they touch hanzi."""
    return _MARK.sub(lambda hit: hit[0].translate(_FULL), _pairs(text))


def punctuated(paper: AnyStruct) -> AnyStruct:
    """A paper's fields with full-width punctuation; the code's text stays as signed."""
    changed = {
        name: _punctuated(getattr(paper, name))
        for name in paper.__struct_fields__
        if name not in AS_TYPED
    }
    return msgspec.structs.replace(paper, **changed)


def _punctuated(value: object) -> object:
    match value:
        case Struct():
            return punctuated(value)
        case tuple():
            return tuple(map(_punctuated, value))
        case str():
            return full_width(value)
        case _:
            return value


def _pairs(text: str) -> str:
    def widen(hit: re.Match[str]) -> str:
        beside = text[max(0, hit.start() - 1) : hit.start()] + text[hit.end() : hit.end() + 1]
        return f"\uff08{hit[1]}\uff09" if _HAS_HAN.search(hit[1] + beside) else hit[0]

    previous = ""
    while previous != text:
        previous, text = text, _PAIR.sub(widen, text)
    return text
