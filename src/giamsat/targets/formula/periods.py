"""Periods of one cadence counted forth and back, by their names. PURE."""

from functools import lru_cache

from giamsat.targets.formula.tree import Function
from giamsat.timetable import spans


@lru_cache(maxsize=4096)
def stepped(function: Function, back: int, period: str) -> tuple[str, ...]:
    """The periods that a function of time asks its argument for, when it is asked for `period`."""
    unit, first, _ = spans.span(period)
    if function is Function.PREV:
        return (spans.name(unit, spans.moved(unit, first, -back)),)
    if function is Function.SAME:
        return (year_before(period),)
    if function is Function.YTD:
        year = period[:4]
        return tuple(one for one in through(spans.name(unit, first.replace(month=1, day=1)), period) if one[:4] == year)
    return (period,)


@lru_cache(maxsize=1024)
def through(first: str, last: str) -> tuple[str, ...]:
    """The periods from `first` through `last`, of the cadence of `first`."""
    unit, day, _ = spans.span(first)
    found = []
    while (name := spans.name(unit, day)) <= last:
        found.append(name)
        day = spans.moved(unit, day, 1)
    return tuple(found)


def year_before(period: str) -> str:
    """The period of the same name a year before; what that year lacks (week 53, 29 February) is the one before it."""
    unit, first, _ = spans.span(period)
    name = f"{int(period[:4]) - 1:04}{period[4:]}"
    try:
        spans.span(name)
    except ValueError:
        return year_before(spans.name(unit, spans.moved(unit, first, -1)))
    return name
