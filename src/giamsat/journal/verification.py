"""Whether the journal is as it was written: every chain from its first entry to its end, and every anchor.

One pass in the order of chains; what is held in memory does not grow with the journal.
"""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any

from django.db.models import QuerySet

from giamsat.journal.actions import content_of
from giamsat.journal.models import Anchor, AnchoredEnd, ChainHead, Entry
from giamsat.journal.rules import anchor_root, entry_hash
from giamsat.journal.states import Damage

CHUNK = 2000  # rows
LAST = 2**63 - 1  # after every entry


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where the journal is not as it was written."""

    damage: Damage
    #: Key of the chain; for an anchor 0.
    chain: int
    #: Number of the entry in its chain, or of the anchor.
    seq: int


def faults(*, chain: int | None = None, roots: Iterable[str] = ()) -> Iterator[Fault]:
    """Every fault of the journal, or of one chain and the anchors; `roots` were kept elsewhere and must be known.

    People may go on writing meanwhile: an end that moved since it was read is looked at again.
    """
    rows = heapq.merge(_entries(chain), _anchored(chain), _heads(chain), key=lambda row: row[0])
    for number, of_chain in groupby(rows, key=lambda row: row[0][0]):
        yield from _of_chain(number, (row for _place, row in of_chain))
    yield from _of_anchors(set(roots))


def is_whole() -> bool:
    """Whether nothing is wrong anywhere."""
    return next(faults(), None) is None


Place = tuple[int, int, int]
Row = Entry | AnchoredEnd | ChainHead


def _entries(chain: int | None) -> Iterator[tuple[Place, Row]]:
    rows = _of(Entry.objects.order_by("chain", "seq", "id"), chain, plain=("chain", "seq", "hash", "previous_hash"))
    return ((_place(row, 0), row) for row in rows)


def _anchored(chain: int | None) -> Iterator[tuple[Place, Row]]:
    return ((_place(row, 1), row) for row in _of(AnchoredEnd.objects.order_by("chain", "seq", "id"), chain))


def _heads(chain: int | None) -> Iterator[tuple[Place, Row]]:
    return (((_number(row.chain), LAST, 2), row) for row in _of(ChainHead.objects.order_by("chain"), chain))


def _place(row: Entry | AnchoredEnd, order: int) -> Place:
    return _number(row.chain), _number(row.seq), order


def _number(value: object) -> int:
    """A number as it sorts in the database: SQLite holds text in a column of numbers, and puts it last."""
    return value if isinstance(value, int) else LAST


def _of(rows: QuerySet[Any], chain: int | None, *, plain: tuple[str, ...] = ()) -> Iterator[Any]:
    """The rows of one chain or of all. One that cannot be parsed comes with its `plain` columns; the rest would raise.

    SQLite keeps whatever a forger writes into a column of dates or of JSON.
    """
    rows = rows if chain is None else rows.filter(chain=chain)
    read = 0
    try:
        for row in rows.iterator(chunk_size=CHUNK):
            yield row
            read += 1
    except ValueError:
        for key in islice(rows.values_list("pk", flat=True).iterator(chunk_size=CHUNK), read, None):
            yield _one(rows, key, plain)


def _one(rows: QuerySet[Any], key: int, plain: tuple[str, ...]) -> Any:
    try:
        return rows.get(pk=key)
    except ValueError:
        return rows.only(*plain).get(pk=key)


def _of_chain(chain: int, rows: Iterable[Row]) -> Iterator[Fault]:
    """The faults of one chain, its rows in order: entries, the anchored ends between them, its head."""
    seq, hash_ = 0, ""
    head: ChainHead | None = None
    for row in rows:
        if isinstance(row, Entry):
            yield from _of_entry(row, seq, hash_)
            seq, hash_ = _number(row.seq), row.hash
        elif isinstance(row, ChainHead):
            head = row
        elif (row.seq, row.hash) != (seq, hash_) and not _is_there(row):
            yield Fault(Damage.ANCHORED, chain, row.seq)
    if head is None or (head.seq, head.hash) != (seq, hash_):
        yield from _of_moved_end(chain, seq, hash_)


def _is_there(end: AnchoredEnd) -> bool:
    return Entry.objects.filter(chain=end.chain, seq=end.seq, hash=end.hash).exists()


def _of_moved_end(chain: int, seq: int, hash_: str) -> Iterator[Fault]:
    """The end of a chain read once more: what was added since the first look continues it, or the end is damaged."""
    head = ChainHead.objects.filter(chain=chain).first()
    if head is None:
        yield Fault(Damage.END, chain, seq)
        return
    for entry in Entry.objects.filter(chain=chain, seq__gt=seq, seq__lte=head.seq).order_by("seq"):
        yield from _of_entry(entry, seq, hash_)
        seq, hash_ = entry.seq, entry.hash
    if (head.seq, head.hash) != (seq, hash_):
        yield Fault(Damage.END, chain, head.seq)


def _of_entry(entry: Entry, seq: int, hash_: str) -> Iterator[Fault]:
    if entry.seq != seq + 1:
        yield Fault(Damage.ORDER, entry.chain, entry.seq)
    elif entry.previous_hash != hash_:
        yield Fault(Damage.LINK, entry.chain, entry.seq)
    if not _fits(entry):
        yield Fault(Damage.CONTENT, entry.chain, entry.seq)


def _fits(entry: Entry) -> bool:
    """Whether an entry has the hash of its content; one that cannot be parsed has not."""
    try:
        return entry.hash == entry_hash(content_of(entry), entry.previous_hash)
    except (AttributeError, TypeError, ValueError):
        return False


def _of_anchors(kept: set[str]) -> Iterator[Fault]:
    """The faults of the anchors: each counted, linked and hashed over its ends; every root kept elsewhere is there."""
    number, root = 0, ""
    for one in _of(Anchor.objects.order_by("number"), None, plain=("previous_root", "root")):
        if (one.number, one.previous_root) != (number + 1, root) or not _holds(one):
            yield Fault(Damage.ANCHOR, 0, one.number)
        number, root = one.number, one.root
        kept.discard(root)
    for _root in kept:
        yield Fault(Damage.ROOT, 0, 0)


def _holds(one: Anchor) -> bool:
    """Whether an anchor has the root of what it names."""
    ends = one.ends.order_by("chain").values_list("chain", "seq", "hash")
    try:
        return one.root == anchor_root(one.number, one.day, one.made_at, ends, one.previous_root)
    except (AttributeError, TypeError, ValueError):
        return False
