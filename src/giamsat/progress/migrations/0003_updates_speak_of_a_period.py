"""Gives every update the period it spoke of; of several approved in one period the newest stands."""

from datetime import date, timedelta, timezone
from typing import Any

from django.db import migrations

VIETNAM = timezone(timedelta(hours=7))


def name_periods(apps: Any, schema: Any) -> None:
    Update = apps.get_model("progress", "Update")
    standing: dict[tuple[int, str], Any] = {}
    for update in Update.objects.select_related("duty__programme").order_by("id").iterator(chunk_size=1000):
        duty = update.duty
        cadence = duty.recurrence[0] if duty.recurrence else duty.programme.update_every
        update.period = period(cadence.split(":")[0], update.at.astimezone(VIETNAM).date())
        if update.state == "approved":
            before = standing.get((duty.pk, update.period))
            if before is not None:
                Update.objects.filter(pk=before.pk).update(state="corrected")
                update.corrects = before
            standing[duty.pk, update.period] = update
        update.save(update_fields=["period", "corrects"])


def forget_periods(apps: Any, schema: Any) -> None:
    apps.get_model("progress", "Update").objects.filter(state="corrected").update(state="approved")


def period(every: str, day: date) -> str:
    year, week, _ = day.isocalendar()
    return {
        "daily": day.isoformat(),
        "weekly": f"{year:04}-W{week:02}",
        "monthly": f"{day:%Y-%m}",
        "half-yearly": f"{day.year:04}-H{(day.month - 1) // 6 + 1}",
        "yearly": f"{day.year:04}",
    }.get(every, f"{day.year:04}-Q{(day.month - 1) // 3 + 1}")


class Migration(migrations.Migration):
    dependencies = [("progress", "0002_periods")]

    operations = [migrations.RunPython(name_periods, forget_periods)]
