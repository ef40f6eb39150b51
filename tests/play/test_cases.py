"""The two cases of the source document, played to the end."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from siquan_tui.demo.cases import CASES, before_opening, opening, prepare, script
from siquan_tui.demo.clock import DemoClock
from siquan_tui.journal.live import Live
from siquan_tui.meeting.events import Hands
from siquan_tui.meeting.figures import discrepancies
from siquan_tui.meeting.state import Meeting, Phase
from siquan_tui.office import Office
from siquan_tui.play.player import Player, ScriptClock, save_papers
from siquan_tui.play.telling import Told, Weight
from siquan_tui.rules.check import CheckKind, Outcome, State
from siquan_tui.words import say


class Played:
    """A case, played into a folder of its own."""

    def __init__(self, case: str, folder: Path) -> None:
        lines = script(case)
        clock = ScriptClock(lines[0].at)
        self.told: list[Told] = []
        self.office = Office(folder / "data", clock=clock)
        player = Player(self.office, clock, lambda at, told: self.told.append(told))
        player.play(lines)
        (self.live,) = player.lives
        self.papers = [
            path.name for path in save_papers(self.office, player.lives, folder / "papers")
        ]
        self.folder = folder / "papers"

    @property
    def meeting(self) -> Meeting:
        return self.live.meeting

    def turns(self) -> list[str]:
        return [say(told.text) for told in self.told if told.weight is Weight.TURN]


@pytest.fixture(scope="module")
def water(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return Played("sanmiaoshu", tmp_path_factory.mktemp("sanmiaoshu"))


@pytest.fixture(scope="module")
def road(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return Played("naimadai", tmp_path_factory.mktemp("naimadai"))


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest, water: Played, road: Played) -> Played:
    return {"sanmiaoshu": water, "naimadai": road}[request.param]


def four(live: Live, division: int) -> tuple[int, int, int, int]:
    """赞成、反对、弃权、未表态 as closed."""
    found = live.meeting.division(division)
    assert found is not None
    (hands,) = found.count.hands
    assert isinstance(hands, Hands)
    return hands.for_, hands.against, hands.abstain, hands.unexpressed


def test_water_roll_is_the_sources(water: Played) -> None:
    roll = water.meeting.roll
    assert len(roll) == 17
    assert sum(each.households for each in roll) == 113
    assert {each.group for each in roll} == {"一社", "二社", "三社", "四社"}


def test_road_roll_is_the_sources(road: Played) -> None:
    roll = road.meeting.roll
    assert len(roll) == 29
    assert len({each.group for each in roll}) == 8


def test_every_representative_stands_for_five_to_fifteen_households(case: Played) -> None:
    assert all(5 <= each.households <= 15 for each in case.meeting.roll)
    assert all(each.initials for each in case.meeting.roll)
    names = [each.name for each in case.meeting.roll]
    assert len(set(names)) == len(names)


def test_water_first_round_carried_sixteen_to_one_and_is_superseded(water: Played) -> None:
    first, second = water.meeting.divisions
    assert four(water.live, 1) == (16, 1, 0, 0)
    assert first.verdict is not None
    assert first.verdict.outcome is Outcome.CARRIED
    assert first.superseded
    assert not second.superseded
    assert f"{first.opened:%Y-%m-%d}" == "2010-07-22"


def test_water_second_round_is_unanimous(water: Played) -> None:
    second = water.meeting.divisions[1]
    assert four(water.live, 2) == (17, 0, 0, 0)
    assert second.round == 2
    assert second.verdict is not None
    assert second.verdict.outcome is Outcome.CARRIED
    item = water.meeting.item(2)
    assert item is not None
    assert len(item.rounds) == 2
    assert item.rounds[0].proposal.text != item.rounds[1].proposal.text
    assert "6500米" in item.rounds[1].proposal.text


def test_water_the_twelfth_hand_decides_each_time(water: Played) -> None:
    passed = [turn for turn in water.turns() if "已达门槛" in turn]
    assert len(passed) == 2
    assert all("赞成第 12 票" in turn for turn in passed)


def test_road_is_unanimous_by_total(road: Played) -> None:
    assert four(road.live, 1) == (29, 0, 0, 0)
    assert f"{road.meeting.divisions[0].opened:%Y-%m-%d}" == "2010-07-24"
    assert [turn for turn in road.turns() if "29 票" in turn]


@pytest.mark.parametrize(("name", "needed"), [("sanmiaoshu", 12), ("naimadai", 20)])
def test_thresholds(water: Played, road: Played, name: str, needed: int) -> None:
    played = water if name == "sanmiaoshu" else road
    for division in played.meeting.divisions:
        assert division.verdict is not None
        for check in division.verdict.checks:
            assert check.needed == needed
            assert check.state is State.MET
        assert {check.kind for check in division.verdict.checks} == set(CheckKind)


def test_each_item_was_posted_three_full_days(case: Played) -> None:
    meeting = case.meeting
    for division in meeting.divisions:
        item = meeting.item(division.item)
        assert item is not None
        posting = item.rounds[division.round - 1].proposal.posting
        assert posting is not None
        assert posting.full_days(division.opened.date()) == 3


def test_each_meeting_is_a_rehearsal_under_the_source_alone(case: Played) -> None:
    meeting = case.meeting
    assert meeting.convened is not None
    assert meeting.convened.rehearsal
    assert [each.id for each in meeting.rules] == ["siquan-2010"]
    assert meeting.phase is Phase.ADJOURNED
    assert meeting.open_reason == ""
    assert all(not item.taken_reason for item in meeting.items)


def test_every_carried_division_has_its_resolution_and_code(case: Played) -> None:
    resolutions = case.meeting.resolutions
    assert [each.number for each in resolutions] == list(range(1, len(case.meeting.divisions) + 1))
    assert all(each.year == 2010 and each.code for each in resolutions)


def test_papers_lie_beside_the_texts_of_their_codes(case: Played) -> None:
    resolutions = case.meeting.resolutions
    assert len(case.papers) == 2 * len(resolutions) + 1
    assert len(set(case.papers)) == len(case.papers)
    assert sorted(path.name for path in case.folder.iterdir()) == sorted(case.papers)
    for place, resolution in enumerate(resolutions):
        paper, code = (case.folder / name for name in case.papers[2 * place : 2 * place + 2])
        assert paper.read_bytes().startswith(b"%PDF")
        assert code.read_bytes().decode("utf-8") == resolution.code
    assert (case.folder / case.papers[-1]).read_bytes().startswith(b"%PDF")


def test_the_journal_makes_the_same_meeting_again(case: Played) -> None:
    again = case.office.resume(case.live.village, case.live.book)
    assert again.meeting == case.meeting
    assert discrepancies(again.meeting) == ()
    assert case.office.journal.verify().ok


def test_both_meetings_are_made_ready_and_not_opened(tmp_path: Path) -> None:
    office = prepare(tmp_path)
    assert isinstance(office.clock, DemoClock)
    assert office.clock().date() == dt.date(2010, 7, 22)
    meetings = office.meetings()
    assert {each.name for each in meetings} == {"三苗树村", "乃玛岱村"}
    for each in meetings:
        meeting = office.resume(each.village, each.book).meeting
        assert meeting.phase is Phase.CONVENED
        assert len(meeting.items) >= 3
    assert sorted(len(each.seats) for each in office.rosters()) == [17, 29]


@pytest.mark.parametrize("name", CASES)
def test_what_lies_before_the_opening(name: str) -> None:
    lines = script(name)
    before = before_opening(lines)
    assert lines[len(before)].kind == "opened"
    assert opening(lines) == lines[len(before)].at
