"""Agencies are asked about drafts: who may answer, what counts, what is silence, and what nobody else sees."""

from datetime import date
from itertools import product

import pytest

from giamsat.assignments import actions, consulting, queries, rules
from giamsat.assignments.consulting import as_json, from_json
from giamsat.assignments.models import Consultation, Opinion, Reply
from giamsat.assignments.rules import Wish, as_wished, heard
from giamsat.assignments.states import (
    OPINION_MOVES,
    ConsultationState,
    Heard,
    OpinionState,
    Outcome,
)
from giamsat.errors import BadMove, NotAllowed, Stale
from giamsat.journal.models import Entry
from giamsat.people.models import Post
from giamsat.people.states import Role
from tests import builders as a

pytestmark = pytest.mark.django_db


def fresh(opinion: Opinion) -> Opinion:
    return Opinion.objects.select_related("unit", "draft__candidate", "consultation__document").get(pk=opinion.pk)


def wished(opinion: Opinion, by: Post, **changed: str) -> Reply:
    return consulting.wish(
        opinion, Wish(**({"reason": "Chưa rõ", "name": "Tên khác"} | changed)), seen=opinion.seen, by=by
    )  # type: ignore[arg-type]


def brought_to(state: OpinionState, by: Post, unit: Post) -> Opinion:
    """An opinion in a state, by the moves that lead there."""
    opinion = a.opinion(by)
    if state == OpinionState.AGREED:
        consulting.agree(opinion, seen=opinion.seen, by=unit)
    if state in (OpinionState.WISHES, OpinionState.SETTLED):
        wished(opinion, unit)
    if state == OpinionState.SETTLED:
        consulting.settle(opinion, Outcome.TAKEN, reason="Hợp lý", seen=opinion.seen, by=by)
    return opinion


@pytest.mark.parametrize("now,to", list(product(OpinionState, (one for one in OpinionState if one != "asked"))))
def test_an_opinion_moves_as_the_table_says(now: OpinionState, to: OpinionState) -> None:
    by, unit = a.coordinator(), a.post(Role.REPORTER)
    opinion = brought_to(now, by, unit)
    moves = {
        OpinionState.AGREED: lambda: consulting.agree(opinion, seen=opinion.seen, by=unit),
        OpinionState.WISHES: lambda: wished(opinion, unit),
        OpinionState.SETTLED: lambda: consulting.settle(
            opinion, Outcome.PARTLY, reason="Một phần", seen=opinion.seen, by=by
        ),
    }

    if to in OPINION_MOVES[now]:
        moves[to]()
        assert fresh(opinion).state == to
    else:
        with pytest.raises(BadMove):
            moves[to]()
        assert fresh(opinion).state == now


def test_what_is_sent_is_a_frozen_copy() -> None:
    by = a.coordinator()
    candidate = a.candidate(by)
    draft = a.consultation(by, candidate).drafts.get()

    actions.confirm(candidate, a.content(name="Tên đã sửa"), by=by, at=a.NOW)

    now = queries.contents_now([candidate])[candidate.pk]
    assert (from_json(draft.content).name, now.name) == ("Ban hành hướng dẫn chi", "Tên đã sửa")


def test_a_content_survives_its_json() -> None:
    content = a.content(coordinators=("BYT",), recurrence=("monthly:25",))

    assert from_json(as_json(content)) == content


def test_each_agency_is_asked_only_about_what_is_meant_for_it() -> None:
    by = a.coordinator()
    one, other = a.review(by, a.found(assignments=2)).candidates.all()
    asked = {one.pk: (a.unit("BTC").pk,), other.pk: (a.unit("BYT").pk,)}

    consulting.consult(one.review.document, asked, due=a.answer_by(), by=by, at=a.NOW)

    seen = {code: queries.opinions_visible_to(a.post(Role.REPORTER, code)) for code in ("BTC", "BYT", "BCA")}
    assert {code: [o.draft.candidate_id for o in found] for code, found in seen.items()} == {
        "BTC": [one.pk],
        "BYT": [other.pk],
        "BCA": [],
    }


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.REPORTER, Role.APPROVER)])
def test_only_reporter_and_head_of_the_agency_asked_answer(role: Role) -> None:
    opinion = a.opinion(a.coordinator())

    for by in (a.post(role), a.post(Role.REPORTER, "BYT")):
        with pytest.raises(NotAllowed):
            consulting.agree(opinion, seen=opinion.seen, by=by)
    assert fresh(opinion).state == OpinionState.ASKED


def test_only_the_coordinator_of_the_paper_asks_settles_and_closes() -> None:
    by, stranger, unit = a.coordinator(), a.post(Role.COORDINATOR, "BYT"), a.post(Role.REPORTER)
    opinion = brought_to(OpinionState.WISHES, by, unit)

    for other in (stranger, unit):
        with pytest.raises(NotAllowed):
            consulting.settle(opinion, Outcome.TAKEN, reason="được", seen=opinion.seen, by=other)
        with pytest.raises(NotAllowed):
            consulting.close(opinion.consultation, by=other)
        with pytest.raises(NotAllowed):
            a.consultation(other, opinion.draft.candidate)


def test_a_wish_says_what_and_why() -> None:
    opinion, unit = a.opinion(a.coordinator()), a.post(Role.REPORTER)

    with pytest.raises(rules.NothingWished):
        consulting.wish(opinion, Wish(reason="không rõ"), seen=opinion.seen, by=unit)
    with pytest.raises(rules.WishUnexplained):
        consulting.wish(opinion, Wish(reason=" ", product="Đề án"), seen=opinion.seen, by=unit)

    assert Reply.objects.count() == 0


def test_a_conclusion_says_why() -> None:
    by = a.coordinator()
    opinion = brought_to(OpinionState.WISHES, by, a.post(Role.REPORTER))

    with pytest.raises(rules.NoReason):
        consulting.settle(opinion, Outcome.NOT_TAKEN, reason="  ", seen=opinion.seen, by=by)


def test_an_answer_may_be_changed_until_the_end_and_every_version_stays() -> None:
    by, unit = a.coordinator(), a.post(Role.APPROVER)
    opinion = brought_to(OpinionState.SETTLED, by, unit)
    consulting.agree(opinion, seen=opinion.seen, by=unit)

    consulting.close(opinion.consultation, by=by)

    with pytest.raises(rules.ConsultationClosed):
        wished(fresh(opinion), unit)
    assert list(opinion.replies.order_by("version").values_list("agrees", "outcome")) == [
        (False, "taken"),
        (True, ""),
    ]


def test_a_wish_is_settled_after_the_end_too() -> None:
    by = a.coordinator()
    opinion = brought_to(OpinionState.WISHES, by, a.post(Role.REPORTER))
    consulting.close(opinion.consultation, by=by)

    consulting.settle(opinion, Outcome.NOT_TAKEN, reason="Đã có nhiệm vụ khác", seen=opinion.seen, by=by)

    assert opinion.replies.get().outcome == Outcome.NOT_TAKEN


def test_silence_is_silence_from_the_date_on_and_never_consent() -> None:
    opinion = a.opinion(a.coordinator())
    consultation = opinion.consultation
    just_before = consultation.late_from - a.DAY / 86_400

    assert heard(opinion, consultation, just_before) == Heard.WAITING
    assert heard(opinion, consultation, consultation.late_from) == Heard.SILENT
    assert opinion.state == OpinionState.ASKED


def test_who_has_said_nothing_at_the_end_is_silent_before_the_date() -> None:
    by = a.coordinator()
    opinion = a.opinion(by)
    consulting.close(opinion.consultation, by=by)

    assert heard(opinion, opinion.consultation, a.NOW) == Heard.SILENT


@pytest.mark.parametrize("days,is_late", [(3, False), (-3, True)])
def test_an_answer_after_the_date_is_taken_and_flagged_by_the_database_clock(days: int, is_late: bool) -> None:
    opinion = a.opinion(a.coordinator(), days=days)

    reply = consulting.agree(opinion, seen=opinion.seen, by=a.post(Role.REPORTER))

    assert Reply.objects.get(pk=reply.pk).is_late is is_late


def test_a_date_that_has_passed_is_refused() -> None:
    by = a.coordinator()
    one = a.candidate(by)

    with pytest.raises(rules.AnswerDatePassed):
        consulting.consult(
            one.review.document, {one.pk: (a.unit("BTC").pk,)}, due=a.answer_by(0), by=by, at=a.answer_by(1).late_from
        )


@pytest.mark.parametrize("is_candidate", [True, False])
def test_somebody_is_asked_about_something(is_candidate: bool) -> None:
    by = a.coordinator()
    one = a.candidate(by)

    with pytest.raises(rules.NobodyAsked):
        consulting.consult(
            one.review.document, {one.pk: ()} if is_candidate else {}, due=a.answer_by(), by=by, at=a.NOW
        )
    assert Consultation.objects.count() == 0


def test_a_draft_of_another_paper_or_a_refused_one_is_not_sent() -> None:
    by = a.coordinator()
    one, other, refused = a.candidate(by), a.candidate(by), a.candidate(by)
    actions.refuse(refused, reason="không phải", by=by, at=a.NOW)

    for wrong in (other, refused):
        document = refused.review.document if wrong is refused else one.review.document
        with pytest.raises(rules.NobodyAsked):
            consulting.consult(document, {wrong.pk: (a.unit("BTC").pk,)}, due=a.answer_by(), by=by, at=a.NOW)


def test_a_form_from_before_the_newest_answer_changes_nothing() -> None:
    by, unit = a.coordinator(), a.post(Role.REPORTER)
    opinion = brought_to(OpinionState.WISHES, by, unit)
    old = opinion.seen
    wished(opinion, unit, name="Tên khác nữa")

    with pytest.raises(Stale):
        consulting.settle(opinion, Outcome.TAKEN, reason="được", seen=old, by=by)

    assert fresh(opinion).state == OpinionState.WISHES


def test_the_journal_says_who_answered() -> None:
    by, unit = a.coordinator(), a.post(Role.REPORTER)
    opinion = brought_to(OpinionState.SETTLED, by, unit)
    consulting.close(opinion.consultation, by=by)

    told = Entry.objects.filter(action__regex="^(consultation|opinion)").order_by("id")
    assert [(one.action, one.actor_id) for one in told] == [
        ("consultation.opened", by.person_id),
        ("opinion.wished", unit.person_id),
        ("opinion.settled", by.person_id),
        ("consultation.closed", by.person_id),
    ]


def test_a_wish_put_into_a_draft_changes_what_it_names_and_nothing_else() -> None:
    content = a.content(leads=("BTC", "BYT"), coordinators=("BCA",))
    wish = Wish(reason="x", product="Đề án", on=date(2026, 9, 1), words="trước 01/09/2026", lead=a.unit("BCA").pk)

    after = as_wished(content, wish, of=a.unit("BTC").pk)

    assert (after.name, after.product, after.on) == (content.name, "Đề án", date(2026, 9, 1))
    assert (after.leads, after.coordinators) == ((a.unit("BCA").pk, a.unit("BYT").pk), ())


def test_one_who_takes_part_and_wishes_another_lead_replaces_all_leads() -> None:
    content = a.content(leads=("BTC", "BYT"), coordinators=("BCA",))

    after = as_wished(content, Wish(reason="x", lead=a.unit("BXD").pk), of=a.unit("BCA").pk)

    assert after.leads == (a.unit("BXD").pk,)


def test_agencies_that_are_asked_and_silent_are_counted_while_open() -> None:
    by = a.coordinator()
    candidate = a.candidate(by)
    consultation = a.consultation(by, candidate, codes=("BTC", "BYT"))
    first = fresh(consultation.opinions.get(unit__code="BTC"))
    consulting.agree(first, seen=first.seen, by=a.post(Role.REPORTER))

    assert queries.unanswered([candidate]) == {candidate.pk: 1}
    consulting.close(consultation, by=by)
    assert queries.unanswered([candidate]) == {}


def test_the_answers_of_others_are_told_to_nobody_but_who_asked() -> None:
    by = a.coordinator()
    consultation = a.consultation(by, a.candidate(by), codes=("BTC", "BYT"))

    for role, code in product(Role, ("BTC", "BYT", "BCA")):
        mine = queries.opinions_visible_to(a.post(role, code))
        assert {one.unit.code for one in mine} <= {code}
        assert not queries.consultations_visible_to(a.post(role, code)).exists()
    assert queries.opinions_visible_to(by).count() == 2
    assert consultation.state == ConsultationState.OPEN


def test_a_query_that_forgets_the_unit_would_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted defect: without the unit as its bound the list holds the other agency's answer."""
    by = a.coordinator()
    a.consultation(by, a.candidate(by), codes=("BTC", "BYT"))
    monkeypatch.setattr(queries, "opinions_visible_to", lambda post: Opinion.objects.all())

    assert {one.unit.code for one in queries.opinions_owed(a.post(Role.REPORTER))} == {"BTC", "BYT"}
