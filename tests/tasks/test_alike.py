"""Assignments that may be one: found by the worker, judged by a person, never merged by themselves."""

from typing import Any

import pytest

from giamsat.assignments import actions as assignment_actions
from giamsat.assignments.models import Candidate
from giamsat.assignments.states import CandidateState
from giamsat.documents.models import Document
from giamsat.errors import BadMove, NotAllowed, Stale
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.tasks import alike, jobs, queries, rules
from giamsat.tasks.models import ComparedKey, Likeness, Task
from giamsat.tasks.states import Verdict
from tests import builders as a

pytestmark = pytest.mark.django_db


def ordered(action: str, by: Post, **changed: Any) -> Candidate:
    """A candidate of a paper of its own that orders this."""
    what = a.found(f"1. Bộ Tài chính {action}.\n")
    what["assignments"][0] |= {"action": action, "product": "", "deadlines": []} | changed
    return a.review(by, what).candidates.get()


def found() -> list[tuple[str, str, str]]:
    pairs = Likeness.objects.select_related("first", "second").order_by("id")
    return [(p.first.proposal["action"], p.second.proposal["action"], p.relation) for p in pairs]


def test_the_same_order_of_another_paper_is_found_and_another_order_is_not() -> None:
    by = a.coordinator()
    ordered("xây dựng cơ sở dữ liệu về hợp tác xã", by)
    ordered("xây dựng CSDL về HTX", by)
    ordered("công bố danh mục bến thủy nội địa", by)

    a.compared()

    assert found() == [("xây dựng cơ sở dữ liệu về hợp tác xã", "xây dựng CSDL về HTX", "duplicate")]
    assert not jobs.compare_one(a.NOW)


def test_two_results_of_one_row_are_not_doubles() -> None:
    a.review(a.coordinator(), a.found(assignments=2))

    a.compared()

    assert found() == []


def test_a_task_issued_long_ago_is_met_by_a_new_paper() -> None:
    by = a.coordinator()
    old = a.duty(by, name="Nâng cấp cổng dữ liệu về thủy sản").task
    a.compared()
    new = ordered("nâng cấp cổng dữ liệu thủy sản", by)

    a.compared()

    [pair] = queries.likenesses_of(by, [new])
    assert (pair.first, pair.second) == (old.decision.candidate, new)


def test_a_correction_is_compared_in_its_new_words_and_what_was_judged_stays() -> None:
    by = a.coordinator()
    one, other = ordered("lập bản đồ ngập lụt", by), ordered("lập bản đồ ngập lụt đô thị", by)
    a.compared()
    alike.judge(Likeness.objects.get(), Verdict.APART, reason="hai vùng khác nhau", by=by, at=a.NOW)
    keys = set(ComparedKey.objects.filter(compared__candidate=other).values_list("key"))

    assignment_actions.confirm(other, a.content(name="Công bố danh mục hồ chứa"), by=by, at=a.NOW)
    a.compared()

    assert set(ComparedKey.objects.filter(compared__candidate=other).values_list("key")).isdisjoint(keys)
    assert Likeness.objects.get(first=one).verdict == Verdict.APART


def test_an_order_confirmed_as_it_was_read_is_not_compared_again() -> None:
    by = a.coordinator()
    one = ordered("lập bản đồ ngập lụt", by)
    a.compared()

    assignment_actions.confirm(one, assignment_actions.queries.content_as_read(one), by=by, at=a.NOW)

    assert not jobs.compare_one(a.NOW)


def test_words_that_crash_the_comparison_are_passed_over(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    by = a.coordinator()
    ordered("lập bản đồ ngập lụt", by)
    monkeypatch.setattr(alike, "stored_keys", lambda title: 1 / 0)

    assert jobs.compare_one(a.NOW)
    assert not jobs.compare_one(a.NOW)
    assert "could not be compared" in caplog.text


def twins(by: Post) -> Likeness:
    """Two alike, the first a task and the second waiting."""
    a.duty(by, name="Lập bản đồ ngập lụt đô thị")
    ordered("lập bản đồ ngập lụt đô thị", by)
    a.compared()
    return queries.with_sides(Likeness.objects.all()).get()


def test_merging_sets_the_waiting_one_aside_and_the_task_keeps_both_sources() -> None:
    by = a.coordinator()
    pair = twins(by)

    aside = alike.merge(pair, by=by, at=a.NOW)

    task = Task.objects.get()
    assert aside.state == CandidateState.REFUSED
    assert aside.decisions.get().reason == f"Gộp vào: {task}"
    assert queries.also_ordered(task) == [aside]
    assert (Task.objects.count(), pair.verdict) == (1, Verdict.MERGED)


def test_a_merger_is_taken_back_and_the_assignment_waits_again() -> None:
    by = a.coordinator()
    alike.merge(twins(by), by=by, at=a.NOW)
    pair = Likeness.objects.select_related("first__review__document", "second__review__document").get()

    alike.judge(pair, Verdict.OPEN, reason="", by=by, at=a.NOW)

    assert pair.second.state == CandidateState.PROPOSED
    assert queries.also_ordered(Task.objects.get()) == []
    assert [one.verdict for one in pair.judgements.order_by("id")] == ["merged", "open"]


def test_two_that_are_both_decided_are_not_merged_by_a_click() -> None:
    by = a.coordinator()
    pair = twins(by)
    assignment_actions.confirm(pair.second, a.content(name="Lập bản đồ ngập lụt đô thị"), by=by, at=a.NOW)

    with pytest.raises(rules.NothingToMerge):
        alike.merge(pair, by=by, at=a.NOW)

    assert Likeness.objects.get().verdict == Verdict.OPEN


@pytest.mark.parametrize("verdict", [Verdict.APART, Verdict.ALIAS])
def test_keeping_both_needs_a_reason(verdict: Verdict) -> None:
    by = a.coordinator()
    pair = twins(by)

    with pytest.raises(rules.VerdictUnexplained):
        alike.judge(pair, verdict, reason="  ", by=by, at=a.NOW)

    alike.judge(pair, verdict, reason="hai đợt khác nhau", by=by, at=a.NOW)
    assert Likeness.objects.get().verdict == verdict


def test_a_verdict_given_meanwhile_is_not_overwritten() -> None:
    by = a.coordinator()
    pair = twins(by)
    same = Likeness.objects.select_related("first__review__document", "second__review__document").get()
    alike.judge(pair, Verdict.APART, reason="khác", by=by, at=a.NOW)

    with pytest.raises(Stale):
        alike.judge(same, Verdict.ALIAS, reason="một việc", by=by, at=a.NOW)
    with pytest.raises(BadMove):
        alike.judge(pair, Verdict.ALIAS, reason="một việc", by=by, at=a.NOW)


def test_a_draft_of_another_unit_is_never_shown_beside_ours() -> None:
    by, stranger = a.coordinator(), a.post(Role.COORDINATOR, "BYT")
    mine, theirs = ordered("lập bản đồ ngập lụt", by), ordered("lập bản đồ ngập lụt", stranger)

    a.compared()

    assert Likeness.objects.get().first == mine
    assert queries.likenesses_of(by, [mine]) == []
    assert queries.likenesses_of(stranger, [theirs]) == []


def test_a_query_that_lets_every_paper_through_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted defect: without the unit's own papers as the bound, the other unit's draft would be shown."""
    by, stranger = a.coordinator(), a.post(Role.COORDINATOR, "BYT")
    mine = ordered("lập bản đồ ngập lụt", by)
    ordered("lập bản đồ ngập lụt", stranger)
    a.compared()

    monkeypatch.setattr(queries, "documents_for", lambda post: Document.objects.all())

    assert len(queries.likenesses_of(by, [mine])) == 1


def test_a_task_of_ours_is_shown_to_the_unit_bound_by_it_but_not_our_draft() -> None:
    by, bound = a.coordinator(), a.post(Role.COORDINATOR, "BTC")
    a.duty(by, name="Lập bản đồ ngập lụt đô thị")
    theirs = ordered("lập bản đồ ngập lụt đô thị", bound)
    a.compared()

    [pair] = queries.likenesses_of(bound, [theirs])

    assert pair.second == theirs
    assert queries.likenesses_for(by).count() == 0


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_only_a_coordinator_of_one_of_the_two_papers_judges(role: Role) -> None:
    pair = twins(a.coordinator())

    for by in (a.post(role, "BKHCN"), a.post(Role.COORDINATOR, "BYT")):
        with pytest.raises(NotAllowed):
            alike.judge(pair, Verdict.APART, reason="khác", by=by, at=a.NOW)
    assert queries.likenesses_for(a.post(role, "BKHCN")).count() == 0
