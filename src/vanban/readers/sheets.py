"""XLSX workbooks: titles as lines, tables as rows "| a | b |" with merged cells once; days, shares as they show."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import python_calamine

from vanban.grids import GOES_ON, Place, cell_words, line_of
from vanban.readers.sheet_formats import Formats, formats_of
from vanban.readers.words import Words
from vanban.text import nfc, squeeze
from vanban.unreadable import Unreadable

#: rows of one sheet that are read
MOST_ROWS = 50_000
#: columns of one sheet that are taken cell by cell
MOST_COLUMNS = 200
#: filled cells of a row that belongs to a table
FEWEST_CELLS = 3
#: a cell as it is typed
Typed = str | int | float | bool
#: a line between two tables of a sheet that names the second
_TITLE = re.compile(r"(?:PHỤ LỤC|Phụ lục|PHỤ BIỂU|BIỂU|Biểu|DANH MỤC|KẾ HOẠCH|CHƯƠNG TRÌNH)(?: |$)")


def words_of(source: bytes) -> Words:
    """The stored reading of a workbook, sheet after sheet, with the sheet and row of each line."""
    try:
        book = python_calamine.load_workbook(io.BytesIO(source))
        formats = formats_of(source)
        lines: list[str] = []
        places: list[Place] = []
        for name in book.sheet_names:
            for place, line in _Sheet(book.get_sheet_by_name(name), formats.get(name, Formats())).lines():
                if lines or line:
                    places.append(Place(len(lines), nfc(name), place.row, place.column, hidden=place.hidden))
                    lines.append(nfc(line))
    except (python_calamine.CalamineError, ValueError, OSError) as fault:
        raise Unreadable("damaged", detail=str(fault)) from fault
    return Words("\n".join(lines).strip("\n") + "\n", "xlsx", places=tuple(places))


def cells_of(source: bytes) -> dict[str, list[list[Typed]]]:
    """Sheet -> its rows from A1 on, as typed; days as ISO writes them. Of a formula the value last shown counts."""
    try:
        book = python_calamine.load_workbook(io.BytesIO(source))
        return {nfc(name): _typed(book.get_sheet_by_name(name)) for name in book.sheet_names}
    except (python_calamine.CalamineError, ValueError, OSError) as fault:
        raise Unreadable("damaged", detail=str(fault)) from fault


def _typed(sheet: Any) -> list[list[Typed]]:
    if sheet.start is None:
        return []
    top, left = sheet.start
    if top >= MOST_ROWS or left >= MOST_COLUMNS:
        return []
    rows = sheet.to_python(skip_empty_area=True, nrows=MOST_ROWS)
    before: list[Typed] = [""] * left
    typed = [[*before, *(_plain(value) for value in row[: MOST_COLUMNS - left])] for row in rows]
    return [[] for _ in range(top)] + typed


def _plain(value: Any) -> Typed:
    if isinstance(value, bool | int | float | str):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


@dataclass(frozen=True)
class _Line:
    """Where a line of a sheet stands."""

    row: int
    column: int
    hidden: bool


class _Sheet:
    """One worksheet, read into lines; rows and columns counted from 0."""

    def __init__(self, sheet: Any, formats: Formats) -> None:
        self.formats = formats
        start: tuple[int, int] = sheet.start or (0, 0)
        self.top, self.left = start
        values = sheet.to_python(skip_empty_area=True, nrows=MOST_ROWS)
        self.rows = [
            [_shown(value, formats.shown.get((r, c), "")) for c, value in enumerate(row, start=self.left)]
            for r, row in enumerate(values, start=self.top)
        ]
        self.width = max((n + 1 for row in self.rows for n, words in enumerate(row) if words), default=0)
        self.merged = dict(self._merges(sheet.merged_cell_ranges or ()))

    def lines(self) -> Iterator[tuple[_Line, str]]:
        """Each line with its place; an empty line ends a sheet and follows a line outside tables."""
        first, last = self._table()
        for nth, row in enumerate(self.rows):
            place = _Line(self.top + nth + 1, self.left + 1, self.top + nth in self.formats.hidden)
            filled = [words for words in row if words]
            if not filled:
                yield place, ""
            elif len(filled) == 1 and (not first <= nth <= last or _TITLE.match(filled[0])):
                yield place, squeeze(filled[0])
                yield place, ""
            else:
                yield place, line_of(self._cells(nth, row))
        yield _Line(0, 0, hidden=False), ""

    def _table(self) -> tuple[int, int]:
        """First and last row that hold the cells of a table; (1, 0) for none."""
        wide = [nth for nth, row in enumerate(self.rows) if sum(map(bool, row)) >= FEWEST_CELLS]
        return (wide[0], wide[-1]) if wide else (1, 0)

    def _merges(self, ranges: Any) -> Iterator[tuple[tuple[int, int], tuple[int, bool]]]:
        """(row, column) of the first cell in each row of a merged range -> (columns, goes on from above)."""
        for (top, left), (bottom, right) in ranges:
            columns = min(right, self.left + self.width - 1) - left + 1
            for row in range(top, min(bottom, self.top + len(self.rows)) + 1):
                yield (row, left), (columns, row > top)

    def _cells(self, nth: int, row: list[str]) -> Iterator[tuple[str, int]]:
        column = 0
        while column < self.width:
            columns, goes_on = self.merged.get((self.top + nth, self.left + column), (1, False))
            yield GOES_ON if goes_on else row[column], max(1, columns)
            column += max(1, columns)


def _shown(value: Any, form: str) -> str:
    """A cell as it is read on paper: 12, 14,5, 80%, 05/8/2025, 6/2025; its lines as paragraphs."""
    if isinstance(value, float):
        number = round(value * 100, 8) if form == "share" else value
        words = str(int(number)) if number.is_integer() else str(number).replace(".", ",")
        return f"{words}%" if form == "share" else words
    if isinstance(value, datetime | date):
        if form == "year":
            return f"{value:%Y}"
        return f"{value.month}/{value.year}" if form == "month" else f"{value:%d/%m/%Y}"
    return cell_words(str(value).split("\n"))
