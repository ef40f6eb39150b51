"""The resolution (决议) as a paper, from the meeting's state and the announced verdict."""

from __future__ import annotations

from itertools import takewhile

from siquan_tui.attest.code import HEAD, head_groups
from siquan_tui.meeting.events import Convened
from siquan_tui.meeting.figures import signatures_needed
from siquan_tui.meeting.roll import Capacity, RollLine
from siquan_tui.meeting.state import Division, Meeting, Resolution
from siquan_tui.meeting.turnout import DivisionRoom, division_room
from siquan_tui.message import say_in_chinese
from siquan_tui.paper.attendance import gone_home
from siquan_tui.paper.beforehand import call_exceptions, division_exceptions
from siquan_tui.paper.corrections import (
    confirmed_words,
    corrected_seats,
    correction_words,
    doubt_words,
)
from siquan_tui.paper.fields import Code, Fact, ResolutionPaper, SeatCell, Signer
from siquan_tui.paper.punctuation import punctuated
from siquan_tui.paper.vote import rules_name, vote_of
from siquan_tui.paper.wording import (
    called_words,
    clock,
    day,
    governing_words,
    number_words,
    paragraphs,
    petition_share,
    posting_words,
    printable,
    proposer_words,
)
from siquan_tui.rules.check import Verdict
from siquan_tui.rules.names import electorate_name, threshold_words

CODE_LINE = 46
"""Longest line shown there, in characters."""
HOW_TO_VERIFY = (
    "核验：用手机扫码可读出全文；在装有本程序的电脑上运行 siquan verify，交给它照片、文字或本件"
    "PDF，不需联网，即知签名真伪，再把读出的内容与纸面逐项核对。"
)


def resolution_paper(
    meeting: Meeting,
    resolution: Resolution,
    *,
    code_text: str,
    qr_svg: str,
    qr_mm: float,
    head_hex: str,
) -> ResolutionPaper:
    """Word a resolution. No figure is computed here: they are the announced verdict's, and
    those of the room as the division froze it.

    ``qr_mm`` is the edge of ``qr_svg`` as it stands, in millimetres; with an empty
    ``code_text`` the paper says that it bears no code. Raises ``ValueError`` if the
    resolution's division is not of this meeting or was never announced.
    """
    convened, division = meeting.convened, meeting.division(resolution.division)
    if convened is None or division is None or division.verdict is None:
        raise ValueError("a resolution needs the announced division it was drawn from")
    village = printable(convened.village)
    about_meeting = _meeting_facts(meeting, convened)
    number = number_words(resolution.year, resolution.number, rehearsal=convened.rehearsal)
    return punctuated(
        ResolutionPaper(
            rehearsal=convened.rehearsal,
            moment=int(resolution.drawn.timestamp()),
            village=village,
            assembly=f"{village}村民代表会议",
            title=printable(resolution.title),
            number=number,
            warnings=_warnings(meeting, division),
            body=paragraphs(resolution.text),
            facts=(*about_meeting, *_item_facts(meeting, division)),
            about_meeting=len(about_meeting),
            room=_room(division_room(meeting, division)),
            vote=vote_of(meeting, division),
            effect=_effect(meeting, division.verdict),
            seats=_seats(meeting, division),
            signers=_signers(convened, division),
            date=day(meeting, resolution.drawn),
            code=_code(code_text, qr_svg, qr_mm),
            head=head_groups(head_hex),
            footline=f"{village}村民代表会议决议 {number}",
        )
    )


def _warnings(meeting: Meeting, division: Division) -> tuple[str, ...]:
    found: list[str] = []
    if division.annulled:
        found.append(f"本决议所依据的表决已作废：{printable(division.annulled)}。本件不得执行。")
    if division.superseded:
        found.append(
            f"本决议所依据的第{division.round}轮表决已由再议取代，本件仅供存查，不得执行。"
        )
    if division.flags and not division.annulled:
        found.append("到会记录有更正涉及本次表决，尚未经会议确认。")
    if doubt := doubt_words(meeting, division):
        found.append("".join((doubt, *confirmed_words(division))))
    return tuple(found)


def _meeting_facts(meeting: Meeting, convened: Convened) -> tuple[Fact, ...]:
    began = meeting.opened or convened.scheduled
    facts = (
        Fact("会议名称", printable(convened.title)),
        Fact("开会时间", f"{day(meeting, began)}{clock(meeting, began)}"),
        Fact("地点", printable(convened.place)),
        Fact("召集人", called_words(meeting)),
        Fact("主持人", f"执行主席 {printable(convened.presider)}"),
        Fact("适用规则", governing_words(meeting)),
        Fact("开会说明", call_exceptions(meeting)),
    )
    return tuple(fact for fact in facts if fact.value)


def _item_facts(meeting: Meeting, division: Division) -> tuple[Fact, ...]:
    item, proposal = meeting.item(division.item), division.proposal
    again = f"（第{division.round}轮表决）" if item and len(item.rounds) > 1 else ""
    facts = (
        Fact("议题", f"第{division.item}项 {printable(proposal.title)}{again}"),
        Fact("议题提出", f"{proposer_words(proposal)}；{posting_words(proposal)}"),
        Fact("联名份额", petition_share(meeting, proposal)),
        Fact("先行讨论", printable(proposal.discussed_by)),
        Fact("例外说明", division_exceptions(meeting, division)),
        Fact("表决时间", f"{day(meeting, division.opened)}{clock(meeting, division.opened)}"),
        Fact("到会更正", "".join(correction_words(meeting, division))),
    )
    return tuple(fact for fact in facts if fact.value)


def _room(room: DivisionRoom) -> tuple[Fact, ...]:
    figures = room.figures
    facts = [
        Fact("应到", str(figures.seats)),
        Fact("实到", str(figures.present)),
        Fact("请假", str(room.excused)),
        Fact("缺席", str(room.absent)),
    ]
    if room.vacant:
        facts.append(Fact("缺额", str(room.vacant)))
    if figures.recused:
        facts.append(Fact("回避", str(figures.recused)))
    return (
        *facts,
        Fact("参加表决", str(figures.voting)),
        Fact("列席", str(room.attendees)),
    )


def _effect(meeting: Meeting, verdict: Verdict) -> tuple[str, ...]:
    """What is still needed to be in force (生效), rule set by rule set."""
    figures = dict(verdict.figures)
    found: list[str] = []
    for rules in meeting.rules:
        asked: list[str] = []
        signatures = rules.effect.signatures
        least = signatures_needed(rules, figures[rules.id])
        if signatures is not None and least is not None:
            share = say_in_chinese(threshold_words(signatures))
            who = say_in_chinese(electorate_name(rules.electorate))
            asked.append(f"{share}的{who}、即至少{least}人签字")
        if rules.effect.seal:
            asked.append("加盖村民委员会印章")
        if asked:
            found.append(
                f"{rules_name(meeting, rules.id)}：须由{',并'.join(asked)}，决议方可生效。"
            )
    return tuple(found) or ("适用的议事规则没有另外规定签字、盖章等生效条件。",)


def _seats(meeting: Meeting, division: Division) -> tuple[SeatCell, ...]:
    left = gone_home(meeting, division)
    corrected = corrected_seats(meeting, division)
    return tuple(
        SeatCell(
            line.seat,
            printable(line.name),
            corrected.get(line.seat) or _seat_note(division, line, left),
        )
        for line in sorted(meeting.roll, key=lambda line: line.seat)
    )


def _seat_note(division: Division, line: RollLine, left: frozenset[int]) -> str:
    if line.vacant:
        return "缺额"
    if line.seat in division.recused:
        return "回避"
    if line.seat in division.excused:
        return "请假"
    if line.seat not in division.present:
        return "离场" if line.seat in left else "未到会"
    return "村委会成员" if line.capacity is Capacity.COMMITTEE else ""


def _signers(convened: Convened, division: Division) -> tuple[Signer, ...]:
    counted = [count.teller for count in division.counts if count.closed]
    # Of those named, also who did not count this time: all of them watched the hands.
    tellers = dict.fromkeys(map(printable, (*counted, *division.tellers)))
    return (
        Signer("执行主席（主持人）", printable(convened.presider)),
        Signer("记录人", printable(convened.recorder)),
        *(Signer("计票人", teller) for teller in tellers or [""]),
        *(Signer("监票人", printable(name)) for name in division.scrutineers or [""]),
    )


def _code(text: str, svg: str, mm: float) -> Code | None:
    if not text:
        return None
    lines = [printable(line) for line in text.splitlines()]
    # What a reader can compare: all that stands before the chain head, the result included.
    shown = takewhile(lambda line: not line.startswith(HEAD), filter(None, lines))
    return Code(
        svg=svg,
        mm=mm,
        text=tuple(
            line if len(line) <= CODE_LINE else line[: CODE_LINE - 1] + "…" for line in shown
        ),
        how=HOW_TO_VERIFY,
    )
