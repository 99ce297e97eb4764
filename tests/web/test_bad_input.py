"""What people send by mistake, or on purpose: a clear page, nothing lost, nothing doubled."""

from typing import Any

import pytest
from pytest_django.fixtures import Settings

from giamsat.documents.models import Document
from giamsat.files.models import Upload
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.reports import actions as report_actions
from giamsat.reports.models import Round
from giamsat.tasks.models import Duty, Task
from tests import builders as a
from tests import hostile
from tests.web.browser import Visitor, sent

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "content,sentence",
    [
        (b"", "Tệp rỗng"),
        (b" \n ", "Tệp rỗng"),
        (hostile.encrypted(), "Tệp đặt mật khẩu"),
        (hostile.macros(), "Tệp có chứa macro"),
        (hostile.bomb(), "bung ra quá lớn"),
        (hostile.disguised(), "Không nhận ra định dạng"),
        (hostile.secret(), "dấu độ mật"),
    ],
    ids=["empty", "blank", "locked", "macros", "bomb", "mislabelled", "secret"],
)
def test_a_file_that_cannot_be_taken_in_is_refused_on_the_form(content: bytes, sentence: str) -> None:
    visitor = Visitor(a.coordinator())

    page = visitor.send(visitor.get("/van-ban/nhan"), "/nhan", status=422, file=sent(content))

    assert sentence in page
    assert Document.objects.count() == 0


def test_a_refusal_by_content_speaks_english_to_who_asked_for_it() -> None:
    visitor = Visitor(a.coordinator())
    visitor.client.cookies["giamsat_language"] = "en"

    page = visitor.send(visitor.get("/van-ban/nhan"), "/nhan", status=422, file=sent(hostile.macros()))

    assert "The file holds macros" in page


def test_a_file_over_the_limit_answers_413(settings: Settings) -> None:
    settings.UPLOAD_LIMIT = 1024 * 1024
    visitor = Visitor(a.coordinator())

    page = visitor.send(visitor.get("/van-ban/nhan"), "/nhan", status=413, file=sent(b"a" * 1_100_000))

    assert "Tệp vượt quá 1 MB" in page
    assert Upload.objects.count() == 0


def test_the_name_of_a_secret_file_is_not_kept() -> None:
    visitor = Visitor(a.coordinator())

    visitor.send(visitor.get("/van-ban/nhan"), "/nhan", status=422, file=sent(hostile.secret(), "ke-hoach-mat.docx"))

    assert list(Upload.objects.values_list("name", flat=True)) == [""]


def test_the_same_paper_sent_twice_is_one_document() -> None:
    visitor = Visitor(a.coordinator())
    page = visitor.get("/van-ban/nhan")

    both = [visitor.send(page, "/nhan", file=sent(a.TEXT.encode(), "a.txt")) for _ in range(2)]

    assert both[0] == both[1]
    assert Document.objects.count() == 1


def test_tasks_of_a_paper_without_number_are_not_issued_and_the_way_out_is_shown() -> None:
    by = a.coordinator()
    document = confirmed(by, number="", symbol="", date=None)
    visitor = Visitor(by)

    page = visitor.send(visitor.get(f"/van-ban/{document.public_id}"), "/giao", status=422)

    assert "Văn bản chưa có số, ký hiệu và ngày ban hành" in page
    assert f"/van-ban/{document.public_id}/the-thuc" in page
    assert Task.objects.count() == 0


def test_a_corrected_letterhead_lets_the_tasks_out() -> None:
    by = a.coordinator()
    document = confirmed(by, number="", symbol="", date=None)
    visitor = Visitor(by)
    page = visitor.get(f"/van-ban/{document.public_id}/the-thuc")

    back = visitor.send(page, "/the-thuc", number="9", symbol="TB-VPCP", issued_on="2026-06-01")
    visitor.send(visitor.get(back), "/giao")

    assert Task.objects.get().document.full_symbol == "9/TB-VPCP"


def test_a_deadline_before_its_paper_is_flagged_and_may_be_issued() -> None:
    by = a.coordinator()
    review = a.review(by, a.found() | {"document": a.found()["document"] | {"date": "2026-06-20"}})
    visitor = Visitor(by)

    page = visitor.get(f"/van-ban/{review.document.public_id}")

    assert "Thời hạn sớm hơn ngày ký văn bản" in page
    visitor.send(page, "/xac-nhan")
    assert "Thời hạn sớm hơn ngày ký văn bản" in visitor.get(f"/van-ban/{review.document.public_id}")


def test_a_content_without_lead_is_shown_again_with_what_was_typed() -> None:
    by = a.coordinator()
    candidate = a.candidate(by)
    visitor = Visitor(by)
    address = f"/viec-doc-thay/{candidate.public_id}/sua"

    page = visitor.send(visitor.get(address), "/sua", status=422, leads=[], name="Tên đã gõ")

    assert "chưa có cơ quan chủ trì" in page
    assert "Tên đã gõ" in page


def test_an_agency_that_is_not_offered_is_refused() -> None:
    candidate = a.candidate(by := a.coordinator())
    visitor = Visitor(by)
    gone = a.unit("BTTTT").public_id

    visitor.send(visitor.get(f"/viec-doc-thay/{candidate.public_id}/sua"), "/sua", status=422, leads=[gone])

    candidate.refresh_from_db()
    assert candidate.state == "proposed"


def test_a_round_without_recipients_is_refused_on_the_form() -> None:
    a.programme()
    visitor = Visitor(a.coordinator())

    page = visitor.send(visitor.get("/dot-bao-cao/moi"), "/moi", status=422, title="Đợt thử", due_on="2030-01-01")

    assert "Đợt báo cáo chưa có đơn vị nhận" in page
    assert "Đợt thử" in page
    assert Round.objects.count() == 0


def test_a_round_whose_deadline_has_passed_cannot_be_opened() -> None:
    by = a.coordinator()
    drafted = report_actions.draft_round(a.plan(), programme=a.programme(), by=by, at=a.NOW)
    visitor = Visitor(by)

    page = visitor.post(f"/dot-bao-cao/{drafted.public_id}/mo", status=422, seen="draft")

    assert "Thời hạn nộp đã qua" in page


def test_a_second_click_confirms_once_and_says_so() -> None:
    by = a.coordinator()
    candidate = a.candidate(by)
    visitor = Visitor(by)
    page = visitor.get(f"/van-ban/{candidate.review.document.public_id}")
    visitor.send(page, "/xac-nhan")

    again = visitor.send(page, "/xac-nhan", status=409)

    assert "Nội dung đã thay đổi từ khi bạn mở trang" in again
    assert candidate.decisions.count() == 1


def test_a_second_click_issues_once() -> None:
    by = a.coordinator()
    document = confirmed(by)
    visitor = Visitor(by)
    page = visitor.get(f"/van-ban/{document.public_id}")
    visitor.send(page, "/giao")

    visitor.send(page, "/giao", status=409)

    assert Task.objects.count() == 1


def test_a_second_click_drafts_one_round() -> None:
    a.programme()
    visitor = Visitor(a.coordinator())
    page = visitor.get("/dot-bao-cao/moi")
    said: dict[str, Any] = {"title": "Đợt thử", "due_on": "2030-01-01", "groups": ["ALL_PROVINCES"]}
    visitor.send(page, "/moi", **said)

    visitor.send(page, "/moi", status=409, **said)

    assert Round.objects.count() == 1


def test_a_second_click_sends_one_update() -> None:
    reporter = a.post(Role.REPORTER)
    duty = a.duty()
    visitor = Visitor(reporter)
    page = visitor.get(f"/phan-viec/{duty.public_id}/cap-nhat")
    said = {"result": "Đã có dự thảo", "commitment_on": "2030-01-01"}
    visitor.send(page, "/cap-nhat", **said)

    visitor.send(page, "/cap-nhat", status=409, **said)

    assert Duty.objects.get().updates.count() == 1


def test_a_second_click_composes_once() -> None:
    by = a.coordinator()
    round_ = a.open_round(by)
    visitor = Visitor(by)
    page = visitor.get(f"/dot-bao-cao/{round_.public_id}")
    visitor.send(page, "/tong-hop")

    visitor.send(page, "/tong-hop", status=409)

    assert round_.compilations.count() == 1


def test_a_second_hand_in_of_the_same_page_is_told_and_counts_once() -> None:
    obligation, reporter = owed()
    a.complete_draft(obligation, reporter)
    visitor = Visitor(reporter)
    address = f"/phai-bao-cao/{obligation.public_id}"
    page = visitor.get(address)
    visitor.send(page, "/luu", at=f"{address}/nop")

    visitor.send(page, "/luu", at=f"{address}/nop", status=409)

    assert obligation.submissions.count() == 1


def test_a_draft_saved_elsewhere_is_not_overwritten() -> None:
    obligation, reporter = owed()
    visitor = Visitor(reporter)
    page = visitor.get(f"/phai-bao-cao/{obligation.public_id}")
    report_actions.save_draft(obligation, {"1": "Của người khác"}, seen_revision=0, by=reporter, at=a.NOW)

    visitor.send(page, "/luu", status=409, section_1="Của tôi")

    assert obligation.submissions.get().body == {"1": "Của người khác"}


def test_an_incomplete_report_keeps_what_was_typed() -> None:
    obligation, reporter = owed()
    visitor = Visitor(reporter)
    address = f"/phai-bao-cao/{obligation.public_id}"

    page = visitor.send(visitor.get(address), "/luu", at=f"{address}/nop", status=422, section_1="Vừa gõ xong")

    assert "Chưa nộp được vì còn thiếu" in page
    assert "Vừa gõ xong" in page
    visitor.send(page, "/luu")


def test_a_picture_is_no_report_and_the_words_stay() -> None:
    obligation, reporter = owed()
    visitor = Visitor(reporter)
    address = f"/phai-bao-cao/{obligation.public_id}"
    said = {"section_1": "Vừa gõ xong", "file": sent(hostile.picture(), "anh.pdf")}

    page = visitor.send(visitor.get(address), "/luu", at=f"{address}/tep", status=422, **said)

    assert "Báo cáo chỉ nhận bản PDF" in page
    assert "Vừa gõ xong" in page


def test_an_overdue_duty_asks_for_a_commitment_on_the_form() -> None:
    reporter, duty = a.post(Role.REPORTER), a.duty()
    visitor = Visitor(reporter)

    page = visitor.send(
        visitor.get(f"/phan-viec/{duty.public_id}/cap-nhat"), "/cap-nhat", status=422, result="Đang làm"
    )

    assert "hãy cam kết ngày hoàn thành mới" in page
    assert "Đang làm" in page


def test_done_without_evidence_is_refused_on_the_form() -> None:
    reporter, duty = a.post(Role.REPORTER), a.duty()
    visitor = Visitor(reporter)
    page = visitor.get(f"/phan-viec/{duty.public_id}/cap-nhat")

    again = visitor.send(page, "/cap-nhat", status=422, result="Xong", says_done="on")

    assert "Chưa có minh chứng" in again


def test_a_return_without_reason_is_refused() -> None:
    head, reporter = a.post(Role.APPROVER), a.post(Role.REPORTER)
    update = a.update(a.duty(), reporter)
    visitor = Visitor(head)

    page = visitor.post(f"/cap-nhat/{update.public_id}/tra-lai", status=422, seen="submitted", reason="  ")

    assert "Hãy ghi lý do trả lại" in page


def test_who_wrote_an_update_is_told_that_he_cannot_approve_it() -> None:
    head = a.post(Role.APPROVER)
    update = a.update(a.duty(), head)

    page = Visitor(head).post(f"/cap-nhat/{update.public_id}/duyet", status=403, seen="submitted")

    assert "Người lập cập nhật không tự duyệt được" in page


def test_an_htmx_request_is_refused_with_a_fragment() -> None:
    head = a.post(Role.APPROVER)
    update = a.update(a.duty(), head)
    visitor = Visitor(head, HX_Request="true")

    page = visitor.post(f"/cap-nhat/{update.public_id}/duyet", status=403, seen="submitted")

    assert "<html" not in page
    assert "Người lập cập nhật không tự duyệt được" in page


@pytest.mark.parametrize("address", ["/nhiem-vu?standing=nonsense&unit=x&page=zzz", "/van-ban?state=x&direction=1"])
def test_a_filter_nobody_offered_filters_nothing(address: str) -> None:
    Visitor(a.coordinator()).get(address)


def confirmed(by: Post, **letterhead: Any) -> Document:
    """A read paper with one confirmed assignment; parts of the letterhead may be missing."""
    review = a.review(by, a.found() | {"document": a.found()["document"] | letterhead})
    a.programme()
    visitor = Visitor(by)
    visitor.send(visitor.get(f"/van-ban/{review.document.public_id}"), "/xac-nhan")
    return review.document


def owed() -> tuple[Any, Post]:
    round_ = a.open_round(a.coordinator())
    return a.obligation(round_), a.post(Role.REPORTER)


def test_a_form_that_would_fill_the_disk_is_refused_before_it_is_read(settings: Settings) -> None:
    settings.UPLOAD_LIMIT = 1000
    visitor = Visitor(a.coordinator())

    answer = visitor.client.post("/van-ban/nhan", {"file": sent(b"a" * 5000)})

    assert answer.status_code == 413
    assert "Tệp vượt quá" in answer.content.decode()
