"""Random legal and illegal events, driven through Live onto a real file.

After every step the stored entries fold to the live meeting; a refusal has a sentence and
stored nothing; a strike restores what was before.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from msgspec.structs import replace

from siquan_tui.journal.errors import JournalError
from siquan_tui.journal.journal import Journal
from siquan_tui.journal.live import Live, entry_of
from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.admit import OutOfOrder
from siquan_tui.meeting.apply import fold
from siquan_tui.meeting.figures import settled
from siquan_tui.meeting.state import Attendance, Division, Meeting
from siquan_tui.meeting.strike import behind_result, newest_strikable
from siquan_tui.rules.check import Outcome
from siquan_tui.rules.figures import Side
from siquan_tui.words import say
from tests.journal.sitting import (
    BEIJING,
    BOOK,
    RULE_TEXTS,
    VILLAGE,
    Clock,
    convened,
    proposal,
    roll,
)

SEATS = 7
seats = st.integers(1, SEATS + 1)
small = st.integers(0, SEATS + 2)
numbers = st.integers(1, 4)
sides = st.sampled_from(Side)
benches = st.sampled_from(ev.Bench)
words = st.sampled_from(["", " ", "因故", "路\n修"])
names = st.sampled_from(["代表1", "代表2", "代表3", "监督委员会某某", " "])

raw_events = st.one_of(
    st.builds(ev.ItemAdded, numbers, st.just(proposal())),
    st.builds(ev.ItemAdded, numbers, st.just(replace(proposal(), posting=None))),
    st.builds(
        ev.ItemAmended,
        numbers,
        st.just(ev.Proposal("修路", proposer=ev.Proposer.PETITION)),
    ),
    st.builds(ev.ItemAmended, numbers, st.just(proposal("修改后的工程"))),
    st.builds(ev.ItemMoved, numbers, numbers),
    st.builds(ev.ItemWithdrawn, numbers, words),
    st.builds(ev.RoundAdded, numbers, st.just(proposal("再议的工程")), words),
    st.builds(ev.Arrived, st.lists(seats, max_size=3).map(tuple)),
    st.builds(ev.Left, st.lists(seats, max_size=3).map(tuple)),
    st.builds(ev.Excused, seats, words),
    st.builds(ev.AttendeeCame, words),
    st.builds(ev.AttendeeLeft, words),
    st.builds(ev.Corrected, st.integers(1, 40), seats, st.booleans(), words),
    st.builds(ev.ItemTaken, numbers, words),
    st.builds(ev.ItemClosed, numbers),
    st.builds(
        ev.TellersNamed,
        st.lists(names, min_size=1, max_size=2).map(tuple),
        st.lists(names, max_size=1).map(tuple),
    ),
    st.builds(
        ev.DivisionOpened,
        numbers,
        numbers,
        numbers,
        st.just(ev.Method.HANDS),
        st.lists(seats, max_size=4).map(tuple),
        st.lists(seats, max_size=2).map(tuple),
    ),
    st.builds(ev.Tallied, numbers, numbers, benches, sides, small),
    st.builds(
        ev.Counted,
        numbers,
        numbers,
        st.builds(ev.Hands, benches, small, small, small, small).map(lambda hands: (hands,)),
    ),
    st.builds(ev.RecountOrdered, numbers, st.sampled_from(ev.CountReason)),
    st.builds(ev.Annulled, numbers, words),
    st.builds(ev.Confirmed, numbers, words),
    st.builds(
        ev.ResolutionDrawn, numbers, st.sampled_from([2009, 2010]), numbers, st.just("决议"), words
    ),
    st.builds(ev.Attested, st.just(2010), numbers, words),
    st.builds(ev.Recessed, words),
    st.just(ev.Resumed()),
    st.just(ev.Adjourned()),
    st.builds(ev.Struck, st.integers(1, 60)),
    st.just(convened()),
    # What no constructor checks.
    st.just(ev.ItemAdded(1, "修路")),  # type: ignore[arg-type]
    st.just(ev.Tallied(1, 1, ev.Bench.HALL, Side.FOR, -1)),
    st.just(ev.ItemAdded(1, ev.Proposal("修\ud800路"))),
)


def bare(meeting: Meeting) -> Meeting:
    """A meeting without its record: all that a strike restores."""
    return replace(meeting, entries=(), struck=frozenset())


def insist_worded(refusal: OutOfOrder | JournalError) -> None:
    """A refusal says what is wrong and what to do, with every value filled in."""
    for said in (say(refusal.message), say(refusal.remedy)):
        assert said.strip()
        assert "{" not in said


class MeetingMachine(RuleBasedStateMachine):
    """One meeting on one file; ``second_count`` and the seats vary."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="siquan-machine-"))
        self.journal = Journal.open(self.folder / "siquan.db")
        self.clock = Clock()
        self.live = Live(self.journal, VILLAGE, BOOK, self.clock)
        self.before: list[Meeting] = []
        """What the meeting was before each entry."""

    def teardown(self) -> None:
        self.journal.close()
        shutil.rmtree(self.folder)

    @initialize(second=st.booleans(), start=st.sampled_from(["sitting", "voted", "convened"]))
    def convene(self, second: bool, start: str) -> None:
        """By chance alone a meeting hardly ever gets to its first result."""
        self.do(convened(second_count=second))
        if start != "convened":
            self.list_item()
            self.list_item()
            self.open()
            self.everyone()
            self.take()
        if start == "voted":
            self.vote(against=1)

    # --- doing ---------------------------------------------------------------------

    def do(self, event: ev.MeetingEvent) -> bool:
        """Let it happen; True if it did. Checks what a refusal must be."""
        meeting, head = self.live.meeting, self.live.head
        try:
            entry = self.live.do(event)
        except (OutOfOrder, JournalError) as refusal:
            insist_worded(refusal)
            assert self.live.meeting is meeting
            assert self.live.head == head
            return False
        self.before.append(meeting)
        assert entry == self.live.meeting.entries[-1]
        assert self.live.meeting.seq == meeting.seq + 1
        return True

    def build(self, builder: Callable[[Meeting], ev.MeetingEvent]) -> bool:
        """What the chair's builder makes of the meeting; it may refuse as well."""
        try:
            event = builder(self.live.meeting)
        except OutOfOrder as refusal:
            insist_worded(refusal)
            return False
        return self.do(event)

    # --- the chair, mostly in order ------------------------------------------------

    @precondition(lambda self: len(self.live.meeting.items) < 4)
    @rule()
    def list_item(self) -> None:
        self.build(lambda meeting: chair.add_item(meeting, proposal()))

    @precondition(lambda self: self.live.meeting.opened is None)
    @rule()
    def open(self) -> None:
        self.build(lambda meeting: chair.open_meeting(meeting, roll(SEATS), RULE_TEXTS, "因故"))

    @precondition(lambda self: self.live.meeting.opened is not None)
    @rule()
    def everyone(self) -> None:
        self.build(chair.everyone_arrives)

    @precondition(lambda self: self.live.meeting.opened is not None)
    @rule(seat=seats)
    def come_or_go(self, seat: int) -> None:
        self.build(lambda meeting: chair.toggle_presence(meeting, seat))

    @precondition(lambda self: chair.next_item(self.live.meeting) is not None)
    @rule()
    def take(self) -> None:
        number = chair.next_item(self.live.meeting)
        assert number is not None
        self.build(lambda meeting: chair.take_item(meeting, number, "因故"))

    @precondition(lambda self: self.can_vote)
    @rule(against=st.integers(0, 3))
    def vote(self, against: int) -> None:
        """From the question to the result, as it goes when nothing comes between."""
        self.build(lambda meeting: chair.open_division(meeting, meeting.current))
        while self.live.meeting.division_under_way is not None:
            for side, figure in ((Side.AGAINST, against), (Side.ABSTAIN, 0), (Side.UNEXPRESSED, 0)):
                self.build(
                    lambda meeting, s=side, f=figure: chair.tally(meeting, ev.Bench.HALL, s, f)
                )
            self.build(lambda meeting: chair.tally_rest(meeting, ev.Bench.HALL, Side.FOR))
            assert self.build(chair.close_count)
            if not self.build(chair.announce):
                assert self.build(chair.order_recount)

    @property
    def can_vote(self) -> bool:
        meeting = self.live.meeting
        return bool(meeting.current) and meeting.division_under_way is None

    @precondition(lambda self: self.can_vote)
    @rule(item=numbers, reason=st.just("再议"))
    def again(self, item: int, reason: str) -> None:
        """A new round of an item that was voted on, taken at once."""
        if self.do(ev.RoundAdded(item, proposal("改后的工程"), reason)):
            self.build(lambda meeting: chair.take_item(meeting, item, "因故"))

    @precondition(lambda self: self.live.meeting.opened is not None)
    @rule(recused=st.lists(seats, max_size=2, unique=True))
    def divide(self, recused: list[int]) -> None:
        self.build(lambda meeting: chair.open_division(meeting, meeting.current or 1, recused))

    @precondition(lambda self: self.live.meeting.division_under_way is not None)
    @rule(side=sides, step=st.sampled_from([1, 1, 1, -1]))
    def hand(self, side: Side, step: int) -> None:
        self.build(lambda meeting: chair.one_hand(meeting, ev.Bench.HALL, side, step))

    @precondition(lambda self: self.live.meeting.division_under_way is not None)
    @rule(data=st.data())
    def count(self, data: st.DataObject) -> None:
        """A whole count, typed and closed."""
        division = self.live.meeting.division_under_way
        assert division is not None
        voting = sum(size.voting for size in division.benches)
        left = voting
        for side in (Side.AGAINST, Side.ABSTAIN, Side.UNEXPRESSED):
            figure = data.draw(st.integers(0, min(left, 2)))
            left -= figure
            self.build(lambda meeting, s=side, f=figure: chair.tally(meeting, ev.Bench.HALL, s, f))
        self.build(lambda meeting: chair.tally(meeting, ev.Bench.HALL, Side.FOR, left))
        self.build(chair.close_count)

    @precondition(lambda self: self.live.meeting.division_under_way is not None)
    @rule()
    def close(self) -> None:
        self.build(chair.close_count)

    @precondition(lambda self: self.live.meeting.division_under_way is not None)
    @rule()
    def recount(self) -> None:
        self.build(chair.order_recount)

    @precondition(lambda self: self.live.meeting.division_under_way is not None)
    @rule()
    def announce(self) -> None:
        self.build(chair.announce)

    @precondition(lambda self: bool(chair.undrawn(self.live.meeting)))
    @rule()
    def draw(self) -> None:
        division = chair.undrawn(self.live.meeting)[0]
        number = self.journal.next_number(VILLAGE, 2010, False)
        drawn = self.do(ev.ResolutionDrawn(division.number, 2010, number, "决议", "同意。"))
        assert drawn
        assert self.journal.next_number(VILLAGE, 2010, False) == number + 1

    # --- anything at all -----------------------------------------------------------

    @rule(event=raw_events)
    def anything(self, event: ev.MeetingEvent) -> None:
        self.do(event)

    @rule(seconds=st.integers(-100_000, 100_000))
    def the_clock_jumps(self, seconds: int) -> None:
        self.clock.now = max(
            dt.datetime(2010, 7, 1, tzinfo=BEIJING),
            min(
                dt.datetime(2010, 8, 1, tzinfo=BEIJING),
                self.clock.now + dt.timedelta(seconds=seconds),
            ),
        )

    @rule()
    def restart(self) -> None:
        """The program is started again: the very same meeting."""
        meeting, head = self.live.meeting, self.live.head
        self.journal.close()
        self.journal = Journal.open(self.folder / "siquan.db")
        self.live = Live(self.journal, VILLAGE, BOOK, self.clock)
        assert (self.live.meeting, self.live.head) == (meeting, head)

    # --- taking back ---------------------------------------------------------------

    @rule()
    def strike_newest(self) -> None:
        """Restores all that was before the entry, but for the record itself."""
        newest = newest_strikable(self.live.meeting)
        if newest is None:
            with pytest.raises(OutOfOrder):
                chair.strike_newest(self.live.meeting)
            return
        struck_before = self.live.meeting.struck
        expected = self.before[newest - 1]
        # Strikes made since that entry took back earlier ones: those stay struck.
        since = struck_before - expected.struck - set(range(newest, self.live.meeting.seq + 1))
        assert self.build(chair.strike_newest)
        assert self.live.meeting.struck == struck_before | {newest}
        if not since:
            assert bare(self.live.meeting) == bare(expected)

    @rule(data=st.data())
    def strike_any(self, data: st.DataObject) -> None:
        """Admitted exactly where every later entry would have been admitted without it."""
        meeting = self.live.meeting
        # The one before the newest oftener: what relies on it stands right behind it.
        counting = [
            entry.seq
            for entry in meeting.entries
            if entry.seq not in meeting.struck and not isinstance(entry.event, ev.Struck)
        ]
        seq = data.draw(st.sampled_from(counting[-2:]) | st.integers(1, meeting.seq))
        target = meeting.entries[seq - 1].event
        done = self.do(ev.Struck(seq))
        if (
            seq in meeting.struck
            or isinstance(target, ev.Struck | ev.Convened)
            or behind_result(meeting, seq)
        ):
            assert not done
            return
        assert done is self.stands_without(meeting, seq)
        if done:
            without = [each for each in meeting.entries if each.seq != seq]
            alone = fold(without)
            assert bare(self.live.meeting).phase == alone.phase
            assert self.live.meeting.presence == alone.presence
            assert self.live.meeting.items == alone.items

    @staticmethod
    def stands_without(meeting: Meeting, seq: int) -> bool:
        """Played again from the first entry, by admit alone."""
        from siquan_tui.meeting.admit import admit
        from siquan_tui.meeting.apply import advance

        again = Meeting(struck=meeting.struck | {seq})
        for entry in meeting.entries:
            if entry.seq not in again.struck and not isinstance(entry.event, ev.Struck):
                try:
                    admit(again, entry.event, entry.at)
                except OutOfOrder:
                    return False
            again = advance(again, entry)
        return True

    @precondition(lambda self: any(each.verdict for each in self.live.meeting.divisions))
    @rule(data=st.data())
    def correct(self, data: st.DataObject) -> None:
        """Every division that froze the seat wrongly is flagged, and no other."""
        meeting = self.live.meeting
        seat = data.draw(st.integers(1, SEATS))
        try:
            event = chair.correct(meeting, seat, "看错了人")
        except OutOfOrder as refusal:
            insist_worded(refusal)
            return
        following = next(
            (
                entry.seq
                for entry in meeting.entries[event.entry :]
                if entry.seq not in meeting.struck and touches(entry.event, seat)
            ),
            meeting.seq + 1,
        )
        if not self.do(event):
            return
        for was, now in zip(meeting.divisions, self.live.meeting.divisions, strict=True):
            wrong = (
                event.entry < was.entry < following
                and not was.annulled
                and (seat in was.present) is not event.present
            )
            assert now.flags == ((*was.flags, meeting.seq + 1) if wrong else was.flags)
        if following == meeting.seq + 1:
            here = self.live.meeting.presence[seat].attendance is Attendance.PRESENT
            assert here is event.present

    @precondition(lambda self: any(each.flags for each in self.live.meeting.divisions))
    @rule(confirm=st.booleans())
    def settle_flag(self, confirm: bool) -> None:
        flagged = next(each for each in self.live.meeting.divisions if each.flags)
        if not self.live.meeting.adjourned:
            assert not self.do(ev.Adjourned())
        settle = ev.Confirmed if confirm else ev.Annulled
        if self.do(settle(flagged.number, "核对过了")):
            assert not self.live.meeting.divisions[flagged.number - 1].flags

    # --- what always holds ---------------------------------------------------------

    @invariant()
    def stored_entries_fold_to_the_live_meeting(self) -> None:
        records = self.journal.records(VILLAGE, BOOK)
        assert fold(map(entry_of, records)) == self.live.meeting
        assert len(self.before) == len(records)
        if records:
            assert records[-1].digest == self.live.head

    @invariant()
    def the_list_of_meetings_says_the_same(self) -> None:
        for summary in self.journal.meetings():
            assert summary.phase is self.live.meeting.phase

    @invariant()
    def hands_add_up(self) -> None:
        for division in self.live.meeting.divisions:
            self.insist_sums(division)
        carried = {
            each.number
            for each in self.live.meeting.divisions
            if each.verdict and each.verdict.outcome is Outcome.CARRIED
        }
        assert {each.division for each in self.live.meeting.resolutions} <= carried

    def insist_sums(self, division: Division) -> None:
        voting = {size.bench: size.voting for size in division.benches}
        for count in division.counts:
            for bench, size in voting.items():
                tallied = sum(n for (b, _), n in count.figures.items() if b is bench)
                assert tallied <= size
            for hands in count.hands:
                assert sum(hands.of(side) for side in Side) == voting[hands.bench]
        if division.verdict is not None:
            assert settled(division, second_count=self.live.meeting.second_count) is not None


def touches(event: ev.MeetingEvent, seat: int) -> bool:
    """Whether an entry says where the person of that seat is."""
    match event:
        case ev.Arrived() | ev.Left():
            return seat in event.seats
        case ev.Excused() | ev.Corrected():
            return event.seat == seat
        case _:
            return False


TestMeeting = MeetingMachine.TestCase
TestMeeting.settings = settings(
    max_examples=20,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
