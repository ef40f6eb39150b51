"""Events of any kind with anything in them, legal by chance only."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from siquan_tui.meeting import events as ev
from siquan_tui.rules.figures import Side
from tests.journal.sitting import convened, proposal

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
