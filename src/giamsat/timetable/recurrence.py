"""Deadlines that come back: every day, week, month, quarter, half year or year.

Written form: `daily[:HH:MM]`, `weekly[:mon…sun]`, `monthly[:D]`, `monthly:last`, `quarterly[:D]` (day D of the first
month after the quarter), `quarterly-last:D` (day D of the last month of the quarter), `half-yearly`, `yearly[:MM-DD]`,
each with `:HH:MM` behind it when an hour is named. Several are parted by "; ". A day that a month lacks is its last.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import count

from giamsat.timetable import spans
from giamsat.timetable.due import VIETNAM, Bound, Due

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: the day of the month that stands for its last day
LAST = 31


class Every(StrEnum):
    """How often a deadline comes back."""

    DAY = "daily"
    WEEK = "weekly"
    MONTH = "monthly"
    QUARTER = "quarterly"
    QUARTER_LAST = "quarterly-last"
    HALF_YEAR = "half-yearly"
    YEAR = "yearly"


@dataclass(frozen=True)
class Recurrence:
    """One cadence. Without a day it lasts through the end of each period."""

    every: Every
    #: of a week 0 Monday … 6 Sunday; else the day of the month, 31 for the last; None when no day is named
    day: int | None = None
    #: month of a yearly day
    month: int | None = None
    #: Vietnamese time; None when no hour is named
    clock: time | None = None

    def __str__(self) -> str:
        parts = [self.every.value, self._day_text(), f"{self.clock:%H:%M}" if self.clock else ""]
        return ":".join(part for part in parts if part)

    def _day_text(self) -> str:
        if self.day is None:
            return ""
        if self.every is Every.WEEK:
            return WEEKDAYS[self.day]
        if self.every is Every.YEAR:
            return f"{self.month:02}-{self.day:02}"
        return "last" if self.every is Every.MONTH and self.day == LAST else str(self.day)


def recurrence(text: str) -> Recurrence:
    """The cadence written as `text`; ValueError when it is none."""
    every, *rest = text.strip().split(":")
    clock = time.fromisoformat(":".join(rest[-2:])) if len(rest) > 1 else None
    named = rest[:-2] if clock else rest
    if len(named) > 1:
        raise ValueError(f"not a recurrence: {text!r}")
    month, day = _named_day(Every(every), named[0] if named else None)
    return Recurrence(Every(every), day, month, clock)


def recurrences(text: str) -> tuple[Recurrence, ...]:
    """Every cadence of a text in which several may stand, parted by ";"."""
    return tuple(recurrence(part) for part in text.split(";") if part.strip())


def _named_day(every: Every, named: str | None) -> tuple[int | None, int | None]:
    """(month, day) of what stands behind the first colon."""
    if named is None and every is not Every.QUARTER_LAST:
        return None, None
    named = named or ""
    if every is Every.WEEK and named in WEEKDAYS:
        return None, WEEKDAYS.index(named)
    if every is Every.YEAR and "-" in named:
        day = date.fromisoformat(f"2000-{named}")  # a leap year, so that 02-29 is a day
        return day.month, day.day
    if every is Every.MONTH and named == "last":
        return None, LAST
    if every in (Every.MONTH, Every.QUARTER, Every.QUARTER_LAST) and named.isdigit() and 1 <= int(named) <= LAST:
        return None, int(named)
    raise ValueError(f"{every} cannot be on {named!r}")


def occurrence(
    cadence: Recurrence | str, bound: Bound, period: str, *, words: str = "", day_counts: bool = False
) -> Due:
    """The deadline of one period: `2026-08-20`, `2026-W33`, `2026-08`, `2026-Q3`, `2026-H1` or `2026`.

    A cadence that names neither day nor hour runs through the end of its period, whatever the bound.
    """
    if isinstance(cadence, str):
        cadence = recurrence(cadence)
    on = _day_in(cadence, *spans.span(period))
    is_bare = cadence.day is None and cadence.every is not Every.DAY
    return Due(words or str(cadence), bound, on, cadence.clock, day_counts=day_counts or is_bare)


def period_holding(cadence: Recurrence | str, day: date) -> str:
    """The name of the period of a cadence that holds a day: "2026-08" of a monthly one."""
    if isinstance(cadence, str):
        cadence = recurrence(cadence)
    return spans.name(UNITS[cadence.every], day)


def period_start(period: str) -> date:
    """The first day of a period: 1 August of `2026-08`."""
    return spans.span(period)[1]


def period_after(
    cadence: Recurrence | str, bound: Bound, after: datetime, *, words: str = "", day_counts: bool = False
) -> tuple[str, Due]:
    """The first period whose deadline is not yet past at `after` (aware), and that deadline."""
    if isinstance(cadence, str):
        cadence = recurrence(cadence)
    for period in _periods_from(cadence.every, after.astimezone(VIETNAM).date()):
        due = occurrence(cadence, bound, period, words=words, day_counts=day_counts)
        if due.late_from > after:
            return period, due
    raise AssertionError("periods never end")


def next_occurrence(
    cadence: Recurrence | str, bound: Bound, after: datetime, *, words: str = "", day_counts: bool = False
) -> Due:
    """The first deadline not yet past at `after` (aware): the first whose `late_from` lies behind it.

    A text may hold several cadences; the earliest deadline of all is given.
    """
    if after.tzinfo is None:
        raise ValueError("the next deadline is sought after an aware moment")
    cadences = recurrences(cadence) if isinstance(cadence, str) else (cadence,)
    firsts = (period_after(one, bound, after, words=words, day_counts=day_counts)[1] for one in cadences)
    return min(firsts, key=lambda due: due.late_from)


def next_due(cadence: Recurrence | str, bound: Bound, after: datetime, *, day_counts: bool = False) -> datetime:
    """The first instant after `after` at which an occurrence becomes late, UTC+7."""
    return next_occurrence(cadence, bound, after, day_counts=day_counts).late_from


def _periods_from(every: Every, day: date) -> Iterator[str]:
    """Names of periods, from the one before that of `day` (a quarterly day falls after its quarter)."""
    unit = UNITS[every]
    first = spans.start_of(unit, day) - timedelta(days=1)
    return (spans.name(unit, spans.moved(unit, first, steps)) for steps in count())


UNITS = {
    Every.DAY: spans.Unit.DAY,
    Every.WEEK: spans.Unit.WEEK,
    Every.MONTH: spans.Unit.MONTH,
    Every.QUARTER: spans.Unit.QUARTER,
    Every.QUARTER_LAST: spans.Unit.QUARTER,
    Every.HALF_YEAR: spans.Unit.HALF_YEAR,
    Every.YEAR: spans.Unit.YEAR,
}


def _day_in(cadence: Recurrence, unit: spans.Unit, first: date, last: date) -> date:
    """The day of the period `first`–`last` that the cadence names; its last day when it names none."""
    if UNITS[cadence.every] is not unit:
        raise ValueError(f"{cadence} does not come back in a period like that from {first} to {last}")
    if cadence.day is None:
        return last
    if cadence.every is Every.WEEK:
        return first + timedelta(days=cadence.day)
    if cadence.every is Every.QUARTER:
        return spans.day_of_month(last + timedelta(days=1), cadence.day)
    if cadence.every is Every.YEAR and cadence.month:
        return spans.day_of_month(first.replace(month=cadence.month), cadence.day)
    return spans.day_of_month(last, cadence.day)
