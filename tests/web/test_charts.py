from datetime import date
from decimal import Decimal

import pytest

from giamsat.targets.path import Point
from giamsat.targets.projection import Projection
from giamsat.web.shown.charts import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Dot,
    Way,
    path_chart,
    smalls,
    ticks,
    written,
)

TODAY = date(2026, 6, 10)


def dot(month, number, url=""):
    return Dot(date(2026, month, 28), Decimal(number), f"tháng {month}: {number}", url)


def way(name, *points):
    knots = tuple(Point(date(year, 12, 31), Decimal(number)) for year, number in points)
    return Way(name, knots, (Dot(knots[-1].on, knots[-1].number, f"{name}: {knots[-1].number}"),))


@pytest.mark.parametrize(
    ("low", "high", "steps"),
    [
        ("0", "100", [0, 25, 50, 75, 100]),
        ("18.3", "30", [15, 20, 25, 30]),
        ("0.7", "0.75", [0.7, 0.72, 0.74, 0.76]),
        ("-3", "4", [-4, -2, 0, 2, 4]),
        ("80", "80", [70, 75, 80, 85, 90]),
    ],
)
def test_grid_stands_on_round_numbers_around_the_values(low, high, steps):
    found = ticks(Decimal(low), Decimal(high))

    assert found[0] <= float(low) <= float(high) <= found[-1]
    assert found == pytest.approx(steps)


@pytest.mark.parametrize(
    ("number", "said"),
    [("1234567.5", "1.234.567,5"), ("66.4152", "66,42"), ("0.7054", "0,7054"), ("80.000000", "80"), ("0", "0")],
)
def test_numbers_are_written_as_officials_write_them(number, said):
    assert written(Decimal(number)) == said


def test_everything_drawn_lies_within_the_picture():
    chart = path_chart(
        [dot(1, 20), dot(5, 31, "/so-lieu/1")],
        [way("71/NQ-CP", (2024, 18), (2030, 80)), way("11/NQ-CP", (2024, 18), (2027, 90))],
        today=TODAY,
        projection=Projection("2030-12", 70.0, 55.5, 84.0, 9, "2026-01"),
    )

    places = [part.split(",") for line in (*chart.ways, chart.values) for part in line.points.split()]
    places += [part.split(",") for part in chart.cone.area.split()]
    assert all(LEFT <= int(x) <= WIDTH - RIGHT and TOP <= int(y) <= HEIGHT - BOTTOM for x, y in places)
    assert [one.pattern for one in chart.ways] == ["dashed", "dotted"]
    assert [mark.url for mark in chart.values.marks] == ["", "/so-lieu/1"]
    assert (chart.cone.low, chart.cone.high) == ("55,5", "84")


def test_more_is_higher_and_of_ranks_less_is():
    up = path_chart([dot(1, 10), dot(5, 20)], [], today=TODAY)
    down = path_chart([dot(1, 10), dot(5, 20)], [], today=TODAY, less_is_up=True)

    assert up.values.marks[1].y < up.values.marks[0].y
    assert down.values.marks[1].y > down.values.marks[0].y


def test_nothing_known_is_no_picture():
    assert path_chart([], [], today=TODAY) is None


def test_small_pictures_share_one_scale():
    first, second, empty = smalls(
        [[dot(1, 10), dot(5, 20)], [dot(1, 20), dot(5, 20)], []], [Decimal(40), None, None], less_is_up=False
    )

    assert first.end.y == second.end.y
    assert first.goal < first.end.y
    assert (empty.points, empty.end, empty.goal) == ("", None, None)
