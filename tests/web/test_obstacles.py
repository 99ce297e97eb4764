import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from giamsat.obstacles import actions
from giamsat.obstacles.models import Obstacle
from giamsat.people.models import Post
from giamsat.people.states import Role
from tests import builders as a

pytestmark = pytest.mark.django_db


def browser(post: Post) -> Client:
    client = Client()
    client.force_login(post.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_decision_without_its_paper_comes_back_with_what_was_typed() -> None:
    by = a.coordinator()
    obstacle = a.raised(by=a.post(Role.REPORTER), head=a.post(Role.APPROVER))
    address = reverse("obstacle_answer", args=[obstacle.public_id])

    answer = browser(by).post(address, {"seen": f"standing-{obstacle.step_count}", "words": "Đồng ý tạm thời"})

    assert answer.status_code == 422
    assert "Đồng ý tạm thời" in answer.content.decode()
    assert Obstacle.objects.get().state == "standing"


def test_a_form_from_an_old_page_answers_409_and_goes_through_when_sent_again() -> None:
    by, head = a.coordinator(), a.post(Role.APPROVER)
    obstacle = a.raised(by=a.post(Role.REPORTER), head=head)
    old = f"standing-{obstacle.step_count}"
    actions.return_with_question(obstacle, question="Bao nhiêu?", by=by, at=a.NOW)
    actions.explain(obstacle, words="Mười", by=head, at=a.NOW)
    address = reverse("obstacle_escalate", args=[obstacle.public_id])
    typed = {"to": "pm", "reason": "Cần Thủ tướng quyết định"}
    client = browser(by)

    stale = client.post(address, {"seen": old} | typed)
    again = client.post(address, {"seen": f"standing-{obstacle.step_count}"} | typed)

    assert (stale.status_code, again.status_code) == (409, 302)
    assert "Cần Thủ tướng quyết định" in stale.content.decode()
    assert Obstacle.objects.get().state == "pm"


def test_a_reporter_notes_and_a_head_raises_from_the_task() -> None:
    duty = a.duty()
    typed = {
        "description": "Thiếu vốn",
        "kind": "funding",
        "cause": "objective",
        "decider": "pm",
        "proposal": "Cấp vốn",
    }

    for role, state in ((Role.REPORTER, "noted"), (Role.APPROVER, "standing")):
        typed["seen"] = str(duty.obstacles.count())
        browser(a.post(role)).post(reverse("obstacle_new", args=[duty.public_id]), typed)
        assert duty.obstacles.latest("id").state == state


@pytest.mark.parametrize("page", ["obstacles", "warnings"])
def test_lists_cost_the_same_for_few_and_many(page: str) -> None:
    by, reporter, head = a.coordinator(), a.post(Role.REPORTER), a.post(Role.APPROVER)
    client = browser(by)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(page)).status_code == 200
        return len(asked)

    a.raised(by=reporter, head=head)
    cost()
    few = cost()
    for _ in range(3):
        a.raised(by=reporter, head=head)

    assert cost() == few
