"""The passphrase (口令) of the chair's key: asked once, or chosen and repeated."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from screens.widgets.ime_input import ImeInput
from siquan_tui.line_breaks import wrapped
from siquan_tui.message import message
from siquan_tui.refusal import Refusal
from siquan_tui.words import _, say, say_refusal

if TYPE_CHECKING:
    from screens.app import SiquanApp

WIDTH = 54


class Passphrase(ModalScreen[bool | None]):
    """Asks for the passphrase and signs with it; True = signed, None = the chair thought
    better of it, or something else than the passphrase stood in the way.

    A wrong passphrase keeps the window open: were it to close, the next try would be typed,
    in clear, into what stands behind it. With ``first`` there is no key yet: the passphrase
    is chosen, at least ``shortest`` characters, and typed twice. What is typed is never shown,
    only how many characters arrived: an input method may swallow some.
    """

    app: SiquanApp

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    DEFAULT_CSS = """
    Passphrase ImeInput {
        border: none; height: 1; padding: 0 1; margin: 0 0 1 0; background: $surface;
    }
    Passphrase ImeInput:focus { border: none; background: $background; }
    """

    def __init__(self, sign: Callable[[str], object], *, first: bool, shortest: int = 8) -> None:
        """``sign`` runs in a thread, as it takes a second; it raises ``KeyRefused`` for a
        passphrase that does not open the key, or another Refusal."""
        super().__init__()
        self._sign, self._first, self._shortest = sign, first, shortest
        self._signing = False

    def compose(self) -> ComposeResult:
        """One line to type on, or two."""
        with Vertical(classes="dialog"):
            if self._first:
                yield Static(_("第一次签名：设一个口令"), classes="dialog-title", markup=False)
                yield Static(
                    _("口令保护执行主席的密钥。忘了不能找回，只能换新密钥；请写下来锁好。"),
                    classes="dialog-text",
                    markup=False,
                )
            else:
                yield Static(_("执行主席的口令"), classes="dialog-title", markup=False)
            asked = (
                say(message("口令，至少 {n} 个字符", n=self._shortest))
                if self._first
                else _("口令")
            )
            yield ImeInput(id="once", password=True, placeholder=asked)
            if self._first:
                yield ImeInput(id="twice", password=True, placeholder=_("再输一遍"))
            yield Static(_("Enter 确定  Esc 取消"), id="dialog-hint", markup=False)

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one("#once", ImeInput).focus()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        if event.value:
            self._hint(_("Enter 确定  Esc 取消"))

    @on(Input.Submitted)
    def _submitted(self) -> None:
        if self._signing:
            return
        once = self.query_one("#once", ImeInput)
        if not once.value:
            self._say(_("请输入口令，不签名请按 Esc。"))
        elif not self._first:
            self._try(once.value)
        elif len(once.value) < self._shortest:
            short = message(
                "口令至少要 {n} 个字符，现在 {have} 个。", n=self._shortest, have=len(once.value)
            )
            self._say(say(short))
            once.focus()
        else:
            self._compare(once.value, self.query_one("#twice", ImeInput))

    def _compare(self, once: str, twice: ImeInput) -> None:
        if not twice.has_focus and not twice.value:
            twice.focus()
        elif _plain(once) != _plain(twice.value):
            twice.value = ""
            twice.focus()
            self._say(_("两遍不一样，请再输一遍。"))
        else:
            self._try(once)

    def _try(self, passphrase: str) -> None:
        from siquan_tui.attest.keys import KeyRefused

        def run() -> None:
            try:
                self._sign(passphrase)
            except KeyRefused as refusal:
                self.app.call_from_thread(self._again, refusal)
            except Refusal as refusal:
                self.app.call_from_thread(self._give_up, refusal)
            else:
                self.app.call_from_thread(self._done)

        self._wait(_("正在签名……"))
        # The application's work, not the window's: it would be cancelled in closing the window.
        self.app.run_worker(run, thread=True, group="signing")

    def _wait(self, words: str) -> None:
        self._signing = bool(words)
        for each in self.query(ImeInput):
            each.disabled = self._signing
        self._hint(words)

    def _again(self, refusal: Refusal) -> None:
        self._wait("")
        for each in self.query(ImeInput):
            each.value = ""
        self.query_one("#once", ImeInput).focus()
        self._say(say_refusal(refusal.message, refusal.remedy))

    def _done(self) -> None:
        self.dismiss(True)

    def _give_up(self, refusal: Refusal) -> None:
        self.dismiss(None)
        self.app.refused(refusal)

    def _say(self, words: str) -> None:
        self._hint(f"! {words}", refusal=True)

    def _hint(self, words: str, *, refusal: bool = False) -> None:
        hint = self.query_one("#dialog-hint", Static)
        hint.set_class(refusal, "-refusal")
        hint.update(wrapped(words, WIDTH))

    def action_cancel(self) -> None:
        """Leave without one; not while the key is at work."""
        if not self._signing:
            self.dismiss(None)


def _plain(text: str) -> str:
    """As the key does: full-width digits are the digits they look like."""
    return unicodedata.normalize("NFKC", text)
