"""Lists ask the same questions however many rows they show, and stay light."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from giamsat.assignments import actions as assignment_actions
from giamsat.boards import queries as board_queries
from giamsat.obstacles.rules import Difficulty
from giamsat.obstacles.states import Cause, ObstacleKind
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.progress import actions as progress_actions
from giamsat.tasks import actions as task_actions
from tests import builders as a
from tests.web.browser import Visitor

pytestmark = pytest.mark.django_db

DIFFICULTY = Difficulty(ObstacleKind.LAW, Cause.OBJECTIVE, True, "Thiếu định mức", "Ban hành")


def asked(visitor: Visitor, address: str) -> int:
    """How many statements a page costs."""
    visitor.get(address)
    with CaptureQueriesContext(
        connection,
    ) as statements:
        visitor.get(address)
    return len(statements)


def grown(visitor: Visitor, address: str, more: Callable[[], Any]) -> list[int]:
    """The cost of a page with one row and with three."""
    more()
    one = asked(visitor, address)
    more()
    more()
    return [one, asked(visitor, address)]


def issue(by: Post, count: int) -> None:
    """`count` tasks out of one paper."""
    review = a.review(by, a.found(assignments=count))
    for candidate in review.candidates.all():
        assignment_actions.confirm(candidate, a.content(name=f"Việc số {candidate.pk}"), by=by, at=a.NOW)
    task_actions.issue(review.document, programme=a.programme(), by=by, at=a.NOW)


def progress(by: Post, reporter: Post, head: Post) -> None:
    """A duty with an approved update, an obstacle and a commitment."""
    entry = a.entry(difficulty=DIFFICULTY, commitment_on=a.NOW.date())
    update = progress_actions.submit_update(a.duty(by), entry, by=reporter, at=a.NOW, uploads=[a.upload(reporter)])
    progress_actions.approve_update(update, by=head, at=a.NOW)


def test_the_task_list_costs_the_same_for_1_5_and_100_rows() -> None:
    by = a.coordinator()
    visitor, costs = Visitor(by), []

    for more in (1, 4, 95):
        issue(by, more)
        costs.append(asked(visitor, "/nhiem-vu"))

    assert costs == [costs[0]] * 3
    assert costs[0] <= 8


def test_the_task_list_of_100_rows_is_light() -> None:
    by = a.coordinator()
    issue(by, 100)
    visitor = Visitor(by)
    visitor.get("/nhiem-vu")

    began = time.process_time()
    for _ in range(5):
        page = visitor.get("/nhiem-vu")
    spent = (time.process_time() - began) / 5

    assert page.count('data-label="Thời hạn"') == 100
    assert len(page.encode()) <= 150_000
    assert spent <= 0.25  # seconds; 0.1 on a quiet machine


@pytest.mark.parametrize("role,place", [(Role.COORDINATOR, "BKHCN"), (Role.REPORTER, "BTC"), (Role.APPROVER, "BTC")])
def test_the_inbox_costs_the_same_for_one_and_three_rows(role: Role, place: str) -> None:
    by, reporter = a.coordinator(), a.post(Role.REPORTER)
    post = a.post(role, place)

    def more() -> None:
        a.review(by)
        a.open_round(by)
        a.update(a.duty(by), reporter)
        done = a.duty(by, product="")
        task_actions.attach_evidence(done, a.upload(reporter), by=reporter, at=a.NOW)
        task_actions.move(done, to="reported_done", by=reporter, at=a.NOW)  # type: ignore[arg-type]

    one, three = grown(Visitor(post), "/viec-cua-toi", more)

    assert one == three


def test_documents_cost_the_same_for_one_and_three_rows() -> None:
    by = a.coordinator()

    one, three = grown(Visitor(by), "/van-ban", lambda: a.review(by))

    assert one == three


def test_a_paper_costs_the_same_with_one_and_three_findings() -> None:
    by = a.coordinator()

    costs = [asked(Visitor(by), f"/van-ban/{a.review(by, a.found(assignments=n)).document.public_id}") for n in (1, 3)]

    assert costs[0] == costs[1]


@pytest.mark.parametrize("role,place", [(Role.COORDINATOR, "BKHCN"), (Role.REPORTER, "BTC")])
def test_rounds_cost_the_same_for_one_and_three_rows(role: Role, place: str) -> None:
    by = a.coordinator()

    one, three = grown(Visitor(a.post(role, place)), "/dot-bao-cao", lambda: a.open_round(by))

    assert one == three


def test_the_board_of_a_round_costs_the_same_for_one_and_three_units() -> None:
    by = a.coordinator()
    for code in ("BTC", "BYT", "BXD"):
        a.post(Role.APPROVER, code, is_head=True)
    costs = []

    for recipients in (("BTC",), ("BTC", "BYT", "BXD")):
        round_ = a.open_round(by, recipients=recipients)
        a.handed_in(a.obligation(round_), a.post(Role.REPORTER))
        costs.append(asked(Visitor(by), f"/dot-bao-cao/{round_.public_id}"))

    assert costs[0] == costs[1]


def test_the_leaders_page_costs_the_same_for_one_and_three_rows_and_no_more_than_thirteen() -> None:
    by, reporter, head = a.coordinator(), a.post(Role.REPORTER), a.post(Role.APPROVER, is_head=True)
    leader = Visitor(a.post(Role.LEADER, "BCĐCP"))

    one, three = grown(leader, "/dieu-hanh", lambda: progress(by, reporter, head))

    assert one == three
    assert three <= 13


def test_a_task_page_costs_the_same_with_one_and_three_units() -> None:
    by, reporter, head = a.coordinator(), a.post(Role.REPORTER), a.post(Role.APPROVER, is_head=True)
    costs = []

    for leads in (("BTC",), ("BTC", "BYT", "BXD")):
        duty = a.issued(by, leads=leads)[0]
        entry = a.entry(difficulty=DIFFICULTY, commitment_on=a.NOW.date())
        update = progress_actions.submit_update(duty, entry, by=reporter, at=a.NOW, uploads=[a.upload(reporter)])
        progress_actions.approve_update(update, by=head, at=a.NOW)
        costs.append(asked(Visitor(by), f"/nhiem-vu/{duty.task.public_id}"))

    assert costs[0] == costs[1]


def test_an_inbox_that_is_cut_says_so_and_counts_at_least(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board_queries, "SHOWN", 2)
    reporter = a.post(Role.REPORTER)
    visitor = Visitor(reporter)
    a.duty()

    whole = visitor.get("/viec-cua-toi")
    for _ in range(2):
        a.duty()

    assert "việc gấp nhất" not in whole
    cut = visitor.get("/viec-cua-toi")
    assert "việc gấp nhất" in cut
    assert "<b>2+</b>" in cut
