"""The English catalogue: what the source says, what is translated, what is compiled.

    python scripts/catalogue.py check     exit 1 and a line for each flaw
    python scripts/catalogue.py missing   the untranslated messages, as .po entries to fill in
    python scripts/catalogue.py merge     take locale/en/parts/*.po into the catalogue
    python scripts/catalogue.py tidy      sort the catalogue, drop what the source no longer says
    python scripts/catalogue.py compile   write the .mo that the program reads

Chinese is the source language: the msgids are the Chinese literals given to ``_()`` and
``message()``.
"""

from __future__ import annotations

import io
import os
import re
import string
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("siquan_tui", "screens")
KEYWORDS = {"_": None, "message": None}
LOCALE = ROOT / "siquan_tui" / "locale"
ENGLISH = LOCALE / "en" / "LC_MESSAGES" / "siquan.po"
PARTS = LOCALE / "en" / "parts"
DOMAIN = "siquan"

HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
HAN_ALLOWED = frozenset(
    {"演练", "社", "户", "村", "中文", "号", "四权四制", "三苗树村", "乃玛岱村"}
)
"""Han words an English text may hold: marks and names that stand on the Chinese papers."""


class Entry(NamedTuple):
    """One message: its Chinese text, its English text, where the source says it."""

    id: str
    string: str
    fuzzy: bool
    place: tuple[str, int]


def extracted(root: Path = ROOT) -> Catalog:
    """Every message of the source, with the places that say it."""
    catalogue = Catalog(domain=DOMAIN, locale="en", fuzzy=False)
    for package in SOURCES:
        found = extract_from_dir(
            str(root / package),
            method_map=[("**.py", "python")],
            keywords=KEYWORDS,
            strip_comment_tags=True,
        )
        for filename, line, text, _comments, _context in found:
            catalogue.add(text, locations=[(f"{package}/{filename}", line)])
    return catalogue


def read(path: Path) -> Catalog:
    """One ``.po`` file, its obsolete entries among them."""
    with path.open("rb") as file:
        return read_po(file, locale="en", domain=DOMAIN, abort_invalid=True)


def entries(catalogue: Catalog) -> Iterator[Entry]:
    """Its messages without the header. Nothing here has plural forms: Chinese has none, and
    the English texts are worded around them."""
    for entry in catalogue:
        if entry.id:
            place = next(iter(entry.locations), ("", 0))
            yield Entry(str(entry.id), str(entry.string), entry.fuzzy, place)


def placeholders(text: str) -> list[str]:
    """Names between braces, as ``str.format`` reads them. Raises ``ValueError``."""
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def flaws(source: Catalog, translated: Catalog) -> list[str]:
    """What is wrong with a translation, a sentence each; empty = nothing."""
    return [
        *_gaps(source, translated),
        *(flaw for entry in entries(translated) for flaw in _entry_flaws(entry)),
    ]


def _gaps(source: Catalog, translated: Catalog) -> Iterator[str]:
    said = {entry.id: entry for entry in entries(source)}
    known = {entry.id for entry in entries(translated)}
    for text, entry in said.items():
        if text not in known:
            yield f"missing: {text!r} ({entry.place[0]}:{entry.place[1]})"
    for text in known - said.keys():
        yield f"no longer in the source: {text!r}"
    for leftover in translated.obsolete:
        yield f"obsolete: {leftover!r}"


def _entry_flaws(entry: Entry) -> Iterator[str]:
    if entry.fuzzy:
        yield f"fuzzy: {entry.id!r}"
    if not entry.string:
        yield f"empty: {entry.id!r}"
        return
    try:
        wanted, got = placeholders(entry.id), placeholders(entry.string)
    except ValueError as error:
        yield f"braces that str.format cannot read ({error}): {entry.id!r}"
        return
    if set(wanted) != set(got):
        yield f"placeholders {wanted} became {got}: {entry.id!r}"
    for word in HAN.findall(entry.string):
        if word not in HAN_ALLOWED:
            yield f"Han characters {word!r} in the English text of {entry.id!r}"
    if entry.id[-1].isspace() and not entry.string[-1].isspace():
        yield f"the white space at the end is lost: {entry.id!r}"


def compile_all(locale: Path = LOCALE) -> list[Path]:
    """Write every catalogue's ``.mo`` beside it; a file already right is left alone.

    Written aside and moved into place, because tests of several processes compile at once.
    """
    written = []
    for po in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        with po.open("rb") as file:
            catalogue = read_po(file, locale=po.parts[-3], domain=po.stem, abort_invalid=True)
        buffer = io.BytesIO()
        write_mo(buffer, catalogue)
        target = po.with_suffix(".mo")
        if target.exists() and target.read_bytes() == buffer.getvalue():
            continue
        handle, aside = tempfile.mkstemp(dir=po.parent, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(buffer.getvalue())
        os.chmod(aside, 0o644)
        os.replace(aside, target)
        written.append(target)
    return written


HEADER = """\
# English texts of siquan_tui. The msgids are the Chinese source texts.
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def write(translations: Iterable[tuple[str, str]], path: Path) -> None:
    """Write a catalogue in order of its messages, without dates and places: what moves in
    the source then changes nothing here."""
    catalogue = Catalog(domain=DOMAIN, locale="en", fuzzy=False)
    for text, translation in translations:
        catalogue.add(text, translation)
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, no_location=True, sort_output=True, omit_header=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(HEADER.encode() + buffer.getvalue())


def _known() -> dict[str, str]:
    if not ENGLISH.exists():
        return {}
    return {entry.id: entry.string for entry in entries(read(ENGLISH)) if entry.string}


def merge() -> int:
    """Take every part into the catalogue. Of two wordings of one message the one already
    there stands, and both are printed for a look."""
    known = _known()
    for part in sorted(PARTS.glob("*.po")):
        for entry in entries(read(part)):
            if not entry.string:
                continue
            before = known.setdefault(entry.id, entry.string)
            if before != entry.string:
                print(
                    f"{part.name}: {entry.id!r}\n  kept    {before!r}\n  dropped {entry.string!r}"
                )
    write(known.items(), ENGLISH)
    print(f"{len(known)} messages in {ENGLISH.relative_to(ROOT)}")
    return 0


def tidy() -> int:
    """Sort the catalogue and drop what the source no longer says."""
    said = {entry.id for entry in entries(extracted())}
    known = _known()
    write(((text, english) for text, english in known.items() if text in said), ENGLISH)
    print(f"{len(known.keys() - said)} dropped")
    return 0


def missing() -> int:
    """Print the untranslated messages as entries to fill in."""
    known = _known()
    todo = Catalog(domain=DOMAIN, locale="en", fuzzy=False)
    for entry in entries(extracted()):
        if entry.id not in known:
            todo.add(entry.id, locations=[entry.place])
    write_po(sys.stdout.buffer, todo, width=100, omit_header=True)
    return 0


def check() -> int:
    """Print the flaws; 1 if there are any."""
    if not ENGLISH.exists():
        print(f"{ENGLISH.relative_to(ROOT)} is missing")
        return 1
    found = flaws(extracted(), read(ENGLISH))
    for flaw in found:
        print(flaw)
    print(f"{len(found)} flaws in {ENGLISH.relative_to(ROOT)}" if found else "catalogue complete")
    return 1 if found else 0


def compile_catalogues() -> int:
    """Compile, and say what was written."""
    for path in compile_all():
        print(path.relative_to(ROOT))
    return 0


COMMANDS = {
    "check": check,
    "missing": missing,
    "merge": merge,
    "tidy": tidy,
    "compile": compile_catalogues,
}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in COMMANDS:
        sys.exit(__doc__)
    sys.exit(COMMANDS[sys.argv[1]]())
