"""Read a code from what a person has: a photograph, the PDF, a text file."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import PIL.Image as pillow
import zxingcpp
from PIL import ImageFilter, ImageOps, UnidentifiedImageError
from PIL.Image import Image

from siquan_tui.attest.code import HEADER
from siquan_tui.attest.role import Refused
from siquan_tui.message import Message, message

if TYPE_CHECKING:
    import pypdfium2  # type: ignore[import-untyped]

LARGEST_BYTES = 64 << 20
"""Of a file."""
_LARGEST_SIDE = 4000
"""Pixels; a larger picture is reduced first."""
_DPI = (200, 300)
_PHOTOGRAPHS = ("PNG", "JPEG", "WEBP", "BMP", "TIFF", "GIF")
"""What cameras, telephones and scanners write (MPO is opened as JPEG). Whatever else Pillow
opens is left shut: for EPS it would start another program on a stranger's file."""
_POSTSCRIPT = (b"%!PS", b"\xc5\xd0\xd3\xc6")
"""How EPS begins; it is text in part, and no code of ours."""
_QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])


class Unreadable(Refused):
    """A source that gives no code; ``message`` says what to do about it."""


def read_codes(path: Path) -> str:
    """The text of the one code in a picture (PNG, JPEG, …), a PDF or a text file.

    Of several codes the one that begins as ours is taken. What the file is, its content
    decides, not its name. Raises :class:`Unreadable`."""
    return read_bytes(_bytes_of(path), str(path))


def read_bytes(content: bytes, name: str) -> str:
    """The same from bytes at hand; ``name`` is what the sentences call them."""
    if not content:
        raise Unreadable(message("{path} 是空的，没有可以核验的内容", path=name))
    if len(content) > LARGEST_BYTES:
        raise Unreadable(message("{path} 太大（超过 64 MB），请换小一些的照片", path=name))
    if b"%PDF-" in content[:1024]:
        return _only(_codes_in_pdf(content, name), name, _none_in_pdf(name))
    picture = _picture(content, name)
    if picture is not None:
        return _only(_codes_in_picture(picture), name, _none_in_picture(name))
    return _text(content, name)


def _bytes_of(path: Path) -> bytes:
    name = str(path)
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_BYTES + 1)
    except FileNotFoundError as error:
        raise Unreadable(message("没有找到文件 {path}，请检查文件名", path=name)) from error
    except IsADirectoryError as error:
        raise Unreadable(message("{path} 是文件夹，请指明其中的文件", path=name)) from error
    except (OSError, ValueError) as error:
        raise Unreadable(message("读不了文件 {path}，请检查文件名和权限", path=name)) from error


def _only(found: Iterable[str], name: str, none: Message) -> str:
    """The one code: ours if any is, whatever it says if it is the only one; ``none`` is
    said where there is none."""
    texts = list(dict.fromkeys(found))
    ours = [text for text in texts if text.startswith(HEADER)]
    if len(ours) > 1 or (not ours and len(texts) > 1):
        raise Unreadable(
            message(
                "{path} 里有 {n} 个二维码，请每次只拍一个",
                path=name,
                n=len(ours) or len(texts),
            )
        )
    if texts:
        return (ours or texts)[0]
    raise Unreadable(none)


def _none_in_picture(name: str) -> Message:
    return message(
        "{path} 里没有读到二维码。请把纸放平，光线均匀，正对着拍，让二维码占画面一半以上",
        path=name,
    )


def _none_in_pdf(name: str) -> Message:
    return message(
        "{path} 里没有读到二维码。只有签名后的决议才有二维码，会议记录没有：请给出决议的 PDF；"
        "如果是扫描件，请扫描得清楚些",
        path=name,
    )


def _text(content: bytes, name: str) -> str:
    """A text file: UTF-8 or what Windows writes."""
    if content.startswith(_POSTSCRIPT):
        raise _unknown(name)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if all(each.isprintable() or each.isspace() or ord(each) >= 0xA0 for each in text):
            if not text.strip():
                raise Unreadable(message("{path} 是空的，没有可以核验的内容", path=name))
            return text
    raise _unknown(name)


def _unknown(name: str) -> Unreadable:
    return Unreadable(
        message("{path} 不是能读的照片、PDF 或文本文件，请把照片存成 PNG 或 JPEG 再试", path=name)
    )


# --- pictures ------------------------------------------------------------------


def _picture(content: bytes, name: str) -> Image | None:
    """The picture in grey, upright and of a workable size; None if it is none."""
    damaged = message("{path} 的照片已损坏或太大，请重拍", path=name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", pillow.DecompressionBombWarning)
            picture = pillow.open(io.BytesIO(content), formats=_PHOTOGRAPHS)
    except UnidentifiedImageError:
        return None
    except (OSError, ValueError, pillow.DecompressionBombError) as error:
        raise Unreadable(damaged) from error
    try:
        picture.draft("L", (_LARGEST_SIDE, _LARGEST_SIDE))
        upright = ImageOps.exif_transpose(picture)
        if "A" in upright.getbands() or "transparency" in upright.info:
            white = pillow.new("RGBA", upright.size, "white")
            upright = pillow.alpha_composite(white, upright.convert("RGBA"))
        grey = upright.convert("L")
        grey.thumbnail((_LARGEST_SIDE, _LARGEST_SIDE), pillow.Resampling.BOX)
    except (OSError, ValueError, SyntaxError) as error:
        raise Unreadable(damaged) from error
    return grey


def _codes_in_picture(picture: Image) -> list[str]:
    """Try the picture as it is, then ever harder, until one of ours is read."""
    found: list[str] = []
    for attempt in _attempts(picture):
        found += _decode(attempt(picture))
        if any(text.startswith(HEADER) for text in found):
            break
    return found


def _attempts(picture: Image) -> Iterator[Callable[[Image], Image]]:
    """Few modules' pixels want enlarging and smoothing; many grainy ones, reducing."""
    yield lambda whole: whole
    if max(picture.size) < 2000:
        yield lambda whole: ImageOps.scale(whole, 3).filter(ImageFilter.GaussianBlur(2))
        yield lambda whole: ImageOps.scale(whole, 2)
    if max(picture.size) > 1200:
        yield lambda whole: ImageOps.contain(whole, (1200, 1200))


def _decode(picture: Image) -> list[str]:
    """Every QR code in a picture, either way up, dark on light or light on dark."""
    found = zxingcpp.read_barcodes(picture, formats=_QR)
    return [_characters(each) for each in found]


def _characters(barcode: zxingcpp.Barcode) -> str:
    """Our codes are UTF-8; what is not, the reader may guess at."""
    try:
        return bytes(barcode.bytes).decode()
    except UnicodeDecodeError:
        return barcode.text


# --- PDF -----------------------------------------------------------------------


def _codes_in_pdf(content: bytes, name: str) -> list[str]:
    import pypdfium2  # a fifth of the time of reading a photograph, which needs none of it

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(message("{path} 这个 PDF 打不开（已损坏或有密码）", path=name)) from error
    found: list[str] = []
    try:
        for dpi in _DPI:
            for number in range(len(document)):
                found += _decode(_rendered(document[number], dpi))
            if any(text.startswith(HEADER) for text in found):
                break
    except pypdfium2.PdfiumError as error:
        raise Unreadable(message("{path} 这个 PDF 打不开（已损坏或有密码）", path=name)) from error
    finally:
        document.close()
    return found


def _rendered(page: pypdfium2.PdfPage, dpi: int) -> Image:
    scale = min(dpi / 72, _LARGEST_SIDE / max(page.get_size()))
    rendered: Image = page.render(scale=scale, grayscale=True).to_pil()
    return rendered
