"""Tables whose cells the conversion put on lines of their own, parted by lines that hold a single bar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

#: fewer columns are the layout of a head or foot, not a table
FEWEST_COLUMNS = 3
MOST_COLUMNS = 12


@dataclass(frozen=True)
class RawRow:
    """One row: for each cell where it stands in the source."""

    #: (start, end) of each cell
    cells: tuple[tuple[int, int], ...]


def rows_at(lines: list[tuple[int, int, str]], at: int) -> tuple[list[RawRow], int]:
    """The rows of the table that opens with the bar at line `at`, and the line after it; no rows when it is none.

    `lines` are (start, end, stripped text). A row ends where one bar follows another; the first row gives the columns.
    """
    rows: list[RawRow] = []
    columns = 0
    i = at
    while i < len(lines) and lines[i][2] == "|":
        row, after = _row(lines, i, columns)
        if row is None:
            break
        columns = columns or len(row.cells)
        rows.append(row)
        i = after
    good = len(rows) >= 2 and FEWEST_COLUMNS <= columns <= MOST_COLUMNS
    return (rows, i) if good else ([], at)


def _row(lines: list[tuple[int, int, str]], at: int, columns: int) -> tuple[RawRow | None, int]:
    """One row from its opening bar; the line after its closing bar."""
    cells: list[tuple[int, int]] = []
    for start, end, bar in _cells(lines, at):
        cells.append((start, end))
        closes = bar + 1 < len(lines) and lines[bar + 1][2] == "|"
        if closes or len(cells) == columns:
            return RawRow(tuple(cells)), bar + 1
        if len(cells) > MOST_COLUMNS:
            break
    return None, at


def _cells(lines: list[tuple[int, int, str]], at: int) -> Iterator[tuple[int, int, int]]:
    """(start, end, line of the closing bar) of the cells after the bar at `at`."""
    i = at + 1
    first = i
    while i < len(lines) and i - first < 120:
        if lines[i][2] == "|":
            start = lines[first][0] if first < i else lines[i][0]
            yield start, lines[i][0], i
            first = i + 1
        i += 1
