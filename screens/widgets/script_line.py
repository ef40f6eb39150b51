"""The chair's script (主持词): the sentence to say aloud now."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from siquan_tui.message import Message
from siquan_tui.words import _, say


class ScriptLine(Static):
    """Two or three rows at the bottom with the sentence to say aloud now."""

    DEFAULT_CSS = "ScriptLine { height: 3; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__("", id="script", markup=False)

    def say_now(self, sentence: Message) -> None:
        """Put this sentence before the chair."""
        self.update(
            Content.assemble((_("请说:"), "$accent"), (say(sentence), "$foreground")),
            layout=False,
        )
