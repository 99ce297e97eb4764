from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from giamsat.assignments import queries as assignment_queries
from giamsat.assignments.models import Decision
from giamsat.assignments.states import BindingRole
from giamsat.documents.models import Document
from giamsat.documents.rules import check_identified, check_may_work_on
from giamsat.errors import NotAllowed, Stale
from giamsat.files.models import Upload
from giamsat.journal.actions import record, record_many
from giamsat.journal.clock import DatabaseClock
from giamsat.journal.rules import Acts
from giamsat.people.models import Post, Unit
from giamsat.tasks import queries, rules
from giamsat.tasks.models import (
    DeadlineVersion,
    Duty,
    DutyTally,
    Evidence,
    Product,
    Programme,
    Task,
    TaskName,
    TaskScope,
)
from giamsat.tasks.states import DutyState, Side
from giamsat.wording import folded, nfc

TALLY_KEYS = ("programme_id", "unit_id", "role", "state", "standing")


@transaction.atomic
def open_programme(code: str, *, name: str, prefix: str, owner: Unit, steered_by: Unit, by: Acts) -> Programme:
    """Begin a programme that tasks are issued under."""
    programme = Programme.objects.create(code=code, name=nfc(name), prefix=prefix, owner=owner, steered_by=steered_by)
    record("programme.opened", programme, by=by, owner=owner.name)
    return programme


@transaction.atomic
def issue(document: Document, *, programme: Programme, by: Post, at: datetime) -> list[Task]:
    """Make the confirmed assignments of a document that are no tasks yet into tasks with one duty per bound unit."""
    check_may_work_on(document, by)
    rules.check_may_issue(programme, by)
    check_identified(document)
    # The programme's row is the lock under which numbers are given out and a second click finds nothing left.
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    decisions = list(assignment_queries.confirmed_of(document).filter(task=None))
    if not decisions:
        raise rules.NothingToIssue
    try:
        tasks = [
            _task(programme, document, decision, number=programme.last_number + nth, by=by, at=at)
            for nth, decision in enumerate(decisions, start=1)
        ]
    except IntegrityError as clash:
        raise Stale from clash
    Programme.objects.filter(pk=programme.pk).update(last_number=F("last_number") + len(tasks))
    duties = _duties(programme, tasks, decisions, by=by, at=at)
    _count(Counter(_tally_key(duty) for duty in duties))
    record_many("tasks.issued", document, by=by, ids=[task.public_id for task in tasks], programme=programme.code)
    return tasks


@transaction.atomic
def move(duty: Duty, *, to: DutyState, by: Post, at: datetime, reason: str = "") -> None:
    """Move `duty` to state `to`, or refuse and change nothing. Reported done: the database's clock says when."""
    rules.check_move(duty, to, by)
    was = duty.state
    now: dict[str, Any] = {"state": to}
    if to == DutyState.REPORTED_DONE:
        now |= {"reported_by": by, "reported_at": DatabaseClock()}
    if to == DutyState.DONE:
        now |= {"verified_by": by, "verified_at": DatabaseClock()}
    if not Duty.objects.filter(pk=duty.pk, state=was).update(**now):
        raise Stale
    # Read again under the row lock: time may have moved the standing since the page was loaded.
    duty.refresh_from_db(fields=["state", "standing", "reported_by", "reported_at", "verified_by", "verified_at"])
    _restand(duty, (duty.programme_id, duty.unit_id, duty.role, was, duty.standing), at)
    _roll_up(duty)
    record("duty.moved", duty, by=by, was=was, to=to, reason=reason)


@transaction.atomic
def return_for_rework(duty: Duty, *, reason: str, by: Post, at: datetime) -> None:
    """Send a duty reported done back to its unit, with what is to be done again."""
    rules.check_reason(reason)
    move(duty, to=DutyState.RETURNED, by=by, at=at, reason=nfc(reason))


@transaction.atomic
def attach_evidence(duty: Duty, upload: Upload, *, by: Post, at: datetime) -> Evidence:
    """Bind an uploaded file of the same unit to the duty as evidence."""
    rules.check_side(duty, Side.UNIT, by)
    if upload.unit_id != by.unit_id or upload.file_id is None:
        raise NotAllowed
    evidence, is_new = Evidence.objects.get_or_create(
        duty=duty, upload=upload, defaults={"task": duty.task, "by": by, "at": at}
    )
    if is_new:
        Duty.objects.filter(pk=duty.pk).update(evidence_count=F("evidence_count") + 1)
        Task.objects.filter(pk=duty.task_id).update(evidence_count=F("evidence_count") + 1)
        record("evidence.attached", duty, by=by, sha256=upload.sha256, name=upload.name)
        duty.evidence_count += 1
    return evidence


@transaction.atomic
def note_update(duty: Duty, *, at: datetime) -> None:
    """Remember when the last update of a duty was approved."""
    Duty.objects.filter(pk=duty.pk).update(updated_at=at)
    duty.updated_at = at


@transaction.atomic
def sweep(at: datetime) -> int:
    """Let time pass: set-based, every duty whose next moment has come gets its new standing, and the counts follow."""
    due = list(
        queries.due_moments(at).select_related("programme").select_for_update(of=("self",)).order_by("id")[:5000]
    )
    changes: Counter[tuple[Any, ...]] = Counter()
    for duty in due:
        changes[_tally_key(duty)] -= 1
        duty.standing, duty.next_moment_at = rules.standing_of(duty, at), rules.next_moment(duty, at)
        changes[_tally_key(duty)] += 1
    Duty.objects.bulk_update(due, ["standing", "next_moment_at"], batch_size=500)
    _count(changes)
    return len(due)


def _task(programme: Programme, document: Document, decision: Decision, *, number: int, by: Post, at: datetime) -> Task:
    task = Task.objects.create(
        programme=programme,
        code=f"{programme.prefix}-{number:04d}",
        decision=decision,
        document=document,
        name=decision.name,
        folded=folded(decision.name),
        created_at=at,
    )
    TaskName.objects.create(task=task, version=1, name=task.name, folded=task.folded, by=by, since=at)
    TaskScope.objects.create(task=task, version=1, scope=decision.scope, by=by, since=at)
    if decision.product:
        Product.objects.create(task=task, name=decision.product)
    return task


def _duties(
    programme: Programme, tasks: list[Task], decisions: list[Decision], *, by: Post, at: datetime
) -> list[Duty]:
    duties = []
    for task, decision in zip(tasks, decisions, strict=True):
        for binding in decision.bindings.all():
            duty = Duty(
                task=task,
                programme=programme,
                unit=binding.unit,
                role=binding.role,
                due_words=decision.words,
                late_from=decision.late_from,
                recurrence=decision.recurrence,
            )
            duty.standing, duty.next_moment_at = rules.standing_of(duty, at), rules.next_moment(duty, at)
            duties.append(duty)
    Duty.objects.bulk_create(duties)
    DeadlineVersion.objects.bulk_create([_first_deadline(duty, by=by, at=at) for duty in duties])
    return duties


def _first_deadline(duty: Duty, *, by: Post, at: datetime) -> DeadlineVersion:
    decision = duty.task.decision
    return DeadlineVersion(
        duty=duty,
        version=1,
        words=decision.words,
        bound=decision.bound,
        on=decision.on,
        clock=decision.clock,
        day_counts=decision.day_counts,
        late_from=decision.late_from,
        document=duty.task.document,
        by=by,
        since=at,
    )


def _restand(duty: Duty, was_key: tuple[Any, ...], at: datetime) -> None:
    """Bring standing, next moment and the counts in line with a duty that has just moved."""
    duty.standing, duty.next_moment_at = rules.standing_of(duty, at), rules.next_moment(duty, at)
    Duty.objects.filter(pk=duty.pk).update(standing=duty.standing, next_moment_at=duty.next_moment_at)
    changes = Counter({was_key: -1})
    changes[_tally_key(duty)] += 1
    _count(changes)


def _roll_up(duty: Duty) -> None:
    """Bring the task's state in line with those of its leads."""
    states = Duty.objects.filter(task=duty.task_id, role=BindingRole.LEAD).values_list("state", flat=True)
    Task.objects.filter(pk=duty.task_id).update(state=rules.rolled_up(states))


def _tally_key(duty: Duty) -> tuple[Any, ...]:
    return tuple(
        str(getattr(duty, key)) if key in ("role", "state", "standing") else getattr(duty, key) for key in TALLY_KEYS
    )


def _count(changes: Counter[tuple[Any, ...]]) -> None:
    """Add the changes to the kept counts; always in the same order, so that two writers never wait in a ring."""
    real = {key: n for key, n in sorted(changes.items()) if n}
    known = _known_tallies(real)
    DutyTally.objects.bulk_create(
        [DutyTally(**dict(zip(TALLY_KEYS, key, strict=True))) for key in real if key not in known],
        ignore_conflicts=True,
    )
    for key, n in real.items():
        DutyTally.objects.filter(**dict(zip(TALLY_KEYS, key, strict=True))).update(count=F("count") + n)


def _known_tallies(keys: Iterable[tuple[Any, ...]]) -> set[tuple[Any, ...]]:
    programmes, units = {key[0] for key in keys}, {key[1] for key in keys}
    found = DutyTally.objects.filter(programme_id__in=programmes, unit_id__in=units).values_list(*TALLY_KEYS)
    return set(found)
