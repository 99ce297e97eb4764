import re
import unicodedata
from typing import Any

from django.db import migrations
from django.db.models import F


def to_levels(apps: Any, schema: Any) -> None:
    obstacles = apps.get_model("obstacles", "Obstacle").objects
    obstacles.update(since=F("at"))
    obstacles.filter(beyond_authority=True).update(decider="standing")
    raised = obstacles.filter(state="raised")
    raised.filter(beyond_authority=True).update(state="standing", level="standing", raised_at=F("at"))
    raised.filter(beyond_authority=False).update(state="unit", raised_at=F("at"))
    for obstacle in obstacles.only("description").iterator():
        obstacles.filter(pk=obstacle.pk).update(folded=folded(obstacle.description))


def from_levels(apps: Any, schema: Any) -> None:
    obstacles = apps.get_model("obstacles", "Obstacle").objects
    obstacles.filter(raised_at__isnull=False).update(state="raised")


def folded(text: str) -> str:
    spaced = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
    bare = unicodedata.normalize("NFD", spaced.lower()).replace("đ", "d")
    return "".join(c for c in bare if not unicodedata.combining(c))


class Migration(migrations.Migration):
    dependencies = [("obstacles", "0002_levels")]

    operations = [migrations.RunPython(to_levels, from_levels)]
