from typing import Any

from django.db import migrations


def tell(apps: Any, schema_editor: Any) -> None:
    """Until now a unit had one place, and took over what its successions say."""
    Unit, UnitPlacement, Succession = (
        apps.get_model("people", name) for name in ("Unit", "UnitPlacement", "Succession")
    )
    paths = dict(Unit.objects.values_list("pk", "path"))
    placements = list(UnitPlacement.objects.filter(path=""))
    for placement in placements:
        placement.path = paths[placement.unit_id]
    UnitPlacement.objects.bulk_update(placements, ["path"], batch_size=500)
    taken_over: dict[int, list[str]] = {}
    for predecessor, successor in Succession.objects.values_list("predecessor", "successor"):
        taken_over.setdefault(successor, []).append(paths[predecessor])
    units = list(Unit.objects.exclude(path=""))
    for unit in units:
        unit.prefixes = [unit.path, *taken_over.get(unit.pk, [])]
    Unit.objects.bulk_update(units, ["prefixes"], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0002_reorganisations"),
    ]

    operations = [
        migrations.RunPython(tell, migrations.RunPython.noop),
    ]
