"""The task and target rows of a paper's tables, and the assignments that the task rows are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vanban.agencies import AgencyTable
from vanban.annex_rows import TargetRow, TaskRow
from vanban.blocks import Span
from vanban.columns import Head, column_cell, head_at, is_numbering
from vanban.findings import Assignment
from vanban.flat_rows import flat_rows
from vanban.grammar import tables as grammar
from vanban.grids import GridRow, Grids
from vanban.groups import Groups
from vanban.outline import Part
from vanban.receivers import receivers
from vanban.row_times import ALWAYS
from vanban.targets import TargetTable
from vanban.task_rows import TaskTable


class Annexes:
    """Reads the tables of one paper, part after part."""

    def __init__(self, grids: Grids, table: AgencyTable, issued_on: date | None) -> None:
        self.grids, self.table, self.issued_on = grids, table, issued_on

    def rows_of(self, part: Part) -> list[TaskRow | TargetRow]:
        """The rows of the tables in one part, in the order of the text; [] when it has none."""
        found = [row for run in self.grids.tables_in(part.blocks) for row in self._drawn(run, part)]
        if found or any(b.kind == "row" for b in part.blocks):
            return found
        return list(flat_rows(part, self.table, self.issued_on, self.grids.count + 1))

    def _drawn(self, run: list[GridRow], part: Part) -> Iterator[TaskRow | TargetRow]:
        annex = part.title if part.annexed else ""
        head: Head | None = None
        reader: TaskTable | TargetTable | None = None
        groups, skip = Groups(), 0
        for at, row in enumerate(run):
            if skip:
                skip -= 1
                continue
            opened = head_at(run, at)
            if row.between:
                groups.named_by(row.between)
            if opened:
                if head is None or head.kind != opened.kind or reader is None:
                    reader = self._reader(opened, run[at:], annex, groups)
                head, skip = opened, opened.rows - 1
                continue
            if head is None or reader is None or is_numbering(row):
                continue
            if not groups.opened_by(row, head):
                yield from reader.rows_of(row, head)

    def _reader(self, head: Head, rows: list[GridRow], annex: str, groups: Groups) -> TaskTable | TargetTable | None:
        if head.kind == "targets":
            return TargetTable(annex, self.table, groups)
        return None if is_agenda(head, rows) else TaskTable(annex, self.table, self.issued_on, groups)


def is_agenda(head: Head, rows: list[GridRow]) -> bool:
    """The times of the table are hours of a day: who speaks when, not who must do what by when."""
    times = [
        c.text for row in rows for column in head.columns if column.role == "time" if (c := column_cell(row, column))
    ]
    clocks = sum(grammar.CLOCK.regex.search(text) is not None for text in times)
    return clocks > len(times) / 2


def assignment_of(row: TaskRow, table: AgencyTable) -> Assignment | None:
    """What a task row orders; None when its row names nobody at all."""
    if not row.leads and "lead" not in row.cells:
        return None
    report_to = receivers(row.product, table) or receivers(row.content, table)
    sure = 0.93 if row.sure else 0.75
    return Assignment(
        path=f"PL.{row.number}",
        leads=row.leads,
        lead_implicit=False,
        coordinating=row.coordinating,
        text=row.text,
        action=row.content,
        product=row.product or None,
        report_to=tuple(a.name for a in report_to),
        deadlines=tuple(s for s in row.deadlines if "open_end" not in s.flags),
        recurrence=tuple(c for c in row.recurrence if c.value != ALWAYS),
        span=Span(row.start, row.end),
        rule=row.rule,
        confidence=sure if row.leads else 0.5,
        flags=() if row.leads else ("lead_unread",),
        group=row.group,
    )
