"""The faces papers are set in: chosen files only, in a fixed order, never a scan.

Search order: fonts the village brought (``SIQUAN_FONT_DIR``, ``fonts`` in the data
folder), then the system's 仿宋 and 宋体 by file path, then the packaged Noto Serif SC
(and Noto Sans SC for titles, since the package has no bold). The packaged ones are always
there, so a machine without any Chinese font prints as well.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import chain
from pathlib import Path

import platformdirs
import pylopdf_fonts_zh_cn
import typst
from msgspec import Struct

from siquan_tui.file_faults import os_reason
from siquan_tui.message import message
from siquan_tui.paper.errors import PaperError

FONT_SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
BODY = (
    "仿宋_GB2312.ttf",
    "simfang.ttf",
    "方正仿宋_GBK.ttf",
    "FZFSK.TTF",
    "STFANGSO.ttf",
    "FandolFang-Regular.otf",
    "ZhuqueFangsong-Regular.ttf",
    "simsun.ttc",
    "Songti.ttc",
    "NotoSerifCJK-Regular.ttc",
    "SourceHanSerifSC-Regular.otf",
)
"""File names for the body, best first: 仿宋, then 宋体."""
TITLE = (
    "方正小标宋_GBK.ttf",
    "方正小标宋简体.ttf",
    "FZXBSK.TTF",
    "FZXBSJW.TTF",
    "NotoSerifCJK-Bold.ttc",
    "SourceHanSerifSC-Bold.otf",
    "FandolSong-Bold.otf",
)
"""File names for titles (小标宋), best first. 宋体 without a bold face is left out: the
packaged sans stands out better."""
HEADING = ("simhei.ttf", "STHeiti Medium.ttc", "FandolHei-Regular.otf", "NotoSansCJK-Regular.ttc")
"""File names for headings (黑体), best first."""
RARE = (
    "simsunb.ttf",
    "SimsunExtG.ttf",
    "HanaMinA.ttf",
    "HanaMinB.ttf",
    "BabelStoneHan.ttf",
    "PlangothicP1-Regular.ttf",
    "PlangothicP2-Regular.ttf",
)
"""File names of faces that are there for rare characters only: always last."""


LINUX_FOLDERS = (
    "/usr/local/share/fonts",
    "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/noto-cjk",
    "/usr/share/fonts/google-noto-serif-cjk-fonts",
    "/usr/share/fonts/google-noto-sans-cjk-fonts",
    "/usr/share/fonts/opentype/fandol",
    "/usr/share/texmf/fonts/opentype/public/fandol",
    "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
    "/usr/share/fonts/truetype/hanazono",
    "/usr/share/fonts/truetype/babelstone",
    "/usr/share/fonts/truetype/fonts-hanazono",
)
"""Where distributions put the files named above."""


class Faces(Struct, frozen=True):
    """Family names by role, as the templates take them."""

    body: tuple[str, ...]
    title: tuple[str, ...]
    heading: tuple[str, ...]
    title_weight: int
    """Weight of the first title face, 400 or 700."""


class Typefaces:
    """The faces and the loaded font files behind them."""

    def __init__(self, faces: Faces, fonts: typst.Fonts) -> None:
        self.faces = faces
        self.fonts = fonts


def typefaces(
    own: Iterable[Path] = (), *, cache: Path | None = None, use_system_fonts: bool | None = None
) -> Typefaces:
    """The faces to print with.

    ``own`` are folders of fonts the village brought (a missing one is passed over); those
    of ``SIQUAN_FONT_DIR`` go before them. ``cache`` is a folder for links to the chosen
    system fonts, by default one in the user's cache. System fonts are used unless
    ``use_system_fonts`` is False or ``SIQUAN_NO_SYSTEM_FONTS=1``.
    """
    if use_system_fonts is None:
        use_system_fonts = os.environ.get("SIQUAN_NO_SYSTEM_FONTS", "") != "1"
    named = os.environ.get("SIQUAN_FONT_DIR", "")
    folders = [*(Path(each) for each in named.split(os.pathsep) if each), *own]
    brought = tuple(
        (path, path.stat().st_mtime_ns) for folder in folders for path in font_files(folder)
    )
    system = system_files() if use_system_fonts else ()
    return _load(brought, system, cache or platformdirs.user_cache_path("siquan_tui") / "fonts")


def add_font(source: Path, folder: Path) -> Path:
    """Copy a font file into a village's font folder and return its new path.

    Raises :class:`PaperError` if it cannot be read as a font.
    """
    if source.exists() and (source.suffix.lower() not in FONT_SUFFIXES or not source.is_file()):
        raise _not_a_font(source)
    try:
        with tempfile.TemporaryDirectory() as alone:
            shutil.copyfile(source, Path(alone) / source.name)
            if not _fonts([Path(alone)]).fonts():
                raise _not_a_font(source)
    except OSError as error:
        raise PaperError(
            message("读不了字体文件 {file}（{why}）。", file=str(source), why=os_reason(error)),
            message("请检查文件名和权限。"),
        ) from None
    place = folder / source.name
    unfinished = place.with_name(place.name + ".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, unfinished)
        return unfinished.replace(place)
    except OSError as error:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise PaperError(
            message("字体存不进 {folder}（{why}）。", folder=str(folder), why=os_reason(error)),
            message("请检查文件夹的权限和磁盘空间。"),
        ) from None


def font_files(folder: Path) -> list[Path]:
    """The font files in a folder and below, by name; none if there is no such folder."""
    return sorted(
        path.absolute() for path in folder.rglob("*") if path.suffix.lower() in FONT_SUFFIXES
    )


def system_files() -> tuple[Path, ...]:
    """The system's best file for each role, and its faces for rare characters."""
    folders = [each for each in _system_folders() if each.is_dir()]

    def found(names: Sequence[str]) -> list[Path]:
        return [path for name in names for folder in folders if (path := folder / name).is_file()]

    best = [files[0] for names in (BODY, TITLE, HEADING) if (files := found(names))]
    return tuple(dict.fromkeys([*best, *found(RARE)]))


def _system_folders() -> list[Path]:
    home = Path.home()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", str(home / "AppData" / "Local"))
        return [
            Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts",
            Path(local) / "Microsoft" / "Windows" / "Fonts",
        ]
    if sys.platform == "darwin":
        # 仿宋 is downloaded on demand and lands in a folder with a name of its own
        assets = Path("/System/Library/AssetsV2").glob("com_apple_MobileAsset_Font*/*/AssetData")
        library = Path("/System/Library/Fonts")
        return [
            home / "Library/Fonts",
            Path("/Library/Fonts"),
            library,
            library / "Supplemental",
            *sorted(assets),
        ]
    return [home / ".local/share/fonts", home / ".fonts", *map(Path, LINUX_FOLDERS)]


def _not_a_font(source: Path) -> PaperError:
    return PaperError(
        message("{file} 不是可用的字体文件。", file=source.name),
        message("请选用 .ttf、.otf 或 .ttc 字体文件。"),
    )


@lru_cache(maxsize=4)
def _load(
    brought: tuple[tuple[Path, int], ...], system: tuple[Path, ...], cache: Path
) -> Typefaces:
    own = [path for path, _ in brought]
    linked = _linked(system, cache)
    packaged = Path(pylopdf_fonts_zh_cn.serif_path()).parent
    fonts = _fonts(dict.fromkeys([packaged, *(path.parent for path in (*own, *linked))]))
    by_file = _families(fonts)
    family = {
        path: by_file[name] for path in (*own, *linked) if (name := path.resolve().name) in by_file
    }

    def named(names: Sequence[str]) -> list[str]:
        """What the village brought goes before what the system has."""
        return [
            family[path]
            for files in (own, linked)
            for name in names
            for path in files
            if path.name.lower() == name.lower() and path in family
        ]

    listed = {name.lower() for name in chain(BODY, TITLE, HEADING, RARE)}
    unlisted = [family[path] for path in own if path.name.lower() not in listed and path in family]
    serif, sans = ("Noto Serif SC", "Noto Sans SC")
    every = [family[path] for path in (*own, *linked) if path in family]
    rest = [*(each for each in every if each not in named(RARE)), *named(RARE)]
    title = (*named(TITLE), sans, serif, *rest)
    return Typefaces(
        Faces(
            body=_once(*unlisted, *named(BODY), serif, sans, *rest),
            title=_once(*title),
            heading=_once(*named(HEADING), sans, serif, *rest),
            title_weight=max(each.weight for each in fonts.fonts() if each.family == title[0]),
        ),
        fonts,
    )


def _once(*families: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(families))


def _fonts(folders: Iterable[Path]) -> typst.Fonts:
    """Without the faces Typst brings: they have glyphs of their own in the private area."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders],
    )


def _families(fonts: typst.Fonts) -> dict[str, str]:
    """One family a file: of a collection the simplified Chinese one, or its first.

    Files go by their name alone: Typst reports the path behind a link, spelt in a way of
    its own on Windows."""
    found: dict[str, list[str]] = {}
    for font in sorted(fonts.fonts(), key=lambda each: each.index):
        if font.path:
            found.setdefault(Path(font.path).name, []).append(font.family)
    return {
        path: next((each for each in families if each.endswith(" SC")), families[0])
        for path, families in found.items()
    }


def _linked(files: tuple[Path, ...], cache: Path) -> list[Path]:
    """The files in one folder of their own, because Typst reads whole folders only.

    Links where the system allows it, copies elsewhere; none if the cache cannot be
    written, the packaged faces do then.
    """
    name = sha256("\n".join(map(str, files)).encode()).hexdigest()[:16]
    folder = (cache / name).absolute()
    try:
        if files:
            folder.mkdir(parents=True, exist_ok=True)
        return [_link(path, folder / path.name) for path in files]
    except OSError:
        return []


def _link(source: Path, target: Path) -> Path:
    if target.exists():
        return target
    with tempfile.TemporaryDirectory(dir=target.parent.parent) as aside:
        made = Path(aside) / target.name
        try:
            made.symlink_to(source)
        except OSError:
            shutil.copy(source, made)
        made.replace(target)
    return target
