"""What may be recorded on a roster. Refuses with a sentence and a remedy."""

from __future__ import annotations

import datetime as dt
from typing import NoReturn

from siquan_tui.message import Message, message
from siquan_tui.roster.errors import RosterRefused
from siquan_tui.roster.events import (
    MeetingHeld,
    RosterEvent,
    RosterImported,
    SeatAdded,
    SeatFilled,
    SeatRemoved,
    SeatVacated,
    VillageNamed,
)
from siquan_tui.roster.names import clean_name, clean_text
from siquan_tui.roster.state import Roster, Seat, apply

MOST_SEATS = 9999
"""Largest seat number; keeps the roll's columns."""


def admit(roster: Roster, event: RosterEvent) -> None:
    """Return if ``event`` may be recorded; raise :class:`RosterRefused` otherwise."""
    match event:
        case VillageNamed():
            if not clean_text(event.name):
                _refuse(message("村名不能空着"), message("请填写村名"))
        case SeatAdded():
            _number(event.seat)
            seat = roster.seat(event.seat)
            if seat is not None and seat.until is None:
                _refuse(
                    message("{seat} 号席位已经有了", seat=event.seat),
                    message("新席位请用 {n} 号", n=roster.next_seat),
                )
            if seat is not None:
                _after_removal(seat, event.since)
        case SeatFilled():
            _filled(roster, event)
        case SeatVacated():
            seat = _known(roster, event.seat)
            if seat.holder(event.until) is None:
                _refuse(
                    message("{seat} 号席位在 {day} 没有人担任", seat=event.seat, day=event.until),
                    message("请核对席位号和日期"),
                )
            later = [term for term in seat.terms if term.since > event.until]
            if later:
                _refuse(
                    message(
                        "{seat} 号席位 {day} 以后已由 {name} 担任",
                        seat=event.seat,
                        day=event.until,
                        name=later[0].name,
                    ),
                    message("请核对日期"),
                )
        case SeatRemoved():
            seat = _known(roster, event.seat)
            if event.until < seat.since - dt.timedelta(days=1):
                _refuse(
                    message("{seat} 号席位到 {day} 才设立", seat=event.seat, day=seat.since),
                    message("请核对日期"),
                )
            later = [term for term in seat.terms if term.since > event.until]
            if later:
                _refuse(
                    message(
                        "{seat} 号席位 {day} 以后由 {name} 担任，不能撤销",
                        seat=event.seat,
                        day=event.until,
                        name=later[0].name,
                    ),
                    message("请核对日期"),
                )
        case RosterImported():
            for line in event.lines:
                admit_line(roster, line)
                roster = apply(roster, line)
        case MeetingHeld():
            return


def admit_line(roster: Roster, line: SeatFilled | SeatAdded) -> None:
    """One line of an import: like the event itself, but a seat may be there already."""
    if isinstance(line, SeatFilled):
        return _filled(roster, line)
    _number(line.seat)
    seat = roster.seat(line.seat)
    if seat is None:
        return None
    if seat.until is not None:
        _after_removal(seat, line.since)
    holder = seat.holder(line.since)
    if holder is not None:
        _refuse(
            message("{seat} 号席位现由 {name} 担任", seat=line.seat, name=holder.name),
            message("已经出缺的，请先登记出缺"),
        )
    return None


def _filled(roster: Roster, event: SeatFilled) -> None:
    _number(event.seat)
    name = clean_name(event.name)
    if not name:
        _refuse(
            message("{seat} 号席位没有姓名", seat=event.seat),
            message("请填写姓名；缺额请不要填写担任人"),
        )
    if name != event.name:
        _refuse(
            message("姓名“{name}”里有多余的空格或看不见的字符", name=name),
            message("请改成“{name}”", name=name),
        )
    seat = roster.seat(event.seat)
    if seat is None:
        return
    if seat.until is not None:
        _after_removal(seat, event.since)
    later = [term for term in seat.terms if term.since > event.since]
    if later and (len(later) > 1 or later[0].name != event.name):
        _refuse(
            message(
                "{seat} 号席位自 {day} 起由 {name} 担任",
                seat=event.seat,
                day=later[-1].since,
                name=later[-1].name,
            ),
            message("请填写这一天以后的起始日期"),
        )


def _after_removal(seat: Seat, since: dt.date) -> None:
    if seat.until is not None and since <= seat.until:
        _refuse(
            message("{seat} 号席位已于 {day} 撤销", seat=seat.number, day=seat.until),
            message("请填写这一天以后的起始日期，或另用席位号"),
        )


def _known(roster: Roster, number: int) -> Seat:
    seat = roster.seat(number)
    if seat is None or seat.until is not None:
        _refuse(message("没有 {seat} 号席位", seat=number), message("请核对席位号"))
    return seat


def _number(seat: int) -> None:
    if not 1 <= seat <= MOST_SEATS:
        _refuse(
            message("席位号 {seat} 超出范围", seat=seat),
            message("席位号从 1 到 {n}", n=MOST_SEATS),
        )


def _refuse(why: Message, remedy: Message) -> NoReturn:
    raise RosterRefused(why, remedy)
