from datetime import UTC, date, datetime

import pytest

from giamsat.people.states import Role
from giamsat.tasks import actions, asof, deadlines, rules
from giamsat.tasks.models import Duty
from giamsat.tasks.states import DutyState, Standing
from tests import builders as a

pytestmark = pytest.mark.django_db

#: 16h00 on 31/7/2025 in Hà Nội
CUT = datetime(2025, 7, 31, 9, tzinfo=UTC)
TICK = a.timedelta(microseconds=1000)


def test_as_of_answers_how_many_were_late_and_how_many_of_them_are_done_since() -> None:
    assigner, reporter = a.coordinator(), a.post(Role.REPORTER)
    with a.clock(datetime(2025, 6, 1, tzinfo=UTC)):
        late = [a.duty(assigner, on=date(2025, 7, 20), product="") for _ in range(3)]
        a.duty(assigner, on=date(2025, 8, 20))
    for duty in late[:2]:
        with a.clock(datetime(2025, 8, 5, tzinfo=UTC)):
            _report(duty, reporter)
    with a.clock(datetime(2025, 9, 1, tzinfo=UTC)):
        actions.move(late[0], to=DutyState.DONE, by=assigner, at=a.NOW)
    with a.clock(datetime(2025, 9, 2, tzinfo=UTC)):
        a.duty(assigner, on=date(2025, 7, 1))

    found = asof.stood_so(Duty.objects.all(), CUT, Standing.OVERDUE)

    assert [duty.pk for duty in found] == [duty.pk for duty in late]
    assert found.filter(state=DutyState.DONE).count() == 1
    assert asof.figures_as_of(Duty.objects.all(), CUT) == dict.fromkeys(Standing, 0) | {"overdue": 3, "on_track": 1}


def test_as_of_measures_against_the_deadline_in_force_then() -> None:
    assigner = a.coordinator()
    with a.clock(datetime(2025, 6, 1, tzinfo=UTC)):
        duty = a.duty(assigner, on=date(2025, 7, 20))
    with a.clock(CUT):
        deadlines.change_deadline(
            duty, rules.due_of(date(2026, 1, 1), None), paper="Công văn 1/BKHCN-VP", by=assigner, at=CUT
        )

    stood = [asof.as_of(Duty.objects.all(), at).get().standing_then for at in (CUT - TICK, CUT)]

    assert stood == [Standing.OVERDUE, Standing.ON_TRACK]
    assert Duty.objects.get().first_late_from == datetime(2025, 7, 19, 17, tzinfo=UTC)


def test_as_of_now_equals_what_is_kept() -> None:
    assigner, reporter = a.coordinator(), a.post(Role.REPORTER)
    with a.clock(a.NOW):
        for state in DutyState:
            a.duty_in(state, reporter=reporter, assigner=assigner)
        a.duty(assigner, on=None, words="")
        a.duty(assigner, on=date(2026, 6, 5))
        a.duty(assigner, on=date(2026, 5, 5))

    kept = dict(Duty.objects.values_list("pk", "standing"))

    assert dict(asof.as_of(Duty.objects.all(), a.NOW).values_list("pk", "standing_then")) == kept


def test_nothing_is_known_before_a_duty_was_assigned() -> None:
    with a.clock(CUT):
        a.duty()

    assert asof.as_of(Duty.objects.all(), CUT - TICK).count() == 0


def _report(duty: Duty, by: object) -> None:
    a.delivered(duty, by)  # type: ignore[arg-type]
    actions.move(duty, to=DutyState.REPORTED_DONE, by=by, at=a.NOW)  # type: ignore[arg-type]
