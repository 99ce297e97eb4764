"""Indicators in words: what documents want of them, what is known, where they stand, at one place or at all."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from giamsat.assignments.states import BindingRole
from giamsat.people.models import Post, Unit
from giamsat.targets.keeping import Counted, ends_on
from giamsat.targets.models import COUNTRY, Goal, Indicator, KnownValue
from giamsat.targets.path import aim
from giamsat.targets.projection import Projection, project
from giamsat.targets.standings import Cell, Judged, Known, Row, wanted_by
from giamsat.targets.states import COUNTED, Accumulation, GoalStanding, IndicatorKind, Operator
from giamsat.tasks.models import Task
from giamsat.tasks.queries import duties_visible_to, tasks_visible_to
from giamsat.tasks.states import DutyState
from giamsat.timetable import spans
from giamsat.web.shown.charts import Dot, PathChart, Way, path_chart, written
from giamsat.web.words import period_said

#: What a standing looks like where there is room for one sign.
GLYPHS: dict[str, str] = {"reached": "✓", "on_path": "↗", "behind": "▼", "missed": "✕", "no_data": "·"}
#: Values a picture shows at most; the table beside it as many.
SHOWN = 60


@dataclass(frozen=True)
class GoalShown:
    """What one document wants, of whom, and how that stands."""

    goal: Goal
    said: str
    years: str
    whose: str
    standing: str
    #: Where the path is at the newest value; "" without a path.
    expected: str
    is_disputed: bool = False


@dataclass(frozen=True)
class Paper:
    """The goals of one document."""

    symbol: str
    goals: list[GoalShown]


@dataclass(frozen=True)
class Line:
    """One indicator in a list, as it stands at one place."""

    indicator: Indicator
    papers: list[Paper]
    value: str
    period: str
    url: str
    standing: str
    is_disputed: bool


@dataclass(frozen=True)
class ValueLine:
    """One value of a series, with where it comes from and where it opens."""

    #: The period, or the slice and the period.
    period: str
    said: str
    url: str
    #: Who reported it, or of how many parts it is made.
    origin: str
    is_computed: bool


@dataclass(frozen=True)
class HeatCell:
    """A cell of the overview: a sign, a number, where it opens."""

    #: A standing of goals; "" where nothing is wanted.
    state: str
    glyph: str
    words: str
    url: str


@dataclass(frozen=True)
class HeatRow:
    indicator: Indicator
    url: str
    cells: list[HeatCell | None]


@dataclass(frozen=True)
class Heat:
    """Indicators × places."""

    heads: list[str]
    rows: list[HeatRow]
    counts: list[tuple[str, int]] = field(default_factory=list)


def number_said(number: Decimal | None, indicator: Indicator) -> str:
    """A number as it is read, without its measure: a stage and yes or no by name."""
    if number is None:
        return ""
    if indicator.kind == IndicatorKind.YES_NO:
        return _("có") if number else _("không")
    if indicator.kind == IndicatorKind.STAGE:
        place = int(number)
        return indicator.stages[place - 1] if 0 < place <= len(indicator.stages) else _("chưa bắt đầu")
    return written(number)


def measured(number: Decimal | None, indicator: Indicator) -> str:
    """A number with its measure: 30 % GDP."""
    said = number_said(number, indicator)
    with_measure = indicator.kind in (IndicatorKind.NUMBER, IndicatorKind.SHARE, IndicatorKind.RANK)
    return f"{said} {indicator.measure}".strip() if said and with_measure else said


def value_said(known: Known | KnownValue | None, indicator: Indicator) -> str:
    """A value in force as it is read."""
    if known is None:
        return ""
    return known.text if known.number is None and known.text else measured(known.number, indicator)


@dataclass(frozen=True)
class ThenAndNow:
    """A value of the country as it was known at an instant, and as it is known today."""

    period: str
    then: str
    now: str

    @property
    def has_changed(self) -> bool:
        return self.then != self.now


def values_then(indicator: Indicator, then: Counted, now: Mapping[str, KnownValue]) -> list[ThenAndNow]:
    """The periods known at an instant, the newest first."""
    whole = [cell for cell in then if (cell.indicator, cell.place, cell.slice) == (indicator.pk, COUNTRY, "")]
    return [
        ThenAndNow(
            period_said(cell.period),
            then[cell].text or measured(then[cell].number, indicator),
            value_said(now.get(cell.period), indicator),
        )
        for cell in sorted(whole, key=lambda cell: ends_on(cell.period), reverse=True)
    ]


def goal_said(goal: Goal, indicator: Indicator) -> str:
    """What a document wants: "ít nhất 30 % GDP", "từ 5 đến 7 %", or its own words."""
    operator = Operator(goal.operator)
    if operator not in COUNTED or goal.value is None:
        return goal.text or _("nêu bằng lời")
    measure = goal.measure or indicator.measure
    if operator == Operator.RANGE and goal.value_max is not None:
        ends = {"low": written(goal.value), "high": written(goal.value_max), "measure": measure}
        return (_("từ %(low)s đến %(high)s %(measure)s") % ends).strip()
    number = number_said(goal.value, indicator) if indicator.kind in _NAMED else f"{written(goal.value)} {measure}"
    return f"{gettext(operator.label)} {number}".strip()


_NAMED = (IndicatorKind.YES_NO, IndicatorKind.STAGE)


def years_said(goal: Goal) -> str:
    """By when it is wanted."""
    if goal.year_from and goal.year_to and goal.year_from != goal.year_to:
        return _("giai đoạn %(first)s–%(last)s") % {"first": goal.year_from, "last": goal.year_to}
    return _("đến năm %(year)s") % {"year": goal.year_to} if goal.year_to else _("không nêu năm")


def papers_of(judged: Iterable[Judged], indicator: Indicator) -> list[Paper]:
    """Goals by document, in the order of the documents; those of one year that want different things are marked."""
    judged = list(judged)
    wants: dict[tuple[int | None, int | None], set[tuple[object, ...]]] = {}
    for one in judged:
        goal = one.goal
        wants.setdefault((goal.unit_id, goal.year_to), set()).add((goal.operator, goal.value, goal.value_max))
    papers: dict[str, list[GoalShown]] = {}
    for one in judged:
        goal = one.goal
        shown = GoalShown(
            goal,
            goal_said(goal, indicator),
            years_said(goal),
            str(goal.unit) if goal.unit_id else "",
            one.standing.value,
            number_said(one.expected, indicator) if one.expected is not None else "",
            len(wants[goal.unit_id, goal.year_to]) > 1,
        )
        papers.setdefault(goal.symbol or _("Chưa rõ văn bản"), []).append(shown)
    return [Paper(symbol, goals) for symbol, goals in papers.items()]


def line_of(row: Row, place: int) -> Line:
    """An indicator as it stands at a place; where nothing is wanted of the place, what is wanted of the country."""
    cell = row.cells.get(place) or row.cells[COUNTRY]
    papers = papers_of(cell.judged, row.indicator)
    return Line(
        indicator=row.indicator,
        papers=papers,
        value=value_said(cell.known, row.indicator),
        period=period_said(cell.known.period) if cell.known else "",
        url=reverse("indicator", args=[row.indicator.public_id]),
        standing=cell.standing.value if cell.standing else "",
        is_disputed=any(goal.is_disputed for paper in papers for goal in paper.goals),
    )


def value_lines(series: Sequence[KnownValue], indicator: Indicator) -> list[ValueLine]:
    """The values of a place, newest first."""
    return [
        ValueLine(
            f"{known.slice} · {period_said(known.period)}" if known.slice else period_said(known.period),
            value_said(known, indicator),
            value_url(known, indicator),
            origin_of(known),
            is_computed=known.reported is None,
        )
        for known in reversed(series)
    ]


def origin_of(known: KnownValue) -> str:
    """Who reported a value, or of how many parts it is computed."""
    if known.reported is not None:
        return _("%(unit)s báo cáo") % {"unit": known.reported.by.unit}
    return _("tính từ %(known)s/%(total)s số liệu") % {"known": known.parts_known, "total": known.parts_total}


def value_url(known: KnownValue, indicator: Indicator) -> str:
    """Where a value opens: what was reported, or how it is computed."""
    if known.reported is not None:
        return reverse("value", args=[known.reported.public_id])
    return explained_url(indicator, known.period, known.unit)


def explained_url(indicator: Indicator, period: str, unit: Unit | None) -> str:
    address = reverse("value_explained", args=[indicator.public_id, period])
    return f"{address}?don-vi={unit.public_id}" if unit else address


def chart_of(
    indicator: Indicator, series: Sequence[KnownValue], judged: Sequence[Judged], today: date
) -> tuple[PathChart | None, Projection | None]:
    """The picture of a series against the paths of its documents, and where it is heading."""
    numbers = [known for known in series if known.number is not None]
    dots = [
        Dot(
            known.ends_on,
            known.number or Decimal(0),
            f"{period_said(known.period)}: {value_said(known, indicator)}",
            value_url(known, indicator),
        )
        for known in numbers
    ]
    projection = projected(indicator, numbers, judged)
    ways = ways_of(indicator, judged)
    chart = path_chart(dots, ways, today=today, projection=projection, less_is_up=indicator.kind == IndicatorKind.RANK)
    return chart, projection


def projected(indicator: Indicator, series: Sequence[KnownValue], judged: Sequence[Judged]) -> Projection | None:
    """The series carried on to the last year a document names; a number or a share only, and not what begins again
    with every period."""
    years = [one.goal.year_to for one in judged if one.goal.year_to]
    counts = indicator.kind in (IndicatorKind.NUMBER, IndicatorKind.SHARE) and series
    if not years or not counts or indicator.accumulation == Accumulation.IN_PERIOD:
        return None
    unit, _first, _last = spans.span(series[-1].period)
    numbers = {known.period: float(known.number) for known in series if known.number is not None}
    is_share = indicator.kind == IndicatorKind.SHARE and indicator.measure.startswith("%")
    return project(numbers, spans.name(unit, date(max(years), 12, 31)), is_share=is_share)


def ways_of(indicator: Indicator, judged: Sequence[Judged]) -> list[Way]:
    """The path of each document that sets a number: through all its goals."""
    ways: dict[str, Way] = {}
    for one in judged:
        want = wanted_by(one.goal, indicator)
        number = aim(want)
        if number is None or want.ends_on is None or not one.knots:
            continue
        words = f"{one.goal.symbol}: {goal_said(one.goal, indicator)}, {years_said(one.goal)}"
        had = ways.get(one.goal.symbol)
        goals = (*(had.goals if had else ()), Dot(want.ends_on, number, words))
        knots = one.knots if had is None or len(one.knots) > len(had.knots) else had.knots
        ways[one.goal.symbol] = Way(one.goal.symbol or _("văn bản"), knots, goals)
    return list(ways.values())


def heat_of(rows: Sequence[Row], units: Sequence[Unit]) -> Heat:
    """The overview as a table: the country first, then the units."""
    places = [COUNTRY, *(unit.pk for unit in units)]
    ids = {unit.pk: unit.public_id for unit in units}
    counts: Counter[str] = Counter()
    shown = []
    for row in rows:
        url = reverse("indicator", args=[row.indicator.public_id])
        cells = [_heat_cell(row, place, url, ids) for place in places]
        counts.update(
            cell.standing.value for place in places if (cell := row.cells.get(place)) and cell.standing is not None
        )
        shown.append(HeatRow(row.indicator, url, cells))
    heads = [_("Cả nước"), *(short_name(unit) for unit in units)]
    return Heat(heads, shown, [(one.value, counts[one.value]) for one in GoalStanding])


def _heat_cell(row: Row, place: int, url: str, ids: Mapping[int, str]) -> HeatCell | None:
    cell: Cell | None = row.cells.get(place)
    if cell is None or (cell.known is None and cell.standing is None):
        return None
    state = cell.standing.value if cell.standing else ""
    said = number_said(cell.known.number, row.indicator) if cell.known else ""
    words = said or (_("bằng lời") if cell.known and cell.known.text else "–")
    return HeatCell(state, GLYPHS.get(state, ""), words, f"{url}?don-vi={ids[place]}" if place else url)


def short_name(unit: Unit) -> str:
    """A unit's name where there is little room: "Hà Nội" of "UBND thành phố Hà Nội"."""
    name = unit.name
    for lead in ("Ủy ban nhân dân ", "UBND "):
        name = name.removeprefix(lead)
    for lead in ("thành phố ", "Thành phố ", "tỉnh ", "Tỉnh "):
        name = name.removeprefix(lead)
    return name


@dataclass(frozen=True)
class TaskFeeding:
    """A task that feeds an indicator, and how its duties stand."""

    task: Task
    standings: list[tuple[str, int]]
    done: int
    total: int


def feeding(indicator: Indicator, post: Post) -> list[TaskFeeding]:
    """The tasks that feed an indicator, as far as a post sees them, with the standing of their lead duties."""
    tasks = list(tasks_visible_to(post).filter(feeds__indicator=indicator).order_by("code").distinct())
    duties = duties_visible_to(post).filter(task__in=[task.pk for task in tasks], role=BindingRole.LEAD)
    counts: dict[int, Counter[str]] = {}
    done: Counter[int] = Counter()
    for task, state, standing in duties.values_list("task", "state", "standing"):
        counts.setdefault(task, Counter())[standing] += 1
        done[task] += state == DutyState.DONE
    return [
        TaskFeeding(
            task, counts.get(task.pk, Counter()).most_common(), done[task.pk], counts.get(task.pk, Counter()).total()
        )
        for task in tasks
    ]


@dataclass(frozen=True)
class SmallRow:
    """One unit of many: its series, its goal, how it stands."""

    unit: Unit
    name: str
    dots: list[Dot]
    goal: Decimal | None
    value: str
    period: str
    standing: str
    url: str


def small_rows(row: Row, units: Sequence[Unit], seen: QuerySet[KnownValue]) -> list[SmallRow]:
    """The units of an indicator with their series; one query."""
    indicator = row.indicator
    found = seen.filter(indicator=indicator, slice="", number__isnull=False).exclude(place=COUNTRY)
    series: dict[int, list[Dot]] = {}
    for place, on, period, number in found.order_by("ends_on").values_list("place", "ends_on", "period", "number"):
        words = f"{period_said(period)}: {measured(number, indicator)}"
        series.setdefault(place, []).append(Dot(on, number or Decimal(0), words))
    url = reverse("indicator", args=[indicator.public_id])
    return [_small_row(row, unit, series.get(unit.pk, [])[-SHOWN:], url) for unit in units]


def _small_row(row: Row, unit: Unit, dots: list[Dot], url: str) -> SmallRow:
    cell = row.cells[unit.pk]
    goals = [number for one in cell.judged if (number := aim(wanted_by(one.goal, row.indicator))) is not None]
    return SmallRow(
        unit,
        short_name(unit),
        dots,
        goals[-1] if goals else None,
        value_said(cell.known, row.indicator),
        period_said(cell.known.period) if cell.known else "",
        cell.standing.value if cell.standing else "",
        f"{url}?don-vi={unit.public_id}",
    )
