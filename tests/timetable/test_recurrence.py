from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giamsat.timetable import VIETNAM, Bound, Every, Recurrence, next_due, next_occurrence, occurrence, recurrence

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 12, 31), timezones=st.just(VIETNAM))  # noqa: DTZ001
CLOCKS = st.none() | st.times().map(lambda t: t.replace(second=0, microsecond=0))
CADENCES = st.one_of(
    st.builds(Recurrence, st.sampled_from([Every.DAY, Every.HALF_YEAR]), clock=CLOCKS),
    st.builds(Recurrence, st.just(Every.WEEK), st.none() | st.integers(0, 6), clock=CLOCKS),
    st.builds(Recurrence, st.sampled_from([Every.MONTH, Every.QUARTER]), st.none() | st.integers(1, 31), clock=CLOCKS),
    st.builds(Recurrence, st.just(Every.QUARTER_LAST), st.integers(1, 31), clock=CLOCKS),
    st.builds(Recurrence, st.just(Every.YEAR), st.integers(1, 28), st.integers(1, 12), clock=CLOCKS),
    st.just(Recurrence(Every.YEAR)),
    st.just(Recurrence(Every.YEAR, 29, 2)),
)


@pytest.mark.parametrize(
    ("text", "cadence"),
    [
        ("daily", Recurrence(Every.DAY)),
        ("daily:16:00", Recurrence(Every.DAY, clock=time(16))),
        ("weekly:fri", Recurrence(Every.WEEK, 4)),
        ("weekly:thu:17:00", Recurrence(Every.WEEK, 3, clock=time(17))),
        ("monthly:25", Recurrence(Every.MONTH, 25)),
        ("monthly:last", Recurrence(Every.MONTH, 31)),
        ("monthly:5:16:30", Recurrence(Every.MONTH, 5, clock=time(16, 30))),
        ("quarterly:10", Recurrence(Every.QUARTER, 10)),
        ("quarterly-last:20", Recurrence(Every.QUARTER_LAST, 20)),
        ("half-yearly", Recurrence(Every.HALF_YEAR)),
        ("yearly:02-29", Recurrence(Every.YEAR, 29, 2)),
    ],
)
def test_written_form_is_read(text, cadence):
    assert recurrence(text) == cadence
    assert str(cadence) == text


@pytest.mark.parametrize(
    "text",
    ["", "hourly", "daily:25", "weekly:8", "monthly:32", "monthly:0", "quarterly-last", "yearly:13-01", "daily:24:61"],
)
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        recurrence(text)


@pytest.mark.parametrize(
    ("text", "period", "on"),
    [
        ("daily", "2026-08-20", date(2026, 8, 20)),
        ("weekly", "2026-W33", date(2026, 8, 16)),
        ("weekly:mon", "2020-W53", date(2020, 12, 28)),
        ("monthly:31", "2028-02", date(2028, 2, 29)),
        ("monthly:last", "2026-04", date(2026, 4, 30)),
        ("quarterly", "2026-Q3", date(2026, 9, 30)),
        ("quarterly:10", "2026-Q4", date(2027, 1, 10)),
        ("quarterly-last:20", "2026-Q3", date(2026, 9, 20)),
        ("half-yearly", "2026-H1", date(2026, 6, 30)),
        ("yearly:02-29", "2027", date(2027, 2, 28)),
        ("yearly", "2026", date(2026, 12, 31)),
    ],
)
def test_occurrence_falls_on_the_named_day(text, period, on):
    assert occurrence(text, Bound.BY, period).on == on


def test_occurrence_wants_a_period_of_its_own_length():
    with pytest.raises(ValueError, match="does not come back"):
        occurrence("monthly:25", Bound.BEFORE, "2026")


def test_bare_cadence_lasts_through_its_period_even_with_before():
    assert occurrence("monthly", Bound.BEFORE, "2026-08").late_from == datetime(2026, 9, 1, tzinfo=VIETNAM)


def test_next_due_of_a_quarterly_day_may_belong_to_the_quarter_before():
    after = datetime(2026, 7, 3, tzinfo=VIETNAM)

    assert next_due("quarterly:10", Bound.BEFORE, after) == datetime(2026, 7, 10, tzinfo=VIETNAM)


def test_next_due_of_several_cadences_is_the_earliest():
    after = datetime(2026, 7, 3, tzinfo=VIETNAM)

    assert next_due("yearly:06-30; yearly:12-31", Bound.DURING, after) == datetime(2027, 1, 1, tzinfo=VIETNAM)


def test_an_occurrence_already_late_at_the_moment_is_past():
    noon = datetime(2026, 8, 25, 0, 0, tzinfo=VIETNAM)

    assert next_due("monthly:25", Bound.BEFORE, noon) == datetime(2026, 9, 25, tzinfo=VIETNAM)
    assert next_due("monthly:25", Bound.BY, noon) == datetime(2026, 8, 26, tzinfo=VIETNAM)


@given(CADENCES)
def test_written_form_gives_an_equal_cadence(cadence):
    assert recurrence(str(cadence)) == cadence


@given(CADENCES, st.sampled_from(Bound), MOMENTS, st.booleans())
def test_next_due_moves_on_and_skips_nothing(cadence, bound, after, day_counts):
    first = next_due(cadence, bound, after, day_counts=day_counts)

    just_before = first - timedelta(microseconds=1)
    assert first > after
    assert next_due(cadence, bound, just_before, day_counts=day_counts) == first
    assert next_due(cadence, bound, first, day_counts=day_counts) > first


@given(CADENCES, st.sampled_from(Bound), MOMENTS)
def test_next_due_is_near(cadence, bound, after):
    longest = {Every.DAY: 2, Every.WEEK: 8, Every.MONTH: 32, Every.HALF_YEAR: 185, Every.YEAR: 367}

    due = next_occurrence(cadence, bound, after)

    assert due.late_from - after <= timedelta(days=longest.get(cadence.every, 93))
