"""Working days, deadlines, recurrences and reporting periods: pure values, told the day and the calendar.

Everything is counted in Vietnamese time (UTC+7). Nothing here reads a clock, a file or a database.
"""

from giamsat.timetable.calendar import Calendar
from giamsat.timetable.due import VIETNAM, Bound, Due, check_day, clock_on, is_late
from giamsat.timetable.periods import PeriodKind, ReportingPeriod, has_working_gap, period
from giamsat.timetable.recurrence import (
    Every,
    Recurrence,
    next_due,
    next_occurrence,
    occurrence,
    period_after,
    period_holding,
    period_start,
    recurrence,
    recurrences,
)

__all__ = [
    "VIETNAM",
    "Bound",
    "Calendar",
    "Due",
    "Every",
    "PeriodKind",
    "Recurrence",
    "ReportingPeriod",
    "check_day",
    "clock_on",
    "has_working_gap",
    "is_late",
    "next_due",
    "next_occurrence",
    "occurrence",
    "period",
    "period_after",
    "period_holding",
    "period_start",
    "recurrence",
    "recurrences",
]
