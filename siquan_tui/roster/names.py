"""Names of people (姓名): cleaned once, when they are entered.

A stray zero-width character would break every line of the screen it stands on and make two
spellings of one person, so what a name may hold is a list of what is allowed.
"""

from __future__ import annotations

import os
import re
import unicodedata

from siquan_tui.message import message
from siquan_tui.roster.errors import RosterRefused

LONGEST = 30
"""Characters in a name, at most; long Mongolian and Uyghur names have about 15."""

_DOTS = dict.fromkeys(map(ord, "•‧∙・･⋅˙."), "·")
_HAN = (
    (0x3007, 0x3007),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xFA0E, 0xFA29),
    (0x20000, 0x2EE5D),
    (0x30000, 0x323AF),
)
_VARIATION = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF), (0x180B, 0x180F))
_JOINERS = ("Cc", "Cf")

_SURNAMES = {
    "单": "s",
    "曾": "z",
    "解": "x",
    "仇": "q",
    "查": "z",
    "翟": "z",
    "朴": "p",
    "区": "o",
    "盖": "g",
    "乐": "y",
    "尉": "y",
    "覃": "q",
    "缪": "m",
    "召": "s",
}
"""Surnames read otherwise than the same character elsewhere."""


def clean_name(text: str) -> str:
    """A name as it is stored: NFC, without invisible characters, without the space that
    pads two-character names (王　伟), with ``·`` for every kind of middle dot.

    Raises :class:`RosterRefused` naming the first character a name cannot hold.
    """
    text = _half_width(text).translate(_DOTS)
    text = "".join(
        " " if char.isspace() else char for char in text if char.isspace() or not _invisible(char)
    )
    text = unicodedata.normalize("NFC", text)
    for char in text:
        if not (char == " " or char == "·" or char in "0123456789" or _letter(char)):
            raise RosterRefused(
                message(
                    "姓名“{name}”里的“{char}”（{code}）不能用",
                    name="".join(c for c in text if c.isprintable()),
                    char=char if char.isprintable() else "?",
                    code=f"U+{ord(char):04X}",
                ),
                message("姓名只用汉字、拉丁字母、数字和间隔号“·”"),
            )
    # A space parts Latin words only; between Han characters it is padding.
    text = re.sub(r" +", " ", text.strip(" ·"))
    text = re.sub(r"(?<![A-Za-zÀ-ɏ0-9]) | (?![A-Za-zÀ-ɏ0-9])", "", text)
    if len(text) > LONGEST:
        raise RosterRefused(
            message("姓名“{name}……”有 {n} 个字，太长", name=text[:8], n=len(text)),
            message("姓名最多 {n} 个字", n=LONGEST),
        )
    return text


def clean_text(text: str) -> str:
    """Any other short text of the roster (a group, a village): NFC, on one line, without
    invisible characters."""
    shown = "".join(
        " " if char.isspace() else char for char in text if char.isspace() or not _invisible(char)
    )
    return unicodedata.normalize("NFC", re.sub(r" +", " ", shown).strip())


def initials(name: str) -> str:
    """Pinyin initials (拼音首字母) in lower case, to find a name by: 王伟 → ``ww``.

    Latin letters and digits stand for themselves.
    """
    # Signs are looked up one by one; the dictionary of phrases is two thirds of the import and
    # 44 MB. What is left is still imported only where a name is entered.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, lazy_pinyin

    letters = []
    for place, char in enumerate(name):
        if not char.isalnum():
            continue
        if place == 0 and len(name) > 1 and char in _SURNAMES:
            letters.append(_SURNAMES[char])
        elif _han(char):
            read = lazy_pinyin(char, style=Style.NORMAL, errors="ignore")
            letters.append(unicodedata.normalize("NFD", read[0])[:1] if read else "")
        else:
            letters.append(unicodedata.normalize("NFD", char)[:1])
    return "".join(letters).lower()


def _half_width(text: str) -> str:
    return "".join(
        chr(ord(char) - 0xFEE0) if 0xFF01 <= ord(char) <= 0xFF5E else char for char in text
    )


def _invisible(char: str) -> bool:
    code = ord(char)
    return unicodedata.category(char) in _JOINERS or any(
        low <= code <= high for low, high in _VARIATION
    )


def _han(char: str) -> bool:
    return any(low <= ord(char) <= high for low, high in _HAN)


def _letter(char: str) -> bool:
    latin = char.isalpha() and ord(char) < 0x250
    return latin or _han(char)
