"""A sheet as PDF, set by typst in the font that is shipped."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from giamsat.paper import glyphs
from giamsat.paper.figures import (
    FIRST_LINE_MM,
    LINE_PITCH,
    PARAGRAPH_GAP_PT,
    figures,
    margin,
    text_width,
)
from giamsat.paper.lines import MOTTO, NATION, lines
from giamsat.paper.sheet import Sheet

TEMPLATE = Path(__file__).parent / "press.typ"
#: the day in the file's properties while the paper has none: equal sheets make equal bytes
NO_DAY = date(1980, 1, 1)


def pdf(sheet: Sheet) -> bytes:
    """`sheet` as PDF/A-2b; the same sheet always gives the same bytes.

    Text reaches typst as data of a JSON file, never as source. Letters the font lacks are set as empty boxes.
    """
    said = _drawable(asdict(lines(sheet)) | {"nation": NATION, "motto": MOTTO, "page": _page()})
    with TemporaryDirectory() as folder:
        (Path(folder) / "sheet.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
        source = Path(folder) / "press.typ"
        source.write_bytes(TEMPLATE.read_bytes())
        return typst.compile(
            source,
            root=source.parent,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            pdf_standards="a-2b",
            timestamp=_stamped(sheet),
        )


def _stamped(sheet: Sheet) -> datetime:
    """The moment in the properties of the file: the day of the paper, never the clock."""
    return datetime.combine(sheet.issued_on or NO_DAY, time(0), UTC)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(glyphs.FONTS)])


def _page() -> dict[str, Any]:
    """Figures of the decree for the template: millimetres and points."""
    components = {name: asdict(figure) for name, figure in figures().items()}
    return {
        "components": components,
        "margins": {side: margin(side) for side in ("top", "bottom", "left", "right")},
        "width": text_width(),
        "first_line": FIRST_LINE_MM,
        "pitch": LINE_PITCH,
        "gap": PARAGRAPH_GAP_PT,
    }


def _drawable(value: Any) -> Any:
    """The same value with an empty box in the place of each letter that the font lacks."""
    if isinstance(value, str):
        return glyphs.drawable(value)
    if isinstance(value, dict):
        return {name: _drawable(one) for name, one in value.items()}
    return [_drawable(one) for one in value] if isinstance(value, (list, tuple)) else value
