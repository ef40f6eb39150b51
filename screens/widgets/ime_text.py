"""Several lines to write in, with a Chinese input method on or off."""

from __future__ import annotations

from textual.events import Key
from textual.screen import Screen
from textual.widgets import TextArea


class ImeText(TextArea):
    """A text area that keeps U+3000 (Chinese paragraphs begin with two), leaves Tab to the
    form, and never blinks."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(text, id=id, soft_wrap=True, compact=True, highlight_cursor_line=False)
        self.cursor_blink = False

    def on_mount(self) -> None:
        """A field that only moved hears nothing of it, and the place of the input method's
        window with it: so the caret is looked for after every layout."""
        self.screen.screen_layout_refresh_signal.subscribe(self, self._laid_out, immediate=True)

    def _laid_out(self, _screen: Screen[object]) -> None:
        self.follow_caret()

    def on_focus(self) -> None:
        """At start-up the layout is not known yet when focus comes."""
        self.call_after_refresh(self.follow_caret)

    def on_resize(self) -> None:
        """Its lines broke anew: a TextArea wraps again when its width changes, and goes on
        showing the lines as they were cut before."""
        self.call_after_refresh(self.refresh)
        self.call_after_refresh(self.follow_caret)

    def on_key(self, event: Key) -> None:
        """U+3000 counts as unprintable and would be dropped."""
        wide = event.key == "ideographic_space" or event.character == "\u3000"
        if wide and not self.read_only:
            event.stop()
            event.prevent_default()
            self.replace("\u3000", *self.selection)

    def follow_caret(self) -> None:
        """Put the terminal's cursor on the drawn one."""
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset
            # The terminal hears of it with the next picture, which may not come by itself.
            self.refresh()
