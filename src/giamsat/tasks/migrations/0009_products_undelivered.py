from typing import Any

from django.db import migrations
from django.db.models import Count, OuterRef, Subquery


def count(apps: Any, schema: Any) -> None:
    Task, Product = apps.get_model("tasks", "Task"), apps.get_model("tasks", "Product")
    named = Product.objects.filter(task=OuterRef("pk")).order_by().values("task").annotate(n=Count("pk")).values("n")
    # What was done before products were things delivered stays done.
    owing = Task.objects.exclude(state="done").filter(pk__in=Product.objects.values("task"))
    owing.update(products_undelivered=Subquery(named))


class Migration(migrations.Migration):
    dependencies = [("tasks", "0008_deliveries")]

    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
