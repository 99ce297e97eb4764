"""Proposing a task by the pages: written, hinted at, sent, taken in, issued."""

import pytest

from giamsat.documents.models import Document
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.tasks.models import Proposal, Task
from tests import builders as a
from tests.web.browser import Visitor, sent
from tests.web.test_consultations import cost

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter() -> Post:
    a.programme()
    return a.post(Role.REPORTER)


@pytest.fixture
def head() -> Post:
    return a.post(Role.APPROVER)


def said(**changed: object) -> dict[str, object]:
    words = {"name": "Tăng cường cổng dữ liệu thủy lợi", "product": "Cổng dữ liệu", "on": "2027-09-01"}
    return words | {"lead": a.unit("BTC").public_id} | changed


def drafted(reporter: Post, **changed: object) -> str:
    visitor = Visitor(reporter)
    return visitor.send(visitor.get("/de-xuat/moi"), "/moi", **said(**changed))


def test_from_the_draft_to_the_task(reporter: Post, head: Post) -> None:
    page, chief, by = drafted(reporter), Visitor(head), Visitor(a.coordinator())
    assert page in chief.get("/viec-cua-toi")

    chief.send(chief.get(page), "/gui")
    assert page in by.get("/viec-cua-toi")
    paper = by.send(by.get(page), "/tiep-nhan")
    by.send(by.get(paper), "/xac-nhan")
    by.send(by.get(paper), "/giao")

    task = Task.objects.get()
    assert (task.name, task.document.full_symbol) == ("Tăng cường cổng dữ liệu thủy lợi", "1/ĐX-BTC")
    assert "Đã tiếp nhận" in Visitor(reporter).get(page)
    assert "Cổng dữ liệu" in Visitor(reporter).get(f"/nhiem-vu/{task.public_id}")
    assert "1/ĐX-BTC" in by.get("/van-ban?direction=proposed")
    assert "Đọc lại" not in by.get(paper)


def test_an_unclear_name_and_a_double_are_told_at_entry(reporter: Post) -> None:
    a.duty(name="Xây dựng cổng dữ liệu thủy lợi", product="")
    a.compared()

    page = Visitor(reporter).get(drafted(reporter))

    assert "Động từ chung chung" in page
    assert Task.objects.get().code in page


def test_what_is_missing_is_told_when_it_is_sent(reporter: Post, head: Post) -> None:
    page, chief = drafted(reporter, on="", lead=""), Visitor(head)

    again = chief.send(chief.get(page), "/gui", status=422)

    assert "Đề xuất còn thiếu: thời hạn; cơ quan chủ trì" in again


def test_what_came_back_says_why_and_is_mended(reporter: Post, head: Post) -> None:
    page, chief, by, visitor = drafted(reporter), Visitor(head), Visitor(a.coordinator()), Visitor(reporter)
    chief.send(chief.get(page), "/gui")
    by.send(by.get(page), "/tra-lai", reason="Thiếu nội hàm")

    assert page in visitor.get("/viec-cua-toi")
    assert "Thiếu nội hàm" in visitor.get(page)
    visitor.send(visitor.get(f"{page}/sua"), "/sua", scope="Ba lớp dữ liệu")
    chief.send(chief.get(page), "/gui")

    assert "Ba lớp dữ liệu" in by.get(page)


def test_a_file_goes_with_it(reporter: Post, head: Post) -> None:
    page = drafted(reporter, file=sent(a.TEXT.encode(), "to-trinh.txt"))

    assert Visitor(head).download(f"{page}/tep") == a.TEXT.encode()


def test_the_form_sent_twice_is_one_proposal(reporter: Post) -> None:
    visitor = Visitor(reporter)
    page = visitor.get("/de-xuat/moi")
    visitor.send(page, "/moi", **said())

    visitor.send(page, "/moi", status=409, **said())

    assert Proposal.objects.count() == 1


def test_words_changed_meanwhile_are_not_overwritten_and_what_was_typed_stays(reporter: Post) -> None:
    page, visitor = drafted(reporter), Visitor(reporter)
    form = visitor.get(f"{page}/sua")
    visitor.send(form, "/sua", name="Tên thứ hai")

    again = visitor.send(form, "/sua", status=409, name="Tên thứ ba", coordinators=[a.unit("BYT").public_id])

    assert "Tên thứ ba" in again
    assert f'value="{a.unit("BYT").public_id}" selected' in again
    assert Proposal.objects.get().name == "Tên thứ hai"


def test_taking_in_twice_is_one_paper(reporter: Post, head: Post) -> None:
    page, chief, by = drafted(reporter), Visitor(head), Visitor(a.coordinator())
    chief.send(chief.get(page), "/gui")
    form = by.get(page)
    by.send(form, "/tiep-nhan")

    by.send(form, "/tiep-nhan", status=409)

    assert Document.objects.count() == 1


def test_the_list_costs_the_same_for_one_and_three(reporter: Post, head: Post) -> None:
    costs = []
    for more in (1, 2):
        for _ in range(more):
            a.proposal(reporter, sent_by=head)
        costs.append([cost(Visitor(who), "/de-xuat") for who in (reporter, a.coordinator())])

    assert costs[0] == costs[1]
