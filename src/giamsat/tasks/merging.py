"""One running task goes on as another: both assigners agree, all stays readable, it may be taken back (A3)."""

from datetime import datetime

from django.db import IntegrityError, transaction

from giamsat.errors import BadMove, Stale
from giamsat.journal.actions import record
from giamsat.journal.clock import DatabaseClock
from giamsat.people.models import Post
from giamsat.tasks import actions, alike
from giamsat.tasks import merging_rules as rules
from giamsat.tasks.models import Duty, Merger, Task
from giamsat.tasks.renaming_rules import assigns
from giamsat.tasks.rules import Unexplained
from giamsat.tasks.states import FINAL, DutyState, MergerState, Verdict
from giamsat.wording import nfc_lines


@transaction.atomic
def ask(gone: Task, *, into: Task, reason: str, by: Post, at: datetime) -> Merger:
    """Ask that `gone` goes on as `into`; where one assigner gave both it takes effect at once."""
    rules.check_may_ask(gone, into, _duties(gone), by, reason=reason)
    try:
        with transaction.atomic():
            merger = Merger.objects.create(
                gone=gone, kept=into, reason=nfc_lines(reason), by=by, asked_at=DatabaseClock()
            )
    except IntegrityError as clash:
        raise Stale from clash
    record("merger.asked", gone, by=by, into=into.code, reason=merger.reason)
    if assigns(by, gone) and assigns(by, into):
        _take_effect(merger, by=by, at=at)
    return merger


@transaction.atomic
def agree(merger: Merger, *, by: Post, at: datetime) -> None:
    """Agree, as the other assigner, and let the merger take effect."""
    rules.check_may_decide(merger, MergerState.AGREED, by)
    _take_effect(merger, by=by, at=at)


@transaction.atomic
def refuse(merger: Merger, *, reason: str, by: Post) -> None:
    """Keep both tasks apart, with the reason."""
    rules.check_may_decide(merger, MergerState.REFUSED, by)
    if not reason.strip():
        raise Unexplained
    _claim(merger, MergerState.REFUSED, decided_by=by, decided_at=DatabaseClock(), answer=nfc_lines(reason))
    record("merger.refused", merger.gone, by=by, into=merger.kept.code, reason=nfc_lines(reason))


@transaction.atomic
def undo(merger: Merger, *, reason: str, by: Post, at: datetime) -> None:
    """Take a merger back: the duties it stopped run again, and both tasks keep what was written meanwhile."""
    rules.check_may_undo(merger, by, reason=reason)
    reason = nfc_lines(reason)
    _claim(merger, MergerState.UNDONE, undone_by=by, undone_at=DatabaseClock(), undone_reason=reason)
    Task.objects.filter(pk=merger.gone_id).update(merged_into=None)
    for duty in _duties(merger.gone):
        if duty.state == DutyState.MERGED:
            actions.move(duty, to=DutyState.DOING, reason=reason, by=by, at=at)
    alike.note_merger(merger.gone, merger.kept, Verdict.OPEN, reason=reason, by=by, at=at)
    record("merger.undone", merger.gone, by=by, into=merger.kept.code, reason=reason)
    merger.gone.merged_into = None


def _take_effect(merger: Merger, *, by: Post, at: datetime) -> None:
    """Stop the duties of the task that goes, in the name of its own assigner."""
    locked = {
        task.pk: task for task in Task.objects.select_for_update().filter(pk__in=[merger.gone_id, merger.kept_id])
    }
    gone, kept = locked[merger.gone_id], locked[merger.kept_id]
    if gone.merged_into_id or kept.merged_into_id or kept.state == DutyState.WITHDRAWN or gone.state in FINAL:
        raise BadMove
    duties = _duties(gone)
    rules.check_mergeable(duties)
    _claim(merger, MergerState.AGREED, decided_by=by, decided_at=DatabaseClock())
    mover = by if assigns(by, merger.gone) else merger.by
    for duty in duties:
        if duty.state not in FINAL:
            actions.move(duty, to=DutyState.MERGED, reason=merger.reason, by=mover, at=at)
    Task.objects.filter(pk=gone.pk).update(merged_into=kept)
    alike.note_merger(merger.gone, merger.kept, Verdict.MERGED, reason=merger.reason, by=by, at=at)
    record("merger.agreed", merger.gone, by=by, into=kept.code)
    merger.gone.merged_into = merger.kept


def _claim(merger: Merger, to: MergerState, **changed: object) -> None:
    if not Merger.objects.filter(pk=merger.pk, state=merger.state).update(state=to, **changed):
        raise Stale
    merger.state = to


def _duties(task: Task) -> list[Duty]:
    """The duties of a task in a fixed order, so that two writers never form a ring; all of the one task in memory."""
    duties = list(task.duties.select_related("unit", "programme", "reported_by").order_by("id"))
    for duty in duties:
        duty.task = task
    return duties
