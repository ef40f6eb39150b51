"""What was lacking when an item was taken, and what was corrected afterwards, on both papers."""

from __future__ import annotations

import datetime as dt

from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.drafts import draft_resolution
from siquan_tui.meeting.state import Meeting
from siquan_tui.paper.data import MinutesPaper, minutes_paper
from siquan_tui.rules.figures import Side
from tests.meeting.hall import Hall, roll
from tests.paper.scenes import HEAD, carried, convene, sitting, water_works, worded

LATE = ev.Proposal(
    title="修建村卫生室",
    text="同意修建。",
    proposer=ev.Proposer.PETITION,
    petitioners=1,
    villagers=532,
    posting=ev.Posting(dt.date(2010, 7, 20), "村部"),
)
LACKING = (
    "审议时条件不足：公示满1天，四权四制要求3天；没有记录村党组织事先研究讨论（组织法2026）；"
    "四权四制没有规定由村民联名提出议题；村民联名1人，组织法2026要求54人，差53人。"
    "理由：汛期将至。"
)


def minutes(meeting: Meeting) -> MinutesPaper:
    return minutes_paper(meeting, head_hex=HEAD)


def on_resolution(meeting: Meeting, label: str) -> str:
    facts = worded(meeting, meeting.resolutions[-1]).facts
    return {fact.label: fact.value for fact in facts}.get(label, "")


def in_minutes(meeting: Meeting, label: str) -> str:
    facts = minutes(meeting).items[0].rounds[0].facts
    return {fact.label: fact.value for fact in facts}.get(label, "")


def vote_lines(meeting: Meeting, division: int) -> list[str]:
    found = [vote for item in minutes(meeting).items for each in item.rounds for vote in each.votes]
    return list(found[division - 1].lines)


def test_both_papers_say_what_an_item_lacked_and_why_it_was_taken() -> None:
    hall = Hall()
    convene(hall, "siquan-2010", "organic-law-2026")
    hall.do(chair.add_item(hall.meeting, LATE))
    hall.open(roll())
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 1, "汛期将至"))
    meeting, _ = carried(hall)
    assert on_resolution(meeting, "例外说明") == LACKING
    assert in_minutes(meeting, "例外说明") == LACKING


def test_what_was_mended_before_the_vote_was_not_lacking() -> None:
    """The minutes keep that it was first taken without; the vote lacked nothing."""
    hall = Hall()
    convene(hall, "siquan-2010", "organic-law-2026")
    hall.do(chair.add_item(hall.meeting, LATE))
    hall.open(roll())
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 1, "汛期将至"))
    hall.do(ev.ItemAmended(1, water_works()))
    hall.do(chair.take_item(hall.meeting, 1, "已补公示"))
    meeting, _ = carried(hall)
    assert on_resolution(meeting, "例外说明") == ""
    assert in_minutes(meeting, "例外说明") == f"{LACKING}已补公示。"


def test_an_item_that_lacked_nothing_has_nothing_to_explain() -> None:
    meeting, _ = carried(sitting(17))
    assert on_resolution(meeting, "例外说明") == ""
    assert on_resolution(meeting, "开会说明") == ""
    assert on_resolution(meeting, "到会更正") == ""


def test_what_a_later_round_lacks_does_not_touch_the_earlier_resolution() -> None:
    hall = sitting(17)
    carried(hall)
    hall.do(ev.RoundAdded(1, LATE, "走访后修改"))
    hall.do(chair.take_item(hall.meeting, 1, "汛期将至"))
    assert on_resolution(hall.meeting, "例外说明") == ""


def test_both_papers_say_what_the_call_of_the_meeting_lacked() -> None:
    meeting, _ = carried(sitting(17, "siquan-2010", "organic-law-2026"))
    told = on_resolution(meeting, "开会说明")
    assert told.startswith("开会时条件不足：组织法2026当天不在施行期内")
    assert told.endswith("。理由：演练。")
    assert {fact.label: fact.value for fact in minutes(meeting).facts}["开会说明"] == told


def passed_by(for_: int, against: int = 0, abstain: int = 0) -> Hall:
    """A resolution on a vote of that many of 17; the rest never came."""
    voting = for_ + against + abstain
    hall = sitting(17, away=tuple(range(voting + 1, 18)), roll=roll())
    hall.divide()
    hall.hands(for_, against, abstain, 0)
    hall.do(chair.close_count(hall.meeting))
    hall.do(chair.announce(hall.meeting))
    if hall.division.verdict and hall.division.verdict.outcome.value == "carried":
        hall.do(draft_resolution(hall.meeting, hall.division, 2010, 1))
    return hall


def test_a_correction_that_leaves_the_result_is_told_with_its_figures() -> None:
    hall = passed_by(13, 1)
    hall.do(chair.correct(hall.meeting, 4, "认错了人"))
    entry = hall.meeting.seq
    hall.do(ev.Confirmed(1, "少一票仍达到门槛"))
    told = (
        f"更正：4号 代表4表决时不在场（第{entry}号记录，理由：认错了人）。",
        "更正后应到17人，实到13人，参加表决13人；宣布的14票多出1票，不知多在哪一项。",
        "重新核验：把多出的票从赞成票中减去，各项门槛仍然达到。",
        "更正后经会议确认仍然有效，理由：少一票仍达到门槛。",
    )
    assert on_resolution(hall.meeting, "到会更正") == "".join(told)
    assert vote_lines(hall.meeting, 1)[-5:-1] == list(told)
    paper = worded(hall.meeting, hall.meeting.resolutions[0])
    assert paper.warnings == ()
    assert {cell.seat: cell.note for cell in paper.seats}[4] == "更正：未到会"
    assert not any("不再成立" in each for each in minutes(hall.meeting).warnings)


def test_a_result_without_its_quorum_is_said_not_to_hold() -> None:
    hall = passed_by(12)
    hall.do(chair.correct(hall.meeting, 4, "认错了人"))
    hall.do(ev.Confirmed(1, "会议认为有效"))
    judged = (
        "四权四制法定人数11/17（需12）未达到，差1；四权四制赞成票11/17（需12）未达到，差1，"
        "宣布的结果“通过”不再成立。"
    )
    (warning,) = worded(hall.meeting, hall.meeting.resolutions[0]).warnings
    assert warning == (
        f"按更正后的签到重新核验，{judged}更正后经会议确认仍然有效，理由：会议认为有效。"
    )
    assert f"重新核验：{judged}" in vote_lines(hall.meeting, 1)
    assert f"表决1：按更正后的签到重新核验，{judged}" in minutes(hall.meeting).warnings


def test_a_result_that_hangs_on_whose_hand_was_too_many_is_not_certain() -> None:
    hall = passed_by(12, 1)
    hall.do(chair.correct(hall.meeting, 4, "认错了人"))
    (line,) = (each for each in vote_lines(hall.meeting, 1) if each.startswith("重新核验"))
    assert line == (
        "重新核验：四权四制赞成票11/17（需12）未达到，差1，宣布的结果“通过”不能确定仍然成立。"
    )


def test_a_defeat_with_a_hand_too_many_against_still_stands() -> None:
    hall = passed_by(11, 3)
    hall.do(chair.correct(hall.meeting, 4, "认错了人"))
    assert "重新核验：结果不变。" in vote_lines(hall.meeting, 1)


def test_somebody_overlooked_is_told_and_has_no_hand() -> None:
    hall = passed_by(12, 1)
    hall.do(chair.correct(hall.meeting, 15, "坐在后排没有签到"))
    lines = vote_lines(hall.meeting, 1)
    assert "更正后应到17人，实到14人，参加表决14人；有1人没有计票。" in lines
    assert "重新核验：各项门槛仍然达到。" in lines
    cells = worded(hall.meeting, hall.meeting.resolutions[0]).seats
    assert {cell.seat: cell.note for cell in cells}[15] == "更正：到会"


def test_a_correction_corrected_again_leaves_the_room_as_it_was() -> None:
    hall = passed_by(13, 1)
    hall.do(chair.correct(hall.meeting, 4, "认错了人"))
    hall.do(ev.Confirmed(1, "仍达到门槛"))
    hall.do(ev.RoundAdded(1, water_works(text="改线。"), "走访后修改"))
    hall.do(chair.take_item(hall.meeting, 1, "已公示"))
    hall.vote(13, 0, 0, 0)
    hall.do(chair.correct(hall.meeting, 4, "没有认错"))
    first, second = vote_lines(hall.meeting, 1), vote_lines(hall.meeting, 2)
    assert "更正后应到17人，实到14人，参加表决14人。" in first
    assert "更正后应到17人，实到14人，参加表决14人；有1人没有计票。" in second


def test_hands_of_both_benches_are_judged_for_each_rule_set() -> None:
    hall = sitting(0, "siquan-2010", "organic-law-2026", roll=roll(12, committee=3))
    hall.divide()
    for bench, for_ in ((ev.Bench.REPRESENTATIVES, 12), (ev.Bench.COMMITTEE, 3)):
        for side in Side:
            hall.do(chair.tally(hall.meeting, bench, side, for_ if side is Side.FOR else 0))
    hall.do(chair.close_count(hall.meeting))
    hall.do(chair.announce(hall.meeting))
    hall.do(chair.correct(hall.meeting, 14, "认错了人"))
    assert (
        "更正后应到15人，实到14人，参加表决14人；宣布的15票多出1票，不知多在哪一项。"
        in vote_lines(hall.meeting, 1)
    )
    assert any("各项门槛仍然达到" in line for line in vote_lines(hall.meeting, 1))


def test_an_annulled_vote_is_not_judged_again() -> None:
    hall = passed_by(12)
    hall.do(chair.correct(hall.meeting, 4, "认错了人"))
    hall.do(ev.Annulled(1, "到会人数有误"))
    paper = worded(hall.meeting, hall.meeting.resolutions[0])
    assert paper.warnings == ("本决议所依据的表决已作废：到会人数有误。本件不得执行。",)
    assert not any("重新核验" in each for each in vote_lines(hall.meeting, 1))
