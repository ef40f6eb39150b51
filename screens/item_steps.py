"""What the chair does with an item, from the agenda or from the floor alike.

Whatever has to be written first (a reason, a changed proposal) is asked for only where the
order of the meeting would let it through, and what was written stays on the screen until it
is stored: nobody writes a page that is then refused and gone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from screens.attempt import ANY, admissible, attempt, recorded
from screens.dialogs import Ask
from screens.item_form import ItemForm, Written
from siquan_tui.meeting import chair
from siquan_tui.meeting.events import (
    ItemAmended,
    ItemWithdrawn,
    MeetingEvent,
    Proposal,
    RoundAdded,
)
from siquan_tui.meeting.petition import petition_asked
from siquan_tui.meeting.shortfalls import item_shortfalls
from siquan_tui.meeting.state import Item, Meeting
from siquan_tui.message import message
from siquan_tui.words import _, say

if TYPE_CHECKING:
    from screens.app import SiquanApp


def _form(
    app: SiquanApp,
    title: str,
    build: Callable[[Meeting, Written], MeetingEvent],
    proposal: Proposal | None = None,
    *,
    again: bool = False,
) -> ItemForm:
    """The form for an item, which records what ``build`` makes of it; with what the governing
    rule sets say of items: the matters they keep from the assembly and the share they ask of a
    petition."""
    rules = app.governing_now()
    return ItemForm(
        title,
        lambda written: app.record(build(app.meeting, written)),
        proposal,
        reserved=[matter for rule_set in rules for matter in rule_set.reserved],
        asked=petition_asked(rules, app.roll_now()),
        again=again,
    )


def take(app: SiquanApp, item: Item, then: Callable[[], None]) -> None:
    """Put the item before the assembly, with a reason where something is lacking; ``then``
    runs when that is done."""
    if not admissible(app, lambda m: chair.take_item(m, item.number, ANY)):
        return

    today = app.office.clock().date()
    lacking = item_shortfalls(item.proposal, app.meeting.rules, app.meeting.roll, today)
    if not lacking:
        if attempt(app, lambda m: chair.take_item(m, item.number)):
            then()
        return

    def taken(reason: str | None) -> None:
        if reason is not None:
            then()

    title = _("条件不足，仍要审议的理由（记入会议记录）：")
    text = "\n".join(say(each) for each in lacking)
    read = recorded(app, lambda m, reason: chair.take_item(m, item.number, reason))
    app.push_screen(Ask(title, text, required=True, read=read), taken)


def may_add(app: SiquanApp) -> bool:
    """Whether the agenda may still change; says why not when it may not."""
    return admissible(app, lambda m: chair.add_item(m, Proposal(ANY)))


def add(app: SiquanApp, then: Callable[[], None]) -> None:
    """A new item at the end; ``then`` runs when it is listed."""
    if not may_add(app):
        return

    def written(form: Written | None) -> None:
        if form is not None:
            then()

    form = _form(app, _("加议题"), lambda m, form: chair.add_item(m, form.proposal))
    app.push_screen(form, written)


def change(app: SiquanApp, item: Item) -> None:
    """Change an item before it is voted on."""
    if not admissible(app, lambda _m: ItemAmended(item.number, item.proposal)):
        return
    title = say(message("修改第 {n} 项议题", n=item.number))

    def amended(_m: Meeting, form: Written) -> ItemAmended:
        return ItemAmended(item.number, form.proposal)

    app.push_screen(_form(app, title, amended, item.proposal))


def new_round(app: SiquanApp, item: Item) -> None:
    """Put the item again in a changed form; the verdict before it stays on record."""
    if not admissible(app, lambda _m: RoundAdded(item.number, item.proposal, ANY)):
        return
    title = say(message("再议第 {n} 项：修改后的方案", n=item.number))

    def added(_m: Meeting, form: Written) -> RoundAdded:
        return RoundAdded(item.number, form.proposal, form.reason)

    # What was posted was the proposal before: the chair writes down when the new one was.
    changed = replace(item.proposal, posting=None)
    app.push_screen(_form(app, title, added, changed, again=True))


def withdraw(app: SiquanApp, item: Item) -> None:
    """Take the item off the agenda, with the reason."""
    if not admissible(app, lambda _m: ItemWithdrawn(item.number, ANY)):
        return
    title = say(message("撤回第 {n} 项议题的原因", n=item.number))
    read = recorded(app, lambda _m, reason: ItemWithdrawn(item.number, reason))
    app.push_screen(Ask(title, required=True, read=read))
