"""Whatever is typed into whichever field of whichever form: an answer that says so, never a crash."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.timetable import due
from tests import builders as a
from tests.access import world
from tests.web.browser import Forms, let_go

pytestmark = pytest.mark.django_db

NASTY = (
    "\0",
    "<script>alert(1)</script>{{ x }}{% y %}",
    "=cmd|' /C calc'!A0 \u202e\x0b\x1b" + "W" * 600,
    "1e400",
    "0001-01-01",
    "9999-12-31",
)
#: who is tried, and the pages of his with forms
PAGES = {
    (Role.COORDINATOR, "BKHCN"): {
        *("consultation_new", "consultation", "task_reword", "task_merge"),
        *(
            "document",
            "letterhead_correct",
            "candidate_correct",
            "candidate_split",
            "round_new",
            "round",
            "draft_round",
        ),
        *("submission", "compilation", "tasks", "documents"),
        *("duty", "duty_deadline", "duty_funding", "task_mark", "request", "programme_open", "tasks_as_of"),
        *("indicators", "indicator", "indicator_new", "indicator_edit", "indicator_formula", "goal_new", "goal_edit"),
        *("waiting_value", "values_waiting", "targets_upload"),
    },
    (Role.REPORTER, "BTC"): {
        "opinion",
        "proposal_new",
        "proposal_edit",
        "task_reword",
        "duty_update",
        "duty",
        "duty_funding",
        "request_ask",
        "obligation",
        "tasks",
        *("value_new", "verified_value", "targets_upload"),
    },
    (Role.COORDINATOR, "BTC"): {"programme_share", "duty_break_down"},
    (Role.APPROVER, "BTC"): {"task", "obligation"},
    (Role.APPROVER, "BKHCN"): {"compilation"},
}
OBJECT_OF = {
    "consultation_new": "document",
    "task_reword": "task",
    "task_mark": "task",
    "duty_deadline": "duty",
    "duty_funding": "duty",
    "duty_break_down": "duty",
    "request_ask": "duty",
    "programme_share": "own_programme",
    "task_merge": "task",
    "proposal_edit": "drafted_proposal",
    "letterhead_correct": "document",
    "candidate_correct": "candidate",
    "candidate_split": "candidate",
    "duty_update": "duty",
    "draft_round": "draft_round",
    "compilation": "draft_compilation",
    "indicator_new": "targets_programme",
    **dict.fromkeys(("indicator_edit", "indicator_formula", "goal_new", "value_new"), "indicator"),
    "goal_edit": "goal",
}
#: a kind of object that is a page of its own → the page
PAGE_OF = {"draft_round": "round", "waiting_value": "value", "verified_value": "value"}


def crashes(post: Post, ids: dict[str, str], pages: set[str]) -> list[str]:
    """Every field and value that ends in a crash, page by page; whatever was done is undone."""
    client = Client(raise_request_exception=False)
    client.force_login(post.person, backend="django.contrib.auth.backends.ModelBackend")
    told = []
    for page in sorted(pages):
        for address, field, fields in tries(client, page, ids):
            with transaction.atomic():
                answer = client.post(address, fields)
                let_go(answer)
                transaction.set_rollback(True)
            if answer.status_code >= 500:
                told.append(f"{page} {field}: {fields[field]!r:.40}")
    return told


def said() -> dict[str, object]:
    """What somebody types, so that a form is refused for the spoiled field alone."""
    words = {"title": "Đợt thử", "name": "Việc thử", "reason": "Thử", "result": "Thử", "text": "Thử"}
    days = {"due_on": "2030-01-01", "commitment_on": "2030-01-01", "on": "2030-01-01", "bound": "by", "due_clock": ""}
    return words | days | {"units": [a.unit("BTC").public_id]}


def tries(client: Client, page: str, ids: dict[str, str]) -> Iterator[tuple[str, str, dict[str, object]]]:
    """(address, field, fields) of every form of a page with one field spoiled."""
    kind = OBJECT_OF.get(page, page)
    shown = client.get(reverse(PAGE_OF.get(page, page), args=[ids[kind]] if kind in ids else []))
    for address, drawn in Forms(shown.content.decode()).forms.items():
        if address == reverse("logout"):
            continue
        fields = drawn | {name: value for name, value in said().items() if name in drawn}
        for field in fields.keys() - {"csrfmiddlewaretoken"}:
            for value in NASTY:
                yield address, field, fields | {field: value}


@pytest.mark.parametrize("who", list(PAGES))
def test_no_form_crashes(who: tuple[Role, str]) -> None:
    ids = world.built().ids

    assert crashes(a.post(*who), ids, PAGES[who]) == []


def test_a_day_beyond_the_calendar_would_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted defect: every day is let in."""
    monkeypatch.setattr(due, "FIRST_DAY", date.min)
    monkeypatch.setattr(due, "LAST_DAY", date.max)
    who = (Role.COORDINATOR, "BKHCN")

    assert crashes(a.post(*who), world.built().ids, {"round_new"}) == ["round_new due_on: '9999-12-31'"]


def test_many_duties_named_by_nonsense_are_refused_in_words() -> None:
    client = Client(raise_request_exception=False)
    client.force_login(a.coordinator().person, backend="django.contrib.auth.backends.ModelBackend")

    answer = client.post(reverse("duties_move"), {"duty": ["\0", "x" * 900, "<b>"], "to": "done"})

    assert (answer.status_code, "Chưa có gì thay đổi" in answer.content.decode()) == (422, True)
