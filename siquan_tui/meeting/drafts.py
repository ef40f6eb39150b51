"""Drafts the program writes from the state: the resolution's text, always in Chinese."""

from __future__ import annotations

from siquan_tui.meeting import events as ev
from siquan_tui.meeting.doubt import confirmed_despite
from siquan_tui.meeting.figures import live_verdict, settled, total
from siquan_tui.meeting.names import raised_by
from siquan_tui.meeting.state import Division, Meeting
from siquan_tui.message import say_in_chinese, write_in_chinese
from siquan_tui.rules.figures import Side
from siquan_tui.rules.names import side_name


def draft_resolution(
    meeting: Meeting, division: Division, year: int, number: int, text: str | None = None
) -> ev.ResolutionDrawn:
    """The resolution of a division, numbered; ``text`` as the chair edited it, or drafted."""
    return ev.ResolutionDrawn(
        division=division.number,
        year=year,
        number=number,
        title=resolution_title(division),
        text=draft_text(meeting, division) if text is None else text,
    )


def resolution_title(division: Division) -> str:
    """关于……的决议; a title that says 关于 or 决议 itself is not told it twice."""
    title = division.proposal.title.strip()
    if title.endswith(("决议", "决定")):
        return title
    subject = title.removeprefix("关于")
    for form in ("的议案", "议案", "的提案", "提案"):
        subject = subject.removesuffix(form)
    return f"关于{subject or title}的决议"


def draft_text(meeting: Meeting, division: Division) -> str:
    """The resolution's body: who met, what was proposed, how the hands fell, what is
    decided. Paragraphs are separated by one line break."""
    convened = meeting.convened
    assert convened is not None, "a division exists only in a convened meeting"
    proposal = division.proposal
    opened = division.opened
    stands = settled(division, second_count=meeting.second_count) or division.count
    who = write_in_chinese(raised_by(proposal))
    again = f"（第{division.round}轮）" if division.round > 1 else ""
    judged = division.verdict or live_verdict(meeting, division, stands)
    widest = judged.widest
    recused = f"，{len(division.recused)}人回避" if division.recused else ""
    figures = "、".join(
        f"{say_in_chinese(side_name(side))}{total(stands, side) or 0}票" for side in Side
    )
    paragraphs = [
        f"{opened.year}年{opened.month}月{opened.day}日，{convened.village}召开{convened.title}，"
        f"应到{widest.seats}人，实到{widest.present}人{recused}。会议审议了{who}提出的“{proposal.title}”议题{again}，"
        f"以举手方式表决，{figures}。表决票数达到议事规则规定的门槛，予以通过。",
        *_corrected(meeting, division),
        *_decided(proposal),
    ]
    return "\n".join(paragraphs)


def _corrected(meeting: Meeting, division: Division) -> list[str]:
    words = confirmed_despite(meeting, division)
    return [] if words is None else [f"宣布结果以后，{write_in_chinese(words).rstrip('。')}。"]


def _decided(proposal: ev.Proposal) -> list[str]:
    """What is decided: the proposal's text, or a sentence of its title where it has none."""
    lines = [line.strip() for line in proposal.text.splitlines() if line.strip()]
    if lines:
        return ["会议决定：", *lines]
    title = proposal.title.strip().rstrip("。！？")
    verb = "" if title.startswith(("同意", "通过", "批准")) else "同意"
    return [f"会议决定：{verb}{title}。"]
