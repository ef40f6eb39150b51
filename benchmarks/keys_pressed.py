"""Keys for one hand vote with two tellers and 29 seats, against OpenSlides' analogue poll.

    python -m benchmarks.keys_pressed

Ours are pressed for real, in a pseudo-terminal, from the item on the floor to the result
announced: 29 for, none against, two tellers who count blind, one after the other.

OpenSlides (client and server 4.3) is counted from its forms, each step with the fewest keys
or clicks, in its favour: everything preset, one Tab from figure to figure though a tick box
stands between, and "publish immediately" ticked. It knows one count, so a second teller is a
second poll of the same form; and publishing does not move the motion, which takes two
clicks more. It compares no sum with the room and no count with the other.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.stage import console, meeting_of
from benchmarks.table import Row, show
from tests.terminal.terminal import Terminal

SEATS = 29
POLL = {
    "new poll": 1,
    "into the first figure": 1,
    "29, 0, 0": 4,
    "from figure to figure": 2,
    "publish immediately": 1,
    "save": 1,
}
"""Yes, no and abstentions alone."""
TOTALS = {"valid 29, invalid 0, cast 29": 5, "to each": 3}
"""The totals the same form asks for; left out they are stored as undocumented."""
STATE = {"open the state": 1, "accepted": 1}


class Counting:
    """Presses keys and counts them."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal, self.keys = terminal, 0

    def press(self, *keys: str, then: str) -> None:
        self.terminal.press(*keys)
        self.keys += len(keys)
        self.terminal.wait_for(then)

    def count(self) -> None:
        """One teller's figures: all for, nobody against, none left."""
        self.press(*str(SEATS), "Enter", then="人数已齐")
        self.press("0", then="0▌")
        self.press("Enter", "0", then="0▌")
        self.press("Enter", "Enter", then="Enter 核对完毕")
        self.press("Enter", then="Enter")


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        live = meeting_of(home, SEATS, present=True)
        with console(live, home) as terminal:
            terminal.wait_for("Enter 举手表决")
            hand = Counting(terminal)
            hand.press("Enter", then="暂计")
            hand.count()
            hand.press("F6", then="前面的数已遮住")
            hand.count()
            terminal.wait_for("Enter 宣布结果")
            hand.press("Enter", then="Enter 去写决议")
            assert f"赞成 {SEATS} 票" in terminal.text
    least = sum(POLL.values())
    form = least + sum(TOTALS.values())
    state = sum(STATE.values())
    peer, full = 2 * least + state, 2 * form + state
    return [
        Row(
            f"one hand vote, two tellers, {SEATS} seats",
            f"{hand.keys} keys; both counts checked and compared",
            f"{peer} keys and clicks, three figures only; {full} with the totals",
            f"{hand.keys / peer:.2f}",
            "fewer",
            hand.keys < peer,
        )
    ]


if __name__ == "__main__":
    show(measure())
