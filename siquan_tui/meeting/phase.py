"""The phases of a meeting, apart from its state: a list of meetings needs no more of it."""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """Where the meeting is."""

    CONVENED = "convened"
    """已召集, not yet open."""
    SITTING = "sitting"
    """开会中"""
    RECESS = "recess"
    """休会"""
    ADJOURNED = "adjourned"
    """已散会"""
