"""A command written wrongly gets a sentence, whatever parser stands behind it."""

from __future__ import annotations

import pytest

from siquan_tui.cli import main
from siquan_tui.words import set_language


@pytest.mark.parametrize(
    ("arguments", "named"),
    [(["rules", "chek"], "chek"), (["verify"], "source"), (["--nope"], "--nope")],
)
def test_a_wrong_command_is_told_in_one_sentence(
    arguments: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    set_language("zh")
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.strip().splitlines()) == 1
    assert named in told.err
    assert "--help" in told.err


def test_a_refusal_of_a_command_keeps_its_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "check", "--rules", "siquan-2010", "--seats", "17"]) == 2
    assert main(["--version"]) in (0, None)
