from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from giamsat.errors import BadMove, NotAllowed, Stale
from giamsat.obstacles.models import Obstacle
from giamsat.obstacles.queries import visible_to as obstacles_visible_to
from giamsat.obstacles.queries import waiting_for_decision
from giamsat.obstacles.rules import Difficulty, ProposalMissing
from giamsat.obstacles.states import Cause, ObstacleKind, ObstacleState
from giamsat.people.states import Role
from giamsat.progress import actions, queries, rules
from giamsat.progress.models import Update
from giamsat.progress.states import Kept, UpdateKind, UpdateState
from giamsat.tasks import deadlines
from giamsat.tasks.models import Duty, Task
from giamsat.tasks.rules import NoEvidence, NotDelivered, due_of
from giamsat.tasks.states import DeliveryState, DutyState
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


def test_a_day_given_later_demands_a_commitment_too_when_it_has_passed() -> None:
    assigner, by = a.coordinator(), a.post(Role.REPORTER)
    duty = a.duty(assigner, on=None)
    deadlines.change_deadline(duty, due_of(date(2026, 6, 4), None), paper="QĐ 3", by=assigner, at=a.NOW)
    late = a.NOW + 3 * a.DAY

    with pytest.raises(rules.CommitmentMissing):
        actions.submit_update(duty, rules.Entry(UpdateKind.PROGRESS, result="Đang làm"), by=by, at=late)


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


def test_a_further_update_corrects_the_one_that_stands_in_its_period() -> None:
    by, head, duty = a.post(Role.REPORTER), a.post(Role.APPROVER), a.duty()
    with a.clock(a.NOW):
        first = a.update(duty, by)
        actions.approve_update(first, by=head, at=a.NOW)
        second = a.update(duty, by, result="Đã trình ký")
        stood = list(queries.latest_approved([duty]).values())
        actions.approve_update(second, by=head, at=a.NOW)
    with a.clock(a.NOW + 30 * a.DAY):
        third = a.update(duty, by, commitment_on=date(2026, 8, 1))

    first.refresh_from_db()
    assert (stood, first.state, second.corrects, third.corrects) == ([first], UpdateState.CORRECTED, first, None)
    assert (first.period, second.period, third.period) == ("2026-06", "2026-06", "2026-07")


def test_two_updates_cannot_stand_in_one_period_even_around_the_rules() -> None:
    by, head, duty = a.post(Role.REPORTER), a.post(Role.APPROVER), a.duty()
    first = a.update(duty, by)
    actions.approve_update(first, by=head, at=a.NOW)
    second = a.update(duty, by)

    with pytest.raises(IntegrityError), transaction.atomic():
        Update.objects.filter(pk=second.pk).update(state=UpdateState.APPROVED, decided_by=head, decided_at=a.NOW)


def test_only_the_writer_takes_back_what_waits_and_its_company_goes_with_it() -> None:
    by, head, duty = a.post(Role.REPORTER), a.post(Role.APPROVER), a.duty()
    brought = [actions.Brought(duty.task.products.get(), a.DELIVERED, a.upload(by))]
    update = actions.submit_update(duty, a.entry(difficulty=BEYOND), brought=brought, by=by, at=a.NOW)

    for other in (head, a.post(Role.REPORTER)):
        with pytest.raises(rules.NotYours):
            actions.withdraw_update(update, by=other, at=a.NOW)
    actions.withdraw_update(update, by=by, at=a.NOW)

    assert (update.state, Obstacle.objects.get().state) == (UpdateState.WITHDRAWN, ObstacleState.WITHDRAWN)
    assert update.deliveries.get().state == DeliveryState.DROPPED


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"kind": UpdateKind.NO_CHANGE, "result": ""}, rules.NextStepMissing),
        ({"kind": UpdateKind.NOTHING, "says_done": True}, rules.DoneWithoutResult),
        ({"percent": 101}, rules.PercentOut),
    ],
)
def test_an_entry_that_says_too_little_is_refused(changed: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        a.update(a.duty(), a.post(Role.REPORTER), **changed)


def test_a_hundred_percent_completes_nothing() -> None:
    by, head = a.post(Role.REPORTER), a.post(Role.APPROVER)
    update = a.update(a.duty(), by, percent=100)
    actions.approve_update(update, by=head, at=a.NOW)

    assert Duty.objects.get().state == DutyState.DOING


@pytest.mark.parametrize(
    ("days", "reported", "outcome"),
    [(0, None, Kept.OPEN), (9, None, Kept.BROKEN), (9, 1, Kept.KEPT), (9, 9, Kept.BROKEN)],
)
def test_a_commitment_is_kept_when_the_duty_is_reported_done_in_time(
    days: int, reported: int | None, outcome: Kept
) -> None:
    by, duty = a.post(Role.REPORTER), a.duty()
    promise = a.update(duty, by, commitment_on=date(2026, 6, 9)).commitment
    if reported is not None:
        duty.state, duty.reported_at = DutyState.REPORTED_DONE, a.NOW + reported * a.DAY

    assert rules.kept(promise, duty, a.NOW + days * a.DAY) == outcome
