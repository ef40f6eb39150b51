"""How the parts of a painted widget look, asked for once."""

from __future__ import annotations

from rich.style import Style

from screens.widgets.still import Still


class Looks(Still):
    """Remembers its styles until they change. Textual works them out anew at each paint,
    which on a screen repainted at every hand costs more than the painting."""

    _looks: dict[str, Style] | None = None

    def look(self, part: str = "") -> Style:
        """The style of a component class, or with no name of the widget itself."""
        if self._looks is None:
            self._looks = {}
        found = self._looks.get(part)
        if found is None:
            found = self.get_component_rich_style(part) if part else self.rich_style
            self._looks[part] = found
        return found

    def notify_style_update(self) -> None:
        """Another theme, focus or class: ask again."""
        self._looks = None
        super().notify_style_update()
