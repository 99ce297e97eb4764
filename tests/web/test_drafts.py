"""What is typed is kept, each person's own, and never put into a form that is about something else by now."""

from typing import Any

import pytest

from giamsat.assignments import actions
from giamsat.assignments.models import Candidate, Decision
from giamsat.documents import actions as document_actions
from giamsat.documents.models import Document, Draft
from giamsat.journal.models import Entry
from giamsat.people.models import Post
from giamsat.web.pages import documents
from tests import builders as a
from tests.web.browser import Forms, Visitor

pytestmark = pytest.mark.django_db

TYPED = "Xây dựng hướng dẫn chi"
NOTHING_KEPT = '<p class="sub" id="draft" role="status">\n  \n</p>'


def correcting(by: Post, candidate: Candidate) -> tuple[Visitor, str]:
    """A person and the address of the form that corrects a candidate."""
    return Visitor(by), f"/viec-doc-thay/{candidate.public_id}"


def keep(visitor: Visitor, address: str, **typed: Any) -> str:
    """Type into the form as it stands, and stop; the line that the page then shows."""
    fields = Forms(visitor.get(f"{address}/sua")).forms[f"{address}/sua"] | typed
    visitor.client.post(f"{address}/nhap", fields, headers={"hx-request": "true"})
    return visitor.get(f"{address}/sua")


def name_in(page: str) -> str:
    form = next(fields for address, fields in Forms(page).forms.items() if address.endswith("/sua"))
    return str(form["name"])


def test_what_was_typed_is_there_on_return_and_the_candidate_is_as_it_was() -> None:
    by = a.coordinator()
    candidate = a.candidate(by)
    before, entries = Candidate.objects.values().get(), Entry.objects.count()
    visitor, address = correcting(by, candidate)

    page = keep(visitor, address, name=TYPED, product="", day_counts="on", on="2026-06-3")

    form = Forms(page).forms[f"{address}/sua"]
    assert (form["name"], form["product"], form["day_counts"], form["on"]) == (TYPED, "", "on", "2026-06-3")
    assert "Bản đang sửa giữ lúc" in page
    assert (Candidate.objects.values().get(), Decision.objects.count(), Entry.objects.count()) == (before, 0, entries)


def test_units_chosen_are_kept_and_a_choice_taken_back_too() -> None:
    by = a.coordinator()
    visitor, address = correcting(by, a.candidate(by))
    chosen = [a.unit("BYT").public_id]

    page = keep(visitor, address, leads=chosen, coordinators=[])

    form = Forms(page).forms[f"{address}/sua"]
    assert (form["leads"], form["coordinators"]) == (chosen, [])


def test_the_line_comes_as_a_fragment_and_without_a_script_the_page_comes_again() -> None:
    by = a.coordinator()
    visitor, address = correcting(by, a.candidate(by))
    fields = Forms(visitor.get(f"{address}/sua")).forms[f"{address}/sua"] | {"name": TYPED}

    fragment = visitor.client.post(f"{address}/nhap", fields, headers={"hx-request": "true"}).content.decode()
    back = visitor.post(f"{address}/nhap", **fields)

    assert ("<html" in fragment, 'id="draft"' in fragment, "Bản đang sửa giữ lúc" in fragment) == (False, True, True)
    assert back == f"{address}/sua"
    assert f'formaction="{address}/nhap"' in visitor.get(back)


def test_a_form_nobody_touched_is_not_kept_and_typing_it_back_forgets() -> None:
    by = a.coordinator()
    visitor, address = correcting(by, a.candidate(by))
    page = keep(visitor, address)
    assert NOTHING_KEPT in page
    read = name_in(page)
    keep(visitor, address, name=TYPED)

    page = keep(visitor, address, name=read)

    assert (NOTHING_KEPT in page, Draft.objects.count()) == (True, 0)


def test_a_draft_one_does_not_want_is_forgotten() -> None:
    by = a.coordinator()
    visitor, address = correcting(by, a.candidate(by))
    page = keep(visitor, address, name=TYPED)

    visitor.send(page, "/bo-nhap")

    assert Draft.objects.count() == 0
    assert name_in(visitor.get(f"{address}/sua")) == "Ban hành hướng dẫn chi"


@pytest.mark.parametrize("decision", ["confirm", "correct", "refuse"])
def test_a_decision_forgets_what_one_typed(decision: str) -> None:
    by = a.coordinator()
    candidate = a.candidate(by)
    visitor, address = correcting(by, candidate)
    page = keep(visitor, address, name=TYPED)

    if decision == "correct":
        visitor.send(page, "/sua")
    elif decision == "confirm":
        actions.confirm(candidate, a.content(), by=by, at=a.NOW)
    else:
        actions.refuse(candidate, reason="không phải", by=by, at=a.NOW)

    assert Draft.objects.count() == 0


def test_the_last_keystrokes_that_arrive_after_ones_own_decision_keep_nothing() -> None:
    by = a.coordinator()
    candidate = a.candidate(by)
    visitor, address = correcting(by, candidate)
    fields = Forms(visitor.get(f"{address}/sua")).forms[f"{address}/sua"] | {"name": TYPED}
    actions.confirm(candidate, a.content(), by=by, at=a.NOW)

    visitor.client.post(f"{address}/nhap", fields, headers={"hx-request": "true"})

    assert Draft.objects.count() == 0


def test_two_people_at_one_finding_type_each_their_own() -> None:
    one, other = a.coordinator(), a.coordinator()
    candidate = a.candidate(one)
    (first, address), (second, _) = correcting(one, candidate), correcting(other, candidate)

    keep(first, address, name="Việc của người thứ nhất")
    keep(second, address, name="Việc của người thứ hai")

    assert name_in(first.get(f"{address}/sua")) == "Việc của người thứ nhất"
    assert name_in(second.get(f"{address}/sua")) == "Việc của người thứ hai"


def decided_meanwhile() -> tuple[Visitor, str, dict[str, Any]]:
    """One was typing while another confirmed; what stood in the form."""
    one, other = a.coordinator(), a.coordinator()
    candidate = a.candidate(one)
    visitor, address = correcting(one, candidate)
    form = Forms(keep(visitor, address, name=TYPED)).forms[f"{address}/sua"]
    actions.confirm(candidate, a.content(), by=other, at=a.NOW)
    return visitor, address, form


def test_what_another_decided_meanwhile_leaves_the_draft_to_be_seen() -> None:
    visitor, address, _ = decided_meanwhile()

    page = visitor.get(f"{address}/sua")

    assert f"{address}/sua" not in Forms(page).forms
    assert "thì người khác đã thay đổi nội dung này" in page
    assert f"<dt>Tên nhiệm vụ</dt><dd>{TYPED}</dd>" in page
    visitor.send(page, "/bo-nhap")
    assert Draft.objects.count() == 0


def test_who_types_on_after_anothers_decision_is_told_and_keeps_it() -> None:
    visitor, address, form = decided_meanwhile()

    line = visitor.client.post(f"{address}/nhap", form | {"name": "Gõ tiếp"}, headers={"hx-request": "true"})

    assert "vừa được người khác thay đổi" in line.content.decode()
    assert Draft.objects.get().typed["name"] == "Gõ tiếp"


def test_a_flood_is_cut_and_what_no_database_keeps_is_left_out() -> None:
    by = a.coordinator()
    visitor, address = correcting(by, a.candidate(by))

    keep(visitor, address, name="a\0b", scope="x" * 20_000, leads=["la"] * 600, seen="\0" * 5)

    kept = Draft.objects.get()
    assert (kept.typed["name"], len(kept.typed["scope"]), len(kept.typed["leads"]), kept.seen) == (
        "ab",
        10_000,
        500,
        "",
    )


def letterhead(by: Post) -> tuple[Visitor, str, Document]:
    document = a.read(by)
    return Visitor(by), f"/van-ban/{document.public_id}/the-thuc", document


def keep_letterhead(visitor: Visitor, address: str, **typed: str) -> str:
    visitor.client.post(
        f"{address}/nhap", Forms(visitor.get(address)).forms[address] | typed, headers={"hx-request": "true"}
    )
    return visitor.get(address)


def test_a_letterhead_half_typed_is_kept_and_forgotten_once_it_is_put_right() -> None:
    visitor, address, _document = letterhead(a.coordinator())

    page = keep_letterhead(visitor, address, number="15", issued_on="")

    form = Forms(page).forms[address]
    assert (form["number"], form["issued_on"]) == ("15", "")
    assert Document.objects.get().number == "7"
    visitor.send(page, "/the-thuc", issued_on="2026-06-01")
    assert (Document.objects.get().number, Draft.objects.count()) == ("15", 0)


def put_right_meanwhile() -> tuple[Visitor, str, str]:
    """One was typing a letterhead while another put it right; the page as the first had it."""
    one, other = a.coordinator(), a.coordinator()
    visitor, address, document = letterhead(one)
    old = keep_letterhead(visitor, address, number="15")
    document_actions.correct_letterhead(document, a.LETTERHEAD, by=other, at=a.NOW)
    return visitor, address, old


def test_a_letterhead_another_has_put_right_meanwhile_is_not_overwritten() -> None:
    visitor, address, old = put_right_meanwhile()

    page = visitor.get(address)

    assert Forms(page).forms[address]["number"] == "8"
    assert "<dt>Số</dt><dd>15</dd>" in page
    visitor.send(old, "/the-thuc", status=409)
    assert Document.objects.get().number == "8"


def test_a_draft_of_an_older_letterhead_is_put_in_when_one_asks_for_it() -> None:
    visitor, address, _ = put_right_meanwhile()

    page = visitor.get(f"{address}?ban=nhap")

    assert Forms(page).forms[address]["number"] == "15"
    visitor.send(page, "/the-thuc")
    assert (Document.objects.get().number, Draft.objects.count()) == ("15", 0)


def test_a_draft_put_in_silently_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted defect: the form takes the draft whatever has happened."""
    visitor, address, _ = put_right_meanwhile()
    monkeypatch.setattr(documents, "is_used", lambda draft, current, is_asked_for: draft is not None)

    assert Forms(visitor.get(address)).forms[address]["number"] == "15"


def test_a_draft_is_kept_only_by_who_works_on_the_paper() -> None:
    duty = a.duty()
    address = f"/van-ban/{duty.task.document.public_id}/the-thuc"

    for verb in ("nhap", "bo-nhap"):
        Visitor(a.post("coordinator", "BTC")).post(f"{address}/{verb}", status=403, number="1")  # type: ignore[arg-type]

    assert Draft.objects.count() == 0
