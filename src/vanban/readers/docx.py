"""Word documents: paragraphs with their list numbers restored, layout tables cell by cell, real tables as rows."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError

from vanban.grammar.layout import ROMAN
from vanban.grids import GOES_ON, cell_words, line_of
from vanban.readers.word_tables import WordCell, word_rows
from vanban.readers.word_xml import settle
from vanban.text import nfc
from vanban.unreadable import Unreadable

_LAYOUT = re.compile(
    r"C[ỘO]NG H[ÒO]|ĐẢNG CỘNG SẢN|Độc lập|Nơi nhận|Kính gửi|KT\. |TM\. |TL\. |(?:^|\n)\s*Số ?:", re.IGNORECASE
)
#: a table within a table that is more than a frame
FEWEST_COLUMNS = 3


def text_of(source: bytes) -> str:
    """The stored reading of a .docx: a paragraph a line, an empty line between, a table row as "| a | b |"."""
    try:
        document = docx.Document(io.BytesIO(source))
        settle(document)
        numbers = _Numbers(document)
        lines = list(_lines(document, numbers))
    except Unreadable:
        raise
    except (ValueError, KeyError, IndexError, AttributeError, OSError, EOFError, LxmlError) as fault:
        raise Unreadable("damaged", detail=f"{type(fault).__name__}: {fault}") from fault
    return nfc("\n".join(lines)).strip("\n") + "\n"


def _lines(container: Any, numbers: _Numbers) -> Iterator[str]:
    for piece in container.iter_inner_content():
        if isinstance(piece, Paragraph):
            yield from _paragraph(piece, numbers)
        elif isinstance(piece, Table):
            yield from _table(piece, numbers)


def _paragraph(paragraph: Paragraph, numbers: _Numbers) -> Iterator[str]:
    text = _plain(paragraph)
    if not text:
        yield ""
        return
    mark = numbers.mark_of(paragraph)
    for i, line in enumerate(text.split("\n")):
        if line.strip():
            yield f"{mark} {line.strip()}" if mark and i == 0 else line.strip()
    yield ""


def _plain(paragraph: Paragraph) -> str:
    return str(paragraph.text).replace("\t", " ").replace("\xa0", " ").strip()


def _table(table: Table, numbers: _Numbers) -> Iterator[str]:
    rows = word_rows(table)
    if _is_layout(rows):
        for cell in (c for row in rows for c in row if not c.goes_on and c.content is not None):
            yield from _lines(cell.content, numbers)
            yield "---"
        return
    yield ""
    for row in rows:
        cells = [(GOES_ON if c.goes_on else cell_words(_cell_lines(c.content, numbers)), c.columns) for c in row]
        if any(words.strip(GOES_ON) for words, _ in cells):
            yield line_of(cells)
    yield ""


def _is_layout(rows: list[list[WordCell]]) -> bool:
    """A table that only places words on the page: one column, a head or foot in boxes, or other tables within."""
    contents = [cell.content for row in rows for cell in row if cell.content is not None]
    if max((sum(c.columns for c in row) for row in rows), default=0) <= 1:
        return True
    if any(len(inner.columns) >= FEWEST_COLUMNS for content in contents for inner in content.tables):
        return True
    return len(rows) <= 4 and _LAYOUT.search("\n".join(content.text for content in contents)) is not None


def _cell_lines(content: Any, numbers: _Numbers) -> Iterator[str]:
    """The lines of a cell; a paragraph of which only the automatic number shows is one."""
    for piece in content.iter_inner_content() if content is not None else ():
        if isinstance(piece, Table):
            yield from (line.strip(" |") for line in _table(piece, numbers) if line.strip(" |-"))
            continue
        lines = [line.strip() for line in _plain(piece).split("\n") if line.strip()] or [""]
        yield f"{numbers.mark_of(piece)} {lines[0]}".strip()
        yield from lines[1:]


class _Numbers:
    """Restores automatic list numbers: Word stores only "the next of list 3 at level 1"."""

    def __init__(self, document: Any) -> None:
        self.formats: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.counters: dict[str, dict[int, int]] = {}
        self.styles = {
            style.get(qn("w:styleId")): style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            for style in document.styles.element.iterchildren(qn("w:style"))
        }
        part = getattr(document.part, "numbering_part", None) if _has_numbering(document) else None
        if part is None:
            return
        root = part.element
        abstracts = {a.get(qn("w:abstractNumId")): a for a in root.findall(qn("w:abstractNum"))}
        for num in root.findall(qn("w:num")):
            link = num.find(qn("w:abstractNumId"))
            abstract = abstracts.get(link.get(qn("w:val"))) if link is not None else None
            if abstract is not None:
                self.formats[num.get(qn("w:numId"))] = dict(_levels(abstract))

    def mark_of(self, paragraph: Paragraph) -> str:
        found = self._numbering(paragraph)
        if found is None:
            return ""
        number_id, level = found
        levels = self.formats.get(number_id)
        if not levels or level not in levels:
            return ""
        counts = self.counters.setdefault(number_id, {})
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [k for k in counts if k > level]:
            del counts[deeper]
        return _mark(levels, counts, level)

    def _numbering(self, paragraph: Paragraph) -> tuple[str, int] | None:
        properties = paragraph._p.pPr
        numbering: Any = properties.numPr if properties is not None else None
        if numbering is None:
            numbering = self.styles.get(properties.style if properties is not None else None)
        if numbering is None:
            return None
        number = numbering.find(qn("w:numId"))
        level = numbering.find(qn("w:ilvl"))
        if number is None or number.get(qn("w:val")) == "0":
            return None
        return number.get(qn("w:val")), int(level.get(qn("w:val"))) if level is not None else 0


def _has_numbering(document: Any) -> bool:
    return any(rel.reltype.endswith("/numbering") for rel in document.part.rels.values())


def _levels(abstract: Any) -> Iterator[tuple[int, tuple[str, str, int]]]:
    for level in abstract.findall(qn("w:lvl")):
        kind, text, start = level.find(qn("w:numFmt")), level.find(qn("w:lvlText")), level.find(qn("w:start"))
        yield (
            int(level.get(qn("w:ilvl"))),
            (
                kind.get(qn("w:val")) if kind is not None else "decimal",
                text.get(qn("w:val")) if text is not None else "%1.",
                int(start.get(qn("w:val"))) if start is not None else 1,
            ),
        )


def _mark(levels: dict[int, tuple[str, str, int]], counts: dict[int, int], level: int) -> str:
    kind, pattern, _ = levels[level]
    if kind == "bullet":
        return "+" if pattern.strip() == "+" else "-"
    if kind == "none":
        return ""

    def fill(m: re.Match[str]) -> str:
        at = int(m.group(1)) - 1
        return _figure(levels.get(at, levels[level])[0], counts.get(at, 1))

    return re.sub(r"%(\d)", fill, pattern)


def _figure(kind: str, n: int) -> str:
    if kind in ("upperRoman", "lowerRoman"):
        roman = "".join(ROMAN[n - 1 : n])
        return roman if kind == "upperRoman" else roman.lower()
    if kind in ("lowerLetter", "upperLetter"):
        letters = "abcdefghijklmnopqrstuvwxyz"
        letter = letters[(n - 1) % 26]
        return letter if kind == "lowerLetter" else letter.upper()
    return str(n)
