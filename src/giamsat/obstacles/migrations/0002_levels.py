import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import giamsat.addresses


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0007_reading_targets"),
        ("files", "0001_initial"),
        ("people", "0001_initial"),
        ("obstacles", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="obstacle", name="obstacle_state_is_known"),
        migrations.RemoveIndex(model_name="obstacle", name="obstacle_by_authority"),
        migrations.AddField("obstacle", "decider", models.CharField(default="unit", max_length=10)),
        migrations.AddField("obstacle", "level", models.CharField(default="unit", max_length=10)),
        migrations.AddField("obstacle", "step_count", models.IntegerField(default=0)),
        migrations.AddField("obstacle", "answer_by", models.DateField(null=True)),
        migrations.AddField("obstacle", "raised_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "obstacle", "folded", models.TextField(default=""), preserve_default=False
        ),
        migrations.AddField(
            "obstacle", "since", models.DateTimeField(default=django.utils.timezone.now), preserve_default=False
        ),
        migrations.AddField(
            "obstacle",
            "merged_into",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="merged", to="obstacles.obstacle"
            ),
        ),
        migrations.AddField(
            "obstacle",
            "parent",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="obstacles.obstacle"
            ),
        ),
        migrations.CreateModel(
            name="ObstacleStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nth", models.IntegerField()),
                ("was", models.CharField(max_length=10)),
                ("to", models.CharField(max_length=10)),
                ("party", models.CharField(max_length=10)),
                ("words", models.TextField(blank=True)),
                ("answer_by", models.DateField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.post"
                    ),
                ),
                (
                    "obstacle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="obstacles.obstacle"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=giamsat.addresses.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("words", models.TextField()),
                ("symbol", models.CharField(blank=True, max_length=80)),
                ("on", models.DateField(null=True)),
                ("issuer", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.post"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "obstacle",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answer", to="obstacles.obstacle"
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.upload"
                    ),
                ),
            ],
        ),
    ]
