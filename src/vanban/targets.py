"""The rows of a target table: an indicator, its unit, and its values by year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vanban.agencies import AgencyTable
from vanban.annex_rows import Group, TargetRow, Value
from vanban.cell_agencies import agencies_in, listed
from vanban.columns import Head, column_cell
from vanban.grammar import tables as grammar
from vanban.grids import GridRow, TableCell
from vanban.groups import Groups

#: what says how a number is meant -> the operator
SIGNS = {
    "≥": ">=",
    ">=": ">=",
    "ít nhất": ">=",
    "tối thiểu": ">=",
    "từ": ">=",
    "≤": "<=",
    "<=": "<=",
    "không quá": "<=",
    "tối đa": "<=",
    ">": ">",
    "trên": ">",
    "hơn": ">",
    "lớn hơn": ">",
    "<": "<",
    "dưới": "<",
    "nhỏ hơn": "<",
    "=": "=",
}


class TargetTable:
    """Reads row after row under one head."""

    def __init__(self, annex: str, table: AgencyTable, groups: Groups) -> None:
        self.annex, self.table, self.groups = annex, table, groups
        self.parent = ""

    def rows_of(self, row: GridRow, head: Head) -> Iterator[TargetRow]:
        """The indicator of one row of the file; none for a row without one."""
        cells = head.cells(row)
        if "name" not in cells or head_column_goes_on(row, head):
            return
        number = self.groups.number_of(cells["ordinal"].text if "ordinal" in cells else "")
        if number and "." not in number:
            self.parent = number
        group = self.groups.of(number)
        yield TargetRow(
            annex=self.annex,
            table=row.cells[0].table,
            row=row.number,
            group=group,
            number=number,
            parent=number.rpartition(".")[0] or ("" if number else self.parent),
            cells=cells,
            indicator=cells["name"].text,
            unit=cells["unit"].text if "unit" in cells else "",
            values=tuple(self._values(row, head, cells, group)),
            leads=agencies_in(listed(cells.get("lead")), self.table),
            start=row.block.start,
            end=row.block.end,
            flags=("hidden_row",) if row.hidden else (),
        )

    def _values(self, row: GridRow, head: Head, cells: dict[str, TableCell], group: Group | None) -> Iterator[Value]:
        for column in head.columns:
            cell = column_cell(row, column) if column.role == "value" else None
            if cell is not None:
                year = column.year or _year(cells["time"].text if "time" in cells else "")
                year = year or _year(group.name if group else "") or _year(self.annex)
                yield replace(value_of(cell), year=year, head=column.head)


def value_of(cell: TableCell) -> Value:
    """The value of a cell, its number told where the words are plainly one."""
    found = grammar.NUMBER.fullmatch(cell.text.strip(" ."))
    if not found:
        return Value(None, "", cell.text, "", None, None, cell)
    low, high = number_of(found.group("low")), found.group("high")
    sign = SIGNS.get((found.group("sign") or "=").lower(), "=")
    operator = "range" if high else ">=" if found.group("more") else sign
    return Value(None, "", cell.text, operator, low, number_of(high) if high else None, cell)


def number_of(figure: str) -> float:
    """A number as Vietnamese papers write it: "1.500" is fifteen hundred, "1,5" and "0.7" have decimals."""
    if grammar.THOUSANDS.fullmatch(figure):
        figure = figure.replace(".", "")
    return float(figure.replace(",", "."))


def head_column_goes_on(row: GridRow, head: Head) -> bool:
    """The name of the row is merged from above."""
    return next(c.first for c in head.columns if c.role == "name") in row.going_on


def _year(text: str) -> int | None:
    """The one year that a text names, or the end of the one period; None for none or several."""
    years = sorted({int(year) for year in grammar.YEAR.findall(text)})
    return years[0] if len(years) == 1 else None
