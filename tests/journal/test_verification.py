"""What somebody who owns the database may do to the journal, and how each is told."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from giamsat.journal import verification
from giamsat.journal.actions import content_of, record
from giamsat.journal.models import Anchor, AnchoredEnd, ChainHead, Entry
from giamsat.journal.rules import anchor_root, entry_hash
from giamsat.journal.states import Damage
from giamsat.journal.verification import Fault, faults
from giamsat.people.models import Post
from tests import builders as a
from tests.unlocked import unlocked

pytestmark = pytest.mark.django_db

FORGED = {
    "id": 9_999,
    "chain": 9_999,
    "seq": 9_999,
    "at": F("at") + timedelta(seconds=1),
    "action": "khác",
    "actor_id": 9_999,
    "actor_name": "Kẻ khác",
    "actor_title": "Kẻ khác",
    "unit_name": "Nơi khác",
    "object_type": "khác",
    "object_id": 9_999,
    "object_public_id": "khác",
    "object_name": "khác",
    "details": {"n": 9},
    "previous_hash": "0" * 64,
    "hash": "0" * 64,
}


def chained() -> int:
    """A chain of five entries, the first three of them anchored; its key."""
    by = a.anchored(entries=3)
    for n in range(2):
        record("thử", by.unit, by=by, n=n)
    assert list(faults()) == []
    return by.unit_id


def entry(chain: int, seq: int) -> Entry:
    return Entry.objects.get(chain=chain, seq=seq)


def rehashed(chain: int) -> None:
    """A patient forger: every hash of the chain and its head made to fit again."""
    hash_ = ""
    for one in Entry.objects.filter(chain=chain).order_by("seq"):
        one.previous_hash, one.hash = hash_, entry_hash(content_of(one), hash_)
        one.save()
        hash_ = one.hash
        ChainHead.objects.filter(chain=chain).update(seq=one.seq, hash=hash_)


def test_every_column_of_an_entry_is_tried() -> None:
    assert {field.attname for field in Entry._meta.concrete_fields} == set(FORGED)


@pytest.mark.parametrize("column", FORGED)
def test_a_changed_column_is_found(column: str) -> None:
    chain = chained()

    with unlocked():
        Entry.objects.filter(chain=chain, seq=2).update(**{column: FORGED[column]})

    assert list(faults()) != []


def test_the_entry_that_was_changed_is_named() -> None:
    chain = chained()

    with unlocked():
        Entry.objects.filter(chain=chain, seq=2).update(details={})

    assert list(faults()) == [Fault(Damage.CONTENT, chain, 2)]


@pytest.mark.parametrize("column,nonsense", [("at", "nay"), ("at", "2026-13-99 00:00:00"), ("seq", "x")])
def test_an_entry_that_cannot_be_parsed_is_named_and_the_others_are_still_read(column: str, nonsense: str) -> None:
    chain = chained()
    sql = f"UPDATE journal_entry SET {column} = %s WHERE chain = %s AND seq = 2"

    with unlocked(), suppress(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [nonsense, chain])
    found = {fault.seq for fault in faults()}

    # PostgreSQL takes no nonsense: there nothing was changed.
    assert found == (set() if connection.vendor == "postgresql" else {"x", 3, 5} if column == "seq" else {2})


def test_a_deleted_entry_is_found() -> None:
    chain = chained()

    with unlocked():
        entry(chain, 4).delete()

    assert list(faults()) == [Fault(Damage.ORDER, chain, 5)]


def test_two_entries_that_changed_places_are_found() -> None:
    chain = chained()

    with unlocked():
        for seq, to in ((4, 0), (5, 4), (0, 5)):
            Entry.objects.filter(chain=chain, seq=seq).update(seq=to)

    assert {fault.damage for fault in faults()} >= {Damage.LINK, Damage.CONTENT}


def test_a_cut_tail_is_found_by_the_head() -> None:
    chain = chained()

    with unlocked():
        entry(chain, 5).delete()

    assert list(faults()) == [Fault(Damage.END, chain, 5)]


def test_an_entry_put_behind_the_end_is_found() -> None:
    chain = chained()
    last = entry(chain, 5)

    last.id, last.seq, last.previous_hash = 9_999, 6, last.hash
    last.hash = entry_hash(content_of(last), last.previous_hash)
    last.save(force_insert=True)

    assert list(faults()) == [Fault(Damage.END, chain, 5)]


def test_a_tail_cut_with_its_head_rewritten_is_found_by_the_anchor() -> None:
    chain = chained()

    with unlocked():
        Entry.objects.filter(chain=chain, seq__gt=2).delete()
        rehashed(chain)

    assert list(faults()) == [Fault(Damage.ANCHORED, chain, 3)]


def test_a_chain_hashed_anew_is_found_by_the_anchor() -> None:
    chain = chained()

    with unlocked():
        Entry.objects.filter(chain=chain, seq=1).update(details={"n": 9})
        rehashed(chain)

    assert list(faults()) == [Fault(Damage.ANCHORED, chain, 3)]


@pytest.mark.parametrize("change", [{"day": "2020-01-01"}, {"root": "0" * 64}, {"previous_root": "0" * 64}])
def test_a_changed_anchor_is_found(change: dict[str, str]) -> None:
    chained()

    with unlocked():
        Anchor.objects.update(**change)

    assert Fault(Damage.ANCHOR, 0, 1) in list(faults())


def test_a_patient_forger_of_anchors_is_found_by_the_root_on_paper() -> None:
    chain = chained()
    on_paper = Anchor.objects.get().root

    with unlocked():
        Entry.objects.filter(chain=chain, seq__gt=2).delete()
        rehashed(chain)
        AnchoredEnd.objects.filter(chain=chain).update(seq=2, hash=entry(chain, 2).hash)
        one = Anchor.objects.get()
        ends = one.ends.order_by("chain").values_list("chain", "seq", "hash")
        Anchor.objects.update(root=anchor_root(one.number, one.day, one.made_at, ends, ""))

    assert list(faults()) == []
    assert list(faults(roots=[on_paper])) == [Fault(Damage.ROOT, 0, 0)]


def test_what_is_written_while_one_looks_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    chain = chained()
    heads = list(verification._heads(None))
    by = Post.objects.get(unit=chain)
    record("thử", by.unit, by=by)
    monkeypatch.setattr(verification, "_heads", lambda of: iter(heads))

    assert list(faults()) == []


def test_one_chain_is_verified_alone() -> None:
    chain = chained()

    with unlocked():
        Entry.objects.filter(chain=chain, seq=2).update(details={})

    assert (list(faults(chain=0)), len(list(faults(chain=chain)))) == ([], 1)
