"""Who counts the hands, who watches the count, and whose name each count bears."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.admit import OutOfOrder, admit_stored
from siquan_tui.meeting.apply import apply
from siquan_tui.meeting.replay import first_disorder
from siquan_tui.meeting.script import script
from siquan_tui.words import say
from tests.meeting.hall import Hall, roll


@pytest.fixture
def hall() -> Hall:
    made = Hall()
    made.sit()
    return made


def name(hall: Hall, *tellers: str, watching: tuple[str, ...] = ()) -> None:
    hall.do(chair.name_tellers(hall.meeting, tellers, watching))


def test_each_count_takes_the_next_tellers_name(hall: Hall) -> None:
    name(hall, "代表3", "代表5", watching=("代表7",))
    hall.divide()
    assert "请监票人" not in say(script(hall.meeting))
    hall.hands(9, 8, 0, 0)
    assert say(script(hall.meeting)).startswith("请监票人 代表7、计票人 代表3 核对：赞成 9")
    hall.do(chair.close_count(hall.meeting))
    hall.do(chair.order_recount(hall.meeting))
    hall.count(8, 9, 0, 0)
    hall.do(chair.order_recount(hall.meeting))
    hall.count(8, 9, 0, 0)
    assert [each.teller for each in hall.division.counts] == ["代表3", "代表5", "代表3"]
    assert hall.division.scrutineers == ("代表7",)


def test_the_only_teller_does_not_count_twice(hall: Hall) -> None:
    """Another person has to; who that was is written by hand."""
    name(hall, "代表3")
    hall.divide()
    hall.count(9, 8, 0, 0)
    hall.do(chair.order_recount(hall.meeting))
    hall.count(9, 8, 0, 0)
    assert [each.teller for each in hall.division.counts] == ["代表3", ""]


def test_without_tellers_the_counts_bear_no_name(hall: Hall) -> None:
    hall.divide()
    hall.hands(9, 8, 0, 0)
    assert say(script(hall.meeting)).startswith("请监票人、计票人核对：")
    hall.do(chair.close_count(hall.meeting))
    assert hall.division.count.teller == ""


def test_the_second_teller_is_called_by_name() -> None:
    hall = Hall()
    hall.sit(second_count=True)
    name(hall, "代表3", "代表5")
    hall.divide()
    hall.count(9, 8, 0, 0)
    assert say(script(hall.meeting)) == "现在请计票人 代表5 再点一遍。"


def test_nobody_counts_or_watches_a_vote_he_is_recused_from(hall: Hall) -> None:
    name(hall, "代表3", "代表5", watching=("代表7",))
    hall.divide(3, 7)
    hall.count(9, 6, 0, 0)
    assert hall.division.count.teller == "代表5"
    assert hall.division.scrutineers == ()


def test_who_has_left_the_room_does_not_serve(hall: Hall) -> None:
    hall.do(ev.AttendeeCame("张三", "镇政府"))
    name(hall, "代表3", "代表5", watching=("张三",))
    hall.do(chair.leave(hall.meeting, 3))
    hall.do(ev.AttendeeLeft("张三"))
    hall.divide()
    hall.count(9, 7, 0, 0)
    assert hall.division.count.teller == "代表5"
    assert (hall.division.tellers, hall.division.scrutineers) == (("代表5",), ())


def test_of_two_people_of_one_name_one_in_the_room_is_enough() -> None:
    hall = Hall()
    lines = list(roll())
    lines[4] = replace(lines[4], name="代表3")
    hall.sit(lines=tuple(lines))
    hall.do(chair.leave(hall.meeting, 3))
    name(hall, "代表3")
    hall.divide()
    assert hall.division.tellers == ("代表3",)
    hall.do(ev.Annulled(1, "有人离场"))
    hall.do(chair.leave(hall.meeting, 5))
    hall.divide()
    assert hall.division.tellers == ()
    hall.do(ev.Annulled(2, "重新推选计票人"))
    with pytest.raises(OutOfOrder, match="不在会场"):
        name(hall, "代表3")


def test_where_none_of_those_named_serves_no_name_or_that_of_somebody_there(hall: Hall) -> None:
    name(hall, "代表3", watching=("代表7",))
    hall.do(chair.leave(hall.meeting, 6))
    hall.divide(3)
    hall.hands(9, 6, 0, 0)
    for nobody in ("代表3", "代表6", "代表7"):
        with pytest.raises(OutOfOrder, match=r"回避或者不在会场|是监票人"):
            hall.do(chair.close_count(hall.meeting, teller=nobody))
    hall.do(chair.close_count(hall.meeting))
    assert hall.division.count.teller == ""
    hall.do(chair.order_recount(hall.meeting))
    hall.hands(9, 6, 0, 0)
    hall.do(chair.close_count(hall.meeting, teller="代表4"))
    assert hall.division.count.teller == "代表4"


def test_a_named_teller_who_does_not_serve_leaves_the_count_to_the_other(hall: Hall) -> None:
    name(hall, "代表3", "代表5")
    hall.divide(3)
    hall.hands(9, 7, 0, 0)
    with pytest.raises(OutOfOrder, match="回避或者不在会场"):
        hall.do(chair.close_count(hall.meeting, teller="代表3"))


def test_who_comes_back_while_hands_are_counted_does_not_serve(hall: Hall) -> None:
    name(hall, "代表3", "代表5")
    hall.do(chair.leave(hall.meeting, 3))
    hall.divide()
    hall.do(chair.arrive(hall.meeting, 3))
    hall.hands(9, 7, 0, 0)
    with pytest.raises(OutOfOrder, match="回避或者不在会场"):
        hall.do(chair.close_count(hall.meeting, teller="代表3"))


def test_nobody_counts_twice_while_another_one_is_left() -> None:
    hall = Hall()
    hall.sit(second_count=True)
    name(hall, "代表3", "代表5")
    hall.divide()
    hall.count(9, 8, 0, 0)
    hall.do(chair.order_recount(hall.meeting))
    hall.hands(9, 8, 0, 0)
    with pytest.raises(OutOfOrder, match="已经点过一遍"):
        hall.do(chair.close_count(hall.meeting, teller="代表3"))
    hall.do(chair.close_count(hall.meeting))
    assert [each.teller for each in hall.division.counts] == ["代表3", "代表5"]


def test_the_one_who_has_just_counted_does_not_check_himself(hall: Hall) -> None:
    name(hall, "代表3")
    hall.divide()
    hall.count(9, 8, 0, 0)
    hall.do(chair.order_recount(hall.meeting))
    hall.hands(9, 8, 0, 0)
    with pytest.raises(OutOfOrder, match="刚刚点过一遍"):
        hall.do(chair.close_count(hall.meeting, teller="代表3"))


def test_a_record_kept_before_these_rules_stays_in_order(hall: Hall) -> None:
    """A teller who was recused, and one who had left, counted: it is read as it was stored,
    and a later entry of it can be taken back."""

    def stored(event: ev.MeetingEvent) -> None:
        entry = ev.Entry(hall.meeting.seq + 1, hall.now, event)
        admit_stored(hall.meeting, event, hall.now)
        hall.meeting = apply(hall.meeting, entry)

    name(hall, "代表3", "代表4")
    hall.do(chair.leave(hall.meeting, 4))
    hall.divide(3)
    hall.hands(9, 6, 0, 0)
    stored(chair.close_count(hall.meeting, teller="代表3"))
    hall.do(chair.order_recount(hall.meeting))
    hall.hands(9, 6, 0, 0)
    stored(chair.close_count(hall.meeting, teller="代表4"))
    assert [each.teller for each in hall.division.counts] == ["代表3", "代表4"]
    assert first_disorder(hall.meeting.entries) is None
    recount = next(e.seq for e in hall.meeting.entries if isinstance(e.event, ev.RecountOrdered))
    with pytest.raises(OutOfOrder, match="依赖"):
        hall.do(ev.Struck(recount))
    hall.do(ev.AttendeeCame("张三"))
    came = hall.meeting.seq
    hall.do(ev.AttendeeCame("李四"))
    hall.do(ev.Struck(came))
    hall.do(chair.announce(hall.meeting))


def test_who_attended_and_has_gone_is_not_named(hall: Hall) -> None:
    hall.do(ev.AttendeeCame("张三", "镇政府"))
    hall.do(ev.AttendeeLeft("张三"))
    with pytest.raises(OutOfOrder, match="不在会场"):
        name(hall, "代表3", watching=("张三",))


def test_a_later_naming_leaves_earlier_votes_as_they_were(hall: Hall) -> None:
    name(hall, "代表3", watching=("代表7",))
    hall.divide()
    with pytest.raises(OutOfOrder, match="正在表决"):
        name(hall, "代表5")
    hall.count(9, 8, 0, 0)
    hall.do(chair.announce(hall.meeting))
    name(hall, "代表5")
    assert hall.meeting.tellers == ("代表5",)
    assert (hall.division.tellers, hall.division.scrutineers) == (("代表3",), ("代表7",))
    hall.do(chair.strike_newest(hall.meeting))
    assert hall.meeting.tellers == ("代表3",)


def test_a_count_in_the_name_of_somebody_else_is_refused(hall: Hall) -> None:
    name(hall, "代表3")
    hall.divide()
    hall.hands(9, 8, 0, 0)
    with pytest.raises(OutOfOrder, match="不是这次表决的计票人"):
        hall.do(chair.close_count(hall.meeting, teller="代表4"))


@pytest.mark.parametrize(
    ("tellers", "watching", "said"),
    [
        ((), ("代表7",), "没有写计票人"),
        (("", ""), (), "没有写计票人"),
        (("代表3", "代表3"), (), "{name} 写了两次"),
        (("代表3",), ("代表3",), "{name} 写了两次"),
        ((" ",), (), "没有姓名"),
        (("代表4",), (), "{name} 不在会场"),
        (("代表3",), ("代表4",), "{name} 不在会场"),
    ],
)
def test_tellers_nobody_could_count_with(
    hall: Hall, tellers: tuple[str, ...], watching: tuple[str, ...], said: str
) -> None:
    hall.do(chair.leave(hall.meeting, 4))
    with pytest.raises(OutOfOrder, match=said):
        name(hall, *tellers, watching=watching)
    assert hall.meeting.tellers == ()


def test_somebody_who_is_not_on_the_roll_may_watch(hall: Hall) -> None:
    name(hall, "代表3", watching=("监督委员会某某",))
    assert hall.meeting.scrutineers == ("监督委员会某某",)


def test_a_meeting_that_counts_twice_needs_two() -> None:
    hall = Hall()
    hall.sit(second_count=True)
    with pytest.raises(OutOfOrder, match="只有一名计票人"):
        name(hall, "代表3")
    name(hall, "代表3", "代表5")


def test_they_are_named_by_an_assembly_that_sits() -> None:
    hall = Hall()
    hall.convene()
    hall.list_item()
    with pytest.raises(OutOfOrder, match="尚未开会"):
        name(hall, "代表3")
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    assert say(script(hall.meeting)).endswith(
        "请先推选计票人、监票人，再进行第一项议题：自来水工程。"
    )
    name(hall, "代表3")
    assert say(script(hall.meeting)).endswith("现在开会。第一项议题：自来水工程。")


def test_scrutineers_may_be_left_out() -> None:
    body = b'{"kind":"tellers_named","tellers":["\xe7\x94\xb2"]}'
    event = ev.decode(body)
    assert event == ev.TellersNamed(("甲",))
    assert ev.kind_of(event) == "tellers_named"
