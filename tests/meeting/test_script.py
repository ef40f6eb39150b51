"""The sentence the chair says follows the state, step by step."""

from __future__ import annotations

from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.doubt import in_doubt, vote_in_doubt
from siquan_tui.meeting.drafts import draft_resolution
from siquan_tui.meeting.script import script
from siquan_tui.rules.figures import Side
from siquan_tui.words import say
from tests.meeting.hall import Hall, roll


def said(hall: Hall) -> str:
    return say(script(hall.meeting))


def test_the_script_goes_through_a_whole_meeting() -> None:
    hall = Hall()
    hall.convene()
    assert said(hall).startswith("议程还没有写")
    hall.list_item()
    assert "会议马上开始" in said(hall)
    hall.open()
    hall.do(chair.arrive(hall.meeting, *range(1, 11)))
    assert "还差 2 人" in said(hall)
    hall.do(chair.everyone_arrives(hall.meeting))
    assert "应到 17 人" in said(hall)
    assert "符合法定人数" in said(hall)
    assert "自来水工程" in said(hall)
    hall.do(chair.take_item(hall.meeting, 1))
    assert "审议“自来水工程”" in said(hall)
    hall.divide()
    for side, call in zip(Side, ("同意的", "反对的", "弃权的", "没有举手的"), strict=True):
        assert call in said(hall)
        hall.do(chair.tally(hall.meeting, ev.Bench.HALL, side, 16 if side is Side.FOR else 0))
    assert "1 位没有计入" in said(hall)
    hall.do(chair.tally(hall.meeting, ev.Bench.HALL, Side.AGAINST, 1))
    assert "核对：赞成 16，反对 1，弃权 0，未表态 0" in said(hall)
    hall.do(chair.close_count(hall.meeting))
    assert "宣布表决结果" in said(hall)
    hall.do(chair.announce(hall.meeting))
    assert "赞成 16 票，反对 1 票" in said(hall)
    assert "通过！" in said(hall)
    hall.do(draft_resolution(hall.meeting, hall.division, 2010, 1))
    assert "宣读决议：关于自来水工程的决议" in said(hall)
    hall.do(ev.ItemClosed(1))
    assert "议完" in said(hall)
    hall.do(ev.Adjourned())
    assert "散会" in said(hall)


def test_what_was_not_dealt_with_is_not_said_to_be_done() -> None:
    hall = Hall()
    hall.convene()
    hall.list_item()
    hall.list_item("财务公开")
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 1))
    hall.do(ev.Adjourned())
    assert "财务公开留待下次会议" in said(hall)
    assert "已经完成" not in said(hall)


def test_a_defeat_is_not_announced_as_carried() -> None:
    hall = Hall()
    hall.sit()
    hall.vote(11, 6, 0, 0)
    assert "没有通过" in said(hall)


def test_benches_are_called_one_after_the_other() -> None:
    hall = Hall()
    hall.sit("siquan-2010", "organic-law-2010", lines=roll(17, committee=2))
    hall.divide()
    assert said(hall).startswith("先请村民代表")
    hall.hands(17, 0, 0, 0, bench=ev.Bench.REPRESENTATIVES)
    assert said(hall).startswith("再请不是代表的村委会成员")


def test_unequal_counts_ask_for_the_hands_again() -> None:
    hall = Hall()
    hall.sit()
    hall.divide()
    hall.count(12, 5, 0, 0)
    hall.do(chair.order_recount(hall.meeting))
    hall.count(11, 6, 0, 0)
    assert "两次点的数不一样" in said(hall)


def test_a_vote_in_doubt_is_not_announced_as_carried() -> None:
    hall = Hall()
    hall.sit()
    hall.vote(12, 5, 0, 0)
    hall.do(chair.correct(hall.meeting, 3, "看错了人"))
    doubt = "第 1 次表决的签到有更正。更正后实到 16 人：多出 1 票，不知是谁的；"
    short = "四权四制需 12 票，可能只有 11 票，差 1 票。请会议确认"
    assert said(hall).startswith(doubt + short)
    assert "通过！" not in said(hall)
    hall.do(ev.ItemClosed(1))
    assert said(hall).startswith(doubt), "nor between two items"
    hall.do(ev.Confirmed(1, "他反对，不影响结果"))
    assert "议完" in said(hall)
    assert in_doubt(hall.meeting, hall.division) is None


def test_what_a_correction_makes_of_the_thresholds() -> None:
    hall = Hall()
    hall.sit()
    hall.vote(16, 1, 0, 0)
    assert in_doubt(hall.meeting, hall.division) is None
    hall.do(chair.correct(hall.meeting, 3, "看错了人"))
    assert doubted(hall) == "更正后实到 16 人：多出 1 票，不知是谁的；各项门槛仍然达到"
    assert vote_in_doubt(hall.meeting) == hall.division
    hall.do(ev.Annulled(1, "看错了人"))
    assert vote_in_doubt(hall.meeting) is None


def test_without_a_quorum_as_corrected_that_is_said() -> None:
    hall = Hall()
    hall.convene()
    hall.list_item()
    hall.open()
    hall.do(chair.arrive(hall.meeting, *range(1, 13)))
    hall.do(chair.take_item(hall.meeting, 1))
    hall.vote(12, 0, 0, 0)
    hall.do(chair.correct(hall.meeting, 3, "看错了人"))
    assert doubted(hall).endswith("不知是谁的；四权四制法定人数需 12 人，差 1 人")


def test_of_a_defeat_and_of_somebody_not_counted() -> None:
    hall = Hall()
    hall.convene()
    hall.list_item()
    hall.open()
    hall.do(chair.arrive(hall.meeting, *range(1, 17)))
    hall.do(chair.take_item(hall.meeting, 1))
    hall.vote(11, 5, 0, 0)
    hall.do(chair.correct(hall.meeting, 17, "没有签到"))
    assert doubted(hall) == "更正后实到 17 人：有 1 人没有计票；结果不变"


def doubted(hall: Hall) -> str:
    found = in_doubt(hall.meeting, hall.division)
    assert found is not None
    return say(found)
