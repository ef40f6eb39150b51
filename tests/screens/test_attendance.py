"""Attendance: a seat by number, by initials, by arrows; times kept; corrections with reason."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from siquan_tui.meeting.events import Corrected, Left
from siquan_tui.meeting.state import Attendance, Presence
from tests.screens.grid import grid
from tests.screens.hall import Hall, Painted, console, lines, press


async def test_seat_number_and_enter_sign_in_and_out(hall: Hall) -> None:
    live = hall.open(lines(17))

    def of(seat: int) -> Presence:
        return live.meeting.presence.get(seat, Presence())

    async with console(hall, live) as (app, pilot):
        assert app.current_mode == "attendance"
        await press(pilot, "1 2")
        assert "12▌" in grid(app)
        await press(pilot, "enter")
        assert of(12).attendance is Attendance.PRESENT
        assert "12 蒋守田" in grid(app)
        assert "✓ 到会 09:02" in grid(app)
        assert of(12).arrived == hall.clock()
        hall.clock.pass_minutes(38)
        await press(pilot, "space")
        assert (of(12).attendance, of(12).left) == (Attendance.ABSENT, hall.clock())
        assert "< 离场 09:40" in grid(app)
        await press(pilot, "１ ２ enter")
        assert of(12).attendance is Attendance.PRESENT
        await press(pilot, "f9")
        assert of(12).attendance is Attendance.ABSENT


async def test_pinyin_initials_find_a_name_and_arrows_the_next(hall: Hall) -> None:
    live = hall.open(lines(40))
    async with console(hall, live) as (app, pilot):
        await press(pilot, "w")
        assert "w▌" in grid(app)
        await press(pilot, "down enter")
        present = [seat for seat, each in live.meeting.presence.items() if each.arrived]
        found = live.meeting.line(present[0])
        assert found is not None
        assert found.initials.startswith("w")
        await press(pilot, "x x x enter")
        assert "没有拼音首字母是 xxx 的人" in grid(app)
        assert len(live.meeting.presence) == 1


async def test_everyone_then_the_exceptions(hall: Hall) -> None:
    live = hall.open(lines(17, vacant=(9,)))
    async with console(hall, live) as (app, pilot):
        await press(pilot, "5 f7 看 病 enter")
        assert live.meeting.presence[5].reason == "看病"
        assert "看病" in grid(app)
        await press(pilot, "f6")
        here = {
            seat
            for seat, each in live.meeting.presence.items()
            if each.attendance is Attendance.PRESENT
        }
        assert here == set(range(1, 18)) - {5, 9}
        assert "◦ 请假" in grid(app)
        assert "缺额" in grid(app)
        await press(pilot, "7 minus")
        assert live.meeting.presence[7].attendance is Attendance.ABSENT
        await press(pilot, "7 plus")
        assert live.meeting.presence[7].attendance is Attendance.PRESENT
        await press(pilot, "7 plus")
        assert "已经签到" in grid(app)
        await press(pilot, "9 enter")
        assert "缺额" in grid(app)
        await press(pilot, "9 9 enter")
        assert "没有 99 号" in grid(app)


async def test_attendees_come_with_their_office_and_go(hall: Hall) -> None:
    live = hall.open(lines(17), present=17)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "f2 tab enter 张 三 enter 镇 干 部 enter")
        (attendee,) = live.meeting.attendees
        assert (attendee.name, attendee.office) == ("张三", "镇干部")
        assert "张三（镇干部） 09:02" in grid(app)
        hall.clock.pass_minutes(30)
        await press(pilot, "tab down enter")
        assert live.meeting.attendees[0].left == hall.clock()
        assert "09:32 离场" in grid(app)


async def test_an_entry_behind_a_result_is_corrected_with_a_reason(hall: Hall) -> None:
    live = hall.open(lines(17), present=17)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "f2 3 f12")
        assert "没有需要更正的记录" in grid(app)
        await press(pilot, "f3")
        hall.put(live)
        app.go("division")
        await press(pilot, "1 7 enter 0 enter 0 enter enter enter enter")
        assert live.meeting.divisions[-1].verdict is not None
        await press(pilot, "f2 3 f12")
        assert "记的是到会，更正为没有到会" in grid(app)
        await press(pilot, "enter")
        assert not isinstance(live.meeting.entries[-1].event, Corrected)
        await press(pilot, "当 时 不 在 enter")
        corrected = live.meeting.entries[-1].event
        assert isinstance(corrected, Corrected)
        assert (corrected.seat, corrected.present, corrected.reason) == (3, False, "当时不在")
        assert live.meeting.divisions[-1].flags


async def test_names_that_look_like_markup_are_shown_as_they_are(hall: Hall) -> None:

    roll = tuple(replace(line, name="[b]王") if line.seat == 2 else line for line in lines(5))
    live = hall.open(roll)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "2 enter")
        assert grid(app).count("[b]王") >= 2


@pytest.mark.parametrize("count", [17, 2000])
async def test_signing_in_costs_the_same_with_two_thousand(hall: Hall, count: int) -> None:
    live = hall.open(lines(count))
    async with console(hall, live, (110, 36)) as (app, pilot):
        await press(pilot, "down space down")
        painted = Painted(app)
        await press(pilot, "down")
        assert 0 < painted.since() <= 600
        await press(pilot, "space")
        assert not isinstance(live.meeting.entries[-1].event, Left)
        assert 0 < painted.since() <= 1400


async def test_a_number_is_a_seat_wherever_the_cursor_stands(hall: Hall) -> None:
    live = hall.open(lines(17))

    def here() -> set[int]:
        return {seat for seat, each in live.meeting.presence.items() if each.arrived}

    async with console(hall, live) as (app, pilot):
        await press(pilot, "tab 5 enter")
        assert here() == {5}
        await press(pilot, "tab f7")
        assert "没有选中代表" in grid(app)
        assert live.meeting.presence.keys() == {5}
        await press(pilot, "escape f3 f2 6 enter")
        assert here() == {5, 6}
        await press(pilot, "tab f3 f2 7 enter")
        assert here() == {5, 6, 7}, "coming back begins at the roll"
        await press(pilot, "tab enter 张 三 enter enter 8 enter")
        assert here() == {5, 6, 7, 8}, "and so does an attendee registered"
        assert [each.name for each in live.meeting.attendees] == ["张三"]


async def test_the_way_back_is_told_whole_on_a_narrow_screen(hall: Hall) -> None:
    full = [replace(each, name="刘志强", households=9, group="第一社") for each in lines(9)]
    live = hall.open(tuple(full), present=9)
    async with console(hall, live, (80, 24)) as (app, pilot):
        await press(pilot, "f2 5 enter")
        assert "刚记为离场，按错了按 F9 划去" in grid(app)


async def test_who_came_back_is_told_from_who_never_went(hall: Hall) -> None:
    live = hall.open(lines(9), present=9)
    async with console(hall, live) as (app, pilot):
        await press(pilot, "f2 5")
        assert "又到会" not in grid(app)
        await press(pilot, "enter")
        hall.clock.pass_minutes(12)
        await press(pilot, "5 enter")
        assert "又到会" in grid(app)
