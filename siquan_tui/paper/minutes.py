"""The minutes (会议记录) as a paper, from the meeting's state and its entries."""

from __future__ import annotations

import datetime as dt

from siquan_tui.attest.code import head_groups
from siquan_tui.meeting.chair import items_left
from siquan_tui.meeting.events import (
    Annulled,
    Convened,
    Corrected,
    Entry,
    ItemKind,
    Struck,
    TellersNamed,
)
from siquan_tui.meeting.happening import happening
from siquan_tui.meeting.state import Division, Item, Meeting, Phase, Round
from siquan_tui.meeting.turnout import division_room
from siquan_tui.message import say_in_chinese
from siquan_tui.paper.attendance import not_voting, people, room
from siquan_tui.paper.beforehand import call_exceptions, round_exceptions, was_taken
from siquan_tui.paper.corrections import confirmed_words, correction_words, doubt_words
from siquan_tui.paper.fields import (
    Fact,
    MinutesItem,
    MinutesPaper,
    MinutesRound,
    MinutesVote,
    Signer,
    StruckRow,
)
from siquan_tui.paper.punctuation import punctuated
from siquan_tui.paper.vote import vote_of
from siquan_tui.paper.wording import (
    called_words,
    clock,
    date_words,
    day,
    governing_words,
    moment,
    number_words,
    paragraphs,
    petition_share,
    posting_words,
    printable,
    proposer_words,
    tellers_words,
)


def minutes_paper(meeting: Meeting, *, head_hex: str) -> MinutesPaper:
    """Word the minutes; before the meeting is adjourned they say that they are a draft.

    Raises ``ValueError`` for an empty book.
    """
    convened = meeting.convened
    if convened is None:
        raise ValueError("an empty book has no minutes")
    last = meeting.entries[-1].at if meeting.entries else meeting.adjourned or convened.scheduled
    village = printable(convened.village)
    rehearsal = "（演练）" if convened.rehearsal else ""
    return punctuated(
        MinutesPaper(
            rehearsal=convened.rehearsal,
            moment=int(last.timestamp()),
            village=village,
            title=f"{village}村民代表会议记录{rehearsal}",
            subtitle=printable(convened.title),
            warnings=_warnings(meeting),
            facts=_facts(meeting, convened),
            room=room(meeting),
            people=people(meeting),
            items=tuple(_item(meeting, item) for item in meeting.items),
            corrections=_corrections(meeting),
            struck=_struck(meeting),
            signers=_signers(meeting, convened),
            date=day(meeting, last),
            head=head_groups(head_hex),
            footline=f"{village}村民代表会议记录{rehearsal} {printable(convened.title)}",
        )
    )


def _warnings(meeting: Meeting) -> tuple[str, ...]:
    found: list[str] = []
    if meeting.phase is not Phase.ADJOURNED:
        found.append("会议尚未散会，本件是草稿。")
    pending = [str(each.number) for each in meeting.divisions if each.flags and not each.annulled]
    if pending:
        found.append(f"更正涉及表决{'、'.join(pending)}，尚未经会议确认。")
    found += [
        f"表决{each.number}：{doubt}"
        for each in meeting.divisions
        if (doubt := doubt_words(meeting, each))
    ]
    return tuple(found)


def _facts(meeting: Meeting, convened: Convened) -> tuple[Fact, ...]:
    facts = [
        Fact("会议名称", printable(convened.title)),
        Fact("开会时间", _times(meeting, convened)),
        Fact("休会", ";".join(_recess(meeting, *each) for each in meeting.recesses)),
        Fact("地点", printable(convened.place)),
        Fact("召集人", called_words(meeting)),
        Fact("主持人", f"执行主席 {printable(convened.presider)}"),
        Fact("记录人", printable(convened.recorder)),
        Fact("会议通知", f"{date_words(convened.notified)}发出" if convened.notified else ""),
        Fact("计票监票", _tellers(meeting)),
        Fact("适用规则", governing_words(meeting)),
        Fact("开会说明", call_exceptions(meeting, remarks=True)),
    ]
    return tuple(fact for fact in facts if fact.value)


def _times(meeting: Meeting, convened: Convened) -> str:
    if meeting.opened is None:
        planned = convened.scheduled
        return f"未开会（定于{day(meeting, planned)}{clock(meeting, planned)}）"
    since = f"{day(meeting, meeting.opened)}{clock(meeting, meeting.opened)}"
    if meeting.adjourned is None:
        return f"{since}起"
    return f"{since}至{moment(meeting, meeting.adjourned)}"


def _tellers(meeting: Meeting) -> str:
    """Who was named to count and to watch; where others were named later, since when."""
    named = [
        (entry.at, tellers_words(entry.event.tellers, entry.event.scrutineers))
        for entry in _standing(meeting)
        if isinstance(entry.event, TellersNamed)
    ]
    if len(named) == 1:
        return named[0][1]
    return "；".join(f"{moment(meeting, at)}起{words}" for at, words in named)


def _recess(meeting: Meeting, since: dt.datetime, until: dt.datetime | None, reason: str) -> str:
    end = moment(meeting, until) if until else "未复会"
    return f"{moment(meeting, since)}至{end} {printable(reason)}".strip()


def _item(meeting: Meeting, item: Item) -> MinutesItem:
    lines: list[str] = []
    if item.withdrawn:
        lines.append(f"已撤回：{printable(item.withdrawn)}")
    if item.proposal.kind is ItemKind.REPORT:
        lines.append("报告、询问事项，不表决。")
    lines.append(_how_it_ended(meeting, item))
    decided = any(each.divisions for each in item.rounds)
    return MinutesItem(
        heading=f"议题{item.number} {printable(item.proposal.title)}",
        lines=tuple(filter(None, lines)),
        rounds=tuple(_round(meeting, item, each) for each in item.rounds),
        discussion=item.taken is not None or decided,
    )


def _how_it_ended(meeting: Meeting, item: Item) -> str:
    """What became of an item whose current round has no vote that stands."""
    report, number = item.proposal.kind is ItemKind.REPORT, item.round.number
    if item.closed:
        if report:
            return "已听取完毕。"
        voted = any(each.divisions for each in item.rounds)
        return "" if voted else "经讨论，未付表决。"
    if item not in items_left(meeting) or item.number == meeting.current:
        return ""
    which = f"第{number}轮" if number > 1 else ""
    if not was_taken(meeting, item.number, number):
        return f"{which}本次会议未议。"
    if report:
        return "没有听取完毕。"
    return f"{which}提交过审议，未付表决。" if not item.round.divisions else "作废后没有再表决。"


def _round(meeting: Meeting, item: Item, round_: Round) -> MinutesRound:
    proposal = round_.proposal
    decision = proposal.kind is ItemKind.DECISION
    facts = [
        Fact("再议原因", printable(round_.reason)),
        Fact("议题", printable(proposal.title) if proposal.title != item.proposal.title else ""),
        Fact("提出人", proposer_words(proposal)),
        Fact("联名份额", petition_share(meeting, proposal)),
        Fact("公示", posting_words(proposal) if proposal.posting or decision else ""),
        Fact("先行讨论", printable(proposal.discussed_by)),
        Fact("例外说明", round_exceptions(meeting, item.number, round_.number)),
    ]
    votes = (meeting.division(number) for number in round_.divisions)
    return MinutesRound(
        heading=f"第{round_.number}轮" if len(item.rounds) > 1 else "",
        facts=tuple(fact for fact in facts if fact.value),
        body=paragraphs(proposal.text),
        votes=tuple(_vote(meeting, each) for each in votes if each is not None),
    )


def _vote(meeting: Meeting, division: Division) -> MinutesVote:
    figures = division_room(meeting, division).figures
    lines = [
        f"{moment(meeting, division.opened)}开始表决，应到{figures.seats}人，"
        f"到会{figures.present}人，参加表决{figures.voting}人。",
        not_voting(meeting, division),
    ]
    lines += _voted_text(meeting, division)
    if division.annulled:
        at = _annulled_at(meeting, division)
        when = f"{moment(meeting, at)}作废" if at else "作废"
        lines.append(f"本次表决于{when}，没有结果。原因：{printable(division.annulled)}")
    elif division.announced is not None:
        lines.append(f"{moment(meeting, division.announced)}当场宣布结果。")
    if division.superseded and not division.annulled:
        lines.append("本次结果已由下一轮再议取代。")
    lines += correction_words(meeting, division) or confirmed_words(division)
    if division.flags:
        flagged = "、".join(f"第{entry}号" for entry in division.flags)
        lines.append(f"更正记录（{flagged}）涉及本次表决。")
    lines += [
        f"形成决议{number_words(each.year, each.number, rehearsal=meeting.rehearsal)}："
        f"{printable(each.title)}。"
        for each in meeting.resolutions
        if each.division == division.number
    ]
    vote = vote_of(meeting, division, recusals=False)
    return MinutesVote(
        heading=f"表决{division.number}（{vote.method}，结果：{vote.outcome}）",
        lines=tuple(lines),
        vote=vote,
    )


def _voted_text(meeting: Meeting, division: Division) -> list[str]:
    """What was voted on, where the round says something else since: after an annulment it
    may be amended, and the annulled vote was not on the amended text."""
    item = meeting.item(division.item)
    if item is None or item.rounds[division.round - 1].proposal == division.proposal:
        return []
    return [
        f"表决的是修改前的方案：{printable(division.proposal.title)}",
        *paragraphs(division.proposal.text),
    ]


def _annulled_at(meeting: Meeting, division: Division) -> dt.datetime | None:
    return next(
        (
            entry.at
            for entry in _standing(meeting)
            if isinstance(entry.event, Annulled) and entry.event.division == division.number
        ),
        None,
    )


def _happening(meeting: Meeting, entry: Entry) -> str:
    return printable(say_in_chinese(happening(meeting, entry.event)))


def _corrections(meeting: Meeting) -> tuple[str, ...]:
    return tuple(
        f"{moment(meeting, entry.at)} {_happening(meeting, entry)}（第{entry.seq}号记录）"
        for entry in _standing(meeting)
        if isinstance(entry.event, Corrected)
    )


def _standing(meeting: Meeting) -> list[Entry]:
    """The entries that count."""
    return [entry for entry in meeting.entries if entry.seq not in meeting.struck]


def _struck(meeting: Meeting) -> tuple[StruckRow, ...]:
    """The entries taken back, each with the strike that took it back."""
    strikes = {
        entry.event.entry: entry for entry in meeting.entries if isinstance(entry.event, Struck)
    }
    return tuple(
        StruckRow(
            seq=entry.seq,
            at=moment(meeting, entry.at),
            what=_happening(meeting, entry),
            by=_struck_by(meeting, strikes.get(entry.seq)),
        )
        for entry in meeting.entries
        if entry.seq in meeting.struck and not isinstance(entry.event, Struck)
    )


def _struck_by(meeting: Meeting, strike: Entry | None) -> str:
    return f"{moment(meeting, strike.at)}（第{strike.seq}号）" if strike else ""


def _signers(meeting: Meeting, convened: Convened) -> tuple[Signer, ...]:
    counted = [c.teller for each in meeting.divisions for c in each.counts if c.closed]
    named = [name for each in meeting.divisions for name in each.tellers]
    tellers = dict.fromkeys(map(printable, (*counted, *named)))
    watching = dict.fromkeys(name for each in meeting.divisions for name in each.scrutineers)
    return (
        Signer("主持人（执行主席）", printable(convened.presider)),
        Signer("记录人", printable(convened.recorder)),
        *(Signer("计票人", teller) for teller in tellers),
        *(Signer("监票人", printable(name)) for name in watching or [""]),
    )
