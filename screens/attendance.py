"""Attendance (签到): who is in the room, who asked leave, who went, with the times."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key as KeyPressed
from textual.events import ScreenResume
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from screens.aside import aside
from screens.attempt import ANY, admissible, attempt, insist, recorded
from screens.dialogs import Ask
from screens.meeting_screen import MeetingScreen
from screens.moment import moment
from screens.typed import a_line
from screens.widgets.keys_line import Key
from screens.widgets.keystroke import keystroke
from screens.widgets.roll import Roll, households, last_seen, status
from screens.widgets.steady import Steady
from siquan_tui.meeting import chair
from siquan_tui.meeting.doubt import doubts_of
from siquan_tui.meeting.events import AttendeeCame, AttendeeLeft, Left
from siquan_tui.meeting.figures import standing
from siquan_tui.meeting.roll import RollLine
from siquan_tui.meeting.state import Attendee, Meeting, Phase, Presence
from siquan_tui.message import message
from siquan_tui.words import _, say, say_refusal

LONGEST_SEARCH = 6


class AttendanceScreen(MeetingScreen):
    """The whole roll; a seat is found by arrows, by its number or by pinyin initials."""

    PLACE = "attendance"
    SIDE_AGENDA = False
    CSS_PATH = "attendance.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "everyone", show=False, id="everyone"),
        Binding("f7", "excuse", show=False, id="excuse"),
        Binding("f12", "correct", show=False, id="correct"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._search = ""
        self._attendees: tuple[Attendee, ...] | None = None

    # --- what it shows -----------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """The roll, whom the cursor is on, and the attendees."""
        yield Roll(id="roll")
        yield Steady("", id="seat-line", markup=False)
        yield OptionList(id="attendees", markup=False, compact=True)

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Seat numbers go to the roll at once, also after an attendee was registered."""
        self.query_one(Roll).focus()

    def heading(self, meeting: Meeting) -> str:
        """签到, and the page where the roll has several."""
        page, pages = self.query_one(Roll).pages
        if pages == 1:
            return _("签到")
        return say(message("签到 · 第 {page}/{pages} 页", page=page, pages=pages))

    def show_meeting(self, meeting: Meeting) -> None:
        """Repaint whoever came or went."""
        self.query_one(Roll).show(meeting.roll, meeting.presence, today=self._today())
        self._show_seat()
        if meeting.attendees is not self._attendees:
            self._attendees = meeting.attendees
            self._show_attendees()

    def own_keys(self, meeting: Meeting) -> tuple[Key, ...]:
        """Keys of this screen."""
        return (
            Key("Enter", _("签到/离场")),
            Key("F6", _("全部到会")),
            Key("F7", _("记请假")),
            Key("F12", _("更正")),
            Key("Tab", _("列席")),
        )

    def _ready(self) -> bool:
        """Nobody is missing, and nothing has been taken up yet."""
        meeting = self.app.meeting
        return (
            meeting.phase is Phase.SITTING
            and not meeting.current
            and not meeting.divisions
            and not standing(meeting).absent
        )

    def _when(self, presence: Presence | None) -> str:
        time = last_seen(presence)
        return "" if time is None else say(moment(time, self._today()))

    def _today(self) -> dt.date | None:
        """Today, where the meeting began on another day; None where that goes without saying."""
        opened, today = self.app.meeting.opened, self.app.office.clock().date()
        return None if opened is None or opened.date() == today else today

    def _show_seat(self) -> None:
        """The line below the roll: what was typed, and the seat the cursor is on in full."""
        line = self.query_one(Roll).cursor_line
        words = _("花名册是空的") if line is None else self._seat_words(line)
        search = Content.styled(f"{self._search}▌ ", "bold $accent")
        found = Content(words)
        shown = search + found if self._search else found
        self.query_one("#seat-line", Static).update(shown, layout=False)

    def _seat_words(self, line: RollLine) -> str:
        presence = self.app.meeting.presence.get(line.seat)
        now = status(line, presence)
        who = f"{line.seat} {line.name or _('缺额')}"
        is_now = f"{now.symbol} {now.word} {self._when(presence)}".strip()
        more = [self._back(presence), presence.reason if presence is not None else ""]
        about = [line.group, households(line)]
        told = self._told(line)
        # What the chair has to know now stays whole; what the roster says gives way.
        while True:
            words = "  ".join(part for part in (who, is_now, *about, *more, told) if part)
            room = self.query_one("#seat-line").size.width - cell_len(self._search) - 2
            if not about or cell_len(words) <= room:
                return words
            about.pop()

    def _told(self, line: RollLine) -> str:
        newest = self.app.meeting.entries[-1].event
        if isinstance(newest, Left) and line.seat in newest.seats:
            return _("刚记为离场，按错了按 F9 划去")
        if self._search:
            return ""
        return _("点名完毕，按 F4 议事") if self._ready() else _("打席号或拼音首字母查找")

    def _back(self, presence: Presence | None) -> str:
        """Who went and came back was away while something may have been voted on."""
        if presence is None or presence.since in (None, last_seen(presence)):
            return ""
        return say(message("{time} 又到会", time=moment(presence.since, self._today())))

    def _show_attendees(self) -> None:
        choices = self.query_one("#attendees", OptionList)
        at = choices.highlighted or 0
        choices.clear_options()
        choices.add_option(Option(_("+ 登记列席人员"), id="new"))
        for index, each in enumerate(self._attendees or ()):
            came = moment(each.arrived, self._today())
            if each.left is None:
                words = message("{who} {came} 列席", who=_who(each), came=came)
            else:
                words = message(
                    "{who} {came} 列席，{left} 离场",
                    who=_who(each),
                    came=came,
                    left=moment(each.left, self._today()),
                )
            choices.add_option(
                Option(Content(say(words)), id=f"attendee-{index}", disabled=each.left is not None)
            )
        choices.highlighted = min(at, choices.option_count - 1)

    @on(Roll.Moved)
    def _moved(self) -> None:
        self._show_seat()
        meeting = self.app.meeting
        self.query_one("#heading", Static).update(self.heading(meeting), layout=False)

    # --- what the keys do ------------------------------------------------------------------

    def on_key(self, event: KeyPressed) -> None:
        """Digits and letters search; Enter, Space and the signs act on the seat found."""
        roll = self.query_one(Roll)
        sign = keystroke(event).lower()
        if self.focused is not roll:
            # Wherever the cursor stands, a number or a letter means a seat.
            if not (sign.isascii() and sign.isalnum()) and event.key != "escape":
                return
            roll.focus()
            if event.key == "escape":
                event.stop()
                event.prevent_default()
                return
        match event.key:
            case "enter":
                self._toggle()
            case "backspace":
                self._look_for(self._search[:-1])
            case "escape" if self._search:
                self._look_for("")
            case "down" | "up" if self._search.isalpha():
                roll.go_to_initials(self._search, 1 if event.key == "down" else -1)
            case "up" | "down" | "left" | "right" | "pageup" | "pagedown" | "home" | "end":
                self._look_for("")
                return
            case _ if sign.isascii() and sign.isdecimal():
                self._look_for((self._search if self._search.isdecimal() else "") + sign)
            case _ if sign.isascii() and sign.isalpha():
                self._look_for((self._search if self._search.isalpha() else "") + sign)
            case _ if sign == " ":
                self._toggle()
            case _ if sign == "+":
                self._act_on_seat(arriving=True)
            case _ if sign == "-":
                self._act_on_seat(arriving=False)
            case _:
                return
        event.stop()
        event.prevent_default()

    def _look_for(self, search: str) -> None:
        self._search = search[:LONGEST_SEARCH]
        roll = self.query_one(Roll)
        if self._search.isdecimal():
            roll.go_to_seat(int(self._search))
        elif self._search:
            roll.go_to_initials(self._search)
        self._show_seat()

    def _seat(self) -> int | None:
        """The seat to act on: the number typed, else the one the cursor is on; None, with
        the reason on screen, where the initials typed fit nobody."""
        if self.focused is not self.query_one(Roll):
            self.app.refuse(
                message("光标在列席名单上，没有选中代表。"), message("按 Esc 回到花名册，再选人。")
            )
            return None
        line = self.query_one(Roll).cursor_line
        search, self._search = self._search, ""
        if search.isdecimal():
            return int(search) or None
        if search and line is not None and not line.initials.startswith(search):
            self.app.refuse(
                message("没有拼音首字母是 {letters} 的人。", letters=search),
                message("打席号，或用上下键选。"),
            )
            return None
        return line.seat if line is not None else None

    def _toggle(self) -> None:
        seat = self._seat()
        if seat is not None:
            attempt(self.app, lambda m: chair.toggle_presence(m, seat))
        self._show_seat()

    def _act_on_seat(self, *, arriving: bool) -> None:
        seat = self._seat()
        build = chair.arrive if arriving else chair.leave
        if seat is not None:
            attempt(self.app, lambda m: build(m, seat))
        self._show_seat()

    def action_everyone(self) -> None:
        """Everybody is here; exceptions follow one by one."""
        attempt(self.app, chair.everyone_arrives)

    def action_excuse(self) -> None:
        """Leave asked by the seat found, with its reason."""
        seat = self._seat()
        line = self.app.meeting.line(seat) if seat is not None else None
        if line is None or not admissible(self.app, lambda m: chair.excuse(m, line.seat, ANY)):
            return
        title = say(message("{seat} 号 {name} 请假", seat=line.seat, name=line.name))
        read = recorded(self.app, lambda m, reason: chair.excuse(m, line.seat, reason))
        self.app.push_screen(Ask(title, _("请假原因（可以不写）"), read=read))

    def action_correct(self) -> None:
        """A wrong entry behind a result: corrected from now on, with the reason."""
        seat = self._seat()
        line = self.app.meeting.line(seat) if seat is not None else None
        if line is None or not admissible(self.app, lambda m: chair.correct(m, line.seat, ANY)):
            return
        title = say(message("更正 {seat} 号 {name} 的签到，原因：", seat=line.seat, name=line.name))
        event = chair.correct(self.app.meeting, line.seat, ANY)
        gone = message("记的是到会，更正为没有到会")
        told = [message("记的是没有到会，更正为到会") if event.present else gone]
        told += doubts_of(self.app.meeting, event, self.app.office.clock())
        if len(told) > 1:
            told.append(message("更正后由会议确认有效或作废"))
        text = "\n".join(say_refusal(each) for each in told)
        read = recorded(self.app, lambda m, reason: chair.correct(m, line.seat, reason))
        self.app.push_screen(Ask(title, text, required=True, read=read))

    @on(OptionList.OptionSelected, "#attendees")
    def _attendee(self, event: OptionList.OptionSelected) -> None:
        if event.option_index == 0:
            self._ask_attendee()
        else:
            leaving = (self._attendees or ())[event.option_index - 1]
            attempt(self.app, lambda _m: AttendeeLeft(leaving.name))

    def _ask_attendee(self) -> None:
        """Name, then unit and office."""

        def known(text: str) -> str:
            name = a_line(text)
            insist(self.app, lambda _m: AttendeeCame(name))
            return name

        def named(name: str | None) -> None:
            if name is not None:
                read = recorded(self.app, lambda _m, office: AttendeeCame(name, office))
                self.app.push_screen(Ask(name, _("单位、职务（可以不写）"), read=read))

        self.app.push_screen(Ask(_("列席人员姓名"), required=True, read=known), named)


def _who(attendee: Attendee) -> str:
    return aside(attendee.name, attendee.office)
