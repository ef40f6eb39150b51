"""Widgets that cost nothing while nothing about them changes."""

from __future__ import annotations

from typing import Self

from textual.containers import Horizontal, Vertical
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Still(Widget):
    """Hands the compositor the rows it handed it last time, until a repaint is asked for.

    One hand counted repaints a dozen rows, but the compositor asks every widget in sight
    for all of its rows; working their backgrounds, filters and borders out again for rows
    that nobody changed would take longer than painting those that did.
    """

    _kept: tuple[Region, list[Strip]] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of ``crop``, kept from last time where they can be."""
        if self._kept is None or self._kept[0] != crop:
            self._kept = crop, super().render_lines(crop)
        return self._kept[1]

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Something changed: the rows are worked out again."""
        self._kept = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Another theme, size class or colour."""
        self._kept = None
        super().notify_style_update()


class StillHorizontal(Horizontal, Still):
    """Side by side, on a ground that stands still."""


class StillVertical(Vertical, Still):
    """One below the other, on a ground that stands still."""
