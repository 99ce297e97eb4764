"""The time cell of a row: its days and recurrences, and what kind of time it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from vanban import dates
from vanban.cadences import Cadence
from vanban.dates import Said
from vanban.grammar import tables as grammar

#: the recurrence of work that never ends ("thường xuyên")
ALWAYS = "always"
#: kind -> what its words look like, the first that fits counts
_KINDS = (
    ("range_end", re.compile(r"20\d\d ?[-–] ?20\d\d")),
    ("quarter_end", re.compile(r"[Qq]uý")),
    ("day", re.compile(r"\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4}|(?!\d))|ngày \d")),
    ("month_end", re.compile(r"[Tt]háng|\d{1,2}\s?[/.-]\s?20\d\d")),
    ("year_end", re.compile(r"20\d\d")),
)


@dataclass(frozen=True)
class CellTimes:
    """What a time cell says."""

    #: days in the order of the cell
    said: tuple[Said, ...] = ()
    #: recurrences
    cadences: tuple[Cadence, ...] = ()
    #: day, month_end, quarter_end, year_end, range_end, recurring, event, none
    kind: str = "none"
    #: open_end
    flags: tuple[str, ...] = ()


def times_of(text: str, issued_on: date | None) -> CellTimes:
    """The times of a cell; an open period ("2025 và những năm tiếp theo") is due first at the end of its first year."""
    if not text.strip():
        return CellTimes()
    found = dates.find(text, issued_on=issued_on, column=True)
    said, cadences, flags = found.said, found.cadences, found.flags
    opened = grammar.OPEN_END.regex.search(text)
    if opened and not said:
        on = date(int(opened.group("year")), 12, 31)
        said = (Said(on, None, "during", opened.group(), opened.start(), opened.end(), flags=("open_end",)),)
        flags = (*flags, "open_end")
    always = grammar.ALWAYS.regex.search(text)
    if always:
        cadences = (*cadences, Cadence(ALWAYS, "during", always.group(), always.start(), always.end()))
    return CellTimes(said, cadences, _kind(said, cadences), flags)


def _kind(said: tuple[Said, ...], cadences: tuple[Cadence, ...]) -> str:
    if said:
        return next((kind for kind, looks in _KINDS if looks.search(said[-1].text)), "day")
    return "recurring" if cadences else "event"
