"""What was corrected (更正) about a division's attendance, and what that makes of its result."""

from __future__ import annotations

from siquan_tui.meeting.corrected import AsCorrected, as_corrected
from siquan_tui.meeting.events import Corrected
from siquan_tui.meeting.state import Division, Meeting
from siquan_tui.message import say_in_chinese
from siquan_tui.paper.vote import check_words
from siquan_tui.paper.wording import names, printable, sentence
from siquan_tui.rules.check import CheckKind, Outcome, outcome_name


def correction_words(meeting: Meeting, division: Division) -> tuple[str, ...]:
    """What was corrected, the figures as corrected, whether the result holds with them, and
    why the meeting let it stand; nothing where no correction touches the division."""
    corrected = as_corrected(meeting, division)
    if corrected is None:
        return ()
    return (
        *_what(meeting, corrected),
        _room_words(division, corrected),
        f"重新核验：{_judged(meeting, division, corrected)}",
        *confirmed_words(division),
    )


def confirmed_words(division: Division) -> tuple[str, ...]:
    """That the meeting let a division stand after a correction, with the reason."""
    return tuple(f"更正后经会议确认仍然有效，理由：{sentence(each)}" for each in division.confirmed)


def doubt_words(meeting: Meeting, division: Division) -> str:
    """That the announced result does not hold with the attendance as corrected; empty
    where it does."""
    corrected = as_corrected(meeting, division)
    if corrected is None or corrected.holds:
        return ""
    return f"按更正后的签到重新核验，{_judged(meeting, division, corrected)}"


def corrected_seats(meeting: Meeting, division: Division) -> dict[int, str]:
    """By seat, for whom the division's record of the room was wrong: what is right."""
    corrected = as_corrected(meeting, division)
    if corrected is None:
        return {}
    return {
        seat: "更正：到会" if seat in corrected.present else "更正：未到会"
        for seat in corrected.present ^ division.present
    }


def _what(meeting: Meeting, corrected: AsCorrected) -> list[str]:
    return [
        f"更正：{names(meeting, [event.seat])}表决时{'在场' if event.present else '不在场'}"
        f"（第{entry.seq}号记录，理由：{printable(event.reason)}）。"
        for entry in corrected.corrections
        if isinstance(event := entry.event, Corrected)
    ]


def _room_words(division: Division, corrected: AsCorrected) -> str:
    room = corrected.room
    said = f"更正后应到{room.seats}人，实到{room.present}人，参加表决{room.voting}人"
    if corrected.too_many:
        assert division.verdict is not None, "only an announced division is judged again"
        hands = division.verdict.widest.counted
        said += f"；宣布的{hands}票多出{corrected.too_many}票，不知多在哪一项"
    if corrected.uncounted:
        said += f"；有{corrected.uncounted}人没有计票"
    return said + "。"


def _judged(meeting: Meeting, division: Division, corrected: AsCorrected) -> str:
    assert division.verdict is not None, "only an announced division is judged again"
    announced = division.verdict.outcome
    carried = announced is Outcome.CARRIED
    if corrected.holds:
        worst = "把多出的票从赞成票中减去，" if carried and corrected.too_many else ""
        return worst + ("各项门槛仍然达到。" if carried else "结果不变。")
    failed = "；".join(check_words(meeting, each) for each in corrected.lost)
    # Without a quorum it fails whoever raised the hands too many.
    sure = not corrected.too_many or any(each.kind is CheckKind.QUORUM for each in corrected.lost)
    outcome = say_in_chinese(outcome_name(announced))
    end = "不再成立" if sure else "不能确定仍然成立"
    return f"{failed}{'，' if failed else ''}宣布的结果“{outcome}”{end}。"
