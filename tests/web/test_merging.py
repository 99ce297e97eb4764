"""Merging running tasks and reviewing their names by the pages."""

import pytest

from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.progress import actions as progress_actions
from giamsat.tasks.models import Duty, Merger, Task
from tests import builders as a
from tests.web.browser import Visitor
from tests.web.test_consultations import cost

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Post:
    return a.coordinator()


@pytest.fixture
def two(by: Post) -> tuple[Duty, Duty]:
    """The task to be kept and the one that goes."""
    return a.duty(by), a.duty(by)


def merged(by: Post, two: tuple[Duty, Duty]) -> None:
    kept, gone = (duty.task for duty in two)
    visitor = Visitor(by)
    page = visitor.get(f"/nhiem-vu/{gone.public_id}/gop")
    visitor.send(page, "/gop", into=kept.code.lower(), reason="Trùng nội dung")


def test_each_page_says_where_the_other_is_and_shows_what_was_written(by: Post, two: tuple[Duty, Duty]) -> None:
    reporter, head = a.post(Role.REPORTER), a.post(Role.APPROVER)
    progress_actions.approve_update(a.update(two[1], reporter), by=head, at=a.NOW)
    merged(by, two)
    kept, gone = (Visitor(by).get(f"/nhiem-vu/{duty.task.public_id}") for duty in two)

    assert "Nhiệm vụ này đã gộp và được theo dõi tiếp ở" in gone
    assert two[0].task.code in gone
    assert "Gộp từ" in kept
    assert "Đã có dự thảo" in kept
    assert "Đã có dự thảo" in gone


def test_a_unit_that_loses_its_duty_is_told_the_code_and_no_more(by: Post) -> None:
    two = a.duty(by), a.duty(by, leads=("BYT",), name="Kiểm kê bến cảng")
    merged(by, two)

    page = Visitor(a.post(Role.REPORTER, "BYT")).get(f"/nhiem-vu/{two[1].task.public_id}")

    assert two[0].task.code in page
    assert f"/nhiem-vu/{two[0].task.public_id}" not in page


def test_an_unknown_code_is_told_and_the_reason_stays(by: Post, two: tuple[Duty, Duty]) -> None:
    visitor = Visitor(by)

    page = visitor.send(
        visitor.get(f"/nhiem-vu/{two[1].task.public_id}/gop"), "/gop", status=422, into="X-1", reason="Đã gõ"
    )

    assert "Không thấy nhiệm vụ có mã này" in page
    assert "Đã gõ" in page


def test_a_second_click_merges_once(by: Post, two: tuple[Duty, Duty]) -> None:
    visitor = Visitor(by)
    page = visitor.get(f"/nhiem-vu/{two[1].task.public_id}/gop")
    said = {"into": two[0].task.code, "reason": "Trùng"}
    visitor.send(page, "/gop", **said)

    visitor.send(page, "/gop", status=409, **said)

    assert Merger.objects.count() == 1


def test_a_merger_is_taken_back_on_the_page(by: Post, two: tuple[Duty, Duty]) -> None:
    merged(by, two)
    visitor = Visitor(by)
    page = visitor.get(f"/nhiem-vu/{two[1].task.public_id}")

    visitor.send(page, "/tach-lai", reason="Hai đợt khác nhau")

    assert Task.objects.filter(merged_into=None).count() == 2
    assert "Hai đợt khác nhau" in visitor.get(f"/nhiem-vu/{two[1].task.public_id}")


def test_the_list_of_doubles_leads_to_the_merger(by: Post, two: tuple[Duty, Duty]) -> None:
    a.compared()

    page = Visitor(by).get("/trung-lap")

    assert f"/nhiem-vu/{two[1].task.public_id}/gop?vao={two[0].task.code}" in page


def test_names_are_reviewed_by_programme_with_a_way_to_rename(by: Post) -> None:
    vague, clear = a.duty(by, name="Tăng cường quản lý bến bãi", product=""), a.duty(by)
    visitor = Visitor(by)

    page = visitor.get("/nhiem-vu/ra-soat-ten")

    assert "Động từ chung chung" in page
    assert f"/nhiem-vu/{vague.task.public_id}/doi-ten" in page
    assert clear.task.code not in page
    assert vague.task.code in visitor.get(f"/nhiem-vu/ra-soat-ten?programme={vague.programme.public_id}")
    assert "Không có tên nào cần xem lại" in Visitor(a.post(Role.REPORTER, "BYT")).get("/nhiem-vu/ra-soat-ten")


def test_the_review_of_names_costs_the_same_for_one_and_three(by: Post) -> None:
    costs = []
    for more in (1, 2):
        for _ in range(more):
            a.duty(by, name="Tăng cường quản lý bến bãi", product="")
        costs.append(cost(Visitor(by), "/nhiem-vu/ra-soat-ten"))

    assert costs[0] == costs[1]
