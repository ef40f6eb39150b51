"""The clock of a rehearsal."""

from __future__ import annotations

import datetime as dt

import pytest

from siquan_tui.demo.clock import DemoClock

CHINA = dt.timezone(dt.timedelta(hours=8))
START = dt.datetime(2010, 7, 22, 8, 30, tzinfo=CHINA)


class Seconds:
    """A stopwatch the test turns."""

    passed = 1000.0

    def __call__(self) -> float:
        return self.passed


def test_it_starts_on_its_day_and_runs_on() -> None:
    seconds = Seconds()
    clock = DemoClock(START, seconds)
    assert clock() == START
    seconds.passed += 90
    assert clock() == START + dt.timedelta(seconds=90)
    assert clock().utcoffset() == dt.timedelta(hours=8)


def test_after_a_recess_it_runs_on_from_the_new_day() -> None:
    seconds = Seconds()
    clock = DemoClock(START, seconds)
    seconds.passed += 3600
    resumed = START + dt.timedelta(days=5)
    clock.move_to(resumed)
    assert clock() == resumed
    seconds.passed += 1
    assert clock() == resumed + dt.timedelta(seconds=1)


def test_it_needs_an_offset() -> None:
    with pytest.raises(ValueError, match="offset"):
        DemoClock(START.replace(tzinfo=None))


def test_it_runs_by_itself() -> None:
    clock = DemoClock(START)
    assert START <= clock() < START + dt.timedelta(minutes=1)
