from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

from django.db import IntegrityError, connection, transaction
from django.db.models import F

from giamsat.assignments import queries as assignment_queries
from giamsat.assignments.models import Decision
from giamsat.documents.models import Document
from giamsat.documents.rules import check_identified, check_may_work_on
from giamsat.errors import NotAllowed, Stale
from giamsat.files.models import Upload
from giamsat.journal.actions import record, record_many
from giamsat.journal.clock import DatabaseClock, database_now
from giamsat.journal.rules import Acts
from giamsat.people.models import Post, Unit
from giamsat.tasks import recurring, rules, standing
from giamsat.tasks.models import (
    DeadlineVersion,
    Duty,
    DutyMove,
    Evidence,
    FundingLine,
    Product,
    Programme,
    Task,
    TaskName,
    TaskScope,
)
from giamsat.tasks.states import DutyState, Side, Standing
from giamsat.timetable import Due
from giamsat.wording import folded, nfc

#: What a move changes of a duty.
MOVED = (
    *("state", "moved_at", "moves_made", "reported_by_id", "reported_at", "verified_by_id", "verified_at"),
    *standing.CLOCK,
)


@transaction.atomic
def open_programme(code: str, *, name: str, prefix: str, owner: Unit, steered_by: Unit, by: Acts) -> Programme:
    """Begin a programme that tasks are issued under."""
    programme = Programme.objects.create(code=code, name=nfc(name), prefix=prefix, owner=owner, steered_by=steered_by)
    record("programme.opened", programme, by=by, owner=owner.name)
    return programme


@transaction.atomic
def open_own_programme(code: str, *, name: str, prefix: str, by: Post, at: datetime) -> Programme:
    """A unit begins a programme of its own: nobody above sees it until it is shared (T5)."""
    rules.check_may_run_own(by)
    rules.check_programme(code, name, prefix)
    try:
        with transaction.atomic():
            programme = Programme.objects.create(
                code=nfc(code), name=nfc(name), prefix=prefix, owner=by.unit, steered_by=by.unit, is_private=True
            )
    except IntegrityError as clash:
        raise rules.ProgrammeExists from clash
    record("programme.opened", programme, by=by, owner=by.unit.name)
    return programme


@transaction.atomic
def share(programme: Programme, *, units: Iterable[Unit], by: Post, at: datetime) -> None:
    """Say which units may see a programme of one's own; those not named see it no more."""
    rules.check_may_share(programme, by)
    was, now = list(programme.shared_with.all()), list(units)
    programme.shared_with.set(now)
    names = [", ".join(sorted(unit.name for unit in group)) for group in (was, now)]
    record("programme.shared", programme, by=by, was=names[0], now=names[1])


@transaction.atomic
def mark(task: Task, sign: rules.Mark, *, by: Post, at: datetime) -> None:
    """The assigner gives a task its stars, supervising leader and field."""
    rules.check_may_mark(task, sign, by)
    was = rules.Mark(task.stars, task.leader, task.field)
    now = {"stars": sign.stars, "leader": sign.leader, "field": nfc(sign.field)}
    unchanged = {"stars": was.stars, "leader": was.leader, "field": was.field}
    if not Task.objects.filter(pk=task.pk, **unchanged).update(**now):
        raise Stale
    record("task.marked", task, by=by, was=was.said, now=sign.said)
    for name, value in now.items():
        setattr(task, name, value)


@transaction.atomic
def put_funding(duty: Duty, money: rules.Money, *, by: Post, at: datetime) -> FundingLine:
    """Write one line of money: the unit what it asks and has disbursed, the assigner what is allocated."""
    locked = Duty.objects.select_for_update().filter(pk=duty.pk)
    list(locked)
    line = FundingLine.objects.filter(duty=duty, source=nfc(money.source), year=money.year).first()
    was = rules.Money(money.source, money.year, line.asked, line.allocated, line.disbursed) if line else None
    money = money.over(was or rules.Money(money.source, money.year))
    rules.check_funding(duty, money, was, by)
    line, _ = FundingLine.objects.update_or_create(
        duty=duty,
        source=nfc(money.source),
        year=money.year,
        defaults={"asked": money.asked or 0, "allocated": money.allocated or 0, "disbursed": money.disbursed or 0},
    )
    record("duty.funded", duty, by=by, source=line.source, year=line.year, was=was.said if was else "", now=money.said)
    return line


@transaction.atomic
def issue(document: Document, *, programme: Programme, by: Post, at: datetime) -> list[Task]:
    """Make the confirmed assignments of a document that are no tasks yet into tasks with one duty per bound unit."""
    check_may_work_on(document, by)
    rules.check_may_issue(programme, by)
    check_identified(document)
    # The programme's row is the lock under which numbers are given out and a second click finds nothing left.
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    decisions = list(assignment_queries.confirmed_of(document).filter(task=None))
    return _issue(document, decisions, programme=programme, by=by, at=at)


@transaction.atomic
def issue_these(
    document: Document, decisions: Iterable[Decision], *, programme: Programme, by: Post, at: datetime
) -> list[Task]:
    """Make some of the confirmed assignments of a document into tasks, as `issue` makes all, in the order given."""
    check_may_work_on(document, by)
    rules.check_may_issue(programme, by)
    check_identified(document)
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    wanted = [decision.pk for decision in decisions]
    found = {one.pk: one for one in assignment_queries.confirmed_of(document).filter(task=None, pk__in=wanted)}
    if len(found) != len(wanted):
        raise Stale
    return _issue(document, [found[key] for key in wanted], programme=programme, by=by, at=at)


def _issue(
    document: Document, decisions: list[Decision], *, programme: Programme, by: Post, at: datetime
) -> list[Task]:
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
    bind([pair for task in tasks for pair in _duties(task)], by=by, at=at)
    record_many("tasks.issued", document, by=by, ids=[task.public_id for task in tasks], programme=programme.code)
    return tasks


@transaction.atomic
def move(duty: Duty, *, to: DutyState, by: Post, at: datetime, reason: str = "") -> None:
    """Move `duty` to state `to`, or refuse and change nothing. The database's clock says when.

    `reason` must be given where the move stops, sends back or contradicts the other side.
    """
    was, reason = DutyState(duty.state), nfc(reason)
    rules.check_move(duty, to, by)
    rules.check_explained(was, to, reason)
    row, now = _locked(duty, was)
    key = standing.tally_key(row)
    row.state, row.moved_at, row.moves_made = to, now, row.moves_made + 1
    if to == DutyState.REPORTED_DONE:
        row.reported_by_id, row.reported_at = by.pk, now
    if to == DutyState.DONE:
        row.verified_by_id, row.verified_at = by.pk, now
    standing.stand(row, at)
    if not Duty.objects.filter(pk=row.pk, state=was).update(**{name: getattr(row, name) for name in MOVED}):
        raise Stale
    DutyMove.objects.create(
        duty=row, version=row.moves_made, state=to, reported_at=row.reported_at, by=by, reason=reason, since=now
    )
    standing.recount_one(row, was=key)
    standing.roll_up(row.task)
    record("duty.moved", duty, by=by, was=was, to=to, reason=reason)
    for name in MOVED:
        setattr(duty, name, getattr(row, name))


def _locked(duty: Duty, was: DutyState) -> tuple[Duty, datetime]:
    """The duty read again under its row's lock, and the database's time there; `Stale` when it has left its state.

    Time may have moved its standing, and a request its deadline, since the page was loaded.
    """
    row = Duty.objects.select_for_update().annotate(now=DatabaseClock()).filter(pk=duty.pk, state=was).first()
    if row is None:
        raise Stale
    row.task, row.programme, row.unit = duty.task, duty.programme, duty.unit
    return row, row.now


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
    """Let time pass: one statement gives every duty whose next moment has come its new standing; the counts follow."""
    table = Duty._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET stood = standing, "  # noqa: S608 — the name of our own table
            "standing = CASE WHEN late_from <= %(at)s THEN %(overdue)s ELSE %(soon)s END, "
            "next_moment_at = CASE WHEN late_from <= %(at)s THEN NULL ELSE late_from END "
            "WHERE next_moment_at <= %(at)s "
            "RETURNING programme_id, unit_id, assigner_id, is_part, role, state, stood, standing",
            {"at": _as_stored(at), "overdue": Standing.OVERDUE.value, "soon": Standing.DUE_SOON.value},
        )
        moved = cursor.fetchall()
    changes: Counter[tuple[Any, ...]] = Counter()
    for programme, unit, assigner, is_part, role, state, was, now in moved:
        whose = (programme, unit, assigner, bool(is_part), role, state)
        changes[(*whose, was)] -= 1
        changes[(*whose, now)] += 1
    standing.count(changes)
    return len(moved)


def _as_stored(at: datetime) -> Any:
    """A moment as the columns of this database hold it."""
    return connection.ops.adapt_datetimefield_value(at)


def _task(programme: Programme, document: Document, decision: Decision, *, number: int, by: Post, at: datetime) -> Task:
    task = Task(assigner=programme.owner, decision=decision, document=document)
    return name_task(task, programme, decision, number=number, by=by, at=at)


class Named(Protocol):
    """What an assignment is called: a decision, or what somebody writes for a part."""

    @property
    def name(self) -> str: ...
    @property
    def scope(self) -> str: ...
    @property
    def product(self) -> str: ...


def name_task(task: Task, programme: Programme, said: Named, *, number: int, by: Post, at: datetime) -> Task:
    """Create a task with its code and the first versions of name and scope."""
    task.programme, task.code = programme, f"{programme.prefix}-{number:04d}"
    task.name, task.created_at = nfc(said.name)[:500], at
    task.folded = folded(task.name)
    task.products_undelivered = int(bool(said.product))
    task.save(force_insert=True)
    TaskName.objects.create(task=task, version=1, name=task.name, folded=task.folded, by=by, since=at)
    TaskScope.objects.create(task=task, version=1, scope=said.scope, by=by, since=at)
    if said.product:
        Product.objects.create(task=task, name=nfc(said.product)[:500])
    return task


def _duties(task: Task) -> list[tuple[Duty, Due | None]]:
    decision = task.decision
    assert decision is not None
    return [
        (
            Duty(
                task=task,
                programme=task.programme,
                unit=binding.unit,
                role=binding.role,
                due_words=decision.words,
                recurrence=decision.recurrence,
            ),
            decision.due,
        )
        for binding in decision.bindings.all()
    ]


def bind(bound: list[tuple[Duty, Due | None]], *, by: Post, at: datetime) -> None:
    """Create duties, each with its first deadline, first state and first periods, and count them."""
    now = database_now()
    for duty, due in bound:
        duty.late_from = duty.first_late_from = due.late_from if due else None
        duty.moved_at = now
        duty.assigner, duty.is_part = duty.task.assigner, duty.task.parent_id is not None
        standing.stand(duty, at)
    duties = Duty.objects.bulk_create([duty for duty, _ in bound])
    DutyMove.objects.bulk_create(
        [DutyMove(duty=duty, version=1, state=duty.state, by=by, since=now) for duty in duties]
    )
    DeadlineVersion.objects.bulk_create([_first_deadline(duty, due, by=by, since=now) for duty, due in bound])
    standing.count(standing.counted(duties))
    for duty, due in bound:
        if duty.recurrence:
            recurring.begin(duty, day_counts=due.day_counts if due else False, at=at)


def _first_deadline(duty: Duty, due: Due | None, *, by: Post, since: datetime) -> DeadlineVersion:
    return DeadlineVersion(
        duty=duty,
        version=1,
        words=duty.due_words,
        bound=due.bound if due else "",
        on=due.on if due else None,
        clock=due.at if due else None,
        day_counts=due.day_counts if due else False,
        late_from=duty.late_from,
        document=duty.task.document,
        by=by,
        since=since,
    )
