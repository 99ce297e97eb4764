from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from giamsat.errors import Stale
from giamsat.files.models import Upload
from giamsat.journal.actions import record
from giamsat.obstacles import actions as obstacle_actions
from giamsat.people.models import Post
from giamsat.progress import rules
from giamsat.progress.models import Commitment, Update
from giamsat.progress.states import UpdateState
from giamsat.tasks import actions as task_actions
from giamsat.tasks.models import Duty
from giamsat.tasks.rules import NoEvidence, check_side, standing_of
from giamsat.tasks.states import DutyState, Side
from giamsat.timetable import VIETNAM
from giamsat.wording import nfc, nfc_lines


@transaction.atomic
def submit_update(duty: Duty, entry: rules.Entry, *, by: Post, at: datetime, uploads: Iterable[Upload] = ()) -> Update:
    """Append what the unit says about a duty, with its evidence, obstacle and commitment; it waits for the head."""
    check_side(duty, Side.UNIT, by)
    rules.check_entry(entry, duty, standing_of(duty, at), at.astimezone(VIETNAM).date())
    evidence = [task_actions.attach_evidence(duty, upload, by=by, at=at) for upload in uploads]
    if entry.says_done and duty.evidence_count == 0:
        raise NoEvidence
    obstacle = obstacle_actions.note(duty, entry.difficulty, by=by, at=at) if entry.difficulty else None
    try:
        with transaction.atomic():
            update = Update.objects.create(
                duty=duty,
                kind=entry.kind,
                result=nfc_lines(entry.result),
                next_step=nfc_lines(entry.next_step),
                says_done=entry.says_done,
                obstacle=obstacle,
                by=by,
                at=at,
            )
    except IntegrityError as clash:
        raise rules.AlreadyWaiting from clash
    update.evidence.set(evidence)
    if entry.commitment_on:
        Commitment.objects.create(update=update, duty=duty, on=entry.commitment_on, words=nfc(entry.commitment))
    record("progress.submitted", update, by=by, kind=entry.kind, says_done=entry.says_done)
    return update


@transaction.atomic
def approve_update(update: Update, *, by: Post, at: datetime) -> None:
    """The head approves: the update counts, its obstacle is raised, and the duty moves."""
    _decide(update, UpdateState.APPROVED, by=by, at=at, reason="")
    if update.obstacle:
        obstacle_actions.bring_up(update.obstacle, by=by, at=at)
    duty = update.duty
    to = DutyState.REPORTED_DONE if update.says_done else DutyState.DOING
    if duty.state != to:
        task_actions.move(duty, to=to, by=by, at=at)
    task_actions.note_update(duty, at=at)


@transaction.atomic
def return_update(update: Update, *, reason: str, by: Post, at: datetime) -> None:
    """The head sends an update back with the reason; what was written stays readable."""
    if not reason.strip():
        raise rules.ReasonMissing
    _decide(update, UpdateState.RETURNED, by=by, at=at, reason=nfc(reason))
    if update.obstacle:
        obstacle_actions.withdraw(update.obstacle, by=by, at=at)


def _decide(update: Update, to: UpdateState, *, by: Post, at: datetime, reason: str) -> None:
    rules.check_may_decide(update, to, by)
    now = {"state": to, "decided_by": by, "decided_at": at, "reason": reason}
    if not Update.objects.filter(pk=update.pk, state=UpdateState.SUBMITTED).update(**now):
        raise Stale
    record(f"progress.{to}", update, by=by, reason=reason)
    for name, value in now.items():
        setattr(update, name, value)
