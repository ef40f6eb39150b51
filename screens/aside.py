"""Words with something said in brackets after them (括注), as each language sets it."""

from __future__ import annotations

from siquan_tui.message import message
from siquan_tui.words import say


def aside(words: str, more: str) -> str:
    """``words（more）``; the words alone where there is nothing more to say."""
    return say(message("{words}（{more}）", words=words, more=more)).strip() if more else words
