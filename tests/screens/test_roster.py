"""The roster: typed, read from a file whole or not at all, quick with 2,000 seats."""

from __future__ import annotations

from pathlib import Path

from screens.app import SiquanApp
from screens.widgets.line_list import LineList
from siquan_tui.meeting.roll import Capacity, Sex
from siquan_tui.office import Office
from tests.screens.grid import grid, settled
from tests.screens.village import START, found_village, roster_csv

TODAY = START.date()


async def test_a_village_and_a_seat_are_typed(office: Office) -> None:
    app = SiquanApp(office)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f7")
        await settled(pilot)
        await pilot.press("f6")
        await settled(pilot)
        assert "还没有村。按 F10 写上村名。" in grid(app)
        for keys in (["f10"], [*"三苗树村", "enter"], [*"某镇", "enter"], ["f6"]):
            await pilot.press(*keys)
            await settled(pilot)
        await pilot.press(*"王　桂 兰", "down", "right", "down", *"一社", "down", "right", "right")
        await pilot.press("down", *"１２", "f10")
        await settled(pilot)
        (line,) = office.rosters()[0].roll_on(TODAY)
        assert (line.seat, line.name, line.initials) == (1, "王桂兰", "wgl")
        assert line.capacity is Capacity.COMMITTEE
        assert line.sex is Sex.FEMALE or line.sex is Sex.MALE
        assert line.households == 12
        assert "王桂兰" in grid(app)


async def test_a_name_no_terminal_can_draw_is_refused_in_the_form(
    office: Office, village: str
) -> None:
    app = SiquanApp(office)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f7")
        await settled(pilot)
        await pilot.press("enter", "enter")
        await settled(pilot)
        await pilot.press("👨", "f10")
        await settled(pilot)
        assert "U+1F468" in grid(app)
        await pilot.press("backspace", *"\u200d好", "f10")
        await settled(pilot)
        line = office.roster(village).roll_on(TODAY)[0]
        assert line.name == "巴特尔好"


async def test_what_a_form_cannot_read_is_told_with_its_field(office: Office, village: str) -> None:
    app = SiquanApp(office)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f7")
        await settled(pilot)
        await pilot.press("enter", "enter")
        await settled(pilot)
        await pilot.press("down", "down", "down", "down", *"许多", "f10")
        await settled(pilot)
        assert "代表户数：“7许多”看不懂" in grid(app)
        assert app.focused is not None
        assert app.focused.id == "households"


async def test_a_seat_falls_vacant(office: Office, village: str) -> None:
    app = SiquanApp(office)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f7")
        await settled(pilot)
        await pilot.press("down", "enter", "2")
        await settled(pilot)
        await pilot.press(*["backspace"] * 10, *"2010-07-21", "enter")
        await settled(pilot)
        assert office.roster(village).roll_on(TODAY)[1].vacant
        assert "（缺额）" in grid(app)
        assert "17 席，在任 16 人" in grid(app)


async def test_errors_by_line_and_nothing_half_imported(office: Office, tmp_path: Path) -> None:
    village = office.new_village("三苗树村").village
    rows = roster_csv(6).splitlines()
    rows[3] = rows[3].replace("李建国", "李\U0001f600国")
    rows[5] = rows[5].replace("代表", "书记")
    file = tmp_path / "名册.csv"
    file.write_text("\n".join(rows), encoding="utf-8")
    app = SiquanApp(office)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f7")
        await settled(pilot)
        await pilot.press("f7")
        await settled(pilot)
        await pilot.press(*str(file), "enter")
        await settled(pilot)
        assert "没有导入：2 处要改" in grid(app)
        assert "第 4 行“姓名”列：" in grid(app)
        assert "第 6 行“身份”列：" in grid(app)
        assert office.roster(village).roll_on(TODAY) == ()
        file.write_text(roster_csv(6), encoding="utf-8")
        await pilot.press("enter", "f7")
        await settled(pilot)
        await pilot.press(*str(file), "enter")
        await settled(pilot)
        assert len(office.roster(village).roll_on(TODAY)) == 6
        assert "已导入 6 席" in grid(app)


async def test_a_file_that_is_not_there(office: Office, village: str) -> None:
    app = SiquanApp(office)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f7")
        await settled(pilot)
        await pilot.press("f7")
        await settled(pilot)
        await pilot.press(*"/nowhere/a.csv", "enter")
        await settled(pilot)
        assert "!" in grid(app)
        assert "Traceback" not in grid(app)
        assert len(office.roster(village).roll_on(TODAY)) == 17


async def test_moving_in_2000_seats_paints_two_rows(office: Office, tmp_path: Path) -> None:
    found_village(office, tmp_path, seats=2000)
    app = SiquanApp(office)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f7")
        await settled(pilot)
        seats = app.screen.query_one(LineList)
        painted: list[int] = []
        render = seats.render_line

        def counted(y: int) -> object:
            painted.append(y)
            return render(y)

        seats.render_line = counted  # type: ignore[method-assign, assignment]
        await pilot.press("down")
        await settled(pilot)
        assert set(painted) == {0, 1}
        await pilot.press("end")
        await settled(pilot)
        assert seats.at == 1999
        assert " 2000 " in grid(app)


async def test_a_seat_is_not_emptied_in_its_form(office: Office, village: str) -> None:
    app = SiquanApp(office)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f7")
        await settled(pilot)
        await pilot.press("enter", "1")
        await settled(pilot)
        await pilot.press(*["backspace"] * 4, "f10")
        await settled(pilot)
        assert "再选“出缺”" in "".join(grid(app).split())
        assert office.roster(village).roll_on(TODAY)[0].name == "巴特尔"


async def test_a_wrong_day_keeps_the_question_open(office: Office, village: str) -> None:
    app = SiquanApp(office)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f7")
        await settled(pilot)
        await pilot.press("enter", "2")
        await settled(pilot)
        await pilot.press(*"2010-13-01", "enter")
        await settled(pilot)
        assert "“2010-13-01”看不懂，日期请" in grid(app)
        await pilot.press("home", "shift+end", *"2010-07-21", "enter")
        await settled(pilot)
        assert office.roster(village).roll_on(TODAY)[0].vacant


async def test_a_name_that_stands_already_is_pointed_out(office: Office, village: str) -> None:
    app = SiquanApp(office)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f7")
        await settled(pilot)
        for committee in (False, True):
            await pilot.press("f6")
            await settled(pilot)
            await pilot.press(*"王桂兰", *(["down", "right"] if committee else []), "f10")
            await settled(pilot)
            if committee:
                assert "2 号代表与 19 号村委会成员同为“王桂兰”" in app.spoken
                assert "只有一票" in app.spoken
                assert "如“王桂兰2”" in app.spoken
            else:
                assert "2、18 号同名“王桂兰”，各算一人" in app.spoken


async def test_more_errors_than_fit_are_counted_and_scrolled_to(
    office: Office, tmp_path: Path
) -> None:
    village = office.new_village("三苗树村").village
    file = tmp_path / "名册.csv"
    rows = "".join(f"{seat},王{seat},主任{seat}\n" for seat in range(1, 61))
    file.write_text(f"席位,姓名,身份\n{rows}", encoding="utf-8")
    app = SiquanApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("f7", "f7")
        await settled(pilot)
        await pilot.press(*str(file), "enter")
        await settled(pilot)
        assert "没有导入：60 处要改" in grid(app)
        assert "↑↓ 翻看" in grid(app)
        assert "主任1”" in grid(app)
        await pilot.press("end")
        await settled(pilot)
        assert "主任60”" in grid(app)
        await pilot.press("enter")
        await settled(pilot)
        assert office.roster(village).roll_on(TODAY) == ()
