from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giamsat.targets.path import Point, Wanted, aim, expected, is_met, path, standing
from giamsat.targets.states import Direction, GoalStanding, Operator

TODAY = date(2026, 6, 30)
numbers = st.decimals(-10_000, 10_000, places=2)
days = st.dates(date(2024, 1, 1), date(2032, 12, 31))


def wanted(
    operator: str, value: str | None, top: str | None = None, *, way: str = "up", year: int | None = 2030
) -> Wanted:
    return Wanted(
        Operator(operator), Direction(way), Decimal(value) if value else None, Decimal(top) if top else None, year
    )


@pytest.mark.parametrize(
    ("goal", "met", "unmet"),
    [
        (wanted(">=", "30"), "30", "29.9"),
        (wanted(">", "55"), "55.1", "55"),
        (wanted("<=", "3", way="down"), "3", "4"),
        (wanted("<", "3", way="down"), "2.9", "3"),
        (wanted("=", "80"), "81", "79"),
        (wanted("=", "80", way="down"), "79", "81"),
        (wanted("=", "80", way="within"), "80", "81"),
        (wanted("range", "40", "50"), "51", "39"),
        (wanted("range", "40", "50", way="within"), "50", "51"),
        (wanted("range", "40", "50", way="down"), "50", "51"),
        (wanted("text", None), "1", "0"),
    ],
)
def test_each_operator_is_met_by_the_right_side(goal: Wanted, met: str, unmet: str) -> None:
    assert (is_met(goal, Decimal(met)), is_met(goal, Decimal(unmet))) == (True, False)


def test_path_is_straight_between_known_years() -> None:
    start = Point(date(2025, 12, 31), Decimal(20))
    knots = path(start, [wanted(">=", "70", year=2030), wanted(">=", "30", year=2026)])

    assert [expected(knots, day) for day in (date(2025, 1, 1), date(2026, 12, 31), date(2030, 12, 31))] == [20, 30, 70]
    assert expected(knots, date(2028, 12, 31)) == pytest.approx(Decimal(50), abs=Decimal("0.03"))


@pytest.mark.parametrize(
    ("newest", "at_end", "today", "found"),
    [
        (None, None, TODAY, GoalStanding.NO_DATA),
        (Point(TODAY, Decimal(70)), None, TODAY, GoalStanding.REACHED),
        (Point(TODAY, Decimal(25)), None, TODAY, GoalStanding.ON_PATH),
        (Point(TODAY, Decimal(24)), None, TODAY, GoalStanding.BEHIND),
        (Point(date(2030, 12, 31), Decimal(69)), None, date(2031, 2, 1), GoalStanding.MISSED),
        (Point(date(2030, 9, 30), Decimal(69)), None, date(2031, 2, 1), GoalStanding.NO_DATA),
        # Met two years too late, and missed when it counted.
        (
            Point(date(2032, 12, 31), Decimal(90)),
            Point(date(2030, 12, 31), Decimal(60)),
            date(2033, 1, 5),
            GoalStanding.MISSED,
        ),
    ],
)
def test_standing_follows_the_value_that_counts(
    newest: Point | None, at_end: Point | None, today: date, found: GoalStanding
) -> None:
    goal = wanted(">=", "70")
    knots = path(Point(date(2025, 12, 31), Decimal(20)), [goal])

    assert standing(goal, knots, newest, at_end, today=today) == found


def test_goals_that_conflict_are_judged_each_by_itself() -> None:
    start, newest = Point(date(2025, 12, 31), Decimal(20)), Point(TODAY, Decimal(24))
    goals = [wanted(">=", "50"), wanted(">=", "80")]

    found = [standing(goal, path(start, [goal]), newest, today=TODAY) for goal in goals]

    assert found == [GoalStanding.ON_PATH, GoalStanding.BEHIND]


def test_band_is_left_on_both_sides() -> None:
    goal = wanted("range", "40", "50", way="within")
    knots = path(Point(date(2025, 12, 31), Decimal(60)), [goal])

    found = [standing(goal, knots, Point(TODAY, Decimal(n)), today=TODAY) for n in (60, 58, 45, 39)]

    assert found == [GoalStanding.BEHIND, GoalStanding.ON_PATH, GoalStanding.REACHED, GoalStanding.BEHIND]


@given(start=numbers, value=numbers, on=days)
def test_path_stays_between_its_ends(start: Decimal, value: Decimal, on: date) -> None:
    knots = path(Point(date(2025, 12, 31), start), [wanted(">=", str(value))])

    should_be = expected(knots, on)

    assert should_be is not None and min(start, value) <= should_be <= max(start, value)


#: From worse to better.
RISING_ORDER = [GoalStanding.MISSED, GoalStanding.BEHIND, GoalStanding.ON_PATH, GoalStanding.REACHED]


@given(start=numbers, value=numbers, one=numbers, other=numbers, on=days, operator=st.sampled_from([">=", ">", "="]))
def test_a_better_value_never_stands_worse(
    start: Decimal, value: Decimal, one: Decimal, other: Decimal, on: date, operator: str
) -> None:
    goal = wanted(operator, str(value))
    knots = path(Point(date(2025, 12, 31), start), [goal])

    low, high = (RISING_ORDER.index(standing(goal, knots, Point(on, n), today=on)) for n in sorted((one, other)))

    assert low <= high


@given(start=numbers, value=numbers, number=numbers, on=days)
def test_less_is_better_mirrors_more_is_better(start: Decimal, value: Decimal, number: Decimal, on: date) -> None:
    up, down = wanted(">=", str(value)), wanted("<=", str(-value), way="down")

    found = [
        standing(goal, path(Point(date(2025, 12, 31), n), [goal]), Point(on, reported), today=on)
        for goal, n, reported in ((up, start, number), (down, -start, -number))
    ]

    assert found[0] == found[1]


@given(value=numbers, number=numbers, on=days)
def test_reached_is_met_and_nothing_else(value: Decimal, number: Decimal, on: date) -> None:
    for operator, way in product([op for op in Operator if op not in ("range", "text", "group")], Direction):
        goal = Wanted(operator, way, value, None, 2030)
        found = standing(goal, path(None, [goal]), Point(on, number), today=on)

        assert (found == GoalStanding.REACHED) is is_met(goal, number)


@given(start=numbers, low=numbers, high=numbers)
def test_path_of_a_band_leads_to_its_nearer_end(start: Decimal, low: Decimal, high: Decimal) -> None:
    low, high = sorted((low, high))

    led = aim(wanted("range", str(low), str(high), way="within"), start)

    assert led == (start if low <= start <= high else min((low, high), key=lambda end: abs(end - start)))
