"""Keys that a Chinese input method may send in their full-width form."""

from __future__ import annotations


def digit(n: int) -> str:
    """The keys of a digit, half and full width: ``digit(1) == "1,１"``."""
    return f"{n},{chr(0xFF10 + n)}"


def narrow_digits(text: str) -> str:
    """Full-width digits and marks as their half-width forms: ``１２`` becomes ``12``."""
    return "".join(
        chr(ord(each) - 0xFEE0) if "\uff01" <= each <= "\uff5e" else each for each in text
    ).replace("\u3000", " ")


SPACE = "space,ideographic_space"
"""The space bar, half and full width."""
