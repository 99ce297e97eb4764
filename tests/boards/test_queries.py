from datetime import UTC, date, datetime

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from giamsat.boards import queries
from giamsat.people.states import Role
from giamsat.reports.states import Punctuality
from giamsat.tasks.actions import move, sweep
from giamsat.tasks.states import DutyState, Standing
from tests import builders as a

pytestmark = pytest.mark.django_db

LATER = a.NOW + 20 * a.DAY


def test_leader_page_counts_duties_by_state_and_standing_and_names_the_head() -> None:
    head = a.post(Role.APPROVER, "BTC", is_head=True)
    a.issued(leads=("BTC", "BNNMT"))
    sweep(LATER)

    page = queries.leader_page(a.programme(), LATER)

    assert (page.tasks, page.total, page.by_state[DutyState.ASSIGNED], page.by_standing[Standing.OVERDUE]) == (
        1,
        2,
        2,
        2,
    )
    assert {row.duty.unit.code: row.head for row in page.late} == {"BTC": head, "BNNMT": None}
    assert [(row.unit.code, row.overdue) for row in page.units] == [("BNNMT", 1), ("BTC", 1)]


def test_leader_page_asks_the_same_questions_for_one_and_for_three_rows(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    a.post(Role.APPROVER, "BTC", is_head=True)
    programme = a.programme()
    for leads in (("BTC",), ("BTC", "BNNMT", "BCA")):
        a.issued(leads=leads)
        sweep(LATER)
        with django_assert_num_queries(7):
            queries.leader_page(programme, LATER)


def test_round_board_puts_the_missing_first() -> None:
    coordinator = a.coordinator()
    round_ = a.open_round(coordinator, recipients=("BTC", "BNNMT", "BCA"))
    a.handed_in(a.obligation(round_), a.post(Role.REPORTER))

    board = queries.round_board(round_, LATER)

    # Handed in by the real clock, months after the round's June deadline: late.
    assert [(row.obligation.unit.code, row.punctuality) for row in board.rows] == [
        ("BCA", Punctuality.MISSING),
        ("BNNMT", Punctuality.MISSING),
        ("BTC", Punctuality.LATE),
    ]


def test_inbox_lists_what_is_owed_soonest_first() -> None:
    coordinator, reporter = a.coordinator(), a.post(Role.REPORTER)
    a.duty(coordinator)
    a.open_round(coordinator)
    a.duty(coordinator, on=None, words="")

    items = queries.inbox(reporter, a.NOW)

    assert [(item.kind, item.is_late) for item in items] == [("report", False), ("duty", False), ("duty", False)]
    assert [item.due_at is None for item in items] == [False, False, True]


def test_inbox_shows_each_role_what_waits_for_it() -> None:
    coordinator, reporter, head = a.coordinator(), a.post(Role.REPORTER), a.post(Role.APPROVER, is_head=True)
    a.update(a.duty(coordinator), reporter)
    a.duty_in(DutyState.REPORTED_DONE, reporter=reporter, assigner=coordinator)

    kinds = {post.role: [item.kind for item in queries.inbox(post, a.NOW)] for post in (coordinator, reporter, head)}

    assert kinds == {Role.COORDINATOR: ["verify"], Role.REPORTER: ["duty"], Role.APPROVER: ["duty", "approve"]}


def test_a_duty_sent_back_is_late_by_today_and_not_by_when_it_was_first_reported_done() -> None:
    coordinator, reporter = a.coordinator(), a.post(Role.REPORTER)
    duty = a.duty(coordinator, on=date(2100, 1, 1), words="trước ngày 01/01/2100")
    a.delivered(duty, reporter)
    for to, by in ((DutyState.REPORTED_DONE, reporter), (DutyState.RETURNED, coordinator)):
        move(duty, to=to, by=by, at=a.NOW, reason="chưa đủ")

    items = queries.inbox(reporter, datetime(2100, 2, 1, tzinfo=UTC))

    assert [(item.kind, item.is_late) for item in items] == [("duty", True)]
