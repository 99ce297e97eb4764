"""Days, weeks, months, quarters, half years and years of the calendar: their names, first and last days."""

import re
from calendar import monthrange
from datetime import date, timedelta
from enum import IntEnum

ONE_DAY = timedelta(days=1)


class Unit(IntEnum):
    """A stretch of the calendar; from a month on the value is its length in months."""

    DAY = -1
    WEEK = -7
    MONTH = 1
    QUARTER = 3
    HALF_YEAR = 6
    YEAR = 12


NAMED = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?"
)


def span(period: str) -> tuple[Unit, date, date]:
    """(unit, first day, last day) of `2026-08-20`, `2026-W33`, `2026-08`, `2026-Q3`, `2026-H1` or `2026`."""
    found = NAMED.fullmatch(period)
    if not found:
        raise ValueError(f"not a period: {period!r}")
    year = int(found["year"])
    if found["day"]:
        day = date.fromisoformat(period)
        return Unit.DAY, day, day
    if found["week"]:
        monday = date.fromisocalendar(year, int(found["week"]), 1)
        return Unit.WEEK, monday, monday + 6 * ONE_DAY
    unit, number = _months_named(found)
    first = date(year, (number - 1) * unit + 1, 1)
    return unit, first, _last_day(unit, first)


def name(unit: Unit, day: date) -> str:
    """The name of the period that holds `day`; a week is named as ISO 8601 does."""
    if unit is Unit.DAY:
        return day.isoformat()
    if unit is Unit.WEEK:
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    number = (day.month - 1) // unit + 1
    ending = {Unit.MONTH: f"-{number:02}", Unit.QUARTER: f"-Q{number}", Unit.HALF_YEAR: f"-H{number}", Unit.YEAR: ""}
    return f"{day.year:04}{ending[unit]}"


def start_of(unit: Unit, day: date) -> date:
    """The first day of the period that holds `day`."""
    return span(name(unit, day))[1]


def moved(unit: Unit, day: date, steps: int) -> date:
    """The first day of the period `steps` periods after the one that holds `day`."""
    first = start_of(unit, day)
    if unit < 0:
        return first - steps * unit * ONE_DAY
    months = first.year * 12 + first.month - 1 + steps * unit
    return date(months // 12, months % 12 + 1, 1)


def day_of_month(within: date, day: int) -> date:
    """Day `day` of the month that holds `within`, or that month's last day when it has no such day."""
    return within.replace(day=min(day, monthrange(within.year, within.month)[1]))


def _months_named(found: re.Match[str]) -> tuple[Unit, int]:
    for key, unit in (("quarter", Unit.QUARTER), ("half", Unit.HALF_YEAR), ("month", Unit.MONTH)):
        if found[key]:
            return unit, int(found[key])
    return Unit.YEAR, 1


def _last_day(unit: Unit, first: date) -> date:
    return day_of_month(first.replace(month=first.month + unit - 1), 31)
