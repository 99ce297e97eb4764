"""Which days are worked, and counting in working days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class Calendar:
    """The days that differ from the plain week; any other Monday to Friday is worked.

    A value handed in: its rows are kept elsewhere. Two calendars with the same days are equal.
    """

    #: days worked although they are Saturdays or Sundays (swapped make-up days)
    working: frozenset[date] = frozenset()
    #: days off although they are Mondays to Fridays (public holidays, days in lieu, swapped days)
    off: frozenset[date] = frozenset()

    @classmethod
    def of(cls, overrides: Mapping[date, bool]) -> Self:
        """The calendar in which each given day is worked (True) or off (False)."""
        return cls(
            working=frozenset(day for day, worked in overrides.items() if worked),
            off=frozenset(day for day, worked in overrides.items() if not worked),
        )

    def is_working(self, day: date) -> bool:
        """Whether `day` is worked."""
        return day not in self.off and (day in self.working or day.weekday() < SATURDAY)

    def next_working(self, day: date) -> date:
        """`day` itself when it is worked, else the first worked day after it.

        Civil Code 2015, art. 148.5: a period ending on a day off ends with the next working day.
        """
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; counted backwards when `count` is negative.

        Civil Code 2015, art. 147: the day from which a period runs is not counted. Zero gives `day`.
        """
        step = ONE_DAY if count > 0 else -ONE_DAY
        left = abs(count)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days come after `start`, up to and including `end`; zero when `end` is not later."""
        days = (start + ONE_DAY * n for n in range(1, (end - start).days + 1))
        return sum(self.is_working(day) for day in days)
