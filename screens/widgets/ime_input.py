"""A line to type in, with a Chinese input method (输入法) on or off."""

from __future__ import annotations

from textual.events import Key, Paste
from textual.geometry import Offset
from textual.screen import Screen
from textual.widgets import Input


class ImeInput(Input):
    """Keeps the terminal's cursor on the drawn cursor, where an input method places what
    is being composed; takes U+3000 as a space; joins pasted lines; never blinks."""

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        id: str | None = None,
        classes: str | None = None,
        password: bool = False,
        max_length: int = 0,
        select_on_focus: bool = False,
    ) -> None:
        super().__init__(
            value,
            placeholder=placeholder,
            id=id,
            classes=classes,
            password=password,
            max_length=max_length,
            select_on_focus=select_on_focus,
        )
        self.cursor_blink = False

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the drawn cursor is, in cells of the screen."""
        x, y, _width, _height = self.content_region
        cell = self._position_to_cell(self.cursor_position)
        return Offset(x + cell - int(self.scroll_offset.x), y)

    def on_mount(self) -> None:
        """A field that only moved hears nothing of it, and the place of the input method's
        window with it: so the caret is looked for after every layout."""
        self.screen.screen_layout_refresh_signal.subscribe(self, self._laid_out, immediate=True)

    def _laid_out(self, _screen: Screen[object]) -> None:
        self.follow_caret()

    def on_focus(self) -> None:
        """At start-up the layout is not known yet when focus comes."""
        self.call_after_refresh(self.follow_caret)

    def on_key(self, event: Key) -> None:
        """U+3000 counts as unprintable and would be dropped."""
        if event.key == "ideographic_space" or event.character == "\u3000":
            event.stop()
            event.prevent_default()
            self.insert_text_at_cursor(" ")

    def on_paste(self, event: Paste) -> None:
        """Only the first line would be kept: join them instead."""
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(" ".join(event.text.split()))

    def follow_caret(self) -> None:
        """Put the terminal's cursor on the drawn one."""
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset
            # The terminal hears of it with the next picture, which may not come by itself.
            self.refresh()
