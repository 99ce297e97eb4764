from datetime import date

import pytest

from giamsat.people.states import Role
from giamsat.targets import reporting
from giamsat.targets.models import Goal
from giamsat.targets.owed import periods_offered, reported_by, values_owed
from giamsat.targets.states import IndicatorKind, Reporters
from giamsat.timetable import Every
from tests import builders as a

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 10)


def owed(post):
    return [
        (one.indicator.code, one.unit, one.period, one.due_on, one.sent_back_for) for one in values_owed(post, TODAY)
    ]


def test_lead_and_each_of_a_group_owe_the_period_that_has_ended():
    by, lead, province = a.coordinator(), a.post(Role.REPORTER, "BTC"), a.post(Role.APPROVER, "HA_NOI")
    a.indicator("A", by=by)
    a.indicator("B", by=by, reporters=Reporters.PROVINCES, every=Every.QUARTER)
    a.indicator("C", by=by, kind=IndicatorKind.HEADING)

    assert owed(lead) == [("A", None, "2026-05", date(2026, 6, 25), "")]
    assert owed(province) == [("B", province.unit, "2026-Q1", date(2026, 4, 25), "")]
    assert owed(by) == []


def test_what_is_sent_is_owed_no_more_until_it_comes_back():
    by, lead = a.coordinator(), a.post(Role.REPORTER, "BTC")
    one = a.indicator("A", by=by)

    value = a.reported(one, 40, "2026-05", by=lead)
    sent = owed(lead)
    reporting.return_value(value, reason="Thiếu nguồn", by=by, at=a.NOW)

    assert sent == []
    assert owed(lead) == [("A", None, "2026-05", date(2026, 6, 25), "Thiếu nguồn")]


def test_what_is_computed_is_owed_by_nobody():
    by, lead, province = a.coordinator(), a.post(Role.REPORTER, "BTC"), a.post(Role.REPORTER, "HA_NOI")
    part, whole = a.indicator("A", by=by, reporters=Reporters.PROVINCES), a.indicator("B", by=by)
    a.computed(part, "tổng([A] theo đơn vị)", by=by)
    a.computed(whole, "[A]", by=by)

    assert [one.code for one, _ in reported_by(lead)] == []
    assert [one.code for one, _ in reported_by(province)] == ["A"]


def test_what_ended_before_it_was_wanted_is_not_owed():
    by, lead = a.coordinator(), a.post(Role.REPORTER, "BTC")
    one = a.indicator("A", by=by)
    a.goal(one, by=by)
    Goal.objects.update(since="2026-06-02T00:00:00Z")

    assert owed(lead) == []
    assert len(values_owed(lead, date(2026, 7, 2))) == 1


def test_periods_are_offered_from_the_present_back():
    one = a.indicator(every=Every.HALF_YEAR)

    assert periods_offered(one, TODAY)[:3] == ["2026-H1", "2025-H2", "2025-H1"]
