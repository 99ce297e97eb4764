import pytest

from giamsat.targets.projection import LEAST_VALUES, REACH, project


def months(count, number):
    return {f"{2024 + n // 12}-{n % 12 + 1:02}": number(n) for n in range(count)}


def test_straight_line_goes_on_straight():
    found = project(months(24, lambda n: 10.0 + 2 * n), "2026-12")

    assert found is not None
    assert found.middle == pytest.approx(10 + 2 * 35, abs=2)
    assert found.low < 80 < found.high
    assert (found.period, found.values, found.since) == ("2026-12", 24, "2024-01")


def test_too_few_values_or_too_far_ahead_have_none():
    few = months(LEAST_VALUES - 1, float)
    enough = months(LEAST_VALUES, float)

    assert project(few, "2025-01") is None
    assert project(enough, "2024-09") is not None
    assert project(enough, "2024-08") is None
    assert project(enough, f"{2024 + (LEAST_VALUES * (REACH + 1)) // 12 + 1}-12") is None


def test_interval_widens_with_the_way():
    values = months(24, lambda n: 50 + n + (-1) ** n * 3.0)

    near, far = project(values, "2026-03"), project(values, "2027-12")

    assert near.high - near.low < far.high - far.low


def test_share_never_passes_its_ends():
    found = project(months(24, lambda n: 75 + n * 0.98), "2030-12", is_share=True)

    assert 90 < found.low < found.middle < found.high <= 100


def test_season_is_told_apart_from_the_trend():
    december = project(months(36, lambda n: 100.0 + 50 * (n % 12 == 11)), "2027-12")
    june = project(months(36, lambda n: 100.0 + 50 * (n % 12 == 11)), "2027-06")

    assert december.middle - june.middle == pytest.approx(50, abs=8)


def test_gaps_and_still_series_are_borne():
    gappy = {name: value for name, value in months(30, lambda n: 5.0 + n).items() if not name.endswith(("-03", "-08"))}
    still = project(months(12, lambda n: 7.0), "2025-06")

    assert project(gappy, "2026-12").middle == pytest.approx(40, abs=3)
    assert still.low <= 7 <= still.high
    assert still.high - still.low < 1
