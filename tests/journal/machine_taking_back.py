"""What is taken back: struck, or corrected and then confirmed or annulled."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from siquan_tui.meeting import chair
from siquan_tui.meeting import events as ev
from siquan_tui.meeting.admit import OutOfOrder, admit_stored
from siquan_tui.meeting.apply import advance, fold
from siquan_tui.meeting.state import Attendance, Meeting
from siquan_tui.meeting.strike import behind_result, newest_strikable
from tests.journal.machine import bare, insist_worded
from tests.journal.machine_resolutions import Resolutions
from tests.journal.raw_events import SEATS


class TakingBack(Resolutions):
    """Strikes and corrections."""

    @rule()
    def strike_newest(self) -> None:
        """Restores all that was before the entry, but for the record itself."""
        newest = newest_strikable(self.live.meeting)
        if newest is None:
            with pytest.raises(OutOfOrder):
                chair.strike_newest(self.live.meeting)
            return
        struck_before = self.live.meeting.struck
        expected = self.before[newest - 1]
        # Strikes made since that entry took back earlier ones: those stay struck.
        since = struck_before - expected.struck - set(range(newest, self.live.meeting.seq + 1))
        assert self.build(chair.strike_newest)
        assert self.live.meeting.struck == struck_before | {newest}
        if not since:
            assert bare(self.live.meeting) == bare(expected)

    @rule(data=st.data())
    def strike_any(self, data: st.DataObject) -> None:
        """Admitted exactly where every later entry would have been admitted without it."""
        meeting = self.live.meeting
        # The one before the newest oftener: what relies on it stands right behind it.
        counting = [
            entry.seq
            for entry in meeting.entries
            if entry.seq not in meeting.struck and not isinstance(entry.event, ev.Struck)
        ]
        seq = data.draw(st.sampled_from(counting[-2:]) | st.integers(1, meeting.seq))
        target = meeting.entries[seq - 1].event
        done = self.do(ev.Struck(seq))
        if (
            seq in meeting.struck
            or isinstance(target, ev.Struck | ev.Convened)
            or behind_result(meeting, seq)
        ):
            assert not done
            return
        assert done is self.stands_without(meeting, seq)
        if done:
            without = [each for each in meeting.entries if each.seq != seq]
            alone = fold(without)
            assert bare(self.live.meeting).phase == alone.phase
            assert self.live.meeting.presence == alone.presence
            assert self.live.meeting.items == alone.items

    @staticmethod
    def stands_without(meeting: Meeting, seq: int) -> bool:
        """Played again from the first entry, by admit alone."""
        again = Meeting(struck=meeting.struck | {seq})
        for entry in meeting.entries:
            if entry.seq not in again.struck and not isinstance(entry.event, ev.Struck):
                try:
                    admit_stored(again, entry.event, entry.at)
                except OutOfOrder:
                    return False
            again = advance(again, entry)
        return True

    @precondition(lambda self: any(each.verdict for each in self.live.meeting.divisions))
    @rule(data=st.data())
    def correct(self, data: st.DataObject) -> None:
        """Every division that froze the seat wrongly is flagged, and no other."""
        meeting = self.live.meeting
        seat = data.draw(st.integers(1, SEATS))
        try:
            event = chair.correct(meeting, seat, "看错了人")
        except OutOfOrder as refusal:
            insist_worded(refusal)
            return
        following = next(
            (
                entry.seq
                for entry in meeting.entries[event.entry :]
                if entry.seq not in meeting.struck and touches(entry.event, seat)
            ),
            meeting.seq + 1,
        )
        if not self.do(event):
            return
        for was, now in zip(meeting.divisions, self.live.meeting.divisions, strict=True):
            wrong = (
                event.entry < was.entry < following
                and not was.annulled
                and (seat in was.present) is not event.present
            )
            assert now.flags == ((*was.flags, meeting.seq + 1) if wrong else was.flags)
            if now.flags:
                self.try_to_rest_on(now)
        if following == meeting.seq + 1:
            here = self.live.meeting.presence[seat].attendance is Attendance.PRESENT
            assert here is event.present

    @precondition(lambda self: any(each.flags for each in self.live.meeting.divisions))
    @rule(confirm=st.booleans())
    def settle_flag(self, confirm: bool) -> None:
        flagged = next(each for each in self.live.meeting.divisions if each.flags)
        if not self.live.meeting.adjourned:
            assert not self.do(ev.Adjourned())
        settle = ev.Confirmed if confirm else ev.Annulled
        if self.do(settle(flagged.number, "核对过了")):
            assert not self.live.meeting.divisions[flagged.number - 1].flags


def touches(event: ev.MeetingEvent, seat: int) -> bool:
    """Whether an entry says where the person of that seat is."""
    match event:
        case ev.Arrived() | ev.Left():
            return seat in event.seats
        case ev.Excused() | ev.Corrected():
            return event.seat == seat
        case _:
            return False
