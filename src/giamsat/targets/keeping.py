"""Kept values as plain tuples, and how they are written: a few statements however many rows."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Q, QuerySet

from giamsat.targets.models import KnownValue
from giamsat.timetable import spans

#: rows of one statement
BATCH = 500


class Cell(NamedTuple):
    """Where a kept value stands."""

    indicator: int
    place: int
    period: str
    slice: str = ""


class Kept(NamedTuple):
    """What a kept value says."""

    number: Decimal | None
    text: str = ""
    reported: int | None = None
    parts_known: int = 0
    parts_total: int = 0

    @property
    def says_something(self) -> bool:
        return self.number is not None or self.text != ""


#: Cell → what it says.
Counted = dict[Cell, Kept]
#: Indicator, place, slice.
SeriesKey = tuple[int, int, str]


@lru_cache(maxsize=4096)
def ends_on(period: str) -> date:
    """The last day of a period, Vietnam calendar."""
    return spans.span(period)[2]


def kept_values(keys: Iterable[int] | None = None) -> Counted:
    """The kept values (of the indicators `keys`) in the shape of `recount`."""
    rows = KnownValue.objects.all() if keys is None else KnownValue.objects.filter(indicator__in=keys)
    listed = rows.values_list("indicator", "place", "period", "slice", *Kept._fields)
    return {Cell(*row[:4]): Kept(*row[4:]) for row in listed}


def write(values: Mapping[Cell, Kept], gone: Iterable[Cell]) -> None:
    """Upsert and delete kept values; the newest and oldest of each series that say something stay marked."""
    lost = set(gone)
    if not values and not lost:
        return
    marks = _Marks({*values, *lost})
    for cell, value in values.items():
        marks.note(cell, says_something=value.says_something)
    for cell in lost:
        marks.note(cell, says_something=False)
    marks.take_off()
    if lost:
        _delete(lost)
    rows = [_row(cell, value, marks) for cell, value in values.items()]
    KnownValue.objects.bulk_create(
        rows,
        BATCH,
        update_conflicts=True,
        unique_fields=["indicator", "period", "slice", "place"],
        update_fields=[*Kept._fields[:2], "reported", "parts_known", "parts_total", "is_latest", "is_first"],
    )
    marks.put_back()


def _row(cell: Cell, value: Kept, marks: "_Marks") -> KnownValue:
    return KnownValue(
        indicator_id=cell.indicator,
        unit_id=cell.place or None,
        place=cell.place,
        period=cell.period,
        ends_on=ends_on(cell.period),
        slice=cell.slice,
        number=value.number,
        text=value.text,
        reported_id=value.reported,
        parts_known=value.parts_known,
        parts_total=value.parts_total,
        is_latest=marks.latest.get(series_of(cell)) == cell,
        is_first=marks.first.get(series_of(cell)) == cell,
    )


def _of_cells(cells: Iterable[Cell]) -> QuerySet[KnownValue]:
    """Rows of the indicators, places and slices that cells have: more than theirs, by one index."""
    listed = list(cells)
    return KnownValue.objects.filter(
        indicator__in={cell.indicator for cell in listed},
        place__in={cell.place for cell in listed},
        slice__in={cell.slice for cell in listed},
    )


def _delete(cells: set[Cell]) -> None:
    rows = _of_cells(cells).filter(period__in={cell.period for cell in cells})
    found = rows.values_list("pk", "indicator", "place", "period", "slice")
    KnownValue.objects.filter(pk__in=[row[0] for row in found if Cell(*row[1:]) in cells]).delete()


def series_of(cell: Cell) -> SeriesKey:
    return cell.indicator, cell.place, cell.slice


class _Marks:
    """Which rows are the newest and the oldest of their series, before and after a change."""

    def __init__(self, cells: set[Cell]) -> None:
        self.series = {series_of(cell) for cell in cells}
        self.pks: dict[Cell, int] = {}
        self.latest: dict[SeriesKey, Cell] = {}
        self.first: dict[SeriesKey, Cell] = {}
        #: Series whose marked row says nothing any more: looked up anew.
        self.unsure: set[SeriesKey] = set()
        rows = _of_cells(cells).filter(Q(is_latest=True) | Q(is_first=True))
        for pk, is_latest, is_first, *where in rows.values_list("pk", "is_latest", "is_first", *Cell._fields):
            cell = Cell(*where)
            if series_of(cell) in self.series:
                self.pks[cell] = pk
                self.latest |= {series_of(cell): cell} if is_latest else {}
                self.first |= {series_of(cell): cell} if is_first else {}
        self.were = (dict(self.latest), dict(self.first))

    def note(self, cell: Cell, *, says_something: bool) -> None:
        """A row is about to say something, or nothing."""
        key = series_of(cell)
        if not says_something:
            self.unsure |= {key} if cell in (self.latest.get(key), self.first.get(key)) else set()
            return
        if key not in self.latest or _order(cell) > _order(self.latest[key]):
            self.latest[key] = cell
        if key not in self.first or _order(cell) < _order(self.first[key]):
            self.first[key] = cell

    def take_off(self) -> None:
        """Unmark the rows that another takes the place of, so that never two are marked."""
        for key in self.unsure:
            self.latest.pop(key, None)
            self.first.pop(key, None)
        for column, were, now in (("is_latest", self.were[0], self.latest), ("is_first", self.were[1], self.first)):
            off = [self.pks[cell] for key, cell in were.items() if now.get(key) != cell]
            if off:
                KnownValue.objects.filter(pk__in=off).update(**{column: False})

    def put_back(self) -> None:
        """Mark anew where the marked row fell away."""
        if not self.unsure:
            return
        for column, order in (("is_latest", "-ends_on"), ("is_first", "ends_on")):
            ends = [_end_of(key, order) for key in sorted(self.unsure)]
            KnownValue.objects.filter(pk__in=[pk for pk in ends if pk]).update(**{column: True})


def _order(cell: Cell) -> tuple[date, str]:
    return ends_on(cell.period), cell.period


def _end_of(key: SeriesKey, order: str) -> int | None:
    """The key of the row at one end of a series, of those that say something."""
    indicator, place, slice_ = key
    rows = KnownValue.objects.filter(indicator=indicator, place=place, slice=slice_)
    saying = rows.filter(Q(number__isnull=False) | ~Q(text=""))
    return saying.order_by(order, order.replace("ends_on", "period")).values_list("pk", flat=True).first()
