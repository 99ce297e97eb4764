"""Renaming a running task by its pages."""

import pytest

from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.tasks import renaming
from giamsat.tasks.models import Duty, Rewording, Task
from tests import builders as a
from tests.web.browser import Visitor
from tests.web.test_consultations import cost

pytestmark = pytest.mark.django_db


@pytest.fixture
def duty() -> Duty:
    return a.duty()


@pytest.fixture
def unit() -> Post:
    return a.post(Role.REPORTER)


def proposed(duty: Duty, by: Post) -> str:
    visitor = Visitor(by)
    page = visitor.get(f"/nhiem-vu/{duty.task.public_id}/doi-ten")
    return visitor.send(page, "/doi-ten", name="Ban hành thông tư về chi", reason="Tên chưa rõ")


def test_the_unit_proposes_the_assigner_agrees_and_the_old_name_is_found(duty: Duty, unit: Post) -> None:
    page, by = proposed(duty, unit), a.coordinator()
    assert page in Visitor(by).get("/viec-cua-toi")
    visitor = Visitor(by)

    visitor.send(visitor.get(page), "/dong-y")

    found = Visitor(unit).get("/nhiem-vu?q=huong+dan+chi")
    assert "Ban hành thông tư về chi" in found
    assert "Tên cũ: Ban hành hướng dẫn chi" in found
    assert "Tên cũ" not in Visitor(unit).get("/nhiem-vu?q=thong+tu")
    assert "Đổi tên, nội hàm nhiệm vụ" in visitor.get(page)


def test_the_differences_are_shown_beside_the_decision(duty: Duty, unit: Post) -> None:
    page = Visitor(a.coordinator()).get(proposed(duty, unit))

    assert "<del>hướng dẫn</del> <ins>thông tư về</ins>" in page


def test_the_assigner_proposes_and_the_lead_is_asked(duty: Duty, unit: Post) -> None:
    by = a.coordinator()
    page = proposed(duty, by)
    visitor = Visitor(unit)

    assert "/dong-y" not in Visitor(by).get(page)
    assert page in visitor.get("/viec-cua-toi")
    visitor.send(visitor.get(page), "/y-kien", assents="yes")

    assert "Cơ quan chủ trì đồng ý." in Visitor(by).get(page)
    Visitor(by).send(Visitor(by).get(page), "/dong-y")
    assert Task.objects.get().name == "Ban hành thông tư về chi"


def test_a_refusal_needs_a_reason(duty: Duty, unit: Post) -> None:
    visitor, page = Visitor(a.coordinator()), proposed(duty, unit)

    visitor.send(visitor.get(page), "/khong-dong-y", status=422, reason=" ")
    visitor.send(visitor.get(page), "/khong-dong-y", reason="Giữ như văn bản")

    assert "Giữ như văn bản" in Visitor(unit).get(page)


def test_a_proposal_that_changes_nothing_is_told_and_keeps_the_reason(duty: Duty, unit: Post) -> None:
    visitor = Visitor(unit)

    page = visitor.send(
        visitor.get(f"/nhiem-vu/{duty.task.public_id}/doi-ten"), "/doi-ten", status=422, reason="Lý do đã gõ"
    )

    assert "chưa khác gì hiện nay" in page
    assert "Lý do đã gõ" in page


def test_a_form_from_before_another_name_keeps_what_was_typed(duty: Duty, unit: Post) -> None:
    visitor, by = Visitor(unit), a.coordinator()
    page = visitor.get(f"/nhiem-vu/{duty.task.public_id}/doi-ten")
    asked = Rewording.objects.select_related("task", "by").get(pk=a.rewording(duty, unit, name="Tên thứ hai").pk)
    renaming.agree(asked, by=by)

    again = visitor.send(page, "/doi-ten", status=409, name="Tên thứ ba đã gõ", reason="x")

    assert "Tên thứ ba đã gõ" in again
    assert Rewording.objects.count() == 1


def test_a_second_proposal_is_told_to_wait(duty: Duty, unit: Post) -> None:
    visitor = Visitor(unit)
    page = visitor.get(f"/nhiem-vu/{duty.task.public_id}/doi-ten")
    proposed(duty, unit)

    again = visitor.send(page, "/doi-ten", status=422, name="Tên khác nữa", reason="x")

    assert "đang có một đề nghị" in again


def test_the_proposer_takes_his_proposal_back(duty: Duty, unit: Post) -> None:
    visitor, page = Visitor(unit), proposed(duty, unit)

    visitor.send(visitor.get(page), "/rut")

    assert "Đã rút đề nghị" in visitor.get(page)
    assert "Đề nghị đổi</a>" in visitor.get(page)


def test_a_search_costs_the_same_for_one_and_three_renamed_tasks(unit: Post) -> None:
    by, costs = a.coordinator(), []
    for more in (1, 2):
        for _ in range(more):
            asked = a.rewording(a.duty(by), unit)
            renaming.agree(Rewording.objects.select_related("task", "by").get(pk=asked.pk), by=by)
        costs.append(cost(Visitor(unit), "/nhiem-vu?q=huong+dan"))

    assert costs[0] == costs[1]
