"""Typesetting: a template and its data in, PDF/A-2u bytes out.

PDF/A is not decoration: without it Typst prints a box where a font has no glyph and says
nothing. With it a name that no font can draw is refused, and named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec
import typst

from siquan_tui.message import message
from siquan_tui.paper.errors import PaperError
from siquan_tui.paper.fields import MinutesPaper, ResolutionPaper
from siquan_tui.paper.fonts import Typefaces

TEMPLATES = Path(__file__).parent
STANDARD: Final = "a-2u"
_UNDRAWN = re.compile(
    r'the text `"(.+?)"` could not be displayed|disallowed codepoint `"(.+?)"`', re.DOTALL
)
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_PLACE = re.compile(r"┌─ (\S+?:\d+):\d+")


def find_template(name: str, replaced: Path | None = None) -> Path:
    """``name.typ`` from ``replaced`` (``templates`` of the data folder) if it is there,
    else the one that ships with the program."""
    file = f"{name}.typ"
    if replaced is not None and (replaced / file).is_file():
        return replaced / file
    return TEMPLATES / file


def typeset(
    template: Path | str, data: ResolutionPaper | MinutesPaper, typefaces: Typefaces
) -> bytes:
    """Set a paper as PDF/A-2u; the same data and fonts give the same bytes.

    ``template`` is a path, or the name of a shipped one (``resolution``, ``minutes``). A
    replaced template may import whatever lies beside it, and ``common.typ``. Data reach it
    as JSON only, so no text can be taken for markup.

    Raises :class:`PaperError` if a character has no glyph in any font, or the template is
    wrong.
    """
    path = template if isinstance(template, Path) else find_template(template)
    try:
        pdf = typst.compile(
            _sources(path),
            font_paths=typefaces.fonts,
            ignore_system_fonts=True,
            sys_inputs={
                "data": msgspec.json.encode(data).decode(),
                "faces": msgspec.json.encode(typefaces.faces).decode(),
            },
            pdf_standards=[STANDARD],
            timestamp=data.moment,
        )
    except typst.TypstError as error:
        undrawn = _undrawn(error.diagnostic)
        if undrawn:
            raise _missing_glyphs(undrawn, data) from error
        raise _wrong_template(path, error) from error
    assert isinstance(pdf, bytes)
    return pdf


def _sources(path: Path) -> Any:
    """The template as ``main.typ`` and all it may import; a replaced file goes first."""
    files: dict[str, bytes | Path] = {each.name: each for each in TEMPLATES.glob("*.typ")}
    if path.parent != TEMPLATES:
        files |= {
            each.relative_to(path.parent).as_posix(): each
            for each in path.parent.rglob("*")
            if each.is_file()
        }
    try:
        return {**files, "main.typ": path.read_bytes()}
    except OSError as error:
        raise PaperError(
            message("读不出模板 {file}。", file=str(path)),
            message("请检查文件是否存在、可读，或删去它以使用自带模板。"),
        ) from error


def _undrawn(diagnostic: str) -> list[str]:
    """The characters that no font draws, in the order they were met."""
    found = [first or second for first, second in _UNDRAWN.findall(diagnostic)]
    plain = [_ESCAPE.sub(lambda hit: chr(int(hit[1], 16)), each) for each in found]
    return list(dict.fromkeys(character for each in plain for character in each))


def _missing_glyphs(undrawn: list[str], data: ResolutionPaper | MinutesPaper) -> PaperError:
    where = [text for text in _texts(msgspec.to_builtins(data)) if any(c in text for c in undrawn)]
    shown = dict.fromkeys(_around(text, undrawn) for text in where)
    return PaperError(
        message(
            "没有字体能印出“{texts}”中的 {characters}，因此不印。",
            texts="”“".join(list(shown)[:5]),
            characters=tuple(f"{each} U+{ord(each):04X}" for each in undrawn),
        ),
        message(
            "请用 siquan font 文件 导入含有这些字的字体，"
            "或把字体所在文件夹写入环境变量 SIQUAN_FONT_DIR，再印一次。"
        ),
    )


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for each in value.values():
                yield from _texts(each)
        case list() | tuple():
            for each in value:
                yield from _texts(each)


def _around(text: str, undrawn: list[str], reach: int = 8) -> str:
    """A name whole, a long text only around the first character that cannot be drawn."""
    if len(text) <= 2 * reach:
        return text
    first = min(text.index(each) for each in undrawn if each in text)
    start, end = max(0, first - reach), first + reach + 1
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def _wrong_template(path: Path, error: typst.TypstError) -> PaperError:
    place = _PLACE.search(error.diagnostic)
    at = place[1].replace("main.typ", path.name) if place else path.name
    return PaperError(
        message("模板 {place} 有错：{error}", place=at, error=error.message),
        message("请改正 {file}，或把它移走以使用自带模板。", file=str(path)),
    )
