"""Widths of table columns that read well: no syllable is cut, long texts get the room."""

from collections.abc import Sequence

from giamsat.paper import glyphs
from giamsat.paper.figures import POINTS_PER_MM

#: space between text and rule, both sides together, with a little slack, millimetres
PADDING_MM = 3.6
#: a longer word may be cut, millimetres
LONGEST_WORD_MM = 34.0
#: a column asks for no more than this, millimetres
WIDEST_MM = 120.0
#: rows looked at: beyond them a column does not change its nature
SAMPLE = 300
#: a column of cells no longer than this, in letters, is centred
SHORT = 12


def widths(columns: Sequence[Sequence[str]], *, points: float, room_mm: float) -> tuple[float, ...]:
    """Width of each column in millimetres, `room_mm` together; the first cell of a column is its header.

    Each gets its longest word; what is left goes out by how much text wants to stand on one line.
    """
    needs = [_needed(column, points) for column in columns]
    wants = [max(need, _wanted(column, points)) for need, column in zip(needs, columns, strict=True)]
    spare = room_mm - sum(needs)
    if spare <= 0:
        return tuple(need * room_mm / sum(needs) for need in needs)
    hunger = [want - need + 0.01 for want, need in zip(wants, needs, strict=True)]
    return tuple(need + spare * share / sum(hunger) for need, share in zip(needs, hunger, strict=True))


def shared(weights: Sequence[float], *, room_mm: float) -> tuple[float, ...]:
    """Width of each column in millimetres, by weight."""
    return tuple(weight * room_mm / sum(weights) for weight in weights)


def centred(columns: Sequence[Sequence[str]]) -> tuple[bool, ...]:
    """Which columns hold only short cells, below their headers."""
    return tuple(max(map(len, column[1:]), default=0) <= SHORT for column in columns)


def _wanted(column: Sequence[str], points: float) -> float:
    """Room for the longest text of a column on one line, as far as that is sensible, millimetres."""
    lengths = [glyphs.width(cell, points=points) / POINTS_PER_MM for cell in column[1 : SAMPLE + 1]] or [0.0]
    header = glyphs.width(column[0], points=points, is_bold=True) / POINTS_PER_MM / 2
    return min(max(header, max(lengths)) + PADDING_MM, WIDEST_MM)


def _needed(column: Sequence[str], points: float) -> float:
    """Room for the longest word of a column, for whole cells where all are short, millimetres."""
    whole = [line for cell in column[1 : SAMPLE + 1] for line in cell.split("\n")] if centred([column])[0] else []
    longest = max((glyphs.width(line, points=points) / POINTS_PER_MM for line in whole), default=0.0)
    return max(min(_longest_word(column, points), LONGEST_WORD_MM), longest) + PADDING_MM


def _longest_word(column: Sequence[str], points: float) -> float:
    """Width of the longest word of a column in millimetres, as bold as a header is."""
    words = {word for cell in column[: SAMPLE + 1] for word in cell.split()}
    return max((glyphs.width(word, points=points, is_bold=True) for word in words), default=0) / POINTS_PER_MM
