"""A unit asks, somebody else decides: more time, a pause, or to be relieved of a duty (T4)."""

from datetime import date, datetime, time
from typing import Any

from django.db import IntegrityError, transaction

from giamsat.errors import NotAllowed, Stale
from giamsat.files.models import Upload
from giamsat.journal.actions import record
from giamsat.journal.clock import DatabaseClock
from giamsat.people.models import Post
from giamsat.tasks import actions, deadlines, rules
from giamsat.tasks.models import Duty, Request
from giamsat.tasks.states import PENDING, Ask, DutyState, RequestState
from giamsat.wording import nfc, nfc_lines

#: What becomes of a duty whose request is granted, but for an extension, which only moves its deadline.
OUTCOME = {Ask.SUSPEND: DutyState.SUSPENDED, Ask.WITHDRAW: DutyState.WITHDRAWN}


@transaction.atomic
def ask(duty: Duty, wish: rules.Wish, *, by: Post, at: datetime, upload: Upload | None = None) -> Request:
    """Ask the assigner for more time, a pause or a withdrawal, with the reason and the paper it is asked by.

    What is asked when the deadline in force has passed by the database's clock is marked so for ever (threat T25).
    """
    rules.check_wish(duty, wish, by)
    if upload is not None and upload.unit_id != by.unit_id:
        raise NotAllowed
    row = Duty.objects.select_for_update().annotate(now=DatabaseClock()).get(pk=duty.pk)
    if row.state != duty.state:
        raise Stale
    try:
        with transaction.atomic():
            request = Request.objects.create(
                duty=duty,
                ask=wish.ask,
                reason=nfc_lines(wish.reason),
                paper=nfc(wish.paper),
                upload=upload,
                on=wish.on,
                clock=wish.clock,
                is_after_due=row.late_from is not None and row.now >= row.late_from,
                waits_for=duty.task.assigner,
                asked_by=by,
                asked_at=row.now,
            )
    except IntegrityError as clash:
        raise rules.AlreadyAsked from clash
    record("request.asked", request, by=by, ask=wish.ask, reason=request.reason, paper=request.paper)
    return request


@transaction.atomic
def take_back(request: Request, *, by: Post, at: datetime) -> None:
    """The unit takes back what nobody has answered yet."""
    _settle(request, RequestState.TAKEN_BACK, by=by)


@transaction.atomic
def refuse(request: Request, *, answer: str, by: Post, at: datetime) -> None:
    """The assigner refuses, and says why."""
    rules.check_answer(answer)
    _settle(request, RequestState.REFUSED, by=by, answer=nfc_lines(answer), decided_by=by, decided_at=DatabaseClock())


@transaction.atomic
def approve(request: Request, *, decision_paper: str, by: Post, at: datetime, answer: str = "") -> None:
    """The assigner grants what was asked, by a paper."""
    rules.check_paper(decision_paper)
    _settle(
        request,
        RequestState.APPROVED,
        by=by,
        answer=nfc_lines(answer),
        decision_paper=nfc(decision_paper),
        decided_by=by,
        decided_at=DatabaseClock(),
    )
    _carry_out(request, request.on, request.clock, by=by, at=at)


@transaction.atomic
def offer(
    request: Request, *, on: date, clock: time | None, decision_paper: str, answer: str, by: Post, at: datetime
) -> None:
    """The assigner offers another date than the one asked for; the unit accepts or declines it."""
    rules.check_paper(decision_paper)
    rules.check_offer(request, on, clock)
    _settle(
        request,
        RequestState.COUNTERED,
        by=by,
        offered_on=on,
        offered_clock=clock,
        answer=nfc_lines(answer),
        decision_paper=nfc(decision_paper),
        decided_by=by,
        decided_at=DatabaseClock(),
    )


@transaction.atomic
def accept_offer(request: Request, *, by: Post, at: datetime) -> None:
    """The unit takes the date that was offered: it is in force from now on."""
    _settle(request, RequestState.APPROVED, by=by)
    _carry_out(request, request.offered_on, request.offered_clock, by=by, at=at)


@transaction.atomic
def decline_offer(request: Request, *, by: Post, at: datetime) -> None:
    """The unit declines the date that was offered: the deadline in force stays."""
    _settle(request, RequestState.DECLINED, by=by)


def _settle(request: Request, to: RequestState, *, by: Post, **now: Any) -> None:
    was = request.state
    rules.check_request_move(request, to, by)
    now |= {"waits_for": request.duty.unit if to in PENDING else None}
    if not Request.objects.filter(pk=request.pk, state=was).update(state=to, **now):
        raise Stale
    request.refresh_from_db(fields=["state", *now])
    record(f"request.{to}", request, by=by, was=was, to=to, answer=request.answer)


def _carry_out(request: Request, on: date | None, clock: time | None, *, by: Post, at: datetime) -> None:
    """Do to the duty what was granted."""
    duty, ask_ = request.duty, Ask(request.ask)
    if ask_ == Ask.EXTEND:
        assert on is not None
        due = rules.due_of(on, clock)
        rules.check_deadline(duty, due)
        deadlines.put_in_force(duty, due, paper=request.decision_paper, request=request, by=by, at=at)
    else:
        actions.move(duty, to=OUTCOME[ask_], by=by, at=at, reason=request.answer or request.reason)
