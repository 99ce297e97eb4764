"""The rows of a task table that a conversion flattened into lines: cells are told apart by what fits each column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from vanban.agencies import Agency, AgencyTable
from vanban.annex_rows import TaskRow
from vanban.blocks import Block, Span
from vanban.cell_agencies import agencies_in
from vanban.cells import Cell, cells_of
from vanban.flat_tables import Line, Row, head_at, lines_of, rows_of
from vanban.grammar import tables as grammar
from vanban.grammar.layout import ROMAN
from vanban.grids import TableCell
from vanban.groups import Groups
from vanban.outline import Part
from vanban.row_times import times_of


def flat_table_at(part: Part) -> int:
    """Index of the block in which a flattened table begins; past the last block when there is none."""
    lines = lines_of(part.blocks)
    at = _head_at(lines)
    return len(part.blocks) if at is None else lines[at].block


def flat_rows(part: Part, table: AgencyTable, issued_on: date | None, number: int) -> Iterator[TaskRow]:
    """The task rows of the flattened table of a part; `number` counts the table in its paper."""
    lines = lines_of(part.blocks)
    at = _head_at(lines)
    if at is None:
        return
    roles, length = head_at(lines, at)
    reader = _FlatTable(part, roles, table, issued_on, number)
    for nth, row in enumerate(rows_of(lines[at + length :]), start=1):
        yield from reader.rows_of(row, nth)


def _head_at(lines: list[Line]) -> int | None:
    return next((i for i in range(len(lines)) if head_at(lines, i)[1]), None)


class _FlatTable:
    """Reads row after row under one head."""

    def __init__(
        self, part: Part, roles: tuple[str, ...], table: AgencyTable, issued_on: date | None, number: int
    ) -> None:
        self.part, self.roles, self.table, self.issued_on, self.number = part, roles, table, issued_on, number
        self.above: tuple[Agency, ...] = ()
        self.groups = Groups()

    def rows_of(self, row: Row, nth: int) -> Iterator[TaskRow]:
        """The results of one numbered row; a row without a lead has that of the row above."""
        self._open_group(row.group)
        text, starts = _joined(row.lines)
        breaks = tuple(starts[b] for b in row.breaks if 0 < b < len(starts))
        cells = cells_of(text, sorted(set(starts)), self.roles, self.table, breaks)
        place = _Places(self.part.blocks, row.lines, starts)
        name = next((text[c.start : c.end].strip() for c in cells if c.role == "name"), "")
        for result in _results(cells):
            made = self._row(row, nth, text, result, place, name)
            if made.leads and name:
                self.above = made.leads
                yield made

    def _open_group(self, line: str) -> None:
        """A line counts for a group only when its number is the next: a broken line may begin with "XVI"."""
        opening = grammar.GROUP_OPENING.match(line)
        open_now = self.groups.group.number if self.groups.group else ""
        if opening and opening.group("number") in _after(open_now):
            self.groups.named_by(line)

    def _row(self, row: Row, nth: int, text: str, result: list[Cell], place: _Places, name: str) -> TaskRow:
        words = {c.role: text[c.start : c.end].strip() for c in reversed(result)}
        named = [a for c in result if c.role == "lead" for a in agencies_in(text[c.start : c.end], self.table)]
        times = times_of(words.get("time", ""), self.issued_on)
        timed = "time" in words or "time" not in self.roles
        return TaskRow(
            annex=self.part.title if self.part.annexed else "",
            table=self.number,
            row=nth,
            group=self.groups.group,
            number=row.number,
            cells={c.role: self._cell(c, text, place, nth) for c in reversed(result) if c.role != "other"},
            content=name,
            product=words.get("result", ""),
            leads=tuple({a.name: a for a in named}.values()) or self.above,
            coordinating=agencies_in(words.get("coordinating", ""), self.table),
            time=words.get("time", ""),
            deadlines=times.said,
            recurrence=times.cadences,
            time_kind=times.kind,
            text=text,
            start=row.lines[0].start,
            end=row.lines[-1].end,
            rule="annex.flat_row",
            sure=all(c.sure for c in result) and "lead" in words and timed,
            flags=times.flags,
        )

    def _cell(self, cell: Cell, text: str, place: _Places, nth: int) -> TableCell:
        words = text[cell.start : cell.end].strip()
        start = cell.start + len(text[cell.start : cell.end]) - len(text[cell.start : cell.end].lstrip())
        column = self.roles.index(cell.role) + 2
        return TableCell(words, place.span(start, start + len(words)), self.number, nth, column)


def _after(number: str) -> tuple[str, ...]:
    """The numbers that may follow the number of a group."""
    nexts = [after for before, after in (*pairwise(ROMAN), *pairwise("ABCDEFGH")) if before == number]
    return (*nexts, "I", "A")


class _Places:
    """Where the running text of a row stands in the stored reading."""

    def __init__(self, blocks: list[Block], lines: tuple[Line, ...], starts: list[int]) -> None:
        self.blocks, self.lines, self.starts = blocks, lines, starts

    def span(self, start: int, end: int) -> Span:
        """The span in the stored reading of a stretch of the running text that begins and ends with a letter."""
        return Span(self._place(start), self._place(end - 1) + 1)

    def _place(self, offset: int) -> int:
        nth = bisect_right(self.starts, offset) - 1
        line = self.lines[nth]
        return self.blocks[line.block].places[line.at + offset - self.starts[nth]]


def _results(cells: list[Cell]) -> list[list[Cell]]:
    """The cells of each result of a row; a second lead without a time of its own belongs to the result before it."""
    common: list[Cell] = []
    parts: list[list[Cell]] = [[]]
    for n, cell in enumerate(cells):
        if cell.role == "lead" and parts[-1] and not any(c.role == "time" for c in cells[n:]):
            parts[-1].append(cell)
            continue
        if any(c.role == cell.role for c in parts[-1]):
            common = common or [c for c in parts[0] if c.role in ("name", "lead", "coordinating")]
            follows = {c.role for c in cells[n:]} if cell.role == "lead" else {cell.role}
            parts.append([c for c in common if c.role not in follows or c.role == "name"])
        parts[-1].append(cell)
    return parts


def _joined(lines: tuple[Line, ...]) -> tuple[str, list[int]]:
    """The running text of the lines, and where each line begins in it."""
    text, starts = "", []
    for line in lines:
        glued = re.search(r"[\w&]-$", text) and line.text[:1].isupper()
        text += " " if text and line.text and not glued else ""
        starts.append(len(text))
        text += line.text
    return text, starts
