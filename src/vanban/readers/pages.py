"""The lines of pages put together: page numbers and running heads left out, old fonts in Unicode."""

from __future__ import annotations

import re
from collections import Counter

from vanban.old_encodings import mended
from vanban.text import nfc

_PAGE_NUMBER = re.compile(r"-?\s*(?:Trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?\s*-?")


def joined(pages: list[list[str]]) -> str:
    """The lines of pages as one text, page numbers and running heads left out, old fonts in Unicode."""
    return text_of(kept(pages))


def kept(pages: list[list[str]]) -> list[list[str]]:
    """The lines of pages without page numbers and running heads, from the first that is not empty."""
    running = _running(pages)
    bodies = [_body(page, running) for page in pages]
    for body in bodies:
        while body and not body[0]:
            del body[0]
        if body:
            break
    return bodies


def text_of(pages: list[list[str]]) -> str:
    """Pages as one text, old fonts in Unicode; a line stays a line."""
    return nfc(mended("\n".join(line for page in pages for line in page))).strip("\n") + "\n"


def _running(pages: list[list[str]]) -> set[str]:
    """Lines that open or close at least three pages and half of them."""
    if len(pages) < 3:
        return set()
    ends = Counter(_even(line) for page in pages for line in {*_edges(page)})
    often = max(3, len(pages) // 2)
    return {line for line, times in ends.items() if line and times >= often and not line.startswith("|")}


def _edges(page: list[str]) -> list[str]:
    lines = [line for line in page if line]
    return [*lines[:2], *lines[-2:]]


def _even(line: str) -> str:
    return re.sub(r"\d+", "#", line).strip()


def _body(page: list[str], running: set[str]) -> list[str]:
    filled = [i for i, line in enumerate(page) if line]
    edge = {*filled[:2], *filled[-2:]}
    numbers = {*filled[:1], *filled[-1:]}
    return [
        line
        for i, line in enumerate(page)
        if not (i in edge and _even(line) in running) and not (i in numbers and _PAGE_NUMBER.fullmatch(line))
    ]
