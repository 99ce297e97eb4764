"""Boards that refresh themselves, and the way from every number to its rows and its sentence."""

import re

import pytest
from django.utils import timezone

from giamsat.people.states import Role
from giamsat.tasks.actions import sweep
from tests import builders as a
from tests.web.browser import Visitor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("place", ["round", "leader"])
def test_a_board_answers_304_while_nothing_changes(place: str) -> None:
    by = a.coordinator()
    a.duty(by)
    round_ = a.open_round(by)
    address = {"round": f"/dot-bao-cao/{round_.public_id}", "leader": "/dieu-hanh"}[place]
    visitor = Visitor(by)
    page = visitor.get(address)
    version = visitor.answer["HX-PTag"]

    assert f'hx-ptag="{version}"' in page
    if visitor.client.get(address, headers={"HX-Request": "true"})["HX-PTag"] == version:  # the minute may have turned
        visitor.get(address, status=304, HX_Request="true", HX_PTag=version)


def test_a_board_answers_its_fragment_once_a_report_came_in() -> None:
    by = a.coordinator()
    round_ = a.open_round(by)
    address = f"/dot-bao-cao/{round_.public_id}"
    visitor = Visitor(by)
    visitor.get(address)
    version = visitor.answer["HX-PTag"]
    a.handed_in(a.obligation(round_), a.post(Role.REPORTER))

    fragment = visitor.get(address, HX_Request="true", HX_PTag=version)

    assert fragment.strip().startswith('<div id="board"')
    assert "1/2 cơ quan đã báo cáo" in fragment


def test_from_a_number_to_its_rows_to_the_task_to_the_sentence_in_the_paper() -> None:
    by = a.coordinator()
    a.post(Role.APPROVER, "BTC", is_head=True)
    a.duty(by)
    sweep(timezone.now())
    leader = Visitor(a.post(Role.LEADER, "BCĐCP"))

    board = leader.get("/dieu-hanh")
    assert "Bộ trưởng" in board
    rows = leader.get(link(board, r'/nhiem-vu\?[^"]*standing=overdue'))
    assert rows.count('data-label="Thời hạn"') == 1
    task = leader.get(link(rows, r"/nhiem-vu/[\w-]{20}"))
    passage = link(task, r"/van-ban/[\w-]{20}#passage-1")
    paper = leader.get(passage)

    assert 'id="passage-1"' in paper
    assert "Xác nhận</button>" not in paper


def test_every_number_of_the_leaders_page_equals_the_rows_behind_it() -> None:
    by = a.coordinator()
    a.issued(by, leads=("BTC", "BYT"), coordinators=("BXD",))
    a.duty(by)
    sweep(timezone.now())
    leader = Visitor(a.post(Role.LEADER, "BCĐCP"))
    board = leader.get("/dieu-hanh")

    numbers = re.findall(r'<a (?:class="[^"]*" )?href="(/nhiem-vu\?[^"]*)">(?:<b>)?(\d+)', board)

    assert len(numbers) > 10
    for address, number in numbers:
        rows = leader.get(address.replace("&amp;", "&"))
        assert rows.count('data-label="Thời hạn"') == int(number), address


def test_an_update_sent_back_tells_its_unit_why() -> None:
    reporter, head = a.post(Role.REPORTER), a.post(Role.APPROVER)
    update = a.update(a.duty(), reporter)
    Visitor(head).post(f"/cap-nhat/{update.public_id}/tra-lai", seen="submitted", reason="Thiếu số liệu")

    assert "Cập nhật bị trả lại: Thiếu số liệu" in Visitor(reporter).get("/viec-cua-toi")


def link(page: str, pattern: str) -> str:
    found = re.search(f'href="({pattern}[^"]*)"', page)
    assert found, pattern
    return found[1].replace("&amp;", "&")
