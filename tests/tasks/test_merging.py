"""One running task goes on as another: by both assigners' agreement, readable from both sides, taken back."""

import pytest

from giamsat.errors import BadMove, NotAllowed, Stale
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.progress import actions as progress_actions
from giamsat.tasks import actions, alike, lists, merging, queries
from giamsat.tasks import merging_rules as rules
from giamsat.tasks.models import Likeness, Merger, Task
from giamsat.tasks.rules import Unexplained
from giamsat.tasks.states import DutyState, MergerState, Verdict
from tests import builders as a

pytestmark = pytest.mark.django_db


def fresh(task: Task) -> Task:
    return Task.objects.get(pk=task.pk)


def loaded(merger: Merger) -> Merger:
    return Merger.objects.select_related("gone", "kept", "by").get(pk=merger.pk)


def of_another_assigner() -> tuple[Post, Task]:
    """A coordinator of Bộ Y tế and a task its programme gave."""
    other = a.post(Role.COORDINATOR, "BYT")
    programme = a.programme("66-NQ/TW", owner="BYT")
    candidate = a.candidate(other)
    a.assignment_actions.confirm(candidate, a.content(), by=other, at=a.NOW)
    [task] = actions.issue(candidate.review.document, programme=programme, by=other, at=a.NOW)
    return other, task


def states(task: Task) -> list[str]:
    return list(task.duties.order_by("id").values_list("state", flat=True))


def test_where_one_assigner_gave_both_it_takes_effect_at_once() -> None:
    by = a.coordinator()
    kept, gone = a.duty(by).task, a.duty(by, coordinators=("BYT",)).task

    merger = merging.ask(gone, into=kept, reason="trùng", by=by, at=a.NOW)

    assert (merger.state, fresh(gone).merged_into, fresh(gone).state) == (MergerState.AGREED, kept, DutyState.MERGED)
    assert (states(gone), states(kept)) == (["merged", "merged"], ["assigned"])
    assert queries.kept_counts() == queries.recount()


def test_where_two_gave_them_nothing_changes_before_the_other_agrees() -> None:
    by = a.coordinator()
    (other, kept), gone = of_another_assigner(), a.duty(by).task

    merger = merging.ask(gone, into=kept, reason="trùng", by=by, at=a.NOW)

    assert (merger.state, states(gone)) == (MergerState.ASKED, ["assigned"])
    assert [one.pk for one in queries.mergers_waiting(other)] == [merger.pk]
    assert list(queries.mergers_waiting(by)) == []
    merging.agree(loaded(merger), by=other, at=a.NOW)
    assert (states(gone), fresh(gone).merged_into) == (["merged"], kept)


def test_the_assigner_of_the_kept_one_may_ask_and_the_other_stops_his_own() -> None:
    by = a.coordinator()
    (other, kept), gone = of_another_assigner(), a.duty(by).task
    merger = merging.ask(gone, into=kept, reason="trùng", by=other, at=a.NOW)

    with pytest.raises(NotAllowed):
        merging.agree(loaded(merger), by=other, at=a.NOW)
    merging.agree(loaded(merger), by=by, at=a.NOW)

    assert states(gone) == ["merged"]


def test_an_agreement_by_the_asker_alone_would_bind_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted defect: the rule of who must agree is left out."""
    by = a.coordinator()
    (_, kept), gone = of_another_assigner(), a.duty(by).task
    merger = merging.ask(gone, into=kept, reason="trùng", by=by, at=a.NOW)
    monkeypatch.setattr(rules, "check_may_decide", lambda *_: None)

    merging.agree(loaded(merger), by=by, at=a.NOW)

    assert fresh(gone).merged_into == kept


def test_a_refusal_says_why_and_leaves_both() -> None:
    by = a.coordinator()
    (other, kept), gone = of_another_assigner(), a.duty(by).task
    merger = merging.ask(gone, into=kept, reason="trùng", by=by, at=a.NOW)
    with pytest.raises(Unexplained):
        merging.refuse(loaded(merger), reason=" ", by=other)

    merging.refuse(loaded(merger), reason="khác đợt", by=other)

    assert (loaded(merger).state, states(gone), fresh(gone).merged_into) == (MergerState.REFUSED, ["assigned"], None)


def test_a_merger_is_taken_back_and_the_duties_run_again() -> None:
    by = a.coordinator()
    kept, gone = a.duty(by).task, a.duty(by).task
    merger = merging.ask(gone, into=kept, reason="trùng", by=by, at=a.NOW)
    with pytest.raises(Unexplained):
        merging.undo(loaded(merger), reason="", by=by, at=a.NOW)

    merging.undo(loaded(merger), reason="hai đợt khác nhau", by=by, at=a.NOW)

    assert (loaded(merger).state, fresh(gone).merged_into, states(gone)) == (MergerState.UNDONE, None, ["doing"])
    assert queries.kept_counts() == queries.recount()
    merging.ask(fresh(gone), into=kept, reason="trùng thật", by=by, at=a.NOW)
    assert gone.mergers.count() == 2


def test_what_was_done_stays_done() -> None:
    by, reporter = a.coordinator(), a.post(Role.REPORTER)
    kept = a.duty(by).task
    done, running = a.issued(by, leads=("BTC", "BYT"), product="")
    actions.attach_evidence(done, a.upload(reporter), by=reporter, at=a.NOW)
    actions.move(done, to=DutyState.REPORTED_DONE, by=reporter, at=a.NOW)
    actions.move(done, to=DutyState.DONE, by=by, at=a.NOW)

    merging.ask(fresh(running.task), into=kept, reason="trùng", by=by, at=a.NOW)

    assert states(running.task) == ["done", "merged"]


def test_a_contested_duty_stops_the_merger() -> None:
    by, reporter = a.coordinator(), a.post(Role.REPORTER)
    kept, contested = a.duty(by).task, a.duty(by)
    actions.move(contested, to=DutyState.REFUSED, by=reporter, at=a.NOW, reason="giao nhầm")

    with pytest.raises(rules.MergeBlocked):
        merging.ask(contested.task, into=kept, reason="trùng", by=by, at=a.NOW)


def test_a_task_is_merged_once_and_not_into_itself_or_into_one_that_went() -> None:
    by = a.coordinator()
    kept, gone, third = (a.duty(by).task for _ in range(3))
    with pytest.raises(rules.SameTask):
        merging.ask(gone, into=gone, reason="x", by=by, at=a.NOW)
    merging.ask(gone, into=kept, reason="x", by=by, at=a.NOW)

    with pytest.raises(BadMove):
        merging.ask(fresh(gone), into=third, reason="x", by=by, at=a.NOW)
    with pytest.raises(BadMove):
        merging.ask(third, into=fresh(gone), reason="x", by=by, at=a.NOW)


def test_two_who_ask_at_once_are_told() -> None:
    by = a.coordinator()
    (_, kept), gone = of_another_assigner(), a.duty(by).task
    merging.ask(gone, into=kept, reason="x", by=by, at=a.NOW)

    with pytest.raises(Stale):
        merging.ask(gone, into=kept, reason="x", by=by, at=a.NOW)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_else_merges(role: Role) -> None:
    by = a.coordinator()
    kept, gone = a.duty(by).task, a.duty(by).task

    for place in ("BTC", "BYT"):
        with pytest.raises(NotAllowed):
            merging.ask(gone, into=kept, reason="x", by=a.post(role, place), at=a.NOW)


def test_the_pair_says_that_it_was_merged_and_is_not_opened_behind_the_tasks() -> None:
    by = a.coordinator()
    kept, gone = a.duty(by).task, a.duty(by).task
    a.compared()
    merger = merging.ask(gone, into=kept, reason="trùng", by=by, at=a.NOW)
    pair = queries.with_sides(Likeness.objects.all()).get()

    with pytest.raises(rules.TasksMerged):
        alike.judge(pair, Verdict.OPEN, reason="", by=by, at=a.NOW)
    assert Likeness.objects.get().verdict == Verdict.MERGED
    merging.undo(loaded(merger), reason="khác", by=by, at=a.NOW)
    assert Likeness.objects.get().verdict == Verdict.OPEN


def test_the_same_work_followed_under_both_names_is_linked() -> None:
    by = a.coordinator()
    one, other = a.duty(by).task, a.duty(by, leads=("BYT",)).task
    a.compared()
    pair = queries.with_sides(Likeness.objects.all()).get()

    alike.judge(pair, Verdict.ALIAS, reason="một việc", by=by, at=a.NOW)

    assert (queries.same_work(one, by), queries.same_work(one, a.post(Role.REPORTER))) == ([other], [])


def test_updates_of_what_went_stay_readable() -> None:
    by, reporter, head = a.coordinator(), a.post(Role.REPORTER), a.post(Role.APPROVER)
    kept, gone = a.duty(by).task, a.duty(by)
    update = a.update(gone, reporter)
    progress_actions.approve_update(update, by=head, at=a.NOW)

    merging.ask(fresh(gone.task), into=kept, reason="trùng", by=by, at=a.NOW)

    assert gone.pk in lists.page_of(lists.ways_of(reporter), lists.Choice(words="huong dan"), size=9)
    assert gone.updates.get().result == "Đã có dự thảo"
