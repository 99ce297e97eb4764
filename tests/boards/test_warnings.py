from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from giamsat.boards import warnings
from giamsat.boards.queries import leader_page
from giamsat.boards.warnings import WarningKind
from giamsat.obstacles.models import Obstacle
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.progress import actions as progress_actions
from giamsat.progress.models import Commitment
from giamsat.progress.queries import Rate, missing, update_rates
from giamsat.progress.rules import period_names, start_before
from giamsat.progress.states import UpdateKind
from giamsat.tasks.models import Duty
from giamsat.timetable import Every
from tests import builders as a

pytestmark = pytest.mark.django_db

K = WarningKind
#: days after NOW (02/6/2026, noon in Hà Nội); the deadline is 10/6/2026
DAYS = (0, 2, 7, 8, 14, 29, 40, 61, 90)


@pytest.fixture(autouse=True)
def still_clock() -> Iterator[None]:
    """The world is made on 02/6/2026."""
    with a.clock(a.NOW):
        yield


@pytest.fixture
def people() -> dict[str, Post]:
    return {"reporter": a.post(Role.REPORTER), "head": a.post(Role.APPROVER), "coordinator": a.coordinator()}


def world(people: dict[str, Post]) -> None:
    """Duties in many conditions: silent, updated, delivered, with obstacle, promise, coordinator, cadence, no date."""
    reporter, head, by = people["reporter"], people["head"], people["coordinator"]
    a.duty(by)
    a.delivered(a.duty(by), reporter)
    a.duty(by, on=None, words="", bound="")
    a.duty(by, on=date(2027, 1, 1), words="trước ngày 01/01/2027")
    a.duty(by, recurrence=("weekly:fri",), on=None, words="thứ Sáu hằng tuần", bound="before")
    a.issued(by, coordinators=("BNNMT",))
    told = a.update(a.issued(by, coordinators=("BNNMT",))[0], reporter, commitment_on=date(2026, 6, 20))
    progress_actions.approve_update(told, by=head, at=a.NOW)
    a.raised(a.duty(by), by=reporter, head=head)


def ruled(at: datetime) -> set[tuple[str, int, int]]:
    """What the pure rules say of every row, one by one."""
    found = []
    for duty in Duty.objects.select_related("task", "programme", "unit"):
        works = duty.task.duties.filter(role="lead", state__in=("doing", "reported_done", "returned")).exists()
        found += [(why, duty.pk) for why in (warnings.near(duty, at), warnings.stale(duty, at)) if why]
        found += [(why, duty.pk) for why in [warnings.silent(duty, at, lead_works=works)] if why]
    for obstacle in Obstacle.objects.select_related("duty"):
        found += [(why, obstacle.pk) for why in [warnings.unanswered(obstacle, at)] if why]
    for commitment in Commitment.objects.select_related("duty"):
        found += [(why, commitment.pk) for why in [warnings.broken(commitment, at)] if why]
    return {(why.kind.value, why.duty.pk, ref) for why, ref in found}


def asked(at: datetime) -> set[tuple[str, int, int]]:
    return {row[:3] for row in warnings.warnings_over(Duty.objects.all(), at)}


def test_one_query_finds_what_the_rules_say_row_by_row(people: dict[str, Post]) -> None:
    world(people)
    seen = set()

    for days in DAYS:
        at = a.NOW + timedelta(days=days)
        assert asked(at) == ruled(at), days
        seen |= {kind for kind, _duty, _ref in asked(at)}

    assert seen == set(WarningKind.values())


def test_a_query_that_forgets_a_condition_is_told(people: dict[str, Post], monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted defect: coordinators are asked though no lead works."""
    world(people)
    at = a.NOW + 20 * a.DAY

    def forgetful(duties: QuerySet[Duty], at: datetime) -> warnings.Rows:
        quiet = duties.filter(role="coordinator", updated_at=None, task__created_at__lte=at - warnings.SILENCE)
        return warnings._shaped(quiet, K.SILENT, duty="pk", moment="task__created_at")

    monkeypatch.setitem(warnings._QUERIES, K.SILENT, forgetful)

    assert asked(at) > ruled(at)


def test_each_warning_says_why_with_numbers_and_days(people: dict[str, Post]) -> None:
    world(people)
    at = a.NOW + 40 * a.DAY

    facts = {why.kind: why.facts["days"] for why in warnings.told(warnings.warnings_over(Duty.objects.all(), at), at)}

    # Promised for 20/6: 21 days and a half are over; asked for by 09/6: 32; coordinator given 40 days ago.
    assert (facts[K.BROKEN], facts[K.OBSTACLE], facts[K.SILENT]) == (21, 32, 40)


def test_telling_many_warnings_costs_what_telling_few_does(people: dict[str, Post]) -> None:
    at = a.NOW + 40 * a.DAY

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked_:
            warnings.told(warnings.warnings_over(Duty.objects.all(), at), at)
        return len(asked_)

    world(people)
    few = cost()
    world(people)

    assert cost() == few


def test_a_long_task_is_warned_of_thirty_days_before(people: dict[str, Post]) -> None:
    duty = a.duty(people["coordinator"], on=date(2027, 6, 1), words="trước ngày 01/6/2027")
    end = duty.late_from
    assert end is not None

    told = [bool(warnings.near(duty, end - timedelta(days=days))) for days in (31, 30, 1)]

    assert told == [False, True, True]


def test_three_answers_and_silence_are_four_things(people: dict[str, Post]) -> None:
    reporter, head = people["reporter"], people["head"]
    duties = [a.duty(people["coordinator"]) for _ in range(5)]
    kinds = (UpdateKind.PROGRESS, UpdateKind.NO_CHANGE, UpdateKind.NOTHING)
    sent = [a.update(one, reporter, kind=kind, next_step="Trình ký") for one, kind in zip(duties, kinds, strict=False)]
    back = a.update(duties[3], reporter)
    progress_actions.return_update(back, reason="Chưa rõ", by=head, at=a.NOW)
    progress_actions.approve_update(sent[0], by=head, at=a.NOW)

    silent = list(Duty.objects.filter(missing(a.NOW)).order_by("pk"))
    rate = update_rates(a.programme(), a.NOW)[duties[0].unit_id]

    # What came back is no answer; what waits for the head is.
    assert silent == duties[3:]
    assert (rate.due, rate.updated, rate.missing) == (5, 3, 2)


def test_the_next_period_begins_unanswered(people: dict[str, Post]) -> None:
    duty = a.duty(people["coordinator"])
    a.update(duty, people["reporter"])

    counted = [
        Duty.objects.filter(missing(at)).count() for at in (a.NOW, datetime(2026, 6, 30, 18, tzinfo=a.NOW.tzinfo))
    ]

    # 18:00 UTC on 30 June is already July in Hà Nội.
    assert counted == [0, 1]


def test_a_done_duty_still_counts_as_updated_in_its_period(people: dict[str, Post]) -> None:
    duty = a.duty(people["coordinator"])
    brought = [progress_actions.Brought(duty.task.products.get(), a.DELIVERED, a.upload(people["reporter"]))]
    update = progress_actions.submit_update(
        duty, a.entry(says_done=True), brought=brought, by=people["reporter"], at=a.NOW
    )
    progress_actions.approve_update(update, by=people["head"], at=a.NOW)

    assert update_rates(a.programme(), a.NOW) == {duty.unit_id: Rate(1, 1, None)}


def test_the_leader_sees_update_rates_for_one_more_query(people: dict[str, Post]) -> None:
    world(people)

    with CaptureQueriesContext(connection) as asked_:
        page = leader_page(a.programme(), a.NOW)

    mine = [query for query in asked_ if "progress_update" in query["sql"] and "is_answered" in query["sql"]]
    assert len(mine) <= 1
    assert sum(row.rate.due for row in page.units) == Duty.objects.filter(role="lead").count()


@pytest.mark.parametrize(
    ("every", "start"),
    [
        (Every.DAY, date(2026, 6, 1)),
        (Every.WEEK, date(2026, 5, 25)),
        (Every.MONTH, date(2026, 5, 1)),
        (Every.QUARTER, date(2026, 1, 1)),
        (Every.QUARTER_LAST, date(2026, 1, 1)),
        (Every.HALF_YEAR, date(2025, 7, 1)),
        (Every.YEAR, date(2025, 1, 1)),
    ],
)
def test_the_period_before_begins_at_midnight_in_ha_noi(every: Every, start: date) -> None:
    begins = start_before(every, a.NOW)

    assert (begins.date(), str(begins.timetz())) == (start, "00:00:00+07:00")


def test_every_cadence_names_its_period() -> None:
    assert period_names(a.NOW) == {"2026-06-02", "2026-W23", "2026-06", "2026-Q2", "2026-H1", "2026"}
