"""What is found about a count, line by line: the verdict as it stands, each rule set's
threshold, what is still to be done, and the counts so far."""

from __future__ import annotations

from screens.division_words import (
    SIGNS,
    check_line,
    count_lines,
    gone_since,
    uncounted,
    verdict_line,
)
from screens.widgets.findings import Finding, Look
from siquan_tui.meeting import chair
from siquan_tui.meeting.doubt import confirmed_despite, in_doubt
from siquan_tui.meeting.events import CountReason
from siquan_tui.meeting.figures import live_verdict
from siquan_tui.meeting.state import Division, Meeting
from siquan_tui.message import message
from siquan_tui.rules.check import CheckKind, State, Verdict, hangs_on
from siquan_tui.words import _, say

LOOKS = {State.MET: Look.MET, State.OPEN: Look.OPEN, State.LOST: Look.LOST}


def findings(
    meeting: Meeting, division: Division, judged: Verdict, *, hidden: bool
) -> tuple[Finding, ...]:
    """All lines; ``hidden`` while a blind count is entered: nothing that tells its
    figures."""
    differ = chair.recount_reason(meeting, division) is CountReason.UNEQUAL
    doubt = in_doubt(meeting, division)
    lines = [_verdict(division, judged, hidden=hidden, differ=differ)]
    if doubt is not None:
        lines = [
            Finding(_("! 存疑：签到更正影响了这次表决"), Look.LOST),
            Finding(f"! {say(doubt)}", Look.WARNING),
        ]
    elif not hidden and not differ:
        confirmed = confirmed_despite(meeting, division)
        if confirmed is not None and not division.annulled:
            lines.append(Finding(f"! {say(confirmed)}", Look.WARNING))
        lines += [
            Finding(f"{SIGNS[each.state]} {say(check_line(each, meeting.rules))}", Look.ASIDE, True)
            for each in judged.checks
            if each.kind is CheckKind.PASS
        ]
    gone = gone_since(meeting, division) if division.open else None
    if gone is not None:
        lines.append(Finding(say(gone), Look.WARNING))
    lines.append(Finding(_left(meeting, division)))
    if not hidden and len(division.counts) > 1:
        closed = [each for each in division.counts if each.closed]
        lines += [Finding(say(each), Look.ASIDE) for each in count_lines(closed)]
    return tuple(lines)


def _verdict(division: Division, judged: Verdict, *, hidden: bool, differ: bool) -> Finding:
    if division.annulled:
        return Finding(say(message("✗ 已作废：{why}", why=division.annulled)), Look.LOST)
    if hidden:
        return Finding(_("复点：前面的数已遮住，点完再看"), Look.OPEN)
    if differ:
        return Finding(_("· 未定：几次点的数不一样"), Look.OPEN)
    found = verdict_line(judged, final=division.count.closed)
    state, sentence = found if found is not None else (State.OPEN, message("未定"))
    return Finding(f"{SIGNS[state]} {say(sentence)}", LOOKS[state])


def _left(meeting: Meeting, division: Division) -> str:
    """What is still to be done."""
    reason = chair.recount_reason(meeting, division)
    if division.flags:
        return _("由会议确认有效（F12），或作废（Del）")
    if division.superseded:
        return _("已被新一轮再议取代，留在记录里")
    if not division.open:
        return ""
    if not division.count.closed:
        return say(uncounted(division, division.count))
    if reason is CountReason.NARROW:
        judged = live_verdict(meeting, division)
        return say(message("再有 {n} 票就会改变：建议复计", n=hangs_on(judged)))
    if reason is CountReason.SETTING:
        return _("本次会议计两遍：请另一位计票人再点")
    if reason is CountReason.UNEQUAL:
        return _("计数不一致，请再点一次，全部留存")
    return _("计票核对完毕")
