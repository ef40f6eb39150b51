"""What the chair does with an item, from the agenda or from the floor alike.

Whatever has to be written first (a reason, a changed proposal) is asked for only where the
order of the meeting would let it through: nobody writes a page that is then refused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from screens.attempt import admissible, attempt
from screens.dialogs import Ask
from screens.item_form import ItemForm, Written
from siquan_tui.meeting import chair
from siquan_tui.meeting.events import ItemAmended, ItemWithdrawn, Proposal, RoundAdded
from siquan_tui.meeting.petition import petition_asked
from siquan_tui.meeting.shortfalls import item_shortfalls
from siquan_tui.meeting.state import Item
from siquan_tui.message import message
from siquan_tui.words import _, say

if TYPE_CHECKING:
    from screens.app import SiquanApp

ANY = "?"
"""Stands for the reason not written yet."""


def _form(
    app: SiquanApp, title: str, proposal: Proposal | None = None, *, again: bool = False
) -> ItemForm:
    """The form for an item, with what the governing rule sets say of items: the matters
    they keep from the assembly and the share they ask of a petition."""
    rules = app.governing_now()
    return ItemForm(
        title,
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

    def taken(reason: str | None) -> None:
        if reason is not None and attempt(app, lambda m: chair.take_item(m, item.number, reason)):
            then()

    today = app.office.clock().date()
    lacking = item_shortfalls(item.proposal, app.meeting.rules, app.meeting.roll, today)
    if lacking:
        title = _("条件不足，仍要审议的理由（记入会议记录）：")
        text = "\n".join(say(each) for each in lacking)
        app.push_screen(Ask(title, text, required=True), taken)
    else:
        taken("")


def add(app: SiquanApp, then: Callable[[], None]) -> None:
    """A new item at the end; ``then`` runs when it is listed."""

    def written(form: Written | None) -> None:
        if form is not None and attempt(app, lambda m: chair.add_item(m, form.proposal)):
            then()

    app.push_screen(_form(app, _("加议题")), written)


def change(app: SiquanApp, item: Item) -> None:
    """Change an item before it is voted on."""
    if not admissible(app, lambda _m: ItemAmended(item.number, item.proposal)):
        return

    def written(form: Written | None) -> None:
        if form is not None:
            attempt(app, lambda _m: ItemAmended(item.number, form.proposal))

    title = say(message("修改第 {n} 项议题", n=item.number))
    app.push_screen(_form(app, title, item.proposal), written)


def new_round(app: SiquanApp, item: Item) -> None:
    """Put the item again in a changed form; the verdict before it stays on record."""
    if not admissible(app, lambda _m: RoundAdded(item.number, item.proposal, ANY)):
        return

    def written(form: Written | None) -> None:
        if form is not None:
            attempt(app, lambda _m: RoundAdded(item.number, form.proposal, form.reason))

    title = say(message("再议第 {n} 项：修改后的方案", n=item.number))
    # What was posted was the proposal before: the chair writes down when the new one was.
    changed = replace(item.proposal, posting=None)
    app.push_screen(_form(app, title, changed, again=True), written)


def withdraw(app: SiquanApp, item: Item) -> None:
    """Take the item off the agenda, with the reason."""
    if not admissible(app, lambda _m: ItemWithdrawn(item.number, ANY)):
        return

    def why(reason: str | None) -> None:
        if reason:
            attempt(app, lambda _m: ItemWithdrawn(item.number, reason))

    title = say(message("撤回第 {n} 项议题的原因", n=item.number))
    app.push_screen(Ask(title, required=True), why)
