import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("progress", "0001_initial"),
        ("tasks", "0009_products_undelivered"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="update", name="update_decided_has_who_and_when"),
        migrations.RemoveConstraint(model_name="update", name="update_state_is_known"),
        migrations.RemoveConstraint(model_name="update", name="update_kind_is_known"),
        migrations.AddField(
            model_name="update",
            name="period",
            field=models.CharField(default="", max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="update",
            name="corrects",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="progress.update",
            ),
        ),
        migrations.AddField(
            model_name="update", name="percent", field=models.PositiveSmallIntegerField(null=True)
        ),
        migrations.AddField(
            model_name="update",
            name="deliveries",
            field=models.ManyToManyField(related_name="updates", to="tasks.delivery"),
        ),
    ]
