import random
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from giamsat.people.models import Post
from giamsat.people.queries import group_members
from giamsat.people.states import Role
from giamsat.targets import reporting, rollup, rules
from giamsat.targets.formula import Lack, Ring, UnitMismatch
from giamsat.targets.graph import graph
from giamsat.targets.keeping import Cell, kept_values
from giamsat.targets.models import COUNTRY, Indicator, KnownValue
from giamsat.targets.queries import values_as_of
from giamsat.targets.states import IndicatorKind, Missing, Reporters
from giamsat.timetable import Every
from tests import builders
from tests.builders import NOW

pytestmark = pytest.mark.django_db

COUNT = {"kind": IndicatorKind.NUMBER, "measure": "hồ sơ", "reporters": Reporters.PROVINCES}


def numbers(code: str, place: int | None = None) -> dict[tuple[int, str], Decimal | None]:
    rows = KnownValue.objects.filter(indicator__code=code).order_by("place", "ends_on")
    found = {(row.place, row.period): row.number for row in rows}
    return {key: value for key, value in found.items() if place is None or key[0] == place}


def proved() -> bool:
    """Whether what is kept is what a full recomputation gives, and the ends of every series are marked."""
    kept = kept_values()
    says = {cell for cell, value in kept.items() if value.says_something}
    ends: dict[tuple[int, int, str], list[str]] = {}
    for cell in says:
        ends.setdefault((cell.indicator, cell.place, cell.slice), []).append(cell.period)
    marked = {
        flag: set(KnownValue.objects.filter(**{flag: True}).values_list("indicator", "place", "period", "slice"))
        for flag in ("is_latest", "is_first")
    }
    by_day = {key: sorted(periods, key=rollup.ends_on) for key, periods in ends.items()}
    latest = {(i, place, periods[-1], slice_) for (i, place, slice_), periods in by_day.items()}
    first = {(i, place, periods[0], slice_) for (i, place, slice_), periods in by_day.items()}
    return (kept, marked["is_latest"], marked["is_first"]) == (rollup.recount(graph()), latest, first)


def test_one_approved_value_brings_all_above_it_up_to_date() -> None:
    verifier = builders.coordinator()
    done, whole, share = (
        builders.indicator("XONG", **COUNT),
        builders.indicator("TONG", **COUNT),
        builders.indicator("TL"),
    )
    builders.computed(done, "tổng([XONG] theo đơn vị)", Missing.SKIP)
    builders.computed(whole, "tổng([TONG] theo đơn vị)", Missing.SKIP)
    builders.computed(share, "[XONG] / [TONG] × 100")
    for code, of_done, of_whole in (("HA_NOI", 30, 40), ("HO_CHI_MINH", 60, 80)):
        builders.known(done, of_done, of=code, verifier=verifier)
        builders.known(whole, of_whole, of=code, verifier=verifier)

    assert numbers("XONG", COUNTRY) == {(COUNTRY, "2026-05"): Decimal(90)}
    assert numbers("TL") == {
        (COUNTRY, "2026-05"): Decimal(75),
        (builders.unit("HA_NOI").pk, "2026-05"): Decimal(75),
        (builders.unit("HO_CHI_MINH").pk, "2026-05"): Decimal(75),
    }
    country = KnownValue.objects.get(indicator=done, place=COUNTRY)
    assert (country.parts_known, country.parts_total) == (2, 34)
    assert proved()


def test_incomplete_sum_says_how_much_is_known_and_is_not_the_latest_word() -> None:
    verifier, one = builders.coordinator(), builders.indicator("XONG", **COUNT)
    builders.computed(one, "tổng([XONG] theo đơn vị)", Missing.FAIL)
    builders.known(one, 30, of="HA_NOI", verifier=verifier)

    country = KnownValue.objects.get(indicator=one, place=COUNTRY)

    assert (country.number, country.parts_known, country.parts_total, country.is_latest) == (None, 1, 34, False)
    assert rollup.explained(one, COUNTRY, "2026-05").lack == Lack.MISSING


def test_correction_of_a_past_period_reaches_what_looks_back_at_it() -> None:
    verifier, one, growth = builders.coordinator(), builders.indicator("A"), builders.indicator("B")
    builders.computed(growth, "[A] − kỳ trước([A])")
    for period, number in (("2026-01", 10), ("2026-02", 12), ("2026-03", 15)):
        builders.known(one, number, period, verifier=verifier)

    builders.known(one, 11, "2026-02", verifier=verifier)

    assert [numbers("B")[COUNTRY, f"2026-0{month}"] for month in (1, 2, 3)] == [None, 1, 4]
    assert proved()


def test_formula_set_later_computes_the_past_and_taken_away_gives_the_reported_back() -> None:
    verifier, one, double = builders.coordinator(), builders.indicator("A"), builders.indicator("B")
    builders.known(one, 10, "2026-01", verifier=verifier)
    builders.known(double, 7, "2026-01", verifier=verifier)

    builders.computed(double, "[A] × 2")
    assert numbers("B") == {(COUNTRY, "2026-01"): Decimal(20)}
    builders.computed(double, "")

    assert numbers("B") == {(COUNTRY, "2026-01"): Decimal(7)}
    assert proved()


def test_computed_value_is_not_reported_and_a_waiting_one_is_not_verified() -> None:
    one, double = builders.indicator("A"), builders.indicator("B")
    waiting = builders.reported(double, 7)
    builders.computed(double, "[A] × 2")
    waiting.indicator.refresh_from_db()

    with pytest.raises(rules.NotReported):
        builders.reported(double, 7)
    with pytest.raises(rules.NotReported):
        reporting.verify(waiting, by=builders.coordinator(), at=NOW)
    assert one.formula == ""


def test_rings_and_unlike_measures_are_refused() -> None:
    one, other = builders.indicator("A"), builders.indicator("B")
    counted = builders.indicator("C", kind=IndicatorKind.NUMBER, measure="doanh nghiệp")
    builders.computed(other, "[A] × 2")

    with pytest.raises(Ring):
        builders.computed(one, "[B] / 2")
    with pytest.raises(UnitMismatch):
        builders.computed(counted, "[C] + [A]")


def test_values_and_formulas_of_a_past_instant_are_told_as_they_were() -> None:
    verifier, one, double = builders.coordinator(), builders.indicator("A"), builders.indicator("B")
    builders.computed(double, "[A] × 2")
    first = builders.known(one, 10, verifier=verifier)
    builders.known(one, 20, verifier=verifier)
    builders.computed(double, "[A] × 3")

    then = values_as_of(first.decided_at)

    cells = [Cell(key, COUNTRY, "2026-05") for key in (one.pk, double.pk)]
    assert [then[cell].number for cell in cells] == [10, 20]
    assert [kept_values()[cell].number for cell in cells] == [20, 60]


#: (code, cadence, who reports, formula, policy): functions, both levels, ways that meet again, policies, two cadences.
NETWORK: list[tuple[str, Every, Reporters, str, Missing]] = [
    ("A", Every.MONTH, Reporters.PROVINCES, "tổng([A] theo đơn vị)", Missing.SKIP),
    ("B", Every.MONTH, Reporters.PROVINCES, "tổng([B] theo đơn vị)", Missing.ZERO),
    ("TL", Every.MONTH, Reporters.PROVINCES, "[A] / [B]", Missing.FAIL),
    ("TB", Every.MONTH, Reporters.PROVINCES, "trung bình có trọng số([TL]; [B])", Missing.SKIP),
    ("TANG", Every.MONTH, Reporters.LEAD, "[A] − kỳ trước([A])", Missing.FAIL),
    ("LK", Every.MONTH, Reporters.PROVINCES, "lũy kế([A])", Missing.SKIP),
    ("CK", Every.MONTH, Reporters.LEAD, "[LK] − cùng kỳ([LK])", Missing.ZERO),
    ("CUOI", Every.MONTH, Reporters.LEAD, "tổng([B] theo đơn vị) + [A]", Missing.LAST),
    ("MOI", Every.MONTH, Reporters.PROVINCES, "mới nhất([B]) + [A]", Missing.ZERO),
    ("NAM", Every.YEAR, Reporters.LEAD, "mới nhất([LK]) + [Q]", Missing.ZERO),
    ("Q", Every.YEAR, Reporters.LEAD, "", Missing.FAIL),
]
PERIODS = ("2024-11", "2025-01", "2025-02", "2025-05", "2026-01", "2026-02", "2026-05")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_kept_values_equal_a_full_recomputation(seed: int) -> None:
    chance, verifier = random.Random(seed), builders.coordinator()
    keeper = builders.coordinator()
    network = {
        code: builders.indicator(code, kind=IndicatorKind.NUMBER, measure="", every=every, reporters=who, by=keeper)
        for code, every, who, _formula, _missing in NETWORK
    }
    for code, _every, _who, formula, missing in NETWORK:
        if formula:
            builders.computed(network[code], formula, missing, by=keeper)
    reporters = {code: builders.post(Role.REPORTER, code) for code in ("HA_NOI", "HO_CHI_MINH", "BTC")}

    for _turn in range(40):
        _move(chance, network, reporters, verifier)

    assert proved()


def _move(chance: random.Random, network: dict[str, Indicator], reporters: dict[str, Post], verifier: Post) -> None:
    """A value reported and verified, or a few at once; zero now and then, so that a share loses its number."""
    values = []
    for code in chance.sample(["A", "B"], k=chance.choice([1, 1, 2])):
        of = chance.choice(["HA_NOI", "HO_CHI_MINH"])
        number = chance.choice([0, 1, 7, "2.5", 1000])
        values.append(builders.reported(network[code], number, chance.choice(PERIODS), of=of, by=reporters[of]))
    if chance.random() < 0.2:
        values.append(builders.reported(network["Q"], 3, chance.choice(["2024", "2025", "2026"]), by=reporters["BTC"]))
    reporting.verify_many(values, by=verifier, at=NOW)


def test_recount_shows_a_value_that_was_not_brought_up_to_date() -> None:
    verifier, one, double = builders.coordinator(), builders.indicator("A"), builders.indicator("B")
    builders.computed(double, "[A] × 2")
    builders.known(one, 10, verifier=verifier)

    KnownValue.objects.filter(indicator=double).update(number=Decimal(21))

    assert not proved()


def test_work_of_one_approval_does_not_grow_with_months() -> None:
    verifier, keeper = builders.coordinator(), builders.coordinator()
    one = builders.indicator("XONG", by=keeper, **COUNT)
    builders.computed(one, "tổng([XONG] theo đơn vị)", Missing.SKIP)
    reporter = builders.post(Role.REPORTER, "HA_NOI")
    counts = []
    for period in ("2025-01", "2025-02", "2025-03", "2025-04"):
        value = builders.reported(one, 5, period, of="HA_NOI", by=reporter)
        with CaptureQueriesContext(connection) as queries:
            reporting.verify(value, by=verifier, at=NOW)
        counts.append(len(queries))

    assert counts[1:] == [counts[1]] * 3


def test_groups_are_the_provinces_of_today() -> None:
    assert builders.unit("HA_NOI").dissolved_on is None
    assert group_members(Reporters.PROVINCES.value).count() == 34
