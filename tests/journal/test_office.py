"""The office joins the journal and the roster in one data folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from siquan_tui.journal.errors import Conflict, JournalError
from siquan_tui.meeting.state import Phase
from siquan_tui.office import Office
from siquan_tui.roster.errors import RosterRefused
from siquan_tui.roster.events import SeatFilled, SeatVacated
from siquan_tui.roster.importing import ImportRefused
from siquan_tui.words import say
from tests.journal.sitting import START, Clock, convened

DAY = START.date()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "data", clock=Clock())
    yield made
    made.close()


def test_an_empty_office_has_its_folders_and_nothing_else(office: Office) -> None:
    assert {path.name for path in office.data.iterdir()} == {"rules", "keys", "papers", "log"}
    assert office.rosters() == []
    assert office.meetings() == []
    assert (office.data / "siquan.db").exists()


def test_villages_have_ids_of_their_own(office: Office) -> None:
    first = office.new_village("三苗树村", "吉日嘎朗图镇")
    second = office.new_village("三苗树村", "别的镇")
    third = office.new_village("ᠮᠣᠩᠭᠣᠯ")
    assert [first.village, second.village, third.village] == ["smsc-1", "smsc-2", "v-1"]
    assert office.roster("smsc-1") == first
    assert [each.village for each in office.rosters()] == ["smsc-1", "smsc-2", "v-1"]
    with pytest.raises(RosterRefused):
        office.new_village(" \u200b")
    assert len(office.rosters()) == 3


def test_the_roster_is_recorded_with_initials(office: Office) -> None:
    village = office.new_village("三苗树村").village
    roster = office.record(village, SeatFilled(1, "乌云", DAY))
    assert roster.roll_on(DAY)[0].initials == "wy"
    roster = office.record(village, SeatVacated(1, DAY))
    assert office.roster(village) == roster
    with pytest.raises(RosterRefused):
        office.record(village, SeatVacated(1, DAY + dt.timedelta(days=9)))
    assert office.roster(village) == roster
    with pytest.raises(RosterRefused):
        office.record(village, SeatFilled(2, "王\ud800", DAY))
    with pytest.raises(RosterRefused, match="不能保存"):
        office.record(village, SeatFilled(-2, "王伟", DAY))


def test_a_roster_recorded_twice_at_once_is_told(tmp_path: Path) -> None:
    here, there = (Office(tmp_path, clock=Clock()) for _ in range(2))
    village = here.new_village("三苗树村").village
    stale = there.roster(village)
    here.record(village, SeatFilled(1, "王伟", DAY))
    from siquan_tui.journal.village import record

    with pytest.raises(Conflict):
        record(there.journal, stale, (SeatFilled(1, "李娜", DAY),), START)
    assert there.roster(village).roll_on(DAY)[0].name == "王伟"
    here.close()
    there.close()


def test_an_import_is_one_entry_or_none(office: Office, tmp_path: Path) -> None:
    village = office.new_village("三苗树村").village
    good, bad = tmp_path / "好.csv", tmp_path / "坏.csv"
    good.write_bytes("席位,姓名,户数,身份,社,性别\n1,王伟,6,,,\n2,李娜,7,,,\n".encode("gbk"))
    bad.write_text("席位,姓名\n3,赵六\nx,钱七\n", encoding="utf-8")
    with pytest.raises(ImportRefused):
        office.import_roster(village, bad)
    assert office.roster(village).entries == 1
    roster, warnings = office.import_roster(village, good)
    assert (roster.entries, warnings) == (2, ())
    assert [line.name for line in office.roster(village).roll_on(DAY)] == ["王伟", "李娜"]
    with pytest.raises(JournalError) as refusal:
        office.import_roster(village, tmp_path / "none.csv")
    assert "none.csv" in say(refusal.value.message)
    # A village founded with a bad file is not founded.
    with pytest.raises(ImportRefused):
        office.found_village("乃玛岱村", "", bad)
    assert len(office.rosters()) == 1
    assert office.found_village("乃玛岱村", "", good)[0].entries == 2


def test_meetings_have_books_of_their_own(office: Office) -> None:
    village = office.new_village("三苗树村").village
    books = [
        office.convene(village, convened(rehearsal=rehearsal)).book
        for rehearsal in (False, False, True, False, True)
    ]
    assert books == [
        "2010-07-22-1",
        "2010-07-22-2",
        "2010-07-22-r1",
        "2010-07-22-3",
        "2010-07-22-r2",
    ]
    later = replace(convened(), scheduled=START + dt.timedelta(days=1))
    assert office.convene(village, later).book == "2010-07-23-1"
    assert office.meetings()[0].book == "2010-07-23-1"
    assert all(each.phase is Phase.CONVENED for each in office.meetings())


def test_a_meeting_is_resumed_where_it_was_left(tmp_path: Path) -> None:
    office = Office(tmp_path, clock=Clock())
    village = office.new_village("三苗树村").village
    live = office.convene(village, convened())
    office.close()
    again = Office(tmp_path, clock=Clock()).resume(village, live.book)
    assert again.meeting == live.meeting
    again.journal.close()


@pytest.mark.parametrize("book", ["2010-07-22-9", "village", ""])
def test_a_meeting_that_is_not_there_is_told(office: Office, book: str) -> None:
    village = office.new_village("三苗树村").village
    with pytest.raises(JournalError, match="没有会议本"):
        office.resume(village, book)
    with pytest.raises(JournalError, match="没有编号为"):
        office.convene("nowhere-1", convened())


def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(JournalError) as refusal:
        Office(tmp_path / "file" / "data")
    assert "file" in say(refusal.value.message)


def test_the_office_keeps_its_books_on_a_server(postgresql_url: str, tmp_path: Path) -> None:
    office = Office(tmp_path, database=postgresql_url, clock=Clock())
    village = office.new_village("三苗树村").village
    live = office.convene(village, convened())
    assert office.resume(village, live.book).meeting == live.meeting
    assert not (tmp_path / "siquan.db").exists()
    office.close()
