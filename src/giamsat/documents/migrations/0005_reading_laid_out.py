from typing import Any

from django.db import migrations, models
from django.db.models import F


def lay_out(apps: Any, schema_editor: Any) -> None:
    """What lies before a person already has been laid out."""
    reviewed = apps.get_model("assignments", "Review").objects.values("reading")
    apps.get_model("documents", "Reading").objects.filter(pk__in=reviewed).update(laid_out_at=F("created_at"))


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_reading_progress"), ("assignments", "0002_candidate_origin")]

    operations = [
        migrations.AddField(model_name="reading", name="laid_out_at", field=models.DateTimeField(null=True)),
        migrations.RunPython(lay_out, migrations.RunPython.noop),
    ]
