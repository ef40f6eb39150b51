"""A meeting on its book: what is done is stored, what is refused is not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from siquan_tui.journal.errors import Conflict, JournalError
from siquan_tui.journal.journal import Journal
from siquan_tui.journal.live import Live
from siquan_tui.journal.record import GENESIS, VILLAGE_BOOK
from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.admit import OutOfOrder
from siquan_tui.meeting.state import Phase
from siquan_tui.roster import events as roster_events
from siquan_tui.rules.check import Outcome
from siquan_tui.rules.figures import Side
from siquan_tui.words import say
from tests.journal.sitting import (
    BOOK,
    RULE_TEXTS,
    START,
    VILLAGE,
    Clock,
    convene,
    convened,
    draw,
    proposal,
    roll,
    sit,
    vote,
)


def test_a_resumed_meeting_is_the_live_one(where: str) -> None:
    journal = Journal.open(where)
    live = sit(journal)
    live.do(chair.open_division(live.meeting, 1))
    live.do(chair.one_hand(live.meeting, ev.Bench.HALL, Side.FOR))
    journal.close()
    again = Live(Journal.open(where), VILLAGE, BOOK, Clock())
    assert again.meeting == live.meeting
    assert again.head == live.head == live.digest(live.meeting.seq)
    assert again.digest(1) == live.digest(1)
    with pytest.raises(IndexError):
        again.digest(0)
    again.do(chair.one_hand(again.meeting, ev.Bench.HALL, Side.FOR))
    again.journal.close()


def test_an_empty_book(file_journal: Journal) -> None:
    live = Live(file_journal, VILLAGE, BOOK, Clock())
    assert live.meeting.seq == 0
    assert live.head == GENESIS


def test_what_is_out_of_order_is_not_stored(file_journal: Journal) -> None:
    live = convene(file_journal)
    before = live.meeting
    with pytest.raises(OutOfOrder):
        live.do(ev.Adjourned())
    assert live.meeting is before
    assert len(file_journal.records(VILLAGE, BOOK)) == 1


@pytest.mark.parametrize(
    "event",
    [
        ev.Arrived(()),
        ev.Arrived((0,)),
        ev.Arrived((True,)),  # type: ignore[arg-type]
        ev.ItemAdded(1, ev.Proposal("")),
        ev.ItemAdded(1, ev.Proposal("修路\ud800")),
        ev.ItemAdded("1", ev.Proposal("修路")),  # type: ignore[arg-type]
        ev.ItemAdded(1, ev.Proposal("修路", petitioners=-1)),
        ev.Tallied(1, 1, ev.Bench.HALL, Side.FOR, 1.0),  # type: ignore[arg-type]
        ev.Convened(**{**msgspec.structs.asdict(convened()), "scheduled": dt.datetime(2010, 1, 1)}),
        ev.Recessed(object()),  # type: ignore[arg-type]
    ],
)
def test_what_is_no_event_is_refused_in_a_sentence(
    file_journal: Journal, event: ev.MeetingEvent
) -> None:
    live = sit(file_journal)
    before = live.meeting
    with pytest.raises(OutOfOrder) as refusal:
        live.do(event)
    assert "没有记入" in say(refusal.value.message)
    assert say(refusal.value.remedy)
    assert live.meeting is before
    assert len(file_journal.records(VILLAGE, BOOK)) == before.seq


def test_a_clock_set_back_loses_no_hand(file_journal: Journal) -> None:
    live = sit(file_journal)
    last = live.meeting.entries[-1].at
    live.clock = Clock(START - dt.timedelta(days=365))
    entry = live.do(chair.open_division(live.meeting, 1))
    assert entry.at == last
    live.clock = Clock(last + dt.timedelta(hours=1))
    assert live.do(chair.one_hand(live.meeting, ev.Bench.HALL, Side.FOR)).at > last


def test_another_console_wrote_first(file_journal: Journal) -> None:
    here = sit(file_journal)
    there = Live(file_journal, VILLAGE, BOOK, Clock(START + dt.timedelta(hours=1)))
    there.do(chair.leave(there.meeting, 17))
    before = here.meeting
    with pytest.raises(Conflict):
        here.do(chair.leave(here.meeting, 16))
    assert here.meeting is before
    here.reload()
    assert here.meeting == there.meeting
    here.do(chair.leave(here.meeting, 16))
    assert here.meeting.seq == there.meeting.seq + 1


def test_a_failing_disk_leaves_the_meeting_as_it_was(file_journal: Journal, tmp_path: Path) -> None:
    live = sit(file_journal)
    before, head = live.meeting, live.head
    (tmp_path / "siquan.db").rename(tmp_path / "gone.db")
    with pytest.raises(JournalError):
        live.do(chair.leave(live.meeting, 1))
    assert (live.meeting, live.head) == (before, head)
    (tmp_path / "gone.db").rename(tmp_path / "siquan.db")
    live.do(chair.leave(live.meeting, 1))


def test_adjourning_is_told_to_the_village(journal: Journal) -> None:
    live = sit(journal)
    vote(live, 16, 1, 0, 0)
    draw(live, 3)
    assert journal.records(VILLAGE, VILLAGE_BOOK) == []
    live.do(ev.Adjourned())
    (record,) = journal.records(VILLAGE, VILLAGE_BOOK)
    held = roster_events.decode(record.body)
    assert isinstance(held, roster_events.MeetingHeld)
    assert (held.book, held.entries, held.head) == (BOOK, live.meeting.seq, live.head)
    assert held.outcomes == (roster_events.Held(1, "自来水工程", Outcome.CARRIED, "2010-3"),)
    assert journal.verify().ok


def test_what_is_done_after_the_meeting_is_told_to_the_village_as_well(
    file_journal: Journal,
) -> None:
    live = sit(file_journal)
    vote(live, 17, 0, 0, 0)
    live.do(ev.Adjourned())
    draw(live, 1)
    first, second = file_journal.records(VILLAGE, VILLAGE_BOOK)
    held = roster_events.decode(second.body)
    assert isinstance(held, roster_events.MeetingHeld)
    assert held.head == live.head != roster_events.decode(first.body)
    assert held.outcomes[0].resolution == "2010-1"
    assert file_journal.verify().ok


def test_the_list_of_meetings_follows_each_meeting(journal: Journal) -> None:
    assert journal.meetings() == []
    live = convene(journal)
    (summary,) = journal.meetings()
    assert (summary.village, summary.book, summary.name) == (VILLAGE, BOOK, "三苗树村")
    assert summary.scheduled == START
    assert summary.phase is Phase.CONVENED
    live.do(chair.add_item(live.meeting, proposal()))
    live.do(chair.open_meeting(live.meeting, roll(), RULE_TEXTS, reason="试"))
    assert journal.meetings()[0].phase is Phase.SITTING
    live.do(ev.Recessed())
    assert journal.meetings()[0].phase is Phase.RECESS
    live.do(ev.Struck(live.meeting.seq))
    assert journal.meetings()[0].phase is live.meeting.phase is Phase.SITTING
    live.do(ev.Struck(3))
    assert journal.meetings()[0].phase is live.meeting.phase is Phase.CONVENED
    rehearsal = convene(journal, "2010-07-22-r1", rehearsal=True)
    assert [each.rehearsal for each in journal.meetings()] == [True, False]
    assert rehearsal.meeting.convened is not None


def test_projections_rebuild_to_what_they_were(journal: Journal) -> None:
    for number in (1, 2):
        live = sit(journal, f"2010-07-22-{number}")
        vote(live, 17, 0, 0, 0)
        draw(live, number)
        live.do(ev.Adjourned())
    convene(journal, "2011-01-01-r1", rehearsal=True)
    before = journal.meetings(), journal.next_number(VILLAGE, 2010, False)
    journal.rebuild()
    assert (journal.meetings(), journal.next_number(VILLAGE, 2010, False)) == before
    assert journal.verify().ok
