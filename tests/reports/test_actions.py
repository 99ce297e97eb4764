from datetime import timedelta

import pytest

from giamsat.errors import BadMove, NotAllowed, Stale
from giamsat.journal.clock import database_now
from giamsat.journal.queries import history_of
from giamsat.people.states import Role
from giamsat.reports import actions, queries, rules
from giamsat.reports.models import Obligation, Submission
from giamsat.reports.states import ObligationState, Punctuality, RoundState, SubmissionState
from giamsat.timetable import VIETNAM, Bound, Due
from tests import builders as a

pytestmark = pytest.mark.django_db


def test_round_without_recipients_is_refused() -> None:
    with pytest.raises(rules.NoRecipients):
        actions.draft_round(a.plan(recipients=()), programme=a.programme(), by=a.coordinator(), at=a.NOW)


def test_round_without_outline_is_refused() -> None:
    with pytest.raises(rules.NoOutline):
        actions.draft_round(a.plan(sections=()), programme=a.programme(), by=a.coordinator(), at=a.NOW)


def test_round_whose_deadline_has_passed_is_not_opened() -> None:
    by = a.coordinator()
    round_ = actions.draft_round(a.plan(), programme=a.programme(), by=by, at=a.NOW)

    with pytest.raises(rules.DeadlinePassed):
        actions.open_round(round_, by=by, at=round_.late_from)

    assert type(round_).objects.get(pk=round_.pk).state == RoundState.DRAFT


def test_opening_a_round_twice_is_refused() -> None:
    by = a.coordinator()
    round_ = a.open_round(by)

    with pytest.raises(BadMove):
        actions.open_round(round_, by=by, at=a.NOW)


def test_hand_in_takes_the_database_clock_and_not_the_time_it_is_told() -> None:
    by = a.post(Role.REPORTER)
    draft = a.complete_draft(a.obligation(a.open_round(a.coordinator())), by)
    before = database_now()

    submission = actions.hand_in(draft, seen_revision=draft.revision, by=by, at=a.NOW - 999 * a.DAY)

    assert submission.accepted_at is not None
    assert before <= submission.accepted_at <= database_now()


@pytest.mark.parametrize(("shift", "expected"), [(-1, Punctuality.LATE), (3600, Punctuality.ON_TIME)])
def test_punctuality_is_decided_by_the_second_on_the_real_clock(shift: int, expected: Punctuality) -> None:
    due_at = (database_now() + timedelta(seconds=shift)).astimezone(VIETNAM)
    due = Due(words="trước giờ hẹn", bound=Bound.BEFORE, on=due_at.date(), at=due_at.time())
    by = a.post(Role.REPORTER)
    owed = a.obligation(a.open_round(a.coordinator(), at=a.NOW - 999 * a.DAY, due=due))

    a.handed_in(owed, by)

    owed.refresh_from_db()
    assert rules.punctuality(owed, database_now()) == expected


def test_hand_in_of_an_incomplete_report_lists_what_is_missing_and_keeps_the_draft() -> None:
    by, owed = a.post(Role.REPORTER), a.obligation(a.open_round(a.coordinator()))
    draft = actions.save_draft(owed, {"1": ""}, seen_revision=0, by=by, at=a.NOW)

    with pytest.raises(rules.Incomplete) as refusal:
        actions.hand_in(draft, seen_revision=draft.revision, by=by, at=a.NOW)

    assert "bản PDF ký số hoặc bản quét có dấu; tệp .docx; mục “Kết quả”" in str(refusal.value)
    assert Submission.objects.get().state == SubmissionState.DRAFT


def test_hand_in_twice_is_refused_and_changes_nothing() -> None:
    by, owed = a.post(Role.REPORTER), a.obligation(a.open_round(a.coordinator()))
    first = a.complete_draft(owed, by)
    second = Submission.objects.select_related("obligation__round").get(pk=first.pk)
    accepted = actions.hand_in(first, seen_revision=first.revision, by=by, at=a.NOW).accepted_at

    with pytest.raises(Stale):
        actions.hand_in(second, seen_revision=second.revision, by=by, at=a.NOW)

    assert Submission.objects.get().accepted_at == accepted
    assert history_of(first).filter(action="report.handed_in").count() == 1


def test_hand_in_of_a_draft_that_changed_since_it_was_seen_is_stale() -> None:
    by, owed = a.post(Role.REPORTER), a.obligation(a.open_round(a.coordinator()))
    draft = a.complete_draft(owed, by)
    seen = draft.revision
    actions.save_draft(owed, {"1": "Sửa bởi người khác"}, seen_revision=seen, by=by, at=a.NOW)

    with pytest.raises(Stale):
        actions.hand_in(draft, seen_revision=seen, by=by, at=a.NOW)


def test_saving_a_stale_draft_overwrites_nothing() -> None:
    by, owed = a.post(Role.REPORTER), a.obligation(a.open_round(a.coordinator()))
    actions.save_draft(owed, {"1": "Của người thứ nhất"}, seen_revision=0, by=by, at=a.NOW)

    with pytest.raises(Stale):
        actions.save_draft(owed, {"1": "Của người thứ hai"}, seen_revision=0, by=by, at=a.NOW)

    assert Submission.objects.get().body == {"1": "Của người thứ nhất"}


def test_a_further_version_keeps_its_own_time_and_the_first_decides() -> None:
    by, owed = a.post(Role.REPORTER), a.obligation(a.open_round(a.coordinator()))
    first = a.handed_in(owed, by)
    owed.refresh_from_db()

    second = a.handed_in(owed, by)

    owed.refresh_from_db()
    assert owed.handed_in_at == first.accepted_at
    assert (second.version, second.accepted_at > first.accepted_at) == (2, True)  # type: ignore[operator]


def test_returned_report_is_handed_in_again_and_stays_readable() -> None:
    coordinator, by = a.coordinator(), a.post(Role.REPORTER)
    owed = a.obligation(a.open_round(coordinator))
    first = a.handed_in(owed, by)
    first = Submission.objects.select_related("obligation__round__programme").get(pk=first.pk)

    actions.return_submission(first, reason="Thiếu số liệu", by=coordinator, at=a.NOW)
    owed.refresh_from_db()
    was = owed.state
    a.handed_in(owed, by)

    states = list(owed.submissions.order_by("version").values_list("state", "return_reason"))
    assert was == ObligationState.RETURNED
    assert states == [(SubmissionState.RETURNED, "Thiếu số liệu"), (SubmissionState.ACCEPTED, "")]


def test_a_version_in_whose_place_a_newer_one_stands_is_not_returned() -> None:
    coordinator, by = a.coordinator(), a.post(Role.REPORTER)
    owed = a.obligation(a.open_round(coordinator))
    first = a.handed_in(owed, by)
    owed.refresh_from_db()
    a.handed_in(owed, by)
    first = Submission.objects.select_related("obligation__round__programme").get(pk=first.pk)

    with pytest.raises(BadMove):
        actions.return_submission(first, reason="Thiếu số liệu", by=coordinator, at=a.NOW)

    owed.refresh_from_db()
    states = list(owed.submissions.values_list("state", flat=True))
    assert (owed.state, states) == (ObligationState.HANDED_IN, [SubmissionState.ACCEPTED] * 2)


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.REPORTER, Role.APPROVER)])
def test_only_the_units_own_reporters_hand_in(role: Role) -> None:
    owed = a.obligation(a.open_round(a.coordinator()))
    draft = a.complete_draft(owed, a.post(Role.REPORTER))

    with pytest.raises(NotAllowed):
        actions.hand_in(draft, seen_revision=draft.revision, by=a.post(role), at=a.NOW)
    with pytest.raises(NotAllowed):
        actions.hand_in(draft, seen_revision=draft.revision, by=a.post(Role.REPORTER, "BNNMT"), at=a.NOW)


def test_another_units_file_cannot_be_attached() -> None:
    owed = a.obligation(a.open_round(a.coordinator()))
    foreign = a.upload(a.post(Role.REPORTER, "BNNMT"))

    with pytest.raises(NotAllowed):
        actions.attach_file(owed, foreign, by=a.post(Role.REPORTER), at=a.NOW)


def test_drafts_are_seen_by_their_own_unit_only() -> None:
    coordinator, by = a.coordinator(), a.post(Role.REPORTER)
    a.complete_draft(a.obligation(a.open_round(coordinator)), by)
    others = [
        coordinator,
        a.post(Role.REPORTER, "BNNMT"),
        a.post(Role.LEADER, "BCĐCP"),
        a.post(Role.SUPERVISOR, "VPCP"),
    ]
    others += [a.post(Role.UNIT_ADMIN), a.post(Role.SYSTEM_ADMIN)]

    assert [queries.submissions_visible_to(other).count() for other in others] == [0] * 6
    assert queries.submissions_visible_to(by).count() == 1


def test_first_draft_begins_with_what_was_recorded_once() -> None:
    coordinator, by, head = a.coordinator(), a.post(Role.REPORTER), a.post(Role.APPROVER, is_head=True)
    duty = a.duty(coordinator, leads=("BTC",))
    a.progress_actions.approve_update(a.update(duty, by, result="Đã ban hành"), by=head, at=a.NOW)
    sections = (rules.SectionPlan("Kết quả", rules.SectionSource.PROGRESS),)
    owed = a.obligation(a.open_round(coordinator, sections=sections))

    assert queries.first_body(owed) == {"1": "- Ban hành hướng dẫn chi: Đã ban hành"}


def test_board_counter_changes_with_each_hand_in_return_and_the_deadline() -> None:
    coordinator, by = a.coordinator(), a.post(Role.REPORTER)
    round_ = a.open_round(coordinator)
    seen = [queries.counter(round_, a.NOW), queries.counter(round_, round_.late_from)]
    submission = a.handed_in(a.obligation(round_), by)
    seen.append(queries.counter(round_, a.NOW))
    submission = Submission.objects.select_related("obligation__round__programme").get(pk=submission.pk)
    actions.return_submission(submission, reason="Thiếu", by=coordinator, at=a.NOW)
    seen.append(queries.counter(round_, a.NOW))

    assert len(set(seen)) == 4
    assert Obligation.objects.filter(state=ObligationState.RETURNED).count() == 1
