"""Cuts the stored reading into blocks: drops page furniture, joins broken lines, sees list marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from vanban.bar_tables import RawRow, rows_at
from vanban.blocks import Block, Document, Marker
from vanban.grammar import layout as grammar
from vanban.text import clean_with_places

_HYPHEN = re.compile(r"[\w&]-$")
#: a block holds no more characters than this: what is longer is no clause
_LONGEST = 8_000
#: from this share of the width on a line counts as full: letters differ in breadth
_FULL = 0.9
#: a width no line reaches: the file has one paragraph a line
_PARAGRAPH_A_LINE = 100_000


@dataclass(slots=True)
class _Line:
    text: str
    places: list[int]
    blank_before: bool
    apart: bool
    cells: tuple[str, ...] = ()


def cut(text: str) -> Document:
    """The document's blocks in reading order; spans point into `text`."""
    lines = _with_lone_marks(_drop_furniture(list(_lines(text))))
    width = _wrap_width(lines)
    return Document(text=text, blocks=tuple(_blocks(lines, width)))


@lru_cache(maxsize=4096)
def marker_of(text: str) -> Marker | None:
    """The list mark at the start of a line, if there is one."""
    for kind, pattern in grammar.MARKERS:
        found = pattern.match(text)
        if found:
            return Marker(kind, grammar.token_of(kind, found), found.end())
    return None


def _lines(text: str) -> Iterator[_Line]:
    raw = _raw_lines(text, _after_front_matter(text))
    blank, apart, at = True, True, 0
    while at < len(raw):
        start, end, stripped = raw[at]
        rows, after = rows_at(raw, at) if stripped == "|" else ([], at)
        if rows:
            yield from (_bar_row(text, row) for row in rows)
            blank, apart, at = True, True, after
            continue
        at += 1
        if not stripped or grammar.RULE.fullmatch(stripped) or not stripped.strip("*_ |"):
            blank = True
            apart = apart or bool(stripped)
        elif _is_row(stripped):
            yield _row(text, start, end)
            blank, apart = True, True
        else:
            heading = stripped.startswith("#")
            for line in _in_pieces(text, start, end):
                line.blank_before, line.apart = blank or heading, apart
                yield line
                blank, apart = heading, False


def _is_row(line: str) -> bool:
    """A row of a drawn table: bars at both ends and between, and words between them."""
    return line.startswith("|") and line.endswith("|") and line.count("|") >= 3 and bool(line.strip("| "))


def _raw_lines(text: str, offset: int) -> list[tuple[int, int, str]]:
    """(start, end, stripped text) of each line from `offset`."""
    out: list[tuple[int, int, str]] = []
    for raw in text[offset:].splitlines(keepends=True):
        out.append((offset, offset + len(raw), raw.strip()))
        offset += len(raw)
    return out


def _in_pieces(text: str, start: int, end: int) -> Iterator[_Line]:
    """The line; one that is longer than any block in several, cut between words."""
    while end - start > _LONGEST:
        cut_at = max(text.rfind(" ", start, start + _LONGEST), start + _LONGEST // 2)
        yield from (line for line in (_plain_line(text, start, cut_at),) if line.text)
        start = cut_at
    yield from (line for line in (_plain_line(text, start, end),) if line.text)


def _plain_line(text: str, start: int, end: int) -> _Line:
    bullet = grammar.STAR_BULLET.match(text[start:end])
    start += bullet.end() - 2 if bullet else 0
    clean, places = clean_with_places(text, start, end)
    lead = len(clean) - len(clean.lstrip("#>| "))
    clean, places = clean[lead:], places[lead:]
    if bullet:
        clean, places = "- " + clean, [start, start, *places]
    return _Line(clean, places, False, False)


def _bar_row(text: str, row: RawRow) -> _Line:
    letters = ""
    places: list[int] = []
    cells: list[str] = []
    for start, end in row.cells:
        clean, at = clean_with_places(text, start, end)
        cells.append(clean.strip(" -"))
        letters += clean + " | "
        places += [*at, end, end, end]
    return _Line(letters[:-3], places[:-3], True, True, tuple(cells))


def _after_front_matter(text: str) -> int:
    found = grammar.FRONT_MATTER.match(text)
    return found.end() if found else 0


def _row(text: str, start: int, end: int) -> _Line:
    clean, places = clean_with_places(text, start, end)
    inside = re.sub(r"^\s*\|(.*)\|\s*$", r"\1", clean)
    cells = tuple(c.strip().replace("<br>", " ") for c in inside.split("|"))
    return _Line(clean, places, True, True, cells)


def _drop_furniture(lines: list[_Line]) -> list[_Line]:
    keep: list[_Line] = []
    flags = [bool(grammar.FURNITURE.match(line.text)) for line in lines]
    gap = False
    for i, line in enumerate(lines):
        number = grammar.LONE_NUMBER.fullmatch(line.text) is not None
        year = re.fullmatch(r"20\d\d", line.text) is not None
        beside = (i > 0 and flags[i - 1]) or (i + 1 < len(lines) and flags[i + 1] and not year)
        if flags[i] or (number and beside) or _is_footnote(lines, flags, i):
            gap = True
            continue
        if gap and line.text[:1].islower():
            line.blank_before = False
        gap = False
        keep.append(line)
    return keep


def _with_lone_marks(lines: list[_Line]) -> list[_Line]:
    """A list mark that stands on a line of its own joins the line after it."""
    out: list[_Line] = []
    for line in lines:
        last = out[-1] if out else None
        if (
            last
            and last.blank_before
            and grammar.LONE_MARK.fullmatch(last.text)
            and not marker_of(line.text)
            and not line.cells
            and not grammar.LONE_NUMBER.fullmatch(line.text)
            and not line.apart
        ):
            last.text = f"{last.text} {line.text}"
            last.places = [*last.places, last.places[-1] + 1, *line.places]
            continue
        out.append(line)
    return out


def _is_footnote(lines: list[_Line], flags: list[bool], i: int) -> bool:
    """A note under the page: a number, a name of a document, then soon a running head."""
    for back in range(i, max(i - 4, -1), -1):
        if grammar.FOOTNOTE.match(lines[back].text):
            return any(flags[i : i + 7])
        if flags[back]:
            return False
    return False


def _wrap_width(lines: list[_Line]) -> int:
    lengths = sorted(len(line.text) for line in lines if not line.cells)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    long = [line for line in lines if len(line.text) > 0.6 * width]
    ended = sum(line.text[-1] in ".;:" for line in long)
    return width if ended <= 0.6 * len(long) else _PARAGRAPH_A_LINE


def _blocks(lines: list[_Line], width: int) -> Iterator[Block]:
    gathered: list[_Line] = []
    size = 0
    for line in lines:
        if gathered and (size > _LONGEST or _begins_block(line, gathered, width)):
            yield _join(gathered)
            gathered, size = [], 0
        gathered.append(line)
        size += len(line.text)
    if gathered:
        yield _join(gathered)


def _begins_block(line: _Line, gathered: list[_Line], width: int) -> bool:
    before = gathered[-1]
    if line.cells or before.cells or line.apart:
        return True
    ended = before.text[-1] in ".;:?!/"
    marker = marker_of(line.text)
    if marker and marker.kind in ("dash", "plus"):
        early = (
            width < _PARAGRAPH_A_LINE
            and len(before.text) < 0.93 * width
            and line.text[marker.length : marker.length + 1].isupper()
        )
        return (
            width >= _PARAGRAPH_A_LINE
            or ended
            or line.blank_before
            or early
            or before.text.endswith(",")
            or grammar.LIST_HEAD.match(before.text) is not None
            or (len(before.text) > 30 and grammar.OPENS_DUTY.match(line.text, marker.length) is not None)
        )
    if marker:
        return line.blank_before or not grammar.EXPECTS_NUMBER.search(before.text)
    if grammar.PLACE_START.fullmatch(before.text) and grammar.PLACE_LINE.match(line.text):
        return False
    figure = line.text[0].isdigit() or re.match(r"[IVX]{1,4}(?= |/|$)", line.text)
    if figure and not marker and grammar.EXPECTS_NUMBER.search(before.text):
        return False
    if line.text[0].islower() and (not ended or (before.text[-1] == ";" and not line.blank_before)):
        return False
    if not line.blank_before and len(before.text) > 40 and grammar.HANGS.search(before.text):
        return False
    if line.blank_before or grammar.OWN_LINE.match(line.text) or grammar.OWN_LINE.match(before.text):
        return True
    if before.text.isupper() != line.text.isupper():
        return True
    if width > 200:
        wrapped = len(gathered) > 1 and len(gathered[-2].text) > 50
        return ended or not (wrapped or len(before.text) > 110)
    short = (0.75 if before.text[-1] != ";" else 0.7) * width
    return ended and (len(before.text) < short or _had_room(before, line, width))


def _had_room(before: _Line, line: _Line, width: int) -> bool:
    """The line before stopped though the next word would have fitted: a sentence ended its paragraph there."""
    word = line.text.split(" ", 1)[0]
    return before.text[-1] in ".:" and word[:1].isupper() and len(before.text) + len(word) < _FULL * width


def _join(lines: list[_Line]) -> Block:
    text = ""
    places: list[int] = []
    breaks: list[int] = []
    for line in lines:
        if text:
            glued = _HYPHEN.search(text, max(0, len(text) - 2)) is not None and line.text[0].isupper()
            if not glued:
                text += " "
                places.append(places[-1] + 1)
        breaks.append(len(text))
        text += line.text
        places.extend(line.places)
    first = lines[0]
    if first.cells:
        return Block("row", text, tuple(places), None, first.cells, tuple(breaks), True)
    marker = marker_of(text)
    kind = "item" if marker else "heading" if text.isupper() else "para"
    return Block(kind, text, tuple(places), marker, (), tuple(breaks), first.apart)
