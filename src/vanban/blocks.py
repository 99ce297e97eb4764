"""The shapes a document is cut into: spans, blocks, tables."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the stored reading: start inclusive, end exclusive, in characters."""

    #: first character
    start: int
    #: one past the last character
    end: int


@dataclass(frozen=True, slots=True)
class Marker:
    """The number, letter or dash that opens a block."""

    #: article, roman, arabic, paren, letter, dash, plus, word, small_roman
    kind: str
    #: as it stands in a path: "II", "1.2", "a", "Điều 3"; "-" and "+" are counted later
    token: str
    #: how many characters of the block's text the marker takes
    length: int


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or table row of the reading."""

    #: para, item, heading, row
    kind: str
    #: without markdown marks, lines joined, single spaces
    text: str
    #: for each character of text its offset in the stored reading
    places: tuple[int, ...] = field(repr=False)
    #: the opening mark, when there is one
    marker: Marker | None = None
    #: the cells of a table row, else empty
    cells: tuple[str, ...] = ()
    #: offsets into text where a line of the file began
    breaks: tuple[int, ...] = ()
    #: the block stands at the head of a table cell or after a ruled line
    apart: bool = False

    @property
    def start(self) -> int:
        return self.places[0] if self.places else 0

    @property
    def end(self) -> int:
        return self.places[-1] + 1 if self.places else 0

    @property
    def body(self) -> str:
        """The text after the marker."""
        return self.text[self.marker.length :] if self.marker else self.text

    @property
    def body_at(self) -> int:
        """Where the body begins within text."""
        return self.marker.length if self.marker else 0

    def span(self, start: int, end: int) -> Span:
        """The span in the stored reading of text[start:end]."""
        if start >= end:
            return Span(self.start, self.start)
        return Span(self.places[start], self.places[end - 1] + 1)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its column roles and its rows, kept as blocks."""

    #: what each column holds: ordinal, name, lead, coordinating, result, time, basis, other
    columns: tuple[str, ...]
    #: row blocks in the order of the file
    rows: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The stored reading and the blocks found in it."""

    #: the text every span points into
    text: str
    #: in reading order
    blocks: tuple[Block, ...]
