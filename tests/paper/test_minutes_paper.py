from __future__ import annotations

import datetime as dt

import pytest

from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.drafts import draft_resolution
from siquan_tui.meeting.happening import happening
from siquan_tui.meeting.state import Meeting
from siquan_tui.paper.data import MinutesPaper, minutes_paper
from siquan_tui.paper.fonts import Typefaces
from siquan_tui.paper.typeset import typeset
from siquan_tui.words import say
from tests.meeting.hall import Hall
from tests.paper.pages import claims_pdf_a, text, texts
from tests.paper.scenes import HEAD, carried, eventful, person_name, sitting, worded


@pytest.fixture(scope="module")
def meeting() -> Meeting:
    return eventful()


@pytest.fixture(scope="module")
def paper(meeting: Meeting) -> MinutesPaper:
    return minutes_paper(meeting, head_hex=HEAD)


@pytest.fixture(scope="module")
def pdf(paper: MinutesPaper, packaged: Typefaces) -> bytes:
    return typeset("minutes", paper, packaged)


def test_is_pdf_a_and_marked_as_rehearsal(pdf: bytes) -> None:
    assert claims_pdf_a(pdf)
    assert all("演练" in page and HEAD in page for page in texts(pdf))


def test_who_was_there_and_when(paper: MinutesPaper) -> None:
    room = {fact.label: fact.value for fact in paper.room}
    assert room == {"应到": "17", "到过会": "15", "请假": "1", "缺席": "1", "列席": "1"}
    people = {fact.label: fact.value for fact in paper.people}
    assert people["请假"] == f"17号 {person_name(17)}（外出就医）"
    assert people["列席"] == "何海燕（镇纪委）"
    late = people["中途进出"]
    assert f"16号 {person_name(16)} 9时12分到会" in late
    assert f"1号 {person_name(1)} 9时32分离场" in late
    assert "2号" not in late


def test_when_and_by_whom_it_was_called(paper: MinutesPaper) -> None:
    facts = {fact.label: fact.value for fact in paper.facts}
    assert facts["开会时间"] == "2010年7月22日9时00分至9时32分"
    assert facts["休会"] == "9时12分至9时32分 等候来电"
    assert facts["召集人"] == "执行主席、村民委员会 赵永红"
    assert facts["主持人"] == "执行主席 赵永红"
    assert facts["记录人"] == "孙玉兰"
    assert paper.warnings == ()


def test_every_division_with_every_count(meeting: Meeting, paper: MinutesPaper, pdf: bytes) -> None:
    votes = [vote for item in paper.items for each in item.rounds for vote in each.votes]
    assert len(votes) == len(meeting.divisions) == 3
    annulled, first, second = votes
    assert annulled.heading == "表决1（举手表决，结果：作废）"
    assert [row.for_ for row in annulled.vote.counts] == ["10"]
    assert annulled.vote.counts[0].against == "—"
    assert "原因：停电，看不清举手" in annulled.lines[2]
    assert [(row.for_, row.against, row.abstain) for row in first.vote.counts] == [
        ("13", "2", "0"),
        ("13", "1", "1"),
        ("13", "1", "1"),
        ("13", "1", "1"),
    ]
    assert "13/17（需12）" in [row.figures for row in first.vote.checks]
    assert "本次结果已由下一轮再议取代。" in first.lines
    assert "更正后经会议确认仍然有效，理由：少一票仍达到门槛。" in first.lines
    assert "形成决议演练〔2010〕1号：关于安装与改造自来水工程的决议。" in first.lines
    assert second.vote.counts[-1].announced
    whole = text(pdf)
    for vote in votes:
        assert "".join(vote.heading.split()) in whole


def test_items_with_proposer_posting_rounds_and_reasons(paper: MinutesPaper) -> None:
    report, water, rent, finance = paper.items
    assert report.lines == ("报告、询问事项，不表决。", "已听取完毕。")
    assert report.discussion
    assert [each.heading for each in water.rounds] == ["第1轮", "第2轮"]
    first, second = ({f.label: f.value for f in each.facts} for each in water.rounds)
    assert first["公示"] == "2010年7月18日起公示，村务公开栏"
    assert first["先行讨论"] == "村党支部大会，2010年7月18日"
    assert first["例外说明"] == "雨季将到，提前审议"
    assert second["例外说明"] == "上一轮已公示"
    assert second["再议原因"] == "走访后修改路线"
    assert rent.lines == ("已撤回：承租人已退出",)
    assert not rent.discussion
    assert {f.value for f in rent.rounds[0].facts} >= {
        "6人联名",
        "四权四制需6人\uff0c有6人\uff0c已够",
    }
    assert finance.lines == ("本次会议未议。",)


def test_corrections_and_struck_entries_stay_on_record(
    meeting: Meeting, paper: MinutesPaper, pdf: bytes
) -> None:
    assert len(paper.corrections) == 1
    assert f"15 {person_name(15)}当时不在场。理由：签到时认错了人" in paper.corrections[0]
    (struck,) = paper.struck
    assert struck.seq in meeting.struck
    assert struck.what == f"签到：17 {person_name(17)}"
    assert f"第{struck.seq + 1}号" in struck.by
    assert "附：划去的记录" in text(pdf)


def test_before_the_end_they_are_a_draft(packaged: Typefaces) -> None:
    hall = sitting(17)
    carried(hall)
    paper = minutes_paper(hall.meeting, head_hex=HEAD)
    assert paper.warnings == ("会议尚未散会，本件是草稿。",)
    assert "本件是草稿" in texts(typeset("minutes", paper, packaged))[0]


def test_a_flagged_division_is_told() -> None:
    hall = sitting(17)
    carried(hall)
    hall.do(chair.correct(hall.meeting, 4, "认错了人"))
    paper = minutes_paper(hall.meeting, head_hex=HEAD)
    assert "更正涉及表决1，尚未经会议确认。" in paper.warnings


def test_two_hundred_names_flow_over_pages(packaged: Typefaces) -> None:
    hall = sitting(200)
    carried(hall)
    whole = text(typeset("minutes", minutes_paper(hall.meeting, head_hex=HEAD), packaged))
    for seat in range(1, 201):
        assert seat == 20 or f"{seat}号{person_name(seat)}" in whole


def test_every_kind_of_entry_has_its_line(meeting: Meeting) -> None:
    """Whatever is struck can be told: no event is without words."""
    said = {type(entry.event): happening(meeting, entry.event) for entry in meeting.entries}
    for event in (
        ev.ItemAmended(1, ev.Proposal(title="甲")),
        ev.ItemMoved(2, 1),
        ev.AttendeeLeft("何海燕"),
        ev.TellersNamed(("王文彬", "李秀英"), ("何海燕",)),
        ev.Attested(2010, 1, "码"),
    ):
        said[type(event)] = happening(meeting, event)
    assert set(said) == set(ev.MeetingEvent.__args__)
    assert all(say(each) for each in said.values())


def test_tellers_and_scrutineers_are_told_and_sign() -> None:
    hall = sitting(17)
    hall.do(chair.name_tellers(hall.meeting, [person_name(3), person_name(4)], ["何海燕"]))
    hall.divide()
    hall.hands(16, 1, 0, 0)
    hall.do(chair.close_count(hall.meeting))
    hall.do(chair.announce(hall.meeting))
    hall.do(draft_resolution(hall.meeting, hall.division, 2010, 1))
    one = minutes_paper(hall.meeting, head_hex=HEAD)
    named = f"计票人{person_name(3)}、{person_name(4)}；监票人何海燕"
    assert {fact.label: fact.value for fact in one.facts}["计票监票"] == named
    hall.do(chair.name_tellers(hall.meeting, [person_name(5)]))
    paper = minutes_paper(hall.meeting, head_hex=HEAD)
    told = {fact.label: fact.value for fact in paper.facts}["计票监票"]
    assert told == f"9时00分起{named}；9时00分起计票人{person_name(5)}"
    resolution = worded(hall.meeting, hall.meeting.resolutions[0])
    for signers in (paper.signers, resolution.signers):
        signed = [(each.role, each.name) for each in signers]
        assert ("计票人", person_name(3)) in signed
        assert ("监票人", "何海燕") in signed
        assert ("监票人", "") not in signed


def test_an_unnamed_teller_has_a_line_to_sign_on() -> None:
    hall = sitting(17)
    hall.do(chair.name_tellers(hall.meeting, [person_name(3)]))
    hall.divide()
    for _count in range(2):
        hall.hands(16, 1, 0, 0)
        hall.do(chair.close_count(hall.meeting))
        if _count == 0:
            hall.do(chair.order_recount(hall.meeting))
    hall.do(chair.announce(hall.meeting))
    hall.do(draft_resolution(hall.meeting, hall.division, 2010, 1))
    resolution = worded(hall.meeting, hall.meeting.resolutions[0])
    minutes = minutes_paper(hall.meeting, head_hex=HEAD)
    for signers in (minutes.signers, resolution.signers):
        tellers = [each.name for each in signers if each.role == "计票人"]
        assert tellers == [person_name(3), ""]


def test_every_teller_named_signs_also_who_did_not_count() -> None:
    hall = sitting(17)
    hall.do(chair.name_tellers(hall.meeting, [person_name(3), person_name(4)]))
    hall.divide()
    hall.hands(16, 1, 0, 0)
    hall.do(chair.close_count(hall.meeting))
    hall.do(chair.announce(hall.meeting))
    hall.do(draft_resolution(hall.meeting, hall.division, 2010, 1))
    resolution = worded(hall.meeting, hall.meeting.resolutions[0])
    minutes = minutes_paper(hall.meeting, head_hex=HEAD)
    for signers in (minutes.signers, resolution.signers):
        tellers = [each.name for each in signers if each.role == "计票人"]
        assert tellers == [person_name(3), person_name(4)]


def test_another_day_is_named() -> None:
    """A meeting may be resumed days later; a bare time would then mislead."""
    hall = sitting(17)
    hall.do(ev.Recessed("走访农户"))
    hall.now += dt.timedelta(days=5)
    hall.do(ev.Resumed())
    hall.do(chair.everyone_arrives(hall.meeting))
    carried(hall)
    hall.do(ev.Adjourned())
    paper = minutes_paper(hall.meeting, head_hex=HEAD)
    facts = {fact.label: fact.value for fact in paper.facts}
    assert facts["开会时间"] == "2010年7月22日9时00分至7月27日9时00分"
    assert facts["休会"] == "9时00分至7月27日9时00分 走访农户"
    vote = paper.items[0].rounds[0].votes[0]
    assert vote.lines[0].startswith("7月27日9时00分开始表决")
    resolution = worded(hall.meeting, hall.meeting.resolutions[0])
    voted = {fact.label: fact.value for fact in resolution.facts}
    assert voted["开会时间"] == "2010年7月22日9时00分"
    assert voted["表决时间"] == "2010年7月27日9时00分"


def test_an_attendee_who_comes_back_is_one_person() -> None:
    hall = sitting(17)
    hall.do(ev.AttendeeLeft("何海燕"))
    away = minutes_paper(hall.meeting, head_hex=HEAD)
    hall.do(ev.AttendeeCame("何海燕", "镇纪委"))
    back = minutes_paper(hall.meeting, head_hex=HEAD)
    for paper, said in ((away, "何海燕（镇纪委），9时00分离场"), (back, "何海燕（镇纪委）")):
        assert {fact.label: fact.value for fact in paper.room}["列席"] == "1"
        assert {fact.label: fact.value for fact in paper.people}["列席"] == said


def test_an_annulled_vote_keeps_the_words_that_were_voted_on() -> None:
    hall = Hall()
    hall.sit()
    hall.vote(16, 1, 0, 0)
    hall.do(ev.Annulled(1, "数错了"))
    hall.list_item("另一议题")
    changed = ev.Proposal("改线工程", posting=ev.Posting(dt.date(2010, 7, 18)))
    hall.do(ev.ItemAmended(1, changed))
    assert hall.meeting.divisions[0].proposal.title == "自来水工程"
    hall.do(chair.take_item(hall.meeting, 1))
    hall.vote(17, 0, 0, 0)
    (round_,) = minutes_paper(hall.meeting, head_hex=HEAD).items[0].rounds
    before, after = round_.votes
    assert "表决的是修改前的方案：自来水工程" in before.lines
    assert "安装与改造自来水工程" in before.lines
    assert not any("修改前" in line for line in after.lines)


def test_of_an_item_left_the_minutes_say_only_what_is_true() -> None:
    hall = Hall()
    hall.convene()
    for title in ("修路", "修桥", "打井", "种树", "分红"):
        hall.list_item(title)
    for title in ("财务报告", "工作报告"):
        hall.list_item(title, kind=ev.ItemKind.REPORT)
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    for number in (6, 7):
        hall.do(chair.take_item(hall.meeting, number))
    hall.do(ev.ItemClosed(7))
    for number in (1, 2):
        hall.do(chair.take_item(hall.meeting, number))
    hall.do(ev.ItemClosed(2))
    hall.do(chair.take_item(hall.meeting, 5))
    hall.do(ev.ItemAmended(5, hall.meeting.items[4].proposal))
    hall.do(chair.take_item(hall.meeting, 3))
    hall.vote(16, 1, 0, 0)
    hall.do(ev.RoundAdded(3, hall.meeting.items[2].proposal, "改了井位"))
    hall.do(chair.take_item(hall.meeting, 4))
    hall.vote(16, 1, 0, 0)
    hall.do(ev.Annulled(2, "举手时有人进出"))
    draft = minutes_paper(hall.meeting, head_hex=HEAD)
    assert draft.items[3].lines == (), "it is still before the assembly"
    hall.do(ev.Adjourned())
    paper = minutes_paper(hall.meeting, head_hex=HEAD)
    assert [" ".join(each.lines) for each in paper.items] == [
        "提交过审议，未付表决。",
        "经讨论，未付表决。",
        "第2轮本次会议未议。",
        "作废后没有再表决。",
        "提交过审议，未付表决。",
        "报告、询问事项，不表决。 没有听取完毕。",
        "报告、询问事项，不表决。 已听取完毕。",
    ]
