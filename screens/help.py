"""Help (F1): what can be done on the screen in front, and on which key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from screens.aside import aside
from screens.dialogs import Tell
from screens.widgets.keys_line import Key, KeysLine
from siquan_tui.words import _

if TYPE_CHECKING:
    from screens.base import BaseScreen


def common_keys() -> tuple[Key, ...]:
    """Keys that work everywhere."""
    return (
        Key("Ctrl+Z F9", _("划去最近一条记录；记录本身不删，只是不再算数")),
        Key("Ctrl+P", _("命令：写几个字或拼音首字母来找")),
        Key("Esc", _("返回")),
        Key("Ctrl+Q", _("退出；每一条记录当时就存好了")),
    )


class HelpScreen(Tell):
    """The keys of a screen, those that do nothing now with their reason."""

    def __init__(self, screen: BaseScreen) -> None:
        shown = [key for line in screen.query(KeysLine) for key in line.keys]
        common = common_keys()
        taken = {each for key in common for each in key.key.split()}
        own = [key for key in shown if key.key not in taken]
        width = max(cell_len(key.key) for key in (*own, *common)) + 2
        lines = [_row(key, width) for key in own]
        lines += ["", *(_row(key, width) for key in common), ""]
        lines += screen.help_lines()
        super().__init__(_("帮助"), lines)


def _row(key: Key, width: int) -> str:
    return key.key + " " * (width - cell_len(key.key)) + aside(key.word, key.reason)
