from itertools import product

import pytest
from django.db import IntegrityError, transaction

from giamsat.assignments.states import BindingRole
from giamsat.documents.rules import LetterheadIncomplete
from giamsat.errors import BadMove, NotAllowed, Stale, allowed
from giamsat.people.states import Role
from giamsat.tasks import actions, delivering, queries, rules
from giamsat.tasks.models import Delivery, Duty, Task
from giamsat.tasks.states import MOVES, SET_ASIDE, DutyState, Side, Standing
from tests import builders as a

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("now_in", "to"), list(product(DutyState, DutyState)))
def test_move_follows_the_table_of_moves_and_holders(now_in: DutyState, to: DutyState) -> None:
    reporter, assigner = a.post(Role.REPORTER), a.coordinator()
    other = a.coordinator()
    duty = a.duty_in(now_in, reporter=reporter, assigner=assigner)
    if now_in == DutyState.ASSIGNED:
        a.delivered(duty, reporter)
    sides = {Side.UNIT: reporter, Side.ASSIGNER: other}

    allowed_sides = {side for side, by in sides.items() if allowed(rules.check_move, duty, to, by)}

    expected = {MOVES[now_in][to]} if to in MOVES[now_in] else set()
    assert allowed_sides == expected


def test_move_refuses_strangers_of_every_role() -> None:
    reporter, assigner = a.post(Role.REPORTER), a.coordinator()
    duty = a.duty_in(DutyState.DOING, reporter=reporter, assigner=assigner)
    strangers = [a.post(role, "BNNMT") for role in Role] + [a.post(Role.UNIT_ADMIN), a.post(Role.LEADER, "BCĐCP")]

    let_in = [post.role for post in strangers if allowed(rules.check_move, duty, DutyState.REPORTED_DONE, post)]

    assert let_in == []


def test_move_by_two_people_at_once_lets_one_win() -> None:
    reporter, assigner = a.post(Role.REPORTER), a.coordinator()
    duty = a.duty_in(DutyState.REPORTED_DONE, reporter=reporter, assigner=assigner)
    same = Duty.objects.select_related("task", "unit", "programme", "reported_by").get(pk=duty.pk)
    actions.move(duty, to=DutyState.DONE, by=assigner, at=a.NOW)

    with pytest.raises(Stale):
        actions.move(same, to=DutyState.RETURNED, by=assigner, at=a.NOW, reason="chưa đủ")

    assert Duty.objects.get(pk=duty.pk).state == DutyState.DONE


def test_done_needs_evidence_even_around_the_rules() -> None:
    duty = a.duty(leads=("BTC",), product="")

    with pytest.raises(IntegrityError, match="duty_done_has_evidence"), transaction.atomic():
        Duty.objects.filter(pk=duty.pk).update(state=DutyState.DONE)
    with pytest.raises(IntegrityError, match="task_done_has_evidence"), transaction.atomic():
        Task.objects.filter(pk=duty.task_id).update(state=DutyState.DONE)


def test_done_needs_every_product_even_around_the_rules() -> None:
    duty = a.duty(leads=("BTC",))

    with pytest.raises(IntegrityError, match="task_done_has_all_products"), transaction.atomic():
        Task.objects.filter(pk=duty.task_id).update(state=DutyState.DONE, evidence_count=1)


def test_move_to_reported_done_without_evidence_says_what_is_missing() -> None:
    reporter = a.post(Role.REPORTER)
    duty = a.duty(leads=("BTC",))

    with pytest.raises(rules.NoEvidence):
        actions.move(duty, to=DutyState.REPORTED_DONE, by=reporter, at=a.NOW)

    assert Duty.objects.get(pk=duty.pk).state == DutyState.ASSIGNED


def test_verification_by_the_person_who_reported_is_refused() -> None:
    reporter = a.post(Role.REPORTER, "BKHCN")
    own = a.coordinator()
    own.person_id = reporter.person_id
    duty = a.duty_in(DutyState.REPORTED_DONE, reporter=reporter, assigner=a.coordinator())

    with pytest.raises(rules.SameEyes):
        actions.move(duty, to=DutyState.DONE, by=own, at=a.NOW)


def test_issue_binds_each_lead_with_a_duty_of_its_own() -> None:
    duties = a.issued(leads=("BTC", "BNNMT"), coordinators=("BCA",))

    assert [(d.unit.code, d.role) for d in duties] == [
        ("BTC", BindingRole.LEAD),
        ("BNNMT", BindingRole.LEAD),
        ("BCA", BindingRole.COORDINATOR),
    ]
    assert {d.deadlines.get().words for d in duties} == {"trước ngày 10 tháng 6 năm 2026"}


def test_issue_twice_issues_nothing_more() -> None:
    by = a.coordinator()
    duty = a.duty(by)

    with pytest.raises(rules.NothingToIssue):
        actions.issue(duty.task.document, programme=a.programme(), by=by, at=a.NOW)

    assert Task.objects.count() == 1


def test_issue_of_a_document_without_number_or_date_is_refused() -> None:
    by = a.coordinator()
    what = a.found()
    what["document"] = {"type": "công văn"}
    review = a.review(by, what)
    a.assignment_actions.confirm(review.candidates.get(), a.content(), by=by, at=a.NOW)

    with pytest.raises(LetterheadIncomplete, match="số, ký hiệu và ngày ban hành"):
        actions.issue(review.document, programme=a.programme(), by=by, at=a.NOW)


def test_issue_by_another_agencys_coordinator_is_refused() -> None:
    by = a.coordinator()
    one = a.candidate(by)
    a.assignment_actions.confirm(one, a.content(), by=by, at=a.NOW)

    with pytest.raises(NotAllowed):
        actions.issue(one.review.document, programme=a.programme(), by=a.post(Role.COORDINATOR, "BTC"), at=a.NOW)


def test_task_is_done_only_when_every_lead_is_done() -> None:
    assigner, first, second = a.coordinator(), a.post(Role.REPORTER, "BTC"), a.post(Role.REPORTER, "BNNMT")
    duties = a.issued(assigner, leads=("BTC", "BNNMT"))
    states = []

    for duty, by in zip(duties, (first, second), strict=True):
        a.delivered(duty, by)
        duty.task.refresh_from_db()
        actions.attach_evidence(duty, a.upload(by), by=by, at=a.NOW)
        actions.move(duty, to=DutyState.REPORTED_DONE, by=by, at=a.NOW)
        actions.move(duty, to=DutyState.DONE, by=assigner, at=a.NOW)
        states.append(Task.objects.get(pk=duty.task_id).state)

    assert states == [DutyState.DOING, DutyState.DONE]


def test_evidence_of_another_unit_cannot_be_attached() -> None:
    duty, reporter = a.duty(leads=("BTC",)), a.post(Role.REPORTER, "BTC")
    foreign = a.upload(a.post(Role.REPORTER, "BNNMT"))

    with pytest.raises(NotAllowed):
        actions.attach_evidence(duty, foreign, by=reporter, at=a.NOW)


def test_kept_counts_equal_a_recount_after_moves_and_time() -> None:
    reporter, assigner = a.post(Role.REPORTER), a.coordinator()
    for state in DutyState:
        a.duty_in(state, reporter=reporter, assigner=assigner)
    a.issued(assigner, leads=("BNNMT", "BCA"), coordinators=("BTC",))

    actions.sweep(a.NOW + 30 * a.DAY)

    assert queries.kept_counts() == queries.recount()
    # All but the verified one: what was reported done is measured by the database's own clock, long after June 2026.
    assert Duty.objects.filter(standing=Standing.OVERDUE).count() == 8
    assert Duty.objects.get(state=DutyState.DONE).standing == Standing.DONE_LATE
    assert set(Duty.objects.filter(state__in=SET_ASIDE).values_list("standing", flat=True)) == {Standing.SET_ASIDE}


def test_sweep_moves_the_standing_at_the_exact_instants() -> None:
    duty = a.duty()
    assert duty.late_from is not None
    soon = duty.late_from - 7 * a.DAY
    just_before = a.timedelta(microseconds=1)
    seen = []

    for at in (soon - just_before, soon, duty.late_from - just_before, duty.late_from):
        actions.sweep(at)
        seen.append(Duty.objects.get(pk=duty.pk).standing)

    assert seen == [Standing.ON_TRACK, Standing.DUE_SOON, Standing.DUE_SOON, Standing.OVERDUE]


def test_move_from_a_state_without_that_move_is_a_bad_move() -> None:
    duty = a.duty()

    with pytest.raises(BadMove):
        actions.move(duty, to=DutyState.DONE, by=a.coordinator(), at=a.NOW)


def test_a_product_that_was_verified_as_done_is_not_dropped() -> None:
    reporter, assigner = a.post(Role.REPORTER), a.coordinator()
    duty = a.duty_in(DutyState.DONE, reporter=reporter, assigner=assigner)
    delivery = Delivery.objects.select_related("duty__task", "by").get(duty=duty)

    with pytest.raises(delivering.DeliveryRestsOn):
        delivering.drop(delivery, reason="nhầm", by=a.post(Role.APPROVER), at=a.NOW)

    delivery.refresh_from_db()
    assert (delivery.state, Task.objects.get(pk=duty.task_id).products_undelivered) == ("accepted", 0)
