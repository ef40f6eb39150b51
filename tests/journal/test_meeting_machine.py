"""Random legal and illegal events, driven through Live onto a real file.

After every step the stored entries fold to the live meeting; a refusal has a sentence and
stored nothing; a strike restores what was before; every result is what the hands of the
people in the room make it, and was voted on the words that were put.
"""

from __future__ import annotations

import datetime as dt

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from siquan_tui.journal.entries import entry_of
from siquan_tui.journal.journal import Journal
from siquan_tui.journal.live import Live
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.apply import fold
from siquan_tui.meeting.drafts import draft_text
from siquan_tui.meeting.figures import settled
from siquan_tui.meeting.roll import Capacity
from siquan_tui.meeting.state import Division
from siquan_tui.rules.figures import Side
from siquan_tui.rules.model import Electorate, RuleSet
from tests.journal.machine_chair import ChairMachine
from tests.journal.machine_taking_back import TakingBack
from tests.journal.raw_events import raw_events
from tests.journal.sitting import BEIJING, BOOK, VILLAGE
from tests.rules.cases import shares
from tests.rules.oracle import Case, outcome


class MeetingMachine(ChairMachine, TakingBack):
    """The chair, the one who takes back, and anything at all; and what always holds."""

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

    @invariant()
    def results_are_those_of_the_people_in_the_room(self) -> None:
        """Every announced result, worked out again apart from the program."""
        for division in self.live.meeting.divisions:
            if division.verdict is None:
                continue
            cases = [(each, self.case(division, each)) for each in self.live.meeting.rules]
            ends = {
                outcome(shares(rules.quorum), shares(rules.passing), case) for rules, case in cases
            }
            assert "open" not in ends
            expected = next(each for each in ("inquorate", "defeated", "carried") if each in ends)
            assert division.verdict.outcome == expected

    def case(self, division: Division, rules: RuleSet) -> Case:
        """Who was there and how they voted, of those this rule set counts."""
        everybody = rules.electorate is Electorate.MEMBERS
        counted = {
            line.seat
            for line in self.live.meeting.roll
            if everybody or line.capacity is not Capacity.COMMITTEE
        }
        hands = [
            each
            for each in division.count.hands
            if everybody or each.bench is not ev.Bench.COMMITTEE
        ]
        return Case(
            seats=len(counted),
            filled=len(counted),
            present=len(counted & division.present),
            recused=len(counted.intersection(division.recused)),
            votes_for=sum(each.for_ for each in hands),
            against=sum(each.against for each in hands),
            neither=sum(each.abstain + each.unexpressed for each in hands),
        )

    @invariant()
    def what_was_voted_is_what_was_put(self) -> None:
        """The words are the last ones given to the item before the vote, in its round, and
        the item was taken after they were given."""
        meeting = self.live.meeting
        for division in meeting.divisions:
            before = [
                entry
                for entry in meeting.entries[: division.entry - 1]
                if entry.seq not in meeting.struck
                and getattr(entry.event, "item", 0) == division.item
            ]
            worded = [e for e in before if isinstance(e.event, WORDED)]
            taken = [e for e in before if isinstance(e.event, ev.ItemTaken)]
            assert isinstance(worded[-1].event, WORDED)
            assert division.proposal == worded[-1].event.proposal
            assert taken[-1].seq > worded[-1].seq
            assert division.round == sum(not isinstance(e.event, ev.ItemAmended) for e in worded)
            if division.verdict is not None:
                assert division.proposal.title in draft_text(meeting, division)


WORDED = ev.ItemAdded | ev.ItemAmended | ev.RoundAdded

TestMeeting = MeetingMachine.TestCase
TestMeeting.settings = settings(
    max_examples=20,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
