"""The whole journey by its pages: from a paper taken in to the consolidated report issued."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from giamsat.assignments import jobs as assignment_jobs
from giamsat.assignments.models import Candidate
from giamsat.consolidation.models import Compilation
from giamsat.documents import jobs as document_jobs
from giamsat.documents.models import Document
from giamsat.files import jail
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.progress.models import Update
from giamsat.reports.models import Obligation, Round, Submission
from giamsat.tasks.models import Duty
from giamsat.tasks.states import DeliveryKind
from tests import builders as a
from tests.web.browser import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def jailed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The jailed child is another process: what it would answer is said here by the beginning of the bytes."""
    kinds = {b"%PDF": "pdf", b"PK\x03\x04": "docx"}

    def check(path: Any) -> str:
        return kinds.get(path.read_bytes()[:4], "text")

    monkeypatch.setattr(jail, "check", check)
    monkeypatch.setattr(jail, "read", lambda path, agencies, tell: a.found())


def file(name: str, begin: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, begin + name.encode())


def test_from_paper_to_consolidated_report() -> None:
    programme = a.programme()
    posts = {
        "coordinator": a.coordinator(),
        "minister": a.post(Role.APPROVER, "BKHCN", is_head=True),
        "reporter": a.post(Role.REPORTER, "BTC"),
        "head": a.post(Role.APPROVER, "BTC", is_head=True),
        "leader": a.post(Role.LEADER, "BCĐCP"),
    }
    coordinator, minister, reporter, head, leader = (Visitor(post) for post in posts.values())

    document = take_in(coordinator)
    issue(coordinator, document)
    duty = Duty.objects.get(unit__code="BTC")
    report_progress(reporter, head, coordinator, duty)
    obligation = ask(coordinator, programme.public_id, posts["reporter"])
    hand_in(reporter, obligation)
    consolidate(coordinator, minister, obligation.round)
    assert "Hoàn thành" in leader.get("/dieu-hanh")
    leader.get(f"/nhiem-vu/{duty.task.public_id}")
    leader.get(f"/van-ban/{document.public_id}")
    for visitor in (coordinator, minister, reporter, head):
        visitor.get("/viec-cua-toi")


def take_in(coordinator: Visitor) -> Document:
    page = coordinator.get("/van-ban/nhan")
    address = coordinator.send(page, "/van-ban/nhan", file=file("van-ban.txt"))
    assert "tự cập nhật khi đọc xong" in coordinator.get(address)
    assert document_jobs.read_one(timezone.now())
    assert assignment_jobs.propose_one(timezone.now())
    return Document.objects.get()


def issue(coordinator: Visitor, document: Document) -> None:
    page = coordinator.get(f"/van-ban/{document.public_id}")
    candidate = Candidate.objects.get()
    back = coordinator.send(page, f"{candidate.public_id}/xac-nhan")
    assert back.endswith("#finding-1")
    coordinator.send(coordinator.get(back), "/giao")
    assert "Nhiệm vụ đã giao từ văn bản này" in coordinator.get(f"/van-ban/{document.public_id}")
    assert "hướng dẫn chi" in coordinator.get("/nhiem-vu?q=huong+dan")


def report_progress(reporter: Visitor, head: Visitor, coordinator: Visitor, duty: Duty) -> None:
    page = reporter.get(f"/phan-viec/{duty.public_id}/cap-nhat")
    said = {"result": "Đã ban hành", "says_done": "on", "commitment_on": "2030-01-01"}
    product = {
        "product": duty.task.products.get().public_id,
        "delivered_kind": DeliveryKind.DOCUMENT,
        "delivered_on": "2026-06-01",
        "delivered_symbol": "5/HD-BTC",
        "delivered_issuer": "Bộ Tài chính",
        "delivered_file": file("huong-dan-da-ky.pdf", b"%PDF"),
    }
    evidence = [file("huong-dan.pdf", b"%PDF"), file("phu-luc.pdf", b"%PDF")]
    obstacle = {"obstacle_description": "Thiếu định mức", "obstacle_beyond": "on", "obstacle_proposal": "Ban hành"}
    task = reporter.send(page, "/cap-nhat", evidence=evidence, **said, **product, **obstacle)
    update = Update.objects.get()
    head.send(head.get(task), f"{update.public_id}/duyet")
    coordinator.send(coordinator.get(task), f"{duty.public_id}/chuyen/done")
    duty.refresh_from_db()
    assert duty.state == "done"
    kept = duty.evidence.first()
    assert kept is not None
    assert coordinator.download(f"/minh-chung/{kept.public_id}") == b"%PDFhuong-dan.pdf"


def ask(coordinator: Visitor, programme: str, reporter: Post) -> Obligation:
    page = coordinator.get("/dot-bao-cao/moi")
    said = {"title": "Báo cáo đột xuất", "due_on": "2030-01-12", "due_clock": "16:00:00", "groups": ["ALL_MINISTRIES"]}
    address = coordinator.send(page, "/moi", programme=programme, **said)
    coordinator.send(coordinator.get(address), "/mo")
    assert "trước 16h00 ngày 12/01/2030" in coordinator.get(address).lower()
    assert Round.objects.get().sections.count() == 3
    return Obligation.objects.get(unit=reporter.unit)


def hand_in(reporter: Visitor, obligation: Obligation) -> None:
    address = f"/phai-bao-cao/{obligation.public_id}"
    for one in (file("bao-cao.pdf", b"%PDF"), file("bao-cao.docx", b"PK\x03\x04")):
        reporter.send(reporter.get(address), "/luu", at=f"{address}/tep", file=one, section_1="Đã xong.")
    incomplete = reporter.send(reporter.get(address), "/luu", at=f"{address}/nop", status=422)
    assert "Chưa nộp được vì còn thiếu" in incomplete
    receipt = reporter.send(reporter.get(address), "/luu", at=f"{address}/nop", section_3="Không có.")
    assert "Giấy biên nhận" in reporter.get(receipt)
    assert Submission.objects.get().state == "accepted"
    reporter.get(address)


def consolidate(coordinator: Visitor, minister: Visitor, round_: Round) -> None:
    page = coordinator.get(f"/dot-bao-cao/{round_.public_id}")
    address = coordinator.send(page, "/tong-hop")
    back = coordinator.send(coordinator.get(address), "/sua/proposal", text="Kính đề nghị xem xét.")
    assert "Kính đề nghị xem xét." in coordinator.get(back)
    minister.send(minister.get(address), "/ban-hanh")
    assert Compilation.objects.get().state == "issued"
    assert minister.download(f"{address}/docx").startswith(b"PK")
    assert minister.download(f"{address}/pdf").startswith(b"%PDF")
    coordinator.get(f"/nhat-ky/compilation/{address.split('/')[-1]}")
    coordinator.get(f"/van-ban/{Compilation.objects.get().document.public_id}", status=302)
    assert coordinator.answer["Location"] == address
