"""What the reader missed, ran together or cut apart is put right on the page of the paper."""

import pytest

from giamsat.assignments.models import Candidate
from giamsat.people.states import Role
from tests import builders as a
from tests.web.browser import Visitor

pytestmark = pytest.mark.django_db

TWO = (
    "1. Bộ Tài chính ban hành hướng dẫn chi trước ngày 10 tháng 6 năm 2026; "
    "Bộ Y tế công bố danh mục trước ngày 20 tháng 6 năm 2026.\n"
    "2. Yêu cầu thực hiện nghiêm. Yêu cầu thực hiện nghiêm.\n"
)


def paper(by: object, assignments: int = 1) -> str:
    """The address of a paper with two orders in one sentence."""
    what = a.found(TWO, assignments=assignments)
    for found in what["assignments"]:
        found["span"] = [0, TWO.index("\n")]
    review = a.review(by, what)  # type: ignore[arg-type]
    return f"/van-ban/{review.document.public_id}"


def test_a_sentence_copied_from_the_paper_becomes_a_finding() -> None:
    by = a.coordinator()
    visitor, address = Visitor(by), paper(by)

    back = visitor.send(visitor.get(address), "/danh-dau", words=" bộ y tế  công bố\ndanh mục ")

    added = Candidate.objects.get(origin="person")
    assert back == f"{address}#finding-2"
    assert TWO[added.start : added.end] == "Bộ Y tế công bố danh mục"
    assert 'id="finding-2"' in visitor.get(back)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Chưa chọn câu nào"),
        ("Bộ Công an ban hành hướng dẫn", "Không thấy câu này trong văn bản"),
        ("ộ", "Câu này có ở 2 chỗ trong văn bản"),
        ("Yêu cầu thực hiện nghiêm.", "Câu này có ở 2 chỗ trong văn bản"),
    ],
)
def test_what_stands_nowhere_or_twice_is_refused_with_what_was_typed(words: str, sentence: str) -> None:
    by = a.coordinator()
    visitor, address = Visitor(by), paper(by)

    page = visitor.send(visitor.get(address), "/danh-dau", status=422, words=words)

    assert sentence in page
    assert words in page
    assert Candidate.objects.count() == 1


def test_the_same_form_sent_twice_adds_once() -> None:
    by = a.coordinator()
    visitor = Visitor(by)
    page = visitor.get(paper(by))

    visitor.send(page, "/danh-dau", words="Bộ Y tế công bố danh mục")
    visitor.send(page, "/danh-dau", status=409, words="Bộ Y tế công bố danh mục")

    assert Candidate.objects.count() == 2


def test_only_who_works_on_the_paper_is_offered_to_mark() -> None:
    duty = a.duty()
    address = f"/van-ban/{duty.task.document.public_id}"
    other = Visitor(a.post(Role.COORDINATOR, "BTC"))

    assert "/danh-dau" not in other.get(address)
    other.post(f"{address}/danh-dau", status=403, words="Bộ Tài chính", seen="1")


def waiting(address: str) -> list[str]:
    document = address.rsplit("/", 1)[-1]
    found = Candidate.objects.filter(review__document__public_id=document, state="proposed")
    return list(found.order_by("ordinal").values_list("public_id", flat=True))


def test_two_chosen_findings_become_one() -> None:
    by = a.coordinator()
    visitor, address = Visitor(by), paper(by, assignments=3)
    page = visitor.get(address)
    first, second, third = waiting(address)
    assert f'value="{first}" form="join"' in page

    back = visitor.send(page, "/gop", candidate=[first, third])

    assert back == f"{address}#finding-4"
    assert waiting(address) == [second, Candidate.objects.get(ordinal=3).public_id]
    assert "Gộp vào việc 4" in visitor.get(back)


def test_one_a_decided_one_or_one_of_another_paper_is_not_joined() -> None:
    by = a.coordinator()
    visitor, address = Visitor(by), paper(by, assignments=3)
    first, second, third = waiting(address)
    page = visitor.get(address)
    other = waiting(paper(by))[0]
    visitor.send(page, f"{third}/xac-nhan")

    for chosen in ([], [first], [first, third], [first, other], [first, "\0"]):
        assert "Chỉ gộp được từ hai việc" in visitor.send(page, "/gop", status=422, candidate=chosen)

    assert waiting(address) == [first, second]


def test_a_single_waiting_finding_has_nothing_to_be_joined_with() -> None:
    by = a.coordinator()

    assert "/gop" not in Visitor(by).get(paper(by))


def test_another_units_coordinator_joins_nothing() -> None:
    duty = a.duty()
    address = f"/van-ban/{duty.task.document.public_id}/gop"

    Visitor(a.post(Role.COORDINATOR, "BTC")).post(address, status=403, candidate=["a", "b"])


def test_a_finding_is_cut_where_the_person_says() -> None:
    by = a.coordinator()
    visitor, address = Visitor(by), paper(by)
    split = f"/viec-doc-thay/{waiting(address)[0]}/tach"
    assert split in visitor.get(address)
    page = visitor.get(split)
    assert "bắt đầu việc thứ hai từ: “Bộ Y tế công bố danh mục" in page

    back = visitor.send(page, "/tach", place=TWO.index("Bộ Y tế"))

    assert back == f"{address}#finding-2"
    first, second = Candidate.objects.filter(state="proposed").order_by("ordinal")
    assert (TWO[first.start : first.end][-8:], TWO[second.start : second.end][:7]) == ("m 2026; ", "Bộ Y tế")
    assert "không tách được nữa" in visitor.get(split)
    assert "đã thay đổi từ khi bạn mở trang" in visitor.send(page, "/tach", status=409, place=TWO.index("Bộ Y tế"))


@pytest.mark.parametrize("place", ["", "3", "x", "\0", "99999999999999999999"])
def test_a_cut_that_was_not_offered_is_refused(place: str) -> None:
    by = a.coordinator()
    visitor = Visitor(by)
    split = f"/viec-doc-thay/{waiting(paper(by))[0]}/tach"

    visitor.send(visitor.get(split), "/tach", status=422, place=place)

    assert Candidate.objects.get().state == "proposed"


def test_a_sentence_without_a_place_to_cut_says_what_else_to_do() -> None:
    by = a.coordinator()

    page = Visitor(by).get(f"/viec-doc-thay/{a.candidate(by).public_id}/tach")

    assert "đánh dấu từng phần trong văn bản" in page


def test_after_a_decision_the_next_waiting_finding_is_shown() -> None:
    by = a.coordinator()
    visitor, address = Visitor(by), paper(by, assignments=4)
    page = visitor.get(address)
    first, second, third, fourth = waiting(address)

    backs = [
        visitor.send(page, f"{second}/xac-nhan"),
        visitor.send(page, f"{third}/tu-choi", reason="Chỉ là nhận định"),
        visitor.send(page, f"{fourth}/xac-nhan"),
        visitor.send(page, f"{first}/xac-nhan"),
    ]

    assert [back.rsplit("-", 1)[-1] for back in backs] == ["3", "4", "1", "1"]


def test_keys_are_told_to_who_decides() -> None:
    by = a.coordinator()
    page = Visitor(by).get(paper(by))

    assert "<kbd>j</kbd>" in page
    for key in "xst":
        assert f'data-key="{key}"' in page
