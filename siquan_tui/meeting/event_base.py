"""What every event of a meeting is made of."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

Natural = Annotated[int, Meta(ge=0)]
"""A whole number from 0."""
Ordinal = Annotated[int, Meta(ge=1)]
"""A whole number from 1."""
Text = Annotated[str, Meta(min_length=1)]
"""Words that may not be missing."""


class Event(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """Base of all events; the tag is the ``kind`` column of the journal."""
