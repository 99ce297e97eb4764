"""Where the words of a reading stand on its pages: lines of the file matched with the reading's text. PURE.

Only letters and digits are compared: the reading joins lines, leaves out page numbers and running heads, writes tables
as rows and restores list numbers, so that neither spaces nor the order of lines need be the same.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

#: parts of a page's width and height in which boxes are counted
PARTS = 10_000
#: letters either way of the place reached within which the next line is sought
REACH = 20_000
#: letters ahead that are still "next"; fewer letters than FEWEST are sought nowhere else
NEAR, FEWEST = 300, 6
#: how much longer or shorter a line read otherwise may be than the gap it fills
SLACK = 0.4


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page, in PARTS of its width and height from the top left corner."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of a page, and the stretch of the reading's text it holds (characters, end exclusive)."""

    #: from 0
    page: int
    box: Box
    start: int
    end: int


def placed(text: str, pages: Sequence[Iterable[tuple[Box, str]]]) -> list[Placed]:
    """The lines of the pages (box, words; in the order of the file) that are found in the text, in its order."""
    letters, places = _letters(text)
    lines = [(page, box, _letters(words)[0]) for page, found in enumerate(pages) for box, words in found]
    spans = _filled(_sought(letters, [line for _, _, line in lines]), [len(line) for _, _, line in lines])
    found = [
        Placed(page, box, places[span[0]], places[span[1] - 1] + 1)
        for (page, box, _line), span in zip(lines, spans, strict=True)
        if span
    ]
    return sorted(found, key=lambda line: line.start)


def boxes_of(lines: Sequence[Placed], start: int, end: int) -> list[tuple[int, Box]]:
    """(page, box) of text[start:end] line by line, the lines given in the text's order; a line it begins or ends in is
    cut by its share of letters.
    """
    first = bisect_right(lines, start, key=lambda line: line.end)
    over = takewhile(lambda line: line.start < end, islice(lines, first, None))
    return [(line.page, _cut(line, start, end)) for line in over]


_Span = tuple[int, int]


def _letters(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text without their marks, in lower case, and the place of each."""
    pairs = [
        (letter, place)
        for place, shown in enumerate(text)
        for letter in unicodedata.normalize("NFD", shown).casefold()
        if letter.isalnum()
    ]
    return "".join(letter for letter, _ in pairs), [place for _, place in pairs]


def _sought(letters: str, lines: Iterable[str]) -> Iterator[_Span | None]:
    """Where each line stands among the letters: after the one before it, else nearest to that; no place twice."""
    taken = bytearray(len(letters))
    here = 0
    for line in lines:
        at = _nearest(letters, line, here, taken)
        if at is None:
            yield None
            continue
        here = at + len(line)
        taken[at:here] = b"\1" * len(line)
        yield at, here


def _nearest(letters: str, line: str, here: int, taken: bytearray) -> int | None:
    if not line:
        return None
    reach = REACH if len(line) >= FEWEST else NEAR
    ahead = _free(letters, line, here, here + reach, taken)
    if ahead is not None and ahead - here <= NEAR:
        return ahead
    behind = _free(letters, line, max(0, here - reach), here, taken)
    found = [at for at in (ahead, behind) if at is not None]
    return min(found, key=lambda at: abs(at - here), default=None)


def _free(letters: str, line: str, low: int, high: int, taken: bytearray) -> int | None:
    at = letters.find(line, low, high)
    while at >= 0 and (taken[at] or taken[at + len(line) - 1]):
        at = letters.find(line, at + len(line), high)
    return at if at >= 0 else None


def _filled(spans: Iterable[_Span | None], lengths: Sequence[int]) -> list[_Span | None]:
    """A line not found takes the gap between its neighbours when it is about as long: it was read otherwise."""
    known = list(spans)
    for n in range(1, len(known) - 1):
        before, after = known[n - 1], known[n + 1]
        if known[n] is None and before and after and before[1] < after[0]:
            gap = after[0] - before[1]
            if abs(gap - lengths[n]) <= SLACK * max(gap, lengths[n]):
                known[n] = before[1], after[0]
    return known


def _cut(line: Placed, start: int, end: int) -> Box:
    box, whole = line.box, line.end - line.start
    wide = box.right - box.left
    left = box.left + wide * max(0, start - line.start) // whole
    right = box.right - wide * max(0, line.end - end) // whole
    return Box(left, box.top, right, box.bottom)
