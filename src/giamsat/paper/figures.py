"""The figures of Decree 30/2020/NĐ-CP, Appendix I, as they stand in layout.csv."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One row of the layout: a size of the page, or how a component is set."""

    #: smallest and greatest value allowed; millimetres, centimetres or points, as the name says
    least: float
    most: float
    is_bold: bool
    is_italic: bool
    #: "left", "center", "right", "justify" or ""
    align: str
    #: size in the decree's own samples, points
    points: float


@cache
def figures() -> dict[str, Figure]:
    """Every figure by its name; margins and paper under "page", components under their Vietnamese names."""
    with (Path(__file__).parent / "layout.csv").open(encoding="utf-8") as rows:
        return {row["item"]: _figure(row) for row in csv.DictReader(rows)}


def _figure(row: dict[str, str]) -> Figure:
    least = float(row["min"])
    most = float(row["max"] or least)
    return Figure(
        least=least,
        most=most,
        is_bold=row["bold"] == "1",
        is_italic=row["italic"] == "1",
        align=row["align"],
        points=float(row["sample_pt"] or most),
    )


def margin(side: str) -> float:
    """Margin of a page in millimetres: the least the decree allows."""
    return figures()[f"margin_{side}_mm"].least


def text_width(*, landscape: bool = False) -> float:
    """Width between the margins of an A4 page, millimetres."""
    paper = figures()["paper_height_mm" if landscape else "paper_width_mm"].least
    return paper - margin("left") - margin("right")


#: first line of a paragraph, millimetres ("1 cm or 1.27 cm")
FIRST_LINE_MM = 12.7
#: line pitch in multiples of single spacing ("single to 1.5 lines")
LINE_PITCH = 1.15
#: space over a paragraph, points ("at least 6 pt")
PARAGRAPH_GAP_PT = 6.0
POINTS_PER_MM = 72 / 25.4
