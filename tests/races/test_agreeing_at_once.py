"""Two at the same instant while things are agreed: one wins, the other is told, nothing is lost or doubled."""

import pytest

from giamsat.assignments import consulting
from giamsat.assignments.models import Opinion, Reply
from giamsat.assignments.states import Outcome
from giamsat.errors import BadMove, Stale
from giamsat.people.states import Role
from giamsat.tasks import merging, proposing, queries, renaming
from giamsat.tasks.models import Merger, Proposal, Rewording, Task
from tests import builders as a
from tests.races.test_two_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)

LOST = (Stale.__name__, BadMove.__name__, "ConsultationClosed")


def same(opinion: Opinion, n: int) -> list[Opinion]:
    found = Opinion.objects.select_related("unit", "consultation__document", "draft__candidate")
    return [found.get(pk=opinion.pk) for _ in range(n)]


def test_two_coordinators_settling_one_wish_leave_one_conclusion() -> None:
    by, colleague, unit = a.coordinator(), a.coordinator(), a.post(Role.REPORTER)
    opinion = a.opinion(by)
    consulting.wish(opinion, consulting.Wish(reason="x", product="Đề án"), seen=opinion.seen, by=unit)
    one, other = same(opinion, 2)

    ends = at_once(
        lambda: consulting.settle(one, Outcome.TAKEN, reason="được", seen=one.seen, by=by),
        lambda: consulting.settle(other, Outcome.NOT_TAKEN, reason="không", seen=other.seen, by=colleague),
    )

    assert (ends["done"], sum(ends[name] for name in LOST)) == (1, 1)
    reply = Reply.objects.get()
    assert (reply.outcome, reply.outcome_reason, reply.outcome_by) in {
        ("taken", "được", by),
        ("not_taken", "không", colleague),
    }


def test_two_answers_of_one_agency_at_once_are_one() -> None:
    by, reporter, head = a.coordinator(), a.post(Role.REPORTER), a.post(Role.APPROVER)
    one, other = same(a.opinion(by), 2)

    ends = at_once(
        lambda: consulting.agree(one, seen=one.seen, by=reporter),
        lambda: consulting.wish(other, consulting.Wish(reason="x", name="Khác"), seen=other.seen, by=head),
    )

    assert (ends["done"], ends["Stale"], Reply.objects.count(), Opinion.objects.get().version) == (1, 1, 1, 1)


def test_an_answer_while_the_consultation_closes_is_in_or_told() -> None:
    by, unit = a.coordinator(), a.post(Role.REPORTER)
    for _ in range(5):
        one, other = same(a.opinion(by), 2)

        ends = at_once(
            lambda one=one: consulting.agree(one, seen=one.seen, by=unit),  # type: ignore[misc]
            lambda other=other: consulting.close(other.consultation, by=by),  # type: ignore[misc]
        )

        reply = Reply.objects.filter(opinion=one).first()
        consultation = type(one.consultation).objects.get(pk=one.consultation_id)
        assert ends["done"] == (2 if reply else 1)
        assert consultation.closed_at is not None
        assert reply is None or reply.at <= consultation.closed_at


def test_agreeing_and_refusing_a_new_name_at_once_is_one_decision() -> None:
    by, colleague = a.coordinator(), a.coordinator()
    asked = a.rewording(a.duty(by), a.post(Role.REPORTER))
    one, other = (Rewording.objects.select_related("task", "by").get(pk=asked.pk) for _ in range(2))

    ends = at_once(
        lambda: renaming.agree(one, by=by),
        lambda: renaming.refuse(other, reason="giữ", by=colleague),
    )

    assert (ends["done"], sum(ends[name] for name in LOST)) == (1, 1)
    assert Task.objects.get().names.count() == (2 if Rewording.objects.get().state == "agreed" else 1)


def test_taking_a_proposal_in_twice_at_once_is_one_paper() -> None:
    by = a.coordinator()
    sent = a.proposal(a.post(Role.REPORTER), sent_by=a.post(Role.APPROVER))
    pairs = [Proposal.objects.select_related("programme", "unit", "lead").get(pk=sent.pk) for _ in range(2)]

    ends = at_once(*[lambda p=one: proposing.accept(p, by=by, at=a.NOW) for one in pairs])  # type: ignore[misc]

    assert (ends["done"], ends["Stale"]) == (1, 1)
    assert Proposal.objects.get().document.full_symbol == "1/ĐX-BTC"


def test_merging_two_tasks_into_each_other_at_once_is_one_merger() -> None:
    by = a.coordinator()
    first, second = a.duty(by).task, a.duty(by).task
    one, other = ([Task.objects.get(pk=task.pk) for task in (first, second)] for _ in range(2))

    ends = at_once(
        lambda: merging.ask(one[0], into=one[1], reason="trùng", by=by, at=a.NOW),
        lambda: merging.ask(other[1], into=other[0], reason="trùng", by=by, at=a.NOW),
    )

    assert (ends["done"], sum(ends[name] for name in LOST)) == (1, 1)
    assert Task.objects.filter(merged_into__isnull=False).count() == 1
    assert Merger.objects.count() == 1
    assert queries.kept_counts() == queries.recount()
