"""Drafts the program writes from the state: the resolution's text, always in Chinese."""

from __future__ import annotations

from siquan_tui.meeting import events as ev
from siquan_tui.meeting.figures import live_verdict, settled, total
from siquan_tui.meeting.order_division import second_count
from siquan_tui.meeting.state import Division, Meeting
from siquan_tui.rules.figures import Side

_PROPOSERS = {
    ev.Proposer.BRANCH: "村党支部",
    ev.Proposer.COMMITTEE: "村民委员会",
    ev.Proposer.CHAIR: "执行主席",
    ev.Proposer.PETITION: "联名",
}


def draft_resolution(
    meeting: Meeting, division: Division, year: int, number: int, text: str | None = None
) -> ev.ResolutionDrawn:
    """The resolution of a division, numbered; ``text`` as the chair edited it, or drafted."""
    return ev.ResolutionDrawn(
        division=division.number,
        year=year,
        number=number,
        title=resolution_title(meeting, division),
        text=draft_text(meeting, division) if text is None else text,
    )


def resolution_title(meeting: Meeting, division: Division) -> str:
    """关于……的决议; a title that says 关于 or 决议 itself is not told it twice."""
    title = proposal_of(meeting, division).title.strip()
    if title.endswith("决议"):
        return title
    subject = title.removeprefix("关于")
    for form in ("的议案", "议案", "的提案", "提案"):
        subject = subject.removesuffix(form)
    return f"关于{subject or title}的决议"


def proposal_of(meeting: Meeting, division: Division) -> ev.Proposal:
    """The proposal the division was on: of its own round, not of the current one."""
    item = meeting.item(division.item)
    assert item is not None, "a division is always on an item of the agenda"
    return item.rounds[division.round - 1].proposal


def draft_text(meeting: Meeting, division: Division) -> str:
    """The resolution's body: who met, what was proposed, how the hands fell, what is
    decided. Paragraphs are separated by one line break."""
    convened = meeting.convened
    assert convened is not None, "a division exists only in a convened meeting"
    proposal = proposal_of(meeting, division)
    opened = division.opened
    stands = settled(division, second_count=second_count(meeting)) or division.count
    who = (
        f"{proposal.petitioners}人联名"
        if proposal.proposer is ev.Proposer.PETITION
        else _PROPOSERS[proposal.proposer]
    )
    again = f"（第{division.round}轮）" if division.round > 1 else ""
    judged = division.verdict or live_verdict(meeting, division, stands)
    widest = max((figures for _, figures in judged.figures), key=lambda each: each.seats)
    recused = f"，{len(division.recused)}人回避" if division.recused else ""
    figures = "、".join(
        f"{name}{total(stands, side) or 0}票"
        for side, name in (
            (Side.FOR, "赞成"),
            (Side.AGAINST, "反对"),
            (Side.ABSTAIN, "弃权"),
            (Side.UNEXPRESSED, "未表态"),
        )
    )
    paragraphs = [
        f"{opened.year}年{opened.month}月{opened.day}日，{convened.village}召开{convened.title}，"
        f"应到{widest.seats}人，实到{widest.present}人{recused}。会议审议了{who}提出的“{proposal.title}”议题{again}，"
        f"以举手方式表决，{figures}。表决结果符合议事规则，予以通过。",
        "会议决定：",
        *(line.strip() for line in (proposal.text or proposal.title).splitlines() if line.strip()),
    ]
    return "\n".join(paragraphs)
