"""The village office: one object that joins the journal, the roster, the rules, the keys
and the papers. The console, the scripts and the tests all go through it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from siquan_tui.meeting.events import Convened
from siquan_tui.meeting.state import Resolution

if TYPE_CHECKING:
    from siquan_tui.journal.journal import MeetingSummary
    from siquan_tui.journal.live import Live
    from siquan_tui.roster.state import Roster
    from siquan_tui.rules.rulebook import Rulebook

Clock = Callable[[], dt.datetime]


class Office:
    """Everything one laptop holds, in one data folder.

    ``clock`` returns an aware datetime. The journal is opened on first use, because
    importing its tables takes longer than painting the first screen.
    """

    def __init__(self, data: Path, *, database: str | None = None, clock: Clock | None = None) -> None:
        raise NotImplementedError

    @property
    def rulebook(self) -> Rulebook:
        """Shipped rule sets and those in ``data/rules``."""
        raise NotImplementedError

    def rosters(self) -> list[Roster]:
        """Every village known here, by id."""
        raise NotImplementedError

    def roster(self, village: str) -> Roster:
        """One village's roster as it stands now."""
        raise NotImplementedError

    def meetings(self) -> list[MeetingSummary]:
        """Every meeting, newest first."""
        raise NotImplementedError

    def convene(self, village: str, convened: Convened) -> Live:
        """Start a new book with its first entry."""
        raise NotImplementedError

    def resume(self, village: str, book: str) -> Live:
        """Open a meeting's book where it was left."""
        raise NotImplementedError

    def draw_resolution(self, live: Live, division: int, text: str | None = None) -> Resolution:
        """Number and record the resolution of a division that carried."""
        raise NotImplementedError

    def attest(self, live: Live, resolution: Resolution, passphrase: str) -> Resolution:
        """Sign the resolution's code with the chair's key (rehearsals: the rehearsal key)."""
        raise NotImplementedError

    def save_resolution(self, live: Live, resolution: Resolution, folder: Path | None = None) -> Path:
        """The resolution as PDF/A, in ``data/papers`` or ``folder``."""
        raise NotImplementedError

    def save_minutes(self, live: Live, folder: Path | None = None) -> Path:
        """The minutes as PDF/A."""
        raise NotImplementedError
