"""What is wrong in the village's own rule files, said where rule sets are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siquan_tui.message import message

if TYPE_CHECKING:
    from screens.app import SiquanApp


def tell_rule_problems(app: SiquanApp) -> None:
    """One sentence for the first file that was refused, and how many there are."""
    problems = app.office.rulebook.problems
    if problems and not app.spoken:
        app.refuse(
            problems[0].message,
            message("有 {n} 个规则文件没有采用，改好后重新运行 siquan。", n=len(problems)),
        )
