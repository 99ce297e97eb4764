from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giamsat.timetable import Calendar, PeriodKind, has_working_gap, period
from giamsat.timetable.periods import LENGTHS
from tests.timetable.seed import seeded_calendar

YEARS = st.integers(2020, 2040)


@pytest.mark.parametrize(
    ("kind", "number", "data_from", "data_to", "due_on", "key"),
    [
        (PeriodKind.MONTH, 1, date(2025, 12, 15), date(2026, 1, 14), date(2026, 1, 25), "2026-01"),
        (PeriodKind.MONTH, 3, date(2026, 2, 15), date(2026, 3, 14), date(2026, 3, 25), "2026-03"),
        (PeriodKind.QUARTER, 1, date(2025, 12, 15), date(2026, 3, 14), date(2026, 3, 25), "2026-Q1"),
        (PeriodKind.QUARTER, 4, date(2026, 9, 15), date(2026, 12, 14), date(2026, 12, 25), "2026-Q4"),
        (PeriodKind.HALF_YEAR, 1, date(2025, 12, 15), date(2026, 6, 14), date(2026, 6, 25), "2026-H1"),
        (PeriodKind.HALF_YEAR, 2, date(2026, 6, 15), date(2026, 12, 14), date(2026, 12, 25), "2026-H2"),
        (PeriodKind.NINE_MONTH, 1, date(2025, 12, 15), date(2026, 9, 14), date(2026, 9, 25), "2026-9M"),
        (PeriodKind.YEAR, 1, date(2025, 12, 15), date(2026, 12, 14), date(2026, 12, 25), "2026"),
    ],
)
def test_period_follows_decree_09(kind, number, data_from, data_to, due_on, key):
    found = period(kind, 2026, number)

    assert (found.data_from, found.data_to, found.due_on, found.key) == (data_from, data_to, due_on, key)


def test_only_nine_months_are_a_convention():
    assert [kind for kind in PeriodKind if period(kind, 2026).is_convention] == [PeriodKind.NINE_MONTH]


def test_a_period_the_year_lacks_is_refused():
    with pytest.raises(ValueError, match="a year has 4"):
        period(PeriodKind.QUARTER, 2026, 5)


def test_the_whole_day_of_sending_is_in_time():
    assert period(PeriodKind.MONTH, 2026, 8).due.late_from.isoformat() == "2026-08-26T00:00:00+07:00"


def test_gap_counts_neither_cut_off_nor_deadline():
    friday, monday, tuesday = date(2026, 8, 14), date(2026, 8, 17), date(2026, 8, 18)

    assert not has_working_gap(friday, monday, Calendar())
    assert has_working_gap(friday, tuesday, Calendar())
    assert not has_working_gap(friday, tuesday, Calendar.of({monday: False}))


@given(st.sampled_from([k for k in PeriodKind if k is not PeriodKind.NINE_MONTH]), YEARS)
def test_periods_of_a_kind_touch_without_overlap(kind, year):
    periods = [period(kind, y, n) for y in (year, year + 1) for n in range(1, LENGTHS[kind][1] + 1)]

    for earlier, later in pairwise(periods):
        assert later.data_from == earlier.data_to + timedelta(days=1)


@given(st.sampled_from(PeriodKind), YEARS, st.data())
def test_a_working_day_always_lies_between_cut_off_and_sending(kind, year, data):
    found = period(kind, year, data.draw(st.integers(1, LENGTHS[kind][1])))

    assert has_working_gap(found.data_to, found.due_on, seeded_calendar())
