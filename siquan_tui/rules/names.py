"""What the terms of a rule set are called, as messages for the edge to word."""

from __future__ import annotations

from siquan_tui.message import Message, message
from siquan_tui.rules.figures import Side
from siquan_tui.rules.model import Base, Convener, Electorate, Filter, Threshold


def base_name(base: Base) -> Message:
    """名额 / 在任 / 到会 / 参加表决 / 赞成加反对."""
    match base:
        case Base.SEATS:
            return message("名额")
        case Base.FILLED:
            return message("在任")
        case Base.PRESENT:
            return message("到会")
        case Base.VOTING:
            return message("参加表决")
        case Base.DECIDED:
            return message("赞成加反对")
        case Base.VILLAGERS:
            return message("村民")


def side_name(side: Side) -> Message:
    """赞成 / 反对 / 弃权 / 未表态."""
    match side:
        case Side.FOR:
            return message("赞成")
        case Side.AGAINST:
            return message("反对")
        case Side.ABSTAIN:
            return message("弃权")
        case Side.UNEXPRESSED:
            return message("未表态")


def convener_name(convener: Convener) -> Message:
    """Who calls a meeting (召集人)."""
    match convener:
        case Convener.CHAIR:
            return message("执行主席")
        case Convener.COMMITTEE:
            return message("村民委员会")
        case Convener.REPRESENTATIVES:
            return message("代表联名提议")
        case Convener.SPECIAL:
            return message("特殊情况")


def electorate_name(electorate: Electorate) -> Message:
    """Whom a rule set counts (表决权人)."""
    match electorate:
        case Electorate.REPRESENTATIVES:
            return message("村民代表")
        case Electorate.MEMBERS:
            return message("组成人员")


def counted_words(electorate: Electorate) -> Message:
    """The same in the fewest words, beside a rule set's short name."""
    match electorate:
        case Electorate.REPRESENTATIVES:
            return message("计代表")
        case Electorate.MEMBERS:
            return message("计全体")


def threshold_words(threshold: Threshold) -> Message:
    """A threshold in words: "名额的三分之二以上(含本数)", "到会的过半数"."""
    share = share_words(threshold)
    match threshold.of:
        case Base.SEATS if threshold.filter is Filter.WOMEN:
            return message("妇女代表名额的{share}", share=share)
        case Base.FILLED if threshold.filter is Filter.WOMEN:
            return message("在任妇女代表的{share}", share=share)
        case Base.SEATS:
            return message("名额的{share}", share=share)
        case Base.FILLED:
            return message("在任的{share}", share=share)
        case Base.PRESENT:
            return message("到会的{share}", share=share)
        case Base.VOTING:
            return message("参加表决的{share}", share=share)
        case Base.DECIDED:
            return message("赞成、反对合计的{share}", share=share)
        case Base.VILLAGERS:
            return message("村民的{share}", share=share)


def share_words(threshold: Threshold) -> Message:
    """The share alone: "三分之二以上(含本数)", "过半数"."""
    match (threshold.num, threshold.den, threshold.strict):
        case (1, 2, True):
            return message("过半数")
        case (1, 2, False):
            return message("半数以上（含半数）")
        case (1, 1, False):
            return message("全部")
        case (num, den, True):
            return message("超过{fraction}（不含本数）", fraction=fraction_words(num, den))
        case (num, den, _):
            return message("{fraction}以上（含本数）", fraction=fraction_words(num, den))


def fraction_words(num: int, den: int) -> Message:
    """A fraction: "三分之二"; one without a word of its own: "7分之4"."""
    match (num, den):
        case (1, 2):
            return message("二分之一")
        case (1, 3):
            return message("三分之一")
        case (2, 3):
            return message("三分之二")
        case (1, 4):
            return message("四分之一")
        case (3, 4):
            return message("四分之三")
        case (1, 5):
            return message("五分之一")
        case (3, 5):
            return message("五分之三")
        case (4, 5):
            return message("五分之四")
        case (1, 10):
            return message("十分之一")
        case _:
            return message("{den}分之{num}", den=den, num=num)
