"""The door to the papers' data: what the templates take, and what words it."""

from __future__ import annotations

from siquan_tui.paper.fields import MinutesPaper, ResolutionPaper
from siquan_tui.paper.minutes import minutes_paper
from siquan_tui.paper.resolution import resolution_paper

__all__ = ["MinutesPaper", "ResolutionPaper", "minutes_paper", "resolution_paper"]
