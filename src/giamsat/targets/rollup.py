"""Brings kept values up to date in the transaction that changed what they are made of: set-based, under row locks.

A value computed by a formula is there for every period of its indicator for which some of what it reads of that very
period is known; its number is missing while its policy wants more. Numbers are rounded as they are stored before
others read them. What is older than `CARRIED` is not carried forward.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import QuerySet

from giamsat.errors import Stale
from giamsat.targets.formula import Function, Place, Read, Result, evaluate, periods_read, periods_touched
from giamsat.targets.formula.periods import through
from giamsat.targets.graph import Graph, Node, graph, looks_back, members
from giamsat.targets.keeping import Cell, Counted, Kept, ends_on, kept_values, write
from giamsat.targets.models import COUNTRY, Indicator, KnownValue, Reported
from giamsat.targets.numbers import kept
from giamsat.targets.states import ReportedState, Reporters
from giamsat.timetable import spans

#: how long a value is carried forward by "mới nhất" and the policy "last"
CARRIED = timedelta(days=731)


@dataclass
class Values:
    """Numbers known in memory, and the units a group has: the lookup a formula is evaluated with."""

    graph: Graph
    groups: Mapping[Reporters, tuple[int, ...]]
    numbers: dict[tuple[int, int], dict[str, Decimal]] = field(default_factory=dict)

    def put(self, cell: Cell, number: Decimal | None) -> None:
        series = self.numbers.setdefault((cell.indicator, cell.place), {})
        series.pop(cell.period, None)
        if number is not None:
            series[cell.period] = number

    def number(self, cell: Cell) -> Decimal | None:
        return self.numbers.get((cell.indicator, cell.place), {}).get(cell.period)

    def series(self, code: str, place: int) -> Mapping[str, Decimal]:
        return self.numbers.get((self.graph.keys.get(code, 0), place), {})

    def units_of(self, node: Node) -> tuple[int, ...]:
        return tuple(dict.fromkeys(unit for group in sorted(self.graph.groups_of(node)) for unit in self.groups[group]))

    def has_some(self, node: Node, place: int, period: str) -> bool:
        """Whether anything it reads of that very period is known: then it has a value there."""
        for read in node.current:
            places = (place,) if read.levels == 0 else self.units_of(node)
            if any(self._is_known(read, one, period) for one in places):
                return True
        return False

    def _is_known(self, read: Read, place: int, period: str) -> bool:
        series = self.series(read.code, place)
        if not looks_back(read):
            return any(one in series for one in periods_read(read.steps, period))
        _unit, first, last = spans.span(period)
        return any(first <= ends_on(one) <= last for one in series)

    def result(self, node: Node, place: int, period: str) -> Result:
        return evaluate(node.formula, _Lookup(self, node), node.missing, unit=place, period=period)


@dataclass
class _Lookup:
    """The values as one formula sees them."""

    values: Values
    node: Node

    def value(self, place: Place) -> Decimal | None:
        assert isinstance(place.unit, int)
        return self.values.series(place.code, place.unit).get(place.period)

    def latest(self, place: Place) -> tuple[str, Decimal] | None:
        assert isinstance(place.unit, int)
        until = ends_on(place.period)
        known = self.values.series(place.code, place.unit)
        past = [period for period in known if until - CARRIED <= ends_on(period) <= until]
        return max(((one, known[one]) for one in past), key=lambda found: ends_on(found[0]), default=None)

    def units(self, unit: object) -> tuple[int, ...]:
        return self.values.units_of(self.node) if unit == COUNTRY else ()


def take_in(verified: Iterable[Reported]) -> None:
    """Make values just verified the ones in force, and bring all computed from them up to date."""
    leaves = {
        Cell(one.indicator_id, one.place, one.period, one.slice): Kept(one.number, one.text, one.pk) for one in verified
    }
    whole = [cell for cell in leaves if not cell.slice]
    net = graph()
    above = net.above({cell.indicator for cell in whole})
    lock(above, {cell.indicator for cell in leaves})
    values = _loaded(net, above, whole)
    has_lost = any(values.number(cell) is not None and leaves[cell].number is None for cell in whole)
    for cell in whole:
        values.put(cell, leaves[cell].number)
    computed, gone = _spread(net, above, values, whole, has_lost=has_lost)
    write(leaves | computed, gone)


def rebuild(indicator: Indicator) -> None:
    """Bring an indicator whose formula has changed, and all computed from it, up to date from what was reported."""
    net = graph()
    nodes = net.above({indicator.pk})
    keys = {indicator.pk} | {node.key for node in nodes}
    lock(nodes, {indicator.pk})
    wanted = {cell: value for cell, value in recount(net, keys).items() if cell.indicator in keys}
    had = kept_values(keys)
    changed = {cell: value for cell, value in wanted.items() if had.get(cell) != value}
    write(changed, [cell for cell in had if cell not in wanted])


def lock(nodes: Iterable[Node], keys: Iterable[int]) -> None:
    """Hold the indicators whose values are about to change, in one order, so that two changes never pass each other;
    `Stale` when a formula has changed meanwhile."""
    texts = {node.key: (node.text, node.missing) for node in nodes}
    held = Indicator.objects.select_for_update().filter(pk__in=texts.keys() | set(keys)).order_by("pk")
    found = {key: (text, missing) for key, text, missing in held.values_list("pk", "formula", "missing")}
    if any(found[key] != formula for key, formula in texts.items()):
        raise Stale


def explained(indicator: Indicator, place: int, period: str) -> Result:
    """How a computed value comes about, down to the values read."""
    net = graph()
    node = net.nodes[indicator.pk]
    values = _loaded(net, [node], [Cell(indicator.pk, place, period)])
    return values.result(node, place, period)


def _loaded(net: Graph, above: list[Node], cells: Iterable[Cell]) -> Values:
    """What the nodes may read because of changes in `cells`; two queries at most and one a group."""
    values = Values(net, members(net.groups(above)))
    days = sorted(ends_on(cell.period) for cell in cells)
    if not above or not days:
        return values
    around = max(_reach(read) for node in above for read in node.reads)
    rows = KnownValue.objects.filter(
        indicator__in=net.inputs(above),
        slice="",
        number__isnull=False,
        ends_on__gte=days[0] - around * len(above),
        ends_on__lte=days[-1] + around * len(above),
    )
    if not any(node.is_over_units for node in above):
        rows = rows.filter(place__in={cell.place for cell in cells} | {COUNTRY})
    for key, place, period, number in rows.values_list("indicator", "place", "period", "number"):
        values.put(Cell(key, place, period), number)
    return values


def _reach(read: Read) -> timedelta:
    """How far from a period the periods lie that are read for it."""
    if looks_back(read):
        return CARRIED
    steps = {"prev": 366, "same": 372, "ytd": 366}
    return timedelta(days=sum(steps.get(function.value, 0) * max(1, back) for function, back in read.steps))


def _spread(
    net: Graph, above: list[Node], values: Values, cells: Iterable[Cell], *, has_lost: bool
) -> tuple[Counted, list[Cell]]:
    """What the changes of `cells` make of the values above them, and which fall away: first at the units, then for the
    country. Only where some number was lost can a value fall away."""
    changed: dict[int, set[Cell]] = {}
    for cell in cells:
        changed.setdefault(cell.indicator, set()).add(cell)
    computed: Counted = {}
    gone: list[Cell] = []
    for at_country in (False, True):
        for node in above:
            for cell in sorted(_touched(net, node, changed, at_country=at_country)):
                value = compute(values, node, cell)
                was, now = values.number(cell), value.number if value else None
                has_lost = has_lost or (was is not None and now is None)
                values.put(cell, now)
                changed.setdefault(node.key, set()).add(cell)
                if value:
                    computed[cell] = value
                elif has_lost:
                    gone.append(cell)
    return computed, gone


def compute(values: Values, node: Node, cell: Cell) -> Kept | None:
    """The value of a computed indicator at a place and period; None where it has none."""
    if not values.has_some(node, cell.place, cell.period):
        return None
    found = values.result(node, cell.place, cell.period)
    number = kept(found.number) if found.number is not None else None
    return Kept(number, parts_known=found.known, parts_total=found.total)


def _touched(net: Graph, node: Node, changed: Mapping[int, set[Cell]], *, at_country: bool) -> set[Cell]:
    """Where a computed indicator may change because of what has changed."""
    touched: set[Cell] = set()
    for read in node.reads:
        for cell in changed.get(net.keys.get(read.code, 0), ()):
            place = cell.place if read.levels == 0 else COUNTRY
            is_deeper = read.levels and cell.place == COUNTRY
            if is_deeper or (place == COUNTRY) is not at_country or not node.is_computed_at(place):
                continue
            touched |= {Cell(node.key, place, period) for period in _periods(node, read, cell.period)}
    return touched


def _periods(node: Node, read: Read, period: str) -> Iterable[str]:
    """Periods of the node that a value of `period` is read for."""
    unit, _first, last = spans.span(period)
    if looks_back(read):
        own = spans.name(node.cadence, last)
        return periods_touched(Read(read.code, read.levels, ((Function.LATEST, 0),)), own, _later(own, CARRIED))
    if unit != node.cadence:
        return ()
    return periods_touched(read, period, _later(period, _reach(read)))


def _later(period: str, by: timedelta) -> str:
    unit, _first, last = spans.span(period)
    return spans.name(unit, last + by)


def recount(net: Graph, keys: Iterable[int] | None = None, reported: QuerySet[Reported] | None = None) -> Counted:
    """Every kept value (of the indicators `keys`) worked out anew from what was verified: what is kept must equal it.

    Given `reported`, from those instead. What indicators outside `keys` have is taken as it is kept.
    """
    own = set(net.nodes if keys is None else keys)
    nodes = [node for node in net.ordered(own) if node.text]
    found = _leaves(net, own, Reported.objects.filter(state=ReportedState.VERIFIED) if reported is None else reported)
    values = Values(net, members(net.groups(nodes)))
    for cell, number in _numbers(net.inputs(nodes) - own):
        values.put(cell, number)
    for cell, leaf in found.items():
        if not cell.slice:
            values.put(cell, leaf.number)
    for at_country in (False, True):
        for node in nodes:
            for cell in list(_possible(net, node, values, at_country=at_country)):
                value = compute(values, node, cell)
                if value:
                    found[cell] = value
                    values.put(cell, value.number)
    return found


def _leaves(net: Graph, keys: set[int], reported: QuerySet[Reported]) -> Counted:
    rows = reported.filter(indicator__in=keys).values_list(
        "indicator", "place", "period", "slice", "number", "text", "pk"
    )
    leaves = {Cell(*row[:4]): Kept(*row[4:]) for row in rows}
    return {cell: leaf for cell, leaf in leaves.items() if not net.nodes[cell.indicator].is_computed_at(cell.place)}


def _numbers(keys: set[int]) -> Iterator[tuple[Cell, Decimal | None]]:
    rows = KnownValue.objects.filter(indicator__in=keys, slice="", number__isnull=False)
    for key, place, period, number in rows.values_list("indicator", "place", "period", "number"):
        yield Cell(key, place, period), number


def _possible(net: Graph, node: Node, values: Values, *, at_country: bool) -> Iterator[Cell]:
    """Every place and period where a computed indicator may have a value: from the first that is known of what it
    reads through the last, and as far behind that as its formula looks back."""
    inputs = net.inputs([node])
    known: dict[int, set[date]] = {}
    for (key, place), series in values.numbers.items():
        if key in inputs:
            for at in {place, COUNTRY}:
                known.setdefault(at, set()).update(ends_on(period) for period in series)
    behind = max((_reach(read) for read in node.reads if not looks_back(read)), default=timedelta(0))
    for place, days in sorted(known.items()):
        if days and (place == COUNTRY) is at_country and node.is_computed_at(place):
            first, last = spans.name(node.cadence, min(days)), spans.name(node.cadence, max(days) + behind)
            yield from (Cell(node.key, place, period) for period in through(first, last))
