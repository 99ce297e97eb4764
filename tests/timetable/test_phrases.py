"""The table of deadline phrases: what a phrase means, against the instant at which the work is late.

The reading of the words is tested elsewhere; here the meaning is given and the instant is computed.
"""

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from giamsat.timetable import Bound, Due, occurrence, recurrences

TABLE = Path(__file__).parents[3] / "shared/rules/deadline_phrases.csv"
TICK = timedelta(microseconds=1)


def rows():
    """Rows of the table, one for each deadline of a phrase; none when the table does not lie beside the checkout."""
    if not TABLE.exists():
        return []
    with TABLE.open(encoding="utf-8") as table:
        return [row for whole in csv.DictReader(table) for row in parted(whole)]


def parted(row):
    columns = {
        key: row[key].split(" | ") for key in ("expected_on", "expected_at", "bound", "due_instant", "recurrence")
    }
    length = max(map(len, columns.values()))
    for n in range(length):
        yield row | {key: (values[n].strip() if n < len(values) else "") for key, values in columns.items()}


def due_of(row):
    on, at = date.fromisoformat(row["expected_on"]), None
    if row["expected_at"]:
        moment = datetime.fromisoformat(row["expected_at"])
        on, at = moment.date(), moment.time()
    return Due(row["phrase"], Bound(row["bound"]), on, at)


def instants(late_from, row):
    """A table in whole seconds cannot write "just after 16:00:00"."""
    is_clock = late_from.microsecond == 1 and row["bound"] != "before"
    return (late_from - TICK if is_clock else late_from).isoformat()


DATED = [row for row in rows() if row["expected_on"] and row["bound"]]
RECURRING = [row for row in rows() if row["recurrence"] and row["due_instant"]]


@pytest.mark.parametrize("row", DATED, ids=lambda row: row["phrase"][:40])
def test_dated_phrase_is_late_from_the_instant_of_the_table(row):
    assert instants(due_of(row).late_from, row) == row["due_instant"]


@pytest.mark.parametrize("row", RECURRING, ids=lambda row: row["phrase"][:40])
def test_recurring_phrase_is_late_from_the_instant_of_the_table(row):
    period = row["context"].partition("period=")[2]
    found = [occurrence(one, Bound(row["bound"]), period) for one in recurrences(row["recurrence"])]

    assert [instants(due.late_from, row) for due in found] == row["due_instant"].split("; ")
