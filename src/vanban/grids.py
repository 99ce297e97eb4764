"""Drawn tables: how a row stands in the stored reading, and its cells with their places in reading and file.

A row is one line, "| a | b |". "||" after a cell says that it reaches over one more column, "″" alone that the cell
above goes on, an em space within a cell that a new paragraph begins.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from vanban.blocks import Block, Span
from vanban.text import squeeze

#: the whole of a cell that goes on from the row above
GOES_ON = "″"
#: between the paragraphs of one cell
BETWEEN = "\u2003"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch of the stored reading, up to the next place, stands in the file."""

    #: first line of the stored reading, from 0
    line: int
    #: name of the worksheet; "" outside workbooks
    sheet: str = ""
    #: row of the worksheet, from 1
    row: int = 0
    #: column of the worksheet in which the line begins, from 1
    column: int = 0
    #: page of a PDF, from 1; 0 for other kinds
    page: int = 0
    #: the row is hidden in the workbook
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of a drawn table; a merged cell is one."""

    #: single spaces, markdown marks left out
    text: str
    #: where it stands in the stored reading
    span: Span
    #: table of the paper, from 1
    table: int
    #: its first row in the table, from 1
    row: int
    #: its first column, from 1
    column: int
    #: how many columns it reaches over
    columns: int = 1
    #: the paragraphs of the text
    paragraphs: tuple[str, ...] = ()
    #: worksheet, "" outside workbooks
    sheet: str = ""
    #: as a spreadsheet names it: "C14"
    address: str = ""
    #: page of a PDF, from 1; 0 for other kinds
    page: int = 0


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: the cells in order, cells that go on from above among them."""

    #: the row as a block of the reading
    block: Block
    #: row of the table, from 1
    number: int
    #: each cell once
    cells: tuple[TableCell, ...]
    #: first columns of the cells that go on from the row above
    going_on: frozenset[int] = frozenset()
    #: hidden in the workbook
    hidden: bool = False
    #: a line of words that stands between this row and the one above
    between: str = ""

    @property
    def width(self) -> int:
        """Columns of the row."""
        return sum(cell.columns for cell in self.cells)

    @property
    def filled(self) -> tuple[TableCell, ...]:
        """The cells with words that begin in this row."""
        return tuple(c for c in self.cells if c.text and c.column not in self.going_on)

    def at(self, column: int) -> TableCell | None:
        """The cell that covers a column, counted from 1."""
        return next((c for c in self.cells if c.column <= column < c.column + c.columns), None)


def line_of(cells: Iterable[tuple[str, int]]) -> str:
    """The line of a row, from the words of each cell and the number of columns it reaches over."""
    return "|" + "".join(f" {words} {'|' * columns}" if words else f" {'|' * columns}" for words, columns in cells)


def cell_words(paragraphs: Iterable[str]) -> str:
    """The words of a cell as they stand in its row."""
    return BETWEEN.join(squeeze(p).replace("|", "/") for p in paragraphs if p.strip())


class Grids:
    """Reads the tables of a paper out of its row blocks; tables are counted through the whole paper."""

    def __init__(self, source: str, places: tuple[Place, ...] = ()) -> None:
        self.source, self.places, self.count = source, places, 0
        lines = [0, *(m.end() for m in re.finditer("\n", source))] if places else []
        self.starts = [lines[min(p.line, len(lines) - 1)] for p in places]

    def tables_in(self, blocks: Iterable[Block]) -> Iterator[list[GridRow]]:
        """Each run of row blocks; one short line of words between two rows does not end the run."""
        run: list[GridRow] = []
        waiting: list[Block] = []
        for block in blocks:
            if block.kind != "row" or block.text.count("|") > MOST_BARS:
                waiting.append(block)
                continue
            apart = len(waiting) > 1 or any(len(b.text) > LONGEST_BETWEEN for b in waiting)
            if run and (apart or self._sheet(block) != self._sheet(run[-1].block)):
                yield run
                run = []
            waiting = waiting if run else []
            self.count += not run
            run.append(self._row(block, run[-1] if run else None, waiting[0].text if waiting else ""))
            waiting = []
        if run:
            yield run

    def _sheet(self, block: Block) -> str:
        place = self.place_of(block.start)
        return place.sheet if place else ""

    def _row(self, block: Block, above: GridRow | None, between: str) -> GridRow:
        place = self.place_of(block.start)
        number = above.number + 1 if above else 1
        cells: list[TableCell] = []
        going_on: set[int] = set()
        column = 1
        for start, end, columns in _edges(block.text):
            cell = self._cell(block, start, end, number, column, columns, place)
            if cell.text == GOES_ON:
                going_on.add(column)
                over = above.at(column) if above else None
                cell = replace(over or cell, text=over.text if over else "", column=column, columns=columns)
            cells.append(cell)
            column += columns
        hidden = place is not None and place.hidden
        return GridRow(block, number, tuple(cells), frozenset(going_on), hidden, between)

    def _cell(
        self, block: Block, start: int, end: int, row: int, column: int, columns: int, place: Place | None
    ) -> TableCell:
        while start < end and block.text[start] in " -":
            start += 1
        while start < end and block.text[end - 1] == " ":
            end -= 1
        text = block.text[start:end].replace("<br>", " ")
        span = block.span(start, end) if start < end else _nothing_at(block, start)
        address = f"{letters(place.column + column - 1)}{place.row}" if place and place.row else ""
        return TableCell(
            text=text,
            span=span,
            table=self.count,
            row=row,
            column=column,
            columns=columns,
            paragraphs=self._paragraphs(block, start, end),
            sheet=place.sheet if place else "",
            address=address,
            page=place.page if place else 0,
        )

    def _paragraphs(self, block: Block, start: int, end: int) -> tuple[str, ...]:
        """The text parted where an em space or a line break of markdown stands in the source."""
        places = block.places
        cuts = [i for i in range(start, end - 1) if self.source[places[i] : places[i + 1]] == BETWEEN]
        pieces = (block.text[a:b] for a, b in pairwise([start, *cuts, end]))
        return tuple(p.strip() for piece in pieces for p in piece.split("<br>") if p.strip())

    def place_of(self, offset: int) -> Place | None:
        """Where an offset of the stored reading stands in the file, if the reader told."""
        nth = bisect_right(self.starts, offset) - 1
        return self.places[nth] if nth >= 0 else None


#: bars in a row of words; what has more is no table of tasks
MOST_BARS = 80
#: a block of words between two rows of one table: the name of a group
LONGEST_BETWEEN = 200


def _edges(text: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, columns) of the cells in the text of a row."""
    framed = text.startswith("|")
    bars = [i for i, letter in enumerate(text) if letter == "|"]
    edges = bars if framed else [-1, *bars, len(text)]
    open_cell: tuple[int, int] | None = None
    columns = 1
    for left, right in pairwise(edges):
        if framed and right == left + 1 and open_cell is not None:
            columns += 1
            continue
        if open_cell is not None:
            yield *open_cell, columns
        open_cell, columns = (left + 1, right), 1
    if open_cell is not None:
        yield *open_cell, columns


def letters(column: int) -> str:
    """The letters of a spreadsheet's column, counted from 1: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _nothing_at(block: Block, place: int) -> Span:
    """The empty span of an empty cell; the end of the row where the row has fewer letters."""
    at = block.places[place - 1] + 1 if 0 < place <= len(block.places) else block.end
    return Span(at, at)
