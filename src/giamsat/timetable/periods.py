"""Reporting periods of state agencies: which data a report covers and when it is due.

Decree 09/2019/NĐ-CP, art. 12 (cut-off of data), art. 13 (sent no later than the 25th of the last month) and
art. 8.5.b (at least one working day lies between cut-off and deadline).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from giamsat.timetable.calendar import Calendar
from giamsat.timetable.due import Bound, Due

ONE_DAY = timedelta(days=1)
#: data are taken from the 15th to the 14th
FIRST_DAY, LAST_DAY, DUE_DAY = 15, 14, 25


class PeriodKind(StrEnum):
    """The periods for which reports are owed."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    NINE_MONTH = "nine_month"
    YEAR = "year"


#: kind → (months it covers, how many of them a year has)
LENGTHS = {
    PeriodKind.MONTH: (1, 12),
    PeriodKind.QUARTER: (3, 4),
    PeriodKind.HALF_YEAR: (6, 2),
    PeriodKind.NINE_MONTH: (9, 1),
    PeriodKind.YEAR: (12, 1),
}


@dataclass(frozen=True)
class ReportingPeriod:
    """One period of a regular report, with its data window and its day of sending."""

    kind: PeriodKind
    year: int
    #: which month, quarter or half year; 1 for nine months and the year
    number: int
    #: first day whose data count
    data_from: date
    #: last day whose data count (the cut-off)
    data_to: date
    #: last day for sending; the decree does not move it off a day off
    due_on: date

    @property
    def is_convention(self) -> bool:
        """True for nine months: the decree leaves its cut-off to the agency that asks; this one is by analogy."""
        return self.kind is PeriodKind.NINE_MONTH

    @property
    def due(self) -> Due:
        """The deadline: through the end of the day of sending, UTC+7."""
        return Due(f"chậm nhất ngày {self.due_on:%d/%m/%Y}", Bound.BY, self.due_on)

    @property
    def key(self) -> str:
        """A short name that sorts: `2026-08`, `2026-Q3`, `2026-H1`, `2026-9M`, `2026`."""
        endings = {
            PeriodKind.MONTH: f"-{self.number:02}",
            PeriodKind.QUARTER: f"-Q{self.number}",
            PeriodKind.HALF_YEAR: f"-H{self.number}",
            PeriodKind.NINE_MONTH: "-9M",
            PeriodKind.YEAR: "",
        }
        return f"{self.year:04}{endings[self.kind]}"


def period(kind: PeriodKind, year: int, number: int = 1) -> ReportingPeriod:
    """The `number`-th period of that kind in `year`; ValueError when the year has no such period.

    Data from the 15th of the month before the period to the 14th of its last month, sent by the 25th of that month.
    """
    months, per_year = LENGTHS[kind]
    if not 1 <= number <= per_year:
        raise ValueError(f"a year has {per_year} of {kind}, not number {number}")
    last_month = date(year, months * number, 1)
    return ReportingPeriod(
        kind=kind,
        year=year,
        number=number,
        data_from=_month_before(date(year, months * (number - 1) + 1, 1)).replace(day=FIRST_DAY),
        data_to=last_month.replace(day=LAST_DAY),
        due_on=last_month.replace(day=DUE_DAY),
    )


def has_working_gap(data_to: date, due_on: date, calendar: Calendar) -> bool:
    """Whether a working day lies between the cut-off and the day of sending, neither counted (art. 8.5.b)."""
    return calendar.working_days_between(data_to, due_on - ONE_DAY) >= 1


def _month_before(first_of_month: date) -> date:
    return first_of_month - ONE_DAY
