"""The rows of a drawn task table, one for each result: merged cells belong to every row they reach over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from vanban.agencies import Agency, AgencyTable
from vanban.annex_rows import TaskRow
from vanban.cell_agencies import agencies_in, listed
from vanban.columns import Head, column_cell
from vanban.grammar import tables as grammar
from vanban.grids import GridRow, TableCell
from vanban.groups import Groups
from vanban.row_times import CellTimes, times_of

#: what a further result of the same task takes from the row above where its own cells are empty
INHERITED = ("ordinal", "group", "name", "lead", "coordinating")
_BULLET = re.compile(r"(?:^|(?<=[.;]))\s*[-+•]\s*")


@dataclass(frozen=True)
class _Kept:
    """The row above, for what goes on from it."""

    number: str
    cells: dict[str, TableCell]
    start: int


class TaskTable:
    """Reads row after row under one head."""

    def __init__(self, annex: str, table: AgencyTable, issued_on: date | None, groups: Groups) -> None:
        self.annex, self.table, self.issued_on, self.groups = annex, table, issued_on, groups
        self.above: _Kept | None = None
        self.count = 0

    def rows_of(self, row: GridRow, head: Head) -> Iterator[TaskRow]:
        """The results that one row of the file holds; none for a row without a task."""
        cells = head.cells(_squared(row, head))
        if not set(cells) - {"ordinal", "note", "group"}:
            return
        above = self.above
        goes_on = above is not None and self._goes_on(row, head, cells)
        if above is not None and goes_on:
            cells = {**{r: c for r, c in above.cells.items() if r in INHERITED}, **cells}
            number, start = above.number, above.start
        elif "name" in cells:
            number, start = self._number(cells, head), row.block.start
        else:
            return
        if not set(cells) - {"ordinal", "note", "group", "name"} and not head.has("period"):
            self.groups.heads_parts(cells, number)
            return
        self.above = _Kept(number, cells, start)
        yield from self._results(row, head, cells, number, start)

    def _goes_on(self, row: GridRow, head: Head, cells: dict[str, TableCell]) -> bool:
        """The row holds a further result of the task above: its name is merged down, or left empty."""
        column = next(c for c in head.columns if c.role == "name")
        return column.first in row.going_on or "name" not in cells

    def _number(self, cells: dict[str, TableCell], head: Head) -> str:
        self.count += 1
        printed = cells["ordinal"].text if "ordinal" in cells else ""
        if not printed and not head.has("ordinal"):
            opening = re.match(r"(\d{1,3}(?:\.\d{1,2})*)[.)]\s+", cells["name"].text)
            printed = opening.group(1) if opening else ""
        number = self.groups.number_of(printed)
        return number or self.groups.whole or str(self.count)

    def _results(
        self, row: GridRow, head: Head, cells: dict[str, TableCell], number: str, start: int
    ) -> Iterator[TaskRow]:
        time = cells["time"].text if "time" in cells else _ticked(row, head)
        whole = self._row(row, cells, number, start, time)
        products, times = _items(cells.get("result")), _items(cells.get("time"))
        parted = [times_of(one, self.issued_on) for one in times]
        if len(products) < 2 or len(products) != len(times) or any(t.kind in ("none", "event") for t in parted):
            yield whole
            return
        for product, words, said in zip(products, times, parted, strict=True):
            yield _timed(replace(whole, product=product, time=words), said)

    def _row(self, row: GridRow, cells: dict[str, TableCell], number: str, start: int, time: str) -> TaskRow:
        leads, coordinating = self._who(cells)
        first = row.cells[0]
        merged = row.going_on or start != row.block.start
        made = TaskRow(
            annex=self.annex,
            table=first.table,
            row=row.number,
            group=self.groups.of(number, cells.get("group")),
            number=number,
            cells=cells,
            content=cells["name"].text,
            product=cells["result"].text if "result" in cells else "",
            leads=leads,
            coordinating=coordinating,
            time=time,
            deadlines=(),
            recurrence=(),
            time_kind="none",
            text=" | ".join(c.text for c in cells.values()) if merged else row.block.text,
            start=start,
            end=row.block.end,
            rule="annex.row",
            flags=("hidden_row",) if row.hidden else (),
        )
        return _timed(made, times_of(time, self.issued_on))

    def _who(self, cells: dict[str, TableCell]) -> tuple[tuple[Agency, ...], tuple[Agency, ...]]:
        """Leads and coordinators; one cell may hold both: "Chủ trì: Bộ A; phối hợp: Bộ B"."""
        lead, together = listed(cells.get("lead")), listed(cells.get("coordinating"))
        parting = grammar.TOGETHER.search(lead)
        if parting:
            lead, within = lead[: parting.start()], lead[parting.end() :]
            together = together or within
        lead = grammar.LEADING.sub("", lead)
        return agencies_in(lead, self.table), agencies_in(together, self.table)


def _timed(row: TaskRow, times: CellTimes) -> TaskRow:
    flags = tuple(dict.fromkeys((*row.flags, *times.flags)))
    return replace(row, deadlines=times.said, recurrence=times.cadences, time_kind=times.kind, flags=flags)


def _items(cell: TableCell | None) -> list[str]:
    """The things a cell lists: its paragraphs, else its bullets."""
    if cell is None:
        return []
    if len(cell.paragraphs) > 1:
        return [_BULLET.sub("", p, count=1) for p in cell.paragraphs]
    return [piece.strip() for piece in _BULLET.split(cell.text) if piece.strip()]


def _ticked(row: GridRow, head: Head) -> str:
    """The last period that is ticked under "Tiến độ": "Quý III/2026"."""
    ticked = [c for c in head.columns if c.role == "period" and column_cell(row, c) is not None]
    if not ticked:
        return ""
    words, year = ticked[-1].lowest, ticked[-1].year
    return f"{words}/{year}" if year and str(year) not in words else words


def _squared(row: GridRow, head: Head) -> GridRow:
    """A row that is short of its first cells, as plain text leaves merged ones, moved to the right."""
    missing = head.width - row.width
    if missing <= 0 or len(row.cells) < 2 or row.going_on:
        return row
    return replace(row, cells=tuple(replace(c, column=c.column + missing) for c in row.cells))
