"""PDF with text: lines page by page, page numbers and running heads left out, the two-column head put in order."""

from __future__ import annotations

import re

import pypdfium2 as pdfium

from vanban.readers.pages import joined
from vanban.readers.words import Words
from vanban.unreadable import Unreadable

#: characters a page below which a document counts as a scan
_FEWEST = 20


def words_of(source: bytes) -> Words:
    """The stored reading of a PDF with the page of each line; raises Unreadable for a locked or damaged one, or a scan."""
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
    return Words(joined(pages), "pdf")


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
    if not any(re.search(r"C[ỘO]NG H[ÒO][AÀ]? ?X[ÃA]|Độc lập\s*-\s*Tự do", line) for line in head):
        return text
    return _by_columns(text_page, width) or text


def _by_columns(text_page: pdfium.PdfTextPage, width: float) -> str | None:
    """The head column by column, then the centred title lines, then the rest; None when no motto is found."""
    rects = [text_page.get_rect(i) for i in range(text_page.count_rects())]
    motto = [r for r in rects if "Độc lập" in text_page.get_text_bounded(*r)]
    if not motto or motto[0][0] < 0.35 * width:
        return None
    middle = min(motto[0][0] - 2, width * 0.45)
    below = _rows([r for r in rects if r[3] < motto[0][1]])
    across = [row[3] for row in below if _across(row[0], row[2], middle, width)]
    addressed = [r[3] for r in rects if str(text_page.get_text_bounded(*r)).startswith("Kính gửi")]
    limit = max([*across, *addressed], default=motto[0][1]) + 0.5
    titled = _title_bottom([row for row in below if row[3] <= limit], width)
    top = max(r[3] for r in rects) + 1
    pieces = [(0.0, limit, middle, top), (middle, limit, width, top)]
    pieces += [(0.0, titled, width, limit), (0.0, 0.0, width, titled)] if titled else [(0.0, 0.0, width, limit)]
    return "\n\n".join(str(text_page.get_text_bounded(*piece)) for piece in pieces)


_Box = tuple[float, float, float, float]


def _rows(rects: list[_Box]) -> list[_Box]:
    """Boxes on one line made one, from the top down: (left, bottom, right, top)."""
    rows: list[_Box] = []
    for left, bottom, right, top in sorted(rects, key=lambda r: -r[3]):
        if rows and bottom + (top - bottom) / 2 > rows[-1][1] and _beside(rows[-1], left, right):
            last = rows[-1]
            rows[-1] = (min(last[0], left), min(last[1], bottom), max(last[2], right), max(last[3], top))
        else:
            rows.append((left, bottom, right, top))
    return rows


def _beside(row: _Box, left: float, right: float) -> bool:
    """Boxes of one column: columns of the head stand far apart."""
    return left - row[2] < 25 and row[0] - right < 25


def _across(left: float, right: float, middle: float, width: float) -> bool:
    """A line across both columns, or centred on the page, is below the head."""
    return left < middle < right or abs((left + right) / 2 - width / 2) < 0.05 * width


def _title_bottom(rows: list[_Box], width: float) -> float | None:
    """Where the run of centred lines ends with which the body of the page begins: the kind of paper and its subject."""
    margin, edge = min((row[0] for row in rows), default=0.0), max((row[2] for row in rows), default=width)
    bottom: float | None = None
    for (left, low, right, _), after in zip(rows[:8], [*rows[1:9], None], strict=False):
        opens_text = after is not None and after[0] < margin + 0.01 * width and right - left > 0.7 * (edge - margin)
        if abs((left + right) / 2 - (margin + edge) / 2) > 0.015 * width or (
            left > margin + 0.02 * width and opens_text
        ):
            break
        bottom = low - 0.5 if left > margin + 0.02 * width else bottom
    return bottom
