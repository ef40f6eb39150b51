"""The chair's script (主持词): the sentence to say aloud now."""

from __future__ import annotations

from textual.content import Content

from screens.widgets.steady import Steady
from siquan_tui.line_breaks import wrapped
from siquan_tui.message import Message
from siquan_tui.words import _, say


class ScriptLine(Steady):
    """Two or three rows at the bottom with the sentence to say aloud now."""

    DEFAULT_CSS = "ScriptLine { height: 3; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__("", id="script", markup=False)
        self._sentence = ""

    def say_now(self, sentence: Message) -> None:
        """Put this sentence before the chair."""
        self._sentence = say(sentence)
        self.show_of((self._sentence,), self._rows)

    def on_resize(self) -> None:
        """Rows are broken to the width."""
        self.update(self._rows(), layout=False)

    def _rows(self) -> Content:
        lead = _("请说：")
        rows = wrapped(lead + self._sentence, self.content_size.width)
        return Content.assemble((rows[: len(lead)], "bold $accent"), (rows[len(lead) :], ""))
