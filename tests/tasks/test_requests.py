from datetime import UTC, date, datetime, time
from itertools import product

import pytest
from django.db import IntegrityError, transaction

from giamsat.errors import BadMove, NotAllowed, Stale, allowed
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.tasks import cascade, deadlines, queries, requests, rules
from giamsat.tasks.models import DeadlineVersion, Duty, Request
from giamsat.tasks.states import REQUEST_MOVES, Ask, DutyState, RequestState, Side, Standing
from tests import builders as a

pytestmark = pytest.mark.django_db

#: Before the deadline of `a.duty`: 10 June 2026 00:00 in Hà Nội.
BEFORE = datetime(2026, 6, 3, tzinfo=UTC)
LATE_FROM = datetime(2026, 6, 9, 17, tzinfo=UTC)
PAPER = "Công văn 12/BTC-VP ngày 03/6/2026"


def wish(**changed: object) -> rules.Wish:
    given = {"ask": Ask.EXTEND, "reason": "chờ luật", "paper": PAPER, "on": date(2026, 7, 1)} | changed
    return rules.Wish(**given)  # type: ignore[arg-type]


def asked(reporter: Post, assigner: Post, **changed: object) -> Request:
    with a.clock(BEFORE):
        duty = a.duty(assigner, at=BEFORE)
        return requests.ask(duty, wish(**changed), by=reporter, at=BEFORE)


def in_state(state: RequestState, reporter: Post, assigner: Post) -> Request:
    """A request brought to a state by its moves."""
    request = asked(reporter, assigner)
    with a.clock(BEFORE):
        if state == RequestState.TAKEN_BACK:
            requests.take_back(request, by=reporter, at=BEFORE)
        if state == RequestState.REFUSED:
            requests.refuse(request, answer="chưa đủ căn cứ", by=assigner, at=BEFORE)
        if state == RequestState.APPROVED:
            requests.approve(request, decision_paper="QĐ 1/QĐ-BKHCN", by=assigner, at=BEFORE)
        if state in (RequestState.COUNTERED, RequestState.DECLINED):
            _offer(request, assigner)
        if state == RequestState.DECLINED:
            requests.decline_offer(request, by=reporter, at=BEFORE)
    return request


def _offer(request: Request, by: Post, on: date = date(2026, 6, 20)) -> None:
    requests.offer(request, on=on, clock=time(16), decision_paper="CV 2/BKHCN", answer="đến 20/6", by=by, at=BEFORE)


@pytest.mark.parametrize(("now_in", "to"), list(product(RequestState, RequestState)))
def test_a_request_moves_by_its_table_and_never_by_who_asked(now_in: RequestState, to: RequestState) -> None:
    reporter, assigner = a.post(Role.REPORTER), a.coordinator()
    request = in_state(now_in, reporter, assigner)
    both = a.coordinator()
    both.person_id = reporter.person_id
    sides = {Side.UNIT: reporter, Side.ASSIGNER: assigner}

    may = {side for side, by in sides.items() if allowed(rules.check_request_move, request, to, by)}
    asker_may = allowed(rules.check_request_move, request, to, both)

    expected = {REQUEST_MOVES[now_in][to]} if to in REQUEST_MOVES[now_in] else set()
    assert (may, asker_may) == (expected, False)


def test_a_granted_extension_moves_the_deadline_and_keeps_the_original() -> None:
    reporter, assigner = a.post(Role.REPORTER), a.coordinator()
    request = asked(reporter, assigner)

    with a.clock(BEFORE):
        requests.approve(request, decision_paper="QĐ 1/QĐ-BKHCN ngày 05/6/2026", by=assigner, at=BEFORE)

    duty = Duty.objects.get()
    assert (duty.late_from, duty.first_late_from) == (datetime(2026, 7, 1, 17, tzinfo=UTC), LATE_FROM)
    assert list(duty.deadlines.order_by("version").values_list("version", "paper", "request")) == [
        (1, "", None),
        (2, "QĐ 1/QĐ-BKHCN ngày 05/6/2026", request.pk),
    ]
    assert queries.kept_counts() == queries.recount()


def test_an_offer_is_in_force_only_once_the_unit_accepts_it() -> None:
    reporter, assigner = a.post(Role.REPORTER), a.coordinator()
    request = in_state(RequestState.COUNTERED, reporter, assigner)
    before = Duty.objects.get().late_from

    with a.clock(BEFORE):
        requests.accept_offer(request, by=reporter, at=BEFORE)

    assert (before, Duty.objects.get().late_from) == (LATE_FROM, datetime(2026, 6, 20, 9, tzinfo=UTC))


@pytest.mark.parametrize(("ask", "state"), [(Ask.SUSPEND, DutyState.SUSPENDED), (Ask.WITHDRAW, DutyState.WITHDRAWN)])
def test_a_granted_pause_or_withdrawal_stops_the_clock(ask: Ask, state: DutyState) -> None:
    reporter, assigner = a.post(Role.REPORTER), a.coordinator()
    request = asked(reporter, assigner, ask=ask, on=None)

    requests.approve(request, decision_paper="QĐ 1/QĐ-BKHCN", by=assigner, at=a.NOW)

    duty = Duty.objects.get()
    assert (duty.state, duty.standing) == (state, Standing.SET_ASIDE)
    assert queries.kept_counts() == queries.recount()


@pytest.mark.parametrize(("moment", "flagged"), [(LATE_FROM - a.timedelta(milliseconds=1), False), (LATE_FROM, True)])
def test_what_is_asked_after_the_date_is_marked_for_ever(moment: datetime, flagged: bool) -> None:
    reporter, assigner = a.post(Role.REPORTER), a.coordinator()
    duty = a.duty(assigner)

    with a.clock(moment):
        request = requests.ask(duty, wish(), by=reporter, at=moment)
        requests.approve(request, decision_paper="QĐ 1/QĐ-BKHCN", by=assigner, at=moment)

    assert Request.objects.get().is_after_due is flagged


def test_only_one_request_is_open_at_a_time() -> None:
    reporter, assigner = a.post(Role.REPORTER), a.coordinator()
    request = asked(reporter, assigner)

    with pytest.raises(rules.AlreadyAsked):
        requests.ask(request.duty, wish(), by=reporter, at=BEFORE)


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"reason": " "}, rules.AskUnexplained),
        ({"paper": ""}, rules.PaperMissing),
        ({"on": None}, rules.DayMissing),
        ({"on": date(2026, 6, 9)}, rules.NotLater),
    ],
)
def test_what_a_request_lacks_is_said(changed: dict[str, object], refusal: type[Exception]) -> None:
    duty, reporter = a.duty(), a.post(Role.REPORTER)

    with pytest.raises(refusal):
        requests.ask(duty, wish(**changed), by=reporter, at=BEFORE)

    assert Request.objects.count() == 0


def test_a_stranger_may_neither_ask_nor_decide() -> None:
    reporter, assigner, stranger = a.post(Role.REPORTER), a.coordinator(), a.post(Role.COORDINATOR, "BYT")
    request = asked(reporter, assigner)

    with pytest.raises(NotAllowed):
        requests.ask(request.duty, wish(), by=a.post(Role.REPORTER, "BYT"), at=BEFORE)
    with pytest.raises(NotAllowed):
        requests.refuse(request, answer="không", by=stranger, at=BEFORE)


def test_two_who_decide_at_once_leave_one_decision() -> None:
    reporter, assigner = a.post(Role.REPORTER), a.coordinator()
    request = asked(reporter, assigner)
    same = Request.objects.select_related("duty__task", "duty__programme", "duty__unit", "asked_by").get()
    requests.refuse(request, answer="không", by=assigner, at=BEFORE)

    with pytest.raises(Stale):
        requests.approve(same, decision_paper="QĐ 1", by=a.coordinator(), at=BEFORE)

    assert DeadlineVersion.objects.count() == 1


def test_who_asked_cannot_decide_even_around_the_rules() -> None:
    request = asked(a.post(Role.REPORTER), a.coordinator())

    with pytest.raises(IntegrityError, match="request_decided_by_other_eyes"), transaction.atomic():
        Request.objects.filter(pk=request.pk).update(decided_by=request.asked_by_id)


def test_a_deadline_is_changed_only_by_a_paper_and_from_what_was_seen() -> None:
    assigner = a.coordinator()
    duty = a.duty(assigner)
    due = rules.due_of(date(2026, 8, 1), None)

    with pytest.raises(rules.PaperMissing):
        deadlines.change_deadline(duty, due, paper="", by=assigner, at=a.NOW)
    deadlines.change_deadline(duty, due, paper="QĐ 3/QĐ-BKHCN", by=assigner, at=a.NOW, seen=1)
    with pytest.raises(Stale):
        deadlines.change_deadline(duty, due, paper="QĐ 4/QĐ-BKHCN", by=assigner, at=a.NOW, seen=1)
    with pytest.raises(IntegrityError, match="deadline_changed_by_a_paper"), transaction.atomic():
        DeadlineVersion.objects.create(duty=duty, version=9, late_from=a.NOW, since=a.NOW)


def test_a_part_is_never_due_after_the_duty_it_belongs_to() -> None:
    head, department = a.department_of("BTC")
    duty = a.duty()
    part = a.content(leads=(department.unit.code,), on=date(2026, 6, 8))

    with pytest.raises(rules.PastParent):
        cascade.break_down(duty, [a.content(leads=(department.unit.code,), on=date(2026, 6, 11))], by=head, at=a.NOW)
    made = cascade.break_down(duty, [part], by=head, at=a.NOW)[0].duties.get()
    with pytest.raises(rules.PastParent):
        requests.ask(made, wish(on=date(2026, 6, 10)), by=department, at=a.NOW)
    with pytest.raises(BadMove):
        deadlines.change_deadline(
            a.duty_in(DutyState.WITHDRAWN, reporter=a.post(Role.REPORTER), assigner=a.coordinator()),
            rules.due_of(date(2026, 8, 1), None),
            paper="QĐ 3",
            by=a.coordinator(),
            at=a.NOW,
        )
