"""From the counted hands to the paper that verifies, through the office alone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from siquan_tui.attest.keys import KeyRefused, public_keys
from siquan_tui.attest.read import read_codes
from siquan_tui.attest.verify import Status, verify
from siquan_tui.journal.live import Live
from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.office import Office
from siquan_tui.rules.figures import Side
from siquan_tui.rules.model import Convener
from tests.meeting.hall import BEIJING, roll

NOW = dt.datetime(2026, 3, 1, 9, 0, tzinfo=BEIJING)


def carried(office: Office, village: str, *, rehearsal: bool) -> Live:
    """A meeting whose one item carried 16 to 1."""
    live = office.convene(
        village,
        ev.Convened(
            village="三苗树村",
            township="吉日嘎朗图镇",
            title="第三次村民代表会议",
            place="村部",
            scheduled=NOW,
            convener=Convener.CHAIR,
            presider="执行主席",
            rules=("siquan-2010",),
            rehearsal=rehearsal,
        ),
    )
    posted = ev.Posting(dt.date(2026, 2, 20), "公开栏")
    live.do(chair.add_item(live.meeting, ev.Proposal("自来水工程", "接水。", posting=posted)))
    text = ev.RuleText("siquan-2010", office.rulebook.text("siquan-2010"))
    live.do(chair.open_meeting(live.meeting, roll(), [text]))
    live.do(chair.everyone_arrives(live.meeting))
    live.do(chair.take_item(live.meeting, 1))
    live.do(chair.open_division(live.meeting, 1))
    for side, figure in zip(Side, (16, 1, 0, 0), strict=True):
        live.do(chair.tally(live.meeting, ev.Bench.HALL, side, figure))
    live.do(chair.close_count(live.meeting))
    live.do(chair.announce(live.meeting))
    return live


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("SIQUAN_NO_SYSTEM_FONTS", "1")
    return Office(tmp_path / "data", clock=lambda: NOW)


def test_a_resolution_is_attested_printed_and_verified(office: Office, tmp_path: Path) -> None:
    village = office.new_village("三苗树村", "吉日嘎朗图镇").village
    live = carried(office, village, rehearsal=False)
    assert office.needs_key(live)
    resolution = office.draw_resolution(live, 1)
    assert (resolution.year, resolution.number) == (2026, 1)
    with pytest.raises(KeyRefused):
        office.attest(live, resolution, "口令口令口令口令")
    office.make_key(live, "执行主席", "口令口令口令口令")
    with pytest.raises(KeyRefused):
        office.attest(live, resolution, "错的口令错的口令")
    resolution = office.attest(live, resolution, "口令口令口令口令")
    paper = office.save_resolution(live, resolution)
    text = read_codes(paper)
    assert text == resolution.code
    keys = public_keys(office.data / "keys")
    assert verify(text, keys).status is Status.GENUINE
    assert verify(text.replace("赞成16", "赞成17"), keys).status is not Status.GENUINE
    assert verify(text, []).status is Status.UNKNOWN_KEY
    assert office.save_minutes(live, tmp_path / "out").is_file()


def test_a_rehearsal_is_numbered_apart_and_never_genuine(office: Office) -> None:
    village = office.new_village("三苗树村", "吉日嘎朗图镇").village
    rehearsal = carried(office, village, rehearsal=True)
    drawn = office.draw_resolution(rehearsal, 1)
    drawn = office.attest(rehearsal, drawn, "")
    paper = office.save_resolution(rehearsal, drawn)
    assert "演练" in paper.name
    assert verify(read_codes(paper), public_keys(office.data / "keys")).status is Status.REHEARSAL
    real = carried(office, village, rehearsal=False)
    assert office.draw_resolution(real, 1).number == 1
    assert office.draw_resolution(carried(office, village, rehearsal=True), 1).number == 2


def test_a_meeting_resumes_on_the_very_figure(office: Office, tmp_path: Path) -> None:
    village = office.new_village("三苗树村", "吉日嘎朗图镇").village
    live = carried(office, village, rehearsal=True)
    live.do(ev.RoundAdded(1, live.meeting.items[0].proposal, "走访"))
    live.do(chair.take_item(live.meeting, 1, "演练"))
    live.do(chair.open_division(live.meeting, 1))
    live.do(chair.tally(live.meeting, ev.Bench.HALL, Side.FOR, 7))
    office.close()
    again = Office(tmp_path / "data", clock=lambda: NOW).resume(live.village, live.book)
    assert again.meeting == live.meeting
