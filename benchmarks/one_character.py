"""Every one-character change of a printed code, and whether it is refused.

    python -m benchmarks.one_character

Each character of a signed code is replaced by every other character of its own kind (digits
by digits, base32 by base32, Chinese by its neighbours in Unicode), left out, and doubled.
Left out and turned into others line ends are too, but not doubled: blank lines, which scanners
and chat programs add, are skipped on reading, and nothing a reader sees is changed by them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.paper import resolved
from benchmarks.table import Row, show
from siquan_tui.attest.role import Refused
from siquan_tui.attest.verify import Status, verify

BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
KINDS = ("0123456789abcdef", BASE32, BASE32.lower(), "0123456789")


def changes(code: str) -> Iterator[str]:
    """The code with one character changed, in every way tried."""
    for at, sign in enumerate(code):
        before, after = code[:at], code[at + 1 :]
        others = {each for kind in KINDS if sign in kind for each in kind}
        others |= {chr(ord(sign) + 1), chr(max(1, ord(sign) - 1)), " ", "\u3000"}
        for other in sorted(others - {sign}):
            yield before + other + after
        yield before + after
        if sign != "\n":
            yield before + sign + sign + after


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        _office, live, resolution = resolved(Path(folder))
        code = resolution.code.rstrip("\n")
        live.journal.close()
    assert verify(code, []).status is Status.REHEARSAL, "the code itself is good"
    tried = refused = 0
    for changed in changes(code):
        tried += 1
        try:
            accepted = verify(changed, []).status in (Status.GENUINE, Status.REHEARSAL)
        except Refused:
            accepted = False
        refused += not accepted
    return [
        Row(
            f"one character of a code changed ({len(code)} characters)",
            f"{refused:,} of {tried:,} refused",
            "",
            "",
            "100 %",
            refused == tried,
        )
    ]


if __name__ == "__main__":
    show(measure())
