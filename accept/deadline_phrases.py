"""Every phrase of a table means the day, hour, bound and cadence that it should, and is late from the right instant.

The reader gives day, hour, bound and cadence; the timetable gives the first instant that is late. A row is right only
when all of them are. Rows marked ambiguous are counted apart. Each kind of phrase must hold on its own as well.
"""

import argparse
import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from accept.command import CannotRun, Command, Outcome
from giamsat.timetable import Bound, Calendar, Due, occurrence, recurrences
from vanban import dates

LEAST = 0.95
#: of one kind of phrase, when the table has a handful of it
LEAST_OF_KIND = 0.8
HANDFUL = 4
TABLE = Path(__file__).resolve().parents[1] / "tests" / "vanban" / "phrases.csv"
COLUMNS = ("expected_on", "expected_at", "bound", "due_instant", "recurrence")
Row = dict[str, str]


def measure(options: argparse.Namespace) -> Outcome:
    """The share of rows exactly right."""
    table = options.table or TABLE
    if not table.is_file():
        raise CannotRun(f"không có bảng cụm từ {table}")
    rows = [row for row in read_table(table) if not row["note"].startswith("ambiguous")]
    verdicts = [(row, is_right(row, answer(row))) for row in rows]
    for row, right in verdicts:
        if not right and not _TWISTS:
            print(f"sai: {row['phrase']!r} {answer(row)}")
    share = sum(right for _, right in verdicts) / max(len(verdicts), 1)
    kinds = {kind: [right for row, right in verdicts if kind_of(row) == kind] for kind in map(kind_of, rows)}
    low = [kind for kind, found in kinds.items() if len(found) >= HANDFUL and sum(found) < LEAST_OF_KIND * len(found)]
    bound = f">= {LEAST}, each kind >= {LEAST_OF_KIND}"
    return Outcome("phrases exactly right", share, bound, share >= LEAST and not low, len(rows))


def read_table(table: Path) -> list[Row]:
    with table.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def kind_of(row: Row) -> str:
    """cadence, clock, several, before, by, during, or trap: what the row tries."""
    if row["recurrence"].strip(" |"):
        return "cadence"
    if not row["expected_on"].strip(" |"):
        return "trap"
    if row["expected_at"].strip(" |"):
        return "clock"
    return "several" if "|" in row["expected_on"] else row["bound"].strip()


@lru_cache(maxsize=1)
def calendar() -> Calendar:
    """The working calendar that the product is delivered with."""
    seed = Path(str(files("giamsat.people") / "seed" / "holidays.csv"))
    with seed.open(encoding="utf-8", newline="") as rows:
        return Calendar.of({date.fromisoformat(r["date"]): r["is_working_day"] == "yes" for r in csv.DictReader(rows)})


def answer(row: Row) -> Row:
    """What the product makes of the phrase, in the columns of the table."""
    issued, _, period = row["context"].partition("period=")
    day = date.fromisoformat(issued.strip())
    times = dates.find(row["phrase"], issued_on=day, is_working=calendar().is_working)
    dated = [s for s in times.said if s.on]
    pieces = [(s.start, s.bound, _instant(_due(s))) for s in dated]
    for cadence in times.cadences:
        named = period.strip()
        late = [_instant(occurrence(one, Bound(cadence.bound), named)) for one in recurrences(cadence.value) if named]
        pieces.append((cadence.start, cadence.bound, "; ".join(late)))
    pieces.sort()
    given = {
        "expected_on": " | ".join(str(s.on) for s in dated),
        "expected_at": " | ".join(s.moment.isoformat() if s.moment else "" for s in dated).strip(" |"),
        "bound": " | ".join(bound for _, bound, _ in pieces),
        "due_instant": " | ".join(instant for _, _, instant in pieces if instant),
        "recurrence": "; ".join(c.value for c in times.cadences),
    }
    for twist in _TWISTS:
        given = twist(given)
    return given


def _due(said: dates.Said) -> Due:
    assert said.on is not None
    on = said.on + timedelta(days=1) if said.next_day else said.on
    return Due(said.text, Bound(said.bound), on, said.at)


def _instant(due: Due) -> str:
    """A table in whole seconds cannot write "just after 16:00:00"."""
    return due.late_from.replace(microsecond=0).isoformat()


def is_right(row: Row, given: Row) -> bool:
    """All columns that the row fills agree, and nothing is read where it expects nothing."""
    for column in COLUMNS:
        expected = _in_order(row[column])
        if column == "bound" and not row["due_instant"].strip(" |"):
            continue  # of a cadence without a period the bound can be checked by no instant
        if column == "bound" and row["recurrence"].strip(" |") and ";" in row["recurrence"]:
            continue
        if _in_order(given[column]) != expected:
            return False
    return True


def _in_order(values: str) -> list[str]:
    return [value.strip() for value in values.replace(";", "|").split("|") if value.strip()]


# -- defects that must be caught -----------------------------------------------------------------------------------

_TWISTS: list[Callable[[Row], Row]] = []


def _planted(twist: Callable[[Row], Row]) -> Callable[[], "object"]:
    @contextmanager
    def plant() -> Iterator[None]:
        _TWISTS.append(twist)
        try:
            yield
        finally:
            _TWISTS.remove(twist)

    return plant


def _before_is_through(given: Row) -> Row:
    """ "trước ngày D" taken for "by the end of D"."""
    if given["bound"] != "before" or not given["expected_on"] or given["expected_at"]:
        return given
    return {**given, "due_instant": f"{date.fromisoformat(given['expected_on']) + timedelta(days=1)}T00:00:00+07:00"}


def _period_begins(given: Row) -> Row:
    """ "trong quý III" taken for its first day."""
    if given["bound"] != "during" or not given["expected_on"]:
        return given
    return {**given, "expected_on": str(date.fromisoformat(given["expected_on"]).replace(day=1))}


def _trap_taken(given: Row) -> Row:
    """A day that is no deadline taken for one."""
    return given if given["expected_on"] or given["recurrence"] else {**given, "expected_on": "2027-01-01"}


COMMAND = Command(
    measure,
    {
        "before_is_through": _planted(_before_is_through),
        "period_begins": _planted(_period_begins),
        "trap_taken": _planted(_trap_taken),
        "clock_dropped": _planted(lambda given: {**given, "expected_at": ""}),
        "second_dropped": _planted(lambda given: {key: value.split(" | ")[0] for key, value in given.items()}),
        "cadence_dropped": _planted(lambda given: {**given, "recurrence": ""}),
    },
)
