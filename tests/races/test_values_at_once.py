"""Two values of one target at the same instant: what is computed from both holds both."""

import threading
from decimal import Decimal
from unittest.mock import patch

import pytest

from giamsat.people.states import Role
from giamsat.targets import reporting, rollup
from giamsat.targets.graph import graph
from giamsat.targets.keeping import kept_values
from giamsat.targets.models import COUNTRY, KnownValue, Reported
from giamsat.targets.states import IndicatorKind, Missing, ReportedState, Reporters
from tests import builders as a
from tests.races.test_two_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)

PLACES = ("HA_NOI", "HO_CHI_MINH", "BAC_NINH", "NGHE_AN")


def waiting() -> list[Reported]:
    """Numbers of four provinces that add up to the country's, all waiting."""
    one = a.indicator(kind=IndicatorKind.NUMBER, measure="hồ sơ", reporters=Reporters.PROVINCES)
    a.computed(one, "tổng([CT-1] theo đơn vị)", Missing.SKIP)
    keys = [a.reported(one, 10, of=code, by=a.post(Role.REPORTER, code)).pk for code in PLACES]
    found = Reported.objects.select_related("indicator__programme", "by__person")
    return [found.get(pk=key) for key in keys]


def country() -> Decimal | None:
    return KnownValue.objects.get(place=COUNTRY).number


def test_values_verified_at_once_are_all_in_the_sum() -> None:
    values = waiting()
    verifiers = [a.coordinator() for _ in values]

    ends = at_once(
        *[
            lambda one=one, by=by: reporting.verify(one, by=by, at=a.NOW)  # type: ignore[misc]
            for one, by in zip(values, verifiers, strict=True)
        ]
    )

    assert (ends["done"], country()) == (4, Decimal(40))
    assert kept_values() == rollup.recount(graph())


def test_the_race_is_real_when_nothing_is_locked() -> None:
    """The planted defect: each reads, then writes, and nobody waits. The sum must lose a part, else the test above
    proves nothing."""
    values, write = waiting(), rollup.write
    Reported.objects.update(state=ReportedState.VERIFIED, decided_by=a.coordinator(), decided_at=a.NOW)
    have_read = threading.Barrier(len(values))

    def write_late(*rows: object) -> None:
        have_read.wait()
        write(*rows)  # type: ignore[arg-type]

    with patch.object(rollup, "lock"), patch.object(rollup, "write", write_late):
        at_once(*[lambda one=one: rollup.take_in([one]) for one in values])  # type: ignore[misc]

    assert country() != Decimal(40)


def test_value_decided_twice_at_once_is_decided_once() -> None:
    value = waiting()[0]
    same = [Reported.objects.select_related("indicator__programme", "by__person").get(pk=value.pk) for _ in range(4)]

    ends = at_once(
        *[lambda one=one: reporting.verify(one, by=a.coordinator(), at=a.NOW) for one in same]  # type: ignore[misc]
    )

    assert ends["done"] == 1
