"""Two at the same instant over one plan: one version, one acceptance, one decision; nothing is lost or doubled."""

import pytest

from giamsat.consolidation import actions as compilation_actions
from giamsat.consolidation import adopting
from giamsat.consolidation.models import Adoption, Compilation
from giamsat.errors import BadMove, Stale
from giamsat.people.states import Role
from giamsat.reports import actions as report_actions
from giamsat.reports.models import Obligation, Submission
from giamsat.targets import plans
from giamsat.targets.models import Goal, Plan
from giamsat.targets.plans_content import hash_of
from giamsat.targets.plans_states import PlanState
from giamsat.tasks.models import Task
from tests import builders as a
from tests.races.test_two_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)

LOST = (Stale.__name__, BadMove.__name__)


def asked() -> tuple[Obligation, a.Post, a.Indicator]:
    by = a.coordinator()
    one = a.indicator(by=by)
    return a.obligation(a.plan_round(by)), a.post(Role.REPORTER), one


def twice(plan: Plan) -> list[Plan]:
    return [Plan.objects.select_related("programme", "unit").get(pk=plan.pk) for _ in range(2)]


def test_two_who_begin_a_plan_at_once_write_one() -> None:
    owed, reporter, _one = asked()
    head = a.post(Role.APPROVER)

    ends = at_once(
        lambda: report_actions.begin_plan(owed, by=reporter, at=a.NOW),
        lambda: report_actions.begin_plan(owed, by=head, at=a.NOW),
    )

    assert (ends["done"] + ends["Stale"], Plan.objects.count()) == (2, 1)


def test_two_who_write_one_plan_at_once_are_told_apart() -> None:
    owed, reporter, one = asked()
    plan = report_actions.begin_plan(owed, by=reporter, at=a.NOW)
    mine, theirs = twice(plan)

    ends = at_once(
        lambda: plans.put_measure(mine, a.measure(indicator=one.pk), seen=plan.seen, by=reporter),
        lambda: plans.put_mechanism(theirs, "Giao ban", seen=plan.seen, by=reporter),
    )

    plan.refresh_from_db()
    assert (ends["done"], ends["Stale"], plan.revision) == (1, 1, 2)
    assert (plan.measures.count() == 1) != (plan.mechanism == "Giao ban")


def test_handing_in_while_somebody_writes_takes_what_was_seen_or_nothing() -> None:
    owed, reporter, one = asked()
    plan = a.written_plan(owed, reporter, one)
    draft, seen, theirs = a.complete_draft(owed, reporter), plan.revision, twice(plan)[0]

    ends = at_once(
        lambda: report_actions.hand_in(draft, seen_revision=draft.revision, seen_plan=seen, by=reporter, at=a.NOW),
        lambda: plans.put_mechanism(theirs, "Khác", seen=theirs.seen, by=reporter),
    )

    plan.refresh_from_db()
    kept = Submission.objects.get(pk=draft.pk)
    assert ends["done"] == 1
    assert (kept.state == "accepted") == (plan.state == PlanState.FROZEN)
    if plan.state == PlanState.FROZEN:
        assert plan.content["mechanism"] != "Khác"
        assert kept.manifest["plan"]["sha256"] == plan.sha256 == hash_of(plan.content)


def test_two_who_hand_in_one_plan_at_once_hand_in_once() -> None:
    owed, reporter, one = asked()
    plan, draft = a.written_plan(owed, reporter, one), a.complete_draft(owed, reporter)
    pair = [Submission.objects.select_related("obligation__round__programme", "obligation__unit").get(pk=draft.pk)] * 2

    ends = at_once(
        *(
            lambda same=same: report_actions.hand_in(  # type: ignore[misc]
                same, seen_revision=draft.revision, seen_plan=plan.revision, by=reporter, at=a.NOW
            )
            for same in pair
        )
    )

    assert ends["done"] == 1
    assert list(Plan.objects.values_list("version", "state")) == [(1, PlanState.FROZEN)]


def test_agreeing_and_sending_back_at_once_is_one_word() -> None:
    owed, reporter, one = asked()
    by = a.coordinator()
    plan = a.handed_in_plan(owed, reporter, one)
    mine, theirs = (
        Plan.objects.select_related("programme", "unit", "submission__obligation__round__programme").get(pk=plan.pk)
        for _ in range(2)
    )

    ends = at_once(
        lambda: plans.agree(mine, seen=mine.seen, by=by),
        lambda: report_actions.return_submission(theirs.submission, reason="Thiếu", by=by, at=a.NOW),
    )

    plan.refresh_from_db()
    state = Submission.objects.get(plan=plan).state
    # Sent back after it was agreed is sent back; agreed after it was sent back is not.
    assert ends["done"] + sum(ends[name] for name in LOST) == 2
    assert (plan.state == PlanState.RETURNED) == (state == "returned")


def test_two_who_adopt_one_master_plan_make_its_tasks_once() -> None:
    owed, reporter, one = asked()
    by, colleague = a.coordinator(), a.coordinator()
    a.handed_in_plan(owed, reporter, one)
    master = compilation_actions.compose_master(owed.round, seen=0, by=by, at=a.NOW)
    compilation_actions.issue(master, by=a.post(Role.APPROVER, "BKHCN"), at=a.NOW)
    pair = [Compilation.objects.select_related("round__programme", "document").get(pk=master.pk) for _ in range(2)]

    ends = at_once(
        lambda: adopting.adopt(pair[0], pair[0].document, left_out=[], by=by, at=a.NOW),
        lambda: adopting.adopt(pair[1], pair[1].document, left_out=[], by=colleague, at=a.NOW),
    )

    assert ends["done"] == 1
    assert (Adoption.objects.count(), Task.objects.count()) == (1, 1)
    assert Goal.objects.filter(document=pair[0].document).count() == 4
