"""Likely doubles on the card of a finding and on their own list; hints on unclear names."""

import pytest

from giamsat.assignments.models import Candidate
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.tasks.models import Likeness, Task
from tests import builders as a
from tests.web.browser import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Post:
    return a.coordinator()


@pytest.fixture
def paper(by: Post) -> str:
    """The address of a paper that orders what is a task already."""
    a.duty(by)
    candidate = a.candidate(by)
    a.compared()
    return f"/van-ban/{candidate.review.document.public_id}"


def form() -> str:
    """The end of the address the form of the pair is sent to."""
    return str(Likeness.objects.get().public_id)


def judged() -> str:
    return Likeness.objects.get().verdict


def test_the_card_names_the_task_the_reasons_and_the_differences(by: Post, paper: str) -> None:
    page = Visitor(by).get(paper)

    assert Task.objects.get().code in page
    for words in ("Trùng lặp", "giống 100 %", "cùng cơ quan chủ trì", "Bộ Tài chính</span>", "10/06/2026"):
        assert words in page


def test_merging_on_the_card_refuses_the_finding_and_the_task_shows_its_other_source(by: Post, paper: str) -> None:
    visitor = Visitor(by)

    visitor.send(visitor.get(paper), form(), verdict="merged")

    assert judged() == "merged"
    assert "Gộp vào: " in visitor.get(paper)
    assert "Cũng được giao tại" in visitor.get(f"/nhiem-vu/{Task.objects.get().public_id}")


def test_a_unit_bound_by_the_task_does_not_see_the_other_paper(by: Post, paper: str) -> None:
    visitor = Visitor(by)
    visitor.send(visitor.get(paper), form(), verdict="merged")

    assert "Cũng được giao tại" not in Visitor(a.post(Role.REPORTER)).get(f"/nhiem-vu/{Task.objects.get().public_id}")


def test_keeping_both_without_a_reason_says_so(by: Post, paper: str) -> None:
    visitor = Visitor(by)

    page = visitor.send(visitor.get(paper), form(), status=422, verdict="apart")

    assert "Hãy ghi lý do" in page
    assert judged() == "open"


def test_a_verdict_leads_back_to_the_card_and_is_listed_with_its_reason(by: Post, paper: str) -> None:
    visitor = Visitor(by)

    back = visitor.send(visitor.get(paper), form(), verdict="apart", reason="hai đợt khác nhau")

    assert back == f"{paper}#finding-1"
    assert "giống 100 %" not in visitor.get(paper)
    assert "hai đợt khác nhau" in visitor.get("/trung-lap?verdict=apart")
    again = visitor.send(visitor.get("/trung-lap?verdict=apart"), form(), verdict="open")
    assert (again, judged()) == ("/trung-lap", "open")


def test_a_stale_form_changes_nothing(by: Post, paper: str) -> None:
    visitor = Visitor(by)
    page = visitor.get(paper)
    visitor.send(page, form(), verdict="apart", reason="khác")

    visitor.send(page, form(), status=409, verdict="alias", reason="một việc")

    assert judged() == "apart"


@pytest.mark.parametrize("verdict", ["", "same", "x" * 500])
def test_an_unknown_verdict_changes_nothing(by: Post, paper: str, verdict: str) -> None:
    visitor = Visitor(by)

    visitor.send(visitor.get(paper), form(), status=409, verdict=verdict)

    assert judged() == "open"


def test_an_unclear_name_is_hinted_at_and_a_clear_one_is_not(by: Post) -> None:
    what = a.found("1. Bộ Tài chính tăng cường quản lý bến bãi.\n")
    what["assignments"][0] |= {"action": "tăng cường quản lý bến bãi", "product": ""}
    unclear, clear = a.review(by, what), a.review(by)
    visitor = Visitor(by)

    page = visitor.get(f"/van-ban/{unclear.document.public_id}")

    assert "Động từ chung chung" in page
    assert "Chưa nêu sản phẩm" in page
    assert 'class="hints"' not in visitor.get(f"/van-ban/{clear.document.public_id}")
    assert Candidate.objects.filter(is_compared=True).count() == 0
