"""The floor of a start: a Textual app with one label.

python -m benchmarks.label_app
"""

from __future__ import annotations

import os

os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")

from textual.app import App, ComposeResult
from textual.widgets import Label

WORDS = "标签"


class LabelApp(App[None]):
    """One label."""

    def compose(self) -> ComposeResult:
        yield Label(WORDS)


if __name__ == "__main__":
    LabelApp().run()
