"""What the agenda says about the call and about an item, line by line."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from screens.widgets.agenda_list import mark
from screens.widgets.prose import Line
from siquan_tui.meeting.events import Convened
from siquan_tui.meeting.names import raised_by
from siquan_tui.meeting.state import Item, Meeting
from siquan_tui.message import Message, message
from siquan_tui.words import _, say, say_refusal


def row(meeting: Meeting, item: Item, *, chosen: bool) -> Content:
    """An item's line in the list; the one ``chosen`` has the cursor's colours alone."""
    again = say(message("（第 {n} 轮）", n=item.round.number)) if item.round.number > 1 else ""
    muted = "" if chosen else "$muted"
    style = muted if item.closed or item.withdrawn else ""
    return Content.assemble(
        (
            f"{mark(meeting, item)} {item.number} {item.proposal.title}{again}",
            "bold" if item.number == meeting.current else style,
        ),
        (f"  {say(raised_by(item.proposal))}", muted),
    )


def called_for(called: Convened) -> Line:
    """When and where the meeting is called, and who presides."""
    when = message(
        "{day} {time} · {place} · 主持人 {presider}",
        day=called.scheduled.date(),
        time=called.scheduled,
        place=called.place or _("地点未填"),
        presider=called.presider,
    )
    return say(when), "$muted"


def opening(meeting: Meeting, lacking: Sequence[Message], alike: Sequence[Message]) -> list[Line]:
    """Whether the meeting can be opened, what its call lacks, and whose names are ``alike``
    on the roll."""
    if not meeting.items:
        lacking = (*lacking, message("议程是空的，不能开会。"))
        ready = (_("先按 F6 加议题。"), "$accent")
    elif lacking:
        ready = (_("F10 宣布开会，要说明理由。"), "$accent")
    else:
        ready = (_("✓ 召集的条件已经具备，按 F10 宣布开会。"), "$primary")
    return [
        *((f"! {say(each)}", "$accent") for each in lacking),
        *((f"! {say_refusal(each)}", "$accent") for each in alike),
        ready,
        ("", ""),
    ]


def details(item: Item, lacking: Sequence[Message]) -> list[Line]:
    """The item in full, with what it lacks to be decided on today."""
    proposal = item.proposal
    lines: list[Line] = [(f"{item.number} {proposal.title}", "bold $primary")]
    if item.withdrawn:
        lines.append((say(message("已撤回：{why}", why=item.withdrawn)), "$accent"))
    if item.round.reason:
        again = message("第 {n} 轮：{why}", n=item.round.number, why=item.round.reason)
        lines.append((say(again), ""))
    if proposal.posting is not None:
        where = message(
            "公示：{day} 起，{place}",
            day=proposal.posting.since,
            place=proposal.posting.place or _("地点未填"),
        )
        lines.append((say(where), "$muted"))
    if proposal.discussed_by:
        body = message("事先研究：{body}", body=proposal.discussed_by)
        lines.append((say(body), "$muted"))
    if not item.withdrawn and not item.closed:
        lines += [(f"! {say(each)}", "$accent") for each in lacking]
    if proposal.text:
        lines += [("", ""), (proposal.text, "")]
    return lines
