"""A long reading: how far it has come, who holds it, and what becomes of one that breaks off."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from giamsat.documents import actions, jobs
from giamsat.documents.models import Document, Reading
from giamsat.documents.rules import ReadingBrokeOff
from giamsat.errors import BadMove, NotAllowed, Stale
from giamsat.files import jail
from giamsat.files.states import Step
from giamsat.journal.models import Entry
from giamsat.people.states import Role
from tests import builders as a

pytestmark = pytest.mark.django_db

LATER = jobs.LEASE + timedelta(seconds=1)
Read = Callable[[Any, Any, jail.Tell], dict[str, Any]]


def reader(monkeypatch: pytest.MonkeyPatch, read: Read) -> None:
    monkeypatch.setattr(jail, "read", read)


def row() -> Document:
    return Document.objects.get()


def test_progress_is_told_through_the_row_and_holds_the_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    a.received(a.coordinator())
    seen: list[tuple[str, int, int, bool]] = []

    def read(path: Any, agencies: Any, tell: jail.Tell) -> dict[str, Any]:
        for step, done in ((Step.CONVERTING, 0), (Step.RECOGNISING, 7)):
            before = row().lease_until
            tell(step, done, 9)
            now = row()
            assert now.lease_until and before
            seen.append((now.step, now.pages_done, now.pages_total, now.lease_until > before))
        return a.found()

    reader(monkeypatch, read)
    jobs.read_one(a.NOW)

    assert seen == [("converting", 0, 9, True), ("recognising", 7, 9, True)]
    assert (row().state, row().step, row().lease_until) == ("read", "", None)


def test_pages_that_fly_by_are_not_each_written(monkeypatch: pytest.MonkeyPatch) -> None:
    a.received(a.coordinator())
    written: list[int] = []

    def read(path: Any, agencies: Any, tell: jail.Tell) -> dict[str, Any]:
        for done in range(50):
            tell(Step.RECOGNISING, done, 50)
            written.append(row().pages_done)
        return a.found()

    reader(monkeypatch, read)
    jobs.read_one(a.NOW)

    assert set(written) == {0}


def broken(path: Any, agencies: Any, tell: jail.Tell) -> dict[str, Any]:
    """An answer that no database stores."""
    return a.found() | {"reader_version": None}


def tried(at: datetime) -> str:
    """What a worker came to at a moment."""
    try:
        return str(jobs.read_one(at))
    except IntegrityError:
        return "crash"


def test_a_reading_that_cannot_be_stored_is_given_up_after_three_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    a.received(a.coordinator())
    reader(monkeypatch, broken)

    ends = [tried(a.NOW + n * jobs.PAUSE + timedelta(seconds=n)) for n in range(6)]

    assert ends == ["crash", "crash", "crash", "True", "False", "False"]
    assert (row().state, row().problem) == ("unreadable", str(ReadingBrokeOff()))
    assert Entry.objects.filter(action="document.unreadable").count() == 1


def test_a_reading_that_broke_off_waits_before_its_next_try(monkeypatch: pytest.MonkeyPatch) -> None:
    a.received(a.coordinator())
    reader(monkeypatch, broken)

    ends = [tried(a.NOW), tried(a.NOW + jobs.PAUSE / 2)]

    assert (ends, row().state, row().tries) == (["crash", "False"], "received", 1)


def test_without_counting_it_would_be_tried_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted defect: no try is the last."""
    a.received(a.coordinator())
    reader(monkeypatch, broken)
    monkeypatch.setattr(jobs, "MOST_TRIES", 10**6)

    ends = [tried(a.NOW + n * LATER) for n in range(6)]

    assert ends == ["crash"] * 6


def test_a_document_that_kills_its_worker_three_times_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    a.received(a.coordinator())
    for n in range(3):
        assert actions.claim_reading(row(), until=a.NOW + n * LATER)

    assert jobs.read_one(a.NOW + 3 * LATER)

    assert row().state == "unreadable"


def overtaken(monkeypatch: pytest.MonkeyPatch) -> tuple[Document, Document]:
    """The same document as two workers hold it: the first's lease ran out, the second claimed it."""
    a.received(a.coordinator())
    first = row()
    actions.claim_reading(first, until=a.NOW)
    second = row()
    actions.claim_reading(second, until=a.NOW + LATER)
    return first, second


def test_a_worker_whose_lease_ran_out_holds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = overtaken(monkeypatch)

    with pytest.raises(Stale):
        actions.note_progress(first, Step.FINDING, done=0, of=0, until=a.NOW + 2 * LATER)
    actions.put_back(first, until=a.NOW)

    assert (row().lease_until, row().state) == (second.lease_until, "reading")


def test_a_worker_that_looks_only_at_the_state_would_hold_it_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted defect: the claim is not compared."""
    first, _ = overtaken(monkeypatch)
    monkeypatch.setattr(actions, "_held", lambda one: Document.objects.filter(pk=one.pk, state="reading"))

    actions.note_progress(first, Step.FINDING, done=0, of=0, until=a.NOW + 2 * LATER)

    assert row().step == "finding"


def test_a_long_reading_that_another_worker_took_is_stored_once(monkeypatch: pytest.MonkeyPatch) -> None:
    a.received(a.coordinator())

    def slow(path: Any, agencies: Any, tell: jail.Tell) -> dict[str, Any]:
        reader(monkeypatch, lambda *_: a.found())
        assert jobs.read_one(a.NOW + LATER)
        tell(Step.RECOGNISING, 1, 2)
        return a.found()

    reader(monkeypatch, slow)

    assert jobs.read_one(a.NOW)
    assert (row().state, Reading.objects.count()) == ("read", 1)


def unreadable(monkeypatch: pytest.MonkeyPatch) -> Document:
    by = a.coordinator()
    a.received(by)

    def refuse(*_: Any) -> dict[str, Any]:
        raise jail.FileRefused(reason="Máy chủ chưa cài chương trình", reason_en="Not installed", refusal="no_program")

    reader(monkeypatch, refuse)
    jobs.read_one(a.NOW)
    return Document.objects.select_related("unit", "by").get()


def test_what_could_not_be_read_is_read_again_when_a_coordinator_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    document = unreadable(monkeypatch)
    reader(monkeypatch, lambda *_: a.found())

    actions.read_again(document, by=document.by)
    jobs.read_one(a.NOW)

    assert (row().state, row().problem, row().tries) == ("read", "", 1)
    assert Entry.objects.get(action="document.read_again").details["problem"] == "Máy chủ chưa cài chương trình"


def test_nobody_else_and_nothing_else_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    document = unreadable(monkeypatch)

    for stranger in (a.post(Role.REPORTER, "BKHCN"), a.post(Role.COORDINATOR, "BTC")):
        with pytest.raises(NotAllowed):
            actions.read_again(document, by=stranger)
    actions.read_again(document, by=document.by)
    with pytest.raises(BadMove):
        actions.read_again(document, by=document.by)
