"""The sitting (会议进程): opened, broken off, resumed, ended; in a rehearsal, another day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from screens.attempt import admissible, attempt, recorded
from screens.dialogs import Ask, Choose, Confirm
from screens.typed import NotTyped, a_date
from siquan_tui.meeting.chair import items_left
from siquan_tui.meeting.events import Adjourned, Recessed, Resumed
from siquan_tui.meeting.shortfalls import call_shortfalls
from siquan_tui.meeting.state import Phase
from siquan_tui.message import Message, message
from siquan_tui.refusal import Refusal
from siquan_tui.words import _, say

if TYPE_CHECKING:
    from screens.app import SiquanApp


def call_lacks(app: SiquanApp) -> tuple[Message, ...]:
    """What the call of the meeting in hand lacks today. Raises a Refusal where the roster
    cannot be read."""
    called = app.meeting.convened
    if called is None:
        return ()
    today = app.office.clock().date()
    return call_shortfalls(called, app.governing_now(), app.roll_today(), today)


def open_or_pause(app: SiquanApp) -> None:
    """Open, recess, resume or adjourn, as the phase has it."""
    match app.meeting.phase:
        case Phase.CONVENED:
            _open(app)
        case Phase.SITTING | Phase.RECESS as phase:
            choices = [
                _("宣布休会") if phase is Phase.SITTING else _("宣布复会"),
                _("宣布散会"),
            ]
            if app.move_clock is not None:
                choices.append(_("换到另一天（演练的钟）"))
            app.push_screen(Choose(_("会议"), choices), lambda choice: _pause(app, choice))
        case Phase.ADJOURNED:
            app.refuse(message("会议已经散会。"))


def _open(app: SiquanApp) -> None:
    def opened(reason: str | None) -> None:
        if reason is not None:
            app.go("attendance")

    try:
        lacking, roll = call_lacks(app), app.roll_today()
    except Refusal as refusal:
        app.refused(refusal)
        return
    if lacking and app.meeting.items and roll:
        title = _("召集的条件不足，说明理由后才能开会")
        text = "\n".join(say(each) for each in lacking)
        read = recorded(app, lambda _m, reason: app.opening(reason))
        app.push_screen(Ask(title, text, required=True, read=read), opened)
    elif app.open_meeting():
        opened("")


def _pause(app: SiquanApp, choice: int | None) -> None:
    match choice:
        case 0 if app.meeting.phase is Phase.RECESS:
            attempt(app, lambda _m: Resumed())
        case 0:
            _recess(app)
        case 1:
            _adjourn(app)
        case 2:
            _another_day(app)


def _recess(app: SiquanApp) -> None:
    if not admissible(app, lambda _m: Recessed()):
        return
    read = recorded(app, lambda _m, reason: Recessed(reason))
    app.push_screen(Ask(_("宣布休会"), _("原因可以不写。"), read=read))


def _adjourn(app: SiquanApp) -> None:
    if not admissible(app, lambda _m: Adjourned()):
        return

    def sure(yes: bool | None) -> None:
        if yes:
            attempt(app, lambda _m: Adjourned())

    told = [_("散会后记录不能再改，决议可以继续签名、打印。")]
    left = items_left(app.meeting)
    if left:
        titles = tuple(f"{each.number} {each.proposal.title}" for each in left)
        told.insert(0, say(message("还没有议完：{items}。", items=titles)))
    app.push_screen(Confirm(_("宣布散会？"), "\n".join(told), lean=False), sure)


def _another_day(app: SiquanApp) -> None:
    now = app.office.clock()
    last = app.meeting.entries[-1].at

    def morning(day: dt.date) -> dt.datetime:
        return dt.datetime.combine(day, dt.time(8, 30), now.tzinfo)

    def later(text: str) -> dt.date:
        day = a_date(text)
        if morning(day) < last:
            raise NotTyped(
                message("最后一条记录是 {day} {time}，钟不能往回拨。", day=last.date(), time=last)
            )
        return day

    def moved(text: str | None) -> None:
        if text is None or app.move_clock is None:
            return
        day = a_date(text)
        app.move_clock(morning(day))
        app.meeting_changed.publish(app.meeting)
        app.tell(say(message("演练的钟拨到 {day} 8:30。", day=day)))

    tomorrow = (now.date() + dt.timedelta(days=1)).isoformat()
    app.push_screen(Ask(_("换到哪一天？"), value=tomorrow, required=True, read=later), moved)
