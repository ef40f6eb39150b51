"""What a chair does at the console, by keys only, each step waiting for what it brings."""

from __future__ import annotations

import zxingcpp

from tests.terminal.terminal import Terminal

READY, AGENDA, ROLL = "F10 宣布开会", "F6 加议题", "F6 全部到会"


def open_meeting(terminal: Terminal, *, village: str) -> None:
    """From home: find the village's meeting in the list, and declare it open."""
    terminal.wait_for("选一次会议", village)
    rows = [row for row in terminal.screen if "演练" in row]
    at = next(n for n, row in enumerate(rows) if village in row)
    terminal.press("Home", *["Down"] * at, "Enter")
    terminal.wait_for(READY, village)
    terminal.press("F10")
    terminal.wait_for("起开会中")


def everyone_comes(terminal: Terminal, seats: int) -> None:
    """Sign everybody in, and read the count from the panel."""
    terminal.press("F2")
    terminal.wait_for(ROLL)
    terminal.press("F6")
    terminal.wait_until(lambda text: _figure(text, "实到") == seats, f"实到 {seats}")


def take(terminal: Terminal, title: str) -> None:
    """Put the item before the assembly, from the agenda."""
    _at_item(terminal, title)
    terminal.press("Enter")
    terminal.wait_for("进入这项议题")
    terminal.press("1")
    terminal.wait_for("Enter 举手表决")


def count(terminal: Terminal, *figures: int) -> None:
    """Open the division and type the four figures as they are called out."""
    terminal.press("Enter")
    terminal.wait_for("举手表决", "暂计")
    for done, figure in enumerate(figures, 1):
        terminal.type(str(figure))
        terminal.wait_for(f"{figure}▌")
        terminal.press("Enter")
        left = sum(figures) - sum(figures[:done])
        last = done == len(figures)
        terminal.wait_for("Enter 核对完毕" if last else f"还有 {left} 人未计" if left else "▌")
    terminal.press("Enter")
    terminal.wait_for("Enter 宣布结果")


def announce(terminal: Terminal) -> str:
    """Announce the result; returns the screen."""
    terminal.press("Enter")
    return terminal.wait_for("请说：表决结果", "Enter 去写决议")


def resolve(terminal: Terminal) -> str:
    """Number, sign and save the resolution of the division just announced; returns the text
    of the code read from the screen."""
    terminal.press("Enter")
    terminal.wait_for("F6 编号签名", "待写")
    terminal.press("F6")
    terminal.wait_for("✓ 已签名", "F7 看二维码")
    terminal.press("F7")
    code = read_from_screen(terminal)
    terminal.press("Esc")
    terminal.wait_for("F10 保存打印")
    terminal.press("F10")
    terminal.wait_for("1 保存决议 PDF")
    terminal.press("1")
    terminal.wait_for("已保存：")
    return code


def read_from_screen(terminal: Terminal) -> str:
    """Hold a camera before the screen until it reads a code."""
    found: list[str] = []

    def readable(_screen: str) -> bool:
        found[:] = [each.text for each in zxingcpp.read_barcodes(terminal.picture())]
        return bool(found)

    terminal.wait_until(readable, "a code that can be read")
    (code,) = found
    return code


def recess(terminal: Terminal, why: str) -> None:
    """Suspend the sitting."""
    terminal.press("F3")
    terminal.wait_for(AGENDA)
    terminal.press("F10")
    terminal.wait_for("1 宣布休会")
    terminal.press("1")
    in_dialog(terminal)
    terminal.type(why)
    terminal.wait_for_cursor(why)
    terminal.press("Enter")
    terminal.wait_for("起休会")


def another_day(terminal: Terminal, day: str) -> None:
    """Move the rehearsal's clock."""
    terminal.press("F10")
    terminal.wait_for("换到另一天")
    terminal.press("3")
    in_dialog(terminal)
    overwrite(terminal, day[:4], day)
    terminal.press("Enter")
    terminal.wait_for("演练的钟拨到")


def new_round(terminal: Terminal, title: str, *, why: str, changed: str, posted: str) -> None:
    """List the item again with another title and a new posting."""
    _at_item(terminal, title)
    terminal.press("Enter")
    terminal.wait_for("3 再议")
    terminal.press("3")
    terminal.wait_for_cursor("再议的原因")
    terminal.type(why)
    terminal.wait_for_cursor(why)
    go_to_field(terminal, "议题名称")
    terminal.type(changed)
    terminal.wait_for_cursor(changed)
    go_to_field(terminal, "公示日期")
    terminal.type(posted)
    terminal.wait_for_cursor(posted)
    terminal.press("F10")
    terminal.wait_for("（第 2 轮）")


def resume(terminal: Terminal) -> None:
    """Take the sitting up again."""
    terminal.press("F10")
    terminal.wait_for("1 宣布复会")
    terminal.press("1")
    terminal.wait_for("现在清点人数")


def in_dialog(terminal: Terminal) -> None:
    """Wait until one can write in the dialog: the cursor stands in its field."""

    def there(_screen: str) -> bool:
        rows = terminal.screen
        hint = next((n for n, row in enumerate(rows) if "Enter 确定" in row), 0)
        return hint - 4 < terminal.cursor[1] < hint

    terminal.wait_until(there, "the cursor in the dialog")


def go_to_field(terminal: Terminal, label: str) -> None:
    """Tab through a form until the cursor stands in the field."""
    for _ in range(12):
        if label in terminal.cursor_row:
            return
        terminal.press("Tab")
        terminal.pump(5)  # another field has the focus, so something is painted
    raise AssertionError(f"no field {label!r}:\n{terminal.text}")


def overwrite(terminal: Terminal, old: str, text: str) -> None:
    """Rub out what stands in the field (it begins with ``old``), and write this."""
    terminal.press(*["Backspace"] * 12)
    terminal.wait_until(lambda _screen: old not in terminal.cursor_row, "an empty field")
    terminal.type(text)
    terminal.wait_for_cursor(text)


def _at_item(terminal: Terminal, title: str) -> None:
    """Highlight the item in the agenda's list: its details stand below."""
    terminal.press("F3")
    terminal.wait_for(AGENDA, title)
    rows = [row for row in terminal.screen if row[3:4].isdecimal()]
    wanted = next(n for n, row in enumerate(rows, 1) if title in row)
    terminal.press("Home", *["Down"] * (wanted - 1))
    terminal.wait_until(lambda text: _details(text).startswith(f"{wanted} {title}"), title)
    # The last key may still be on its way where the item was highlighted before.
    terminal.settle(0.1)


def _details(screen: str) -> str:
    """The first row below the list of items."""
    rows = screen.splitlines()
    rule = next((n for n, row in enumerate(rows) if row.strip().startswith("───")), len(rows) - 2)
    return rows[rule + 1].strip()


def _figure(screen: str, word: str) -> int | None:
    """A figure of the standing panel."""
    for row in screen.splitlines():
        if word in row.rpartition("│")[2]:
            return int(row.rpartition(word)[2])
    return None
