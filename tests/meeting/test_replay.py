"""A record that could not have happened is named, however well it is chained."""

from __future__ import annotations

from msgspec.structs import replace

from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.replay import first_disorder
from siquan_tui.rules.check import Outcome
from siquan_tui.rules.figures import Side
from siquan_tui.words import say
from tests.meeting.hall import Hall


def whole() -> Hall:
    hall = Hall()
    hall.sit()
    hall.divide()
    hall.hands(16, 0, 0, 0)
    hall.do(chair.strike_newest(hall.meeting))
    hall.do(chair.tally(hall.meeting, ev.Bench.HALL, Side.UNEXPRESSED, 1))
    hall.do(chair.close_count(hall.meeting))
    hall.do(chair.announce(hall.meeting))
    hall.do(chair.correct(hall.meeting, 3, "签错"))
    hall.do(ev.Confirmed(1, "仍达门槛"))
    hall.do(ev.Adjourned())
    return hall


def test_what_happened_is_in_order() -> None:
    assert first_disorder(whole().meeting.entries) is None


def test_an_entry_that_no_meeting_admits_is_named() -> None:
    hall = whole()
    entries = tuple(
        replace(entry, event=replace(entry.event, figure=99))
        if isinstance(entry.event, ev.Tallied) and entry.event.figure == 16
        else entry
        for entry in hall.meeting.entries
    )
    disorder = first_disorder(entries)
    assert disorder is not None
    tallied = next(e.seq for e in entries if isinstance(e.event, ev.Tallied))
    assert f"第 {tallied} 条" in say(disorder)


def test_a_verdict_that_the_figures_deny_is_named() -> None:
    hall = whole()
    entries = tuple(
        replace(entry, event=replace(entry.event, verdict=_false(entry.event)))
        if isinstance(entry.event, ev.Announced)
        else entry
        for entry in hall.meeting.entries
    )
    assert first_disorder(entries) is not None


def _false(event: ev.Announced):  # type: ignore[no-untyped-def]
    return replace(event.verdict, outcome=Outcome.DEFEATED)
