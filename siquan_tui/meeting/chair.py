"""What the chair does, made into events. No screen computes one by itself.

Each builder takes the meeting as it stands and what the chair chose; it fills in what
follows from the state. ``admit`` checks the result again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from siquan_tui.meeting import events as ev
from siquan_tui.meeting.electorate import entitled_seats
from siquan_tui.meeting.figures import complete, live_verdict, remaining, settled
from siquan_tui.meeting.order import refuse, standing_division
from siquan_tui.meeting.order_division import hands_of, unsettled
from siquan_tui.meeting.record import said_present, seats_of
from siquan_tui.meeting.roll import RollLine
from siquan_tui.meeting.state import Attendance, Division, Item, Meeting
from siquan_tui.meeting.strike import behind_result, newest_strikable
from siquan_tui.meeting.tellers import teller_of
from siquan_tui.message import message
from siquan_tui.rules.check import Outcome, hangs_on
from siquan_tui.rules.figures import Side

NARROW = 2
"""A second count is proposed when the verdict hangs on this many hands or fewer."""


def add_item(meeting: Meeting, proposal: ev.Proposal) -> ev.ItemAdded:
    """List a new item at the end of the agenda."""
    return ev.ItemAdded(len(meeting.items) + 1, proposal)


def open_meeting(
    meeting: Meeting, roll: Sequence[RollLine], rules: Sequence[ev.RuleText], reason: str = ""
) -> ev.Opened:
    """Open the meeting: freeze the roll, the agenda and the rule sets' texts."""
    return ev.Opened(tuple(roll), meeting.agenda, tuple(rules), reason)


def arrive(meeting: Meeting, *seats: int) -> ev.Arrived:
    """Sign in (签到)."""
    return ev.Arrived(seats)


def everyone_arrives(meeting: Meeting) -> ev.Arrived:
    """Sign in every filled seat that is neither present nor excused; exceptions follow.

    Raises OutOfOrder when there is nobody left to sign in.
    """
    missing = tuple(
        line.seat
        for line in meeting.roll
        if not line.vacant and meeting.presence_of(line.seat).attendance is Attendance.ABSENT
    )
    if not missing:
        refuse(message("没有人等着签到。"), message("请假的人到会了，请单独签到。"))
    return ev.Arrived(missing)


def leave(meeting: Meeting, *seats: int) -> ev.Left:
    """Leave the room (离场)."""
    return ev.Left(seats)


def toggle_presence(meeting: Meeting, seat: int) -> ev.Arrived | ev.Left:
    """Sign in who is not in the room, sign out who is."""
    here = meeting.presence_of(seat).attendance is Attendance.PRESENT
    return ev.Left((seat,)) if here else ev.Arrived((seat,))


def excuse(meeting: Meeting, seat: int, reason: str = "") -> ev.Excused:
    """Ask leave (请假)."""
    return ev.Excused(seat, reason)


def correct(meeting: Meeting, seat: int, reason: str) -> ev.Corrected:
    """Correct the seat's last attendance entry that lies behind a result; for somebody who
    had not signed in by then, the absence since the opening.

    Raises OutOfOrder when no result lies behind: then it can simply be struck or recorded.
    """
    for entry in reversed(meeting.entries):
        if entry.seq in meeting.struck:
            continue
        if not behind_result(meeting, entry.seq):
            if isinstance(entry.event, ev.Corrected) and entry.event.seat == seat:
                break
            continue
        if isinstance(entry.event, ev.Opened):
            return ev.Corrected(entry.seq, seat, True, reason)
        if seat not in seats_of(entry.event):
            continue
        return ev.Corrected(entry.seq, seat, not said_present(entry.event), reason)
    refuse(
        message("{seat} 号没有需要更正的记录。", seat=seat),
        message("直接签到、离场，或划去最近一条。"),
    )


def take_item(meeting: Meeting, item: int, reason: str = "") -> ev.ItemTaken:
    """Put an item before the assembly."""
    return ev.ItemTaken(item, reason)


def next_item(meeting: Meeting) -> int | None:
    """Number of the first item on the agenda that is still to be dealt with."""
    left = (item.number for item in items_left(meeting) if item.number != meeting.current)
    return next(left, None)


def counted_by_hands(meeting: Meeting) -> tuple[ev.Bench, Side] | None:
    """The figure that was being counted hand by hand when the record ends: its last two
    entries set it, one hand apart. None where figures were typed."""
    match [entry.event for entry in meeting.entries[-2:]]:
        case [ev.Tallied() as one, ev.Tallied() as other] if (
            one.division,
            one.count,
            one.bench,
            one.side,
        ) == (other.division, other.count, other.bench, other.side) and abs(
            one.figure - other.figure
        ) == 1:
            return other.bench, other.side
    return None


def items_left(meeting: Meeting) -> tuple[Item, ...]:
    """Items on the agenda that are not dealt with: whose round has no vote that stands, and
    which were not ended (听取完毕) either. The one before the assembly is among them."""
    return tuple(
        item
        for item in meeting.items
        if not item.withdrawn and not item.closed and standing_division(meeting, item) is None
    )


def item_due(meeting: Meeting) -> int | None:
    """Number of the item the chair deals with now: the one before the assembly as long as
    it has no result, else the next one on the agenda; None when all are dealt with."""
    item = meeting.item(meeting.current)
    if item is not None and standing_division(meeting, item) is None:
        return item.number
    return next_item(meeting)


def recused_before(meeting: Meeting, item: int) -> frozenset[int]:
    """Seats recused (回避) in the item's last division, whether it was annulled, superseded or
    stands, as far as they could vote now: what to begin with when it is voted on anew."""
    before = [each.recused for each in meeting.divisions if each.item == item]
    return frozenset(before[-1] if before else ()) & frozenset(entitled_seats(meeting))


def open_division(
    meeting: Meeting,
    item: int,
    recused: Iterable[int] | None = None,
    method: ev.Method = ev.Method.HANDS,
) -> ev.DivisionOpened:
    """Open a division: freeze who is entitled. ``recused`` is None where the chair chose
    nobody and unticked nobody: then those of the item's last division are."""
    if recused is None:
        recused = recused_before(meeting, item)
    away = tuple(sorted(set(recused)))
    put = meeting.item(item)
    return ev.DivisionOpened(
        division=len(meeting.divisions) + 1,
        item=item,
        round=put.round.number if put is not None else 1,
        method=method,
        entitled=entitled_seats(meeting, away),
        recused=away,
    )


def tally(meeting: Meeting, bench: ev.Bench, side: Side, figure: int) -> ev.Tallied:
    """Set one figure of the count under way."""
    division = _under_way(meeting)
    return ev.Tallied(division.number, division.count.number, bench, side, figure)


def one_hand(meeting: Meeting, bench: ev.Bench, side: Side, step: int = 1) -> ev.Tallied:
    """One hand more (or, with ``step=-1``, less) on a side. Raises OutOfOrder below 0."""
    division = _under_way(meeting)
    figure = division.count.figures.get((bench, side), 0) + step
    if figure < 0:
        refuse(message("已经是 0 票，不能再减。"), message("从有票的一项里减。"))
    return ev.Tallied(division.number, division.count.number, bench, side, figure)


def tally_rest(meeting: Meeting, bench: ev.Bench, side: Side = Side.UNEXPRESSED) -> ev.Tallied:
    """Put all hands not yet counted on a side, the unexpressed by default."""
    division = _under_way(meeting)
    rest = remaining(division, division.count, bench)
    figure = division.count.figures.get((bench, side), 0) + rest
    return ev.Tallied(division.number, division.count.number, bench, side, figure)


def name_tellers(
    meeting: Meeting, tellers: Iterable[str], scrutineers: Iterable[str] = ()
) -> ev.TellersNamed:
    """Name who counts, in that order, and who watches the count; fields left empty fall out.

    Raises OutOfOrder when nobody is left to count.
    """
    counting = tuple(filter(None, tellers))
    if not counting:
        refuse(message("没有写计票人。"), message("至少推选一名计票人。"))
    return ev.TellersNamed(counting, tuple(filter(None, scrutineers)))


def close_count(meeting: Meeting, teller: str = "") -> ev.Counted:
    """Close the count under way with the figures tallied (核对完毕), in the name of
    ``teller`` or of the one whose turn it is."""
    division = _under_way(meeting)
    hands = tuple(hands_of(division.count, size.bench) for size in division.benches)
    number = division.count.number
    return ev.Counted(division.number, number, hands, teller or teller_of(division, number))


def recount_reason(meeting: Meeting, division: Division) -> ev.CountReason | None:
    """Why the division should be counted again now; None when nothing asks for it.

    The setting and unequal counts demand it; a verdict that hangs on two hands or fewer
    only proposes it.
    """
    if not division.open or not division.count.closed:
        return None
    if settled(division, second_count=meeting.second_count) is None:
        first = len(division.counts) == 1
        return ev.CountReason.SETTING if first else ev.CountReason.UNEQUAL
    judged = live_verdict(meeting, division)
    if len(division.counts) == 1 and 0 < hangs_on(judged) <= NARROW:
        return ev.CountReason.NARROW
    return None


def order_recount(meeting: Meeting, reason: ev.CountReason | None = None) -> ev.RecountOrdered:
    """Count again, blind; for the reason the state gives, or because of a doubt."""
    division = _under_way(meeting)
    why = reason or recount_reason(meeting, division) or ev.CountReason.DOUBT
    return ev.RecountOrdered(division.number, why)


def announce(meeting: Meeting) -> ev.Announced:
    """Announce the verdict of the division under way, as its settled count makes it."""
    division = _under_way(meeting)
    stands = settled(division, second_count=meeting.second_count)
    if stands is None:
        refuse(unsettled(division), message("计数一致并核对完毕后才能宣布。"))
    return ev.Announced(division.number, live_verdict(meeting, division, stands))


def undrawn(meeting: Meeting) -> tuple[Division, ...]:
    """Divisions that carried and whose resolution can be drawn now."""
    drawn = {each.division for each in meeting.resolutions}
    return tuple(
        each
        for each in meeting.divisions
        if each.verdict is not None
        and each.verdict.outcome is Outcome.CARRIED
        and not each.annulled
        and not each.superseded
        and not each.flags
        and each.number not in drawn
    )


def strike_newest(meeting: Meeting) -> ev.Struck:
    """Strike the newest entry. Raises OutOfOrder when a result stands before it."""
    newest = newest_strikable(meeting)
    if newest is None:
        refuse(
            message("没有可以划去的记录。"),
            message("结果宣布之后，签到有误请用更正，表决有误请作废后重新表决。"),
        )
    return ev.Struck(newest)


def ready_to_close(division: Division) -> bool:
    """The count under way is complete and waits for Enter."""
    return not division.count.closed and complete(division, division.count)


def _under_way(meeting: Meeting) -> Division:
    division = meeting.division_under_way
    if division is None:
        refuse(message("现在没有表决在进行。"), message("先进入议题，再开始表决（F4）。"))
    return division
