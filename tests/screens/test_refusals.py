"""Whatever is refused, by whichever part, is one sentence; the console goes on."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from screens.app import SiquanApp
from screens.meeting_screen import MeetingScreen
from siquan_tui.journal.errors import JournalError
from siquan_tui.journal.live import Live
from siquan_tui.meeting import events as ev
from siquan_tui.message import message
from siquan_tui.office import Office
from siquan_tui.roster.state import Roster
from tests.screens.grid import grid, settled
from tests.screens.hall import Hall, console, lines, press
from tests.screens.test_resolution import carried

Book = tuple[str, str]


def _unreadable(_village: str) -> Roster:
    raise JournalError(message("数据文件读不出来"), message("从备份恢复"))


async def test_after_another_console_wrote_the_next_signature_succeeds(tmp_path: Path) -> None:
    hall = Hall(tmp_path / "data")
    live = carried(hall, rehearsal=True)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "f5")
        other = hall.office.resume(live.village, live.book)
        other.do(ev.AttendeeCame("张三", "镇干部"))
        await press(pilot, "f6")
        assert "另一台主席台" in app.spoken
        assert live.meeting.seq == other.meeting.seq
        await press(pilot, "f6")
        assert live.meeting.resolutions[0].code
    hall.office.close()


async def test_a_roster_that_cannot_be_read_keeps_the_agenda(
    office: Office, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "roster", _unreadable)
    app = SiquanApp(office, book=book)
    async with app.run_test() as pilot:
        await settled(pilot)
        assert "! 数据文件读不出来。从备份恢复。" in grid(app)
        assert "自来水工程" in grid(app)
        await press(pilot, "f10")
        assert "数据文件读不出来" in app.spoken
        assert not app.open_meeting()
        assert app.is_running


@pytest.mark.parametrize("key", ["", "f6"])
async def test_a_wrong_rule_file_is_told_and_breaks_nothing(
    office: Office, village: str, key: str
) -> None:
    (office.data / "rules" / "ours.toml").write_text('id = "ours"\nname = ', encoding="utf-8")
    app = SiquanApp(office)
    async with app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, key)
        assert "ours.toml" in app.spoken
        assert "有 1 个规则文件没有采用" in app.spoken


async def test_a_screen_that_fails_is_in_the_log_and_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = Hall(tmp_path / "data")
    live: Live = hall.open(lines(17), present=17)

    def broken(_screen: MeetingScreen, _meeting: object) -> None:
        raise ZeroDivisionError("broken")

    async def written() -> None:
        async with console(hall, live) as (app, _pilot):
            monkeypatch.setattr(MeetingScreen, "show", broken)
            app.act(ev.AttendeeCame("张三", "镇干部"))
            assert "画面没有更新" in app.spoken

    with caplog.at_level(logging.ERROR, logger="siquan"), pytest.raises(ZeroDivisionError):
        await written()
    assert "could not show" in caplog.text
    hall.office.close()
