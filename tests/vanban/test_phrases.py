"""Deadline phrases: a table of our own, and what holds for every day: month ends, leap days, year ends, days off."""

import csv
from calendar import isleap, monthrange
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban import dates

with (Path(__file__).parent / "phrases.csv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table))

DAYS = st.dates(date(2026, 1, 1), date(2032, 12, 31))
#: a week of Tết, as the government gives it; the Saturday before is worked
TET = {date(2027, 2, 5) + timedelta(days=n) for n in range(7)}


def is_working(day: date) -> bool:
    return day == date(2027, 1, 30) or (day.weekday() < 5 and day not in TET)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["phrase"][:50])
def test_phrase_means_what_the_table_says(row: dict[str, str]) -> None:
    issued = date.fromisoformat(row["context"].split()[0])

    times = dates.find(row["phrase"], issued_on=issued)

    assert " | ".join(str(s.on) for s in times.said) == row["expected_on"]
    assert " | ".join(s.moment.isoformat() for s in times.said if s.moment) == row["expected_at"]
    assert "; ".join(c.value for c in times.cadences) == row["recurrence"]
    if row["expected_on"]:
        assert " | ".join(s.bound for s in times.said) == row["bound"]


@given(DAYS)
@settings(max_examples=150, deadline=None)
def test_every_day_is_read_however_it_is_written(day: date) -> None:
    for written in (
        f"trước ngày {day.day}/{day.month}/{day.year}",
        f"trước ngày {day.day:02}/{day.month:02}/{day.year}",
        f"chậm nhất ngày {day.day:02} tháng {day.month} năm {day.year}",
        f"hoàn thành trước ngày {day.day}.{day.month}.{day.year}",
        f"trước 16h30 ngày {day.day}-{day.month}-{day.year}",
    ):
        assert [s.on for s in dates.find(written).said] == [day]


@given(st.integers(2026, 2040), st.integers(1, 12))
@settings(max_examples=80, deadline=None)
def test_a_month_ends_on_its_last_day_and_a_quarter_with_its_last_month(year: int, month: int) -> None:
    last = date(year, month, monthrange(year, month)[1])
    quarter = (month + 2) // 3

    assert dates.find(f"trong tháng {month} năm {year}").said[0].on == last
    assert dates.find(f"trước tháng {month}/{year}").said[0].on == last.replace(day=1)
    ends = date(year, quarter * 3, monthrange(year, quarter * 3)[1])
    assert dates.find(f"trong quý {('I', 'II', 'III', 'IV')[quarter - 1]} năm {year}").said[0].on == ends
    assert dates.find(f"hết năm {year}").said[0].on == date(year, 12, 31)


@pytest.mark.parametrize("year", range(2026, 2037))
def test_the_29th_of_february_is_a_day_in_leap_years_only(year: int) -> None:
    found = dates.find(f"trước ngày 29/02/{year}")

    assert [s.on for s in found.said] == ([date(year, 2, 29)] if isleap(year) else [])
    assert ("impossible_date" in found.flags) is not isleap(year)


@given(st.dates(date(2027, 1, 1), date(2027, 2, 20)), st.integers(1, 20))
@settings(max_examples=80, deadline=None)
def test_working_days_pass_over_tet_and_count_the_saturday_worked(issued: date, days: int) -> None:
    phrase = f"trong vòng {days} ngày làm việc kể từ ngày ký"

    on = dates.find(phrase, issued_on=issued, is_working=is_working).said[0].on

    assert on is not None
    assert is_working(on)
    assert sum(is_working(issued + timedelta(days=n)) for n in range(1, (on - issued).days + 1)) == days


@given(DAYS)
@settings(max_examples=60, deadline=None)
def test_a_day_without_a_year_is_the_next_one_to_come_within_ten_months(issued: date) -> None:
    for ahead in (1, 20, 60):
        day = issued + timedelta(days=ahead)

        found = dates.find(f"trước ngày {day.day}/{day.month}", issued_on=issued).said

        assert found == () or found[0].on == day or day.year != issued.year
