"""The floor: what the item is, what it lacks, who is recused, the next round."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from siquan_tui.meeting import chair
from siquan_tui.meeting.events import Adjourned, Annulled, ItemKind, Posting, Proposer
from tests.screens.grid import grid, settled
from tests.screens.hall import WATER, Hall, console, lines, press

VOTE = "1 6 enter 1 enter 0 enter enter enter enter"
LATE = replace(WATER, posting=Posting(dt.date(2010, 7, 20), "村务公开栏"))


async def test_the_item_with_its_posting_and_the_way_to_the_vote(hall: Hall) -> None:
    live = hall.open(lines(17), present=17)
    live.do(chair.take_item(live.meeting, 1))
    async with console(hall, live) as (app, pilot):
        shown = grid(app)
        assert "提案 村党支部" in shown
        assert "3 天（要求 3 天）" in shown
        assert "! " not in shown
        assert "主管道 6500 米" in shown
        await press(pilot, "enter")
        assert live.meeting.division_under_way is not None
        assert app.current_mode == "division"


async def test_what_is_lacking_is_said_and_its_reason_kept(hall: Hall) -> None:
    live = hall.open(lines(17), present=17, items=(LATE,))
    live.do(chair.take_item(live.meeting, 1, "汛期将至"))
    async with console(hall, live) as (app, _pilot):
        assert "! 公示满 1 天" in grid(app)
        assert "理由 汛期将至" in grid(app)


async def test_the_recused_are_chosen_from_those_present(hall: Hall) -> None:
    live = hall.open(lines(17), present=16)
    live.do(chair.take_item(live.meeting, 1))
    async with console(hall, live) as (app, pilot):
        await press(pilot, "f6")
        assert "秦秀" not in grid(app)
        await press(pilot, "1 2 space 4 space 4 space")
        assert "× 回避" in grid(app)
        await press(pilot, "enter")
        assert "回避：12 蒋守田" in grid(app)
        await press(pilot, "f6 escape f4")
        division = live.meeting.division_under_way
        assert division is not None
        assert division.recused == (12,)
        assert 12 not in division.entitled
        assert "15" in grid(app)


async def test_who_was_recused_is_proposed_again_after_an_annulment(hall: Hall) -> None:
    live = hall.open(lines(17), present=17)
    live.do(chair.take_item(live.meeting, 1))
    live.do(chair.open_division(live.meeting, 1, [7, 12]))
    async with console(hall, live) as (app, pilot):
        assert "自来… · 回避：7 王桂兰、12 蒋守田" in grid(app).splitlines()[1]
        live.do(Annulled(1, "有人离场"))
        live.do(chair.leave(live.meeting, 12))
        app.go("floor")
        await settled(pilot)
        assert "回避：7 王桂兰" in grid(app)
        assert "蒋守田" not in grid(app)
        await press(pilot, "f6")
        assert "× 回避" in grid(app)
        await press(pilot, "7 space enter")
        assert "回避：" not in grid(app)
        await press(pilot, "f6 3 space enter enter")
        assert "回避：3 " in grid(app).splitlines()[1]
        assert live.meeting.divisions[1].recused == (3,)


async def test_many_recused_leave_the_heading_its_title(hall: Hall) -> None:
    live = hall.open(lines(29), present=29)
    live.do(chair.take_item(live.meeting, 1))
    live.do(chair.open_division(live.meeting, 1, [3, 7, 12, 13]))
    async with console(hall, live, (160, 45)) as (app, _pilot):
        assert "举手表决 · 回避：3 李改花、7 王桂兰等 4 人" in grid(app)


async def test_a_vote_without_quorum_is_refused_with_its_sentence(hall: Hall) -> None:
    live = hall.open(lines(17), present=11)
    live.do(chair.take_item(live.meeting, 1))
    async with console(hall, live) as (app, pilot):
        await press(pilot, "enter")
        assert live.meeting.division_under_way is None
        assert "不足法定人数" in grid(app)


async def test_a_new_round_with_a_changed_text_and_the_old_verdict_superseded(hall: Hall) -> None:
    live = hall.open(lines(17), present=17)
    live.do(chair.take_item(live.meeting, 1))
    async with console(hall, live) as (app, pilot):
        await press(pilot, "f7")
        assert "还没有表决结果" in grid(app)
        await press(pilot, f"enter {VOTE} f4")
        assert "赞成 16 反对 1" in grid(app)
        await press(pilot, "f7 走 访 后 修 改 f10")
        item = live.meeting.items[0]
        assert (item.round.number, item.round.reason) == (2, "走访后修改")
        assert "已被新一轮取代" in "".join(grid(app).split())
        assert "Enter 进入议题" in grid(app)
        await press(pilot, "enter")
        assert "没有公示" in grid(app), "what was posted was the proposal before"
        await press(pilot, "当 场 修 改 enter")
        assert live.meeting.current == 1
        await press(pilot, "enter")
        division = live.meeting.division_under_way
        assert division is not None
        assert division.round == 2


async def test_a_round_posted_too_late_asks_for_the_reason(hall: Hall) -> None:
    live = hall.open(lines(17), present=17)
    live.do(chair.take_item(live.meeting, 1))
    async with console(hall, live) as (app, pilot):
        await press(pilot, f"enter {VOTE} f4 f7 改 f10")
        assert live.meeting.items[0].round.number == 2
        hall_item = live.meeting.items[0].proposal
        from siquan_tui.meeting.events import ItemAmended

        app.act(ItemAmended(1, replace(hall_item, posting=LATE.posting)))
        await press(pilot, "enter")
        assert "条件不足" in grid(app)
        await press(pilot, "enter")
        assert live.meeting.current == 0
        await press(pilot, "代 表 要 求 enter")
        assert live.meeting.current == 1
        assert live.meeting.items[0].taken_reason == "代表要求"


async def test_a_report_is_heard_and_not_voted_on(hall: Hall) -> None:
    report = replace(WATER, title="财务公开", kind=ItemKind.REPORT, posting=None)
    live = hall.open(lines(17), present=17, items=(report,))
    live.do(chair.take_item(live.meeting, 1))
    async with console(hall, live) as (app, pilot):
        assert "F8 听取完毕" in grid(app)
        for key in ("enter", "f4"):
            await press(pilot, key)
            assert not live.meeting.items[0].closed
            assert "听取完毕请按 F8" in app.spoken
        await press(pilot, "f8")
        assert live.meeting.items[0].closed
        assert app.current_mode == "agenda"


async def test_an_item_left_for_another_one_is_not_marked_as_done(hall: Hall) -> None:
    report = replace(WATER, title="财务公开", kind=ItemKind.REPORT, posting=None)
    live = hall.open(lines(17), present=17, items=(report, WATER))
    live.do(chair.take_item(live.meeting, 1))
    live.do(chair.take_item(live.meeting, 2))
    async with console(hall, live) as (app, pilot):
        assert "· 1 财务公开" in grid(app)
        await press(pilot, f"enter {VOTE}")
        live.do(Adjourned())
        app.go("floor")
        await settled(pilot)
        assert "· 1 财务公开" in grid(app)
        assert "✓ 2 自来水工程" in grid(app)


async def test_a_petition_stands_with_what_it_needs_and_has(hall: Hall) -> None:
    signed = replace(WATER, proposer=Proposer.PETITION, petitioners=5)
    live = hall.open(lines(17), present=17, items=(signed,))
    live.do(chair.take_item(live.meeting, 1, "汛期将至"))
    async with console(hall, live) as (app, _pilot):
        shown = grid(app)
        assert "提案 5 人联名" in shown
        assert "联名提议 四权四制需 6 人\uff0c有 5 人\uff0c差 1" in shown
        assert "! 村民代表联名 5 人" in shown
        assert "理由 汛期将至" in shown


async def test_with_nothing_before_the_assembly_enter_takes_the_next_item(hall: Hall) -> None:
    road = replace(WATER, title="砂石路工程")
    live = hall.open(lines(17), present=17, items=(WATER, road))
    async with console(hall, live) as (app, pilot):
        await press(pilot, "f4")
        assert "下一项 1 自来水工程" in grid(app)
        await press(pilot, "enter")
        assert live.meeting.current == 1
        assert app.current_mode == "floor"


async def test_f4_on_its_own_screen_leads_nowhere_else(hall: Hall) -> None:
    live = hall.open(lines(17), present=17)
    live.do(chair.take_item(live.meeting, 1))
    async with console(hall, live) as (app, pilot):
        await press(pilot, f"enter {VOTE} f4 f4")
        assert app.current_mode == "floor"


async def test_a_long_text_scrolls_with_the_arrows(hall: Hall) -> None:
    text = "\n".join(f"第{n}条 内容" for n in range(1, 60))
    live = hall.open(lines(17), present=17, items=(replace(WATER, text=text),))
    live.do(chair.take_item(live.meeting, 1))
    async with console(hall, live) as (app, pilot):
        assert "第1条" in grid(app)
        assert "第59条" not in grid(app)
        await press(pilot, "end")
        assert "第59条" in grid(app)
