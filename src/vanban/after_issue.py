"""Counts days, weeks and months from the day a document is signed; that day is not counted (Civil Code, art. 147)."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta


def working_days(issued_on: date, count: int, is_working: Callable[[date], bool]) -> date:
    """The day on which so many working days have passed."""
    day, left = issued_on, count
    while left:
        day += timedelta(days=1)
        left -= is_working(day)
    return day


def calendar_days(issued_on: date, count: int, unit: str, is_working: Callable[[date], bool]) -> date:
    """The day on which so many days, weeks (tuần) or months (tháng) end; a day off moves it on (art. 148.5)."""
    day = (
        _months(issued_on, count)
        if unit == "tháng"
        else issued_on + timedelta(days=count * (7 if unit == "tuần" else 1))
    )
    while not is_working(day):
        day += timedelta(days=1)
    return day


def _months(day: date, count: int) -> date:
    """The like day so many months on; the last of a shorter month."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
