"""Reading one table of a rule file: every key asked for, every other refused."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from siquan_tui.message import Bilingual, Message, message
from siquan_tui.rules.toml_lines import Path

Choice = TypeVar("Choice", bound=StrEnum)


class Wrong(Exception):
    """What is wrong with a rule file, and the path to where."""

    def __init__(self, path: Path, why: Message) -> None:
        super().__init__(why.text)
        self.path = path
        self.why = why


class Table:
    """One table, by its path. Take what belongs to it, then :meth:`done`."""

    def __init__(self, path: Path, values: Mapping[str, Any]) -> None:
        self.path = path
        self._values = values
        self._asked: list[str] = []

    def wrong(self, key: str, why: Message) -> Wrong:
        """An error at one of the table's keys."""
        return Wrong((*self.path, key), why)

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        self._ask(key)
        return key in self._values

    def value(self, key: str) -> Any:
        """Whatever stands at a key that must be there."""
        if not self.has(key):
            raise Wrong(self.path, message("缺少“{key}”", key=key))
        return self._values[key]

    def done(self) -> None:
        """Refuse every key that nobody asked for: a misspelt rule must not be skipped."""
        for key in self._values:
            if key not in self._asked:
                known = tuple(self._asked)
                raise self.wrong(key, message("不认识“{key}”；可用：{known}", key=key, known=known))

    def text(self, key: str) -> str:
        """Words on one line, not empty."""
        return self._text(key, self.value(key))

    def choice(self, key: str, kind: type[Choice]) -> Choice:
        """One of a few words."""
        return self._choice(key, self.text(key), kind)

    def choices(self, key: str, kind: type[Choice]) -> tuple[Choice, ...]:
        """A list of a few words, each once; may be empty."""
        values = self.value(key)
        if not isinstance(values, list):
            raise self.wrong(key, message('“{key}”要写成列表，如 ["chair"]', key=key))
        chosen = [self._choice(key, self._text(key, each), kind) for each in values]
        for each in chosen:
            if chosen.count(each) > 1:
                raise self.wrong(key, message("“{value}”写了不止一次", value=str(each)))
        return tuple(chosen)

    def days(self, key: str) -> int:
        """A whole number of days from 0; 0 where it is not stated."""
        if not self.has(key):
            return 0
        value = self._values[key]
        if type(value) is not int or value < 0:
            raise self.wrong(
                key,
                message(
                    "“{key}”要写成天数（0 或正整数），不能是 {value}", key=key, value=str(value)
                ),
            )
        return value

    def flag(self, key: str) -> bool:
        """true or false; false where it is not stated."""
        if not self.has(key):
            return False
        value = self._values[key]
        if not isinstance(value, bool):
            raise self.wrong(
                key,
                message("“{key}”只能写 true 或 false，不能是 {value}", key=key, value=str(value)),
            )
        return value

    def date(self, key: str) -> dt.date | None:
        """A day, where it is stated."""
        if not self.has(key):
            return None
        value = self._values[key]
        if type(value) is not dt.date:
            raise self.wrong(
                key,
                message(
                    "“{key}”要写成日期，如 2026-01-01，不加引号；不能是 {value}",
                    key=key,
                    value=str(value),
                ),
            )
        return value

    def bilingual(self, key: str) -> Bilingual:
        """Text in both languages, or one text that stands for both."""
        value = self.value(key)
        if isinstance(value, dict):
            table = Table((*self.path, key), value)
            both = Bilingual(zh=table.text("zh"), en=table.text("en"))
            table.done()
            return both
        text = self._text(key, value)
        return Bilingual(zh=text, en=text)

    def table(self, key: str) -> Table:
        """A table within."""
        value = self.value(key)
        if not isinstance(value, dict):
            raise self.wrong(key, message("“{key}”要写成一节 [{key}]", key=key))
        return Table((*self.path, key), value)

    def tables(self, key: str) -> tuple[Table, ...]:
        """A list of tables; none where it is not stated."""
        values = self._values[key] if self.has(key) else []
        if not isinstance(values, list) or not all(isinstance(each, dict) for each in values):
            raise self.wrong(key, message("“{key}”要写成一节或几节 [[{key}]]", key=key))
        return tuple(Table((*self.path, key, n), each) for n, each in enumerate(values))

    def _ask(self, key: str) -> None:
        if key not in self._asked:
            self._asked.append(key)

    def _choice(self, key: str, word: str, kind: type[Choice]) -> Choice:
        if word not in {str(each) for each in kind}:
            known = tuple(map(str, kind))
            raise self.wrong(
                key,
                message("“{key}”不能是“{value}”；可用：{known}", key=key, value=word, known=known),
            )
        return kind(word)

    def _text(self, key: str, value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, message("“{key}”要写成带引号的文字，不能留空", key=key))
        # a control character would reach the terminal and the paper
        if any(unicodedata.category(each) == "Cc" for each in value):
            raise self.wrong(key, message("“{key}”里不能有换行和控制字符", key=key))
        return value
