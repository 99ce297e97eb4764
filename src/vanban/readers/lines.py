"""Lines of a page and their boxes; those of a scan as Tesseract finds them. Loads no parser into this process."""

from __future__ import annotations

import csv
import io
import tempfile
from dataclasses import dataclass
from pathlib import Path

from vanban import programs
from vanban.readers import ocr

#: boxes are counted in parts of the page's width and height
PARTS = 10_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words, or a part of one, and its box in PARTS of the page, from the top left corner."""

    left: int
    top: int
    right: int
    bottom: int
    text: str


@dataclass(frozen=True, slots=True)
class PageLines:
    """One page: its size (points of a PDF, pixels of a picture) and its lines in the order of the file."""

    width: int
    height: int
    lines: tuple[Line, ...] = ()


def recognised(page: bytes) -> tuple[str, PageLines]:
    """The text of a page picture as `ocr.recognised` gives it, and its lines, from one run of Tesseract."""
    with tempfile.TemporaryDirectory(prefix="vanban-") as folder:
        words = ["stdin", "words", "-l", "vie", "--psm", "3", "--dpi", str(ocr.RESOLUTION), "txt", "tsv"]
        programs.run("tesseract", words, seconds=ocr.SECONDS, folder=Path(folder), stdin=page)
        text, table = (Path(folder, f"words.{kind}").read_text("utf-8", "replace") for kind in ("txt", "tsv"))
    return text.replace("\f", ""), _lines_of_table(table)


def within(place: int) -> int:
    return max(0, min(PARTS, place))


def _lines_of_table(table: str) -> PageLines:
    """A table of level, page, block, paragraph, line, word, left, top, width, height, sureness and text as lines."""
    rows = [row for row in csv.reader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE) if len(row) == 12]
    whole = next(row for row in rows if row[0] == "1")
    width, height = int(whole[8]), int(whole[9])
    words: dict[tuple[str, ...], list[list[str]]] = {}
    for row in rows:
        if row[0] == "5" and row[11].strip():
            words.setdefault(tuple(row[2:5]), []).append(row)
    return PageLines(width, height, tuple(_line_of_words(line, width, height) for line in words.values()))


def _line_of_words(words: list[list[str]], width: int, height: int) -> Line:
    boxes = [tuple(map(int, word[6:10])) for word in words]
    return Line(
        within(PARTS * min(left for left, _, _, _ in boxes) // width),
        within(PARTS * min(top for _, top, _, _ in boxes) // height),
        within(PARTS * max(left + wide for left, _, wide, _ in boxes) // width),
        within(PARTS * max(top + high for _, top, _, high in boxes) // height),
        " ".join(word[11].strip() for word in words),
    )
