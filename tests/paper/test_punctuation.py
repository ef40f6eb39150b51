from __future__ import annotations

import pytest

from siquan_tui.paper.punctuation import full_width


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("主管6500米,支管6000米;费用另议", "主管6500米，支管6000米；费用另议"),
        ("名额的三分之二以上(含本数)", "名额的三分之二以上（含本数）"),
        ("村治模式(2010)", "村治模式（2010）"),
        ("(举手表决,结果:通过)", "（举手表决，结果：通过）"),
        ("甲(乙(丙)丁),戊", "甲（乙（丙）丁），戊"),
        ("“通过”:12,000 元", "“通过”：12,000 元"),
        ("14:30 at f(x), a:b", "14:30 at f(x), a:b"),
        ("额尔敦·巴雅尔", "额尔敦·巴雅尔"),
        ("", ""),
    ],
)
def test_punctuation_is_full_width_only_beside_hanzi(typed: str, set_: str) -> None:
    assert full_width(typed) == set_
    assert full_width(set_) == set_
