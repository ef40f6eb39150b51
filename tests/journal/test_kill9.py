"""A console killed at a random moment loses nothing that it had shown."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the killed console is a fork")
def test_no_acknowledged_entry_is_lost_to_kill_9() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.kill9", "--rounds", "20"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "20 rounds" in done.stdout
    assert " 0 lost, chains whole" in done.stdout
