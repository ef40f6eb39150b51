from __future__ import annotations

from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.electorate import room
from siquan_tui.meeting.figures import signatures_needed, standing
from siquan_tui.meeting.turnout import division_room, turnout
from siquan_tui.rules.rulebook import Rulebook
from tests.meeting.hall import Hall, roll


def seated(*rules: str) -> Hall:
    """Seats 1 to 17, the last vacant, and a committee member in 18; 15 is on leave, 14 is
    not there, one attendee is in the room and one came and went."""
    hall = Hall()
    hall.convene(*rules)
    hall.list_item()
    hall.open(roll(17, committee=1, vacant=1))
    hall.do(chair.excuse(hall.meeting, 15, "外出"))
    hall.do(ev.Arrived((*range(1, 14), 16, 18)))
    hall.do(ev.AttendeeCame("包村干部"))
    hall.do(ev.AttendeeCame("记者"))
    hall.do(ev.AttendeeLeft("记者"))
    hall.do(chair.take_item(hall.meeting, 1, "试"))
    return hall


def test_a_division_keeps_the_room_it_was_taken_in() -> None:
    hall = seated()
    hall.divide(3)
    kept = division_room(hall.meeting, hall.division)
    assert (kept.figures.seats, kept.figures.filled, kept.figures.present) == (17, 16, 14)
    assert (kept.figures.recused, kept.figures.voting) == (1, 13)
    assert (kept.excused, kept.absent, kept.vacant, kept.attendees) == (1, 1, 1, 1)
    hall.do(chair.arrive(hall.meeting, 15))
    hall.do(chair.excuse(hall.meeting, 14))
    hall.do(ev.AttendeeLeft("包村干部"))
    assert division_room(hall.meeting, hall.division) == kept


def test_the_widest_electorate_is_counted() -> None:
    hall = seated("siquan-2010", "organic-law-2010")
    hall.divide()
    kept = division_room(hall.meeting, hall.division)
    assert (kept.figures.seats, kept.figures.present, kept.excused, kept.absent) == (18, 15, 1, 1)


def test_whoever_came_has_come() -> None:
    hall = seated()
    hall.do(chair.leave(hall.meeting, 1))
    hall.do(chair.leave(hall.meeting, 2))
    hall.do(chair.excuse(hall.meeting, 2))
    whole = turnout(hall.meeting)
    assert [line.seat for line in whole.came] == [*range(1, 14), 16]
    assert [line.seat for line in whole.excused] == [15]
    assert [line.seat for line in whole.absent] == [14]
    assert [line.seat for line in whole.vacant] == [17]
    assert [line.seat for line in turnout(hall.meeting, everybody=True).came][-1] == 18


def test_panel_and_division_say_the_same_of_the_same_room() -> None:
    hall = seated()
    hall.divide()
    now, kept = standing(hall.meeting), division_room(hall.meeting, hall.division)
    assert (now.seats, now.filled, now.present) == (
        kept.figures.seats,
        kept.figures.filled,
        kept.figures.present,
    )
    assert (now.excused, now.absent, now.attendees) == (kept.excused, kept.absent, kept.attendees)
    assert now.present + now.excused + now.absent == now.filled


def test_signatures_are_a_share_of_their_own_electorate() -> None:
    lines = roll(18, committee=3)
    charter, statute = (Rulebook().get(each) for each in ("siquan-2010", "organic-law-2010"))
    everybody = frozenset(line.seat for line in lines)
    assert signatures_needed(charter, room(lines, charter.electorate, everybody)) == 12
    assert signatures_needed(statute, room(lines, statute.electorate, everybody)) is None
