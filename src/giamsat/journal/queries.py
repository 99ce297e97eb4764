from collections.abc import Iterable

from django.db.models import Model, Q, QuerySet

from giamsat.journal.actions import content_of
from giamsat.journal.models import ChainHead, Entry
from giamsat.journal.rules import entry_hash


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
    """(chain, seq) of every entry that does not follow from the one before it; also a missing or cut-off end."""
    broken: list[tuple[int, int]] = []
    ends: dict[int, tuple[int, str]] = {}
    for entry in Entry.objects.order_by("chain", "seq").iterator(chunk_size=2000):
        seq, previous = ends.get(entry.chain, (0, ""))
        follows = entry.seq == seq + 1 and entry.previous_hash == previous
        if not follows or entry.hash != entry_hash(content_of(entry), entry.previous_hash):
            broken.append((entry.chain, entry.seq))
        ends[entry.chain] = (entry.seq, entry.hash)
    heads = ChainHead.objects.values_list("chain", "seq", "hash")
    return broken + [(chain, seq) for chain, seq, hash_ in heads if ends.get(chain, (0, "")) != (seq, hash_)]
