"""Renaming and re-scoping a running task: proposed by either side, agreed by the assigner, versions kept (T7)."""

from django.db import IntegrityError, transaction

from giamsat.errors import Stale
from giamsat.journal.actions import record
from giamsat.journal.clock import DatabaseClock
from giamsat.people.models import Post
from giamsat.tasks import queries
from giamsat.tasks import renaming_rules as rules
from giamsat.tasks.models import Rewording, Task, TaskName, TaskScope
from giamsat.tasks.rules import Unexplained
from giamsat.tasks.states import RewordingState
from giamsat.wording import folded, nfc, nfc_lines


@transaction.atomic
def propose(task: Task, *, name: str, scope: str, reason: str, by: Post) -> Rewording:
    """Propose another name or scope for a running task; one proposal at a time."""
    leads = queries.leads_of(task)
    rules.check_may_reword(task, leads, by)
    name, scope, reason = nfc(name)[:500], nfc_lines(scope), nfc_lines(reason)
    was = nfc_lines(queries.scope_of(task))
    rules.check_reworded(task, was, name=name, new_scope=scope, reason=reason)
    side = rules.side_on(by, task, leads)
    words = {"was_name": task.name, "was_scope": was, "name": name, "scope": scope}
    try:
        with transaction.atomic():
            asked = Rewording.objects.create(
                task=task, side=side, reason=reason, by=by, asked_at=DatabaseClock(), **words
            )
    except IntegrityError as clash:
        raise rules.RewordingOpen from clash
    record("rewording.proposed", task, by=by, was=task.name, now=name, reason=reason)
    return asked


@transaction.atomic
def assent(rewording: Rewording, *, assents: bool, reason: str, by: Post) -> None:
    """Say, for a unit that leads the task, whether the assigner's proposal is right; the assigner decides."""
    rules.check_may_assent(rewording, queries.leads_of(rewording.task), by)
    reason = nfc_lines(reason)
    if not assents and not reason:
        raise Unexplained
    mine = Rewording.objects.filter(pk=rewording.pk, state=RewordingState.ASKED, assented=rewording.assented)
    if not mine.update(assented=assents, assent_reason=reason, assent_by=by, assent_at=DatabaseClock()):
        raise Stale
    record("rewording.assented" if assents else "rewording.objected", rewording.task, by=by, reason=reason)
    rewording.assented = assents


@transaction.atomic
def agree(rewording: Rewording, *, by: Post) -> None:
    """Let the new name and scope come into force from now on; the old ones stay and are found by search."""
    rules.check_may_decide(rewording, RewordingState.AGREED, by)
    task = Task.objects.select_for_update().get(pk=rewording.task_id)
    _decide(rewording, RewordingState.AGREED, "", by=by)
    if rewording.name != rewording.was_name:
        version = task.names.count() + 1
        now = folded(rewording.name)
        TaskName.objects.create(
            task=task, version=version, name=rewording.name, folded=now, by=by, since=DatabaseClock()
        )
        Task.objects.filter(pk=task.pk).update(name=rewording.name, folded=f"{now}\n{task.folded}")
    if rewording.scope != rewording.was_scope:
        version = task.scopes.count() + 1
        TaskScope.objects.create(task=task, version=version, scope=rewording.scope, by=by, since=DatabaseClock())
    record("task.reworded", rewording.task, by=by, was=task.name, now=rewording.name)
    rewording.task.name = rewording.name


@transaction.atomic
def refuse(rewording: Rewording, *, reason: str, by: Post) -> None:
    """Leave the task as it is, with the reason."""
    rules.check_may_decide(rewording, RewordingState.REFUSED, by)
    if not reason.strip():
        raise Unexplained
    _decide(rewording, RewordingState.REFUSED, nfc_lines(reason), by=by)
    record("rewording.refused", rewording.task, by=by, reason=nfc_lines(reason))


@transaction.atomic
def take_back(rewording: Rewording, *, by: Post) -> None:
    """Take a proposal back; it stays in the history."""
    rules.check_may_take_back(rewording, by)
    _decide(rewording, RewordingState.TAKEN_BACK, "", by=by)
    record("rewording.taken_back", rewording.task, by=by)


def _decide(rewording: Rewording, to: RewordingState, answer: str, *, by: Post) -> None:
    """Claim a waiting proposal on which the unit has said nothing new meanwhile."""
    mine = Rewording.objects.filter(pk=rewording.pk, state=rewording.state, assented=rewording.assented)
    if not mine.update(state=to, answer=answer, decided_by=by, decided_at=DatabaseClock()):
        raise Stale
    rewording.state = to
