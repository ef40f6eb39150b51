"""The rule sets at hand: those shipped, and those a village dropped in a folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from siquan_tui.file_faults import os_reason
from siquan_tui.message import message
from siquan_tui.refusal import Refusal
from siquan_tui.rules.model import RuleSet
from siquan_tui.rules.parse import RuleSetError, parse_rule_set
from siquan_tui.rules.toml_lines import line_of

CHARTER = "siquan-2010"
"""四权四制: proposed for every meeting."""
STATUTE = "organic-law-"
"""村民委员会组织法: proposed in the text in force on the day."""


class UnknownRuleSet(Refusal):
    """No rule set of that id; ``message`` names those there are."""

    def __init__(self, id: str, known: tuple[str, ...]) -> None:
        super().__init__(message("没有议事规则“{id}”。现有：{known}", id=id, known=known))
        self.id = id


class Rulebook:
    """Every rule set that can govern a meeting, by id.

    ``folder`` holds a village's own ``*.toml``; it need not exist. A wrong file there is
    left out and told in :attr:`problems`; the others stay usable. A shipped rule set
    cannot be replaced, only added to.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._rules: dict[str, RuleSet] = {}
        self._texts: dict[str, str] = {}
        self._origin: dict[str, str] = {}
        problems: list[RuleSetError] = []
        for source, body in _shipped():
            self._add(source, body)
        for path in _dropped(folder):
            try:
                self._add(path.name, _bytes_of(path))
            except RuleSetError as error:
                problems.append(error)
        self.problems: tuple[RuleSetError, ...] = tuple(problems)
        """Files of the village that were refused."""

    def ids(self) -> tuple[str, ...]:
        """Shipped ones first, each part in alphabetical order of its files."""
        return tuple(self._rules)

    def get(self, id: str) -> RuleSet:
        """One rule set. Raises :class:`UnknownRuleSet`."""
        if id not in self._rules:
            raise UnknownRuleSet(id, self.ids())
        return self._rules[id]

    def text(self, id: str) -> str:
        """Its TOML as it stands in the file, to be frozen in a meeting. Raises
        :class:`UnknownRuleSet`."""
        self.get(id)
        return self._texts[id]

    def all(self) -> tuple[RuleSet, ...]:
        """Every rule set, in the order of :meth:`ids`."""
        return tuple(self._rules.values())

    def proposed(self, day: dt.date) -> tuple[str, ...]:
        """What a meeting on that day would be governed by unless the chair chooses
        otherwise: the charter and the statute in force."""
        return (
            CHARTER,
            *(
                rules.id
                for rules in self.all()
                if rules.id.startswith(STATUTE) and in_force(rules, day)
            ),
        )

    def _add(self, source: str, body: bytes) -> None:
        text = _decoded(source, body)
        rules = parse_rule_set(text, source)
        if rules.id in self._rules:
            reason = message(
                "编号“{id}”已被 {other} 使用，请换一个编号",
                id=rules.id,
                other=self._origin[rules.id],
            )
            raise RuleSetError(source, line_of(text, ("id",)), reason)
        self._rules[rules.id] = rules
        self._texts[rules.id] = text
        self._origin[rules.id] = source


def in_force(rules: RuleSet, day: dt.date) -> bool:
    """Whether a rule set is in force on a day; both ends count, an open end is open."""
    return (rules.since is None or rules.since <= day) and (
        rules.until is None or day <= rules.until
    )


def _shipped() -> Iterator[tuple[str, bytes]]:
    folder = files("siquan_tui.rules") / "sets"
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        if each.name.endswith(".toml"):
            yield each.name, each.read_bytes()


def _dropped(folder: Path | None) -> list[Path]:
    if folder is None or not folder.is_dir():
        return []
    return sorted(each for each in folder.glob("*.toml") if not each.name.startswith("."))


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = message("读不了这个文件（{detail}）", detail=os_reason(error))
        raise RuleSetError(path.name, 1, reason) from None


def _decoded(source: str, body: bytes) -> str:
    # a text editor on Windows may put a mark in front and end lines its own way
    try:
        return body.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        reason = message("文字不是 UTF-8 编码，请用 UTF-8 编码另存")
        raise RuleSetError(source, line, reason) from None
