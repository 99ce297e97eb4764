"""Gives every duty its assigner and its place in the lists."""

from typing import Any

from django.db import migrations
from django.db.models import F, OuterRef, Subquery

OPEN = ("assigned", "doing", "returned")


def fill(apps: Any, schema_editor: Any) -> None:
    Task, Duty = apps.get_model("tasks", "Task"), apps.get_model("tasks", "Duty")
    Duty.objects.update(assigner=Subquery(Task.objects.filter(pk=OuterRef("task")).values("assigner")[:1]))
    Duty.objects.filter(task__in=Task.objects.exclude(parent=None).values("pk")).update(is_part=True)
    Duty.objects.exclude(state__in=OPEN).update(is_open=False)
    Duty.objects.exclude(late_from=None).update(sorts_at=F("late_from"))


class Migration(migrations.Migration):
    dependencies = [("tasks", "0011_lists")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
