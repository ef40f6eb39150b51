"""The roster (花名册): a village's seats and who fills them, typed or read from a file."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from rich.cells import set_cell_size
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import ScreenResume
from textual.widgets import Static

from screens.aside import aside
from screens.base import BaseScreen, Notice
from screens.dialogs import Ask, Choose, Tell
from screens.seat_form import SeatForm, sex_name
from screens.typed import a_date, a_line
from screens.widgets.keys_line import Key, KeysLine
from screens.widgets.line_list import LineList
from siquan_tui.meeting.electorate import room
from siquan_tui.meeting.names import capacity_name
from siquan_tui.meeting.roll import RollLine
from siquan_tui.message import message
from siquan_tui.refusal import Refusal
from siquan_tui.roster.errors import ImportRefused
from siquan_tui.roster.events import RosterEvent, SeatFilled, SeatRemoved, SeatVacated, VillageNamed
from siquan_tui.roster.same_name import same_names
from siquan_tui.roster.state import Roster
from siquan_tui.rules.model import Electorate
from siquan_tui.words import _, say, say_refusal


class RosterScreen(BaseScreen):
    """One village at a time, as its roster stands today."""

    CSS_PATH = "roster.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "add", show=False),
        Binding("f7", "read_file", show=False),
        Binding("f10", "village", show=False),
        Binding("escape", "app.go('home')", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._village = ""
        self._roster = Roster()
        self._lines: tuple[RollLine, ...] = ()
        self._file = ""
        """Where the file read last lies: with errors in it, it is read again."""

    def compose(self) -> ComposeResult:
        """Village, column heads, seats, sums, keys."""
        yield Static("", id="roster-title", markup=False)
        yield Static("", id="roster-heads", markup=False)
        yield LineList(id="seats")
        yield Static("", id="roster-sums", markup=False)
        yield KeysLine(id="keys")
        yield Notice()

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Show the village last looked at, or the first one."""
        self.query_one(LineList).focus()
        self.call_after_refresh(self._reload)

    def on_resize(self) -> None:
        """Columns use the room there is."""
        self.call_after_refresh(self._show)

    def _reload(self) -> None:
        try:
            rosters = self.app.office.rosters()
        except Refusal as refusal:
            self.app.refused(refusal)
            return
        if rosters:
            known = [each.village for each in rosters]
            at = known.index(self._village) if self._village in known else 0
            self._take(rosters[at])
        else:
            self._show()

    def _take(self, roster: Roster) -> None:
        self._roster, self._village = roster, roster.village
        self._lines = roster.lines_on(self.app.office.clock().date())
        self._show()

    # --- what is shown -----------------------------------------------------------------

    def _show(self) -> None:
        empty = not self._village
        none = _("先建立村") if empty else ""
        self.query_one(KeysLine).show_keys(
            (
                Key("F1", _("帮助")),
                Key("Enter", _("补选、修改"), none or ("" if self._lines else _("没有名额"))),
                Key("F6", _("加名额"), none),
                Key("F7", _("从文件导入"), none),
                Key("F10", _("村")),
                Key("Esc", _("返回")),
            )
        )
        title = self.query_one("#roster-title", Static)
        sums = self.query_one("#roster-sums", Static)
        heads = self.query_one("#roster-heads", Static)
        if empty:
            title.update(_("花名册"))
            heads.update("")
            sums.update(_("还没有村。按 F10 写上村名。"))
            return
        township = self._roster.township
        title.update(aside(f"{_('花名册')} · {self._roster.name}", township))
        heads.update(
            self._columns(
                _("席位"), _("姓名"), _("身份"), _("社、小组"), _("性别"), _("户"), _("起始")
            )
        )
        self.query_one(LineList).show_rows([self._row(line) for line in self._lines])
        roll = self._roster.roll_on(self.app.office.clock().date())
        whole = room(roll, Electorate.MEMBERS, frozenset())
        sums.update(
            say(
                message(
                    "表决权人 {seats} 席，在任 {filled} 人；双重身份只算一人",
                    seats=whole.seats,
                    filled=whole.filled,
                )
            )
            if self._lines
            else _("名册是空的。按 F6 一席一席地加，或按 F7 从表格文件导入。")
        )

    def _row(self, line: RollLine) -> str:
        seat = self._roster.seat(line.seat)
        held = seat.holder(self.app.office.clock().date()) if seat is not None else None
        since = held.since if held is not None else (seat.since if seat is not None else None)
        return self._columns(
            str(line.seat),
            line.name or aside("", _("缺额")),
            say(capacity_name(line.capacity)),
            line.group,
            "" if line.vacant else sex_name(line.sex),
            str(line.households or ""),
            since.isoformat() if since is not None else "",
        )

    def _columns(self, *cells: str) -> str:
        spare = max(0, self.size.width - 80)
        widths = (5, 14 + spare // 3, 17, 12 + spare // 3, 7, 5, 10)
        return " " + " ".join(
            set_cell_size(each, width) for each, width in zip(cells, widths, strict=True)
        )

    # --- what is done ------------------------------------------------------------------

    def _record(self, event: RosterEvent) -> None:
        """Raises a Refusal, and nothing happened."""
        self._take(self.app.office.record(self._village, event))

    def _tell_same_name(self, seat: int) -> None:
        """A name that stands already is one person to the count, or two people."""
        today = self.app.office.clock().date()
        told = same_names(self._roster, today, seat)
        if told:
            self.app.tell(say_refusal(*told[:1]))

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        line = self._lines[event.at]
        choices = (_("补选、修改"), _("出缺"), _("撤销名额"))

        def chosen(index: int | None) -> None:
            match index:
                case 0:
                    self._edit(line, fresh=False)
                case 1:
                    self._ask_until(line, _("出缺：在任的最后一天"), SeatVacated)
                case 2:
                    self._ask_until(line, _("撤销名额：存在的最后一天"), SeatRemoved)

        name = line.name or _("缺额")
        self.app.push_screen(Choose(f"{line.seat} {name}", choices), chosen)

    def action_add(self) -> None:
        """A new seat after the last one."""
        if self._village:
            self._edit(RollLine(self._roster.next_seat, ""), fresh=True)
        else:
            self.app.refuse(message("还没有村。"), message("按 F10 写上村名。"))

    def _edit(self, line: RollLine, *, fresh: bool) -> None:
        today = self.app.office.clock().date()
        seat = self._roster.seat(line.seat)
        held = seat.holder(today) if seat is not None else None

        def written(event: RosterEvent | None) -> None:
            if isinstance(event, SeatFilled):
                self._tell_same_name(event.seat)

        since = held.since if held is not None else today
        self.app.push_screen(SeatForm(line, since, self._record, fresh=fresh), written)

    def _ask_until(
        self, line: RollLine, title: str, kind: type[SeatVacated] | type[SeatRemoved]
    ) -> None:
        def recorded(text: str) -> None:
            self._record(kind(line.seat, a_date(text)))

        today = self.app.office.clock().date().isoformat()
        name = line.name or _("缺额")
        ask = Ask(title, f"{line.seat} {name}", value=today, required=True, read=recorded)
        self.app.push_screen(ask)

    def action_read_file(self) -> None:
        """A whole roster from a CSV file, or every error by line and nothing at all."""
        if not self._village:
            self.app.refuse(message("还没有村。"), message("按 F10 写上村名。"))
            return

        def named(path: str | None) -> None:
            if path:
                self._file = path
                self._import(Path(path.strip("'\" ")).expanduser())

        self.app.push_screen(
            Ask(
                _("从文件导入花名册"),
                _("CSV 文件的位置。表头：席位、姓名、身份、社、性别、户数、起始日期"),
                value=self._file,
                read=str,
            ),
            named,
        )

    def _import(self, path: Path) -> None:
        try:
            roster, warnings = self.app.office.import_roster(self._village, path)
        except ImportRefused as refusal:
            lines = [say_refusal(*each) for each in refusal.told]
            lines += (say_refusal(each) for each in refusal.notes)
            title = say(message("没有导入：{n} 处要改", n=len(refusal.errors)))
            self.app.push_screen(Tell(title, lines))
        except Refusal as refusal:
            self.app.refused(refusal)
        else:
            self._take(roster)
            if warnings:
                self.app.push_screen(
                    Tell(_("已导入，请核对"), [say_refusal(each) for each in warnings])
                )
            else:
                self.app.tell(say(message("已导入 {n} 席。", n=len(self._lines))))

    def action_village(self) -> None:
        """Another village, a new one, or another name for this one."""
        try:
            rosters = self.app.office.rosters()
        except Refusal as refusal:
            self.app.refused(refusal)
            return
        choices = [each.name for each in rosters] + [_("新建村")]
        if self._village:
            choices.append(_("更改村名、镇名"))

        def chosen(index: int | None) -> None:
            if index is None:
                return
            if index < len(rosters):
                self._take(rosters[index])
            else:
                self._ask_name(fresh=index == len(rosters))

        if rosters:
            self.app.push_screen(Choose(_("村"), choices), chosen)
        else:
            self._ask_name(fresh=True)

    def _ask_name(self, *, fresh: bool) -> None:
        before = Roster() if fresh else self._roster

        def named(name: str | None) -> None:
            if not name:
                return

            def recorded(text: str) -> None:
                township = a_line(text)
                if fresh:
                    self._take(self.app.office.new_village(name, township))
                else:
                    self._record(VillageNamed(name, township))

            ask = Ask(_("所属苏木、镇"), name, value=before.township, read=recorded)
            self.app.push_screen(ask)

        self.app.push_screen(Ask(_("嘎查村名称"), value=before.name, required=True), named)
