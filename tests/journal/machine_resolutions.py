"""Results annulled, resolutions drawn and signed: and nothing rests on what does not stand."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.state import Division, Resolution
from siquan_tui.rules.check import Outcome
from tests.journal.machine import Machine
from tests.journal.sitting import VILLAGE


class Resolutions(Machine):
    """What may rest on a result: only one that carried and stands."""

    @precondition(lambda self: bool(self.announced))
    @rule(data=st.data())
    def annul(self, data: st.DataObject) -> None:
        """Whatever was announced may be annulled, unless a later round took its place."""
        division = data.draw(st.sampled_from(self.announced))
        may = not (division.annulled or division.superseded or self.live.meeting.adjourned)
        assert self.do(ev.Annulled(division.number, "数错了")) is may
        self.try_to_rest_on(self.live.meeting.divisions[division.number - 1])

    @precondition(lambda self: bool(self.announced))
    @rule(data=st.data())
    def draw(self, data: st.DataObject) -> None:
        """Drawn exactly where the vote carried, stands, and has no resolution yet."""
        self.try_to_draw(data.draw(st.sampled_from(self.announced)))

    @precondition(lambda self: bool(self.live.meeting.resolutions))
    @rule(data=st.data())
    def attest(self, data: st.DataObject) -> None:
        """Signed once, and never for a vote that does not stand any more."""
        self.try_to_attest(data.draw(st.sampled_from(self.live.meeting.resolutions)))

    def try_to_rest_on(self, division: Division) -> None:
        """Draw the division's resolution, or sign the one it has: what comes of it must be
        right whatever became of the division."""
        self.try_to_draw(division)
        for resolution in self.live.meeting.resolutions:
            if resolution.division == division.number:
                self.try_to_attest(resolution)

    def try_to_draw(self, division: Division) -> None:
        meeting = self.live.meeting
        number = self.journal.next_number(VILLAGE, 2010, False)
        may = (
            division.verdict is not None
            and division.verdict.outcome is Outcome.CARRIED
            and stands(division)
            and division.number not in {each.division for each in meeting.resolutions}
        )
        assert (division in chair.undrawn(meeting)) is may
        drawn = self.do(ev.ResolutionDrawn(division.number, 2010, number, "决议", "同意。"))
        assert drawn is may
        assert self.journal.next_number(VILLAGE, 2010, False) == number + drawn

    def try_to_attest(self, resolution: Resolution) -> None:
        meeting = self.live.meeting
        may = stands(meeting.divisions[resolution.division - 1]) and not resolution.code
        assert self.do(ev.Attested(resolution.year, resolution.number, "核验码")) is may

    @property
    def announced(self) -> list[Division]:
        return [each for each in self.live.meeting.divisions if each.verdict is not None]


def stands(division: Division) -> bool:
    """Neither annulled nor superseded nor called in doubt."""
    return not (division.annulled or division.superseded or division.flags)
