"""One line of keys and what they do; a key that does nothing now is greyed, with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from screens.aside import aside
from screens.widgets.steady import Steady


class Key(NamedTuple):
    """A key, its word, and why it does nothing now (empty = it works)."""

    key: str
    word: str
    reason: str = ""


class KeysLine(Steady):
    """Keys in one row. Reasons are written out where the row has room for them;
    pressing a greyed key says its reason in the notice."""

    DEFAULT_CSS = "KeysLine { height: 1; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("", id=id, markup=False)
        self._keys: tuple[Key, ...] = ()

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys shown."""
        return self._keys

    def show_keys(self, keys: Sequence[Key]) -> None:
        """Show these keys instead."""
        if tuple(keys) != self._keys:
            self._keys = tuple(keys)
            self.update(self._line(), layout=False)

    def on_resize(self) -> None:
        """More room may hold the reasons."""
        self.update(self._line(), layout=False)

    def _line(self) -> Content:
        # Before the first layout, what the window has: then the first picture can stay.
        width = self.content_size.width or self.app.size.width
        full = self._cells(reasons=True) + 2 * len(self._keys) <= width
        gap = "  " if self._cells(reasons=full) + 2 * (len(self._keys) - 1) <= width else " "
        parts: list[Content] = []
        for key in self._keys:
            if key.reason:
                parts.append(Content.styled(_text(key, reasons=full), "$faint"))
            else:
                parts.append(
                    Content.assemble((key.key, "bold $primary"), (f" {key.word}", "$foreground"))
                )
        return Content(gap).join(parts)

    def _cells(self, *, reasons: bool) -> int:
        return sum(cell_len(_text(key, reasons=reasons)) for key in self._keys)


def _text(key: Key, *, reasons: bool) -> str:
    words = f"{key.key} {key.word}"
    return aside(words, key.reason) if reasons else words
