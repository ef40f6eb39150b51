"""The form of an item (议题): what is proposed, by whom, how it was posted and discussed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from screens.dialogs import LONG_WIDTH, Confirm
from screens.typed import NotTyped, a_date_or_none, a_line, a_number, a_text
from screens.widgets.choice import Choice
from screens.widgets.form import Field, Form
from screens.widgets.ime_input import ImeInput
from screens.widgets.ime_text import ImeText
from siquan_tui.line_breaks import wrapped
from siquan_tui.meeting.events import ItemKind, Posting, Proposal, Proposer
from siquan_tui.meeting.names import proposer_name
from siquan_tui.message import Message, message
from siquan_tui.refusal import Refusal
from siquan_tui.rules.model import Reserved
from siquan_tui.words import _, language, say, say_refusal


class Written(NamedTuple):
    """What the form gives back."""

    proposal: Proposal
    reason: str
    """Why it comes back, for a new round; empty otherwise."""


class ItemForm(ModalScreen[Written | None]):
    """Write or change an item; None = the chair thought better of it. The form closes when
    what was written is stored, and not before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f10", "confirm", show=False),
        Binding("escape", "cancel", show=False),
    ]

    def __init__(
        self,
        title: str,
        keep: Callable[[Written], object],
        proposal: Proposal | None = None,
        *,
        reserved: Sequence[Reserved] = (),
        asked: Sequence[Message] = (),
        again: bool = False,
    ) -> None:
        """``keep`` records what was written, or raises the Refusal that the form then shows.
        ``asked`` says how many a petition needs; ``again`` asks for the reason of a new round
        as well."""
        super().__init__()
        self._keep = keep
        self._title, self._proposal, self._again = title, proposal, again
        self._asked = tuple(asked)
        self._reserved = tuple(reserved)

    def compose(self) -> ComposeResult:
        """Rows of fields, the text at the end."""
        now = self._proposal or Proposal(" ")
        posted = now.posting
        proposers = [(each, say(proposer_name(each))) for each in Proposer]
        kinds = [
            (ItemKind.DECISION, _("表决事项")),
            (ItemKind.REPORT, _("报告、询问，不表决")),
        ]
        matters = [("", _("不属于保留事项"))] + [
            (each.id, getattr(each.name, language())) for each in self._reserved
        ]
        with Vertical(classes="dialog -form"):
            yield Static(self._title, classes="dialog-title", markup=False)
            with Form():
                if self._again:
                    yield Field(
                        _("再议的原因"),
                        ImeInput(id="reason", placeholder=_("如：走访后修改了方案")),
                    )
                yield Field(_("议题名称"), ImeInput(now.title.strip(), id="title"))
                yield Field(_("类别"), Choice(kinds, at=list(ItemKind).index(now.kind), id="kind"))
                yield Field(
                    _("提出人"),
                    Choice(proposers, at=list(Proposer).index(now.proposer), id="proposer"),
                )
                yield Field(
                    _("联名人数"),
                    ImeInput(
                        str(now.petitioners or ""),
                        id="petitioners",
                        placeholder=say(message("代表联名：{asked}", asked=self._asked))
                        if self._asked
                        else _("联名时填"),
                    ),
                )
                yield Field(
                    _("村民总数"),
                    ImeInput(
                        str(now.villagers or ""),
                        id="villagers",
                        placeholder=_("村民联名时填，十八周岁以上"),
                    ),
                )
                yield Field(
                    _("公示日期"),
                    ImeInput(
                        posted.since.isoformat() if posted else "",
                        id="since",
                        placeholder=_("张贴的那一天，年-月-日"),
                    ),
                )
                yield Field(_("公示地点"), ImeInput(posted.place if posted else "", id="place"))
                yield Field(
                    _("事先研究"),
                    ImeInput(
                        now.discussed_by,
                        id="discussed",
                        placeholder=_("哪个组织、哪一天研究讨论"),
                    ),
                )
                at = next((n for n, (id, _name) in enumerate(matters) if id == now.matter), 0)
                yield Field(_("保留事项"), Choice(matters, at=at, id="matter"))
                yield Field(_("内容"), ImeText(now.text, id="text"))
                yield Field("", Button(_("确定（F10）"), classes="confirm", compact=True))
            yield Static(
                _("Tab ↑↓ 换一项  ←→ 选择  F10 确定  Esc 取消"),
                classes="dialog-hint",
                markup=False,
            )

    def on_mount(self) -> None:
        """Write at once; remember what stood there."""
        self.query(ImeInput).first().focus()
        self._before = self._all()

    def action_confirm(self) -> None:
        """F10 from anywhere in the form."""
        self.query_one(Form).action_confirm()

    @on(Form.Confirmed)
    def _confirmed(self) -> None:
        if not self.is_active:
            return  # a second F10, before the answer to the first
        try:
            written = self._read()
            self._keep(written)
        except Refusal as refusal:
            hint = self.query_one(".dialog-hint", Static)
            hint.add_class("-refusal")
            told = "! " + say_refusal(refusal.message, refusal.remedy)
            hint.update(wrapped(told, LONG_WIDTH))
        else:
            self.dismiss(written)

    def action_cancel(self) -> None:
        """Leave; ask first when something was written."""
        if self._all() == self._before:
            self.dismiss(None)
            return

        def leave(sure: bool | None) -> None:
            if sure:
                self.dismiss(None)

        self.app.push_screen(
            Confirm(_("放弃已写的内容？"), yes=_("放弃"), no=_("继续写"), lean=False), leave
        )

    def _all(self) -> tuple[object, ...]:
        return (
            *(each.value for each in self.query(Input)),
            *(each.index for each in self.query(Choice)),
            self.query_one(ImeText).text,
        )

    def _read(self) -> Written:
        """What the fields say. Raises :class:`NotTyped` and goes to the field."""
        form = self.query_one(Form)
        title = form.read("title", a_line)
        if not title:
            raise self._at("title", NotTyped(message("议题没有名称，写一句话说明要议什么。")))
        reason = form.read("reason", a_line) if self._again else ""
        if self._again and not reason:
            raise self._at("reason", NotTyped(message("再议要写明原因。")))
        since = form.read("since", a_date_or_none)
        place = form.read("place", a_line)
        proposer: Proposer = self.query_one("#proposer", Choice).value
        petitioners = villagers = 0  # nobody signs for the others, whatever was typed before
        if proposer is Proposer.PETITION:
            petitioners = form.read("petitioners", a_number)
            if not petitioners:
                raise self._at("petitioners", NotTyped(message("联名提议没有填人数。")))
            villagers = form.read("villagers", a_number)
        return Written(
            Proposal(
                title=title,
                text=form.read("text", a_text),
                proposer=proposer,
                petitioners=petitioners,
                posting=None if since is None else Posting(since, place),
                discussed_by=form.read("discussed", a_line),
                matter=self.query_one("#matter", Choice).value,
                kind=self.query_one("#kind", Choice).value,
                villagers=villagers,
            ),
            reason,
        )

    def _at(self, id: str, unread: NotTyped) -> NotTyped:
        self.query_one(f"#{id}", Input).focus()
        return unread
