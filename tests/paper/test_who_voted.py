"""Who came, went and came back, and whom a division therefore did not count, by name."""

from __future__ import annotations

import datetime as dt

from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.drafts import draft_resolution
from siquan_tui.meeting.state import Meeting
from siquan_tui.paper.data import minutes_paper
from siquan_tui.paper.fields import MinutesVote
from tests.meeting.hall import Hall, roll
from tests.paper.scenes import HEAD, carried, sitting, water_works, worded


def later(hall: Hall, minutes: int, event: ev.MeetingEvent) -> None:
    hall.now += dt.timedelta(minutes=minutes)
    hall.do(event)


def movements(meeting: Meeting) -> str:
    paper = minutes_paper(meeting, head_hex=HEAD)
    return {fact.label: fact.value for fact in paper.people}.get("中途进出", "")


def votes(meeting: Meeting) -> list[MinutesVote]:
    paper = minutes_paper(meeting, head_hex=HEAD)
    return [vote for item in paper.items for each in item.rounds for vote in each.votes]


def missed_one_vote() -> Hall:
    """5 leaves, misses the first vote and comes back before the second; 6 is on leave, 7
    recused in the first, 8 comes late and leaves again, 9 never comes."""
    hall = sitting(17, away=(6, 8, 9), roll=roll(17, vacant=1))
    later(hall, 4, ev.Left((5,)))
    later(hall, 1, ev.Arrived((8,)))
    hall.divide(7)
    hall.hands(12, 0, 0, 0)
    hall.do(chair.close_count(hall.meeting))
    hall.do(chair.announce(hall.meeting))
    hall.do(draft_resolution(hall.meeting, hall.division, 2010, 1))
    later(hall, 4, ev.Arrived((5,)))
    later(hall, 1, ev.Left((8,)))
    hall.do(ev.RoundAdded(1, water_works(text="改线。"), "走访后修改"))
    hall.do(chair.take_item(hall.meeting, 1, "已公示"))
    carried(hall, against=0, number=2)
    return hall


def test_an_absence_between_is_told() -> None:
    assert movements(missed_one_vote().meeting) == (
        "5号 代表5 9时04分离场，9时09分返回；8号 代表8 9时05分到会，9时10分离场"
    )


def test_every_vote_names_those_who_did_not_vote() -> None:
    first, second = votes(missed_one_vote().meeting)
    assert first.lines[:2] == (
        "9时05分开始表决，应到17人，到会13人，参加表决12人。",
        "未参加表决：请假6号 代表6；离场5号 代表5；缺席9号 代表9；回避7号 代表7；缺额17号。",
    )
    assert first.vote.notes[0].startswith("※")  # the recused are named once
    assert second.lines[1] == (
        "未参加表决：请假6号 代表6；离场8号 代表8；缺席9号 代表9；缺额17号。"
    )
    hall = sitting(17)
    hall.vote(17, 0, 0, 0)
    assert votes(hall.meeting)[0].lines[1] == "应到人员全部参加表决。"


def test_the_signature_grid_says_who_had_left_as_frozen() -> None:
    meeting = missed_one_vote().meeting
    first, second = (
        {cell.seat: cell.note for cell in worded(meeting, each).seats}
        for each in meeting.resolutions
    )
    assert {seat: first[seat] for seat in (5, 6, 7, 8, 9, 17)} == {
        5: "离场",
        6: "请假",
        7: "回避",
        8: "",
        9: "未到会",
        17: "缺额",
    }
    assert (second[5], second[8]) == ("", "离场")


def test_a_member_no_governing_rule_set_counts_is_not_missed() -> None:
    hall = sitting(0, roll=roll(17, committee=1), away=(18,))
    hall.vote(17, 0, 0, 0)
    assert votes(hall.meeting)[0].lines[1] == "应到人员全部参加表决。"


def test_a_corrected_entry_makes_no_coming_or_going() -> None:
    hall = sitting(17)
    later(hall, 2, ev.Left((4,)))
    hall.vote(16, 0, 0, 0)
    hall.do(chair.correct(hall.meeting, 4, "没有离开"))
    hall.do(chair.correct(hall.meeting, 3, "认错了人"))
    hall.do(ev.Confirmed(1, "仍达到门槛"))
    assert movements(hall.meeting) == ""
    hall.do(ev.RoundAdded(1, water_works(text="改线。"), "走访后修改"))
    hall.do(chair.take_item(hall.meeting, 1, "已公示"))
    hall.vote(16, 0, 0, 0)
    hall.do(chair.correct(hall.meeting, 4, "确实离开了"))
    assert movements(hall.meeting) == f"4号 {_name(hall, 4)} 9时02分离场"


def _name(hall: Hall, seat: int) -> str:
    line = hall.meeting.line(seat)
    assert line is not None
    return line.name


def test_a_recess_to_another_day_is_nobodys_leaving() -> None:
    hall = sitting(17)
    hall.do(ev.Recessed("走访农户"))
    hall.now += dt.timedelta(days=5)
    hall.do(ev.Resumed())
    hall.do(ev.Arrived(tuple(range(1, 16))))
    hall.divide()
    hall.hands(15, 0, 0, 0)
    hall.do(chair.close_count(hall.meeting))
    hall.do(chair.announce(hall.meeting))
    later(hall, 3, ev.Arrived((16,)))
    assert movements(hall.meeting) == (
        f"16号 {_name(hall, 16)} 7月27日9时03分返回；17号 {_name(hall, 17)} 9时00分休会后未再到会"
    )


def test_who_goes_in_a_recess_and_is_back_for_the_next_business_has_missed_nothing() -> None:
    hall = sitting(17)
    hall.do(ev.Recessed("午休"))
    later(hall, 2, ev.Left((2, 3, 4)))
    later(hall, 30, ev.Arrived((2, 3)))
    later(hall, 10, ev.Resumed())
    assert movements(hall.meeting) == f"4号 {_name(hall, 4)} 9时00分休会后未再到会"
    hall.vote(16, 0, 0, 0)
    later(hall, 1, ev.Arrived((4,)))
    assert movements(hall.meeting) == f"4号 {_name(hall, 4)} 9时43分返回"
