"""The command palette (命令): every command by its Chinese name or its pinyin initials."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from siquan_tui.words import _

if TYPE_CHECKING:
    from screens.app import SiquanApp


class Command(NamedTuple):
    """A command: its name, its pinyin initials, its key, what it does."""

    name: str
    initials: str
    key: str
    run: Callable[[], None]


def _name_tellers(app: SiquanApp) -> None:
    # This module is imported before the first picture, the form only when it is asked for.
    from screens.tellers_form import name_tellers

    name_tellers(app)


def commands(app: SiquanApp) -> tuple[Command, ...]:
    """Every command there is."""
    return (
        Command(_("会议列表"), "hylb", "Esc", lambda: app.go("home")),
        Command(_("召集新会议"), "zjxhy", "", lambda: app.go("convene")),
        Command(_("花名册"), "hmc", "", lambda: app.go("roster")),
        Command(_("签到"), "qd", "F2", lambda: app.go("attendance")),
        Command(_("议程"), "yc", "F3", lambda: app.go("agenda")),
        Command(_("审议、表决"), "sybj", "F4", lambda: app.go("vote")),
        Command(_("推选计票人、监票人"), "txjprjpr", "F12", lambda: _name_tellers(app)),
        Command(_("决议"), "jy", "F5", lambda: app.go("resolution")),
        Command(_("划去最近一条记录"), "hqzjytjl", "F9", app.action_strike),
        Command(_("深色或浅色"), "sshqs", "", app.action_other_theme),
        Command(_("帮助"), "bz", "F1", app.action_help),
        Command(_("退出"), "tc", "Ctrl+Q", app.action_leave),
    )


class ConsoleCommands(Provider):
    """Finds commands by any part of the name, or by initials."""

    @property
    def _console(self) -> SiquanApp:
        return cast("SiquanApp", self.app)

    async def discover(self) -> Hits:
        """All of them, before anything is written."""
        for each in commands(self._console):
            yield DiscoveryHit(each.name, each.run, help=each.key or None)

    async def search(self, query: str) -> Hits:
        """Those that match; one that says so when none does."""
        wanted = query.strip().lower()
        matcher = self.matcher(wanted)
        found = False
        for each in commands(self._console):
            by_name = matcher.match(each.name)
            by_initials = 1.0 if wanted and each.initials.startswith(wanted) else 0.0
            score = max(by_name, by_initials)
            if score > 0:
                found = True
                shown = matcher.highlight(each.name) if by_name else each.name
                yield Hit(score, shown, each.run, text=each.name, help=each.key or None)
        if not found:
            yield Hit(0.1, _("没有这样的命令"), lambda: None, text=_("没有这样的命令"))
