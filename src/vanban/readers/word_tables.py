"""The rows of a Word table from its XML: columns a cell reaches over, cells that go on from the row above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from docx.table import Table, _Cell


@dataclass(frozen=True, slots=True)
class WordCell:
    """One cell of a row."""

    #: python-docx's cell; None for columns that a row leaves out at its ends
    content: Any
    #: how many columns it reaches over
    columns: int = 1
    #: the cell above reaches down into it
    goes_on: bool = False


def word_rows(table: Table) -> list[list[WordCell]]:
    """The cells of each row, without the repetition of merged cells that python-docx gives."""
    return [_row(row, table) for row in table._tbl.iter(qn("w:tr")) if _owner(row) is table._tbl]


def _owner(row: Any) -> Any:
    return next(row.iterancestors(qn("w:tbl")))


def _row(row: Any, table: Table) -> list[WordCell]:
    cells = [_cell(tc, table) for tc in row.iterchildren(qn("w:tc"))]
    return [*_left_out(row, "w:gridBefore"), *cells, *_left_out(row, "w:gridAfter")]


def _left_out(row: Any, tag: str) -> list[WordCell]:
    found = row.find(f"{qn('w:trPr')}/{qn(tag)}")
    return [WordCell(None)] * int(found.get(qn("w:val"))) if found is not None else []


def _cell(tc: Any, table: Table) -> WordCell:
    span = tc.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    merge = tc.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    columns = int(span.get(qn("w:val"))) if span is not None else 1
    return WordCell(_Cell(tc, table), max(1, columns), merge is not None and merge.get(qn("w:val")) != "restart")
