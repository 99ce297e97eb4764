"""A measured figure beside its bound."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One promise and what was measured."""

    what: str
    value: float
    bound: float
    unit: str = ""
    #: Whether the bound is a floor (reading quality) and not a ceiling.
    is_floor: bool = False

    @property
    def holds(self) -> bool:
        return self.value >= self.bound if self.is_floor else self.value <= self.bound


def table(figures: Iterable[Figure]) -> str:
    """The figures as lines of text."""
    lines = [f"{'figure':<64}{'measured':>12}{'bound':>12}  "]
    for one in figures:
        sign = "≥" if one.is_floor else "≤"
        bound, verdict = f"{sign}{one.bound:g}", "ok" if one.holds else "NOT MET"
        lines.append(f"{one.what:<64}{one.value:>12g}{bound:>12} {one.unit:<4}{verdict}")
    return "\n".join(lines)
