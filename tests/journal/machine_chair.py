"""What the chair does, mostly in order: by chance alone hardly a meeting gets to a result."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.electorate import present_seats
from siquan_tui.rules.figures import Side
from siquan_tui.rules.rulebook import Rulebook
from tests.journal.machine_resolutions import Resolutions
from tests.journal.raw_events import SEATS, benches, numbers, seats, sides
from tests.journal.sitting import convened, proposal, roll

NOT_FOR = (Side.AGAINST, Side.ABSTAIN, Side.UNEXPRESSED)
COMMITTEE = 2
"""Seats of committee members who are no representatives, where two benches are counted."""


class ChairMachine(Resolutions):
    """``second``: counted twice; ``two``: two rule sets that count different people, and
    committee members in the room."""

    @initialize(
        second=st.booleans(),
        two=st.booleans(),
        start=st.sampled_from(["sitting", "voted", "resolved", "convened"]),
    )
    def convene(self, second: bool, two: bool, start: str) -> None:
        """By chance alone a meeting hardly ever gets to its first result."""
        rules = ("siquan-2010", "organic-law-2010") if two else ("siquan-2010",)
        self.lines = roll(SEATS, committee=COMMITTEE if two else 0)
        self.texts = tuple(ev.RuleText(each, Rulebook().text(each)) for each in rules)
        self.do(convened(second_count=second, rules=rules))
        if start != "convened":
            self.list_item()
            self.list_item()
            self.open()
            self.everyone()
            self.take()
        if start in ("voted", "resolved"):
            self.vote(against=1)
        if start == "resolved":
            self.try_to_draw(self.live.meeting.divisions[0])

    @precondition(lambda self: len(self.live.meeting.items) < 4)
    @rule()
    def list_item(self) -> None:
        self.build(lambda meeting: chair.add_item(meeting, proposal()))

    @precondition(lambda self: self.live.meeting.opened is None)
    @rule()
    def open(self) -> None:
        self.build(lambda meeting: chair.open_meeting(meeting, self.lines, self.texts, "因故"))

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
    @rule(against=st.integers(0, 3), recused=st.lists(seats, max_size=2, unique=True))
    def vote(self, against: int, recused: Sequence[int] = ()) -> None:
        """From the question to the result, as it goes when nothing comes between."""
        here = present_seats(self.live.meeting)
        away = [seat for seat in recused if seat in here]
        self.build(lambda meeting: chair.open_division(meeting, meeting.current, away))
        while self.live.meeting.division_under_way is not None:
            self.hands(against, 0, 0)
            assert self.build(chair.close_count)
            if not self.build(chair.announce):
                assert self.build(chair.order_recount)

    def hands(self, *others: int) -> None:
        """Bench by bench: so many against, abstaining and unexpressed as there are hands
        for, all the rest for."""
        division = self.live.meeting.division_under_way
        assert division is not None
        for bench, left in [(size.bench, size.voting) for size in division.benches]:
            for side, wanted in zip(NOT_FOR, others, strict=True):
                figure = min(wanted, left)
                left -= figure
                self.build(lambda meeting, b=bench, s=side, f=figure: chair.tally(meeting, b, s, f))
            self.build(lambda meeting, b=bench, f=left: chair.tally(meeting, b, Side.FOR, f))

    @property
    def can_vote(self) -> bool:
        meeting = self.live.meeting
        return bool(meeting.current) and meeting.division_under_way is None

    @precondition(lambda self: self.can_vote)
    @rule(matter=st.integers(1, 99))
    def amend_and_take_again(self, matter: int) -> None:
        """What is before the assembly is put in other words."""
        item = self.live.meeting.current
        if self.do(ev.ItemAmended(item, proposal(f"改为第{matter}号方案"))):
            assert self.live.meeting.current == 0
            self.build(lambda meeting: chair.take_item(meeting, item, "因故"))

    @precondition(lambda self: self.can_vote)
    @rule(item=numbers, reason=st.just("再议"))
    def again(self, item: int, reason: str) -> None:
        """A new round of an item that was voted on, taken at once."""
        if self.do(ev.RoundAdded(item, proposal("改后的工程"), reason)):
            for division in self.live.meeting.divisions:
                if division.superseded and division.verdict is not None:
                    self.try_to_rest_on(division)
            self.build(lambda meeting: chair.take_item(meeting, item, "因故"))

    @precondition(lambda self: self.live.meeting.opened is not None)
    @rule(recused=st.lists(seats, max_size=2, unique=True))
    def divide(self, recused: list[int]) -> None:
        self.build(lambda meeting: chair.open_division(meeting, meeting.current or 1, recused))

    @precondition(lambda self: self.live.meeting.division_under_way is not None)
    @rule(bench=benches, side=sides, step=st.sampled_from([1, 1, 1, -1]))
    def hand(self, bench: ev.Bench, side: Side, step: int) -> None:
        self.build(lambda meeting: chair.one_hand(meeting, bench, side, step))

    @precondition(lambda self: self.live.meeting.division_under_way is not None)
    @rule(others=st.tuples(*[st.integers(0, 2)] * 3))
    def count(self, others: tuple[int, int, int]) -> None:
        """A whole count, typed and closed."""
        self.hands(*others)
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
