"""The tables as SQLModel maps them. ``schema`` creates them, with their CHECKs and triggers.

Importing this takes longer than painting the first screen, so nothing imports it early.
Rows are mappers only: what goes in was validated before, what comes out becomes a Struct.
"""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import Table
from sqlmodel import Field, SQLModel


class EntryRow(SQLModel, table=True):
    """One entry of one book; never updated, never deleted."""

    __tablename__ = "entry"

    village: str = Field(primary_key=True)
    book: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    at: str
    kind: str
    body: bytes
    previous: str
    digest: str


class MeetingRow(SQLModel, table=True):
    """Projection: one meeting, to be found across books."""

    __tablename__ = "meeting"

    village: str = Field(primary_key=True)
    book: str = Field(primary_key=True)
    name: str
    township: str
    title: str
    scheduled: str
    phase: str
    rehearsal: bool


class ResolutionRow(SQLModel, table=True):
    """Projection: one resolution's number, unique by village and year; rehearsals are
    numbered apart."""

    __tablename__ = "resolution"

    village: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    rehearsal: bool = Field(primary_key=True)
    number: int = Field(primary_key=True)
    book: str
    entry: int
    division: int
    title: str


def _table(row: type[Any]) -> Table:
    return cast(Table, row.__table__)


ENTRY = _table(EntryRow)
MEETING = _table(MeetingRow)
RESOLUTION = _table(ResolutionRow)
