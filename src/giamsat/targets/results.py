"""How far each target of one unit had come as of an instant, as reports tell it (152/BKHCN-VP, 1: Phụ lục I)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Q, QuerySet

from giamsat.people.models import Unit
from giamsat.people.states import GROUPS
from giamsat.targets.models import COUNTRY, Goal, Indicator
from giamsat.targets.numbers import plain
from giamsat.targets.queries import values_as_of
from giamsat.targets.standings import Cell, Known, rows_then
from giamsat.targets.states import COUNTED, GoalStanding, IndicatorKind, Operator
from giamsat.tasks.models import Programme
from giamsat.timetable import VIETNAM


@dataclass(frozen=True, slots=True)
class TargetResult:
    """One goal of an indicator the unit answers for."""

    code: str
    name: str
    #: Of the document that wants it, with the item: "03/NQ-CP, PL I, 11.1".
    source: str
    #: "ít nhất 30 % GDP"; by when: "2030", "2026-2030".
    wanted: str
    years: str
    #: "27,5 % GDP" and the last day it speaks of, "30/09/2026"; both empty when nothing is known.
    value: str
    until: str
    standing: GoalStanding


def target_results(unit: Unit, programme: Programme, at: datetime) -> list[TargetResult]:
    """Every goal known at `at` (aware) of the indicators a unit leads, reports, or has goals of its own for, by code;
    a fixed number of statements."""
    indicators = list(_answered_for(unit, programme))
    keys = [indicator.pk for indicator in indicators]
    known_by_then = Goal.objects.filter(indicator__in=keys, since__lte=at).exclude(operator=Operator.GROUP)
    goals = known_by_then.filter(
        Q(replaced_at=None) | Q(replaced_at__gt=at), Q(unit=None) | Q(unit__in=unit.speaks_for)
    )
    today = at.astimezone(VIETNAM).date()
    rows = rows_then(indicators, goals.order_by("indicator", "year_to", "pk"), values_as_of(at, keys), today)
    return [result for row in rows for result in _told(row.indicator, _own_cell(row.cells, unit))]


def _answered_for(unit: Unit, programme: Programme) -> QuerySet[Indicator]:
    groups = [token for token, kinds in GROUPS.items() if unit.kind in kinds]
    mine = Q(lead__in=unit.speaks_for) | Q(reporters__in=groups)
    with_goals = Goal.objects.filter(Q(unit__in=unit.speaks_for) | Q(leads__in=unit.speaks_for), replaced_at=None)
    found = Indicator.objects.filter(mine | Q(pk__in=with_goals.values("indicator")), programme=programme)
    return found.filter(joined_into=None).exclude(kind=IndicatorKind.HEADING).order_by("sort_key")


def _own_cell(cells: Mapping[int, Cell], unit: Unit) -> Cell:
    """What is known of the unit itself, where it reports for itself; else of the country."""
    return cells.get(unit.pk) or cells[COUNTRY]


def _told(indicator: Indicator, cell: Cell) -> Iterable[TargetResult]:
    for judged in cell.judged:
        goal = judged.goal
        yield TargetResult(
            code=indicator.code,
            name=goal.name or indicator.name,
            source=", ".join(part for part in (goal.symbol, goal.item) if part),
            wanted=_wanted(goal, indicator),
            years="-".join(str(year) for year in (goal.year_from, goal.year_to) if year),
            value=_value(cell.known, indicator),
            until=f"{cell.known.on:%d/%m/%Y}" if cell.known else "",
            standing=judged.standing,
        )


def _wanted(goal: Goal, indicator: Indicator) -> str:
    if Operator(goal.operator) not in COUNTED or goal.value is None:
        return goal.text
    measure = goal.measure or indicator.measure
    if goal.operator == Operator.RANGE and goal.value_max is not None:
        return f"từ {_number(goal.value)} đến {_number(goal.value_max)} {measure}".strip()
    return f"{Operator(goal.operator).label} {_number(goal.value)} {measure}".strip()


def _value(known: Known | None, indicator: Indicator) -> str:
    if known is None:
        return ""
    return known.text if known.number is None else f"{_number(known.number)} {indicator.measure}".strip()


def _number(number: Decimal) -> str:
    return plain(number).replace(".", ",")
