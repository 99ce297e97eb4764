"""The words of a page picture, through Tesseract with its Vietnamese data. Loads no parser into this process."""

from __future__ import annotations

import tempfile
from pathlib import Path

from vanban import programs

#: seconds one page may take
SECONDS = 20
#: dots an inch; more brought nothing in our trials
RESOLUTION = 200
#: pages of one scan that are read
MOST_PAGES = 300


def recognised(page: bytes, *, is_line: bool = False) -> str:
    """The text of one page, a PNG as `scan` makes it, or of one line of words as `stamps` makes it."""
    with tempfile.TemporaryDirectory(prefix="vanban-") as folder:
        words = ["stdin", "stdout", "-l", "vie", "--psm", "7" if is_line else "3", "--dpi", str(RESOLUTION)]
        out = programs.run("tesseract", words, seconds=SECONDS, folder=Path(folder), stdin=page)
    return out.decode("utf-8", "replace").replace("\f", "")
