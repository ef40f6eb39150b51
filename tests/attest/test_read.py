from __future__ import annotations

import io
from hashlib import sha256
from pathlib import Path

import msgspec
import pypdfium2
import pytest
import typst
import zxingcpp
from PIL import EpsImagePlugin, Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from siquan_tui.attest import qr
from siquan_tui.attest.read import Unreadable, read_bytes, read_codes
from siquan_tui.words import say
from tests.attest.samples import CHAIR, EVERYTHING, SUPERVISION, WATER, picture, signed

ONE = signed(WATER)
TWO = signed(EVERYTHING, CHAIR, SUPERVISION)
PIXELS_PER_MM = 200 / 25.4
BICUBIC = Image.Resampling.BICUBIC


def refusal(path: Path) -> str:
    with pytest.raises(Unreadable) as refused:
        read_codes(path)
    return say(refused.value.message)


# --- text files ------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_file_as_any_editor_saves_it(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "code.txt"
    path.write_bytes(ONE.replace("\n", "\r\n").encode(encoding))
    assert read_codes(path).replace("\r\n", "\n") == ONE


def test_what_is_no_code_source_is_told_apart(tmp_path: Path) -> None:
    assert "没有找到" in refusal(tmp_path / "missing.png")
    assert "文件夹" in refusal(tmp_path)
    empty = tmp_path / "empty.png"
    empty.write_bytes(b"")
    assert "空的" in refusal(empty)
    empty.write_bytes(b" \r\n\t")
    assert "空的" in refusal(empty)
    binary = tmp_path / "program.png"
    binary.write_bytes(b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)))
    assert "不是能读的照片" in refusal(binary)
    assert "没有找到" in refusal(Path("一" * 3000)) or "读不了" in refusal(Path("一" * 3000))


# --- photographs -----------------------------------------------------------------


def page(*codes: str, mm: float | None = None, per_mm: float = PIXELS_PER_MM) -> Image.Image:
    """Codes of their printed size on a white page with some ink beside them."""
    images = []
    for code in codes:
        symbol = picture(code, scale=12, quiet=0)
        edge = mm or qr.size_mm(qr.version_of(qr.matrix(code)))
        images.append(symbol.resize((round(edge * per_mm),) * 2, Image.Resampling.LANCZOS))
    sheet = Image.new("L", (round(100 * per_mm * len(codes)), round(110 * per_mm)), 250)
    pen = ImageDraw.Draw(sheet)
    for row in range(12):
        y = round((4 + 2 * row) * per_mm)
        pen.line((round(8 * per_mm), y, round(90 * per_mm), y), fill=60, width=3)
    for place, image in enumerate(images):
        sheet.paste(image, (round((100 * place + 40) * per_mm), round(45 * per_mm)))
    return sheet


def photographed(sheet: Image.Image, *, angle: float, blur: float, quality: int) -> bytes:
    """A page as a telephone takes it: turned, in uneven light, unsharp, as a JPEG."""
    taken = sheet.rotate(angle, BICUBIC, expand=True, fillcolor=90)
    shade = Image.linear_gradient("L").resize(taken.size).point(lambda v: 90 + v * 165 // 255)
    taken = Image.composite(taken, Image.new("L", taken.size, 40), shade)
    taken = taken.filter(ImageFilter.GaussianBlur(blur))
    out = io.BytesIO()
    taken.convert("RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()


@pytest.mark.parametrize(
    ("code", "angle", "blur"),
    [
        (ONE, 0, 1.2),
        (ONE, 7, 0.9),
        (ONE, 45, 0.8),
        (ONE, 90, 1.0),
        (TWO, 23, 0.9),
        (TWO, 171, 0.9),
    ],
)
def test_a_poor_photograph_is_read(tmp_path: Path, code: str, angle: float, blur: float) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(photographed(page(code), angle=angle, blur=blur, quality=40))
    assert read_codes(path) == code


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "MPO", "WEBP", "BMP", "TIFF", "GIF"])
def test_every_common_kind_of_photograph_is_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "photo"
    more = {"save_all": True, "append_images": [page(ONE)]} if kind == "MPO" else {}
    page(ONE).save(path, kind, **more)
    assert read_codes(path) == ONE


@pytest.mark.parametrize("kind", ["EPS", "PPM", "ICO", "JPEG2000"])
def test_no_other_kind_of_picture_is_opened(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ghostscript(*arguments: object, **options: object) -> None:
        raise AssertionError("no other program is started on a stranger's file")

    monkeypatch.setattr(EpsImagePlugin, "Ghostscript", ghostscript)
    path = tmp_path / "photo"
    page(ONE).resize((256, 256)).save(path, kind)
    said = refusal(path)
    assert "PNG" in said
    assert "JPEG" in said


def test_a_screenshot_light_on_dark_and_one_with_transparency(tmp_path: Path) -> None:
    path = tmp_path / "shot.png"
    ImageOps.invert(page(ONE)).save(path)
    assert read_codes(path) == ONE
    ink = ImageOps.invert(page(ONE))
    Image.merge("LA", (Image.new("L", ink.size, 0), ink)).save(path)
    assert read_codes(path) == ONE


def test_a_picture_lying_on_its_side_or_mirrored_by_its_exif_is_read(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    page(ONE).rotate(90, expand=True).save(path, exif=exif)
    assert read_codes(path) == ONE


def test_a_large_photograph_is_read(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    page(ONE, per_mm=50).save(path, quality=60)
    assert max(Image.open(path).size) > 5000
    assert read_codes(path) == ONE


def test_a_small_symbol_is_enlarged(tmp_path: Path) -> None:
    path = tmp_path / "small.png"
    page(ONE, per_mm=100 / 25.4).save(path)
    assert read_codes(path) == ONE


def grainy(image: Image.Image, strength: int) -> Image.Image:
    """Add grain of plus or minus ``strength`` grey levels, the same every time."""
    size = image.width * image.height
    dust = b"".join(sha256(n.to_bytes(4, "big")).digest() for n in range(size // 32 + 1))
    grain = Image.frombytes("L", image.size, dust[:size])
    grain = grain.point(lambda level: 128 + (level - 128) * strength // 128)
    return ImageChops.add(image, grain, 1, -128)


@pytest.mark.parametrize(("ppi", "blur"), [(150, 1.2), (120, 0.9)])
def test_a_grainy_photograph_needs_and_gets_a_second_look(
    tmp_path: Path, ppi: int, blur: float
) -> None:
    taken = page(ONE, per_mm=ppi / 25.4).rotate(23, BICUBIC, expand=True, fillcolor=90)
    taken = grainy(taken.filter(ImageFilter.GaussianBlur(blur)), 60)
    assert not zxingcpp.read_barcodes(taken)
    path = tmp_path / "grainy.png"
    taken.save(path)
    assert read_codes(path) == ONE


def test_a_picture_without_a_code_says_how_to_take_a_better_one(tmp_path: Path) -> None:
    path = tmp_path / "blank.png"
    Image.new("L", (300, 300), 255).save(path)
    assert "对着拍" in refusal(path)


def test_two_resolutions_on_one_picture_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "two.png"
    page(ONE, TWO).save(path)
    assert "2 个" in refusal(path)


def test_an_advertisement_beside_the_code_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "two.png"
    page("https://example.org/", ONE).save(path)
    assert read_codes(path) == ONE
    page("https://example.org/").save(path)
    assert read_codes(path) == "https://example.org/"
    page("https://example.org/", "https://example.com/").save(path)
    assert "2 个" in refusal(path)


def test_a_damaged_picture_is_refused(tmp_path: Path) -> None:
    whole = photographed(page(ONE), angle=0, blur=0.5, quality=60)
    path = tmp_path / "cut.jpg"
    path.write_bytes(whole[: len(whole) // 2])
    assert "损坏" in refusal(path)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    refusal(path)


# --- PDF -------------------------------------------------------------------------


def document(*codes: str, pages_before: int = 0) -> bytes:
    """A paper as the program prints it: the SVG at its size in millimetres."""
    body = "#set page(width: 210mm, height: 297mm)\n" + "#pagebreak(weak: false)\n" * pages_before
    for code in codes:
        mm = qr.size_mm(qr.version_of(qr.matrix(code)))
        drawn = msgspec.json.encode(qr.svg(code)).decode()
        body += f'#image(bytes({drawn}), format: "svg", width: {mm}mm)\n#v(1cm)\n'
    return typst.compile(body.encode())


def test_the_printed_paper_is_read(tmp_path: Path) -> None:
    path = tmp_path / "resolution.pdf"
    path.write_bytes(document(ONE))
    assert read_codes(path) == ONE


def test_every_page_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "minutes.pdf"
    path.write_bytes(document(TWO, pages_before=3))
    assert len(pypdfium2.PdfDocument(path)) == 4
    assert read_codes(path) == TWO


def test_the_page_reads_at_150_dpi() -> None:
    rendered = pypdfium2.PdfDocument(document(TWO))[0].render(scale=150 / 72).to_pil()
    out = io.BytesIO()
    rendered.save(out, "PNG")
    assert read_bytes(out.getvalue(), "page") == TWO


def test_a_pdf_with_none_or_several_or_broken_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(document())
    assert "没有读到" in refusal(path)
    assert "会议记录没有" in refusal(path)
    assert "正对着拍" not in refusal(path)
    path.write_bytes(document(ONE, TWO))
    assert "2 个" in refusal(path)
    path.write_bytes(b"%PDF-1.7\nnothing")
    assert "打不开" in refusal(path)


@pytest.mark.parametrize("start", [b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF8"])
@pytest.mark.parametrize("rest", [b"\x00", b"\x00" * 99, bytes(range(256))])
def test_broken_files_of_every_kind_are_refused(start: bytes, rest: bytes) -> None:
    with pytest.raises(Unreadable):
        read_bytes(start + rest, "x")
