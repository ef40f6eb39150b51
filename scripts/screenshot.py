"""Pictures of the console for the README, with Chinese drawn where its cells are.

    python scripts/screenshot.py FOLDER [WIDTHxHEIGHT]

Rich writes one <text> a run of cells and gives it the width of so many *characters*, so
every Han glyph overlaps the next. Here each character is placed at the cell it stands in,
which every renderer draws alike, whatever fonts it has.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import html
import re
import sys
import tempfile
from pathlib import Path

from rich.cells import cell_len

CELL = 12.2
"""Width of a cell in Rich's SVG, in its own units (font size 20)."""
FONTS = (
    '"Fira Code", "Noto Sans Mono CJK SC", "Noto Sans CJK SC", "PingFang SC", '
    '"Microsoft YaHei", monospace'
)

_NAMES = (
    "巴特尔 王桂兰 李建国 斯琴高娃 赵玉梅 乌云其其格 张德胜 刘秀英 陈永福 其木格 "
    "孙长海 娜仁花 周玉珍 额尔德尼 吴国强 包金山 白秀兰"
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
        if not char.isspace():
            x = round(left + at * CELL, 2)
            placed.append(f'<text x="{x:g}" {rest}>{html.escape(char)}</text>')
        at += cell_len(char)
    return "".join(placed)


async def _take(folder: Path, width: int, height: int) -> None:
    from screens.app import SiquanApp
    from siquan_tui.meeting import chair
    from siquan_tui.meeting import events as ev
    from siquan_tui.office import Office
    from siquan_tui.rules.figures import Side
    from siquan_tui.rules.model import Convener

    start = dt.datetime(2010, 7, 22, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    names = _NAMES.split()
    with tempfile.TemporaryDirectory() as scratch:
        office = Office(Path(scratch) / "data", clock=lambda: start)
        village = office.new_village("三苗树村", "吉日嘎朗图镇").village
        rows = [f"{n},{name},{6 + n % 2},2009-03-01" for n, name in enumerate(names, 1)]
        file = Path(scratch) / "roster.csv"
        file.write_text("席位，姓名，户数，起始日期\n" + "\n".join(rows), encoding="utf-8")
        office.import_roster(village, file)
        called = ev.Convened(
            village="三苗树村",
            township="吉日嘎朗图镇",
            title="第三次村民代表会议",
            place="村部",
            scheduled=start,
            convener=Convener.CHAIR,
            presider="包金山",
            rules=("siquan-2010",),
        )
        live = office.convene(village, called)
        posted = ev.Posting(start.date() - dt.timedelta(days=4), "村务公开栏")
        for proposal in (
            ev.Proposal("上次决议执行情况", kind=ev.ItemKind.REPORT),
            ev.Proposal(
                "自来水工程",
                "主管道 6500 米，支管道 6000 米，惠及 113 户 532 人、牲畜 3652 头（只）。",
                posting=posted,
                discussed_by="村两委联席会议",
            ),
            ev.Proposal("财务公开", posting=posted, kind=ev.ItemKind.REPORT),
        ):
            live.do(chair.add_item(live.meeting, proposal))
        text = ev.RuleText("siquan-2010", office.rulebook.text("siquan-2010"))
        roll = office.roster(village).roll_on(start.date())
        live.do(chair.open_meeting(live.meeting, roll, [text]))
        live.do(chair.everyone_arrives(live.meeting))
        live.do(chair.take_item(live.meeting, 1))
        live.do(ev.ItemClosed(1))
        live.do(chair.take_item(live.meeting, 2))
        live.do(chair.open_division(live.meeting, 2))
        live.do(chair.tally(live.meeting, ev.Bench.HALL, Side.FOR, 16))
        live.do(chair.tally(live.meeting, ev.Bench.HALL, Side.AGAINST, 1))

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
