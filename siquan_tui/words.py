"""Words a :class:`~siquan_tui.message.Message` in the reader's language.

Chinese is the source language and needs no catalogue; English is complete in
``siquan_tui/locale/en``. Nothing else in the project chooses a language.
"""

from __future__ import annotations

import datetime as dt
import gettext
from pathlib import Path

from siquan_tui.message import Bilingual, Message, Param

LOCALE_DIR = Path(__file__).parent / "locale"
LANGUAGES = ("zh", "en")

_language = "zh"
_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def set_language(language: str) -> None:
    """Choose the language of everything said from now on: ``zh`` or ``en``."""
    global _language, _catalogue
    if language not in LANGUAGES:
        raise ValueError(language)
    _language = language
    _catalogue = (
        gettext.NullTranslations()
        if language == "zh"
        else gettext.translation("siquan", LOCALE_DIR, languages=[language])
    )


def language() -> str:
    """The language in force."""
    return _language


def _(text: str) -> str:
    """Look one Chinese text up in the catalogue in force."""
    return _catalogue.gettext(text)


def say(message: Message) -> str:
    """Word a message, with every message inside it."""
    return _(message.text).format(**{name: _value(value) for name, value in message.params})


def say_refusal(why: Message, remedy: Message | None = None) -> str:
    """What was wrong and what to do, as whole sentences on one line."""
    stop = "\u3002" if _language == "zh" else ". "
    told = [say(each).rstrip("\u3002. ") for each in (why, remedy) if each is not None]
    return stop.join(told) + stop.rstrip()


def say_in_chinese(message: Message) -> str:
    """Word a message in Chinese whatever the language in force: papers and codes are Chinese."""
    return message.text.format(**{name: _in_chinese(value) for name, value in message.params})


def _in_chinese(value: Param) -> str | int:
    match value:
        case Message():
            return say_in_chinese(value)
        case Bilingual():
            return value.zh
        case tuple():
            return ";".join(say_in_chinese(each) for each in value)
        case dt.datetime():
            return value.strftime("%H:%M")
        case dt.date():
            return f"{value.year}年{value.month}月{value.day}日"
        case _:
            return value


def _value(value: Param) -> str | int:
    match value:
        case Message():
            return say(value)
        case Bilingual():
            return value.zh if _language == "zh" else value.en
        case tuple():
            return ("\uff1b" if _language == "zh" else "; ").join(say(each) for each in value)
        case dt.datetime():
            return value.strftime("%H:%M")
        case dt.date():
            return (
                f"{value.year}年{value.month}月{value.day}日"
                if _language == "zh"
                else value.isoformat()
            )
        case _:
            return value
