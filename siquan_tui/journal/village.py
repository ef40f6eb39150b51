"""The village's own book: the roster's events go in here, and nowhere else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import MsgspecError
from msgspec.structs import replace

from siquan_tui.journal.errors import JournalError
from siquan_tui.journal.record import VILLAGE_BOOK, Draft, Record
from siquan_tui.message import message
from siquan_tui.roster import events
from siquan_tui.roster.admit import admit
from siquan_tui.roster.errors import RosterRefused
from siquan_tui.roster.events import RosterEvent
from siquan_tui.roster.names import clean_text, initials
from siquan_tui.roster.state import Roster, apply, fold

if TYPE_CHECKING:
    from siquan_tui.journal.journal import Journal


def load(journal: Journal, village: str) -> Roster:
    """The roster as the village's book makes it. Raises :class:`JournalError`."""
    return fold(village, (_event(record) for record in journal.records(village, VILLAGE_BOOK)))


def record(
    journal: Journal, roster: Roster, happened: Sequence[RosterEvent], now: dt.datetime
) -> Roster:
    """Check and store events at ``now`` (aware), all or none; returns the roster after them.

    Raises :class:`RosterRefused`, or :class:`JournalError`; in both cases nothing was
    stored.
    """
    last = journal.head(roster.village, VILLAGE_BOOK)
    at = max(now, last.time) if last else now
    drafts = []
    for each in happened:
        body, event = _well_formed(each)
        admit(roster, event)
        drafts.append(
            Draft(roster.village, VILLAGE_BOOK, at, events.kind_of(event), body, roster.entries)
        )
        roster = apply(roster, event)
    journal.append_all(drafts)
    return roster


def named(journal: Journal, name: str, township: str) -> str | None:
    """Id of the village of that name in that township; None if it is not known."""
    wanted = (clean_text(name), clean_text(township))
    for village in journal.villages():
        roster = load(journal, village)
        if (roster.name, roster.township) == wanted:
            return village
    return None


def insist_new(journal: Journal, name: str, township: str) -> None:
    """Raise :class:`RosterRefused` where that village is known: founded twice, it would
    number its resolutions twice."""
    there = named(journal, name, township)
    if there is not None:
        raise RosterRefused(
            message(
                "“{name}”已有村档案，编号 {village}",
                name=f"{township} {name}".strip(),
                village=there,
            ),
            message(
                "要往里导入花名册，请用 siquan roster import 文件 --village {village}",
                village=there,
            ),
        )


def village_id(name: str, taken: set[str]) -> str:
    """A short ASCII id: pinyin initials and a counter (三苗树村 → ``smsc-1``)."""
    slug = "".join(char for char in initials(name) if char.isascii() and char.isalnum())[:16]
    number = 1
    while f"{slug or 'v'}-{number}" in taken:
        number += 1
    return f"{slug or 'v'}-{number}"


def _well_formed(event: RosterEvent) -> tuple[bytes, RosterEvent]:
    """The bytes to store and the event as they read back; constructors check nothing."""
    if isinstance(event, events.SeatFilled) and not event.initials:
        event = replace(event, initials=initials(event.name))
    try:
        body = events.encode(event)
        return body, events.decode(body)
    except (MsgspecError, TypeError, ValueError) as error:
        raise RosterRefused(
            message("内容不完整或含有不能保存的字符，没有记入"),
            message("请改正后再操作一次"),
        ) from error


def _event(stored: Record) -> RosterEvent:
    try:
        return events.decode(stored.body)
    except (MsgspecError, ValueError) as error:
        raise JournalError(
            message("村档案（{village}）第 {n} 条无法读取", village=stored.village, n=stored.seq),
            message("请先把 siquan_tui 升级到最新版本；仍读不出时从备份恢复数据文件"),
        ) from error
