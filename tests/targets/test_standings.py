from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from giamsat.people.states import Role
from giamsat.targets.models import COUNTRY
from giamsat.targets.queries import goals_visible_to, known_visible_to, visible_to
from giamsat.targets.standings import overview, row_of
from giamsat.targets.states import Accumulation, Direction, GoalStanding, IndicatorKind, Operator, Reporters
from tests import builders

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 2)


def test_goals_of_several_documents_stand_side_by_side() -> None:
    keeper = builders.coordinator()
    one = builders.indicator(baseline_value=Decimal(20), baseline_year=2025, by=keeper)
    builders.goal(one, "A-1", symbol="1/NQ-XX", value=Decimal(60), by=keeper)
    builders.goal(one, "B-1", symbol="2/NQ-XX", value=Decimal(95), by=keeper)
    builders.known(one, 24, verifier=keeper)

    cell = row_of(one, keeper, TODAY).country

    assert cell is not None
    assert [(judged.goal.code, judged.standing) for judged in cell.judged] == [
        ("A-1", GoalStanding.ON_PATH),
        ("B-1", GoalStanding.BEHIND),
    ]
    assert (cell.standing, cell.is_disputed) == (GoalStanding.BEHIND, True)


def test_goals_of_one_document_make_one_path() -> None:
    keeper = builders.coordinator()
    one = builders.indicator(baseline_value=Decimal(20), baseline_year=2025, by=keeper)
    builders.goal(one, "A-1", symbol="1/NQ-XX", value=Decimal(50), year_to=2026, by=keeper)
    builders.goal(one, "A-2", symbol="1/NQ-XX", value=Decimal(60), by=keeper)
    builders.known(one, 24, verifier=keeper)

    cell = row_of(one, keeper, TODAY).country

    assert cell is not None
    assert [judged.standing for judged in cell.judged] == [GoalStanding.BEHIND, GoalStanding.BEHIND]
    assert [len(judged.knots) for judged in cell.judged] == [2, 3]


def test_share_wanted_of_the_country_is_wanted_of_each_unit_and_a_count_is_not() -> None:
    keeper = builders.coordinator()
    share = builders.indicator("TL", reporters=Reporters.MINISTRIES, by=keeper)
    count = builders.indicator(
        "SO", reporters=Reporters.MINISTRIES, kind=IndicatorKind.NUMBER, measure="hồ sơ", by=keeper
    )
    for one in (share, count):
        builders.goal(one, f"{one.code}-1", by=keeper)
        builders.known(one, 90, of="BTC", verifier=keeper)

    place = builders.unit("BTC").pk
    assert [row_of(one, keeper, TODAY).cells[place].standing for one in (share, count)] == [GoalStanding.REACHED, None]


def test_unit_with_a_goal_of_its_own_is_judged_by_that() -> None:
    keeper = builders.coordinator()
    one = builders.indicator(reporters=Reporters.MINISTRIES, by=keeper)
    builders.goal(one, "A-1", by=keeper)
    builders.goal(one, "A-2", unit="BTC", value=Decimal(95), by=keeper)
    builders.known(one, 90, of="BTC", verifier=keeper)

    cell = row_of(one, keeper, TODAY).cells[builders.unit("BTC").pk]

    assert [judged.goal.code for judged in cell.judged] == ["A-2"]


def test_what_adds_up_over_the_year_is_held_against_the_share_of_the_year() -> None:
    keeper = builders.coordinator()
    one = builders.indicator(kind=IndicatorKind.NUMBER, measure="hồ sơ", accumulation=Accumulation.IN_PERIOD, by=keeper)
    builders.goal(one, "A-1", value=Decimal(120), year_to=2026, by=keeper)
    for month in range(1, 5):
        builders.known(one, 9, f"2026-0{month}", verifier=keeper)
    behind = row_of(one, keeper, TODAY).country
    builders.known(one, 30, "2026-05", verifier=keeper)
    caught_up = row_of(one, keeper, TODAY).country

    assert behind is not None and caught_up is not None
    assert [behind.standing, caught_up.standing] == [GoalStanding.BEHIND, GoalStanding.ON_PATH]
    assert row_of(one, keeper, date(2027, 2, 1)).country.standing == GoalStanding.MISSED  # type: ignore[union-attr]


def test_limit_that_adds_up_is_not_kept_before_the_year_is_over() -> None:
    keeper = builders.coordinator()
    one = builders.indicator(
        kind=IndicatorKind.NUMBER,
        measure="vụ",
        direction=Direction.DOWN,
        accumulation=Accumulation.IN_PERIOD,
        by=keeper,
    )
    builders.goal(one, "A-1", operator=Operator.AT_MOST, value=Decimal(12), year_to=2026, by=keeper)
    builders.known(one, 6, "2026-01", verifier=keeper)

    cell = row_of(one, keeper, TODAY).country

    assert cell is not None and cell.standing == GoalStanding.BEHIND


def test_overview_asks_as_much_for_many_as_for_few() -> None:
    keeper = builders.coordinator()
    asked = []
    for n in range(3):
        one = builders.indicator(f"CT-{n}", reporters=Reporters.MINISTRIES, by=keeper)
        builders.goal(one, f"A-{n}", by=keeper)
        for code in ("BTC", "BTP", "BNV")[: n + 1]:
            builders.known(one, 50, of=code, verifier=keeper)
        with CaptureQueriesContext(connection) as queries:
            seen = overview(keeper, one.programme, TODAY)
        asked.append((len(seen.rows), len(seen.units), len(queries)))

    assert [rows for rows, _units, _n in asked] == [1, 2, 3]
    assert asked[0][2] == asked[2][2] <= 12


def test_unit_sees_the_country_and_itself_and_not_its_neighbours() -> None:
    keeper = builders.coordinator()
    one = builders.indicator(reporters=Reporters.MINISTRIES, by=keeper)
    for code in ("BTC", "BTP"):
        builders.goal(one, f"A-{code}", unit=code, by=keeper)
        builders.known(one, 50, of=code, verifier=keeper)
    reporter = builders.post(Role.REPORTER, "BTC")

    own = builders.unit("BTC")
    assert [goal.unit for goal in goals_visible_to(reporter)] == [own]
    assert [value.unit for value in known_visible_to(reporter)] == [own]
    assert set(row_of(one, reporter, TODAY).cells) == {COUNTRY, own.pk}


@pytest.mark.parametrize("role", [Role.UNIT_ADMIN, Role.SYSTEM_ADMIN])
def test_administrators_see_no_targets(role: Role) -> None:
    builders.indicator()

    assert list(visible_to(builders.post(role, "BKHCN"))) == []


def test_targets_of_a_units_own_programme_are_seen_by_nobody_else() -> None:
    one = builders.indicator()
    one.programme.is_private = True
    one.programme.save()

    seers = [builders.post(role, code) for role, code in ((Role.REPORTER, "BTC"), (Role.REPORTER, "BKHCN"))]

    assert [one in visible_to(seer) for seer in seers] == [False, True]
