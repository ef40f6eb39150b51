"""The division (表决): hands counted, the verdict turning at the very hand."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key as KeyPressed

from screens.attempt import ANY, admissible, attempt, recorded
from screens.dialogs import Ask, Choose
from screens.division_view import DivisionView, carried
from screens.widgets.keystroke import keystroke
from screens.widgets.tally import Tally
from siquan_tui.meeting import chair
from siquan_tui.meeting.doubt import in_doubt
from siquan_tui.meeting.events import Annulled, Confirmed, CountReason
from siquan_tui.meeting.figures import live_verdict, remaining
from siquan_tui.meeting.state import Division
from siquan_tui.message import message
from siquan_tui.rules.check import hangs_on
from siquan_tui.rules.figures import Side
from siquan_tui.words import _, say


class DivisionScreen(DivisionView):
    """One vote, from the first hand to the announcement.

    Digits, plus and minus always go to the figures, whatever has the focus. Each figure
    is an entry of the journal before it is shown.
    """

    PLACE = "division"
    CSS_PATH = "division.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "count_again", show=False, id="recount"),
        Binding("f7", "rest", show=False, id="rest"),
        Binding("delete", "annul", show=False, id="annul"),
        Binding("f12", "confirm", show=False, id="confirm"),
        Binding("pageup", "browse(-1)", show=False),
        Binding("pagedown", "browse(1)", show=False),
    ]

    def on_key(self, event: KeyPressed) -> None:
        """Digits, signs and arrows, in half and in full width."""
        division = self.division(self.app.meeting)
        if division is None:
            return
        entering = division.open and not division.count.closed
        tally = self.query_one(Tally)
        sign = keystroke(event)
        match event.key:
            case "enter":
                self._enter(division)
            case _ if not entering:
                return
            case "tab" | "right":
                self._leave_field(1)
            case "shift+tab" | "left":
                self._leave_field(-1)
            case "backspace":
                tally.rub_out()
            case "up":
                self._hand(1)
            case "down":
                self._hand(-1)
            case _ if sign.isdecimal() and sign.isascii():
                tally.type_digit(sign)
            case _ if sign in ("+", " "):
                self._hand(1)
            case _ if sign == "-":
                self._hand(-1)
            case _:
                return
        event.stop()
        event.prevent_default()

    def _enter_figure(self) -> bool:
        """Enter what was typed; False if it cannot be."""
        tally = self.query_one(Tally)
        figure, field = tally.pending, tally.current
        if figure is None:
            return True
        if attempt(self.app, lambda m: chair.tally(m, field.bench, field.side, figure)):
            tally.forget()
            return True
        tally.refuse()
        return False

    def _leave_field(self, step: int) -> None:
        if self._enter_figure():
            self.query_one(Tally).move(step)
            self._say()

    def _hand(self, step: int) -> None:
        if self._enter_figure():
            field = self.query_one(Tally).current
            attempt(self.app, lambda m: chair.one_hand(m, field.bench, field.side, step))

    def _enter(self, division: Division) -> None:
        if not division.open:
            self._go_on(division)
        elif division.count.closed:
            self._announce(division)
        elif self.query_one(Tally).pending is not None:
            if self._enter_figure():
                self._next_blank()
        elif chair.ready_to_close(division):
            attempt(self.app, chair.close_count)
        else:
            self._fill_or_close(division)

    def _fill_or_close(self, division: Division) -> None:
        """Nothing was typed and the count is not complete: go on to what is missing, or
        have it said."""
        field = self.query_one(Tally).current
        blank = field not in division.count.figures
        if not blank and self._next_blank():
            return
        last = field.side is Side.UNEXPRESSED
        if blank and last and remaining(division, division.count, field.bench) == 0:
            attempt(self.app, lambda m: chair.tally_rest(m, field.bench))
            self._next_blank()
        else:
            attempt(self.app, chair.close_count)

    def _next_blank(self) -> bool:
        """Go to the next field that has no figure, if there is one."""
        division = self.app.meeting.division_under_way
        tally = self.query_one(Tally)
        fields = tally.fields
        at = fields.index(tally.current)
        blank = [
            each
            for each in (*fields[at + 1 :], *fields[:at])
            if division is not None and each not in division.count.figures
        ]
        if blank:
            tally.go(blank[0])
        self._say()
        return bool(blank)

    def _announce(self, division: Division) -> None:
        meeting = self.app.meeting
        reason = chair.recount_reason(meeting, division)
        if reason is CountReason.NARROW:
            hands = hangs_on(live_verdict(meeting, division))
            self.app.push_screen(
                Choose(
                    say(message("再有 {n} 票，结果就会改变", n=hands)),
                    (_("复计：请另一人再点一遍"), _("照此宣布结果")),
                ),
                self._narrow,
            )
        elif reason is not None:
            self._recount(reason)
        else:
            attempt(self.app, chair.announce)

    def _narrow(self, choice: int | None) -> None:
        if choice == 0:
            self._recount(CountReason.NARROW)
        elif choice == 1:
            attempt(self.app, chair.announce)

    def _recount(self, reason: CountReason | None) -> None:
        attempt(self.app, lambda m: chair.order_recount(m, reason))

    def _go_on(self, division: Division) -> None:
        self.app.go("resolution" if carried(division) else "floor")

    def action_count_again(self) -> None:
        """A second, blind count, because somebody doubts the hands."""
        if self._enter_figure():
            self._recount(None)

    def action_rest(self) -> None:
        """Everybody not yet counted raised no hand."""
        if self._enter_figure():
            field = self.query_one(Tally).current
            if self.uncalled():
                self.app.refuse(
                    message("赞成、反对、弃权还没有数完，不能把其余的人记为未表态。"),
                    message("先填上，没有的填 0。"),
                )
            elif attempt(self.app, lambda m: chair.tally_rest(m, field.bench)):
                self._next_blank()

    def action_annul(self) -> None:
        """Annul the division, with a reason."""
        division = self.division(self.app.meeting)
        if division is None or division.annulled:
            return
        if not admissible(self.app, lambda _m: Annulled(division.number, ANY)):
            return
        title, text = _("作废这次表决，原因："), _("原来的数留在记录里。")
        read = recorded(self.app, lambda _m, reason: Annulled(division.number, reason))
        self.app.push_screen(Ask(title, text, required=True, read=read))

    def action_confirm(self) -> None:
        """A division touched by a correction stands all the same, with a reason."""
        division = self.division(self.app.meeting)
        if division is None or not division.flags:
            return

        title = _("确认这次表决仍然有效，理由：")
        doubt = in_doubt(self.app.meeting, division)
        text = say(doubt) if doubt is not None else ""
        read = recorded(self.app, lambda _m, reason: Confirmed(division.number, reason))
        self.app.push_screen(Ask(title, text, required=True, read=read))

    def action_browse(self, step: int) -> None:
        """Look at an earlier or a later division."""
        meeting = self.app.meeting
        if meeting.division_under_way is None and meeting.divisions:
            shown = self.division(meeting)
            at = shown.number if shown is not None else len(meeting.divisions)
            self._browsed = min(len(meeting.divisions), max(1, at + step))
            self.show(meeting)
