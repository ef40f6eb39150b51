"""What a resolution may be drawn from, when, and what it is called."""

from __future__ import annotations

import pytest

from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.admit import OutOfOrder
from siquan_tui.meeting.drafts import draft_resolution, draft_text, resolution_title
from tests.meeting.hall import Hall


@pytest.fixture
def hall() -> Hall:
    hall = Hall()
    hall.convene()
    for title in ("上次决议执行情况", "自来水工程", "财务公开"):
        hall.list_item(title)
    return hall


def test_only_what_carried_and_stands_can_become_a_resolution(hall: Hall) -> None:
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 1))
    hall.vote(5, 12, 0, 0)
    assert chair.undrawn(hall.meeting) == ()
    hall.do(chair.take_item(hall.meeting, 2))
    carried = hall.vote(16, 1, 0, 0)
    assert [each.number for each in chair.undrawn(hall.meeting)] == [carried.number]
    hall.do(ev.RoundAdded(2, hall.meeting.items[1].proposal, "再议"))
    assert chair.undrawn(hall.meeting) == ()
    hall.do(chair.take_item(hall.meeting, 2))
    second = hall.vote(17, 0, 0, 0)
    assert "（第2轮）" in draft_text(hall.meeting, second)
    assert "轮" not in draft_text(hall.meeting, carried)
    hall.do(chair.correct(hall.meeting, 5, "签错"))
    assert chair.undrawn(hall.meeting) == ()
    hall.do(ev.Confirmed(second.number, "仍达门槛"))
    assert [each.number for each in chair.undrawn(hall.meeting)] == [second.number]
    hall.do(draft_resolution(hall.meeting, second, 2010, 1))
    assert chair.undrawn(hall.meeting) == ()


def test_a_resolution_can_be_drawn_and_attested_after_the_adjournment(hall: Hall) -> None:
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 2))
    hall.vote(16, 1, 0, 0)
    hall.do(ev.Adjourned())
    with pytest.raises(OutOfOrder):
        hall.do(ev.Attested(2010, 1, "码"))
    hall.do(draft_resolution(hall.meeting, hall.division, 2010, 1))
    hall.do(ev.Attested(2010, 1, "码"))
    with pytest.raises(OutOfOrder, match="已经签名"):
        hall.do(ev.Attested(2010, 1, "码"))
    with pytest.raises(OutOfOrder, match="散会"):
        hall.do(ev.Arrived((1,)))


def test_the_year_of_a_resolution_is_the_day_s(hall: Hall) -> None:
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 2))
    hall.vote(16, 1, 0, 0)
    with pytest.raises(OutOfOrder, match="年份"):
        hall.do(draft_resolution(hall.meeting, hall.division, 2011, 1))


def test_nothing_is_attested_that_no_longer_stands(hall: Hall) -> None:
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 1))
    hall.vote(16, 1, 0, 0)
    hall.do(draft_resolution(hall.meeting, hall.division, 2010, 1))
    hall.do(chair.correct(hall.meeting, 4, "签错"))
    with pytest.raises(OutOfOrder, match="更正"):
        hall.do(ev.Attested(2010, 1, "码"))
    hall.do(ev.Annulled(1, "签到有误"))
    with pytest.raises(OutOfOrder, match="作废"):
        hall.do(ev.Attested(2010, 1, "码"))


@pytest.mark.parametrize(
    ("title", "resolution"),
    [
        ("自来水工程", "关于自来水工程的决议"),
        ("关于修建村道的议案", "关于修建村道的决议"),
        ("关于修建村道", "关于修建村道的决议"),
        ("关于财务公开的决议", "关于财务公开的决议"),
        ("议案", "关于议案的决议"),
    ],
)
def test_a_resolution_says_what_it_is_about_once(title: str, resolution: str) -> None:
    hall = Hall()
    hall.convene()
    hall.list_item(title)
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 1))
    assert resolution_title(hall.vote(16, 1, 0, 0)) == resolution


def test_the_text_of_a_petition_reads_as_a_sentence_and_claims_the_votes_alone() -> None:
    """What an item lacked beforehand the votes do not mend: nothing is said to accord with
    the rules but the votes."""
    hall = Hall()
    hall.convene()
    hall.do(
        chair.add_item(
            hall.meeting,
            ev.Proposal(
                "修建2 号卫生室", proposer=ev.Proposer.PETITION, petitioners=1, villagers=532
            ),
        )
    )
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 1, "急事"))
    text = draft_text(hall.meeting, hall.vote(17, 0, 0, 0))
    assert "会议审议了1名村民联名（村民共532人）提出的“修建2 号卫生室”议题" in text
    assert "表决票数达到议事规则规定的门槛，予以通过。" in text
    assert "符合" not in text


@pytest.mark.parametrize(
    ("title", "text", "decided"),
    [
        ("修桥", "", "会议决定：同意修桥。"),
        (" 关于修桥的议案。", "\n ", "会议决定：同意关于修桥的议案。"),
        ("同意张三承包机动地", "", "会议决定：同意张三承包机动地。"),
        ("修桥", "在村西修桥一座。", "会议决定：\n在村西修桥一座。"),
    ],
)
def test_what_is_decided_is_a_whole_sentence(title: str, text: str, decided: str) -> None:
    hall = Hall()
    hall.convene()
    hall.do(ev.ItemAdded(1, ev.Proposal(title, text)))
    hall.open()
    hall.do(chair.everyone_arrives(hall.meeting))
    hall.do(chair.take_item(hall.meeting, 1, "急"))
    assert draft_text(hall.meeting, hall.vote(17, 0, 0, 0)).endswith(f"\n{decided}")
