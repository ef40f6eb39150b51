"""The standing panel (会场情况) at the right of every meeting screen."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from screens.widgets.steady import Steady
from siquan_tui.meeting.figures import Standing, standing
from siquan_tui.meeting.state import Meeting, Phase
from siquan_tui.message import message
from siquan_tui.rules.check import State
from siquan_tui.words import _, language, say


class StandingPanel(Steady):
    """应到, 实到, 请假, 缺席, 列席; the quorum with its margin; what each governing rule
    set would need for a vote taken now. It shows :func:`standing` and computes nothing."""

    def __init__(self) -> None:
        super().__init__("", id="standing", markup=False)
        self._meeting = Meeting()

    def show(self, meeting: Meeting) -> None:
        """Show this meeting's room."""
        self._meeting = meeting
        self.show_of((meeting.phase, meeting.rules, standing(meeting)), self._rows)

    def on_resize(self) -> None:
        """Figures stand at the right edge."""
        self.update(self._rows(), layout=False)

    def _rows(self) -> Content:
        width = self.content_size.width
        rows = [Content.styled(_("会场"), "bold $primary")]
        if self._meeting.phase is Phase.CONVENED:
            rows.append(Content.styled(_("尚未开会"), "$muted"))
            return Content("\n").join(rows)
        room = standing(self._meeting)
        for word, figure in (
            (_("应到"), room.seats),
            (_("实到"), room.present),
            (_("请假"), room.excused),
            (_("缺席"), room.absent),
            (_("列席"), room.attendees),
        ):
            rows.append(_row(word, str(figure), width))
        rows.append(Content(""))
        rows.extend(self._quorum(room, width))
        rows.append(Content(""))
        rows.append(Content.styled(_("通过门槛"), "bold $primary"))
        short = {each.id: each.short for each in self._meeting.rules}
        for rules, needed in room.passing:
            name = getattr(short.get(rules.id, rules.short), language())
            rows.append(_row(name, _needs(needed), width))
        for rules, counted in room.narrower:
            rows.append(_row(getattr(rules.short, language()), say(counted), width, "$muted"))
        if room.all_households:
            rows.append(Content(""))
            rows.append(_row(_("户"), f"{room.households}/{room.all_households}", width))
        return Content("\n").join(rows)

    def _quorum(self, room: Standing, width: int) -> list[Content]:
        rows = [
            _row(
                _("法定人数"),
                _("✓ 已够") if room.quorate else _("✗ 不够"),
                width,
                "bold $primary" if room.quorate else "bold $accent",
            )
        ]
        short = {each.id: each.short for each in self._meeting.rules}
        for check in room.quorum:
            name = getattr(short[check.rules], language()) if check.rules in short else check.rules
            sign = "✓" if check.state is State.MET else "✗"
            rows.append(_row(name, f"{sign} " + say(message("需{n}", n=check.needed)), width))
        words = (
            message("再离场 {n} 人即不足", n=room.margin + 1)
            if room.quorate
            else message("还差 {n} 人", n=-room.margin)
        )
        style = "$muted" if room.quorate else "bold $accent"
        told = say(words)
        if cell_len(told) > width:  # two rows for one figure would push the last ones out
            told = told.replace(" ", "")
        rows.append(Content.styled(told, style))
        return rows


def _needs(needed: tuple[int | None, ...]) -> str:
    if not needed:
        return "–"
    return " ".join(
        say(message("需{n}", n=each)) if each is not None else _("看举手") for each in needed
    )


def _row(word: str, figure: str, width: int, style: str = "$foreground") -> Content:
    space = max(1, width - cell_len(figure))
    return Content.assemble((set_cell_size(word, space), "$muted"), (figure, style))
