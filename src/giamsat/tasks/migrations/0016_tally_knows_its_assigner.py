import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tasks", "0015_tally_counted_again")]
    operations = [
        migrations.AlterField(
            model_name="dutytally",
            name="assigner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.unit"
            ),
        )
    ]
