"""XLSX out of plain rows: typed cells, a frozen head, lists to choose from; never a formula."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

import xlsxwriter

#: What a cell may hold; None is an empty one.
CellValue = str | int | Decimal | None
#: rows below the head that offer a list to choose from
CHOOSING_ROWS = 2000
#: Workbooks of the same content are the same bytes.
MADE_AT = datetime(2026, 1, 1)  # noqa: DTZ001 — a constant in the file's properties
LONGEST_CHOICES = 250


@dataclass(frozen=True, slots=True)
class Grid:
    """One worksheet."""

    name: str
    #: (title, width in letters) of each column.
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[CellValue]]
    #: Column, from 0 → what may stand in it.
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)


def workbook(grids: Sequence[Grid]) -> bytes:
    """The workbook as bytes: texts as texts, also those that begin with "="; numbers as numbers."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": MADE_AT})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        words = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        number = book.add_format({"valign": "top"})
        for grid in grids:
            _write(book.add_worksheet(grid.name), grid, head, words, number)
    return out.getvalue()


def _write(sheet: "xlsxwriter.worksheet.Worksheet", grid: Grid, head: object, words: object, number: object) -> None:
    sheet.freeze_panes(1, 1)
    for place, (title, width) in enumerate(grid.columns):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, title, head)
    for line, row in enumerate(grid.rows, start=1):
        for place, value in enumerate(row):
            if isinstance(value, str) and value:
                sheet.write_string(line, place, value, words)
            elif isinstance(value, int | Decimal):
                sheet.write_number(line, place, value, number)
    for place, allowed in grid.choices.items():
        if len(",".join(allowed)) < LONGEST_CHOICES:
            sheet.data_validation(1, place, CHOOSING_ROWS, place, {"validate": "list", "source": list(allowed)})
