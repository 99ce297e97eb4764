"""Drawn tables that go on over the end of a page: heads that repeat, rows that are cut, cells merged over the end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from vanban.readers.ruled import NEAR, RuledCell, RuledTable


def join_pages(pages: Sequence[list[str | RuledTable]]) -> None:
    """Rows cut by the end of a page made whole, repeated heads left out, cells merged over the end known, in place."""
    for chain in filter(None, _chains(pages)):
        head = chain[0].rows[:MOST_HEAD_ROWS]
        for table in chain[1:]:
            del table.rows[: _repeated(head, table.rows)]
        tops = [table.rows[0] for table in _joined(chain) if table.rows]
        _merge_down(tops, [row for table in chain for row in table.rows][MOST_TIERS:])


def _chains(pages: Sequence[list[str | RuledTable]]) -> Iterator[list[RuledTable]]:
    """The parts of each table that goes on over the end of a page."""
    chain: list[RuledTable] = []
    for page in pages:
        first, last = _outer(page), _outer(page[::-1])
        if chain and first is not None and _same_columns(chain[-1], first):
            chain.append(first)
        if last is None or not chain or last is not chain[-1]:
            yield chain
            chain = [last] if last else []
    yield chain


def _joined(chain: list[RuledTable]) -> Iterator[RuledTable]:
    """The parts of a table after the first, each when the rest of a cut row above it has been moved."""
    row: list[RuledCell] = []  # the row that may go on
    part: list[RuledCell] = []  # what the page before shows of it
    for table in chain:
        if row and table.rows and _is_cut(row, part, table.rows[0]):
            part = table.rows.pop(0)
            _lengthen(row, part)
        elif row:
            yield table
        if table.rows:
            row = part = table.rows[-1]


def _merge_down(tops: list[list[RuledCell]], rows: list[list[RuledCell]]) -> None:
    """An empty cell at the top of a page goes on from above where its column is merged more often than left empty."""
    at_top = {id(row) for row in tops}
    merged: Counter[int] = Counter()
    for row in rows:
        if id(row) not in at_top:
            merged.update({column: _leaning(cell) for column, cell in enumerate(row)})
    for top in tops:
        for column, cell in enumerate(top):
            cell.goes_on = cell.goes_on or (not cell.lines and merged[column] > 0)


def _leaning(cell: RuledCell) -> int:
    """Whether a cell speaks for (1) or against (-1) its column being merged where nothing stands in it."""
    return int(cell.goes_on) - int(not cell.lines and not cell.goes_on)


def _repeated(head: list[list[RuledCell]], rows: list[list[RuledCell]]) -> int:
    """How many rows of the head stand again above the rows."""
    same = (_words(one) == _words(other) for one, other in zip(head, rows, strict=False))
    return len(list(takewhile(bool, same)))


#: rows of a head that may repeat
MOST_HEAD_ROWS = 4
#: rows that a head may take by itself
MOST_TIERS = 2
#: lines of words, such as page numbers, that may stand between two parts of a table
MOST_BETWEEN = 2


def _outer(pieces: list[str | RuledTable]) -> RuledTable | None:
    """The table that only a line or two parts from the edge of the page."""
    lines = 0
    for piece in pieces:
        if isinstance(piece, RuledTable):
            return piece
        lines += bool(piece)
        if lines > MOST_BETWEEN:
            break
    return None


def _same_columns(above: RuledTable, below: RuledTable) -> bool:
    return len(above.edges) == len(below.edges) and all(
        abs(a - b) <= 2 * NEAR for a, b in zip(above.edges, below.edges, strict=True)
    )


def _words(row: list[RuledCell]) -> list[str]:
    return [" ".join(cell.lines) for cell in row]


def _is_cut(row: list[RuledCell], part: list[RuledCell], below: list[RuledCell]) -> bool:
    """The row goes on: every cell with words below may be the rest of the one above, and the words or the ends say so.

    `part` is what the page before shows of the row.
    """
    more = [(a, b) for a, b in zip(part, below, strict=False) if b.lines]
    if [c.columns for c in part] != [c.columns for c in below] or not all(_may_go_on(a, b) for a, b in more):
        return False
    ended = any(c.lines and not b.lines for c, b in zip(row, below, strict=True))
    small = sum(_opens_small(rest) for _, rest in more)
    if small:
        return ended or small > 1
    has_room = len(more) == 1 or max(len(c.lines) for c in part) > 1
    return bool(more) and ended and has_room and all(above.is_full for above, _ in more)


def _may_go_on(above: RuledCell, rest: RuledCell) -> bool:
    """The cell above had filled the page, or both hold words; the number of a row opens a row."""
    if re.fullmatch(r"\d{1,3}[.)]?", " ".join(rest.lines)):
        return False
    return above.is_full or (bool(above.lines) and not rest.lines[0][0].isdigit())


def _opens_small(cell: RuledCell) -> bool:
    return cell.lines[0][0].islower()


def _lengthen(row: list[RuledCell], more: list[RuledCell]) -> None:
    for cell, rest in zip(row, more, strict=True):
        cell.lines += rest.lines
