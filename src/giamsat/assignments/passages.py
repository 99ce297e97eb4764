"""Cuts a reading into pieces so that every passage that orders something can be shown in its place. PURE."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

HEADING_LENGTH = 120  # characters; a longer line in capitals is no heading


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a finding stands in the reading's text."""

    start: int
    end: int
    #: number shown to people, from 1
    ordinal: int
    #: state of its candidate
    state: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that belongs to one passage or to none."""

    text: str
    ordinal: int | None = None
    state: str = ""
    #: the first piece of its passage: where its number stands
    first: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the paper as pieces; a table has rows of cells instead."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = ()


def laid_out(text: str, blocks: Iterable[Sequence[int]], passages: Sequence[Passage]) -> list[Paragraph]:
    """The whole reading, block by block ([start, end] in characters); rows that follow one another are one table."""
    shown: set[int] = set()
    paragraphs: list[Paragraph] = []
    for start, end in blocks:
        here = [p for p in passages if p.start < end and p.end > start]
        line = text[start:end]
        if not line.lstrip().startswith("|"):
            paragraphs.append(Paragraph(_kind(line), tuple(_pieces(text, start, end, here, shown))))
            continue
        row = tuple(tuple(_pieces(text, *cell, here, shown)) for cell in _cells(text, start, end))
        before = paragraphs.pop().rows if paragraphs and paragraphs[-1].rows else ()
        paragraphs.append(Paragraph("table", rows=(*before, row)))
    return paragraphs


def _pieces(text: str, start: int, end: int, passages: list[Passage], shown: set[int]) -> Iterator[Piece]:
    cuts = {start, end} | {cut for p in passages for cut in (p.start, p.end) if start < cut < end}
    places = sorted(cuts)
    for begin, stop in pairwise(places):
        over = sorted(
            (p for p in passages if p.start <= begin and p.end >= stop), key=lambda p: (p.end - p.start, p.ordinal)
        )
        # Several findings may share a sentence: each still needs its number in the text.
        for other in over[1:]:
            if other.ordinal not in shown:
                shown.add(other.ordinal)
                yield Piece("", other.ordinal, other.state, first=True)
        if not over:
            yield Piece(_plain(text[begin:stop]))
            continue
        owner = over[0]
        yield Piece(_plain(text[begin:stop]), owner.ordinal, owner.state, first=owner.ordinal not in shown)
        shown.add(owner.ordinal)


def _plain(text: str) -> str:
    """Text without the marks that portals leave for bold letters."""
    return text.replace("**", "")


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the cells of a row written `| a | b |`."""
    bars = [place for place in range(start, end) if text[place] == "|"]
    for left, right in zip(bars, [*bars[1:], end], strict=True):
        if right > left + 1:  # two bars side by side: the cell before them reaches over one more column
            yield left + 1, right


def _kind(line: str) -> str:
    is_heading = line.isupper() and len(line) <= HEADING_LENGTH
    return "centre" if is_heading else "paragraph"
