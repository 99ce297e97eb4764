"""Where the words of a PDF or a scan stand on its pages, line by line, and the pages as people look at them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from ctypes import c_int
from typing import Any

import pypdfium2 as pdfium
from PIL import Image

from vanban.readers import scan
from vanban.readers.lines import PARTS, Line, PageLines, within
from vanban.unreadable import Unreadable

#: pages of one file whose words are placed and that are shown
MOST_PAGES = 1000
#: dots an inch of a page as it is shown, and pixels of its longer side at most
SHOWN_RESOLUTION, SHOWN_LONGEST = 150, 1754
#: 0 to 100; below this, small letters fray
SHOWN_QUALITY = 75


def lines_of_pdf(source: bytes) -> list[PageLines]:
    """The lines of the first pages of a PDF that has text; a page without any has none."""
    document = _opened(source)
    try:
        return [_page_lines(document[index]) for index in range(min(len(document), MOST_PAGES))]
    except pdfium.PdfiumError as fault:
        raise Unreadable("damaged", detail=str(fault)) from fault
    finally:
        document.close()


def sizes_of(source: bytes, kind: str) -> list[tuple[int, int]]:
    """(width, height) of each page: points of a PDF, pixels of a picture."""
    if kind != "pdf":
        return [scan.upright(scan.opened(source)).size]
    document = _opened(source)
    try:
        return [_size(document.get_page_size(index)) for index in range(min(len(document), MOST_PAGES))]
    finally:
        document.close()


def shown(source: bytes, kind: str, first: int, count: int, *, straight: bool) -> Iterator[bytes]:
    """Pages as people see them, in colour, as WebP: `count` of them from `first` on (counted from 0).

    `straight`: turned as a scan is turned before it is read, so that the boxes of its lines fit.
    """
    pages = _drawn(source, first, count, straight=straight) if kind == "pdf" else _picture(source, first)
    for page in pages:
        angle = scan.turn_of(page) if straight else 0.0
        colour = page if page.mode == "RGB" else page.convert("RGB")
        colour.thumbnail((SHOWN_LONGEST, SHOWN_LONGEST), Image.Resampling.LANCZOS)
        if angle:
            colour = colour.rotate(angle, fillcolor="white", resample=Image.Resampling.BILINEAR)
        out = io.BytesIO()
        colour.save(out, "WEBP", quality=SHOWN_QUALITY, method=2)
        yield out.getvalue()


def _drawn(source: bytes, first: int, count: int, *, straight: bool) -> Iterator[Image.Image]:
    if straight:
        yield from scan.drawn(source, first, count)
        return
    document = _opened(source)
    try:
        for index in range(first, min(len(document), first + count)):
            page = document[index]
            scale = min(SHOWN_RESOLUTION / 72, SHOWN_LONGEST / max(page.get_size()))
            yield page.render(scale=scale).to_pil()
            page.close()
    finally:
        document.close()


def _picture(source: bytes, first: int) -> Iterator[Image.Image]:
    if first == 0:
        yield scan.unpacked(source)


def _opened(source: bytes) -> Any:
    try:
        return pdfium.PdfDocument(source)
    except pdfium.PdfiumError as fault:
        raise Unreadable("damaged", detail=str(fault)) from fault


def _size(size: tuple[float, float]) -> tuple[int, int]:
    return max(1, round(size[0])), max(1, round(size[1]))


def _page_lines(page: Any) -> PageLines:
    text_page = page.get_textpage()
    try:
        rects = [text_page.get_rect(index) for index in range(text_page.count_rects())]
        lines = [_line(page, rect, str(text_page.get_text_bounded(*rect))) for rect in rects]
        return PageLines(*_size(page.get_size()), tuple(line for line in lines if line.text))
    finally:
        text_page.close()
        page.close()


def _line(page: Any, rect: tuple[float, float, float, float], text: str) -> Line:
    """A run of words of a PDF; its corners as they lie on the page turned and cropped as it is drawn."""
    left, bottom, right, top = rect
    (x1, y1), (x2, y2) = _on_page(page, left, top), _on_page(page, right, bottom)
    return Line(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2), " ".join(text.split()))


def _on_page(page: Any, x: float, y: float) -> tuple[int, int]:
    across, down = c_int(), c_int()
    pdfium.raw.FPDF_PageToDevice(page.raw, 0, 0, PARTS, PARTS, 0, x, y, across, down)
    return within(across.value), within(down.value)
