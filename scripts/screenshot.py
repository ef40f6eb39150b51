"""Pictures of the console for the README, with Chinese drawn where its cells are.

    python scripts/screenshot.py FOLDER [WIDTHxHEIGHT]

Rich writes one <text> a run of cells and gives it the width of so many *characters*, so
every Han glyph overlaps the next. Here each character is placed at the cell it stands in,
which every renderer draws alike, whatever fonts it has.
"""

from __future__ import annotations

import asyncio
import html
import os
import re
import sys
import tempfile
from pathlib import Path

from rich.cells import cell_len

CELL = 12.2
"""Width of a cell in Rich's SVG, in its own units (font size 20)."""
LINE, ASCENT = 24.4, 17.0
"""Height of a cell, and how far above the letters' baseline it begins, in the same units."""
BLOCKS = {"█": (0, 1), "▀": (0, 0.5), "▄": (0.5, 0.5)}
"""Where in its cell a block begins and how much of it it fills. As letters they would leave
gaps between the lines that no terminal leaves."""
FONTS = (
    '"Fira Code", "Noto Sans Mono CJK SC", "Noto Sans CJK SC", "PingFang SC", '
    '"Microsoft YaHei", monospace'
)

_FONT_FACE = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)
_FAMILY = re.compile(r"font-family:\s*Fira Code[^;]*;")
_TEXT = re.compile(r"<text ([^>]*?)>([^<]*)</text>")
_ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')


def repaired(svg: str) -> str:
    """The picture with every character at its own cell and no font fetched from anywhere."""
    svg = _FONT_FACE.sub("", svg)
    svg = _FAMILY.sub(f"font-family: {FONTS};", svg)
    return _TEXT.sub(_characters, svg)


def _characters(found: re.Match[str]) -> str:
    attributes = dict(_ATTRIBUTE.findall(found[1]))
    if "textLength" not in attributes:  # the window's title
        return found[0]
    del attributes["textLength"]
    left = float(attributes.pop("x"))
    rest = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    placed = []
    at = 0
    for char in html.unescape(found[2]):
        x = round(left + at * CELL, 2)
        if char in BLOCKS:
            top, high = BLOCKS[char]
            y = round(float(attributes["y"]) - ASCENT + top * LINE, 2)
            placed.append(
                f'<rect x="{x:g}" y="{y:g}" width="{CELL + 0.1:g}" height="{high * LINE + 0.1:g}" '
                f'class="{attributes["class"]}" shape-rendering="crispEdges"/>'
            )
        elif not char.isspace():
            placed.append(f'<text x="{x:g}" {rest}>{html.escape(char)}</text>')
        at += cell_len(char)
    return "".join(placed)


async def _take(folder: Path, width: int, height: int) -> None:
    """The demo's first case, at the hand that decides it."""
    from screens.environment import settle

    settle(os.environ)
    from screens.app import SiquanApp
    from siquan_tui.demo.cases import prepare
    from siquan_tui.meeting import chair
    from siquan_tui.meeting import events as ev
    from siquan_tui.rules.figures import Side

    with tempfile.TemporaryDirectory() as data:
        office = prepare(Path(data))
        case = next(each for each in office.meetings() if each.name == "三苗树村")
        live = office.resume(case.village, case.book)
        rules = [ev.RuleText("siquan-2010", office.rulebook.text("siquan-2010"))]
        roll = office.roster(live.village).roll_on(live.now().date())
        live.do(chair.open_meeting(live.meeting, roll, rules))
        live.do(chair.everyone_arrives(live.meeting))
        live.do(chair.take_item(live.meeting, 1))
        live.do(ev.ItemClosed(1))
        live.do(chair.take_item(live.meeting, 2))
        live.do(chair.open_division(live.meeting, 2))
        for side, hands in zip(Side, (16, 1, 0, 0), strict=True):
            live.do(chair.tally(live.meeting, ev.Bench.HALL, side, hands))
        app = SiquanApp(office, book=(live.village, live.book))
        async with app.run_test(size=(width, height)) as pilot:
            for key, name in (("", "division"), ("f2", "attendance"), ("f3", "agenda")):
                if key:
                    await pilot.press(key)
                for _ in range(3):
                    await pilot.pause()
                picture = repaired(app.export_screenshot(title="siquan"))
                (folder / f"{name}.svg").write_text(picture, encoding="utf-8", newline="\n")
        office.close()


def main() -> None:
    """Write the pictures into the folder given."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    width, _, height = (sys.argv[2] if len(sys.argv) > 2 else "80x24").partition("x")
    asyncio.run(_take(folder, int(width), int(height)))


if __name__ == "__main__":
    main()
