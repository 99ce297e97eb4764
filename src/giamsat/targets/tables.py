"""Files of the layout as rows that are understood."""

import csv
import io
from collections.abc import Mapping, Sequence

from giamsat.files import jail, store
from giamsat.files.models import Upload
from giamsat.targets.layout import CSV, LAYOUTS, Fault, Layout, Line, Raw, understood

#: Sheet name → its rows.
Rows = Mapping[str, Sequence[Line]]
NO_SHEET = "không có trang tính nào tên {}"


def of_csv(text: str) -> tuple[Rows, list[Fault]]:
    """Rows of the list of targets."""
    grid: list[list[Raw]] = [list(row) for row in csv.reader(io.StringIO(text, newline=""))]
    listed, faults = understood(CSV, grid)
    return {CSV.name: listed}, faults


def of_workbook(
    sheets: Mapping[str, Sequence[Sequence[Raw]]], layouts: Sequence[Layout] = LAYOUTS
) -> tuple[Rows, list[Fault]]:
    """Rows of the sheets of a workbook that the layout has; others are passed over."""
    rows: dict[str, list[Line]] = {}
    faults: list[Fault] = []
    for layout in layouts:
        if layout.name in sheets:
            rows[layout.name], wrong = understood(layout, sheets[layout.name])
            faults += wrong
    if not rows:
        names = ", ".join(f"“{layout.name}”" for layout in layouts)
        faults.append(Fault("tệp", NO_SHEET.format(names)))
    return rows, faults


def of_upload(upload: Upload, layouts: Sequence[Layout] = LAYOUTS) -> tuple[Rows, list[Fault]]:
    """Rows of a workbook somebody has uploaded, looked at in the jail."""
    return of_workbook(jail.cells(store.place_of(upload.sha256)), layouts)
