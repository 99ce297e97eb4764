"""The path between baseline and goal: where a value should be on a day, and how it stands against one goal. PURE.

Years end on 31 December, Vietnam calendar; between two known years the path is a straight line by days. A goal is
judged by itself: those of other documents are not looked at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from giamsat.targets.states import COUNTED, Direction, GoalStanding, Operator

ZERO = Decimal(0)
#: a value that says only whether something is so
YES = Decimal(1)
RISING = (Operator.AT_LEAST, Operator.ABOVE)
FALLING = (Operator.AT_MOST, Operator.BELOW)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one goal wants."""

    operator: Operator
    direction: Direction
    #: None of a goal put in words.
    value: Decimal | None = None
    #: The upper end of a range.
    value_max: Decimal | None = None
    #: By the end of this year; None when no year is named.
    year: int | None = None

    @property
    def ends_on(self) -> date | None:
        return year_end(self.year) if self.year is not None else None


@dataclass(frozen=True, slots=True)
class Point:
    """A number on a day: of a value the last day of its period."""

    on: date
    number: Decimal


def year_end(year: int) -> date:
    return date(year, 12, 31)


def is_met(wanted: Wanted, number: Decimal) -> bool:
    """Whether a number is what the goal wants; "đạt 80" is met by more where more is better, by less where less is.

    A goal in words is met by 1 (yes).
    """
    if wanted.operator not in COUNTED or wanted.value is None:
        return number >= YES
    value = wanted.value
    if wanted.operator == Operator.ABOVE:
        return number > value
    if wanted.operator == Operator.BELOW:
        return number < value
    low, high = _ends(wanted)
    return (low is None or number >= low) and (high is None or number <= high)


def aim(wanted: Wanted, start: Decimal | None = None) -> Decimal | None:
    """The number the path leads to; of a band that is to be kept, its end nearer to the start."""
    low, high = _ends(wanted)
    if low is None or high is None:
        return low if high is None else high
    return min(max(start if start is not None else low, low), high)


def path(start: Point | None, goals: Iterable[Wanted]) -> tuple[Point, ...]:
    """The knots of the path from the start through the goals of one document, by day; a goal without a year or of the
    start's year or before is left out. Without a start the path begins with the first goal."""
    knots = [start] if start else []
    counted = [goal for goal in goals if goal.ends_on is not None]
    for goal in sorted(counted, key=lambda goal: goal.year or 0):
        number, on = aim(goal, knots[0].number if knots else None), goal.ends_on
        if number is not None and on is not None and (not knots or on > knots[-1].on):
            knots.append(Point(on, number))
    return tuple(knots)


def expected(knots: Sequence[Point], on: date) -> Decimal | None:
    """Where the path is on a day: level before its first knot and after its last; None when there is no path."""
    if not knots:
        return None
    if on <= knots[0].on:
        return knots[0].number
    for before, after in pairwise(knots):
        if on <= after.on:
            gone, whole = (on - before.on).days, (after.on - before.on).days
            return before.number + (after.number - before.number) * gone / whole
    return knots[-1].number


def standing(
    wanted: Wanted,
    knots: Sequence[Point],
    newest: Point | None,
    at_end: Point | None = None,
    *,
    today: date,
) -> GoalStanding:
    """How a goal stands: by the value at the end of its year once that is known, else by the newest against the path.

    `at_end` is the value whose period ends with the goal's year. A goal whose year has ended without one is known to
    be reached only if the newest value before meets it; else there is no data. Without a path beyond its start
    nothing tells behind from on path, and what is not missed is on path.
    """
    ends_on = wanted.ends_on
    judged = at_end or newest
    if judged is None:
        return GoalStanding.NO_DATA
    if is_met(wanted, judged.number):
        return GoalStanding.REACHED
    if ends_on is not None and judged.on >= ends_on:
        return GoalStanding.MISSED
    if ends_on is not None and today > ends_on:
        return GoalStanding.NO_DATA
    return GoalStanding.ON_PATH if _keeps_up(wanted, knots, judged) else GoalStanding.BEHIND


def standing_in_year(
    wanted: Wanted,
    knots: Sequence[Point],
    so_far: Point | None,
    at_end: Point | None = None,
    *,
    today: date,
) -> GoalStanding:
    """`standing` of what adds up over a year and begins again with the next: `so_far` is the sum of its year through
    that day, `at_end` that of the whole year of the goal. Before its year is over a sum is held against the share of
    the path's year-end that belongs to the days gone; more may reach the goal early, staying below it may not."""
    if at_end or so_far is None or so_far.on == year_end(so_far.on.year):
        return standing(wanted, knots, so_far, at_end, today=today)
    low, high = _ends(wanted)
    if high is None and is_met(wanted, so_far.number) and wanted.operator in COUNTED:
        return GoalStanding.REACHED
    if wanted.ends_on is not None and today > wanted.ends_on:
        return GoalStanding.NO_DATA
    goal, by_then = expected(knots, year_end(so_far.on.year)), so_far.on.timetuple().tm_yday
    if goal is None:
        return GoalStanding.ON_PATH
    scaled = goal * by_then / year_end(so_far.on.year).timetuple().tm_yday
    keeps_up = so_far.number >= scaled if low is not None else so_far.number <= scaled
    return GoalStanding.ON_PATH if keeps_up else GoalStanding.BEHIND


def _keeps_up(wanted: Wanted, knots: Sequence[Point], judged: Point) -> bool:
    should_be = expected(knots, judged.on)
    if should_be is None or wanted.operator not in COUNTED:
        return True
    low, high = _ends(wanted)
    if low is not None and high is not None:
        return judged.number >= should_be if judged.number < low else judged.number <= should_be
    return judged.number >= should_be if high is None else judged.number <= should_be


def _ends(wanted: Wanted) -> tuple[Decimal | None, Decimal | None]:
    """Least and greatest number that is wanted, by operator and, where that leaves it open, direction; both None of a
    goal in words."""
    value = wanted.value
    if wanted.operator in RISING:
        return value, None
    if wanted.operator in FALLING:
        return None, value
    if wanted.operator not in COUNTED:
        return None, None
    most = wanted.value_max if wanted.operator == Operator.RANGE else value
    if wanted.direction == Direction.WITHIN:
        return value, most
    return (None, most) if wanted.direction == Direction.DOWN else (value, None)
