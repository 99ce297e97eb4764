"""The calendar the product is delivered with."""

import csv
from datetime import date
from importlib.resources import files

from giamsat.timetable import Calendar


def seeded_calendar() -> Calendar:
    with (files("giamsat") / "people/seed/holidays.csv").open(encoding="utf-8") as rows:
        return Calendar.of(
            {date.fromisoformat(row["date"]): row["is_working_day"] == "yes" for row in csv.DictReader(rows)}
        )
