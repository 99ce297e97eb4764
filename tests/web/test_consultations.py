"""Opinions on drafts, by their pages: asked, answered, laid side by side, taken into the draft, answered back."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from giamsat.assignments import consulting
from giamsat.assignments.models import Candidate, Consultation, Opinion, Reply
from giamsat.assignments.states import Outcome
from giamsat.people.models import Post
from giamsat.people.states import Role
from tests import builders as a
from tests.web.browser import Visitor

pytestmark = pytest.mark.django_db

WISH = {"product": "Thông tư", "on": "2027-03-01", "bound": "by", "reason": "Cần thêm thời gian"}


@pytest.fixture
def by() -> Post:
    return a.coordinator()


@pytest.fixture
def unit() -> Post:
    return a.post(Role.REPORTER)


def asked(by: Post, **changed: object) -> str:
    """Send the drafts of a new paper by the form; the address of the board."""
    visitor, candidate = Visitor(by), a.candidate(by)
    address = f"/van-ban/{candidate.review.document.public_id}/lay-y-kien"
    due = a.answer_by().on.isoformat()
    return visitor.send(
        visitor.get(address), "/lay-y-kien", **({"drafts": [candidate.public_id], "due_on": due} | changed)
    )


def opinion_page() -> str:
    return f"/gop-y/{Opinion.objects.get().public_id}"


def test_the_form_knows_the_agencies_meant_and_asks_them(by: Post) -> None:
    board = asked(by)

    assert [one.unit.code for one in Opinion.objects.all()] == ["BTC"]
    assert "Chờ trả lời" in Visitor(by).get(board)


def test_an_agency_may_be_added_and_one_that_is_meant_left_out(by: Post) -> None:
    asked(by, units=[], also=[a.unit("BYT").public_id])

    assert [one.unit.code for one in Opinion.objects.all()] == ["BYT"]


def test_asking_nobody_says_so_and_keeps_the_note(by: Post) -> None:
    visitor, candidate = Visitor(by), a.candidate(by)
    page = visitor.get(f"/van-ban/{candidate.review.document.public_id}/lay-y-kien")

    again = visitor.send(page, "/lay-y-kien", status=422, units=[], due_on=a.answer_by().on.isoformat(), note="Gấp")

    assert "chưa có cơ quan nào để hỏi" in again
    assert "Gấp" in again


def test_the_form_sent_twice_is_one_consultation(by: Post) -> None:
    visitor, candidate = Visitor(by), a.candidate(by)
    page = visitor.get(f"/van-ban/{candidate.review.document.public_id}/lay-y-kien")
    said = {"drafts": [candidate.public_id], "due_on": a.answer_by().on.isoformat()}
    visitor.send(page, "/lay-y-kien", **said)

    visitor.send(page, "/lay-y-kien", status=409, **said)

    assert Consultation.objects.count() == 1


def test_the_agency_finds_it_in_its_inbox_and_agrees(by: Post, unit: Post) -> None:
    board = asked(by)
    visitor = Visitor(unit)

    assert opinion_page() in visitor.get("/viec-cua-toi")
    visitor.send(visitor.get(opinion_page()), "/dong-y")

    assert opinion_page() not in visitor.get("/viec-cua-toi")
    assert "Đồng ý" in visitor.get("/gop-y")
    assert re.search(r"Đồng ý</span></td>", Visitor(by).get(board))


def test_a_wish_is_shown_beside_the_draft_with_the_differences(by: Post, unit: Post) -> None:
    board = asked(by)
    visitor = Visitor(unit)

    visitor.send(visitor.get(opinion_page()), Opinion.objects.get().public_id, **WISH)

    page = Visitor(by).get(board)
    assert "<ins>Thông tư</ins>" in page
    assert "<ins>chậm nhất 01/03/2027</ins>" in page
    assert "Cần thêm thời gian" in page


def test_a_wish_without_reason_keeps_what_was_typed(by: Post, unit: Post) -> None:
    asked(by)
    visitor = Visitor(unit)

    page = visitor.send(
        visitor.get(opinion_page()), Opinion.objects.get().public_id, status=422, **(WISH | {"reason": ""})
    )

    assert "Hãy ghi lý do đề nghị sửa" in page
    assert 'value="Thông tư"' in page


def test_a_wish_is_put_into_the_draft_and_the_agency_sees_the_conclusion(by: Post, unit: Post) -> None:
    board, coordinator, visitor = asked(by), Visitor(by), Visitor(unit)
    visitor.send(visitor.get(opinion_page()), Opinion.objects.get().public_id, **WISH)
    take = re.findall(r'href="([^"]*/sua\?y-kien=[^"]*)"', coordinator.get(board))[0]

    correct = coordinator.get(take)
    coordinator.send(correct, "/sua")
    coordinator.send(coordinator.get(board), "/ket-luan", outcome="taken", reason="Hợp lý")

    decision = Candidate.objects.get().decisions.get()
    assert (decision.product, str(decision.on)) == ("Thông tư", "2027-03-01")
    assert "Đã sửa sau khi gửi" in coordinator.get(board)
    assert "Tiếp thu" in visitor.get(opinion_page())
    assert "Hợp lý" in visitor.get(opinion_page())


def test_a_wish_on_another_draft_fills_nothing(by: Post, unit: Post) -> None:
    asked(by)
    visitor = Visitor(unit)
    visitor.send(visitor.get(opinion_page()), Opinion.objects.get().public_id, **WISH)
    other = a.candidate(by)

    page = Visitor(by).get(f"/viec-doc-thay/{other.public_id}/sua?y-kien={Reply.objects.get().public_id}")

    assert "Đã điền sẵn theo đề nghị" not in page


def test_a_conclusion_from_an_old_page_is_told_with_what_was_typed(by: Post, unit: Post) -> None:
    board, visitor = asked(by), Visitor(unit)
    visitor.send(visitor.get(opinion_page()), Opinion.objects.get().public_id, **WISH)
    old = Visitor(by).get(board)
    visitor.send(visitor.get(opinion_page()), Opinion.objects.get().public_id, **(WISH | {"product": "Nghị định"}))

    page = Visitor(by).send(old, "/ket-luan", status=409, outcome="not_taken", reason="Đã gõ lý do")

    assert "Đã gõ lý do" in page
    assert "Nội dung đã thay đổi" in page
    assert Reply.objects.exclude(outcome="").count() == 0


def test_a_wish_on_a_page_from_before_another_answer_keeps_what_was_typed(by: Post, unit: Post) -> None:
    asked(by)
    visitor, public_id = Visitor(unit), Opinion.objects.get().public_id
    page = visitor.get(opinion_page())
    visitor.send(page, "/dong-y")

    again = visitor.send(page, public_id, status=409, **WISH)

    assert "Cần thêm thời gian" in again
    visitor.send(again, public_id)
    assert Opinion.objects.get().state == "wishes"


def test_the_page_of_an_ended_consultation_takes_no_answer(by: Post, unit: Post) -> None:
    board, coordinator = asked(by), Visitor(by)
    page = Visitor(unit).get(opinion_page())
    coordinator.send(coordinator.get(board), "/ket-thuc")

    assert "Im lặng" in coordinator.get(board)
    assert "/dong-y" not in Visitor(unit).get(opinion_page())
    Visitor(unit).send(page, "/dong-y", status=409)


def test_confirming_before_all_have_answered_is_warned_of(by: Post) -> None:
    board = asked(by)
    paper = f"/van-ban/{Consultation.objects.get().document.public_id}"

    page = Visitor(by).get(paper)

    assert "Còn 1 cơ quan đang được hỏi ý kiến chưa trả lời" in page
    assert board in page


def test_the_draft_of_another_agency_is_nowhere_on_the_pages_of_one(by: Post, unit: Post) -> None:
    what = a.found()
    actions = ("lập danh mục mật mã", "lập danh mục bến cảng")
    what["assignments"] = [what["assignments"][0] | {"action": action, "product": ""} for action in actions]
    one, other = a.review(by, what).candidates.order_by("ordinal")
    asked_about = {one.pk: (a.unit("BTC").pk,), other.pk: (a.unit("BYT").pk,)}
    consulting.consult(one.review.document, asked_about, due=a.answer_by(), by=by, at=a.NOW)
    visitor = Visitor(unit)

    for address in ("/viec-cua-toi", "/gop-y", f"/gop-y/{Opinion.objects.get(unit__code='BTC').public_id}"):
        page = visitor.get(address)
        assert ("mật mã" in page, "bến cảng" in page) == (True, False)
    visitor.get(f"/gop-y/{Opinion.objects.get(unit__code='BYT').public_id}", status=404)


def test_likely_doubles_are_told_to_both_as_far_as_each_may_see(by: Post, unit: Post) -> None:
    mine, theirs = a.duty(by), a.duty(by, leads=("BYT",))
    board = asked(by)
    a.compared()

    shown, own = Visitor(by).get(board), Visitor(unit).get(opinion_page())

    assert (mine.task.code in shown, theirs.task.code in shown) == (True, True)
    assert (mine.task.code in own, theirs.task.code in own) == (True, False)


def cost(visitor: Visitor, address: str) -> int:
    visitor.get(address)
    with CaptureQueriesContext(connection) as statements:
        visitor.get(address)
    return len(statements)


def test_board_and_lists_cost_the_same_for_few_and_many(by: Post, unit: Post) -> None:
    costs = []
    for n, codes in ((1, ("BTC",)), (3, ("BTC", "BYT", "BCA"))):
        candidates = list(a.review(by, a.found(assignments=n)).candidates.select_related("review__document"))
        consultation = a.consultation(by, *candidates, codes=codes)
        for opinion in consultation.opinions.select_related("unit", "consultation__document"):
            sender = a.post(Role.REPORTER, opinion.unit.code)
            consulting.wish(opinion, consulting.Wish(reason="x", product="Đề án"), seen=opinion.seen, by=sender)
            if n == 3:
                consulting.settle(opinion, Outcome.PARTLY, reason="được", seen=opinion.seen, by=by)
        board = f"/lay-y-kien/{consultation.public_id}"
        costs.append([cost(Visitor(by), one) for one in (board, "/lay-y-kien")] + [cost(Visitor(unit), "/gop-y")])

    assert costs[0] == costs[1]
