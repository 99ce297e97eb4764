from typing import Any, ClassVar, Protocol

from django.db import transaction

from giamsat.journal.clock import DatabaseClock
from giamsat.journal.models import ChainHead, Entry
from giamsat.journal.rules import Acts, entry_hash, list_hash


class Recorded(Protocol):
    """Anything with an address that an entry can be about."""

    pk: Any
    public_id: Any
    _meta: ClassVar[Any]


@transaction.atomic
def record(action: str, obj: Recorded, *, by: Acts, **details: Any) -> Entry:
    """Add one entry about `obj` to the acting unit's chain, in the caller's transaction; stamped by the database."""
    actor = by.as_actor()
    ChainHead.objects.get_or_create(chain=actor.unit_id)
    head = ChainHead.objects.select_for_update().annotate(now=DatabaseClock()).get(chain=actor.unit_id)
    entry = Entry(
        chain=actor.unit_id,
        seq=head.seq + 1,
        at=head.now,
        action=action,
        actor_id=actor.person_id,
        actor_name=actor.person_name,
        actor_title=actor.title,
        unit_name=actor.unit_name,
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        object_public_id=obj.public_id,
        object_name=str(obj)[:300],
        details=details,
        previous_hash=head.hash,
    )
    entry.hash = entry_hash(content_of(entry), head.hash)
    entry.save(force_insert=True)
    ChainHead.objects.filter(pk=head.pk).update(seq=entry.seq, hash=entry.hash)
    return entry


def record_many(action: str, obj: Recorded, *, by: Acts, ids: list[str], **details: Any) -> Entry:
    """One entry for an action on many rows: it holds their public ids and the hash of that list."""
    return record(action, obj, by=by, ids=ids, ids_hash=list_hash(ids), **details)


def content_of(entry: Entry) -> dict[str, Any]:
    """The fields an entry's hash covers, as plain JSON values (time in UTC, microseconds)."""
    names = [f.attname for f in Entry._meta.concrete_fields if f.attname not in ("id", "at", "hash", "previous_hash")]
    return {name: getattr(entry, name) for name in names} | {"at": f"{entry.at.timestamp():.6f}"}
