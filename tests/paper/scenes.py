"""Meetings to print: driven through admit and apply, as the console does it."""

from __future__ import annotations

import datetime as dt
import io

import qrcode
from msgspec.structs import replace
from qrcode.image.svg import SvgPathImage

from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.drafts import draft_resolution
from siquan_tui.meeting.roll import RollLine
from siquan_tui.meeting.state import Meeting, Resolution
from siquan_tui.paper.data import ResolutionPaper, resolution_paper
from siquan_tui.rules.figures import Side
from siquan_tui.rules.model import Convener
from tests.meeting.hall import START, Hall

HEAD = "0123456789abcdef" * 4
CODE = "\n".join(
    (
        "四权四制决议核验 1 演练",
        "三村代决演练〔2010〕1号",
        "吉日嘎朗图镇 三苗树村",
        "关于安装与改造自来水工程的决议",
        "2010-07-22",
        "应到17 实到17",
        "赞成16 反对1 弃权0",
        "四权四制 需12 得16",
        "结果 通过",
        "日志 " + "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567ABCDEFGHIJKLMNOPQRST",
        "签名 CHAIR ABCDEFGH " + "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" * 3 + "ABCDEFG",
    )
)
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"
GIVEN = "建国志强秀英桂芳海燕玉兰文彬栋梅永红金山"
MONGOLIAN = "额尔敦·巴雅尔"


def person_name(seat: int) -> str:
    """Made up, different for every seat up to 300."""
    if seat == 5:
        return MONGOLIAN
    if seat == 11:
        return "乌云其木格"
    n = len(GIVEN)
    return SURNAMES[seat % len(SURNAMES)] + GIVEN[seat % n] + GIVEN[(seat // n + seat * 7) % n]


def roll_of(seats: int, vacant: tuple[int, ...] = ()) -> tuple[RollLine, ...]:
    return tuple(
        RollLine(seat, "" if seat in vacant else person_name(seat), households=7)
        for seat in range(1, seats + 1)
    )


def convene(hall: Hall, *rules: str, rehearsal: bool = True, **changes: str) -> None:
    fields = {
        "village": "三苗树村",
        "township": "吉日嘎朗图镇",
        "title": "三苗树村第三次村民代表会议",
        "place": "村委会会议室",
        "presider": "赵永红",
        "convener_name": "赵永红",
        "recorder": "孙玉兰",
        **changes,
    }
    hall.do(
        ev.Convened(
            scheduled=START,
            convener=Convener.CHAIR,
            jointly_with=(Convener.COMMITTEE,),
            rules=rules or ("siquan-2010",),
            notified=dt.date(2010, 7, 18),
            rehearsal=rehearsal,
            **fields,
        )
    )


def water_works(**changes: str) -> ev.Proposal:
    fields = {
        "title": "安装与改造自来水工程",
        "text": "同意实施安装与改造自来水工程：主管全长6500米，支管全长6000米。\n"
        "所需费用由村“两委”向上级相关部门申请，路线从五苗树村和镇康兴社区接水。",
        **changes,
    }
    return ev.Proposal(
        posting=ev.Posting(dt.date(2010, 7, 18), "村务公开栏"),
        discussed_by="村党支部大会，2010年7月18日",
        **fields,
    )


def sitting(
    seats: int = 17,
    *rules: str,
    rehearsal: bool = True,
    away: tuple[int, ...] = (),
    roll: tuple[RollLine, ...] | None = None,
    proposal: ev.Proposal | None = None,
    **changes: str,
) -> Hall:
    """A meeting that has taken its one item; the first of ``away`` is excused."""
    hall = Hall()
    convene(hall, *rules, rehearsal=rehearsal, **changes)
    hall.do(chair.add_item(hall.meeting, proposal or water_works()))
    hall.open(roll or roll_of(seats, vacant=(20,) if seats > 20 else ()))
    coming = [line.seat for line in hall.meeting.roll if line.name and line.seat not in away]
    hall.do(ev.Arrived(tuple(coming)))
    if away:
        hall.do(ev.Excused(away[0], "外出就医"))
    hall.do(ev.AttendeeCame("何海燕", "镇纪委"))
    hall.do(chair.take_item(hall.meeting, 1, "情况紧急"))
    return hall


def carried(hall: Hall, against: int = 1, number: int = 1) -> tuple[Meeting, Resolution]:
    """Everybody for but ``against``, announced, and the resolution drawn."""
    division = hall.divide()
    hall.hands(len(division.entitled) - against, against, 0, 0)
    hall.do(chair.close_count(hall.meeting, teller="王文彬"))
    hall.do(chair.announce(hall.meeting))
    hall.do(draft_resolution(hall.meeting, hall.division, 2010, number))
    return hall.meeting, hall.meeting.resolutions[-1]


def symbol(text: str) -> tuple[str, float, int]:
    """The code as SVG without white around it, its edge in mm and its modules a side."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    buffer = io.BytesIO()
    code.make_image(image_factory=SvgPathImage).save(buffer)
    modules = code.modules_count
    return buffer.getvalue().decode(), max(40.0, 0.515 * modules), modules


def worded(meeting: Meeting, resolution: Resolution, code: str = CODE) -> ResolutionPaper:
    svg, mm, _ = symbol(code)
    return resolution_paper(
        meeting, resolution, code_text=code, qr_svg=svg, qr_mm=mm, head_hex=HEAD
    )


def renamed(roll: tuple[RollLine, ...], names: dict[int, str]) -> tuple[RollLine, ...]:
    return tuple(replace(line, name=names.get(line.seat, line.name)) for line in roll)


def eventful() -> Meeting:
    """Everything minutes must tell: strikes, a recess, late and early, recounts, an annulled
    division, a correction confirmed, two rounds, a withdrawn item, a report, resolutions."""
    hall = Hall()
    convene(hall)
    for proposal in (
        ev.Proposal(title="上次决议执行情况报告", kind=ev.ItemKind.REPORT),
        water_works(),
        ev.Proposal(title="村部房屋出租", proposer=ev.Proposer.PETITION, petitioners=6),
        ev.Proposal(title="财务公开", proposer=ev.Proposer.COMMITTEE),
    ):
        hall.do(chair.add_item(hall.meeting, proposal))
    hall.do(ev.ItemWithdrawn(3, "承租人已退出"))
    hall.open(roll_of(17))
    hall.do(ev.Arrived(tuple(range(1, 16))))
    hall.do(ev.AttendeeCame("何海燕", "镇纪委"))
    hall.do(ev.Arrived((17,)))
    hall.do(chair.strike_newest(hall.meeting))
    hall.do(ev.Excused(17, "外出就医"))
    hall.do(chair.take_item(hall.meeting, 1))
    hall.do(ev.ItemClosed(1))
    hall.now += dt.timedelta(minutes=12)
    hall.do(ev.Arrived((16,)))
    hall.do(chair.take_item(hall.meeting, 2, "雨季将到，提前审议"))
    hall.divide()
    hall.do(chair.tally(hall.meeting, ev.Bench.HALL, Side.FOR, 10))
    hall.do(ev.Annulled(hall.division.number, "停电，看不清举手"))
    hall.do(ev.Recessed("等候来电"))
    hall.now += dt.timedelta(minutes=20)
    hall.do(ev.Resumed())
    hall.divide(3)
    hall.hands(13, 2, 0, 0)
    hall.do(chair.close_count(hall.meeting, teller="王文彬"))
    hall.do(chair.order_recount(hall.meeting, ev.CountReason.DOUBT))
    hall.hands(13, 1, 1, 0)
    hall.do(chair.close_count(hall.meeting, teller="李秀英"))
    hall.do(chair.order_recount(hall.meeting, ev.CountReason.UNEQUAL))
    hall.hands(13, 1, 1, 0)
    hall.do(chair.close_count(hall.meeting, teller="王文彬"))
    hall.do(chair.announce(hall.meeting))
    hall.do(draft_resolution(hall.meeting, hall.division, 2010, 1))
    hall.do(chair.correct(hall.meeting, 15, "签到时认错了人"))
    hall.do(ev.Confirmed(hall.division.number, "少一票仍达到门槛"))
    hall.do(ev.RoundAdded(2, water_works(text="路线改由镇康兴社区接水。"), "走访后修改路线"))
    hall.do(chair.take_item(hall.meeting, 2, "上一轮已公示"))
    carried(hall, against=0, number=2)
    hall.do(ev.Left((1,)))
    hall.do(ev.Adjourned())
    return hall.meeting
