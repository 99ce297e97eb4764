import pytest

from giamsat.journal.actions import record
from giamsat.journal.models import ChainHead, Entry
from giamsat.journal.queries import broken_links, history_of
from giamsat.journal.rules import SYSTEM
from giamsat.people.states import Role
from tests import builders as a

pytestmark = pytest.mark.django_db


def test_entries_of_a_unit_follow_from_one_another() -> None:
    by, object_ = a.post(Role.REPORTER), a.unit("BTC")
    for n in range(3):
        record("thử", object_, by=by, n=n)
    record("thử", object_, by=SYSTEM)

    mine = list(Entry.objects.filter(chain=by.unit_id).order_by("seq"))

    assert [entry.seq for entry in mine] == [1, 2, 3]
    assert [entry.previous_hash for entry in mine] == ["", mine[0].hash, mine[1].hash]
    assert broken_links() == []


@pytest.mark.parametrize("field", ["details", "actor_name", "object_id", "action"])
def test_a_changed_entry_is_found(field: str) -> None:
    by = a.post(Role.REPORTER)
    entry = record("thử", a.unit("BTC"), by=by, n=1)
    record("thử", a.unit("BTC"), by=by, n=2)
    forged: dict[str, object] = {"details": {"n": 9}, "actor_name": "Kẻ khác", "object_id": 1, "action": "khác"}

    Entry.objects.filter(pk=entry.pk).update(**{field: forged[field]})

    assert broken_links() == [(by.unit_id, 1)]


def test_an_entry_taken_out_or_cut_off_is_found() -> None:
    by = a.post(Role.REPORTER)
    entries = [record("thử", a.unit("BTC"), by=by, n=n) for n in range(3)]

    entries[1].delete()
    middle = broken_links()
    entries[2].delete()
    end = broken_links()

    assert middle == [(by.unit_id, 3)]
    assert end == [(by.unit_id, 3)]


def test_history_names_who_acted_from_which_post_at_that_time() -> None:
    by = a.post(Role.REPORTER)
    record("thử", by.unit, by=by)
    type(by.person).objects.filter(pk=by.person_id).update(full_name="Đổi tên")

    entry = history_of(by.unit).filter(action="thử").get()

    assert (entry.actor_name, entry.actor_title, entry.unit_name) == (
        by.person.full_name,
        "Chuyên viên",
        "Bộ Tài chính",
    )


def test_heads_are_one_per_chain() -> None:
    record("thử", a.unit("BTC"), by=a.post(Role.REPORTER))
    record("thử", a.unit("BTC"), by=a.post(Role.REPORTER))

    assert ChainHead.objects.exclude(chain=0).count() == 1
