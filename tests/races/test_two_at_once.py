"""Two people at the same instant, on real connections: one wins, the other is told, nothing is doubled."""

import threading
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from giamsat.assignments import actions as assignment_actions
from giamsat.assignments.models import Candidate
from giamsat.consolidation import actions as compilation_actions
from giamsat.consolidation.models import Compilation
from giamsat.documents import jobs as document_jobs
from giamsat.documents.actions import keep_draft
from giamsat.documents.models import Document, Draft, Reading
from giamsat.errors import BadMove, GiamsatError, Stale
from giamsat.files import jail
from giamsat.journal.models import Entry
from giamsat.journal.queries import broken_links
from giamsat.obstacles.models import Answer, Obstacle
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.progress import actions as progress_actions
from giamsat.progress.models import Update
from giamsat.progress.states import UpdateState
from giamsat.reports import actions as report_actions
from giamsat.reports.models import Round, Submission
from giamsat.reports.states import SubmissionState
from giamsat.tasks import actions as task_actions
from giamsat.tasks import queries as task_queries
from giamsat.tasks.models import Duty, Programme, Task
from giamsat.tasks.rules import NothingToIssue
from giamsat.tasks.states import DutyState
from tests import builders as a

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> Counter[str]:
    """Run every act in a thread of its own, released together; what each came to: "done" or the refusal's name."""
    gate = threading.Barrier(len(acts))
    ends: list[str] = []

    def run(act: Callable[[], object]) -> None:
        gate.wait()
        try:
            act()
            ends.append("done")
        except GiamsatError as refusal:
            ends.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(ends)


def drafts(n: int) -> tuple[list[Submission], Post]:
    """The same draft, loaded by `n` people."""
    by = a.post(Role.REPORTER)
    draft = a.complete_draft(a.obligation(a.open_round(a.coordinator())), by)
    found = Submission.objects.select_related("obligation__round__programme")
    return [found.get(pk=draft.pk) for _ in range(n)], by


def test_hand_in_pressed_six_times_at_once_is_one_hand_in() -> None:
    same, by = drafts(6)

    ends = at_once(
        *[lambda d=draft: report_actions.hand_in(d, seen_revision=d.revision, by=by, at=a.NOW) for draft in same]  # type: ignore[misc]
    )

    assert (ends["done"], ends["Stale"] + ends["BadMove"]) == (1, 5)
    assert Entry.objects.filter(action="report.handed_in").count() == 1


def test_the_race_is_real_when_the_claim_is_only_a_check() -> None:
    """The planted defect: check, then act. It must let more than one through, else the test above proves nothing."""
    same, by = drafts(6)
    seen = threading.Barrier(6)

    def check_then_act(draft: Submission) -> None:
        with_draft = Submission.objects.filter(pk=draft.pk, state=SubmissionState.DRAFT)
        if not with_draft.exists():
            raise Stale
        seen.wait()
        with transaction.atomic():
            Submission.objects.filter(pk=draft.pk).update(
                state=SubmissionState.ACCEPTED, accepted_at=a.NOW, accepted_by=by
            )

    ends = at_once(*[lambda d=draft: check_then_act(d) for draft in same])  # type: ignore[misc]

    assert ends["done"] == 6


def test_many_units_hand_in_at_once_and_every_chain_is_whole() -> None:
    codes = ("BTC", "BNNMT", "BCA", "BQP", "BNV", "BTP", "BCT", "BXD")
    reporters = [a.post(Role.REPORTER, code) for code in codes]
    round_ = a.open_round(a.coordinator(), recipients=codes)
    ready = [(a.complete_draft(a.obligation(round_, by.unit.code), by), by) for by in reporters]

    ends = at_once(
        *[
            lambda d=draft, who=by: report_actions.hand_in(d, seen_revision=d.revision, by=who, at=a.NOW)  # type: ignore[misc]
            for draft, by in ready
        ]
    )

    assert ends == {"done": 8}
    assert round_.obligations.filter(handed_in_at__isnull=False).count() == 8
    assert broken_links() == []


def test_issuing_twice_at_once_makes_every_task_once() -> None:
    by = a.coordinator()
    candidate = a.candidate(by)
    assignment_actions.confirm(candidate, a.content(), by=by, at=a.NOW)
    programme = a.programme()
    document = candidate.review.document

    ends = at_once(*[lambda: task_actions.issue(document, programme=programme, by=by, at=a.NOW)] * 4)

    assert ends == {"done": 1, NothingToIssue.__name__: 3}
    assert (Task.objects.count(), Programme.objects.get().last_number) == (1, 1)


def test_composing_twice_at_once_makes_one_report() -> None:
    by = a.coordinator()
    round_ = a.open_round(by)

    ends = at_once(*[lambda: compilation_actions.compose(round_, seen=0, by=by, at=a.NOW)] * 4)

    assert (ends, Compilation.objects.count()) == ({"done": 1, "Stale": 3}, 1)


def test_sending_the_form_of_a_round_twice_at_once_makes_one_round() -> None:
    by, plan, programme = a.coordinator(), a.plan(), a.programme()

    ends = at_once(*[lambda: report_actions.draft_round(plan, programme=programme, by=by, at=a.NOW)] * 4)

    assert (ends, Round.objects.count()) == ({"done": 1, "Stale": 3}, 1)


def test_confirming_and_refusing_at_once_leaves_one_decision() -> None:
    by = a.coordinator()
    candidate = a.candidate(by)
    content = a.content()
    pairs = [type(candidate).objects.select_related("review__document").get(pk=candidate.pk) for _ in range(2)]

    ends = at_once(
        lambda: assignment_actions.confirm(pairs[0], content, by=by, at=a.NOW),
        lambda: assignment_actions.refuse(pairs[1], reason="không phải", by=by, at=a.NOW),
    )

    assert (ends["done"], ends[Stale.__name__] + ends[BadMove.__name__]) == (1, 1)
    assert candidate.decisions.count() == 1


def test_moving_many_duties_of_a_unit_at_once_keeps_the_counts() -> None:
    assigner, by = a.coordinator(), a.post(Role.REPORTER)
    duties = [a.duty(assigner) for _ in range(6)]

    ends = at_once(
        *[lambda d=duty: task_actions.move(d, to=DutyState.DOING, by=by, at=a.NOW) for duty in duties],  # type: ignore[misc]
        lambda: task_actions.sweep(a.NOW + 30 * a.DAY),
    )

    assert ends == {"done": 7}
    task_actions.sweep(a.NOW + 30 * a.DAY)
    assert task_queries.kept_counts() == task_queries.recount()
    assert Duty.objects.filter(state=DutyState.DOING).count() == 6


def test_typing_while_one_confirms_leaves_nothing_behind() -> None:
    by = a.coordinator()
    content = a.content()
    left = []
    for _ in range(5):
        candidate = a.candidate(by)
        pairs = [Candidate.objects.select_related("review__document").get(pk=candidate.pk) for _ in range(3)]
        typing = [
            lambda c=pair: assignment_actions.keep_typed(c, {"name": "Đang gõ"}, seen="proposed", by=by, at=a.NOW)  # type: ignore[misc]
            for pair in pairs[1:]
        ]

        ends = at_once(lambda c=pairs[0]: assignment_actions.confirm(c, content, by=by, at=a.NOW), *typing)  # type: ignore[misc]

        left.append((ends["done"], Draft.objects.count()))

    assert left == [(3, 0)] * 5


def test_typing_kept_without_a_look_at_the_decision_would_stay() -> None:
    """The planted defect: the draft is kept whatever has been decided."""
    by = a.coordinator()
    candidate = a.candidate(by)
    assignment_actions.confirm(candidate, a.content(), by=by, at=a.NOW)

    keep_draft(candidate.review.document, candidate.public_id, {"name": "Đang gõ"}, seen="proposed", by=by, at=a.NOW)

    assert Draft.objects.count() == 1


def test_typing_in_two_windows_at_once_is_one_draft() -> None:
    by = a.coordinator()
    candidate = a.candidate(by)
    same = [Candidate.objects.select_related("review__document").get(pk=candidate.pk) for _ in range(4)]

    ends = at_once(
        *[
            lambda c=one, n=n: assignment_actions.keep_typed(c, {"name": str(n)}, seen="proposed", by=by, at=a.NOW)  # type: ignore[misc]
            for n, one in enumerate(same)
        ]
    )

    assert (ends, Draft.objects.count()) == ({"done": 4}, 1)


def test_two_workers_at_once_read_a_paper_once(monkeypatch: pytest.MonkeyPatch) -> None:
    a.received(a.coordinator())
    monkeypatch.setattr(jail, "read", lambda *_: a.found())

    ends = at_once(*[lambda: document_jobs.read_one(a.NOW)] * 4)

    assert (ends["done"], Reading.objects.count(), Document.objects.get().tries) == (4, 1, 1)


def test_two_answers_at_once_are_one_decision() -> None:
    by = a.coordinator()
    obstacle = a.raised(by=a.post(Role.REPORTER), head=a.post(Role.APPROVER))
    same = [Obstacle.objects.select_related("duty__unit", "duty__programme").get(pk=obstacle.pk) for _ in range(4)]

    ends = at_once(*[lambda o=one: a.answered(o, by=by) for one in same])  # type: ignore[misc]

    assert (ends["done"], Answer.objects.count()) == (1, 1)


def test_taking_back_and_approving_at_once_leave_one_outcome() -> None:
    by, head = a.post(Role.REPORTER), a.post(Role.APPROVER)
    update = a.update(a.duty(), by)
    found = Update.objects.select_related("duty__task", "duty__unit", "duty__programme", "by")
    first, second = (found.get(pk=update.pk) for _ in range(2))

    ends = at_once(
        lambda: progress_actions.withdraw_update(first, by=by, at=a.NOW),
        lambda: progress_actions.approve_update(second, by=head, at=a.NOW),
    )

    assert ends == {"done": 1, "Stale": 1}
    assert found.get(pk=update.pk).state in (UpdateState.WITHDRAWN, UpdateState.APPROVED)
