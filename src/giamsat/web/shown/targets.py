"""The targets (chỉ tiêu) read from the tables of a paper, as one table: an indicator a row, a year a column."""

from dataclasses import dataclass
from typing import Any

from giamsat.documents.models import Reading


@dataclass(frozen=True)
class TargetShown:
    """One indicator."""

    number: str
    name: str
    unit: str
    #: one for each head of the table, "" where it has none
    values: list[str]
    #: it is a part of the indicator above
    is_part: bool


@dataclass(frozen=True)
class TargetTable:
    """The indicators of one table of the paper."""

    annex: str
    heads: list[str]
    rows: list[TargetShown]


def target_tables(reading: Reading) -> list[TargetTable]:
    """The target tables of a reading in the order of the paper; none for most papers."""
    found: dict[int, list[dict[str, Any]]] = {}
    for row in reading.targets:
        found.setdefault(row["table"], []).append(row)
    return [_table(rows) for rows in found.values()]


def _table(rows: list[dict[str, Any]]) -> TargetTable:
    heads = list(dict.fromkeys(_head(value) for row in rows for value in row["values"]))
    return TargetTable(rows[0]["annex"], heads, [_row(row, heads) for row in rows])


def _row(row: dict[str, Any], heads: list[str]) -> TargetShown:
    said = {_head(value): value["text"] for value in row["values"]}
    values = [said.get(head, "") for head in heads]
    return TargetShown(row["number"], row["indicator"], row["unit"] or "", values, is_part=bool(row["parent"]))


def _head(value: dict[str, Any]) -> str:
    return str(value["year"] or value["head"])
