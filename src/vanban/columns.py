"""What the columns of a drawn table hold, told from its head of one to three rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vanban.grammar import tables as grammar
from vanban.grids import GridRow, TableCell

#: characters of a cell that may stand in a head
LONGEST = 110
#: rows of a head
MOST_TIERS = 3
#: columns of the smallest table of tasks or targets
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Column:
    """One column, or several that share the lowest cell of their head."""

    #: ordinal, group, name, result, lead, coordinating, time, start, period, unit, value, note, other
    role: str
    #: first column of the grid, from 1
    first: int
    #: last column of the grid
    last: int
    #: the words of the head from the top down
    head: str
    #: the words of its lowest row
    lowest: str
    #: the last year the head names
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """A head that tells what kind of table stands under it."""

    #: tasks or targets
    kind: str
    #: from left to right
    columns: tuple[Column, ...]
    #: rows it takes
    rows: int

    @property
    def width(self) -> int:
        """Columns of the grid."""
        return self.columns[-1].last

    def has(self, role: str) -> bool:
        return any(c.role == role for c in self.columns)

    def cells(self, row: GridRow) -> dict[str, TableCell]:
        """The cells of a row by the role of their column; a cell that reaches over several belongs to its first."""
        found: dict[str, TableCell] = {}
        for column in self.columns:
            cell = column_cell(row, column)
            if cell is not None and column.role not in ("value", "period", "other") and column.role not in found:
                found[column.role] = cell
        return found


def column_cell(row: GridRow, column: Column) -> TableCell | None:
    """The words of a row that begin in a column."""
    within = [c for c in row.cells if column.first <= c.column <= column.last and c.text]
    if len(within) < 2:
        return within[0] if within else None
    span = replace(within[0].span, end=max(c.span.end for c in within))
    return replace(within[0], text=" ".join(c.text for c in within), span=span)


def head_at(rows: Sequence[GridRow], at: int) -> Head | None:
    """The head that begins at row `at`; None when the row opens none."""
    if not _may_open(rows[at]):
        return None
    tiers = [rows[at]]
    while len(tiers) < MOST_TIERS and at + len(tiers) < len(rows) and _goes_below(rows[at + len(tiers)], tiers[-1]):
        tiers.append(rows[at + len(tiers)])
    columns = _resolved([_column(tiers, first, last) for first, last in _edges(tiers)])
    kind = _kind(columns)
    return Head(kind, tuple(columns), len(tiers)) if kind else None


def is_numbering(row: GridRow) -> bool:
    """The row under a head that numbers its columns: (1) (2) (3)."""
    texts = [c.text for c in row.filled]
    return len(texts) >= FEWEST and all(grammar.COLUMN_NUMBERS.fullmatch(text) for text in texts)


def role_of(words: str) -> str:
    """What a column under these words holds; "other" for what no column of a task table is called."""
    words = re.sub(r"\s*\([^)]*\)", "", words).strip(" *.:")
    for role, pattern in (
        ("note", grammar.NOTE),
        ("unit", grammar.UNIT),
        ("who", grammar.BARE_WHO),
        ("start", grammar.BEGINNING),
    ):
        if pattern.fullmatch(words):
            return role
    if not words or ":" in words or words[0].isdigit():
        return "other"
    if grammar.INDICATOR.match(words) and not grammar.YEAR.search(words):
        return "name"
    found = grammar.COLUMN.fullmatch(words) or grammar.COLUMN.search(words)
    if not found or (found.start() and 2 * len(found.group()) < len(words)):
        return "other"
    return (found.lastgroup or "other").partition("_")[0]


def _may_open(row: GridRow) -> bool:
    texts = [c.text for c in row.cells if c.text]
    if row.width < FEWEST or len(texts) < 2 or grammar.ROW_NUMBER.fullmatch(texts[0]):
        return False
    return all(len(text) < LONGEST for text in texts)


def _goes_below(row: GridRow, above: GridRow) -> bool:
    """The row parts cells of the head row above it, and holds nothing else."""
    return bool(row.filled) and all(_is_head_word(c.text) and _is_parted(above, c) for c in row.filled)


def _is_head_word(text: str) -> bool:
    words = re.sub(r"\s*\([^)]*\)", "", text).strip(" *.:")
    return len(text) < LONGEST and (
        grammar.VALUE.fullmatch(words) is not None
        or grammar.PERIOD.fullmatch(words) is not None
        or grammar.COLUMN.fullmatch(words) is not None
        or grammar.ENDING.fullmatch(words) is not None
        or role_of(words) in ("unit", "start", "who", "note")
    )


def _is_parted(above: GridRow, cell: TableCell) -> bool:
    """The head cell over `cell` reaches over several columns, or empty cells stand beside it as if it did."""
    over = above.at(cell.column)
    if over is None or not over.text or over.columns > 1:
        return True
    beside = above.at(cell.column + cell.columns)
    return beside is not None and not beside.text


def _edges(tiers: list[GridRow]) -> list[tuple[int, int]]:
    """First and last grid column of each column of the head."""
    edges: list[tuple[int, int]] = []
    before: object = None
    for at in range(1, tiers[0].width + 1):
        key = tuple((cell.column, cell.columns) if (cell := tier.at(at)) else None for tier in tiers)
        if edges and key == before:
            edges[-1] = (edges[-1][0], at)
        else:
            edges.append((at, at))
        before = key
    return edges


def _column(tiers: list[GridRow], first: int, last: int) -> Column:
    texts: list[str] = []
    for tier in tiers:
        cell = tier.at(first)
        if cell is not None and not cell.text and tier is tiers[0] and len(tiers) > 1:
            cell = _to_the_left(tier, first)
        if cell is not None and cell.text and cell.text not in texts:
            texts.append(cell.text)
    years = [int(y) for text in texts for y in grammar.YEAR.findall(text)]
    lowest = texts[-1] if texts else ""
    return Column(_role(texts), first, last, " ".join(texts), lowest, years[-1] if years else None)


def _to_the_left(tier: GridRow, at: int) -> TableCell | None:
    """The cell that an empty cell of a two-tier head belongs to, where nothing says that they are merged."""
    return next((c for c in reversed(tier.cells) if c.column < at and c.text), None)


def _role(texts: list[str]) -> str:
    """The role of a column from the tiers over it, the lowest first."""
    if not texts:
        return "other"
    words = re.sub(r"\s*\([^)]*\)", "", texts[-1]).strip(" *.:")
    above = [role_of(text) for text in texts[:-1]]
    has_year = grammar.YEAR.search(" ".join(texts)) is not None
    if "time" in above and (grammar.YEAR.search(words) or grammar.PERIOD.fullmatch(words)):
        return "period"
    if has_year and grammar.VALUE.fullmatch(words):
        return "value"
    if "time" in above and grammar.ENDING.fullmatch(words):
        return "time"
    role = role_of(words)
    return next((r for r in reversed(above) if r != "other"), "other") if role == "other" else role


def _resolved(columns: list[Column]) -> list[Column]:
    """Roles that depend on the other columns: "Đơn vị" alone, a second name, a name that holds values."""
    valued = any(c.role == "value" for c in columns)
    for i, column in enumerate(columns):
        role, before = column.role, [c.role for c in columns[:i]]
        if role == "who":
            role = "unit" if valued and not any(c.role == "unit" for c in columns) else "lead"
        if role == "name" and "name" in before:
            role = _second_name(columns, before.index("name"), column)
        if role in ("time", "lead", "result", "coordinating") and role in before:
            role = "other"
        columns[i] = replace(column, role=role)
    columns = _with_values(columns)
    if all(c.role != "name" for c in columns):
        named = next((i for i, c in enumerate(columns) if c.role == "value" and grammar.INDICATOR.match(c.head)), None)
        if named is not None:
            columns[named] = replace(columns[named], role="name")
    return columns


def _with_values(columns: list[Column]) -> list[Column]:
    """Beside an indicator and its unit "Kế hoạch" alone is a column of values."""
    if any(c.role == "value" for c in columns) or not any(c.role == "unit" for c in columns):
        return columns
    return [
        replace(c, role="value") if c.role == "other" and c.head and grammar.VALUE.fullmatch(c.head) else c
        for c in columns
    ]


def _second_name(columns: list[Column], first: int, column: Column) -> str:
    """Two columns of names: a group and its tasks, or an indicator and its value."""
    if grammar.INDICATOR.match(columns[first].head) and grammar.VALUE.fullmatch(column.head):
        return "value"
    if grammar.GROUP_HEAD.search(columns[first].head):
        columns[first] = replace(columns[first], role="group")
        return "name"
    return "other"


def _kind(columns: list[Column]) -> str:
    """tasks, targets, or "" for a table of something else."""
    roles = {c.role for c in columns}
    if "name" not in roles or any(grammar.FOREIGN.regex.search(c.head) for c in columns):
        return ""
    name = next(c.head for c in columns if c.role == "name")
    if "value" in roles and ("unit" in roles or grammar.INDICATOR.match(name)):
        return "targets"
    return "tasks" if "lead" in roles and len(columns) >= FEWEST else ""
