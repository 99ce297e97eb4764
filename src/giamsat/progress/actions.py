from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from giamsat.assignments.states import BindingRole
from giamsat.errors import Stale
from giamsat.files.models import Upload
from giamsat.journal.actions import record
from giamsat.journal.clock import DatabaseClock, database_now
from giamsat.obstacles import actions as obstacle_actions
from giamsat.people.models import Post
from giamsat.progress import rules
from giamsat.progress.models import Commitment, Update
from giamsat.progress.states import UpdateState
from giamsat.tasks import actions as task_actions
from giamsat.tasks import delivering, recurring
from giamsat.tasks.delivering import Delivered
from giamsat.tasks.models import Delivery, Duty, Product
from giamsat.tasks.rules import NoEvidence, NotDelivered, check_side, period_of, standing_of
from giamsat.tasks.states import DeliveryState, DutyState, Side
from giamsat.timetable import VIETNAM
from giamsat.wording import nfc, nfc_lines


@dataclass(frozen=True, slots=True)
class Brought:
    """A product that an update tells of as delivered, with the file that shows it."""

    product: Product
    delivered: Delivered
    upload: Upload


@transaction.atomic
def submit_update(
    duty: Duty,
    entry: rules.Entry,
    *,
    by: Post,
    at: datetime,
    uploads: Iterable[Upload] = (),
    brought: Iterable[Brought] = (),
) -> Update:
    """Append what the unit says about a duty, with its evidence, products, obstacle and commitment; the head decides.

    It speaks of the period in which the database's clock takes it; where an approved update of that period stands,
    this one corrects it.
    """
    check_side(duty, Side.UNIT, by)
    rules.check_entry(entry, duty, standing_of(duty, at), at.astimezone(VIETNAM).date())
    evidence = [task_actions.attach_evidence(duty, upload, by=by, at=at) for upload in uploads]
    deliveries = [
        delivering.deliver(one.product, duty, one.delivered, upload=one.upload, by=by, at=at) for one in brought
    ]
    _check_done(duty, entry)
    obstacle = obstacle_actions.note(duty, entry.difficulty, by=by, at=at) if entry.difficulty else None
    now = database_now()
    period = period_of(duty, now)
    try:
        with transaction.atomic():
            update = Update.objects.create(
                duty=duty,
                period=period,
                corrects=Update.objects.filter(duty=duty, period=period, state=UpdateState.APPROVED).first(),
                kind=entry.kind,
                result=nfc_lines(entry.result),
                next_step=nfc_lines(entry.next_step),
                percent=entry.percent,
                says_done=entry.says_done,
                obstacle=obstacle,
                by=by,
                at=now,
            )
    except IntegrityError as clash:
        raise rules.AlreadyWaiting from clash
    update.evidence.set([*evidence, *(delivery.evidence for delivery in deliveries)])
    update.deliveries.set(deliveries)
    if entry.commitment_on:
        Commitment.objects.create(update=update, duty=duty, on=entry.commitment_on, words=nfc(entry.commitment))
    record("progress.submitted", update, by=by, kind=entry.kind, period=period, says_done=entry.says_done)
    return update


@transaction.atomic
def approve_update(update: Update, *, by: Post, at: datetime) -> None:
    """The head approves: the update counts, its obstacle is raised, its products are delivered, the duty moves."""
    rules.check_may_decide(update, UpdateState.APPROVED, by)
    _give_way(update, by=by)
    _decide(update, UpdateState.APPROVED, by=by, at=at, reason="")
    if update.obstacle:
        obstacle_actions.bring_up(update.obstacle, by=by, at=at)
    duty = update.duty
    for delivery in _offered(update):
        delivery.duty = duty
        delivering.accept(delivery, by=by, at=at)
    to = DutyState.REPORTED_DONE if update.says_done else DutyState.DOING
    if duty.state != to:
        task_actions.move(duty, to=to, by=by, at=at)
    task_actions.note_update(duty, at=database_now())
    recurring.answer(duty, at=at)


@transaction.atomic
def return_update(update: Update, *, reason: str, by: Post, at: datetime) -> None:
    """The head sends an update back with the reason; what was written stays readable."""
    if not reason.strip():
        raise rules.ReasonMissing
    rules.check_may_decide(update, UpdateState.RETURNED, by)
    _decide(update, UpdateState.RETURNED, by=by, at=at, reason=nfc(reason))
    _drop_what_came_along(update, by=by, at=at)


@transaction.atomic
def withdraw_update(update: Update, *, by: Post, at: datetime) -> None:
    """The writer takes back what he has sent before anybody has decided about it."""
    rules.check_may_withdraw(update, by)
    waiting = Update.objects.filter(pk=update.pk, state=UpdateState.SUBMITTED)
    if not waiting.update(state=UpdateState.WITHDRAWN, decided_at=DatabaseClock()):
        raise Stale
    _drop_what_came_along(update, by=by, at=at)
    record("progress.withdrawn", update, by=by)
    update.refresh_from_db(fields=["state", "decided_at"])


def _check_done(duty: Duty, entry: rules.Entry) -> None:
    """Done is what is delivered and shown; a percentage is neither."""
    if entry.says_done and duty.evidence_count == 0:
        raise NoEvidence
    if entry.says_done and duty.role == BindingRole.LEAD and delivering.unoffered(duty.task).exists():
        raise NotDelivered


def _give_way(update: Update, *, by: Post) -> None:
    """The update of the same period that stands makes way for its correction."""
    if update.corrects_id is None:
        return
    stands = Update.objects.filter(pk=update.corrects_id, state=UpdateState.APPROVED)
    if not stands.update(state=UpdateState.CORRECTED):
        raise Stale
    assert update.corrects is not None
    record("progress.corrected", update.corrects, by=by, now=update.public_id)


def _decide(update: Update, to: UpdateState, *, by: Post, at: datetime, reason: str) -> None:
    now = {"state": to, "decided_by": by, "decided_at": DatabaseClock(), "reason": reason}
    if not Update.objects.filter(pk=update.pk, state=UpdateState.SUBMITTED).update(**now):
        raise Stale
    record(f"progress.{to}", update, by=by, reason=reason)
    update.refresh_from_db(fields=list(now))


def _drop_what_came_along(update: Update, *, by: Post, at: datetime) -> None:
    if update.obstacle:
        obstacle_actions.withdraw(update.obstacle, by=by, at=at)
    delivering.take_back(_offered(update), by=by)


def _offered(update: Update) -> list[Delivery]:
    return list(update.deliveries.filter(state=DeliveryState.OFFERED).select_related("by", "product").order_by("id"))
