"""The lines of pages put together: page numbers and running heads left out, old fonts in Unicode."""

from __future__ import annotations

import re
from collections import Counter

from vanban.old_encodings import mended
from vanban.text import nfc

_PAGE_NUMBER = re.compile(r"-?\s*(?:Trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?\s*-?")


def joined(pages: list[list[str]]) -> str:
    """The lines of pages as one text, page numbers and running heads left out, old fonts in Unicode."""
    running = _running(pages)
    lines = [line for page in pages for line in _body(page, running)]
    return nfc(mended("\n".join(lines))).strip("\n") + "\n"


def _running(pages: list[list[str]]) -> set[str]:
    """Lines that open or close at least three pages and half of them."""
    if len(pages) < 3:
        return set()
    ends = Counter(_even(line) for page in pages for line in {*_edges(page)})
    return {line for line, times in ends.items() if line and times >= max(3, len(pages) // 2)}


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
