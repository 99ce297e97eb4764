"""Task tables that a conversion flattened into lines: finds the head, the rows, and the lines of each row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from vanban.blocks import Block
from vanban.grammar import tables as grammar

#: lines that a head may take
LONGEST_HEAD = 24


@dataclass(frozen=True)
class Line:
    """One line of the file, as a flattened table leaves it."""

    #: the words
    text: str
    #: offsets in the stored reading
    start: int
    #: one past its end
    end: int
    #: index of the block it stands in
    block: int = 0
    #: where it begins in the text of its block
    at: int = 0


@dataclass(frozen=True)
class Row:
    """A numbered row: its lines, and where a page break with a repeated head parted them."""

    #: the number as printed
    number: str
    #: the lines of its cells
    lines: tuple[Line, ...]
    #: indices of the first line after each repeated head
    breaks: tuple[int, ...] = ()
    #: the line of a group that opens above the row, "" for none
    group: str = ""


def lines_of(blocks: list[Block]) -> list[Line]:
    """The lines of the file that the blocks were joined from."""
    out: list[Line] = []
    for i, block in enumerate(blocks):
        edges = [*block.breaks, len(block.text)]
        for a, b in pairwise(edges):
            text = block.text[a:b].strip()
            if text:
                span = block.span(a, len(block.text[:b].rstrip()))
                shift = len(block.text[a:b]) - len(block.text[a:b].lstrip())
                out.append(Line(text, span.start, span.end, i, a + shift))
    return out


def head_at(lines: list[Line], at: int) -> tuple[tuple[str, ...], int]:
    """The roles of the columns of the head that begins at line `at`, and how many lines it takes; ((), 0) for none."""
    if not _is_ordinal(lines, at) or _is_ordinal(lines, at + 1):
        return (), 0
    length = head_length(lines, at)
    roles = roles_of(" ".join(line.text for line in lines[at : at + length]))
    good = "lead" in roles and "name" in roles and len(roles) >= 3
    return (roles, length) if good else ((), 0)


def _is_ordinal(lines: list[Line], at: int) -> bool:
    return at < len(lines) and grammar.ORDINAL.regex.match(lines[at].text) is not None


def head_length(lines: list[Line], at: int) -> int:
    length = 1
    while at + length < len(lines) and length < LONGEST_HEAD and grammar.HEAD_WORDS.fullmatch(lines[at + length].text):
        length += 1
    return length


def roles_of(text: str) -> tuple[str, ...]:
    """The roles named in the running text of a head, in the order of the columns, each once."""
    roles: list[str] = []
    for m in grammar.COLUMN.finditer(text):
        role = (m.lastgroup or "").partition("_")[0]
        if role not in roles:
            roles.append(role)
    return tuple(role for role in roles if role != "ordinal")


def rows_of(lines: list[Line]) -> Iterator[Row]:
    """The numbered rows after a head, heads left out wherever they repeat."""
    expected, number, group = 1, "", ""
    current: list[Line] = []
    breaks: list[int] = []
    skip = 0
    for i, line in enumerate(lines):
        if grammar.ORDINAL.regex.match(line.text):
            skip = head_length(lines, i)
            breaks.append(len(current))
        if skip:
            skip -= 1
            continue
        m = grammar.ROW_NUMBER.match(line.text)
        opens = m is not None and _is_next(m.group(1), number, expected) and _starts_row(lines, i, m.end())
        names_group = grammar.GROUP_ROW.match(line.text) is not None
        if current and (opens or names_group):
            yield Row(number, tuple(current), tuple(breaks), group)
            current, breaks, group = [], [], ""
        if opens and m:
            number, expected = m.group(1), int(m.group(1).split(".")[0]) + 1
            current, breaks = [replace(line, text=line.text[m.end() :], at=line.at + m.end())], []
        elif current:
            current.append(line)
        else:
            group = line.text if names_group else f"{group} {line.text}" if group else ""
    if current:
        yield Row(number, tuple(current), tuple(breaks), group)


def _is_next(number: str, last: str, expected: int) -> bool:
    """A row follows the last one, opens a sub-row of it, or begins the count anew under a group."""
    whole, _, part = number.partition(".")
    if part:
        return int(whole) in (expected - 1, expected) and part.isdigit()
    return int(whole) in (expected, 1) and number != last


def _starts_row(lines: list[Line], i: int, at: int) -> bool:
    rest = lines[i].text[at:]
    if not rest:
        rest = lines[i + 1].text if i + 1 < len(lines) else ""
    return bool(rest) and (rest[0].isupper() or rest[0] in '“"(')
