from datetime import date
from typing import Any, ClassVar, Protocol

from django.db import transaction
from django.db.models import Max, OuterRef, Subquery
from django.db.models.functions import Coalesce

from giamsat.journal.clock import DatabaseClock, NextKey, database_now
from giamsat.journal.models import Anchor, AnchoredEnd, ChainHead, Entry
from giamsat.journal.rules import SYSTEM, Acts, anchor_root, entry_hash, list_hash

SYSTEM_CHAIN = SYSTEM.as_actor().unit_id


class Recorded(Protocol):
    """Anything with an address that an entry can be about."""

    pk: Any
    _meta: ClassVar[Any]

    @property
    def public_id(self) -> Any: ...


@transaction.atomic(savepoint=False)
def record(action: str, obj: Recorded, *, by: Acts, **details: Any) -> Entry:
    """Add one entry about `obj` to the acting unit's chain, in the caller's transaction; stamped by the database."""
    actor = by.as_actor()
    head = _locked(actor.unit_id)
    entry = Entry(
        id=head.next_key,
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


@transaction.atomic
def anchor(day: date, *, by: Acts) -> Anchor:
    """Make one root over the ends of all chains as they stand now; it closes `day` (of Việt Nam)."""
    _locked(SYSTEM_CHAIN)  # one anchor at a time
    return _anchored(day, by=by)


@transaction.atomic
def close_day(day: date) -> Anchor | None:
    """Make the root that closes `day` (of Việt Nam), unless another worker just did."""
    _locked(SYSTEM_CHAIN)
    if Anchor.objects.filter(day__gte=day).exists():
        return None
    return _anchored(day, by=SYSTEM)


def _anchored(day: date, *, by: Acts) -> Anchor:
    last = Anchor.objects.order_by("-number").first()
    ends = [(head.chain, head.seq, head.hash) for head in _moved_ends()]
    number, before, now = (last.number + 1, last.root, database_now()) if last else (1, "", database_now())
    root = anchor_root(number, day, now, ends, before)
    made = Anchor.objects.create(number=number, day=day, made_at=now, previous_root=before, root=root)
    AnchoredEnd.objects.bulk_create([AnchoredEnd(anchor=made, chain=c, seq=seq, hash=h) for c, seq, h in ends])
    record("journal.anchored", made, by=by, day=day.isoformat(), root=root)
    return made


def content_of(entry: Entry) -> dict[str, Any]:
    """The fields an entry's hash covers, as plain JSON values (time in UTC, microseconds)."""
    names = [f.attname for f in Entry._meta.concrete_fields if f.attname not in ("at", "hash", "previous_hash")]
    return {name: getattr(entry, name) for name in names} | {"at": f"{entry.at.timestamp():.6f}"}


def _locked(chain: int) -> Any:
    """The head of a chain, locked, with the database's time and the key of the next entry; made when missing."""
    heads = ChainHead.objects.select_for_update().annotate(now=DatabaseClock(), next_key=NextKey(Entry))
    head = heads.filter(chain=chain).first()
    if head is None:
        ChainHead.objects.get_or_create(chain=chain)
        head = heads.get(chain=chain)
    return head


def _moved_ends() -> list[ChainHead]:
    """The ends of the chains that got entries since the last anchor, by chain."""
    anchored = AnchoredEnd.objects.filter(chain=OuterRef("chain")).values("chain").annotate(n=Max("seq")).values("n")
    heads = ChainHead.objects.annotate(anchored=Coalesce(Subquery(anchored), 0))
    return [head for head in heads.order_by("chain") if head.seq > head.anchored]
