"""Counts all duties again by the wider key."""

from typing import Any

from django.db import migrations
from django.db.models import Count

KEYS = ("programme_id", "unit_id", "assigner_id", "is_part", "role", "state", "standing")


def count(apps: Any, schema_editor: Any) -> None:
    Duty, DutyTally = apps.get_model("tasks", "Duty"), apps.get_model("tasks", "DutyTally")
    DutyTally.objects.all().delete()
    rows = Duty.objects.values_list(*KEYS).annotate(n=Count("id")).order_by()
    DutyTally.objects.bulk_create(
        [DutyTally(**dict(zip(KEYS, row[:-1], strict=True)), count=row[-1]) for row in rows], batch_size=500
    )


class Migration(migrations.Migration):
    dependencies = [("tasks", "0014_tally_by_assigner")]
    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
