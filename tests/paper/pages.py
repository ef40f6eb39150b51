"""What a reader of the PDF sees: text, ink and the code, from the rendered pages."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass

import pypdf
import pypdfium2
import zxingcpp
from PIL import Image

MM = 72 / 25.4
"""Points a millimetre."""


@dataclass(frozen=True)
class Glyph:
    """One character with its box in points, from the page's top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def texts(pdf: bytes) -> list[str]:
    """Each page's text without white space."""
    document = pypdfium2.PdfDocument(pdf)
    return [
        "".join(document[n].get_textpage().get_text_range().split()) for n in range(len(document))
    ]


def text(pdf: bytes) -> str:
    return "".join(texts(pdf))


def glyphs(pdf: bytes, page: int) -> list[Glyph]:
    sheet = pypdfium2.PdfDocument(pdf)[page]
    layer, height = sheet.get_textpage(), sheet.get_height()
    found = []
    for n in range(layer.count_chars()):
        left, bottom, right, top = layer.get_charbox(n)
        found.append(Glyph(layer.get_text_range(n, 1), left, height - top, right, height - bottom))
    return found


def picture(pdf: bytes, page: int, dpi: int) -> Image.Image:
    return pypdfium2.PdfDocument(pdf)[page].render(scale=dpi / 72).to_pil()


def codes(pdf: bytes, dpi: int) -> list[tuple[str, float]]:
    """Every code on the pages: its text and its edge in mm."""
    found = []
    for page in range(len(pypdfium2.PdfDocument(pdf))):
        for code in zxingcpp.read_barcodes(picture(pdf, page, dpi)):
            corners = code.position
            edge = corners.top_right.x - corners.top_left.x
            found.append((code.text, edge / dpi * 25.4))
    return found


def code_box(pdf: bytes, dpi: int) -> tuple[int, int, int, int]:
    """Of the first code: its page, then left, top and edge in pixels."""
    for page in range(len(pypdfium2.PdfDocument(pdf))):
        for code in zxingcpp.read_barcodes(picture(pdf, page, dpi)):
            corner = code.position.top_left
            return page, corner.x, corner.y, code.position.top_right.x - corner.x
    raise AssertionError("no code on any page")


def dated(pdf: bytes) -> dt.datetime | None:
    """When the file says it was made."""
    metadata = pypdf.PdfReader(io.BytesIO(pdf)).metadata
    return metadata.creation_date if metadata else None


def claims_pdf_a(pdf: bytes) -> bool:
    """Whether the file says it is PDF/A-2u and brings its output intent."""
    root = pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"].get_object()
    claim = root["/Metadata"].get_object().get_data().decode()
    return (
        "<pdfaid:part>2</pdfaid:part>" in claim
        and "<pdfaid:conformance>U</pdfaid:conformance>" in claim
        and "/OutputIntents" in root
    )
