"""What a resolution's code says, from the meeting it was drawn in."""

from __future__ import annotations

import msgspec

from siquan_tui.attest.code import (
    CodeFields,
    CodeRefused,
    RuleLine,
    clean,
    code_text,
)
from siquan_tui.attest.role import Role
from siquan_tui.meeting.names import resolution_number
from siquan_tui.meeting.state import Division, Meeting, Resolution
from siquan_tui.message import message, say_in_chinese
from siquan_tui.rules.check import CheckKind

_TEXT_BYTES = {1: 478, 2: 381}
"""UTF-8 bytes of the signed lines that a version 18 symbol at ECC M holds beside so many
signatures."""


def fields_of(
    meeting: Meeting,
    division: Division,
    resolution: Resolution,
    head_hex: str,
    *,
    signers: tuple[Role, ...] = (Role.CHAIR,),
) -> CodeFields:
    """What the code of a resolution says, from the verdict as announced.

    Room and hands are those of the widest electorate: where two benches were counted one
    after the other, its figures hold all the hands. A title too long for the largest
    symbol is cut and ends in ``…``; the whole of it is bound by the chain head. Raises
    :class:`CodeRefused` for a division without a result."""
    verdict, convened = division.verdict, meeting.convened
    if verdict is None or convened is None:
        raise CodeRefused(message("表决尚未有结果，不能形成核验码"))
    figures = verdict.widest
    names = {rules.id: _place(rules.short.zh) or rules.id for rules in meeting.rules}
    if len(set(names.values())) < len(names):
        names = {}
    fields = CodeFields(
        village=_place(convened.village),
        township=_place(convened.township),
        number=say_in_chinese(
            resolution_number(resolution.year, resolution.number, rehearsal=meeting.rehearsal)
        ),
        title=clean(resolution.title),
        date=resolution.drawn.astimezone(convened.scheduled.tzinfo).date(),
        round=division.round,
        seats=figures.seats,
        filled=figures.filled,
        present=figures.present,
        recused=figures.recused,
        for_=figures.for_,
        against=figures.against,
        abstain=figures.abstain,
        unexpressed=figures.unexpressed,
        rules=tuple(
            RuleLine(names.get(check.rules, check.rules), check.needed, check.have)
            for check in verdict.checks
            if check.kind is CheckKind.PASS
        ),
        outcome=verdict.outcome,
        confirmed=bool(division.confirmed),
        signers=tuple(role for role in Role if role in signers),
        head=head_hex,
        rehearsal=convened.rehearsal,
    )
    return _fitted(fields)


def _place(name: str) -> str:
    return clean(name).replace(" ", "")


def _fitted(fields: CodeFields) -> CodeFields:
    """Cut the title until the symbol holds the code, its signatures included."""
    title = fields.title
    while len(code_text(fields).encode()) > _TEXT_BYTES[len(fields.signers)] and len(title) > 8:
        title = title[:-1]
        fields = msgspec.structs.replace(fields, title=title.rstrip() + "…")
    return fields
