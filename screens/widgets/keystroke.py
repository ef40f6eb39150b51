"""What a key types (按键), whatever input method is on."""

from __future__ import annotations

import unicodedata

from textual.events import Key

_MINUS = str.maketrans({"\u2212": "-", "\u2014": "-", "\u2013": "-"})
_BY_NAME = {
    "fullwidth_plus_sign": "+",
    "fullwidth_hyphen_minus": "-",
    "ideographic_space": " ",
}
"""Keys that may come with their name alone."""


def keystroke(event: Key) -> str:
    """The one character a key types, in half width, or an empty string.

    A Chinese input method sends ``１``, ``＋``, ``－`` and the ideographic space where
    the key says ``1``, ``+``, ``-`` and space; NFKC makes them one.
    """
    character = event.character
    if character is None:
        return _BY_NAME.get(event.key, "")
    plain = unicodedata.normalize("NFKC", character).translate(_MINUS)
    return plain if len(plain) == 1 and plain.isprintable() else ""
