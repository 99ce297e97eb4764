"""PDF with text: lines without page numbers and running heads, drawn tables as rows, the two-column head in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from vanban.grids import GOES_ON, Place, line_of
from vanban.readers.pages import kept, text_of
from vanban.readers.ruled import RuledTable, plain, tables_of
from vanban.readers.ruled_pages import join_pages
from vanban.readers.words import Words
from vanban.text import squeeze
from vanban.unreadable import Unreadable

#: characters a page below which a document counts as a scan
_FEWEST = 20
#: fewer lines tell no usual step from one to the next; a step this much longer parts two paragraphs
_FEW_LINES, _PARTED = 6, 1.5
#: the end of a line that goes on without a space
_GLUED = re.compile(r"[\w&]-$|/$")


def words_of(source: bytes) -> Words:
    """The stored reading of a PDF with the page of each line; refuses a locked or damaged one, and a scan."""
    try:
        document = pdfium.PdfDocument(source)
    except pdfium.PdfiumError as fault:
        locked = "password" in str(fault).lower()
        raise Unreadable("encrypted" if locked else "damaged", detail=str(fault)) from fault
    try:
        pieces = [_pieces(document, i) for i in range(len(document))]
    except pdfium.PdfiumError as fault:
        raise Unreadable("damaged", detail=str(fault)) from fault
    finally:
        document.close()
    join_pages(pieces)
    pages = kept([list(_lines(page)) for page in pieces])
    if sum(len(line) for page in pages for line in page) < _FEWEST * max(1, min(len(pages), 3)):
        raise Unreadable("no_text")
    starts = accumulate((len(page) for page in pages), initial=0)
    places = tuple(Place(line, page=nth) for nth, line in enumerate(starts, start=1))
    return Words(text_of(pages), "pdf", places=places[: len(pages)])


def _pieces(document: pdfium.PdfDocument, index: int) -> list[str | RuledTable]:
    """The lines of a page and its drawn tables, from the top down."""
    page = document[index]
    try:
        text_page = page.get_textpage()
        try:
            tables = tables_of(page, text_page)
            if tables:
                found = list(_around(text_page, tables, page.get_width(), first=not index))
                if _letters(found) == _letters([str(text_page.get_text_range())]):
                    return found
            whole = _spaced_page(text_page) if index else _first_page(text_page, page.get_width(), 0.0)
        finally:
            text_page.close()
    finally:
        page.close()
    return [*_plain_lines(str(whole))]


def _around(
    text_page: pdfium.PdfTextPage, tables: list[RuledTable], width: float, *, first: bool
) -> Iterator[str | RuledTable]:
    """The tables and the words above, between and below them."""
    top = float(pdfium_c.FPDF_GetPageHeightF(text_page.page)) + 1
    for nth, table in enumerate(tables):
        if first and not nth:
            above = _first_page(text_page, width, table.top)
        else:
            above = str(text_page.get_text_bounded(0, table.top, width, top))
        yield from _plain_lines(above)
        yield table
        top = table.bottom
    yield from _plain_lines(str(text_page.get_text_bounded(0, 0, width, top)))


def _letters(pieces: list[str | RuledTable]) -> Counter[str]:
    """How often each letter stands in the pieces: nothing may be lost or doubled where a table is told apart."""
    lines = [line for piece in pieces for line in _lines([piece])]
    return Counter(letter for letter in "".join(lines) if letter.isalnum())


def _lines(pieces: Iterable[str | RuledTable]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, str):
            yield piece
            continue
        yield ""
        for row in piece.rows:
            cells = [(GOES_ON if c.goes_on else squeeze(_running(c.lines)).replace("|", "/"), c.columns) for c in row]
            if any(words.strip(GOES_ON) for words, _ in cells):
                yield line_of(cells)
        yield ""


def _running(lines: list[str]) -> str:
    """The lines of a cell as running words; a break after a hyphen or a stroke parts no words."""
    text = ""
    for line in lines:
        glued = _GLUED.search(text) is not None and line[:1].isalnum()
        text += line if glued or not text else f" {line}"
    return text


def _plain_lines(text: str) -> Iterator[str]:
    return (plain(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _first_page(text_page: pdfium.PdfTextPage, width: float, bottom: float) -> str:
    """The first page down to `bottom`; a head in two columns whose lines run into each other column by column."""
    height = float(pdfium_c.FPDF_GetPageHeightF(text_page.page)) + 1
    text = str(text_page.get_text_bounded(0, bottom, width, height)) if bottom else _spaced_page(text_page)
    head = text.replace("\r\n", "\n").split("\n")[:10]
    if not any(re.search(r"C[ỘO]NG H[ÒO][AÀ]? ?X[ÃA]|Độc lập\s*-\s*Tự do", line) for line in head):
        return text
    return _by_columns(text_page, width, bottom) or text


def _by_columns(text_page: pdfium.PdfTextPage, width: float, bottom: float) -> str | None:
    """The head column by column, then the centred title lines, then the rest; None when no motto is found."""
    rects = [r for r in (text_page.get_rect(i) for i in range(text_page.count_rects())) if r[3] > bottom]
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
    pieces += [(0.0, titled, width, limit)] if titled else []
    body = (0.0, bottom, width, titled or limit)
    parts = [str(text_page.get_text_bounded(*piece)) for piece in pieces]
    return "\n\n".join([*parts, _spaced(str(text_page.get_text_bounded(*body)), [r for r in rects if r[3] <= body[3]])])


def _spaced_page(text_page: pdfium.PdfTextPage) -> str:
    rects = [text_page.get_rect(i) for i in range(text_page.count_rects())]
    return _spaced(str(text_page.get_text_range()), rects)


def _spaced(text: str, rects: list[_Box]) -> str:
    """The text with an empty line where the page leaves room between two paragraphs."""
    lines = [line for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
    rows = _rows(rects)
    if len(lines) != len(rows) or len(lines) < _FEW_LINES:
        return text
    steps = [above[1] - row[1] for above, row in pairwise(rows)]
    usual = sorted(steps)[len(steps) // 4]
    out = lines[:1]
    for line, step in zip(lines[1:], steps, strict=True):
        out += ["", line] if step > _PARTED * usual else [line]
    return "\n".join(out)


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
