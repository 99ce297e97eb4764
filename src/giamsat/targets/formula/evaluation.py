"""Tree → number with its explanation. PURE: values come through a lookup that the caller has filled."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import NamedTuple, Protocol

from giamsat.targets.formula.periods import stepped
from giamsat.targets.formula.tree import Call, Formula, Function, Negated, Node, Number, Operation, Reference
from giamsat.targets.states import Missing
from giamsat.wording import Worded

#: Enough for every sum of money of the state in đồng, with ten places behind it; larger results have no value.
ARITHMETIC = Context(
    prec=28, rounding=ROUND_HALF_EVEN, Emin=-40, Emax=40, traps=[DivisionByZero, InvalidOperation, Overflow]
)
ZERO = Decimal(0)


class Lack(Worded):
    """Why there is no number."""

    MISSING = "missing", "chưa có số liệu"
    NO_UNITS = "no_units", "không có đơn vị trực thuộc"
    BY_ZERO = "by_zero", "mẫu số bằng 0"
    TOO_LARGE = "too_large", "kết quả quá lớn"


class Place(NamedTuple):
    """Where a value stands: indicator, unit, period."""

    code: str
    unit: Hashable
    period: str


class Lookup(Protocol):
    """The values a formula may read."""

    def value(self, place: Place) -> Decimal | None:
        """The value that stands at a place; None when there is none."""

    def latest(self, place: Place) -> tuple[str, Decimal] | None:
        """(period, value) of the newest value of this indicator and unit by the period of the place."""

    def units(self, unit: Hashable) -> Sequence[Hashable]:
        """The units directly beneath one."""


@dataclass(frozen=True, slots=True)
class Step:
    """How one piece of a formula came to its number, or why it has none."""

    node: Node
    number: Decimal | None
    lack: Lack | None = None
    #: Of a reference: what was asked for.
    place: Place | None = None
    #: Of a reference: the period whose value was taken; "" when none stood there.
    taken_from: str = ""
    #: Of a piece over units or periods: the (unit, period) it was asked for.
    asked: tuple[Hashable, str] | None = None
    parts: tuple["Step", ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """The number of a formula at one unit and period."""

    number: Decimal | None
    lack: Lack | None
    #: Values read that are known, and all that are read, each place once.
    known: int
    total: int
    explained: Step


@dataclass(slots=True)
class _Reading:
    """One evaluation under way."""

    lookup: Lookup
    missing: Missing
    seen: dict[Place, bool] = field(default_factory=dict)


def evaluate(formula: Formula, lookup: Lookup, missing: Missing, *, unit: Hashable, period: str) -> Result:
    """The result at one unit and period, with every step; never raises for want of values."""
    reading = _Reading(lookup, missing)
    step = _step(formula.tree, reading, unit, period)
    return Result(step.number, step.lack, sum(reading.seen.values()), len(reading.seen), step)


def _step(node: Node, reading: _Reading, unit: Hashable, period: str) -> Step:
    if isinstance(node, Reference):
        return _read(node, reading, unit, period)
    if isinstance(node, Number):
        return Step(node, node.value)
    if isinstance(node, Negated):
        return _joined(node, [_step(node.of, reading, unit, period)])
    if isinstance(node, Operation):
        return _joined(node, [_step(side, reading, unit, period) for side in (node.left, node.right)])
    assert isinstance(node, Call)
    return _called(node, reading, unit, period)


def _read(node: Reference, reading: _Reading, unit: Hashable, period: str) -> Step:
    place = Place(node.code, unit, period)
    number = reading.lookup.value(place)
    reading.seen[place] = number is not None
    if number is not None:
        return Step(node, number, place=place, taken_from=period)
    if reading.missing is Missing.LAST and (found := reading.lookup.latest(place)):
        return Step(node, found[1], place=place, taken_from=found[0])
    if reading.missing is Missing.ZERO:
        return Step(node, ZERO, place=place)
    return Step(node, None, Lack.MISSING, place=place)


def _called(node: Call, reading: _Reading, unit: Hashable, period: str) -> Step:
    if node.function is Function.LATEST:
        return _latest(node, reading, unit, period)
    if node.function is Function.WMEAN:
        return _weighted(node, reading, unit, period)
    if node.over_units:
        units = reading.lookup.units(unit)
        return _gathered(node, [_asked(node.arguments[0], reading, one, period) for one in units], reading)
    if node.function in (Function.PREV, Function.SAME):
        (then,) = stepped(node.function, node.back, period)
        part = _asked(node.arguments[0], reading, unit, then)
        return Step(node, part.number, part.lack, parts=(part,))
    if node.function is Function.YTD:
        parts = [_asked(node.arguments[0], reading, unit, one) for one in stepped(node.function, node.back, period)]
        return _gathered(node, parts, reading)
    return _gathered(node, [_step(one, reading, unit, period) for one in node.arguments], reading)


def _asked(node: Node, reading: _Reading, unit: Hashable, period: str) -> Step:
    return replace(_step(node, reading, unit, period), asked=(unit, period))


def _latest(node: Call, reading: _Reading, unit: Hashable, period: str) -> Step:
    inner = node.arguments[0]
    assert isinstance(inner, Reference)
    place = Place(inner.code, unit, period)
    found = reading.lookup.latest(place)
    reading.seen[place] = found is not None
    if found:
        return Step(node, found[1], place=place, taken_from=found[0])
    number = ZERO if reading.missing is Missing.ZERO else None
    return Step(node, number, None if number is not None else Lack.MISSING, place=place)


def _weighted(node: Call, reading: _Reading, unit: Hashable, period: str) -> Step:
    """Σ x·w / Σ w over the units beneath; a unit without both is missing as a whole."""
    values = [[_asked(one, reading, under, period) for one in node.arguments] for under in reading.lookup.units(unit)]
    parts = tuple(part for pair in values for part in pair)
    if not values:
        return Step(node, None, Lack.NO_UNITS)
    whole = [(x.number, w.number) for x, w in values if x.number is not None and w.number is not None]
    if not whole or (len(whole) < len(values) and reading.missing is not Missing.SKIP):
        return Step(node, None, _first_lack(parts), parts=parts)
    try:
        weight = _sum([w for _, w in whole])
        if weight == 0:
            return Step(node, None, Lack.BY_ZERO, parts=parts)
        number = ARITHMETIC.divide(_sum([ARITHMETIC.multiply(x, w) for x, w in whole]), weight)
    except (Overflow, InvalidOperation):
        return Step(node, None, Lack.TOO_LARGE, parts=parts)
    return Step(node, number, parts=parts)


def _gathered(node: Call, parts: Sequence[Step], reading: _Reading) -> Step:
    """Sum, mean, least or greatest of the parts; under `skip` of those that have a number."""
    numbers = [part.number for part in parts if part.number is not None]
    if not parts:
        return Step(node, None, Lack.NO_UNITS)
    if not numbers or (len(numbers) < len(parts) and reading.missing is not Missing.SKIP):
        return Step(node, None, _first_lack(parts), parts=tuple(parts))
    try:
        return Step(node, _gather(node.function, numbers), parts=tuple(parts))
    except (Overflow, InvalidOperation):
        return Step(node, None, Lack.TOO_LARGE, parts=tuple(parts))


def _gather(function: Function, numbers: Sequence[Decimal]) -> Decimal:
    if function is Function.MIN:
        return min(numbers)
    if function is Function.MAX:
        return max(numbers)
    whole = _sum(numbers)
    return ARITHMETIC.divide(whole, Decimal(len(numbers))) if function is Function.MEAN else whole


def _joined(node: Negated | Operation, parts: Sequence[Step]) -> Step:
    numbers = [part.number for part in parts if part.number is not None]
    if len(numbers) < len(parts):
        return Step(node, None, _first_lack(parts), parts=tuple(parts))
    try:
        return _computed(node, numbers, tuple(parts))
    except (Overflow, InvalidOperation):
        return Step(node, None, Lack.TOO_LARGE, parts=tuple(parts))


def _computed(node: Negated | Operation, numbers: Sequence[Decimal], parts: tuple[Step, ...]) -> Step:
    if isinstance(node, Negated):
        return Step(node, ARITHMETIC.minus(numbers[0]), parts=parts)
    left, right = numbers
    if node.sign == "/" and right == 0:
        return Step(node, None, Lack.BY_ZERO, parts=parts)
    work = {"+": ARITHMETIC.add, "-": ARITHMETIC.subtract, "*": ARITHMETIC.multiply, "/": ARITHMETIC.divide}
    return Step(node, work[node.sign](left, right), parts=parts)


def _sum(numbers: Sequence[Decimal]) -> Decimal:
    whole = ZERO
    for number in numbers:
        whole = ARITHMETIC.add(whole, number)
    return whole


def _first_lack(parts: Sequence[Step]) -> Lack:
    return next((part.lack for part in parts if part.lack), Lack.MISSING)
