"""Where words stand on pages that real programs made, and how the pages are shown."""

import io
import itertools

import pypdfium2 as pdfium
import pytest
from PIL import Image

from tests.formats import made
from vanban.readers import boxes, lines, ocr, scan
from vanban.readers.lines import PARTS, Line

LETTER = (612, 792)  # points


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """The notice as PDF, by LibreOffice."""
    return made.converted(made.saved(made.word()), "pdf")


def line_of(page: lines.PageLines, words: str) -> Line:
    return next(line for line in page.lines if line.text.startswith(words))


def is_near(one: Line, other: Line) -> bool:
    """Within one per cent of the page on every side."""
    sides = [(one.left, other.left), (one.top, other.top), (one.right, other.right), (one.bottom, other.bottom)]
    return all(abs(a - b) <= PARTS // 100 for a, b in sides)


def test_lines_of_a_pdf_stand_where_its_ink_is(pdf: bytes) -> None:
    (page,) = boxes.lines_of_pdf(pdf)
    picture = Image.open(io.BytesIO(next(boxes.shown(pdf, "pdf", 0, 1, straight=False)))).convert("L")
    wide, high = picture.size

    assert (page.width, page.height) == LETTER
    for line in page.lines:
        box = (
            line.left * wide // PARTS,
            line.top * high // PARTS,
            line.right * wide // PARTS,
            line.bottom * high // PARTS,
        )
        assert picture.crop(box).getextrema()[0] < 100, line


@pytest.mark.parametrize("turned", [0, 1.4, -2.2])
def test_tesseract_finds_the_lines_of_a_scan_where_the_pdf_has_them(turned: float, pdf: bytes) -> None:
    scanned = scan.page_of_picture(made.picture(made.scanned(pdf, turned=turned), "PNG"))

    text, page = lines.recognised(scanned)

    assert text == ocr.recognised(scanned)
    for words in ("VĂN PHÒNG", "1. Bộ Tài chính", "thành trước ngày"):
        assert is_near(line_of(page, words), line_of(boxes.lines_of_pdf(pdf)[0], words)), words


def test_a_scan_is_shown_turned_as_it_was_read(pdf: bytes) -> None:
    source = made.picture(made.scanned(pdf, turned=-2.2), "JPEG")
    as_is, straight = (
        scan.turn_of(Image.open(io.BytesIO(next(boxes.shown(source, "jpeg", 0, 1, straight=way)))))
        for way in (False, True)
    )

    assert (as_is, straight) == (2.0, 0.0)


@pytest.mark.parametrize("quarter", [0, 1, 2, 3])
def test_lines_of_a_page_turned_in_its_file_follow_the_turn(quarter: int, pdf: bytes) -> None:
    document = pdfium.PdfDocument(pdf)
    document[0].set_rotation(90 * quarter)
    out = io.BytesIO()
    document.save(out)

    (page,) = boxes.lines_of_pdf(out.getvalue())

    first, last = line_of(page, "VĂN PHÒNG"), line_of(page, "thành trong")
    down, left, up, right = last.top > first.top, last.right < first.left, last.top < first.top, last.left > first.right
    assert [down, left, up, right][quarter]
    assert (page.width, page.height) == (LETTER if quarter % 2 == 0 else LETTER[::-1])


def test_pages_are_shown_from_where_they_are_asked_for(pdf: bytes) -> None:
    document = pdfium.PdfDocument.new()
    for _ in range(3):
        document.import_pages(pdfium.PdfDocument(pdf))
    out = io.BytesIO()
    document.save(out)

    counts = [len(list(boxes.shown(out.getvalue(), "pdf", first, 2, straight=False))) for first in (0, 2, 3)]

    assert counts == [2, 1, 0]
    assert boxes.sizes_of(out.getvalue(), "pdf") == [LETTER] * 3


def test_a_photo_held_sideways_is_read_and_shown_upright(pdf: bytes) -> None:
    photo = made.scanned(pdf).rotate(90, expand=True)
    out, held = io.BytesIO(), Image.Exif()
    held[0x0112] = 6  # the camera was turned a quarter
    photo.save(out, "JPEG", exif=held)
    source = out.getvalue()

    text, _ = lines.recognised(scan.page_of_picture(source))

    assert "Bộ Tài chính" in text
    assert boxes.sizes_of(source, "jpeg") == [photo.size[::-1]]
    wide, high = Image.open(io.BytesIO(next(boxes.shown(source, "jpeg", 0, 1, straight=False)))).size
    assert wide < high


def test_pages_are_small_enough_to_travel(pdf: bytes) -> None:
    scanned = made.picture(made.scanned(pdf, stamped=True), "PNG")

    pages = itertools.chain(
        boxes.shown(pdf, "pdf", 0, 1, straight=False), boxes.shown(scanned, "png", 0, 1, straight=True)
    )

    assert max(map(len, pages)) < 150_000
