"""Requests no browser of ours would send: a page says so, nothing crashes, nothing is left blank."""

import re
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, RequestFactory

from giamsat.config.wsgi import application
from giamsat.people.states import Role
from tests import builders as a
from tests.web.browser import Visitor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("charset", ["hex", "rot13", "utf-16", "raw_unicode_escape", "nonsense"])
def test_fields_in_another_encoding_are_refused(charset: str) -> None:
    assert knock(f'multipart/form-data; boundary=x; charset="{charset}"').startswith("415")
    assert knock(f"text/plain;CHARSET={charset}").startswith("415")


@pytest.mark.parametrize("said", ["", "text/plain", "text/plain; charset=UTF-8", "text/plain; charset=utf8"])
def test_fields_in_utf_8_are_read_however_it_is_spelt(said: str) -> None:
    assert knock(said).startswith("200")


def test_another_encoding_would_crash_the_door_without_its_guard() -> None:
    """The planted defect: Django alone."""
    with pytest.raises(LookupError):
        knock("text/plain; charset=hex", WSGIHandler())


def knock(content_type: str, application: Any = application) -> str:
    """The status line of the sign-in page, asked for through the door a web server calls."""
    statuses: list[str] = []
    environ = RequestFactory()._base_environ(PATH_INFO="/dang-nhap", QUERY_STRING="next=/", CONTENT_TYPE=content_type)
    answer = application(environ, lambda status, headers: statuses.append(status))
    b"".join(answer)
    return statuses[0]


def test_a_form_sent_after_the_session_ended_leads_back_to_its_page() -> None:
    reporter = a.post(Role.REPORTER)
    page = f"/phan-viec/{a.duty().public_id}/cap-nhat"
    client = Client()

    asked = client.post(page, {"result": "Đã gõ"}, headers={"Referer": f"http://testserver{page}"})
    elsewhere = client.post("/van-ban/nhan", headers={"Referer": "https://evil.example/"})

    assert asked["Location"] == f"/dang-nhap?next={page}"
    assert elsewhere["Location"] == "/dang-nhap?next=/"
    assert Visitor(reporter).get(page)


def test_a_board_left_open_after_the_session_ended_reloads_whole() -> None:
    answer = Client().get("/dieu-hanh", headers={"HX-Request": "true"})

    assert (answer.status_code, answer.headers.get("HX-Refresh")) == (200, "true")


def test_the_language_changed_on_a_refused_form_leads_back_to_its_page() -> None:
    reporter = a.post(Role.REPORTER)
    page = f"/phai-bao-cao/{a.obligation(a.open_round(a.coordinator())).public_id}"
    visitor = Visitor(reporter)
    visitor.client.defaults["HTTP_REFERER"] = f"http://testserver{page}"

    refused = visitor.send(visitor.get(page), "/luu", at=f"{page}/nop", status=422)

    assert visitor.send(refused, "/ngon-ngu", language="en").endswith(page)


@pytest.mark.parametrize("role,place", [(Role.REPORTER, "BTC"), (Role.LEADER, "BCĐCP"), (Role.COORDINATOR, "BKHCN")])
def test_the_page_above_a_paper_is_one_its_reader_may_open(role: Role, place: str) -> None:
    document = a.duty().task.document
    visitor = Visitor(a.post(role, place))

    page = visitor.get(f"/van-ban/{document.public_id}")

    above = re.search(r'class="crumbs".*?href="([^"]+)"', page)
    assert above
    visitor.get(above[1])


def test_an_address_that_only_takes_forms_says_so_on_a_page() -> None:
    visitor = Visitor(a.coordinator())

    page = visitor.get("/chuc-danh", status=405)

    assert "Không mở được trực tiếp địa chỉ này" in page
    assert visitor.answer["Allow"] == "POST"


@pytest.mark.parametrize("address", ["/livez", "/dang-nhap", "/nhiem-vu", "/van-ban/nhan"])
def test_what_may_be_read_may_be_asked_about(address: str) -> None:
    assert Visitor(a.coordinator()).client.head(address).status_code in (200, 302)


def test_a_session_cookie_with_a_nul_is_no_session() -> None:
    client = Client()
    client.cookies["sessionid"] = "abcdefgh\0ijkl"

    assert client.get("/nhiem-vu").status_code == 302
