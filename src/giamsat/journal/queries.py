from collections.abc import Iterable
from datetime import date

from django.db.models import Model, Q, QuerySet

from giamsat.journal.models import Anchor, Entry
from giamsat.journal.verification import faults


def history_of(obj: Model) -> QuerySet[Entry]:
    """The entries about `obj`, newest first."""
    return Entry.objects.filter(object_type=obj._meta.label_lower, object_id=obj.pk).order_by("-id")


def history_of_all(objects: Iterable[Model]) -> QuerySet[Entry]:
    """The entries about any of `objects`, newest first."""
    about = Q(pk=None)
    kinds: dict[str, list[int]] = {}
    for obj in objects:
        kinds.setdefault(obj._meta.label_lower, []).append(obj.pk)
    for kind, keys in kinds.items():
        about |= Q(object_type=kind, object_id__in=keys)
    return Entry.objects.filter(about).order_by("-id")


def broken_links() -> list[tuple[int, int]]:
    """(chain, seq) of every place where the journal is not as it was written."""
    return [(fault.chain, fault.seq) for fault in faults()]


def anchors() -> QuerySet[Anchor]:
    """The daily roots, newest first."""
    return Anchor.objects.order_by("-number")


def anchor_of(day: date) -> Anchor | None:
    """The last root that closes a day."""
    return anchors().filter(day=day).first()


def is_day_open(day: date) -> bool:
    """Whether no root closes a day or a later one yet."""
    return not Anchor.objects.filter(day__gte=day).exists()
