from decimal import Decimal

import pytest

from giamsat.targets.models import Indicator
from giamsat.targets.questioning import questions
from giamsat.targets.states import Accumulation, Direction, IndicatorKind, Question


def indicator(**changed: object) -> Indicator:
    given = {"kind": IndicatorKind.NUMBER, "measure": "hồ sơ", "direction": Direction.UP} | changed
    return Indicator(**given)


STEADY = [100, 103, 105, 108, 110, 113, 115, 118]


@pytest.mark.parametrize(
    ("changed", "before", "number", "asked"),
    [
        ({}, STEADY, 120, []),
        ({}, STEADY, 1200, ["jump", "outlier"]),
        ({}, STEADY, 12, ["jump", "falls", "outlier"]),
        ({}, STEADY, 117, ["falls"]),
        ({}, STEADY, 150, ["outlier"]),
        ({}, [], 1_000_000, []),
        ({}, [0], 5, []),
        ({}, [], -1, ["outside"]),
        ({"measure": "%", "kind": IndicatorKind.SHARE}, [40], 104, ["outside", "jump"]),
        ({"measure": "% GDP", "kind": IndicatorKind.SHARE}, [40], 39, []),
        ({"measure": "%/năm", "kind": IndicatorKind.SHARE}, [12], -9, []),
        ({"accumulation": Accumulation.IN_PERIOD}, [10, 12, 9, 11, 10, 12], 11, []),
        ({"accumulation": Accumulation.IN_PERIOD}, [10, 12, 9, 11, 10, 12], 4, ["jump", "outlier"]),
        ({"accumulation": Accumulation.IN_PERIOD}, [50, 50, 50, 50, 50, 50], 52, []),
        ({"direction": Direction.DOWN}, STEADY, 117, []),
        ({"kind": IndicatorKind.YES_NO}, [1], 0, []),
    ],
)
def test_odd_numbers_are_asked_about(changed: dict, before: list[int], number: int, asked: list[str]) -> None:
    series = [Decimal(one) for one in before]

    found = questions(indicator(**changed), Decimal(number), series)

    assert [one.question for one in found] == [Question(one) for one in asked]


def test_nothing_is_asked_about_words() -> None:
    assert questions(indicator(), None, [Decimal(3)]) == ()
