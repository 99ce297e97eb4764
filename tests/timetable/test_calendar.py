from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from giamsat.timetable import Calendar
from tests.timetable.seed import seeded_calendar

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
CALENDARS = st.dictionaries(DAYS, st.booleans(), max_size=40).map(Calendar.of)


def test_plain_week_is_monday_to_friday():
    monday = date(2026, 8, 17)

    worked = [Calendar().is_working(monday + timedelta(days=n)) for n in range(7)]

    assert worked == [True] * 5 + [False] * 2


def test_swapped_saturday_is_worked_and_its_monday_is_off():
    calendar = seeded_calendar()

    assert calendar.is_working(date(2026, 8, 22))
    assert not calendar.is_working(date(2026, 8, 31))


def test_tet_is_jumped_over():
    calendar = seeded_calendar()

    assert calendar.next_working(date(2026, 2, 14)) == date(2026, 2, 23)
    assert calendar.add_working_days(date(2026, 2, 10), 5) == date(2026, 2, 24)
    assert calendar.add_working_days(date(2026, 2, 23), -1) == date(2026, 2, 13)


def test_equal_days_make_equal_calendars():
    days = {date(2026, 8, 22): True, date(2026, 8, 31): False}

    assert Calendar.of(days) == Calendar.of(dict(reversed(days.items())))
    assert len({Calendar.of(days), Calendar.of(days)}) == 1


@given(CALENDARS, DAYS)
def test_next_working_is_the_first_worked_day(calendar, day):
    found = calendar.next_working(day)

    skipped = [day + timedelta(days=n) for n in range((found - day).days)]
    assert calendar.is_working(found)
    assert not any(calendar.is_working(other) for other in skipped)


@given(CALENDARS, DAYS, st.integers(1, 60))
def test_adding_and_counting_working_days_agree(calendar, day, count):
    found = calendar.add_working_days(day, count)

    assert calendar.is_working(found)
    assert calendar.working_days_between(day, found) == count


@given(CALENDARS, DAYS, st.integers(0, 40))
def test_counting_forward_and_back_meets(calendar, day, count):
    start = calendar.next_working(day)

    assert calendar.add_working_days(calendar.add_working_days(start, count), -count) == start


@given(CALENDARS, st.lists(DAYS, min_size=3, max_size=3).map(sorted))
def test_working_days_add_up(calendar, days):
    first, middle, last = days

    whole = calendar.working_days_between(first, last)

    assert whole == calendar.working_days_between(first, middle) + calendar.working_days_between(middle, last)
