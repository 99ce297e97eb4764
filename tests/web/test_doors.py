"""Signing in and out, posts, languages, health, and what leaves as a file."""

import pytest
from django.test import Client

from giamsat.journal.rules import SYSTEM
from giamsat.people import actions as people_actions
from giamsat.people.states import Role
from giamsat.tasks import actions as task_actions
from tests import builders as a
from tests.web.browser import Visitor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "role,place,home",
    [
        (Role.LEADER, "BCĐCP", "/dieu-hanh"),
        (Role.SUPERVISOR, "VPCP", "/dieu-hanh"),
        (Role.REPORTER, "BTC", "/viec-cua-toi"),
    ],
)
def test_home_is_where_the_role_begins(role: Role, place: str, home: str) -> None:
    visitor = Visitor(a.post(role, place))

    visitor.get("/", status=302)

    assert visitor.answer["Location"] == home


def test_administrators_are_told_why_they_see_nothing() -> None:
    assert "không xem nội dung nhiệm vụ" in Visitor(a.post(Role.SYSTEM_ADMIN)).get("/")


def test_signing_in_leads_home_and_signing_out_back() -> None:
    post = a.post(Role.REPORTER)
    visitor = Visitor(None)
    page = visitor.get("/dang-nhap")

    assert visitor.send(page, "/dang-nhap", username=post.person.username, password="mat-khau-thu-nghiem") == "/"
    assert visitor.send(visitor.get("/viec-cua-toi"), "/dang-xuat") == "/dang-nhap"
    visitor.get("/viec-cua-toi", status=302)


def test_signing_in_leads_to_the_page_that_was_asked_for() -> None:
    post = a.post(Role.REPORTER)
    visitor = Visitor(None)
    visitor.get("/nhiem-vu?q=abc", status=302)
    page = visitor.get(visitor.answer["Location"])

    said = {"username": post.person.username, "password": "mat-khau-thu-nghiem"}

    assert visitor.send(page, "/dang-nhap", **said) == "/nhiem-vu?q=abc"


def test_a_wrong_password_is_told_on_the_form() -> None:
    post = a.post(Role.REPORTER)
    visitor = Visitor(None)

    page = visitor.send(
        visitor.get("/dang-nhap"), "/dang-nhap", status=422, username=post.person.username, password="sai"
    )

    assert "Tên đăng nhập hoặc mật khẩu không đúng" in page


def test_too_many_wrong_passwords_lock_the_door() -> None:
    post = a.post(Role.REPORTER)
    client = Client()
    said = {"username": post.person.username, "password": "sai"}

    answers = [client.post("/dang-nhap", said).status_code for _ in range(9)]

    assert answers[0] == 422
    assert answers[-1] == 429
    assert "tạm khóa 15 phút" in client.post("/dang-nhap", said).content.decode()


def test_somebody_without_a_post_is_told_so_and_may_leave() -> None:
    post = a.post(Role.REPORTER)
    visitor = Visitor(post)
    type(post).objects.filter(pk=post.pk).update(to_on="2026-01-01")

    page = visitor.get("/viec-cua-toi", status=403)

    assert "không giữ chức danh nào" in page
    assert visitor.send(page, "/dang-xuat") == "/dang-nhap"


def test_somebody_with_two_posts_chooses_from_which_he_acts() -> None:
    first = a.post(Role.REPORTER)
    second = people_actions.appoint(
        a.unit("BKHCN"),
        username=first.person.username,
        full_name=first.person.full_name,
        role=Role.COORDINATOR,
        title="Chuyên viên biệt phái",
        by=SYSTEM,
    )
    visitor = Visitor(first)
    page = visitor.get("/viec-cua-toi")

    visitor.send(page, "/chuc-danh", post=second.public_id)

    assert "Chuyên viên biệt phái · Bộ Khoa học và Công nghệ" in visitor.get("/viec-cua-toi")
    visitor.get("/van-ban")


def test_a_post_of_somebody_else_cannot_be_chosen() -> None:
    visitor, other = Visitor(a.post(Role.REPORTER)), a.coordinator()

    visitor.post("/chuc-danh", status=404, post=other.public_id)

    visitor.get("/van-ban", status=403)


def test_pages_speak_vietnamese_until_english_is_chosen() -> None:
    visitor = Visitor(a.post(Role.REPORTER), accept_language="en-US")
    page = visitor.get("/viec-cua-toi")

    visitor.send(page, "/ngon-ngu", language="en")

    assert "Việc của tôi" in page
    english = visitor.get("/viec-cua-toi")
    assert "My work" in english
    assert 'lang="en"' in english


def test_health_is_plain_and_open() -> None:
    visitor = Visitor(None)

    assert (visitor.get("/livez"), visitor.get("/readyz")) == ("ok\n", "ok\n")


def test_a_page_that_is_not_there_is_a_page() -> None:
    assert "Không tìm thấy trang" in Visitor(a.post(Role.REPORTER)).get("/khong-co", status=404)
    assert "Không tìm thấy trang" in Visitor(None).get("/khong-co", status=404)


def test_a_file_leaves_as_an_attachment_under_its_own_name_and_kind() -> None:
    reporter = a.post(Role.REPORTER)
    upload = a.upload(reporter, kind="pdf", content=b"%PDF-1.7")
    type(upload).objects.filter(pk=upload.pk).update(name="Báo cáo quý.html")
    upload.refresh_from_db()
    evidence = task_actions.attach_evidence(a.duty(), upload, by=reporter, at=a.NOW)
    visitor = Visitor(reporter)

    content = visitor.download(f"/minh-chung/{evidence.public_id}")

    assert content == b"%PDF-1.7"
    assert visitor.answer["Content-Type"] == "application/pdf"
    assert visitor.answer["Content-Disposition"].startswith("attachment; filename*=utf-8''B%C3%A1o%20c%C3%A1o")
    assert visitor.answer["X-Content-Type-Options"] == "nosniff"
    assert upload.sha256 not in str(visitor.answer.headers)
