"""Annexes made anew from rows of data, in the layouts of practice, as real Word, PDF and Excel files."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby, takewhile
from typing import Any

import docx
import xlsxwriter
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from tests.formats.made import converted, saved

HEAD = (
    "CHÍNH PHỦ",
    "Số: 903/NQ-CP",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Hà Nội, ngày 09 tháng 01 năm 2025",
    "NGHỊ QUYẾT",
    "Ban hành Chương trình hành động",
)


@dataclass(frozen=True)
class Box:
    """A cell of the table to be made; one covered by another is left out."""

    text: str
    row: int
    column: int
    across: int = 1
    down: int = 1


@dataclass(frozen=True)
class Layout:
    """How the same rows are laid out."""

    #: what the columns hold, from left to right, and what their heads say
    columns: tuple[tuple[str, str], ...]
    #: head over two neighbouring columns: (first column, words)
    over: tuple[tuple[int, int, str], ...] = ()
    #: a row "(1) (2) (3)" under the head
    numbering: bool = False
    #: group rows: "across" (one cell), "numbered" (number, then a cell across), "split" (number, name, empty
    #: cells); a table that does not begin with numbers has them across
    groups: str = "numbered"
    #: cells of these columns that repeat in the next row of their group are merged down
    merged: tuple[str, ...] = ()
    #: numbers come from Word's automatic list
    listed: bool = False
    #: the head stands again in the middle, as in a table pasted together
    again: int = 0
    landscape: bool = True


@dataclass(frozen=True)
class Annex:
    """A title and a table."""

    title: str
    rows: int
    columns: int
    boxes: tuple[Box, ...]
    tiers: int
    layout: Layout
    #: rows with a number
    numbered: frozenset[int] = field(default_factory=frozenset)


def annex(title: str, records: Sequence[dict[str, str]], layout: Layout) -> Annex:
    """The table of `records` (role -> words, with group_no and group_name) in a layout."""
    boxes, tiers = _head(layout, 0)
    at, width = tiers, len(layout.columns)
    numbered: set[int] = set()
    for (number, name), rows in groupby(records, key=lambda r: (r.get("group_no", ""), r.get("group_name", ""))):
        if name and layout.groups:
            boxes += _group(number, name, at, layout)
            at += 1
        for nth, record in enumerate(rows):
            if layout.again and len(numbered) == layout.again:
                more, _ = _head(layout, at)
                boxes, at = [*boxes, *more], at + tiers
            boxes += _record(record, at, layout, first=not nth)
            numbered.add(at)
            at += 1
    return Annex(title, at, width, tuple(_joined_down(boxes)), tiers, layout, frozenset(numbered))


def _head(layout: Layout, at: int) -> tuple[list[Box], int]:
    under = {c for first, count, _ in layout.over for c in range(first, first + count)}
    tiers = 2 if layout.over else 1
    boxes = [Box(words, at, first, across=count) for first, count, words in layout.over]
    for nth, (_, words) in enumerate(layout.columns):
        boxes.append(Box(words, at + 1, nth) if nth in under else Box(words, at, nth, down=tiers))
    if layout.numbering:
        boxes += [Box(f"({nth + 1})", at + tiers, nth) for nth in range(len(layout.columns))]
        tiers += 1
    return boxes, tiers


def _group(number: str, name: str, at: int, layout: Layout) -> list[Box]:
    width, roles = len(layout.columns), [role for role, _ in layout.columns]
    if layout.groups == "across" or roles[0] != "ordinal":
        return [Box(f"{number}. {name}" if number else name, at, 0, across=width)]
    if layout.groups == "numbered":
        return [Box(number, at, 0), Box(name, at, 1, across=width - 1)]
    words = {"ordinal": number, "name": name}
    return [Box(words.get(role, ""), at, nth) for nth, role in enumerate(roles)]


def _record(record: dict[str, str], at: int, layout: Layout, *, first: bool) -> list[Box]:
    mark = "" if first else "\0"  # merged down with the row above where the words are the same
    return [
        Box((mark if role in layout.merged else "") + record.get(role, ""), at, nth)
        for nth, (role, _) in enumerate(layout.columns)
    ]


def _joined_down(boxes: list[Box]) -> Iterator[Box]:
    open_boxes: dict[int, Box] = {}
    for box in sorted(boxes, key=lambda b: (b.row, b.column)):
        over, words = open_boxes.get(box.column), box.text.removeprefix("\0")
        if box.text.startswith("\0") and words and over and over.text == words and over.row + over.down == box.row:
            open_boxes[box.column] = replace(over, down=over.down + 1)
            continue
        if over:
            yield over
        open_boxes[box.column] = replace(box, text=words)
    yield from open_boxes.values()


def drawn(*lines: str, title: str = "PHỤ LỤC", tiers: int = 1) -> Annex:
    """A table from a notation: "a | b" a row, "^" a cell that goes on from above, "<" one that belongs to its left.

    "a / b" are two paragraphs of one cell.
    """
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    boxes: list[Box] = []
    for row, cells in enumerate(rows):
        for column, words in enumerate(cells):
            if words in ("^", "<"):
                continue
            across = _run(cells[column + 1 :], "<")
            down = _run([below[column] for below in rows[row + 1 :]], "^")
            boxes.append(Box(words.replace(" / ", "\n"), row, column, across + 1, down + 1))
    return Annex(title, len(rows), len(rows[0]), tuple(boxes), tiers, Layout(()))


def _run(cells: Sequence[str], mark: str) -> int:
    return len(list(takewhile(lambda cell: cell == mark, cells)))


# -- Word ---------------------------------------------------------------------------------------------------------


def word(*annexes: Annex, head: Sequence[str] = HEAD) -> bytes:
    """A resolution with its annexes, each in a section of its own."""
    made: Any = docx.Document()
    made.styles["Normal"].font.name = "Times New Roman"
    for line in head:
        made.add_paragraph(line)
    for one in annexes:
        section = made.add_section()
        long, short = max(section.page_width, section.page_height), min(section.page_width, section.page_height)
        wide = one.layout.landscape
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (long, short) if wide else (short, long)
        section.left_margin = section.right_margin = Cm(1.5)
        made.add_paragraph(one.title)
        made.add_paragraph("(Kèm theo Nghị quyết số 903/NQ-CP ngày 09 tháng 01 năm 2025 của Chính phủ)")
        _word_table(made, one)
    return saved(made)


def _word_table(document: Any, one: Annex) -> None:
    table = document.add_table(rows=one.rows, cols=one.columns, style="Table Grid")
    grid = [row.cells for row in table.rows]
    for box in one.boxes:
        cell = grid[box.row][box.column]
        if box.across > 1 or box.down > 1:
            cell = cell.merge(grid[box.row + box.down - 1][box.column + box.across - 1])
        listed = one.layout.listed and box.row in one.numbered and one.layout.columns[box.column][0] == "ordinal"
        _write(cell, "" if listed else box.text)
        if listed:
            cell.paragraphs[0].style = document.styles["List Number"]
    for row in table.rows[: one.tiers]:
        properties = row._tr.get_or_add_trPr()
        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        properties.append(mark)


def _write(cell: Any, text: str) -> None:
    first, *more = text.split("\n")
    cell.paragraphs[0].text = first
    for line in more:
        cell.add_paragraph(line)
    for paragraph in cell.paragraphs:
        for run in paragraph.runs:
            run.font.size = Pt(11)


def pdf(source: bytes) -> bytes:
    """The Word file as LibreOffice prints it."""
    return converted(source, "pdf")


# -- Excel --------------------------------------------------------------------------------------------------------


def workbook(*annexes: Annex, hidden: Sequence[int] = (), top: int = 3, left: int = 1) -> bytes:
    """A worksheet for each annex; the table begins at row `top` and column `left`, counted from 0."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        day, share = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "0%"})
        for nth, one in enumerate(annexes, start=1):
            sheet = book.add_worksheet(f"Phụ lục {nth}")
            sheet.merge_range(0, left, 0, left + one.columns - 1, one.title)
            for box in one.boxes:
                _put(sheet, box, top + box.row, left + box.column, day, share)
            for row in hidden:
                sheet.set_row(row, None, None, {"hidden": True})
    return out.getvalue()


def _put(sheet: Any, box: Box, row: int, column: int, day: Any, share: Any) -> None:
    value, form = _typed(box.text, day, share)
    if box.across > 1 or box.down > 1:
        sheet.merge_range(row, column, row + box.down - 1, column + box.across - 1, value, form)
    else:
        sheet.write(row, column, value, form)


def _typed(text: str, day: Any, share: Any) -> tuple[Any, Any]:
    """A day as Excel's day, a share as a formatted fraction, a number as a number."""
    if found := re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", text):
        return date(int(found[3]), int(found[2]), int(found[1])), day
    if text.removesuffix("%").isdigit():
        return (int(text[:-1]) / 100, share) if text.endswith("%") else (int(text), None)
    return text, None
