"""PDF with text: lines page by page, page numbers and running heads left out, the two-column head put in order."""

from __future__ import annotations

import re
from collections import Counter

import pypdfium2 as pdfium

from vanban.old_encodings import mended
from vanban.text import nfc
from vanban.unreadable import Unreadable

_PAGE_NUMBER = re.compile(r"-?\s*(?:Trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?\s*-?")
#: characters a page below which a document counts as a scan
_FEWEST = 20


def text_of(source: bytes) -> str:
    """The stored reading of a PDF; raises Unreadable when it is locked, damaged or has no text."""
    try:
        document = pdfium.PdfDocument(source)
    except pdfium.PdfiumError as fault:
        locked = "password" in str(fault).lower()
        raise Unreadable("encrypted" if locked else "damaged", detail=str(fault)) from fault
    try:
        pages = [_page_lines(document, i) for i in range(len(document))]
    except pdfium.PdfiumError as fault:
        raise Unreadable("damaged", detail=str(fault)) from fault
    finally:
        document.close()
    if sum(len(line) for page in pages for line in page) < _FEWEST * max(1, min(len(pages), 3)):
        raise Unreadable("no_text")
    return joined(pages)


def joined(pages: list[list[str]]) -> str:
    """The lines of pages as one text, page numbers and running heads left out, old fonts in Unicode."""
    running = _running(pages)
    lines = [line for page in pages for line in _body(page, running)]
    return nfc(mended("\n".join(lines))).strip("\n") + "\n"


def _page_lines(document: pdfium.PdfDocument, index: int) -> list[str]:
    page = document[index]
    try:
        text_page = page.get_textpage()
        try:
            text = text_page.get_text_range() if index else _first_page(text_page, page.get_width())
        finally:
            text_page.close()
    finally:
        page.close()
    return [
        re.sub(r"[ \t\xa0]+", " ", line.replace("\ufffe", "-")).strip()
        for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ]


def _first_page(text_page: pdfium.PdfTextPage, width: float) -> str:
    """The first page; a head in two columns whose lines run into each other is read column by column."""
    text = str(text_page.get_text_range())
    head = text.replace("\r\n", "\n").split("\n")[:10]
    if not any(re.search(r"\S.*C[ỘO]NG H[ÒO]A? ?X[ÃA]|\S.*Độc lập\s*-\s*Tự do", line) for line in head):
        return text
    return _by_columns(text_page, width) or text


def _by_columns(text_page: pdfium.PdfTextPage, width: float) -> str | None:
    rects = [text_page.get_rect(i) for i in range(text_page.count_rects())]
    motto = [r for r in rects if "Độc lập" in text_page.get_text_bounded(*r)]
    if not motto:
        return None
    _, bottom, _, top_of_motto = motto[0]
    limit = bottom - 4 * (top_of_motto - bottom)
    middle = min(motto[0][0] - 2, width * 0.45)
    top = max(r[3] for r in rects) + 1
    left = text_page.get_text_bounded(0, limit, middle, top)
    right = text_page.get_text_bounded(middle, limit, width, top)
    rest = text_page.get_text_bounded(0, 0, width, limit)
    return f"{left}\n\n{right}\n\n{rest}"


def _running(pages: list[list[str]]) -> set[str]:
    """Lines that open or close at least three pages and half of them."""
    if len(pages) < 3:
        return set()
    ends = Counter(_even(line) for page in pages for line in {*_edges(page)})
    return {line for line, times in ends.items() if line and times >= max(3, len(pages) // 2)}


def _edges(page: list[str]) -> list[str]:
    lines = [line for line in page if line]
    return [*lines[:2], *lines[-2:]]


def _even(line: str) -> str:
    return re.sub(r"\d+", "#", line).strip()


def _body(page: list[str], running: set[str]) -> list[str]:
    filled = [i for i, line in enumerate(page) if line]
    edge = {*filled[:2], *filled[-2:]}
    numbers = {*filled[:1], *filled[-1:]}
    return [
        line
        for i, line in enumerate(page)
        if not (i in edge and _even(line) in running) and not (i in numbers and _PAGE_NUMBER.fullmatch(line))
    ]
