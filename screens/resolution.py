"""The resolution (决议): drafted, numbered, signed, shown as a code, saved and printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key as KeyPressed
from textual.widgets import OptionList, TextArea
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from screens.dialogs import Choose
from screens.fit import fit
from screens.meeting_screen import MeetingScreen
from screens.widgets.ime_text import ImeText
from screens.widgets.keys_line import Key, KeysLine
from screens.widgets.passphrase import Passphrase
from screens.widgets.prose import Prose
from siquan_tui.meeting.chair import undrawn
from siquan_tui.meeting.doubt import vote_in_doubt
from siquan_tui.meeting.drafts import draft_text, resolution_title
from siquan_tui.meeting.names import resolution_number
from siquan_tui.meeting.state import Division, Meeting, Resolution
from siquan_tui.message import message
from siquan_tui.refusal import Refusal
from siquan_tui.words import _, say


class Paper(NamedTuple):
    """A line of the list: a division whose resolution is still to be drawn, or one drawn."""

    division: int
    year: int = 0
    number: int = 0

    @property
    def drawn(self) -> bool:
        """It has its number."""
        return self.number > 0


class ResolutionScreen(MeetingScreen):
    """Drafts at the top, then the resolutions of this meeting; the text below.

    A draft can be changed until it is numbered. Signing and typesetting run beside the
    console, one at a time.
    """

    PLACE = "resolution"
    SIDE_AGENDA = False
    CSS_PATH = "resolution.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f10,f12", "papers", show=False, id="papers"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._papers: tuple[Paper, ...] = ()
        self._shown: Paper | None = None
        self._edited: dict[int, str] = {}
        """Drafts as the chair changed them, by division."""
        self._note = ""

    def forget(self) -> None:
        """Another meeting has other drafts: a division's number says nothing there."""
        self._papers, self._shown, self._note = (), None, ""
        self._edited.clear()

    # --- what it shows -----------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """List, text, and where the paper is."""
        yield OptionList(id="papers", markup=False, compact=True)
        yield ImeText(id="draft")
        yield Prose(id="paper-state")

    def on_mount(self) -> None:
        """Arrows choose."""
        self.query_one("#papers", OptionList).focus()

    def on_resize(self) -> None:
        """Titles are cut to the width."""
        if self._papers:
            self.call_after_refresh(lambda: self._list(self.app.meeting, self._shown))

    def heading(self, meeting: Meeting) -> str:
        """决议."""
        return _("决议")

    def show_meeting(self, meeting: Meeting) -> None:
        """The list, and the text of the line chosen."""
        papers = (
            *(Paper(division.number) for division in undrawn(meeting)),
            *(Paper(each.division, each.year, each.number) for each in meeting.resolutions),
        )
        known = {paper.division for paper in self._papers}
        self._papers = papers
        # A division that has just carried is why the chair comes here.
        new = next((p for p in papers if not p.drawn and p.division not in known), None)
        shown = self._shown.division if self._shown else 0
        keep = new or next((p for p in papers if p.division == shown), None)
        self._list(meeting, keep or (papers[0] if papers else None))
        self._refresh_keys()  # they are those of the line now chosen

    def _list(self, meeting: Meeting, chosen: Paper | None) -> None:
        choices = self.query_one("#papers", OptionList)
        width = max(20, self.query_one("#body").size.width - 2)
        words = [self._words(meeting, paper, width) for paper in self._papers]
        if [str(option.prompt) for option in choices.options] != words:
            with self.prevent(OptionList.OptionHighlighted):
                choices.clear_options()
                choices.add_options([Option(each) for each in words])
        choices.display = bool(self._papers)
        if chosen is not None:
            with self.prevent(OptionList.OptionHighlighted):
                choices.highlighted = self._papers.index(chosen)
        self._show_paper(meeting, chosen)

    def _words(self, meeting: Meeting, paper: Paper, width: int) -> str:
        if not paper.drawn:
            division = _division(meeting, paper)
            head = say(message("待写 第{n}次表决 ", n=paper.division))
            return fit(head + resolution_title(division), width)
        drawn = _resolution(meeting, paper)
        number = say(resolution_number(drawn.year, drawn.number, rehearsal=meeting.rehearsal))
        state = _(" ✓ 已签名") if drawn.code else _(" 未签名")
        if _division(meeting, paper).superseded:
            state = _(" 已被再议取代")
        return fit(f"{number} {drawn.title}", width, state)

    def _show_paper(self, meeting: Meeting, paper: Paper | None) -> None:
        before, self._shown = self._shown, paper
        area = self.query_one(ImeText)
        if paper is None:
            text = ""
        elif paper.drawn:
            text = _resolution(meeting, paper).text
        else:
            text = self._edited.get(paper.division) or draft_text(
                meeting, _division(meeting, paper)
            )
        area.read_only = paper is None or paper.drawn
        area.display = paper is not None
        if area.text != text:
            with self.prevent(TextArea.Changed):  # shown, not edited
                area.load_text(text)
        if before is not None and before != paper:
            self._note = "" if paper is None or before.division != paper.division else self._note
        self._show_state(meeting)

    def _show_state(self, meeting: Meeting) -> None:
        paper = self._shown
        if self._note:
            words = self._note
        elif paper is None and any(each.flags for each in meeting.divisions):
            words = _("有一次表决受更正影响：按 F4 确认有效或作废，再写决议。")
        elif paper is None:
            words = _("还没有通过的表决，没有决议可写。F10 可以保存会议记录。")
        elif not paper.drawn:
            words = _("草稿：可以改（Tab 到正文）；签名编号后不能再改。")
        elif not _resolution(meeting, paper).code:
            words = _("已编号，还没有电子核验签名（F6）。")
        else:
            words = _("已签名。打印后请代表签字、盖章。")
        self.query_one("#paper-state", Prose).show_lines([(words, "$muted")])

    def own_keys(self, meeting: Meeting) -> tuple[Key, ...]:
        """Keys of this screen."""
        paper = self._shown
        signed = paper is not None and paper.drawn and bool(_resolution(meeting, paper).code)
        none = _("没有决议") if paper is None else ""
        return (
            Key("F6", _("编号签名"), none or (_("已签名") if signed else "")),
            Key("F7", _("二维码"), "" if signed else _("还没有签名")),
            Key("F10", _("保存打印")),
            Key("Tab", _("正文/列表")),
        )

    def on_key(self, event: KeyPressed) -> None:
        """In a text area F6 and F7 would mark text; here they sign and show the code."""
        action = {"f6": self.action_sign, "f7": self.action_code}.get(event.key)
        if action is not None:
            event.stop()
            event.prevent_default()
            action()

    # --- choosing and editing --------------------------------------------------------------

    @on(OptionList.OptionHighlighted, "#papers")
    def _chosen(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_index < len(self._papers):
            self._show_paper(self.app.meeting, self._papers[event.option_index])
            self._refresh_keys()

    @on(OptionList.OptionSelected, "#papers")
    def _selected(self) -> None:
        self.query_one(ImeText).focus()

    @on(TextArea.Changed)
    def _written(self, event: TextArea.Changed) -> None:
        paper = self._shown
        if paper is not None and not paper.drawn:
            self._edited[paper.division] = event.text_area.text

    def _refresh_keys(self) -> None:
        self.query_one("#own-keys", KeysLine).show_keys(self.own_keys(self.app.meeting))

    # --- numbering and signing -------------------------------------------------------------

    def action_sign(self) -> None:
        """Number the draft and sign it; a resolution without a signature is signed."""
        meeting, paper = self.app.meeting, self._shown
        if paper is None and vote_in_doubt(meeting) is not None:
            self.app.refuse(
                message("有一次表决受更正影响，还没有确认或作废。"),
                message("按 F4 确认有效（F12）或作废（Del），再写决议。"),
            )
        elif paper is None:
            self.app.refuse(message("没有通过的表决，没有决议可写。"), message("先表决（F4）。"))
        elif paper.drawn and _resolution(meeting, paper).code:
            self.app.refuse(message("这份决议已经签名。"), message("F7 看二维码，F10 打印。"))
        elif self._occupied():
            return
        elif meeting.convened is not None and meeting.convened.rehearsal:
            self._beside(_("正在签名……"), lambda: self._sign(paper, ""), self._signed)
        else:
            try:
                first = self.app.live is not None and self.app.office.needs_key(self.app.live)
            except Refusal as refusal:
                self.app.refused(refusal)
                return
            self.app.push_screen(
                Passphrase(lambda passphrase: self._sign(paper, passphrase), first=first),
                lambda signed: self._finished(self._signed, None) if signed else self._publish(),
            )

    def _sign(self, paper: Paper, passphrase: str) -> None:
        live, office = self.app.live, self.app.office
        if live is None:
            return
        called = live.meeting.convened
        if passphrase and office.needs_key(live):
            office.make_key(live, called.presider if called is not None else "", passphrase)
        if paper.drawn:
            office.attest(live, _resolution(live.meeting, paper), passphrase)
        else:
            text = self._edited.get(paper.division)
            office.sign_resolution(live, paper.division, text, passphrase)

    def _signed(self, _done: object) -> None:
        self._said(_("已签名。F7 看二维码，F10 打印。"))

    # --- the code and the papers -------------------------------------------------------------

    def action_code(self) -> None:
        """The QR code, in its own window."""
        paper = self._shown
        code = _resolution(self.app.meeting, paper).code if paper and paper.drawn else ""
        if not code:
            self.app.refuse(message("还没有二维码。"), message("先编号签名（F6）。"))
            return
        from screens.widgets.qr_view import QrScreen

        self.app.push_screen(QrScreen(code))

    def action_papers(self) -> None:
        """Save or print, the resolution or the minutes."""
        paper = self._shown
        drawn = _resolution(self.app.meeting, paper) if paper and paper.drawn else None
        choices: list[tuple[str, Callable[[], Path], bool]] = []
        live, office = self.app.live, self.app.office
        if live is None:
            return
        if drawn is not None:
            resolution = drawn

            def the_resolution() -> Path:
                return office.save_resolution(live, resolution)

            choices.append((_("保存决议 PDF"), the_resolution, False))
            choices.append((_("打印决议"), the_resolution, True))

        def the_minutes() -> Path:
            return office.save_minutes(live)

        choices.append((_("保存会议记录 PDF"), the_minutes, False))
        choices.append((_("打印会议记录"), the_minutes, True))

        def chosen(index: int | None) -> None:
            if index is None:
                return
            _words, make, printing = choices[index]
            if printing:
                self._print(make)
            else:
                self._beside(_("正在排版……"), make, self._saved)

        unsigned = drawn is not None and not drawn.code
        text = _("这份决议还没有签名，纸上没有二维码。") if unsigned else ""
        self.app.push_screen(
            Choose(_("保存与打印"), [each[0] for each in choices], text=text),
            chosen,
        )

    def _print(self, make: Callable[[], Path]) -> None:
        def work() -> str:
            from siquan_tui.paper.printing import print_pdf

            return say(print_pdf(make()))

        self._beside(_("正在排版、打印……"), work, lambda words: self._said(str(words)))

    def _saved(self, path: object) -> None:
        self._said(say(message("已保存：{path}", path=str(path))))

    # --- slow work ---------------------------------------------------------------------------

    def _beside(
        self, meanwhile: str, work: Callable[[], object], done: Callable[[object], None]
    ) -> None:
        """Run slow work in a thread, one at a time; what goes wrong is one sentence."""
        if self._occupied():
            return
        self._said(meanwhile)

        def run() -> None:
            worker = get_current_worker()
            try:
                result = work()
            except Refusal as refusal:
                self.app.call_from_thread(self._failed, refusal)
            else:
                if not worker.is_cancelled:
                    self.app.call_from_thread(self._finished, done, result)

        self.run_worker(run, thread=True, exclusive=True, group="papers")

    def _occupied(self) -> bool:
        busy = any(each.is_running for each in self.workers if each.group == "papers")
        if busy:
            self.app.refuse(message("上一件还没有做完。"), message("请稍等。"))
        return busy

    def _finished(self, done: Callable[[object], None], result: object) -> None:
        done(result)
        self._publish()

    def _failed(self, refusal: Refusal) -> None:
        self._said("")
        self._publish()
        self.app.refused(refusal)

    def _publish(self) -> None:
        """The worker may have added entries: every screen is told."""
        self.app.meeting_changed.publish(self.app.meeting)

    def _said(self, words: str) -> None:
        self._note = words
        self._show_state(self.app.meeting)


def _division(meeting: Meeting, paper: Paper) -> Division:
    division = meeting.division(paper.division)
    assert division is not None, "the list is made from the meeting's divisions"
    return division


def _resolution(meeting: Meeting, paper: Paper) -> Resolution:
    resolution = meeting.resolution(paper.year, paper.number)
    assert resolution is not None, "the list is made from the meeting's resolutions"
    return resolution
