"""Plays a script line by line through the same ``admit`` and the same journal as the console."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec

from siquan_tui.journal.live import Live
from siquan_tui.journal.village import named
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.chair import undrawn
from siquan_tui.meeting.drafts import draft_resolution
from siquan_tui.meeting.order import refuse
from siquan_tui.meeting.state import Division, Meeting, Resolution
from siquan_tui.message import message
from siquan_tui.office import Office
from siquan_tui.play.complete import agreeing, complete, wrong_fields
from siquan_tui.play.script import VILLAGE_KINDS, Line
from siquan_tui.play.stopped import Stopped
from siquan_tui.play.telling import Told, tell
from siquan_tui.refusal import Refusal
from siquan_tui.roster import events as roster_events
from siquan_tui.rules.rulebook import UnknownRuleSet

Heard = Callable[[dt.datetime, Told], None]
"""Takes each sentence as it happens, with the time of its entry."""


class ScriptClock:
    """The clock of a meeting played from a script: the date of the line being played."""

    def __init__(self, start: dt.datetime) -> None:
        self.now = start

    def __call__(self) -> dt.datetime:
        """The line's date, aware."""
        return self.now


class Player:
    """Plays lines into an office whose clock is ``clock``.

    One script may hold several villages and meetings: a village's lines go to the village
    named last, a meeting's to the one convened last.
    """

    def __init__(self, office: Office, clock: ScriptClock, heard: Heard) -> None:
        self.office = office
        self.clock = clock
        self.heard = heard
        self.village = ""
        """Id of the village named last."""
        self.lives: list[Live] = []
        """Every meeting convened so far."""

    def play(self, lines: Iterable[Line]) -> None:
        """Play every line. Raises :class:`Stopped` at the first that may not happen; what
        came before it is recorded."""
        for line in lines:
            try:
                self._play(line)
            except UnknownRuleSet as unknown:
                raise Stopped(
                    line.number,
                    unknown.message,
                    message("改用已有的议事规则，或把规则文件放进数据文件夹的 rules。"),
                ) from unknown
            except Stopped:
                raise
            except Refusal as refused:
                raise Stopped(line.number, refused.message, refused.remedy) from refused

    def _play(self, line: Line) -> None:
        if self.lives or self.village:
            self._insist_later(line)
        self.clock.now = line.at
        if line.kind in VILLAGE_KINDS:
            self._village_line(line)
        elif line.kind == "convened":
            self._convened(line)
        else:
            live = self._live()
            before = live.meeting
            match line.kind:
                case "resolution_drawn":
                    self._drawn(line, live)
                case "attested":
                    self._attested(line, live)
                case _:
                    live.do(self._event(line, live))
            self._tell(live, before)

    def _insist_later(self, line: Line) -> None:
        if line.at < self.clock.now:
            refuse(
                message("这一行的时间早于上一行。"),
                message("改正时间：剧本按先后顺序写。"),
            )

    def _live(self) -> Live:
        if not self.lives:
            refuse(message("会议还没有召集。"), message("先写一行 convened。"))
        return self.lives[-1]

    def _tell(self, live: Live, before: Meeting) -> None:
        for entry in live.meeting.entries[before.seq :]:
            for told in tell(before, live.meeting, entry.event):
                self.heard(entry.at, told)

    # --- the village ---------------------------------------------------------------

    def _village_line(self, line: Line) -> None:
        try:
            event = msgspec.convert(
                {**line.fields, "kind": line.kind}, roster_events.RosterEvent, strict=True
            )
        except msgspec.MsgspecError as error:
            raise wrong_fields(line, error) from None
        if isinstance(event, roster_events.VillageNamed):
            # One that is known already goes on.
            self.village = named(self.office.journal, event.name, event.township) or (
                self.office.new_village(event.name, event.township).village
            )
        elif not self.village:
            refuse(message("还没有村。"), message("先写一行 village_named。"))
        else:
            self.office.record(self.village, event)

    # --- the meeting ---------------------------------------------------------------

    def _convened(self, line: Line) -> None:
        if not self.village:
            refuse(message("还没有村。"), message("先写一行 village_named。"))
        roster = self.office.roster(self.village)
        computed: dict[str, Any] = {"village": roster.name, "township": roster.township}
        event = agreeing_convened(line, computed)
        for id in event.rules:
            self.office.rulebook.get(id)
        live = self.office.convene(self.village, event)
        self.lives.append(live)
        self._tell(live, Meeting())

    def _event(self, line: Line, live: Live) -> ev.MeetingEvent:
        convened = live.meeting.convened
        rules = convened.rules if convened is not None and line.kind == "opened" else ()
        return complete(
            line,
            live.meeting,
            self.office.roster(live.village).roll_on(line.at.date()) if rules else (),
            [ev.RuleText(id, self.office.rulebook.text(id)) for id in rules],
        )

    def _drawn(self, line: Line, live: Live) -> None:
        division = self._to_draw(line, live.meeting)
        convened = live.meeting.convened
        assert convened is not None, "a meeting that divided was convened"
        text = line.fields.get("text")
        computed = draft_resolution(
            live.meeting,
            division,
            line.at.year,
            live.journal.next_number(live.village, line.at.year, convened.rehearsal),
            text if isinstance(text, str) else None,
        )
        agreeing(line, computed)
        self.office.draw_resolution(live, division.number, computed.text)

    def _to_draw(self, line: Line, meeting: Meeting) -> Division:
        number = line.fields.get("division")
        waiting = undrawn(meeting)
        if number is None and waiting:
            return waiting[0]
        known = meeting.division(number) if isinstance(number, int) else None
        if known is None or known.verdict is None:
            refuse(message("没有通过的表决等着形成决议。"), message("先宣布结果。"))
        return known

    def _attested(self, line: Line, live: Live) -> None:
        resolution = _to_attest(line, live.meeting)
        convened = live.meeting.convened
        if convened is None or not convened.rehearsal:
            refuse(
                message("剧本里没有口令，只有演练能在剧本里签名。"),
                message("去掉 attested 这一行；签名请打开主席台（siquan）。"),
            )
        self.office.attest(live, resolution, "")


def _to_attest(line: Line, meeting: Meeting) -> Resolution:
    given = (line.fields.get("year"), line.fields.get("number"))
    unknown = line.fields.keys() - {"year", "number"}
    if unknown:
        refuse(
            message("签名由程序生成，不能写 {field}。", field=sorted(unknown)[0]),
            message("attested 只写 year 和 number，也可以都不写。"),
        )
    for resolution in meeting.resolutions:
        if given in ((resolution.year, resolution.number), (None, None)) and not resolution.code:
            return resolution
    refuse(message("没有等着签名的决议。"), message("先写一行 resolution_drawn。"))


def agreeing_convened(line: Line, computed: dict[str, Any]) -> ev.Convened:
    """The calling of a meeting; village and township are the roster's."""
    from siquan_tui.play.complete import decoded

    event = decoded(line, {**computed, **line.fields})
    assert isinstance(event, ev.Convened), "the line's kind is convened"
    for name, value in computed.items():
        if line.fields.get(name, value) != value:
            refuse(
                message(
                    "{field} 写的是 {given}，村档案里是 {computed}。",
                    field=name,
                    given=str(line.fields[name]),
                    computed=str(value),
                ),
                message("改正这一行，或者不写 {field}，由程序算出。", field=name),
            )
    return event


def save_papers(office: Office, lives: Iterable[Live], folder: Path) -> list[Path]:
    """Write every resolution, its code's text beside it, and the minutes of each meeting
    that opened. Returns the files in the order written."""
    written: list[Path] = []
    for live in lives:
        for resolution in live.meeting.resolutions:
            paper = office.save_resolution(live, resolution, folder)
            written.append(paper)
            if resolution.code:
                code = paper.with_suffix(".txt")
                code.write_text(resolution.code, "utf-8", newline="\n")
                written.append(code)
        if live.meeting.opened is not None:
            written.append(office.save_minutes(live, folder))
    return written
