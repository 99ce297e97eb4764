"""How indicators stand against their goals, for one page or for all agencies at once; few statements, however many."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from giamsat.people.models import Post, Unit
from giamsat.targets.keeping import Counted, ends_on
from giamsat.targets.models import COUNTRY, Goal, Indicator, KnownValue
from giamsat.targets.path import Point, Wanted, expected, path, standing, standing_in_year, year_end
from giamsat.targets.queries import goals_visible_to, known_visible_to, visible_to
from giamsat.targets.states import Accumulation, Direction, GoalStanding, IndicatorKind, Operator
from giamsat.tasks.models import Programme
from giamsat.timetable import Every

#: From worst to best: what a cell of several goals is shown as.
WORST_FIRST = (
    GoalStanding.MISSED,
    GoalStanding.BEHIND,
    GoalStanding.NO_DATA,
    GoalStanding.ON_PATH,
    GoalStanding.REACHED,
)
#: Kinds for which what is wanted of the country is wanted of each unit too.
ALIKE_EVERYWHERE = (IndicatorKind.SHARE, IndicatorKind.YES_NO, IndicatorKind.STAGE, IndicatorKind.QUALITATIVE)


@dataclass(frozen=True, slots=True)
class Judged:
    """One goal and how it stands."""

    goal: Goal
    standing: GoalStanding
    #: Where the path is on the day of the newest value; None without a path.
    expected: Decimal | None
    #: The path itself, from baseline or first value through the goals of the same document.
    knots: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """A value in force, as lists show it."""

    period: str
    on: date
    number: Decimal | None
    text: str
    is_computed: bool
    parts_known: int
    parts_total: int

    @property
    def point(self) -> Point | None:
        return Point(self.on, self.number) if self.number is not None else None


@dataclass(frozen=True, slots=True)
class Cell:
    """An indicator at one place: its newest value and how its goals stand."""

    place: int
    #: None when nothing is known.
    known: Known | None
    judged: tuple[Judged, ...]

    @property
    def standing(self) -> GoalStanding | None:
        """The worst of its goals; None when nothing is wanted there."""
        found = {one.standing for one in self.judged}
        return next((one for one in WORST_FIRST if one in found), None)

    @property
    def is_disputed(self) -> bool:
        """Whether its goals stand differently."""
        return len({one.standing for one in self.judged}) > 1


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator with its cells, by place."""

    indicator: Indicator
    cells: Mapping[int, Cell]

    @property
    def country(self) -> Cell | None:
        return self.cells.get(COUNTRY)


@dataclass(frozen=True, slots=True)
class Overview:
    """Indicators × places."""

    rows: tuple[Row, ...]
    #: The units that report or have goals of their own, in their order.
    units: tuple[Unit, ...]


def overview(post: Post, programme: Programme, today: date) -> Overview:
    """How all indicators of a programme stand at all places, as far as a post sees them; a fixed number of queries."""
    indicators = visible_to(post).filter(programme=programme).exclude(kind=IndicatorKind.HEADING)
    rows = _rows(post, list(indicators.select_related("lead").order_by("sort_key")), today)
    places = {place for row in rows for place in row.cells} - {COUNTRY}
    units = Unit.objects.filter(pk__in=places).only("pk", "public_id", "name", "code", "kind", "sort_key")
    return Overview(rows, tuple(units.order_by("sort_key")))


def row_of(indicator: Indicator, post: Post, today: date) -> Row:
    """How one indicator stands at all places a post sees."""
    return _rows(post, [indicator], today)[0]


def _rows(post: Post, indicators: Sequence[Indicator], today: date) -> tuple[Row, ...]:
    keys = [indicator.pk for indicator in indicators]
    goals = _goals(post, keys)
    seen = known_visible_to(post).filter(indicator__in=keys, slice="")
    ends = {goal.year_to for of_one in goals.values() for goal in of_one if goal.year_to and goal.year_to <= today.year}
    adding = [one.pk for one in indicators if adds_up(one)]
    newest = _known(seen, Q(is_latest=True))
    found = _Found(
        newest,
        _known(seen, Q(is_first=True, indicator__in=list(goals))),
        _at_ends(seen, ends),
        _sums(seen, adding, ends | {one.on.year for by_place in newest.values() for one in by_place.values()}),
    )
    return tuple(Row(one, _cells(one, goals.get(one.pk, ()), found, today)) for one in indicators)


def rows_then(indicators: Sequence[Indicator], goals: Iterable[Goal], values: Counted, today: date) -> tuple[Row, ...]:
    """How indicators stood on a day by goals and values known then, as `queries.values_as_of` gives them."""
    wanted: dict[int, list[Goal]] = {}
    for goal in goals:
        wanted.setdefault(goal.indicator_id, []).append(goal)
    found = _found_in(values)
    return tuple(Row(one, _cells(one, wanted.get(one.pk, ()), found, today)) for one in indicators)


def _found_in(values: Counted) -> "_Found":
    newest: dict[int, dict[int, Known]] = {}
    first: dict[int, dict[int, Known]] = {}
    at_ends: dict[tuple[int, int, int], Point] = {}
    sums: dict[tuple[int, int, int], Decimal] = {}
    saying = ((cell, value) for cell, value in values.items() if value.says_something and not cell.slice)
    for cell, value in sorted(saying, key=lambda one: (ends_on(one[0].period), one[0].period)):
        on, year = ends_on(cell.period), (cell.indicator, cell.place, ends_on(cell.period).year)
        is_computed = value.reported is None
        known = Known(cell.period, on, value.number, value.text, is_computed, value.parts_known, value.parts_total)
        newest.setdefault(cell.indicator, {})[cell.place] = known
        first.setdefault(cell.indicator, {}).setdefault(cell.place, known)
        if value.number is not None:
            sums[year] = sums.get(year, Decimal(0)) + value.number
            if on == year_end(on.year):
                at_ends[year] = Point(on, value.number)
    return _Found(newest, first, at_ends, sums)


def adds_up(indicator: Indicator) -> bool:
    """Whether its values of a year are added up before they are held against a goal."""
    counts = indicator.kind == IndicatorKind.NUMBER and indicator.accumulation == Accumulation.IN_PERIOD
    return counts and indicator.every != Every.YEAR


@dataclass(frozen=True, slots=True)
class _Found:
    """Values by indicator and place."""

    newest: Mapping[int, Mapping[int, Known]]
    first: Mapping[int, Mapping[int, Known]]
    #: (indicator, place, year) → the value at its end; the sum of it.
    at_ends: Mapping[tuple[int, int, int], Point]
    sums: Mapping[tuple[int, int, int], Decimal]


def _goals(post: Post, keys: Iterable[int]) -> dict[int, list[Goal]]:
    found: dict[int, list[Goal]] = {}
    wanted = goals_visible_to(post).filter(indicator__in=keys).exclude(operator=Operator.GROUP)
    for goal in wanted.order_by("indicator", "year_to", "pk"):
        found.setdefault(goal.indicator_id, []).append(goal)
    return found


def _known(seen: QuerySet[KnownValue], which: Q) -> dict[int, dict[int, Known]]:
    found: dict[int, dict[int, Known]] = {}
    columns = ("indicator", "place", "period", "number", "text", "reported", "parts_known", "parts_total")
    for key, place, period, number, text, reported, known, total in seen.filter(which).values_list(*columns):
        # The day follows from the period, which is cheaper than thousands of dates out of the database.
        found.setdefault(key, {})[place] = Known(period, ends_on(period), number, text, reported is None, known, total)
    return found


def _at_ends(seen: QuerySet[KnownValue], years: Iterable[int]) -> dict[tuple[int, int, int], Point]:
    rows = seen.filter(ends_on__in=[year_end(year) for year in years], number__isnull=False)
    listed = rows.values_list("indicator", "place", "ends_on", "number")
    return {(key, place, on.year): Point(on, number) for key, place, on, number in listed if number is not None}


def _sums(seen: QuerySet[KnownValue], keys: Sequence[int], years: Iterable[int]) -> dict[tuple[int, int, int], Decimal]:
    if not keys:
        return {}
    spans = Q(pk=None)
    for year in years:
        spans |= Q(ends_on__gt=year_end(year - 1), ends_on__lte=year_end(year))
    rows = seen.filter(spans, indicator__in=keys).values("indicator", "place", "ends_on__year").order_by()
    summed = rows.annotate(whole=Sum("number"))
    return {(row["indicator"], row["place"], row["ends_on__year"]): row["whole"] for row in summed if row["whole"]}


def _cells(indicator: Indicator, goals: Sequence[Goal], found: _Found, today: date) -> dict[int, Cell]:
    newest = found.newest.get(indicator.pk, {})
    own: dict[int, list[Goal]] = {}
    for goal in goals:
        own.setdefault(goal.unit_id or COUNTRY, []).append(goal)
    for_all = own.get(COUNTRY, []) if indicator.kind in ALIKE_EVERYWHERE else []
    places = {COUNTRY, *newest, *own}
    return {
        place: Cell(place, newest.get(place), _judged(indicator, own.get(place) or for_all, place, found, today))
        for place in sorted(places)
    }


def _judged(indicator: Indicator, goals: Sequence[Goal], place: int, found: _Found, today: date) -> tuple[Judged, ...]:
    known = found.newest.get(indicator.pk, {}).get(place)
    wanted = {goal: wanted_by(goal, indicator) for goal in goals}
    start = _start(indicator, place, found)
    judged = []
    for goal, want in wanted.items():
        before = [one for other, one in wanted.items() if _leads_to(other, goal)]
        knots = path(start, before)
        stands = _standing(indicator, place, want, knots, found, today)
        judged.append(Judged(goal, stands, expected(knots, known.on) if known else None, knots))
    return tuple(judged)


def _leads_to(other: Goal, goal: Goal) -> bool:
    """Whether another goal of the same document lies on the path to a goal."""
    return other.symbol == goal.symbol and (other.year_to or 0) <= (goal.year_to or 0)


def wanted_by(goal: Goal, indicator: Indicator) -> Wanted:
    """What a goal wants, as a plain value."""
    return Wanted(Operator(goal.operator), Direction(indicator.direction), goal.value, goal.value_max, goal.year_to)


def _start(indicator: Indicator, place: int, found: _Found) -> Point | None:
    """The baseline of the country; of a unit, or without a baseline, the first value known."""
    if place == COUNTRY and indicator.baseline_value is not None and indicator.baseline_year is not None:
        return Point(year_end(indicator.baseline_year), indicator.baseline_value)
    first = found.first.get(indicator.pk, {}).get(place)
    return first.point if first and not adds_up(indicator) else None


def _standing(
    indicator: Indicator, place: int, want: Wanted, knots: tuple[Point, ...], found: _Found, today: date
) -> GoalStanding:
    known = found.newest.get(indicator.pk, {}).get(place)
    newest = known.point if known else None
    if not adds_up(indicator):
        at_end = found.at_ends.get((indicator.pk, place, want.year or 0))
        return standing(want, knots, newest, at_end, today=today)
    whole = found.sums.get((indicator.pk, place, want.year or 0))
    at_end = Point(year_end(want.year), whole) if want.year and want.year < today.year and whole is not None else None
    this_year = found.sums.get((indicator.pk, place, newest.on.year)) if newest else None
    so_far = Point(newest.on, this_year) if newest and this_year is not None else None
    return standing_in_year(want, knots, so_far, at_end, today=today)
