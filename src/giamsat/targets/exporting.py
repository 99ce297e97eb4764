"""Indicators, goals and values as rows of the layout that they are taken in by."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Min, QuerySet

from giamsat.paper.workbook import Grid, workbook
from giamsat.people.models import Unit
from giamsat.targets import actions
from giamsat.targets.layout import CSV, GOALS, INDICATORS, VALUES, Layout, csv_words, rows_of
from giamsat.targets.models import Goal, Indicator, KnownValue
from giamsat.targets.rules import Aim
from giamsat.targets.states import Missing


def as_csv(goals: QuerySet[Goal]) -> str:
    """The list of targets: a row for each goal with its indicator, in the order in which the lines came in."""
    listed = in_order(goals.select_related("indicator__parent"))
    units = _unit_codes()
    leads = actions.leads_of(listed)
    above = _lines_above(listed)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.title for column in CSV.columns])
    for goal in listed:
        aim = actions.aim_of(goal, leads.get(goal.pk, ()))
        sheet = {name: getattr(goal.indicator, name) for name in ("direction", "calculation", "calculation_source")}
        row = _aim_row(aim, units) | sheet | {"parent": above.get(goal.pk, ""), "operator": aim.operator.value}
        row["baseline_text"] = goal.indicator.baseline_text
        writer.writerow([csv_words(row.get(column.key)) for column in CSV.columns])
    return out.getvalue()


def in_order(goals: QuerySet[Goal]) -> list[Goal]:
    """Goals in the order in which their first versions came in."""
    listed = list(goals)
    first = Goal.objects.filter(code__in=[goal.code for goal in listed]).values("code").annotate(n=Min("pk"))
    order = {row["code"]: row["n"] for row in first}
    return sorted(listed, key=lambda goal: order[goal.code])


def _lines_above(goals: Iterable[Goal]) -> dict[int, str]:
    """Goal key → the line of the same document that stands over it, else the code of the indicator above."""
    listed = list(goals)
    lines = {(goal.indicator_id, goal.symbol): goal.code for goal in listed}
    above = {goal.pk: goal.indicator.parent for goal in listed if goal.indicator.parent}
    symbols = {goal.pk: goal.symbol for goal in listed}
    return {key: lines.get((parent.pk, symbols[key]), parent.code) for key, parent in above.items()}


def as_workbook(
    indicators: QuerySet[Indicator], goals: QuerySet[Goal], known: QuerySet[KnownValue] | None = None
) -> bytes:
    """The three sheets; without `known` the third is empty, to be filled in."""
    units = _unit_codes()
    listed = indicators.select_related("parent").prefetch_related("coordinators").order_by("sort_key")
    by_sheet = {
        INDICATORS: _indicator_rows(listed, units),
        GOALS: _goal_rows(in_order(goals.select_related("indicator")), units),
        VALUES: _value_rows(known, units) if known is not None else iter(()),
    }
    return workbook([_grid(layout, rows) for layout, rows in by_sheet.items()])


def _grid(layout: Layout, rows: Iterable[Mapping[str, Any]]) -> Grid:
    choices = {place: column.choices for place, column in enumerate(layout.columns) if column.choices}
    titles = [(column.title, column.width) for column in layout.columns]
    return Grid(layout.name, titles, list(rows_of(layout, rows)), choices)


def _indicator_rows(indicators: Iterable[Indicator], units: Mapping[int, str]) -> Iterator[Mapping[str, Any]]:
    for one in indicators:
        row = {column.key: getattr(one, column.key, "") for column in INDICATORS.columns}
        row |= {name: words(row[name]) for name, words in (actions.WORDED | {"missing": Missing}).items()}
        row |= {key: units.get(getattr(one, f"{key}_id") or 0, "") for key in ("lead", "verifier")}
        coordinators = sorted(one.coordinators.all(), key=lambda unit: unit.sort_key)
        yield row | {
            "parent": one.parent.code if one.parent else "",
            "coordinators": tuple(unit.code for unit in coordinators),
            "stages": tuple(one.stages),
            "slices": tuple((name, tuple(options)) for name, options in one.slices.items()),
        }


def _goal_rows(goals: list[Goal], units: Mapping[int, str]) -> Iterator[Mapping[str, Any]]:
    leads = actions.leads_of(goals)
    for goal in goals:
        row = _aim_row(actions.aim_of(goal, leads.get(goal.pk, ())), units)
        yield row | {"indicator": goal.indicator.code}


def _aim_row(aim: Aim, units: Mapping[int, str]) -> dict[str, Any]:
    row = {name: getattr(aim, name) for name in Aim.__dataclass_fields__}
    return row | {
        "unit": units.get(aim.unit or 0, ""),
        "leads": tuple(units[key] for key in aim.leads),
    }


def _value_rows(known: QuerySet[KnownValue], units: Mapping[int, str]) -> Iterator[Mapping[str, Any]]:
    listed = known.select_related("indicator", "reported").order_by("indicator__sort_key", "place", "ends_on", "slice")
    for one in listed:
        yield {
            "indicator": one.indicator.code,
            "unit": units.get(one.unit_id or 0, ""),
            "period": one.period,
            "slice": one.slice,
            "number": one.number,
            "text": one.text,
            "source": one.reported.source if one.reported else "",
            "answer": one.reported.answer if one.reported else "",
            "is_computed": one.reported is None,
        }


def _unit_codes() -> dict[int, str]:
    return dict(Unit.objects.values_list("pk", "code"))
