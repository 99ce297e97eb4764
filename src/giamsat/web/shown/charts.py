"""Where the lines of a picture lie: numbers and days → places in a drawing. Templates draw them, as SVG attributes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import ceil, floor, log10

from giamsat.targets.path import Point
from giamsat.targets.projection import Projection
from giamsat.timetable import spans

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 64, 24, 14, 30
#: One of many small pictures.
SMALL_WIDTH, SMALL_HEIGHT, SMALL_EDGE = 160, 64, 6
TICKS = 5
#: Of lines that are told apart without colour.
PATTERNS = ("solid", "dashed", "dotted", "long")
MOST_YEARS = 10
#: From here on two digits behind the comma say enough.
LARGE = 10


@dataclass(frozen=True, slots=True)
class Dot:
    """A number on a day, in words, and where it opens."""

    on: date
    number: Decimal
    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A path between known points, named, with the goals on it."""

    name: str
    knots: tuple[Point, ...]
    goals: tuple[Dot, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A place with its words."""

    x: int
    y: int
    words: str
    url: str = ""

    @property
    def diamond(self) -> str:
        x, y = self.x, self.y
        return f"{x},{y - 6} {x + 6},{y} {x},{y + 6} {x - 6},{y}"


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid."""

    at: int
    word: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line: its points as SVG takes them, and the marks on it."""

    name: str
    points: str
    pattern: str
    marks: list[Mark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Cone:
    """A projection: from the last value to an interval."""

    area: str
    line: str
    end: Mark
    #: Its ends, as they are read.
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class PathChart:
    """Values against the paths to what documents want."""

    across: list[Tick]
    up: list[Tick]
    ways: list[Drawn]
    values: Drawn | None
    today: int | None
    cone: Cone | None
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM


@dataclass(frozen=True, slots=True)
class Small:
    """One of many small pictures, all with the same scales."""

    points: str
    end: Mark | None
    goal: int | None


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretch of numbers laid over a stretch of the drawing."""

    low: float
    high: float
    start: float
    end: float

    def at(self, number: float | Decimal) -> int:
        """Whole numbers, which no language writes with a comma."""
        share = (float(number) - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return round(self.start + share * (self.end - self.start))


def path_chart(
    values: Sequence[Dot],
    ways: Sequence[Way],
    *,
    today: date,
    projection: Projection | None = None,
    less_is_up: bool = False,
) -> PathChart | None:
    """The picture of a series and its paths; None when there is nothing to draw."""
    days = [dot.on for dot in values] + [knot.on for way in ways for knot in way.knots]
    numbers = [dot.number for dot in values] + [knot.number for way in ways for knot in way.knots]
    if not numbers:
        return None
    if projection:
        days.append(spans.span(projection.period)[2])
        numbers += [Decimal(projection.low), Decimal(projection.high)]
    across = Scale(min(days).toordinal() - 40, max(days).toordinal() + 40, LEFT, WIDTH - RIGHT)
    steps = ticks(min(numbers), max(numbers))
    bottom, top = HEIGHT - BOTTOM, TOP
    up = Scale(steps[0], steps[-1], top if less_is_up else bottom, bottom if less_is_up else top)
    has_begun = across.low <= today.toordinal() <= across.high
    return PathChart(
        across=_years(across),
        up=[Tick(up.at(step), written(step)) for step in steps],
        ways=[_way(way, across, up, PATTERNS[1 + n % 3]) for n, way in enumerate(ways) if way.knots],
        values=_series(values, across, up) if values else None,
        today=across.at(today.toordinal()) if has_begun else None,
        cone=_cone(values[-1], projection, across, up) if projection and values else None,
    )


def smalls(series: Sequence[Sequence[Dot]], goals: Sequence[Decimal | None], *, less_is_up: bool) -> list[Small]:
    """Many series, each with its goal, on the same scales."""
    numbers = [dot.number for dots in series for dot in dots] + [goal for goal in goals if goal is not None]
    days = [dot.on.toordinal() for dots in series for dot in dots]
    if not numbers or not days:
        return [Small("", None, None) for _ in series]
    edge, bottom, right = SMALL_EDGE, SMALL_HEIGHT - SMALL_EDGE, SMALL_WIDTH - SMALL_EDGE
    across = Scale(min(days), max(days), edge, right)
    start, end = (edge, bottom) if less_is_up else (bottom, edge)
    up = Scale(float(min(numbers)), float(max(numbers)), start, end)
    return [_small(dots, goal, across, up) for dots, goal in zip(series, goals, strict=True)]


def ticks(low: Decimal, high: Decimal) -> list[float]:
    """Round numbers from at or below `low` through at or above `high`, about `TICKS` of them."""
    first, last = float(low), float(high)
    if first == last:
        first, last = first - (abs(first) or 1) / 10, last + (abs(last) or 1) / 10
    rough = (last - first) / (TICKS - 1)
    power = 10 ** floor(log10(rough))
    step = next(power * n for n in (1, 2, 2.5, 5, 10) if power * n >= rough * 0.99)
    return [round(n * step, 10) for n in range(floor(first / step), ceil(last / step) + 1)]


def written(number: float | Decimal) -> str:
    """A number as officials write it: 1.234,5; as few digits behind the comma as it needs, at most two, four of a
    small one."""
    digits = 2 if abs(float(number)) >= LARGE else 4
    text = f"{number:,.{digits}f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def _years(across: Scale) -> list[Tick]:
    """The ends of years; each so many that the words do not touch."""
    first, last = date.fromordinal(int(across.low)).year, date.fromordinal(int(across.high)).year
    ends = [(year, date(year, 12, 31).toordinal()) for year in range(first, last + 1)]
    within = [(year, on) for year, on in ends if across.low <= on <= across.high]
    every = max(1, ceil(len(within) / MOST_YEARS))
    return [Tick(across.at(on), str(year)) for year, on in within if (within[-1][0] - year) % every == 0]


def _points(places: Iterable[tuple[int, int]]) -> str:
    return " ".join(f"{x},{y}" for x, y in places)


def _series(dots: Sequence[Dot], across: Scale, up: Scale) -> Drawn:
    marks = [Mark(across.at(dot.on.toordinal()), up.at(dot.number), dot.words, dot.url) for dot in dots]
    return Drawn("", _points((mark.x, mark.y) for mark in marks), PATTERNS[0], marks)


def _way(way: Way, across: Scale, up: Scale, pattern: str) -> Drawn:
    points = _points((across.at(knot.on.toordinal()), up.at(knot.number)) for knot in way.knots)
    goals = [Mark(across.at(dot.on.toordinal()), up.at(dot.number), dot.words, dot.url) for dot in way.goals]
    return Drawn(way.name, points, pattern, goals)


def _cone(last: Dot, projection: Projection, across: Scale, up: Scale) -> Cone:
    start = (across.at(last.on.toordinal()), up.at(last.number))
    x = across.at(spans.span(projection.period)[2].toordinal())
    low, middle, high = (up.at(one) for one in (projection.low, projection.middle, projection.high))
    end = Mark(x, middle, written(round(projection.middle, 2)))
    said = [written(round(one, 2)) for one in (projection.low, projection.high)]
    return Cone(_points([start, (x, low), (x, high)]), _points([start, (x, middle)]), end, *said)


def _small(dots: Sequence[Dot], goal: Decimal | None, across: Scale, up: Scale) -> Small:
    places = [(across.at(dot.on.toordinal()), up.at(dot.number)) for dot in dots]
    end = Mark(*places[-1], dots[-1].words) if dots else None
    return Small(_points(places), end, up.at(goal) if goal is not None else None)
