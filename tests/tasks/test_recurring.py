from datetime import UTC, date, datetime

import pytest

from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.progress import actions as progress_actions
from giamsat.tasks import asof, deadlines, jobs, queries, recurring
from giamsat.tasks.models import Duty
from giamsat.tasks.rules import NoOwnDay, due_of
from giamsat.tasks.states import Standing
from tests import builders as a

pytestmark = pytest.mark.django_db


def monthly(by: Post, *, words: str = "trước ngày 25 hằng tháng", cadence: str = "monthly:25") -> Duty:
    """A duty that recurs, assigned at noon of 2 June 2026 in Hà Nội."""
    with a.clock(a.NOW):
        return a.duty(by, on=None, words=words, recurrence=(cadence,), product="")


def moment(day: date, hour: int = 12) -> datetime:
    """An hour of a day in Hà Nội."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC) - 7 * a.DAY / 24


def answer(duty: Duty, at: datetime) -> None:
    reporter, head = a.post(Role.REPORTER), a.post(Role.APPROVER)
    fresh = Duty.objects.select_related("task__assigner", "unit", "programme").get(pk=duty.pk)
    with a.clock(at):
        update = progress_actions.submit_update(fresh, a.entry(), by=reporter, at=at)
        progress_actions.approve_update(update, by=head, at=at)


def owed(duty: Duty) -> list[str]:
    return list(duty.occurrences.filter(answered_at=None).order_by("late_from").values_list("period", flat=True))


def test_the_first_period_is_the_next_one_ahead_and_its_words_name_the_day() -> None:
    duty = monthly(a.coordinator())

    assert owed(duty) == ["2026-06"]
    assert (duty.late_from, duty.due_words) == (moment(date(2026, 6, 25), 0), "trước ngày 25/06/2026")
    assert duty.first_late_from is None


def test_the_deadlines_of_periods_are_not_changed_one_by_one() -> None:
    assigner = a.coordinator()
    duty = monthly(assigner)

    with pytest.raises(NoOwnDay):
        deadlines.change_deadline(duty, due_of(date(2026, 8, 1), None), paper="QĐ 3", by=assigner, at=a.NOW)

    assert duty.deadlines.count() == 2


@pytest.mark.parametrize(
    ("words", "cadence", "late_from"),
    [
        ("trước ngày 25 hằng tháng", "monthly:25", moment(date(2026, 6, 25), 0)),
        ("chậm nhất ngày 25 hằng tháng", "monthly:25", moment(date(2026, 6, 26), 0)),
        ("hằng tháng", "monthly", moment(date(2026, 7, 1), 0)),
        ("", "monthly:25", moment(date(2026, 6, 25), 0)),
        ("trước 16h00 thứ sáu hằng tuần", "weekly:fri:16:00", moment(date(2026, 6, 5), 16)),
        ("hằng ngày", "daily", moment(date(2026, 6, 3), 0)),
        ("hằng quý", "quarterly", moment(date(2026, 7, 1), 0)),
        ("hằng năm", "yearly", moment(date(2027, 1, 1), 0)),
    ],
)
def test_each_cadence_is_late_from_its_exact_instant(words: str, cadence: str, late_from: datetime) -> None:
    duty = monthly(a.coordinator(), words=words, cadence=cadence)

    assert duty.late_from == late_from


def test_an_update_in_time_moves_the_clock_to_the_next_period() -> None:
    duty = monthly(a.coordinator())

    answer(duty, moment(date(2026, 6, 20)))

    duty.refresh_from_db()
    assert (owed(duty), duty.late_from) == (["2026-07"], moment(date(2026, 7, 25), 0))
    assert [one.is_late for one in duty.occurrences.filter(period="2026-06")] == [False]


def test_a_period_that_nobody_answered_stays_late_however_many_follow() -> None:
    duty = monthly(a.coordinator())
    later = moment(date(2026, 8, 1))

    while jobs.recur_one(later):
        pass
    while jobs.sweep_one(later):
        pass

    duty.refresh_from_db()
    assert owed(duty) == ["2026-06", "2026-07", "2026-08"]
    assert (duty.late_from, duty.standing) == (moment(date(2026, 6, 25), 0), Standing.OVERDUE)
    assert queries.kept_counts() == queries.recount()


def test_one_update_answers_every_period_that_has_begun_each_by_its_own_instant() -> None:
    duty = monthly(a.coordinator())
    later = moment(date(2026, 8, 1))
    while jobs.recur_one(later):
        pass

    answer(duty, later)

    lateness = {one.period: one.is_late for one in duty.occurrences.exclude(answered_at=None)}
    assert lateness == {"2026-06": True, "2026-07": True, "2026-08": False}
    duty.refresh_from_db()
    assert (owed(duty), duty.standing) == (["2026-09"], Standing.ON_TRACK)
    assert queries.kept_counts() == queries.recount()


def test_a_past_instant_is_judged_by_the_period_owed_then() -> None:
    duty = monthly(a.coordinator())
    answer(duty, moment(date(2026, 6, 26)))

    stood = [
        asof.as_of(Duty.objects.all(), moment(day)).get().standing_then
        for day in (date(2026, 6, 3), date(2026, 6, 25), date(2026, 6, 27))
    ]

    assert stood == [Standing.ON_TRACK, Standing.OVERDUE, Standing.ON_TRACK]


def test_a_duty_with_a_day_of_its_own_keeps_that_day() -> None:
    with a.clock(a.NOW):
        duty = a.duty(recurrence=("weekly",), product="")

    assert duty.late_from == moment(date(2026, 6, 10), 0)
    assert owed(duty) == ["2026-W23"]


def test_opening_twice_opens_nothing_more() -> None:
    duty = monthly(a.coordinator())
    later = moment(date(2026, 6, 25))

    opened = [recurring.open_due(later), recurring.open_due(later)]

    assert (opened, owed(duty)) == ([True, False], ["2026-06", "2026-07"])
