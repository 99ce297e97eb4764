"""A unit breaks its duty down to its departments and communes; the duties above are kept in line (T5)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from giamsat.assignments.rules import Content, check_content
from giamsat.assignments.states import BindingRole
from giamsat.errors import Stale
from giamsat.journal.actions import record_many
from giamsat.people.models import Post, Unit
from giamsat.tasks import actions, rules, standing
from giamsat.tasks.models import Duty, Programme, Task
from giamsat.timetable import Due


@transaction.atomic
def break_down(
    duty: Duty, parts: Sequence[Content], *, by: Post, at: datetime, programme: Programme | None = None
) -> list[Task]:
    """Make parts of a duty into tasks for units beneath, in its programme or in one of the unit's own.

    The unit that breaks it down is their assigner: it verifies them and decides their requests. No part may be due
    after the duty itself.
    """
    rules.check_may_break_down(duty, by)
    programme = programme or duty.programme
    if programme != duty.programme:
        rules.check_may_issue(programme, by)
    return _lay(duty, parts, programme, by=by, at=at)


@transaction.atomic
def lay_parts(duty: Duty, parts: Sequence[Content], *, by: Post, at: datetime) -> list[Task]:
    """Make parts of a duty that the paper which gave it names itself; the unit of the duty is their assigner too."""
    rules.check_may_issue(duty.programme, by)
    return _lay(duty, parts, duty.programme, by=by, at=at)


def _lay(duty: Duty, parts: Sequence[Content], programme: Programme, *, by: Post, at: datetime) -> list[Task]:
    for part in parts:
        check_content(part)
    units = Unit.objects.in_bulk({key for part in parts for key in (*part.leads, *part.coordinators)})
    rules.check_beneath(units.values(), duty.unit)
    row = Duty.objects.select_for_update().get(pk=duty.pk)
    if row.state != duty.state:
        raise Stale
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    made = [
        _part(duty, programme, part, number=programme.last_number + nth, by=by, at=at)
        for nth, part in enumerate(parts, start=1)
    ]
    Programme.objects.filter(pk=programme.pk).update(last_number=F("last_number") + len(made))
    bound = [pair for task, part in zip(made, parts, strict=True) for pair in _duties(task, part, units)]
    for one, due in bound:
        if due is not None:
            rules.check_deadline(one, due)
    actions.bind(bound, by=by, at=at)
    standing.add_parts([*rules.keys_above(duty.task), duty.pk], total=len(made))
    ids = [task.public_id for task in made]
    record_many("duty.broken_down", duty, by=by, ids=ids, codes=", ".join(task.code for task in made))
    return made


def _part(duty: Duty, programme: Programme, part: Content, *, number: int, by: Post, at: datetime) -> Task:
    task = Task(
        assigner=duty.unit,
        document=duty.task.document,
        parent=duty,
        lineage=f"{duty.task.lineage or '/'}{duty.pk}/",
        stars=duty.task.stars,
        field=duty.task.field,
    )
    return actions.name_task(task, programme, part, number=number, by=by, at=at)


def _duties(task: Task, part: Content, units: dict[int, Unit]) -> list[tuple[Duty, Due | None]]:
    due = Due(part.words, part.bound, part.on, part.clock, day_counts=part.day_counts) if part.on else None
    roles = [(key, BindingRole.LEAD) for key in part.leads]
    roles += [(key, BindingRole.COORDINATOR) for key in part.coordinators]
    return [
        (
            Duty(
                task=task,
                programme=task.programme,
                unit=units[key],
                role=role,
                due_words=part.words,
                recurrence=list(part.recurrence),
            ),
            due,
        )
        for key, role in roles
    ]
