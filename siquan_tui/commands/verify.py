"""``siquan verify``: is this printed code genuine? Offline."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from siquan_tui.commands.common import DataDir, refused
from siquan_tui.message import Message, message
from siquan_tui.office import DATABASE, data_folder
from siquan_tui.words import _, say, say_refusal

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from siquan_tui.attest.keys import PublicKey
    from siquan_tui.attest.verify import Status, Verification
    from siquan_tui.meeting.events import ResolutionDrawn


def keys_folder(data: Path | None) -> Path:
    """Where the data folder keeps its keys; the folder itself need not be there."""
    return data_folder(data) / "keys"


def verify(
    source: Annotated[
        str,
        typer.Argument(
            metavar="CODE",
            help="核验码的文字、照片（PNG/JPEG）、PDF 或文本文件；- 表示标准输入 · "
            "the code's text, a photograph, the PDF or a text file; - for standard input",
        ),
    ],
    key: Annotated[
        list[str] | None,
        typer.Option(
            "--key",
            metavar="PUBLIC",
            help="公钥（一行文字或文件），可多次 · a public key, its line or its file; repeatable",
        ),
    ] = None,
    data: DataDir = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON · print JSON")] = False,
    rehearsal: Annotated[
        bool,
        typer.Option("--rehearsal", help="演练的核验码也算通过 · exit 0 for a rehearsal too"),
    ] = False,
) -> None:
    """核验决议上的二维码，不需要网络 · verify a resolution's code, offline.

    退出码 · exit code: 0 真实 genuine, 1 其他 anything else, 2 无法读取 unusable input.
    """
    from siquan_tui.attest.role import Refused
    from siquan_tui.attest.verify import Status
    from siquan_tui.attest.verify import verify as judge

    try:
        answer = judge(_code(source), _known(key or [], keys_folder(data)))
    except Refused as refusal:
        raise refused(refusal.message) from None
    recorded = _recorded(answer, data_folder(data) / DATABASE)
    if as_json:
        typer.echo(json.dumps(as_builtins(answer, recorded), ensure_ascii=False, indent=1))
    else:
        _show(answer, recorded)
    accepted = {Status.GENUINE, Status.REHEARSAL} if rehearsal else {Status.GENUINE}
    raise typer.Exit(0 if answer.status in accepted else 1)


def _recorded(answer: Verification, journal: Path) -> ResolutionDrawn | None:
    """The resolution as this folder's own journal has it, bound to the code by the head."""
    from siquan_tui.journal.drawn import drawn

    return drawn(journal, answer.fields.head) if answer.stands and answer.fields else None


def as_builtins(answer: Verification, recorded: ResolutionDrawn | None) -> dict[str, object]:
    """The answer as ``docs/code-format.md`` has it."""
    fields: dict[str, object] | None = None
    if answer.fields is not None:
        fields = msgspec.to_builtins(answer.fields)
        fields["rules"] = [
            msgspec.to_builtins(rule) | {"met": rule.met} for rule in answer.fields.rules
        ]
    made: dict[str, object] = {
        "status": answer.status.value,
        "signers": [msgspec.to_builtins(each) for each in answer.signers],
        "fields": fields,
        "compare": [
            {"label": say(each.label), "value": say(each.value)} for each in answer.compare
        ],
        "recorded": recorded and {"title": recorded.title, "text": recorded.text},
    }
    if answer.reason is not None:
        made["reason"] = say(answer.reason)
    return made


def _code(source: str) -> str:
    """The code's text from whatever was given; only text has our header or line breaks."""
    from siquan_tui.attest.code import HEADER
    from siquan_tui.attest.read import LARGEST_BYTES, read_bytes, read_codes

    if source == "-":
        content = typer.get_binary_stream("stdin").read(LARGEST_BYTES + 1)
        return read_bytes(content, _("标准输入"))
    if not source.strip():
        raise refused(message("没有给出核验码：请给出它的文字、照片、PDF 或文本文件"))
    is_file = "\n" not in source and "\0" not in source and os.path.lexists(source)
    if not is_file and ("\n" in source or source.startswith(HEADER)):
        return source
    return read_codes(Path(source))


def _known(given: list[str], folder: Path) -> list[PublicKey]:
    from siquan_tui.attest.keys import public_keys, read_public

    return [*public_keys(folder), *(read_public(each) for each in given)]


def _show(answer: Verification, recorded: ResolutionDrawn | None) -> None:
    from rich import box
    from rich.console import Console
    from rich.panel import Panel
    from rich.text import Text

    from siquan_tui.attest.verify import status_name
    from siquan_tui.line_breaks import wrapped

    colour = _COLOURS.get(answer.status.value, "red")
    word = Text(f" {say(status_name(answer.status))} ", style=f"bold reverse {colour}")
    advice = say(meaning(answer.status))
    if answer.reason is not None:
        advice += "\n\n" + say(answer.reason)
    console = Console(highlight=False)
    advice = wrapped(advice, console.width - 4)
    console.print(
        Panel(Text.assemble(word, "\n\n", advice), box=box.HEAVY, border_style=colour, padding=1)
    )
    if answer.fields is not None:
        console.print(_comparison(answer))
        console.print(_signers(answer))
    if answer.stands:
        _show_text(console, recorded)


def _show_text(console: Console, recorded: ResolutionDrawn | None) -> None:
    """What the code leaves out, and that from the journal where it is at hand."""
    from rich.panel import Panel
    from rich.text import Text

    from siquan_tui.line_breaks import wrapped

    covers = say_refusal(unsigned(at_hand=recorded is not None))
    console.print(Text("\n" + wrapped(covers, console.width)))
    if recorded is not None:
        words = f"{recorded.title}\n\n{recorded.text}"
        text = Text(wrapped(words, console.width - 4))
        console.print(Panel(text, title=_("会议日志所记的题目和正文"), title_align="left"))


_COLOURS = {"genuine": "green", "rehearsal": "yellow"}


def _comparison(answer: Verification) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(title=say(_heading(answer)), title_justify="left", show_header=False)
    for _column in range(2):
        table.add_column(overflow="fold")  # the whole title must be seen
    for each in answer.compare:
        table.add_row(Text(say(each.label), style="bold"), Text(say(each.value)))
    return table


def _heading(answer: Verification) -> Message:
    from siquan_tui.attest.verify import Status

    if answer.stands:
        return message("请与纸上逐项对照")
    if answer.status is Status.ALTERED:
        return message("核验码里现在写的（已被改动，不可采信，不要拿来对照）")
    return message("核验码里写的（签名不全或无法核实，不可采信）")


def _signers(answer: Verification) -> Table:
    from rich.table import Table
    from rich.text import Text

    from siquan_tui.attest.role import role_name
    from siquan_tui.attest.verify import signed_name

    table = Table(title=_("签名"), title_justify="left")
    for heading in (_("签名人"), _("密钥编号"), _("持有人"), _("情况")):
        table.add_column(heading)
    for each in answer.signers:
        cells = (say(role_name(each.role)), each.key, each.name, say(signed_name(each.state)))
        table.add_row(*(Text(cell or "—") for cell in cells))
    return table


def meaning(status: Status) -> Message:
    """What the answer means for the reader, and what to do."""
    from siquan_tui.attest.verify import Status

    match status:
        case Status.GENUINE:
            return message("签名有效，下表各项就是当时签下的。纸上有一项与它不同，就不要采信")
        case Status.ALTERED:
            return message(
                "文字与签名不符，这份核验码被改动过或没有扫描完整，不要采信。请向村里索取原件"
            )
        case Status.UNKNOWN_KEY:
            return message(
                "签名用的密钥不在已知的公钥里，无法判断真假。请用 --key 给出村务公开栏公布的公钥"
            )
        case Status.EXPIRED_KEY:
            return message("签名无误，但决议日期不在密钥的有效期内。请向镇里查问这把密钥")
        case Status.SIGNATURE_MISSING:
            return message("缺少应有的签名，不能采信。请扫描完整的二维码，或向村里查问")
        case Status.REHEARSAL:
            return message("这是演练时打印的，没有任何效力")
        case Status.MALFORMED:
            return message("这段文字不能当作核验码采信。如果是扫描来的，请把二维码拍完整再试")


def unsigned(*, at_hand: bool) -> Message:
    """That the resolution's wording is not in the code, and how to check it all the same:
    the head binds it, wherever the journal of the meeting is (``at_hand``: it is here)."""
    if at_hand:
        return message(
            "核验码里没有决议正文。这里的会议日志有日志指纹相同的这份决议，"
            "题目和正文如下，请与纸上逐字对照"
        )
    return message(
        "核验码里没有决议正文，正文改过没有，单凭核验码看不出。"
        "要核对正文，请在存有这次会议日志的电脑上核验，那里会列出日志指纹相同的正文"
    )
