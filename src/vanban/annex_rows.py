"""The value types of an annex: the rows of its task tables and of its target tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from vanban.agencies import Agency
from vanban.cadences import Cadence
from vanban.dates import Said
from vanban.grids import TableCell


@dataclass(frozen=True, slots=True)
class Group:
    """What a group row says of the rows under it."""

    #: "II", "A"; "" when the group has none
    number: str
    #: its name, without the number
    name: str


@dataclass(frozen=True)
class TaskRow:
    """One result of one task: a row of a task table, or a part of a row that holds several results."""

    #: title of the annex as printed, "" in the paper itself
    annex: str
    #: table of the paper, from 1
    table: int
    #: row of the table, from 1
    row: int
    #: what the group row above says
    group: Group | None
    #: as printed, without the dot
    number: str
    #: cells by what their column holds: ordinal, name, result, lead, coordinating, time, note
    cells: Mapping[str, TableCell]
    #: what is to be done
    content: str
    #: the paper or system to be delivered; "" when the row names none
    product: str
    #: the agencies that must do it
    leads: tuple[Agency, ...]
    #: who works together with them
    coordinating: tuple[Agency, ...]
    #: the time as written
    time: str
    #: days in the order of the cell
    deadlines: tuple[Said, ...]
    #: recurrences
    recurrence: tuple[Cadence, ...]
    #: what kind of time it is: day, month_end, quarter_end, year_end, range_end, recurring, event, none
    time_kind: str
    #: the whole row
    text: str
    #: where the row stands in the stored reading
    start: int
    #: one past its end
    end: int
    #: annex.row or annex.flat_row
    rule: str
    #: the cells were told apart without doubt
    sure: bool = True
    #: what a person should look at: open_end, hidden_row
    flags: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The shape that the command line and the review take."""
        return {
            **_head(self.annex, self.table, self.row, self.group, self.number),
            "content": self.content,
            "product": self.product or None,
            "lead": [a.name for a in self.leads],
            "lead_codes": [a.code for a in self.leads],
            "coordinating": [a.name for a in self.coordinating],
            "coordinating_codes": [a.code for a in self.coordinating],
            "time": self.time,
            "time_kind": self.time_kind,
            "deadlines": [_said(said) for said in self.deadlines],
            "recurrence": [c.value for c in self.recurrence],
            "note": self.cells["note"].text if "note" in self.cells else None,
            "span": [self.start, self.end],
            "flags": list(self.flags),
            "cells": {role: _cell(cell) for role, cell in self.cells.items()},
        }


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a target."""

    #: the year it is to be reached in; None when nothing tells
    year: int | None
    #: the words of the column's head
    head: str
    #: as written
    text: str
    #: =, >=, >, <=, < or range; "" when the text is not plainly a number
    operator: str
    #: the number, or the lower end of a range
    number: float | None
    #: the upper end of a range
    upper: float | None
    #: where it stands
    cell: TableCell

    def as_json(self) -> dict[str, Any]:
        return {
            "year": self.year,
            "head": self.head,
            "text": self.text,
            "operator": self.operator or None,
            "number": self.number,
            "upper": self.upper,
            "cell": _cell(self.cell),
        }


@dataclass(frozen=True)
class TargetRow:
    """One indicator and the values it is to reach."""

    #: title of the annex as printed, "" in the paper itself
    annex: str
    #: table of the paper, from 1
    table: int
    #: row of the table, from 1
    row: int
    #: what the group row above says
    group: Group | None
    #: as printed, without the dot
    number: str
    #: number of the indicator that this one is a part of; "" for none
    parent: str
    #: cells by what their column holds: ordinal, name, unit, lead, coordinating, time, note
    cells: Mapping[str, TableCell]
    #: what is measured
    indicator: str
    #: in what; "" when the row names none
    unit: str
    #: in the order of the columns; empty for an indicator that only heads its parts
    values: tuple[Value, ...]
    #: the agencies that must reach it
    leads: tuple[Agency, ...]
    #: where the row stands in the stored reading
    start: int
    #: one past its end
    end: int
    #: what a person should look at: hidden_row
    flags: tuple[str, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """The shape that the command line and the review take."""
        return {
            **_head(self.annex, self.table, self.row, self.group, self.number),
            "parent": self.parent or None,
            "indicator": self.indicator,
            "unit": self.unit or None,
            "values": [value.as_json() for value in self.values],
            "lead": [a.name for a in self.leads],
            "lead_codes": [a.code for a in self.leads],
            "note": self.cells["note"].text if "note" in self.cells else None,
            "span": [self.start, self.end],
            "flags": list(self.flags),
            "cells": {role: _cell(cell) for role, cell in self.cells.items()},
        }


def group_as_json(group: Group | None) -> dict[str, str] | None:
    return {"number": group.number, "name": group.name} if group else None


def _head(annex: str, table: int, row: int, group: Group | None, number: str) -> dict[str, Any]:
    return {"annex": annex, "table": table, "row": row, "group": group_as_json(group), "number": number}


def _said(said: Said) -> dict[str, Any]:
    return {"on": said.on.isoformat() if said.on else None, "bound": said.bound, "text": said.text}


def _cell(cell: TableCell) -> dict[str, Any]:
    where = {"sheet": cell.sheet, "address": cell.address, "page": cell.page}
    return {
        "text": cell.text,
        "span": [cell.span.start, cell.span.end],
        "table": cell.table,
        "row": cell.row,
        "column": cell.column,
        **{key: value for key, value in where.items() if value},
    }
