"""A village on a real file, its meeting called or open, and a clock that stands still."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.events import Convened, Posting, Proposal
from siquan_tui.office import Office
from siquan_tui.rules.model import Convener

BEIJING = dt.timezone(dt.timedelta(hours=8))
START = dt.datetime(2010, 7, 22, 9, 0, tzinfo=BEIJING)
_NAMES = (
    "巴特尔 王桂兰 李建国 斯琴高娃 赵玉梅 乌云其其格 张德胜 刘秀英 陈永福 其木格 "
    "孙长海 娜仁花 周玉珍 额尔德尼 吴国强 包金山 白秀兰"
)
NAMES = _NAMES.split()


class Clock:
    """Stands still until a test moves it."""

    def __init__(self, now: dt.datetime = START) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        return self.now

    def forward(self, **step: int) -> None:
        self.now += dt.timedelta(**step)


def roster_csv(seats: int = 17) -> str:
    rows = ["席位,姓名,身份,社,性别,户数,起始日期"]
    for n in range(1, seats + 1):
        name = NAMES[(n - 1) % len(NAMES)] + ("" if n <= len(NAMES) else str(n))
        sex = "女" if n % 3 == 2 else "男"
        rows.append(f"{n},{name},代表,{'一二三四'[n % 4]}社,{sex},{6 + n % 2},2009-03-01")
    return "\n".join(rows)


def found_village(office: Office, folder: Path, seats: int = 17) -> str:
    """三苗树村 with its representatives, read from a file as a chair would."""
    village = office.new_village("三苗树村", "吉日嘎朗图镇").village
    file = folder / "roster.csv"
    file.write_text(roster_csv(seats), encoding="utf-8")
    office.import_roster(village, file)
    return village


def call_meeting(office: Office, village: str, **changes: object) -> tuple[str, str]:
    """A meeting with two items; returns its village and book."""
    told: dict[str, object] = {
        "village": "三苗树村",
        "township": "吉日嘎朗图镇",
        "title": "第三次村民代表会议",
        "place": "村部会议室",
        "scheduled": START,
        "convener": Convener.CHAIR,
        "presider": "包金山",
        "rules": ("siquan-2010",),
        **changes,
    }
    live = office.convene(village, Convened(**told))  # type: ignore[arg-type]
    water = Proposal(
        "自来水工程",
        text="主管道 6500 米，支管道 6000 米，惠及 113 户 532 人、牲畜 3652 头（只）。",
        posting=Posting(START.date() - dt.timedelta(days=4), "村务公开栏"),
        discussed_by="村两委联席会议 7 月 16 日",
    )
    live.do(chair.add_item(live.meeting, water))
    books = Proposal("财务公开", proposer=ev.Proposer.COMMITTEE)
    live.do(chair.add_item(live.meeting, books))
    return live.village, live.book


def open_meeting(office: Office, village: str, book: str, present: int = 17) -> None:
    """Opened, with the first seats signed in."""
    live = office.resume(village, book)
    called = live.meeting.convened
    assert called is not None
    rules = tuple(ev.RuleText(each, office.rulebook.text(each)) for each in called.rules)
    roll = office.roster(village).roll_on(START.date())
    live.do(chair.open_meeting(live.meeting, roll, rules, "演示"))
    if present:
        live.do(chair.arrive(live.meeting, *range(1, present + 1)))
