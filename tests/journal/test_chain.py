import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from giamsat.journal.actions import record
from giamsat.journal.models import Anchor, AnchoredEnd, ChainHead, Entry
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


def test_an_entry_costs_three_statements_and_no_savepoint() -> None:
    by, object_ = a.post(Role.REPORTER), a.unit("BTC")
    record("thử", object_, by=by)

    with (
        transaction.atomic(),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        record("thử", object_, by=by)

    assert [query["sql"].split()[0] for query in asked] == ["SELECT", "INSERT", "UPDATE"]


@pytest.mark.parametrize("model", [Entry, Anchor, AnchoredEnd])
def test_the_database_refuses_to_change_or_delete_rows(model: type) -> None:
    a.anchored()
    rows = model.objects.all()  # type: ignore[attr-defined]

    key = model._meta.pk.attname  # type: ignore[attr-defined]
    for change in (lambda: rows.update(**{key: 9_999}), lambda: rows._raw_delete(rows.db)):
        with pytest.raises(DatabaseError, match="journal_rows_are_never_changed"), transaction.atomic():
            change()


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
