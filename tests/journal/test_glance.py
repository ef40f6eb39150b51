"""What is seen at a glance is what the journal says."""

from __future__ import annotations

from pathlib import Path

import pytest

from siquan_tui.journal.glance import meetings
from siquan_tui.meeting import events as ev
from siquan_tui.office import Office
from tests.office.test_papers import NOW, carried


def test_the_glance_and_the_journal_agree(tmp_path: Path) -> None:
    office = Office(tmp_path, clock=lambda: NOW)
    village = office.new_village("三苗树村", "吉日嘎朗图镇").village
    carried(office, village, rehearsal=True).do(ev.Adjourned())
    carried(office, village, rehearsal=False)
    assert len(office.meetings()) == 2
    assert meetings(tmp_path / "siquan.db") == office.meetings()
    office.close()
    assert Office(tmp_path, clock=lambda: NOW).glance() == meetings(tmp_path / "siquan.db")


@pytest.mark.parametrize("content", [None, b"", b"no database at all" * 100])
def test_what_cannot_be_read_is_left_to_the_journal(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "siquan.db"
    if content is not None:
        file.write_bytes(content)
    assert meetings(file) is None
    assert (content is not None) is file.exists(), "a glance makes no file"
