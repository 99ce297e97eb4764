import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tasks", "0012_places_in_lists")]
    operations = [
        migrations.AlterField(
            model_name="duty",
            name="assigner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.unit"
            ),
        )
    ]
