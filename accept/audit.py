"""Tampering with the journal is found, all of it, and nothing else is called tampering.

Random changes of any column of any row, deletions, exchanges, insertions, cut tails and rewritten ends, made by raw SQL
with the triggers lifted, as by somebody who owns the database; each is undone before the next. A forger may hash the
chain anew: then the anchors must tell, and when he forges those too, the roots on paper. Holds when every one is found,
nothing is found in what was honestly written, and handing in keeps at least 0.6 of its speed without the chain.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.db import DatabaseError, connection, transaction

from accept.audit_rate import rate
from accept.command import Command, Outcome
from accept.databases import fresh
from giamsat.journal import actions, verification
from giamsat.journal.actions import anchor, content_of, record
from giamsat.journal.models import Anchor, AnchoredEnd, ChainHead, Entry
from giamsat.journal.rules import SYSTEM, anchor_root, entry_hash
from giamsat.journal.verification import faults
from giamsat.people.actions import load_agencies
from giamsat.people.models import Unit
from tests import builders as a
from tests.unlocked import unlocked

CHAINS, ENTRIES = 40, 24
#: of the speed without a chain that handing in must keep
RATE = 0.6
Chance = random.Random


class Useless(Exception):
    """The change came out as no change, or the database itself refused it: another is tried."""


def measure(options: argparse.Namespace) -> Outcome:
    """The share of tampering found; 0 when something honest was called tampering or the chain is too dear."""
    db = fresh()
    chance = random.Random(options.seed)
    chains, roots = _written(chance)
    alarms = len(list(faults(roots=roots)))
    wanted = 400 if options.quick else options.mutations
    tried, missed = Counter[str](), Counter[str]()
    with unlocked():
        while tried.total() < wanted:
            kind = chance.choice(list(KINDS))
            found = _tampered(kind, chance, chains, roots)
            if found is None:
                continue
            tried[kind] += 1
            missed[kind] += not found
    alarms += len(list(faults(roots=roots)))
    for kind, n in sorted(tried.items()):
        print(f"{kind:<28}{n:>7}  bỏ lọt {missed[kind]}")
    kept = 1.0 if options.quick else rate()
    print(f"báo nhầm {alarms}; tốc độ có chuỗi / không chuỗi {kept:.2f} (ít nhất {RATE})")
    share = 1 - missed.total() / tried.total()
    ok = share == 1.0 and not alarms and kept >= RATE
    return Outcome("tampering found", share if not alarms else 0.0, ">= 1, no false alarm", ok, tried.total(), db=db)


def _written(chance: Chance) -> tuple[list[int], list[str]]:
    """Chains of many units written honestly, three anchors among them; their keys, and the roots as on paper."""
    load_agencies(by=SYSTEM)
    units = list(Unit.objects.filter(dissolved_on=None).order_by("id")[:CHAINS])
    posts = [a.post("reporter", unit.code) for unit in units]
    for n in range(CHAINS * ENTRIES):
        by = chance.choice(posts)
        record(chance.choice(("thử", "sửa", "gửi")), by.unit, by=by, n=n, lời=chance.choice(("một", "hai", None)))
        if n % (CHAINS * ENTRIES // 3) == CHAINS * ENTRIES // 4:
            anchor(a.NOW.date(), by=SYSTEM)
    return [unit.pk for unit in units], list(Anchor.objects.values_list("root", flat=True))


def _tampered(kind: str, chance: Chance, chains: list[int], roots: list[str]) -> bool | None:
    """Whether one change of this kind is found; None when it was none. The database is as before afterwards."""
    chain = chance.choice(chains)
    try:
        with transaction.atomic():
            try:
                KINDS[kind](chance, chain)
                return any(True for _fault in faults(chain=chain, roots=roots))
            finally:
                transaction.set_rollback(True)
    except (Useless, DatabaseError):
        return None


def _one_of(chance: Chance, chain: int, *, after: int = 0, before: int = 0) -> Entry:
    rows = Entry.objects.filter(chain=chain, seq__gt=after).order_by("seq")
    found = list(rows.filter(seq__lte=before) if before else rows)
    if not found:
        raise Useless
    return chance.choice(found)


def _execute(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        if cursor.rowcount == 0:
            raise Useless


def _changed(value: Any, chance: Chance) -> Any:
    """Another value for a column: of the same kind, near or far."""
    if isinstance(value, int):
        return value + chance.choice((-1, 1, 7, 10_000_000))
    if value is None:
        return chance.randrange(1, 1000)
    if isinstance(value, str) and value:
        at = chance.randrange(len(value))
        letter = chance.choice("0123456789abcdefđă ")
        return chance.choice((value[:at] + letter + value[at + 1 :], value[:at] + value[at + 1 :], ""))
    return "x" if isinstance(value, str) else chance.choice(("2020-01-01 00:00:00", "2030-05-05 05:05:05.5", "nay"))


def _set(table: str, key: str, row: Any, column: str, chance: Chance) -> None:
    """One column of one row changed by raw SQL."""
    was = getattr(row, column)
    if column == "details":
        now: Any = was | {chance.choice((*was, "thêm")): chance.choice((9, "khác", None))}
        value = json.dumps(now)
    else:
        now = value = _changed(was, chance)
    if now == was:
        raise Useless
    # names are those of our own models
    _execute(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", value, getattr(row, key))


def entry_column(chance: Chance, chain: int) -> None:
    column = chance.choice([field.attname for field in Entry._meta.concrete_fields])
    _set("journal_entry", "id", _one_of(chance, chain), column, chance)


def entry_deleted(chance: Chance, chain: int) -> None:
    _execute("DELETE FROM journal_entry WHERE id = %s", _one_of(chance, chain).pk)


def entries_exchanged(chance: Chance, chain: int) -> None:
    one, other = _one_of(chance, chain), _one_of(chance, chain)
    if one.pk == other.pk:
        raise Useless
    for key, seq in ((one.pk, -1), (other.pk, one.seq), (one.pk, other.seq)):
        _execute("UPDATE journal_entry SET seq = %s WHERE id = %s", seq, key)


def contents_exchanged(chance: Chance, chain: int) -> None:
    one, other = _one_of(chance, chain), _one_of(chance, chain)
    if one.details == other.details:
        raise Useless
    for key, details in ((one.pk, other.details), (other.pk, one.details)):
        _execute("UPDATE journal_entry SET details = %s WHERE id = %s", json.dumps(details), key)


def entry_copied_behind_the_end(chance: Chance, chain: int) -> None:
    head = ChainHead.objects.get(chain=chain)
    one = _one_of(chance, chain)
    one.pk, one.seq, one.previous_hash = 10_000_000, head.seq + 1, head.hash
    one.hash = entry_hash(content_of(one), one.previous_hash)
    one.save(force_insert=True)


def entry_inserted(chance: Chance, chain: int) -> None:
    """Put between two others, those behind it moved on; perhaps everything hashed anew, below an anchor."""
    place = _one_of(chance, chain, before=_anchored(chain))
    for row in Entry.objects.filter(chain=chain, seq__gte=place.seq).order_by("-seq"):
        _execute("UPDATE journal_entry SET seq = %s WHERE id = %s", row.seq + 1, row.pk)
    place.pk = 10_000_000
    place.save(force_insert=True)
    if chance.random() < 0.5:
        _hash_anew(chain)


def tail_cut(chance: Chance, chain: int) -> None:
    _execute("DELETE FROM journal_entry WHERE chain = %s AND seq >= %s", chain, _one_of(chance, chain).seq)


def tail_cut_head_rewritten(chance: Chance, chain: int) -> None:
    """Cut below the last anchor, the head made to fit: only the anchor can tell."""
    cut = _one_of(chance, chain, before=_anchored(chain))
    _execute("DELETE FROM journal_entry WHERE chain = %s AND seq >= %s", chain, cut.seq)
    last = Entry.objects.filter(chain=chain).order_by("-seq").first()
    seq, hash_ = (last.seq, last.hash) if last else (0, "")
    _execute("UPDATE journal_chainhead SET seq = %s, hash = %s WHERE chain = %s", seq, hash_, chain)


def chain_hashed_anew(chance: Chance, chain: int) -> None:
    """An anchored entry changed, every hash and the head made to fit."""
    _set("journal_entry", "id", _one_of(chance, chain, before=_anchored(chain)), "object_name", chance)
    _hash_anew(chain)


def anchors_forged_too(chance: Chance, chain: int) -> None:
    """As before, and the anchors made to fit: only the root on paper can tell."""
    chain_hashed_anew(chance, chain)
    before = ""
    for one in Anchor.objects.order_by("number"):
        for end in one.ends.filter(chain=chain):
            hash_ = Entry.objects.get(chain=chain, seq=end.seq).hash
            _execute("UPDATE journal_anchoredend SET hash = %s WHERE id = %s", hash_, end.pk)
        ends = one.ends.order_by("chain").values_list("chain", "seq", "hash")
        root = anchor_root(one.number, one.day, one.made_at, ends, before)
        Anchor.objects.filter(pk=one.pk).update(previous_root=before, root=root)
        before = root


def head_column(chance: Chance, chain: int) -> None:
    _set(
        "journal_chainhead",
        "chain",
        ChainHead.objects.get(chain=chain),
        chance.choice(("chain", "seq", "hash")),
        chance,
    )


def head_deleted(chance: Chance, chain: int) -> None:
    _execute("DELETE FROM journal_chainhead WHERE chain = %s", chain)


def chain_deleted(chance: Chance, chain: int) -> None:
    _anchored(chain)
    _execute("DELETE FROM journal_entry WHERE chain = %s", chain)
    _execute("DELETE FROM journal_chainhead WHERE chain = %s", chain)


def anchor_column(chance: Chance, chain: int) -> None:
    one = chance.choice(list(Anchor.objects.all()))
    _set("journal_anchor", "number", one, chance.choice(("day", "made_at", "previous_root", "root")), chance)


def anchored_end_column(chance: Chance, chain: int) -> None:
    end = chance.choice(list(AnchoredEnd.objects.filter(chain=chain)) or [None])
    if end is None:
        raise Useless
    _set("journal_anchoredend", "id", end, chance.choice(("chain", "seq", "hash")), chance)


def anchored_end_deleted(chance: Chance, chain: int) -> None:
    _execute("DELETE FROM journal_anchoredend WHERE chain = %s", chain)


def anchor_deleted(chance: Chance, chain: int) -> None:
    one = chance.choice(list(Anchor.objects.all()))
    _execute("DELETE FROM journal_anchoredend WHERE anchor_id = %s", one.pk)
    _execute("DELETE FROM journal_anchor WHERE number = %s", one.pk)


KINDS: dict[str, Callable[[Chance, int], None]] = {
    kind.__name__: kind
    for kind in (
        *(entry_column, entry_column, entry_deleted, entries_exchanged, contents_exchanged),
        *(entry_copied_behind_the_end, entry_inserted, tail_cut, tail_cut_head_rewritten, chain_hashed_anew),
        *(anchors_forged_too, head_column, head_deleted, chain_deleted),
        *(anchor_column, anchored_end_column, anchored_end_deleted, anchor_deleted),
    )
}


def _anchored(chain: int) -> int:
    """Number of the last anchored entry of a chain."""
    end = AnchoredEnd.objects.filter(chain=chain).order_by("-seq").first()
    if end is None:
        raise Useless
    return end.seq


def _hash_anew(chain: int) -> None:
    before = ""
    for one in Entry.objects.filter(chain=chain).order_by("seq"):
        hash_ = entry_hash(content_of(one), before)
        Entry.objects.filter(pk=one.pk).update(previous_hash=before, hash=hash_)
        ChainHead.objects.filter(chain=chain).update(seq=one.seq, hash=hash_)
        before = hash_


@contextmanager
def unchained_update() -> Iterator[None]:
    """The defect: the hash leaves out what the action changed, so that an UPDATE of it is not told."""

    def without_details(entry: Entry) -> dict[str, Any]:
        return {name: value for name, value in content_of(entry).items() if name != "details"}

    with (
        mock.patch.object(actions, "content_of", without_details),
        mock.patch.object(verification, "content_of", without_details),
    ):
        yield


COMMAND = Command(measure, {"unchained_update": unchained_update})
