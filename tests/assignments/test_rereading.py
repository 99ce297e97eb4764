"""A newer reader reads a paper again: it adds, and moves nothing that a person decided."""

from typing import Any

import pytest

from giamsat.assignments import actions, jobs, queries
from giamsat.assignments.models import Candidate, Review
from giamsat.assignments.places import nearest_span
from giamsat.assignments.rereading import Found, additions
from giamsat.assignments.states import CandidateState
from giamsat.documents import actions as document_actions
from giamsat.documents.models import Document
from giamsat.documents.queries import is_outdated
from giamsat.documents.rules import ReadByTheNewest
from giamsat.documents.states import DocumentState
from giamsat.errors import NotAllowed
from giamsat.people.models import Post
from giamsat.people.states import Role
from tests import builders as a
from tests.web.browser import Visitor
from vanban import READER_VERSION

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = (
    "1. Bộ Tài chính ban hành hướng dẫn chi trước ngày 10 tháng 6 năm 2026.",
    "2. Bộ Y tế công bố danh mục thuốc trước ngày 20 tháng 6 năm 2026.",
    "3. Bộ Công an rà soát dữ liệu dân cư.",
)
TEXT = f"{FIRST}\n{SECOND}\n{THIRD}\n"


def order(text: str, words: str, **changed: Any) -> dict[str, Any]:
    """A finding at the place of these words."""
    start = text.index(words)
    item: dict[str, Any] = a.found()["assignments"][0]
    return item | {"text": words, "action": words[3:], "span": [start, start + len(words)], "path": words[0]} | changed


def paper(by: Post, *orders: dict[str, Any]) -> Review:
    return a.review(by, a.found(TEXT) | {"assignments": list(orders)})


def read_anew(review: Review, *orders: dict[str, Any], text: str = TEXT, **changed: Any) -> list[Candidate]:
    """The candidates of a sitting, in order, after a newer reading found these."""
    document = review.document
    document_actions.read_again(document, by=document.by)
    Document.objects.filter(pk=document.pk).update(state=DocumentState.READING)
    found = a.found(text) | {"assignments": list(orders), "reader_version": READER_VERSION, "text_hash": text[-64:]}
    reading = document_actions.keep_reading(document, found | changed, at=a.NOW)
    actions.propose(reading, at=a.NOW)
    return list(queries.candidates_of(queries.review_of(document)))  # type: ignore[arg-type]


def test_what_was_decided_stays_and_what_is_new_waits() -> None:
    by = a.coordinator()
    review = paper(by, order(TEXT, FIRST), order(TEXT, SECOND))
    first, second = review.candidates.order_by("ordinal")
    decision = actions.confirm(first, a.content(name="Tên người sửa"), by=by, at=a.NOW)
    actions.refuse(second, reason="không phải", by=by, at=a.NOW)

    now = read_anew(review, order(TEXT, FIRST, product="khác"), order(TEXT, SECOND, product="khác"), order(TEXT, THIRD))

    assert [(c.state, c.start, c.number) for c in now] == [
        ("confirmed", TEXT.index(FIRST), 1),
        ("refused", TEXT.index(SECOND), 2),
        ("proposed", TEXT.index(THIRD), 3),
    ]
    decision.refresh_from_db()
    assert (decision.name, decision.candidate_id) == ("Tên người sửa", first.pk)
    assert not jobs.propose_one(a.NOW)


def test_a_waiting_finding_understood_otherwise_makes_room_and_stays_on_record() -> None:
    by = a.coordinator()
    review = paper(by, order(TEXT, FIRST), order(TEXT, SECOND))

    now = read_anew(review, order(TEXT, FIRST, lead=["Bộ Y tế"]), order(TEXT, SECOND, confidence=0.5))

    assert [(c.state, c.proposal["lead"]) for c in now] == [("proposed", ["Bộ Y tế"]), ("proposed", ["Bộ Tài chính"])]
    assert Candidate.objects.filter(state=CandidateState.REPLACED).count() == 1


def test_what_a_person_marked_is_not_replaced() -> None:
    by = a.coordinator()
    review = paper(by)
    marked = actions.add(review, start=TEXT.index(FIRST), end=TEXT.index(FIRST) + len(FIRST), by=by, at=a.NOW)

    now = read_anew(review, order(TEXT, FIRST))

    assert now == [marked]


def test_a_second_result_of_a_clause_is_added_beside_the_confirmed_first() -> None:
    by = a.coordinator()
    review = paper(by, order(TEXT, FIRST))
    actions.confirm(review.candidates.get(), a.content(), by=by, at=a.NOW)

    now = read_anew(review, order(TEXT, FIRST), order(TEXT, FIRST, lead=["Bộ Y tế"]))

    assert [(c.state, c.proposal["lead"]) for c in now] == [("confirmed", ["Bộ Tài chính"]), ("proposed", ["Bộ Y tế"])]


def test_another_text_of_the_same_paper_is_placed_by_its_words() -> None:
    review = paper(a.coordinator())
    newer = f"Trang 1\n\n{SECOND.replace('thuốc', '  thuốc')}\n\n{THIRD.replace('rà soát', 'rà xoát')}\n"

    now = read_anew(review, order(newer, newer.split("\n")[2]), order(newer, newer.split("\n")[4]), text=newer)

    assert TEXT[now[0].start : now[0].end] == SECOND
    assert ["place_unsure" in c.flags for c in now] == [False, True]
    assert "Bộ Công an" in TEXT[now[1].start : now[1].end]


def test_a_letterhead_a_person_put_right_is_kept() -> None:
    by = a.coordinator()
    review = paper(by)
    document_actions.correct_letterhead(review.document, a.LETTERHEAD, by=by, at=a.NOW)

    read_anew(review)

    assert Document.objects.get().number == a.LETTERHEAD.number


def test_a_newer_reading_that_fails_leaves_the_document_read() -> None:
    by = a.coordinator()
    document = paper(by, order(TEXT, FIRST)).document
    document_actions.read_again(document, by=by)
    Document.objects.update(state=DocumentState.READING)

    document_actions.note_unreadable(document, "Tệp hỏng.", problem_en="Broken.")

    document = Document.objects.get()
    assert (document.state, document.problem) == ("read", "")
    assert len(queries.candidates_of(queries.review_of(document))) == 1  # type: ignore[arg-type]


def test_only_an_older_reading_is_read_again_and_only_by_its_unit() -> None:
    by = a.coordinator()
    document = paper(by).document
    with pytest.raises(NotAllowed):
        document_actions.read_again(document, by=a.post(Role.COORDINATOR, "BYT"))
    newest = a.read(by, a.found() | {"reader_version": READER_VERSION})

    assert (is_outdated(document), is_outdated(newest)) == (True, False)
    with pytest.raises(ReadByTheNewest):
        document_actions.read_again(newest, by=by)


def test_the_page_offers_it_and_waits_for_the_reader() -> None:
    by = a.coordinator()
    address = f"/van-ban/{paper(by, order(TEXT, FIRST)).document.public_id}"
    visitor = Visitor(by)

    visitor.send(visitor.get(address), "/doc-lai")

    assert 'id="finding-1"' not in visitor.get(address)
    assert Document.objects.get().state == DocumentState.RECEIVED


def test_without_anything_alike_words_are_placed_somewhere_and_unsure() -> None:
    assert nearest_span(TEXT, "xyz", 0)[2] is False
    assert nearest_span("", "xyz", 0) == (0, 1, False)
    assert nearest_span("a b a", "a", 4) == (4, 5, True)


def test_each_known_candidate_stands_for_one_finding() -> None:
    known = Candidate(start=0, end=10, state="proposed", origin="reader", proposal={"lead": ["A"]})
    same, other = Found({"lead": ["A"]}, 0, 10), Found({"lead": ["B"]}, 0, 10)

    assert [one.found for one in additions([known], [other, same])] == [other]
    assert additions([known], [other])[0].instead_of is known
