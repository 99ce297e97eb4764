import json
from datetime import UTC, date, datetime, time, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giamsat.timetable import VIETNAM, Bound, Due, clock_on, is_late

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
BOUNDS = st.sampled_from(Bound)
DUES = st.builds(Due, st.text(), BOUNDS, DAYS, st.none() | st.times(), st.booleans())

DAY = date(2026, 1, 12)
FOUR = time(16, 0)


@pytest.mark.parametrize(
    ("bound", "at", "day_counts", "late_from"),
    [
        (Bound.BEFORE, None, False, "2026-01-12T00:00:00+07:00"),
        (Bound.BEFORE, None, True, "2026-01-13T00:00:00+07:00"),
        (Bound.BEFORE, FOUR, False, "2026-01-12T16:00:00+07:00"),
        (Bound.BEFORE, FOUR, True, "2026-01-12T16:00:00+07:00"),
        (Bound.BY, None, False, "2026-01-13T00:00:00+07:00"),
        (Bound.DURING, None, False, "2026-01-13T00:00:00+07:00"),
        (Bound.BY, FOUR, False, "2026-01-12T16:00:00.000001+07:00"),
        (Bound.DURING, FOUR, False, "2026-01-12T16:00:00.000001+07:00"),
    ],
)
def test_late_from_is_on_the_right_side(bound, at, day_counts, late_from):
    assert Due("", bound, DAY, at, day_counts).late_from.isoformat() == late_from


@pytest.mark.parametrize(
    ("bound", "moment", "late"),
    [
        (Bound.BEFORE, "2026-01-12T15:59:59.999999+07:00", False),
        (Bound.BEFORE, "2026-01-12T16:00:00+07:00", True),
        (Bound.BY, "2026-01-12T16:00:00+07:00", False),
        (Bound.BY, "2026-01-12T09:00:00.000001+00:00", True),
    ],
)
def test_is_late_at_the_very_hour(bound, moment, late):
    assert is_late(datetime.fromisoformat(moment), Due("", bound, DAY, FOUR)) is late


def test_midnight_as_24h00_is_the_next_day():
    assert clock_on(date(2025, 12, 31), 24) == (date(2026, 1, 1), time(0))
    assert Due("", Bound.BEFORE, *clock_on(date(2025, 12, 31), 24)).late_from == datetime(2026, 1, 1, tzinfo=VIETNAM)


def test_naive_moment_and_zoned_hour_are_refused():
    with pytest.raises(ValueError, match="aware"):
        is_late(datetime(2026, 1, 12), Due("", Bound.BY, DAY))  # noqa: DTZ001
    with pytest.raises(ValueError, match="time zone"):
        Due("", Bound.BY, DAY, time(16, tzinfo=UTC))


@given(DUES)
def test_json_gives_an_equal_deadline(due):
    assert Due.from_json(json.loads(json.dumps(due.as_json()))) == due


@given(DUES)
def test_lateness_begins_exactly_at_late_from(due):
    assert is_late(due.late_from, due)
    assert not is_late(due.late_from - timedelta(microseconds=1), due)


@given(DAYS, st.none() | st.times(), st.booleans())
def test_before_is_never_later_than_by(day, at, day_counts):
    before, by = (Due("", bound, day, at, day_counts).late_from for bound in (Bound.BEFORE, Bound.BY))

    assert before <= by


@given(DAYS)
def test_before_tomorrow_is_by_today(day):
    for bound, day_counts in product((Bound.BY, Bound.DURING), (False, True)):
        assert (
            Due("", Bound.BEFORE, day + timedelta(days=1)).late_from == Due("", bound, day, None, day_counts).late_from
        )
