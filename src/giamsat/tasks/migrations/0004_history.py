"""Gives tasks their assigner and duties the history that was not kept: they stand as they stood when last changed."""

from datetime import timedelta
from typing import Any

from django.db import migrations
from django.db.models import F, OuterRef, Subquery


def fill(apps: Any, schema_editor: Any) -> None:
    Task, Duty, DutyMove, DeadlineVersion = (
        apps.get_model("tasks", name) for name in ("Task", "Duty", "DutyMove", "DeadlineVersion")
    )
    Programme = apps.get_model("tasks", "Programme")
    owner = Programme.objects.filter(pk=OuterRef("programme")).values("owner")[:1]
    Task.objects.filter(assigner=None).update(assigner=Subquery(owner))
    first = DeadlineVersion.objects.filter(duty=OuterRef("pk"), version=1).values("late_from")[:1]
    Duty.objects.update(first_late_from=Subquery(first))
    moves = []
    for duty in Duty.objects.select_related("task", "programme").iterator(chunk_size=1000):
        since = duty.verified_at or duty.reported_at or duty.updated_at or duty.task.created_at
        moves.append(DutyMove(duty=duty, version=1, state=duty.state, reported_at=duty.reported_at, since=since))
        soon = duty.late_from - timedelta(days=duty.programme.soon_days) if duty.late_from else None
        Duty.objects.filter(pk=duty.pk).update(moved_at=since, soon_from=soon, stood=F("standing"))
    DutyMove.objects.bulk_create(moves, batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("tasks", "0003_truth")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
