from datetime import date

import pytest

from giamsat.errors import BadMove, NotAllowed, Stale
from giamsat.obstacles.models import Obstacle
from giamsat.obstacles.queries import visible_to as obstacles_visible_to
from giamsat.obstacles.queries import waiting_for_decision
from giamsat.obstacles.rules import Difficulty, ProposalMissing
from giamsat.obstacles.states import Cause, ObstacleKind, ObstacleState
from giamsat.people.states import Role
from giamsat.progress import actions, queries, rules
from giamsat.progress.models import Update
from giamsat.progress.states import UpdateKind, UpdateState
from giamsat.tasks.models import Duty, Task
from giamsat.tasks.rules import NoEvidence, NotDelivered
from giamsat.tasks.states import DutyState
from tests import builders as a

pytestmark = pytest.mark.django_db

LATE = a.NOW + 30 * a.DAY
BEYOND = Difficulty(
    ObstacleKind.LAW, Cause.OBJECTIVE, beyond_authority=True, description="Thiếu định mức", proposal="Ban hành"
)


def test_approved_update_moves_the_duty_and_raises_its_obstacle() -> None:
    by, head = a.post(Role.REPORTER), a.post(Role.APPROVER, is_head=True)
    update = a.update(a.duty(), by, difficulty=BEYOND)
    seen_before = waiting_for_decision(update.duty.programme).count()

    actions.approve_update(update, by=head, at=a.NOW)

    assert (seen_before, waiting_for_decision(update.duty.programme).count()) == (0, 1)
    assert Duty.objects.get().state == DutyState.DOING


def test_returned_update_keeps_the_duty_where_it_was_and_withdraws_its_obstacle() -> None:
    by, head = a.post(Role.REPORTER), a.post(Role.APPROVER, is_head=True)
    update = a.update(a.duty(), by, difficulty=BEYOND)

    actions.return_update(update, reason="Chưa rõ số liệu", by=head, at=a.NOW)

    assert Duty.objects.get().state == DutyState.ASSIGNED
    assert Obstacle.objects.get().state == ObstacleState.WITHDRAWN
    assert Update.objects.get().reason == "Chưa rõ số liệu"


def test_reporting_done_needs_evidence_and_reaches_the_assigner() -> None:
    by, head = a.post(Role.REPORTER), a.post(Role.APPROVER, is_head=True)
    duty = a.duty()
    with pytest.raises(NoEvidence):
        a.update(duty, by, says_done=True)

    entry = rules.Entry(UpdateKind.PROGRESS, result="Xong", says_done=True)
    with pytest.raises(NotDelivered):
        actions.submit_update(duty, entry, uploads=[a.upload(by)], by=by, at=a.NOW)
    brought = [actions.Brought(duty.task.products.get(), a.DELIVERED, a.upload(by))]
    update = actions.submit_update(duty, entry, uploads=[a.upload(by)], brought=brought, by=by, at=a.NOW)
    before = Task.objects.get().products_undelivered
    actions.approve_update(update, by=head, at=a.NOW)

    assert (before, Task.objects.get().products_undelivered) == (1, 0)
    assert Duty.objects.get().state == DutyState.REPORTED_DONE
    assert update.evidence.count() == 2


def test_late_duty_demands_a_commitment_with_a_new_date() -> None:
    by, duty = a.post(Role.REPORTER), a.duty()
    late = rules.Entry(UpdateKind.PROGRESS, result="Đang làm")
    promised = rules.Entry(
        UpdateKind.PROGRESS, result="Đang làm", commitment_on=date(2026, 7, 20), commitment="Ban hành"
    )
    past = rules.Entry(UpdateKind.PROGRESS, result="Đang làm", commitment_on=date(2026, 6, 1))

    with pytest.raises(rules.CommitmentMissing):
        actions.submit_update(duty, late, by=by, at=LATE)
    with pytest.raises(rules.CommitmentPast):
        actions.submit_update(duty, past, by=by, at=LATE)
    update = actions.submit_update(duty, promised, by=by, at=LATE)

    assert update.commitment.on == date(2026, 7, 20)


def test_nothing_to_report_is_an_answer_and_an_empty_result_is_not() -> None:
    by, duty = a.post(Role.REPORTER), a.duty()

    with pytest.raises(rules.ResultMissing):
        a.update(duty, by, result="  ")

    assert a.update(duty, by, kind=UpdateKind.NOTHING, result="").state == UpdateState.SUBMITTED


def test_what_is_beyond_authority_needs_a_proposal() -> None:
    bare = Difficulty(ObstacleKind.DATA, Cause.SUBJECTIVE, beyond_authority=True, description="Thiếu dữ liệu")

    with pytest.raises(ProposalMissing):
        a.update(a.duty(), a.post(Role.REPORTER), difficulty=bare)


def test_a_second_update_waits_for_the_first_to_be_decided() -> None:
    by, duty = a.post(Role.REPORTER), a.duty()
    a.update(duty, by)

    with pytest.raises(rules.AlreadyWaiting):
        a.update(duty, by)

    assert Update.objects.count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role != Role.APPROVER])
def test_only_an_approver_of_the_unit_decides(role: Role) -> None:
    update = a.update(a.duty(), a.post(Role.REPORTER))

    for by in (a.post(role), a.post(Role.APPROVER, "BNNMT")):
        with pytest.raises(NotAllowed):
            actions.approve_update(update, by=by, at=a.NOW)


def test_nobody_approves_his_own_update() -> None:
    head = a.post(Role.APPROVER, is_head=True)
    update = a.update(a.duty(), head)

    with pytest.raises(rules.OwnUpdate):
        actions.approve_update(update, by=head, at=a.NOW)


def test_approving_twice_is_refused() -> None:
    head = a.post(Role.APPROVER, is_head=True)
    update = a.update(a.duty(), a.post(Role.REPORTER))
    same = Update.objects.select_related("duty__unit", "duty__programme", "by").get(pk=update.pk)
    actions.approve_update(update, by=head, at=a.NOW)

    with pytest.raises(BadMove):
        actions.approve_update(update, by=head, at=a.NOW)
    with pytest.raises(Stale):
        actions.approve_update(same, by=head, at=a.NOW)


def test_unapproved_updates_and_obstacles_stay_inside_the_unit() -> None:
    assigner, by = a.coordinator(), a.post(Role.REPORTER)
    duty = a.duty(assigner)
    a.update(duty, by, difficulty=BEYOND)
    outside = [assigner, a.post(Role.LEADER, "BCĐCP"), a.post(Role.SUPERVISOR, "VPCP"), a.post(Role.REPORTER, "BCA")]

    seen = [(queries.visible_to(post).count(), obstacles_visible_to(post).count()) for post in outside]

    assert seen == [(0, 0)] * 4
    assert (queries.visible_to(by).count(), obstacles_visible_to(by).count()) == (1, 1)
