"""Tables that a PDF page draws with lines: the grid from the lines, the words of each cell from their place on it."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium_c

#: points within which lines count for one line, and ends for touching
NEAR = 3.0
#: points that a stroke or a thin box may measure across
THIN = 3.0
#: points that a line must have to belong to a grid
SHORTEST = 6.0
#: fewer columns are a frame or the head of a letter
FEWEST_COLUMNS = 3
#: points by which the words of two cells may end apart when both are full
LESS_THAN_A_LINE = 8.0
#: columns and rows of one page that a table of words has at most
MOST_COLUMNS, MOST_ROWS = 40, 400
#: shapes of a page beyond which it is a drawing
MOST_SHAPES = 6000
#: left, bottom, right, top in points
_Box = tuple[float, float, float, float]
#: what pdfium makes of a hyphen at the end of a line
_HYPHEN = re.compile("[\x02\ufffe]")


@dataclass(slots=True)
class RuledCell:
    """One cell of a row."""

    #: the lines of its words, from the top down
    lines: list[str]
    #: how many columns it reaches over
    columns: int = 1
    #: the cell above reaches down into it
    goes_on: bool = False
    #: its words reach the lower end of the last row of the page
    is_full: bool = False


@dataclass(slots=True)
class RuledTable:
    """One drawn table of a page."""

    #: where its columns are parted, in points from the left
    edges: tuple[float, ...]
    #: upper end, in points from the bottom of the page
    top: float
    #: lower end
    bottom: float
    #: from the top down
    rows: list[list[RuledCell]] = field(default_factory=list)


@dataclass(slots=True)
class _Rule:
    """One line: where it lies across, and its ends."""

    at: float
    start: float
    end: float


def tables_of(page: Any, text_page: Any) -> list[RuledTable]:
    """The drawn tables of a page from the top down; [] for a page without lines, which costs next to nothing."""
    level, upright = _rules(page)
    if len(level) < 2 or len(upright) <= FEWEST_COLUMNS:
        return []
    tables = [_table(part, text_page) for part in _connected(_merged(level), _merged(upright))]
    return sorted((t for t in tables if t is not None), key=lambda t: -t.top)


# -- lines --------------------------------------------------------------------------------------------------------


def _rules(page: Any) -> tuple[list[_Rule], list[_Rule]]:
    """The level and the upright lines of a page."""
    level: list[_Rule] = []
    upright: list[_Rule] = []
    count = pdfium_c.FPDFPage_CountObjects(page)
    shapes = 0
    for n in range(count):
        shape = pdfium_c.FPDFPage_GetObject(page, n)
        if pdfium_c.FPDFPageObj_GetType(shape) != pdfium_c.FPDF_PAGEOBJ_PATH:
            continue
        shapes += 1
        if max(shapes, len(level) + len(upright)) > MOST_SHAPES:
            return [], []
        for left, bottom, right, top in _strokes(shape):
            if top - bottom <= THIN and right - left >= SHORTEST:
                level.append(_Rule((top + bottom) / 2, left, right))
            elif right - left <= THIN and top - bottom >= SHORTEST:
                upright.append(_Rule((left + right) / 2, bottom, top))
    return level, upright


def _strokes(shape: Any) -> Iterator[_Box]:
    """The boxes (left, bottom, right, top) of a path's strokes: the path itself when thin, else its sides."""
    box = [ctypes.c_float() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetBounds(shape, *box):
        return
    left, bottom, right, top = (one.value for one in box)
    if min(right - left, top - bottom) <= THIN:
        yield left, bottom, right, top
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(shape, fill, stroke)
    if stroke.value:
        for (x1, y1), (x2, y2) in _sides(shape):
            yield min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _sides(shape: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight sides of a path, in the page's own measure."""
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(shape, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    first: tuple[float, float] | None = None
    before: tuple[float, float] | None = None
    for n in range(min(pdfium_c.FPDFPath_CountSegments(shape), MOST_SHAPES)):
        segment = pdfium_c.FPDFPath_GetPathSegment(shape, n)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_LINETO and before is not None:
            yield before, point
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            first = point
        before = point
        if pdfium_c.FPDFPathSegment_GetClose(segment) and first is not None:
            yield point, first


def _merged(rules: list[_Rule]) -> list[_Rule]:
    """Lines that lie on one another made one; pieces that touch made whole."""
    out: list[_Rule] = []
    for group in _near(sorted(rules, key=lambda r: r.at)):
        at = sum(r.at for r in group) / len(group)
        current: _Rule | None = None
        for rule in sorted(group, key=lambda r: r.start):
            if current is not None and rule.start <= current.end + NEAR:
                current.end = max(current.end, rule.end)
                continue
            current = _Rule(at, rule.start, rule.end)
            out.append(current)
    return out


def _near(rules: Sequence[_Rule]) -> Iterator[list[_Rule]]:
    group: list[_Rule] = []
    for rule in rules:
        if group and rule.at - group[0].at > NEAR:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def _connected(level: list[_Rule], upright: list[_Rule]) -> Iterator[tuple[list[_Rule], list[_Rule]]]:
    """Lines that cross or touch, table by table."""
    left_level, left_upright = list(level), list(upright)
    while left_level:
        levels, uprights = [left_level.pop()], []
        grown = True
        while grown:
            met = [u for u in left_upright if any(_cross(one, u) for one in levels)]
            left_upright = [u for u in left_upright if u not in met]
            uprights += met
            more = [one for one in left_level if any(_cross(one, u) for u in met)]
            left_level = [one for one in left_level if one not in more]
            levels += more
            grown = bool(met)
        yield levels, uprights


def _cross(level: _Rule, upright: _Rule) -> bool:
    return (
        level.start - NEAR <= upright.at <= level.end + NEAR and upright.start - NEAR <= level.at <= upright.end + NEAR
    )


# -- cells --------------------------------------------------------------------------------------------------------


def _table(part: tuple[list[_Rule], list[_Rule]], text_page: Any) -> RuledTable | None:
    level, upright = part
    xs = sorted({r.at for r in upright})
    level = [*level, *_open_ends(level, upright, xs)]
    ys = sorted({r.at for r in level}, reverse=True)
    if not FEWEST_COLUMNS < len(xs) <= MOST_COLUMNS or not 2 <= len(ys) <= MOST_ROWS:
        return None
    table = RuledTable(tuple(xs), ys[0], ys[-1])
    taken: dict[tuple[int, int], tuple[int, int]] = {}
    lowest: list[tuple[RuledCell, _Box]] = []
    for row in range(len(ys) - 1):
        cells: list[RuledCell] = []
        column = 0
        while column < len(xs) - 1:
            first = taken.get((row, column))
            if first is None:
                across, down = _reach(row, column, xs, ys, level, upright)
                for r in range(row, row + down):
                    taken[r, column] = (row, across)
                box = (xs[column], ys[row + down], xs[column + across], ys[row])
                cells.append(RuledCell(_lines_in(text_page, box), across))
                if row + down == len(ys) - 1:
                    lowest.append((cells[-1], box))
            else:
                across = first[1]
                cells.append(RuledCell([], across, goes_on=True))
            column += across
        table.rows.append(cells)
    _mark_full(lowest, text_page)
    return table


def _open_ends(level: list[_Rule], upright: list[_Rule], xs: list[float]) -> Iterator[_Rule]:
    """The lines that a table lacks where the page cuts it: its sides reach further than its last level line."""
    sides = [r for r in upright if r.at in (xs[0], xs[-1])]
    top, bottom = max(r.at for r in level), min(r.at for r in level)
    upper, lower = max(r.end for r in sides), min(r.start for r in sides)
    if upper > top + NEAR:
        yield _Rule(upper, xs[0], xs[-1])
    if lower < bottom - NEAR:
        yield _Rule(lower, xs[0], xs[-1])


def _reach(
    row: int, column: int, xs: list[float], ys: list[float], level: list[_Rule], upright: list[_Rule]
) -> tuple[int, int]:
    """How many columns and rows the cell that begins here reaches over: up to the next lines."""
    across, down = 1, 1
    middle = (ys[row] + ys[row + 1]) / 2
    while column + across < len(xs) - 1 and not _has(upright, xs[column + across], middle):
        across += 1
    while row + down < len(ys) - 1 and not any(
        _has(level, ys[row + down], (xs[c] + xs[c + 1]) / 2) for c in range(column, column + across)
    ):
        down += 1
    return across, down


def _has(rules: Iterable[_Rule], at: float, over: float) -> bool:
    return any(abs(r.at - at) < 0.01 and r.start <= over <= r.end for r in rules)


def _lines_in(text_page: Any, box: _Box) -> list[str]:
    left, bottom, right, top = box
    text = str(text_page.get_text_bounded(left + 1, bottom + 1, right - 1, top - 1))
    return [line for raw in text.splitlines() if (line := plain(raw))]


def _mark_full(cells: list[tuple[RuledCell, _Box]], text_page: Any) -> None:
    """Mark the cells whose words end as low as any in the last row of a page."""
    ends = _lowest_words([box for _, box in cells], text_page)
    lowest = min(ends.values(), default=0.0)
    for nth, (cell, _) in enumerate(cells):
        cell.is_full = nth in ends and ends[nth] < lowest + LESS_THAN_A_LINE


def _lowest_words(boxes: list[_Box], text_page: Any) -> dict[int, float]:
    """Number of a box -> where its lowest letter ends, in points from the bottom of the page."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    ends: dict[int, float] = {}
    for n in range(text_page.count_chars()):
        if pdfium_c.FPDFText_GetUnicode(text_page, n) <= ord(" "):
            continue
        pdfium_c.FPDFText_GetCharBox(text_page, n, left, right, bottom, top)
        x, y = (left.value + right.value) / 2, (bottom.value + top.value) / 2
        for nth, box in enumerate(boxes):
            if box[0] < x < box[2] and box[1] < y < box[3]:
                ends[nth] = min(ends.get(nth, bottom.value), bottom.value)
    return ends


def plain(line: str) -> str:
    """A line with single spaces, and a hyphen where the page has one at a line's end."""
    return re.sub(r"[ \t\xa0]+", " ", _HYPHEN.sub("-", line)).strip()
