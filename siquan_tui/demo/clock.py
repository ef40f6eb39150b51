"""A clock for rehearsals: it starts on the day of the case and runs on from there."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable


class DemoClock:
    """Returns ``start`` (aware) plus the time that has passed since.

    ``seconds`` counts seconds from any origin and never goes back.
    """

    def __init__(self, start: dt.datetime, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self.move_to(start)

    def __call__(self) -> dt.datetime:
        """The time in the rehearsal, aware."""
        return self._start + dt.timedelta(seconds=self._seconds() - self._origin)

    def move_to(self, when: dt.datetime) -> None:
        """Go to another day, as after a recess, and run on from there. Also back: the two
        meetings of the demo lie on different days, and a meeting's own record never goes
        back behind its last entry. Raises ``ValueError`` for a naive time."""
        if when.tzinfo is None:
            raise ValueError("a clock needs its offset")
        self._start = when
        self._origin = self._seconds()
