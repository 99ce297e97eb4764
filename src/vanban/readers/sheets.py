"""XLSX workbooks: every sheet as a heading and rows "| a | b |", merged cells once."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import python_calamine

from vanban.text import nfc
from vanban.unreadable import Unreadable

#: rows of one sheet that are read
MOST_ROWS = 50_000


def text_of(source: bytes) -> str:
    """The stored reading of a workbook."""
    try:
        book = python_calamine.load_workbook(io.BytesIO(source))
        lines = [line for name in book.sheet_names for line in _sheet(book.get_sheet_by_name(name))]
    except (python_calamine.CalamineError, ValueError, OSError) as fault:
        raise Unreadable("damaged", detail=str(fault)) from fault
    return nfc("\n".join(lines)).strip("\n") + "\n"


def _sheet(sheet: Any) -> Iterator[str]:
    for row in sheet.to_python(skip_empty_area=True, nrows=MOST_ROWS):
        cells = [_shown(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        filled = [cell for cell in cells if cell]
        if len(filled) == 1:
            yield from (filled[0], "")
        elif filled:
            yield f"| {' | '.join(cells)} |"
        else:
            yield ""
    yield ""


def _shown(value: Any) -> str:
    """A cell as it is read on paper: whole numbers without ".0", days as 05/8/2025."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    return " ".join(str(value).replace("|", "/").split())
