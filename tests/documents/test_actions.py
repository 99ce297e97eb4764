from datetime import timedelta

import pytest

from giamsat.documents import actions, jobs, queries
from giamsat.documents.models import Document, NumberBook
from giamsat.documents.states import DocumentState
from giamsat.errors import BadMove, NotAllowed, Stale
from giamsat.files import jail
from giamsat.people.models import Post
from giamsat.people.states import Role
from tests import builders as a

pytestmark = pytest.mark.django_db


def test_the_same_bytes_are_one_document() -> None:
    by = a.coordinator()
    first = actions.receive_document(a.upload(by, kind="text", content=b"mot"), by=by, at=a.NOW)
    second = actions.receive_document(a.upload(by, kind="text", content=b"mot"), by=by, at=a.NOW)

    assert (first.pk, Document.objects.count()) == (second.pk, 1)


def test_only_coordinators_take_documents_in() -> None:
    by = a.post(Role.REPORTER)

    with pytest.raises(NotAllowed):
        actions.receive_document(a.upload(by, kind="text"), by=by, at=a.NOW)


def test_a_file_of_another_unit_is_not_taken_in() -> None:
    with pytest.raises(NotAllowed):
        actions.receive_document(a.upload(a.post(Role.REPORTER)), by=a.coordinator(), at=a.NOW)


def test_reading_fills_the_letterhead_and_keeps_what_was_read() -> None:
    document = a.read(a.coordinator())

    assert (document.full_symbol, str(document.issued_on), document.state) == ("7/TB-VPCP", "2026-06-01", "read")
    assert document.readings.get().letterhead["symbol"] == "TB-VPCP"
    assert list(document.citations.values_list("symbol", "dated")) == [("57-NQ/TW", "2024-12-22")]


def test_party_and_state_symbols_are_kept_apart() -> None:
    state, party = Document(number="71", symbol="NQ-CP"), Document(number="71", symbol="NQ/TW")

    assert (state.full_symbol, party.full_symbol) == ("71/NQ-CP", "71-NQ/TW")


def test_correcting_the_letterhead_leaves_the_reading_and_journals_both() -> None:
    by = a.coordinator()
    document = a.read(by)

    actions.correct_letterhead(document, a.LETTERHEAD, by=by, at=a.NOW)

    assert Document.objects.get().number == "8"
    assert document.readings.get().letterhead["number"] == "7"


def test_a_document_claimed_by_a_dead_worker_is_read_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    document = a.received(a.coordinator())
    monkeypatch.setattr(jail, "read", lambda *paths: a.found())
    Document.objects.filter(pk=document.pk).update(state="reading", lease_until=a.NOW + jobs.LEASE)

    answers = [jobs.read_one(a.NOW), jobs.read_one(a.NOW + jobs.LEASE + timedelta(seconds=1))]

    assert answers == [False, True]
    assert Document.objects.get().state == DocumentState.READ


def test_what_cannot_be_read_is_kept_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    a.received(a.coordinator())

    def refuse(*paths: object) -> None:
        raise jail.FileRefused(reason="Tệp hỏng", reason_en="Damaged", refusal="damaged")

    monkeypatch.setattr(jail, "read", refuse)
    jobs.read_one(a.NOW)

    assert list(Document.objects.values_list("state", "problem")) == [("unreadable", "Tệp hỏng")]


def test_a_reading_that_comes_twice_is_stale() -> None:
    document = a.read(a.coordinator())

    with pytest.raises(Stale):
        actions.keep_reading(document, a.found(), at=a.NOW)


def test_numbers_restart_each_year_and_never_repeat() -> None:
    by, head = a.coordinator(), a.post(Role.APPROVER, "BKHCN", is_head=True)
    days = [a.NOW.date(), a.NOW.date(), a.NOW.date().replace(year=2027)]
    numbers = []
    for on in days:
        paper = actions.draft_paper(by.unit, kind="báo cáo", symbol="BC-BKHCN", subject="thử", by=by, at=a.NOW)
        actions.issue_paper(paper, on=on, by=head, at=a.NOW)
        numbers.append(paper.full_symbol)

    assert numbers == ["01/BC-BKHCN", "02/BC-BKHCN", "01/BC-BKHCN"]
    assert NumberBook.objects.count() == 2


def test_issuing_twice_takes_one_number() -> None:
    by, head = a.coordinator(), a.post(Role.APPROVER, "BKHCN", is_head=True)
    paper = actions.draft_paper(by.unit, kind="báo cáo", symbol="BC-BKHCN", subject="thử", by=by, at=a.NOW)
    same = Document.objects.select_related("unit").get(pk=paper.pk)
    actions.issue_paper(paper, on=a.NOW.date(), by=head, at=a.NOW)

    with pytest.raises(BadMove):
        actions.issue_paper(paper, on=a.NOW.date(), by=head, at=a.NOW)
    with pytest.raises(Stale):
        actions.issue_paper(same, on=a.NOW.date(), by=head, at=a.NOW)

    assert NumberBook.objects.get().last == 1


def test_a_paper_that_came_in_twice_in_other_bytes_is_recognised() -> None:
    by = a.coordinator()
    first, second = a.read(by), a.read(by)

    assert queries.same_paper(second) == first


def test_papers_are_found_by_symbol_and_subject_whatever_the_marks() -> None:
    by = a.coordinator()
    what = a.found()
    what["document"]["subject"] = "Đẩy mạnh chuyển đổi số"
    document = a.read(by, what)
    a.read(by)

    found = [
        list(queries.documents_listed(by, words=words)) for words in ("7/TB-VPCP day manh", "CHUYỂN ĐỔI", "không có")
    ]

    assert found == [[document], [document], []]


def cited(by: Post, number: str, symbol: str, date: str, references: list[tuple[str, str | None]]) -> Document:
    """A read document that names others."""
    what = a.found()
    named = [{"number": n, "date": d, "span": [0, 1], "relation": "implements"} for n, d in references]
    what["document"] |= {"number": number, "symbol": symbol, "date": date, "references": named}
    return a.read(by, what)


def test_papers_that_name_one_another_are_linked_whichever_came_first() -> None:
    by = a.coordinator()
    notice = cited(by, "9", "TB-VPCP", "2026-05-01", [("71/NQ-CP", None), ("71-NQ/TW", None)])
    state = cited(by, "71", "NQ-CP", "2025-04-01", [])
    party = cited(by, "71", "NQ/TW", "2025-08-22", [("71/NQ-CP", "2025-04-01")])

    links = {citation.symbol: citation.cited for citation in queries.related(notice)}

    assert links == {"71/NQ-CP": state, "71-NQ/TW": party}
    assert [citation.document for citation in queries.naming(state)] == [party, notice]
    assert {citation.word.label for citation in queries.related(notice)} == {"Triển khai thực hiện"}


def test_the_same_symbol_of_another_year_is_another_paper() -> None:
    by = a.coordinator()
    cited(by, "71", "NQ-CP", "2024-04-01", [])
    notice = cited(by, "9", "TB-VPCP", "2026-05-01", [("71/NQ-CP", "2025")])

    assert [citation.cited for citation in queries.related(notice)] == [None]


def test_correcting_the_symbol_moves_the_links() -> None:
    by = a.coordinator()
    notice = cited(by, "9", "TB-VPCP", "2026-05-01", [("8/TB-VPCP", None)])
    other = cited(by, "7", "TB-VPCP", "2026-04-01", [])

    actions.correct_letterhead(other, a.LETTERHEAD, by=by, at=a.NOW)

    assert [citation.cited for citation in queries.related(notice)] == [other]
