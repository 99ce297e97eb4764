"""Agencies propose tasks: written, sent by the head, decided by the standing agency, then on the common path."""

from datetime import time
from itertools import product

import pytest

from giamsat.assignments import actions as assignment_actions
from giamsat.assignments import queries as assignment_queries
from giamsat.assignments.states import Origin
from giamsat.documents.states import Direction
from giamsat.errors import BadMove, NotAllowed, Stale
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.tasks import actions, alike, proposing, queries
from giamsat.tasks import proposing_rules as rules
from giamsat.tasks.models import Proposal, Task
from giamsat.tasks.rules import Unexplained
from giamsat.tasks.states import PROPOSAL_MOVES, ProposalState
from giamsat.timetable import Bound
from tests import builders as a
from vanban.likeness import Title

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter() -> Post:
    return a.post(Role.REPORTER)


@pytest.fixture
def head() -> Post:
    return a.post(Role.APPROVER)


def fresh(one: Proposal) -> Proposal:
    return Proposal.objects.select_related("programme", "unit", "lead").get(pk=one.pk)


def test_an_accepted_proposal_says_what_the_agency_wrote(reporter: Post, head: Post) -> None:
    by = a.coordinator()
    words = {"name": "Xây cổng dữ liệu; mở cho dân", "coordinators": ("BYT",), "scope": "Ba lớp", "clock": time(16)}
    sent = a.proposal(reporter, sent_by=head, bound=Bound.BEFORE, **words)

    document = proposing.accept(sent, by=by, at=a.NOW)

    review = assignment_queries.review_of(document)
    assert review is not None
    [candidate] = review.candidates.all()
    content = assignment_queries.content_as_read(candidate)
    wanted = a.content(
        name="Xây cổng dữ liệu; mở cho dân",
        coordinators=("BYT",),
        product="Cổng dữ liệu",
        words="chậm nhất 01/09/2026",
        bound=Bound.BEFORE,
        on=sent.on,
        clock=time(16),
        scope="Ba lớp",
    )
    assert (content, candidate.origin) == (wanted, Origin.UNIT)
    assert (document.full_symbol, document.direction) == ("1/ĐX-BTC", Direction.PROPOSED)


def test_it_is_confirmed_and_issued_like_any_other(reporter: Post, head: Post) -> None:
    by = a.coordinator()
    document = proposing.accept(a.proposal(reporter, sent_by=head), by=by, at=a.NOW)
    candidate = document.reviews.get().candidates.select_related("review__document").get()
    a.consultation(by, candidate)

    assignment_actions.confirm(candidate, assignment_queries.content_as_read(candidate), by=by, at=a.NOW)
    [task] = actions.issue(document, programme=a.programme(), by=by, at=a.NOW)

    assert (task.name, task.document, task.duties.get().unit.code) == (
        "Xây dựng cổng dữ liệu thủy lợi",
        document,
        "BTC",
    )


def test_its_double_is_found_as_of_any_other(reporter: Post, head: Post) -> None:
    by = a.coordinator()
    a.duty(by, name="Xây dựng cổng dữ liệu thủy lợi")
    document = proposing.accept(a.proposal(reporter, sent_by=head), by=by, at=a.NOW)

    a.compared()

    assert len(queries.likenesses_of(by, document.reviews.get().candidates.all())) == 1


def test_numbers_count_up_in_the_standing_agency(reporter: Post, head: Post) -> None:
    by = a.coordinator()

    papers = [proposing.accept(a.proposal(reporter, sent_by=head), by=by, at=a.NOW) for _ in range(2)]

    assert [paper.number for paper in papers] == ["1", "2"]


@pytest.mark.parametrize(
    "changed,missing",
    [
        ({"product": ""}, "sản phẩm"),
        ({"on": None}, "thời hạn"),
        ({"lead": ""}, "cơ quan chủ trì"),
        ({"name": " ", "on": None}, "tên; thời hạn"),
    ],
)
def test_product_deadline_and_lead_are_mandatory_when_it_is_sent(
    changed: dict[str, str], missing: str, reporter: Post, head: Post
) -> None:
    drafted = a.proposal(reporter, **changed)

    with pytest.raises(rules.ProposalIncomplete) as refused:
        proposing.send(drafted, by=head)

    assert refused.value.params == {"missing": missing}
    assert fresh(drafted).state == ProposalState.DRAFT


def test_only_the_head_of_the_agency_sends(reporter: Post) -> None:
    drafted = a.proposal(reporter)

    for by in (reporter, a.post(Role.APPROVER, "BYT"), a.coordinator()):
        with pytest.raises(NotAllowed):
            proposing.send(fresh(drafted), by=by)


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.REPORTER, Role.APPROVER)])
def test_only_agencies_propose(role: Role) -> None:
    with pytest.raises(NotAllowed):
        proposing.draft(a.programme(), a.wanted(), by=a.post(role), at=a.NOW)


def test_only_the_coordinator_of_the_standing_agency_decides(reporter: Post, head: Post) -> None:
    sent = a.proposal(reporter, sent_by=head)

    for by in (head, a.post(Role.COORDINATOR), a.post(Role.APPROVER, "BKHCN")):
        with pytest.raises(NotAllowed):
            proposing.accept(fresh(sent), by=by, at=a.NOW)
        with pytest.raises(NotAllowed):
            proposing.refuse(fresh(sent), reason="x", by=by)


@pytest.mark.parametrize("now,to", list(product(ProposalState, (s for s in ProposalState if s != "draft"))))
def test_a_proposal_moves_as_the_table_says(now: ProposalState, to: ProposalState, reporter: Post, head: Post) -> None:
    by = a.coordinator()
    one = a.proposal(reporter)
    verbs = {
        ProposalState.SENT: lambda: proposing.send(fresh(one), by=head),
        ProposalState.ACCEPTED: lambda: proposing.accept(fresh(one), by=by, at=a.NOW),
        ProposalState.RETURNED: lambda: proposing.turn_back(fresh(one), reason="thiếu", by=by),
        ProposalState.REFUSED: lambda: proposing.refuse(fresh(one), reason="đã có", by=by),
    }
    if now != ProposalState.DRAFT:
        verbs[ProposalState.SENT]()
    if now not in (ProposalState.DRAFT, ProposalState.SENT):
        verbs[now]()

    if to in PROPOSAL_MOVES[now]:
        verbs[to]()
        assert fresh(one).state == to
    else:
        with pytest.raises(BadMove):
            verbs[to]()


def test_what_is_sent_is_not_rewritten_and_what_came_back_is(reporter: Post, head: Post) -> None:
    by = a.coordinator()
    sent = a.proposal(reporter, sent_by=head)
    with pytest.raises(BadMove):
        proposing.rewrite(fresh(sent), a.wanted(name="Tên khác"), seen=sent.seen, by=reporter)
    proposing.turn_back(fresh(sent), reason="thiếu nội hàm", by=by)

    back = fresh(sent)
    proposing.rewrite(back, a.wanted(scope="Ba lớp"), seen=back.seen, by=reporter)
    proposing.send(back, by=head)

    assert (fresh(sent).scope, fresh(sent).state, fresh(sent).answer) == ("Ba lớp", ProposalState.SENT, "")


def test_a_form_from_before_another_change_overwrites_nothing(reporter: Post) -> None:
    drafted = a.proposal(reporter)
    old = drafted.seen
    proposing.rewrite(fresh(drafted), a.wanted(name="Tên thứ hai"), seen=old, by=reporter)

    with pytest.raises(Stale):
        proposing.rewrite(fresh(drafted), a.wanted(name="Tên thứ ba"), seen=old, by=reporter)

    assert fresh(drafted).name == "Tên thứ hai"


def test_words_changed_while_the_head_sends_are_not_sent_unseen(reporter: Post, head: Post) -> None:
    drafted = a.proposal(reporter)
    seen_by_head = fresh(drafted)
    proposing.rewrite(fresh(drafted), a.wanted(name="Tên thứ hai"), seen=drafted.seen, by=reporter)

    with pytest.raises(Stale):
        proposing.send(seen_by_head, by=head)


@pytest.mark.parametrize("verb", [proposing.turn_back, proposing.refuse])
def test_no_says_why(verb: object, reporter: Post, head: Post) -> None:
    with pytest.raises(Unexplained):
        verb(a.proposal(reporter, sent_by=head), reason=" ", by=a.coordinator())  # type: ignore[operator]


def test_one_who_leads_does_not_also_take_part(reporter: Post) -> None:
    with pytest.raises(rules.LeadTakesPart):
        a.proposal(reporter, coordinators=("BTC",))


def test_a_private_programme_of_another_unit_takes_no_proposal(reporter: Post) -> None:
    programme = a.programme()
    programme.is_private = True
    programme.save(update_fields=["is_private"])

    with pytest.raises(NotAllowed):
        proposing.draft(programme, a.wanted(), by=reporter, at=a.NOW)


def test_a_draft_is_seen_by_nobody_outside(reporter: Post, head: Post) -> None:
    drafted = a.proposal(reporter)

    seen = [role for role in Role if queries.proposals_visible_to(a.post(role, "BKHCN")).exists()]
    assert seen == []
    proposing.send(drafted, by=head)
    assert [one.pk for one in queries.proposals_visible_to(a.coordinator())] == [drafted.pk]
    assert not queries.proposals_visible_to(a.post(Role.APPROVER, "BYT")).exists()


def test_a_query_that_forgets_the_agency_would_tell(
    monkeypatch: pytest.MonkeyPatch, reporter: Post, head: Post
) -> None:
    """The planted defect: every proposal is let through."""
    sent = a.proposal(reporter, sent_by=head)
    stranger = a.post(Role.COORDINATOR, "BYT")
    assert list(queries.proposals_waiting(stranger)) == []

    monkeypatch.setattr(queries, "proposals_visible_to", lambda post: Proposal.objects.all())

    assert list(queries.proposals_waiting(stranger)) == [sent]


def test_doubles_are_told_only_among_what_the_proposer_may_see(reporter: Post) -> None:
    by = a.coordinator()
    a.duty(by, name="Xây dựng cổng dữ liệu thủy lợi", leads=("BYT",))
    mine = a.duty(by, name="Xây dựng cổng dữ liệu thủy lợi")
    a.compared()
    title = Title("", "Xây dựng cổng dữ liệu thủy lợi")

    found = {who: alike.likely(title, queries.shown_beside(post)) for who, post in (("unit", reporter), ("owner", by))}

    assert [candidate.pk for _, candidate in found["unit"]] == [mine.task.decision.candidate_id]
    assert len(found["owner"]) == Task.objects.count() == 2
