"""Pages of people and units, of the journal's roots, and of reorganisations."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from giamsat.journal.actions import anchor
from giamsat.journal.rules import SYSTEM
from giamsat.people import actions, reorganising
from giamsat.people.models import Person, Post, Reorganisation, Unit
from giamsat.people.states import ReorganisationState, Role
from tests import builders as a
from tests.web.browser import Visitor, sent

pytestmark = pytest.mark.django_db


def who(**changed: Any) -> dict[str, Any]:
    said = {
        "full_name": "Người Mới",
        "username": "nguoi.moi",
        "title": "Chuyên viên",
        "role": "reporter",
        "seen": "new",
    }
    return said | changed


def queries(visitor: Visitor, address: str) -> int:
    visitor.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        visitor.get(address)
    return len(asked)


def test_an_administrator_sees_his_own_subtree_only() -> None:
    below, other = a.beneath(a.unit("BTC")), a.unit("BYT")
    own, system = Visitor(a.post(Role.UNIT_ADMIN)), Visitor(a.post(Role.SYSTEM_ADMIN))

    page = own.get("/don-vi")

    assert [unit.name in page for unit in (a.unit("BTC"), below, other)] == [True, True, False]
    own.get(f"/don-vi/{below.public_id}")
    own.get(f"/don-vi/{other.public_id}", status=404)
    system.get(f"/don-vi/{other.public_id}")


@pytest.mark.parametrize("words", ["Bộ Y tế", "bo y te", "BYT"])
def test_units_are_found_with_or_without_tone_marks(words: str) -> None:
    page = Visitor(a.post(Role.SYSTEM_ADMIN)).get(f"/don-vi?q={words}")

    assert ("Bộ Y tế" in page, "Bộ Công an" in page) == (True, False)


def test_a_search_that_finds_nothing_says_so() -> None:
    assert "Không tìm thấy đơn vị nào" in Visitor(a.post(Role.SYSTEM_ADMIN)).get("/don-vi?q=khongcodau")


def test_lists_cost_the_same_however_long() -> None:
    admin = Visitor(a.post(Role.UNIT_ADMIN))
    unit = a.unit("BTC")
    addresses = ("/don-vi", f"/don-vi/{unit.public_id}")
    few = [queries(admin, address) for address in addresses]

    for _ in range(5):
        a.post_in(a.beneath(unit), Role.REPORTER)
        a.post_in(unit, Role.REPORTER)

    assert [queries(admin, address) for address in addresses] == few


def test_lists_of_the_system_cost_the_same_however_long() -> None:
    admin = a.post(Role.SYSTEM_ADMIN)
    visitor = Visitor(admin)
    anchor(a.NOW.date(), by=SYSTEM)
    a.reorganisation(admin)
    addresses = ("/goc-nhat-ky", "/sap-xep", "/tai-khoan")
    few = [queries(visitor, address) for address in addresses]

    for n in range(3):
        anchor(a.NOW.date() + timedelta(days=n), by=SYSTEM)
        a.reorganisation(admin)
        Visitor(admin)

    assert [queries(visitor, address) for address in addresses] == few


def test_somebody_new_or_known_gets_a_post_from_today() -> None:
    admin, known = Visitor(a.post(Role.UNIT_ADMIN)), a.post(Role.REPORTER, "BYT").person
    address = f"/don-vi/{a.unit('BTC').public_id}/chuc-danh"

    to_person = admin.post(address, **who())
    to_unit = admin.post(address, **who(username=known.username, full_name=known.full_name.lower()))

    given = Post.objects.filter(unit=a.unit("BTC"), role=Role.REPORTER)
    assert {post.person.username for post in given} == {"nguoi.moi", known.username}
    assert {post.from_on for post in given} == {(datetime.now(UTC) + timedelta(hours=7)).date()}
    assert (to_person.startswith("/nguoi/"), to_unit.startswith("/don-vi/")) == (True, True)


def test_a_name_that_is_somebody_else_s_is_refused_with_what_was_typed_kept() -> None:
    admin, known = Visitor(a.post(Role.UNIT_ADMIN)), a.post(Role.REPORTER, "BYT").person

    page = admin.post(f"/don-vi/{a.unit('BTC').public_id}/chuc-danh", status=422, **who(username=known.username))

    assert ("đã thuộc người khác" in page, "Người Mới" in page) == (True, True)


@pytest.mark.parametrize("wrong", [{"role": "system_admin"}, {"role": "leader"}, {"username": "Có Dấu"}, {"title": ""}])
def test_what_an_administrator_may_not_give_is_refused(wrong: dict[str, str]) -> None:
    admin = Visitor(a.post(Role.UNIT_ADMIN))

    admin.post(f"/don-vi/{a.unit('BTC').public_id}/chuc-danh", status=422, **who(**wrong))

    assert not Person.objects.filter(full_name="Người Mới").exists()


def test_a_new_head_ends_the_post_of_the_one_before() -> None:
    before, admin = a.post(Role.APPROVER, is_head=True), Visitor(a.post(Role.UNIT_ADMIN))
    address = f"/don-vi/{before.unit.public_id}/nguoi-dung-dau"
    page = admin.get(address)
    assert before.person.full_name in page

    admin.post(address, **who(seen=before.public_id, title="Bộ trưởng"))
    late = admin.post(address, status=409, **who(seen=before.public_id, username="nguoi.khac"))

    before.refresh_from_db()
    heads = Post.objects.filter(unit=before.unit, is_head=True, to_on=None)
    assert before.to_on is not None
    assert [post.person.username for post in heads] == ["nguoi.moi"]
    assert "nguoi.khac" in late


def test_a_post_ends_once() -> None:
    post, admin = a.post(Role.REPORTER), Visitor(a.post(Role.UNIT_ADMIN))
    page = admin.get(f"/don-vi/{post.unit.public_id}")
    today = (datetime.now(UTC) + timedelta(hours=7)).date()
    address = f"/chuc-danh/{post.public_id}/ket-thuc"

    admin.post(address, status=422, seen="open", on=f"{today - timedelta(days=1)}")
    admin.send(page, address)
    admin.post(address, status=409, seen="open", on=f"{today}")

    post.refresh_from_db()
    assert post.to_on == today


def test_a_unit_is_founded_beneath_by_its_administrator() -> None:
    admin, above = Visitor(a.post(Role.UNIT_ADMIN)), a.unit("BTC")
    said = {"name": "Vụ Thử nghiệm", "code": "BTC.VTN", "kind": "don_vi_truc_thuoc"}

    admin.post(f"/don-vi/{above.public_id}/truc-thuoc", **said)
    again = admin.post(f"/don-vi/{above.public_id}/truc-thuoc", status=422, **said)

    made = Unit.objects.get(code="BTC.VTN")
    assert (made.path, "Mã đơn vị này đã có" in again) == (f"{above.path}{made.pk}/", True)


def test_nobody_founds_a_unit_elsewhere() -> None:
    from giamsat.people import rules
    from giamsat.people.states import UnitKind

    with pytest.raises(rules.PlaceTooHigh):
        actions.create_unit(
            "BYT.X", name="X", kind=UnitKind.DEPARTMENT, parent=a.unit("BYT"), by=a.post(Role.UNIT_ADMIN)
        )


def test_the_administrator_arranges_a_stand_in_but_not_for_himself() -> None:
    head, colleague, admin = a.post(Role.APPROVER, is_head=True), a.post(Role.REPORTER), a.post(Role.UNIT_ADMIN)
    visitor, day = Visitor(admin), (datetime.now(UTC) + timedelta(hours=7)).date()
    address, days = f"/chuc-danh/{head.public_id}/lam-thay", {"first": f"{day}", "last": f"{day}"}

    visitor.post(address, status=422, person=admin.person.public_id, **days)
    visitor.post(address, person=colleague.person.public_id, **days)

    assert [post.person_id for post in head.stand_ins.all()] == [colleague.person_id]


def test_a_post_of_another_is_not_passed_on_by_a_colleague() -> None:
    head = a.post(Role.APPROVER, is_head=True)

    Visitor(a.post(Role.REPORTER)).get(f"/chuc-danh/{head.public_id}/lam-thay", status=404)
    Visitor(a.post(Role.UNIT_ADMIN, "BYT")).get(f"/chuc-danh/{head.public_id}/lam-thay", status=404)


def test_the_unit_page_tells_names_successions_and_history() -> None:
    unit = Unit.objects.get(code=a.unit("BNV").code)

    page = Visitor(a.post(Role.SYSTEM_ADMIN)).get(f"/don-vi/{unit.public_id}")

    assert "Nhận chức năng của" in page
    assert "Lao động - Thương binh và Xã hội" in page


def test_a_root_is_shown_and_printed_for_those_who_keep_it() -> None:
    one = anchor(a.NOW.date(), by=SYSTEM)
    keeper = Visitor(a.post(Role.SUPERVISOR, "VPCP"))

    assert "/goc-nhat-ky/1" in keeper.get("/goc-nhat-ky")
    assert f"giamsat journal verify --root {one.root}" in keeper.get("/goc-nhat-ky/1")
    keeper.get("/goc-nhat-ky/2", status=404)


CSV = (
    "kind,predecessors,successors,name,unit_kind,parent,on,document\nrename,BYT,,Bộ Y tế mới,,,2026-06-01,Nghị quyết\n"
)


def test_a_reorganisation_is_proposed_by_one_and_carried_out_by_another() -> None:
    first, second = Visitor(a.post(Role.SYSTEM_ADMIN)), Visitor(a.post(Role.SYSTEM_ADMIN, "BTC"))
    a.unit("BYT")
    address = first.post("/sap-xep/moi", title="Đổi tên", file=sent(CSV.encode(), "thay-doi.csv"))
    assert "BYT đổi tên thành Bộ Y tế mới" in first.get(address)

    first.post(f"{address}/thuc-hien", status=403, seen="proposed")
    second.send(second.get(address), "/thuc-hien")
    second.post(f"{address}/thuc-hien", status=409, seen="proposed")

    assert Unit.objects.get(code="BYT").name == "Bộ Y tế mới"
    assert "Đã thực hiện" in first.get(address)


@pytest.mark.parametrize(
    "content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00", b"kind\nabc\n", CSV.encode().replace(b"BYT", b"?")]
)
def test_a_file_that_is_no_change_set_changes_nothing(content: bytes) -> None:
    visitor = Visitor(a.post(Role.SYSTEM_ADMIN))

    visitor.post("/sap-xep/moi", status=422, title="Sai", file=sent(content, "sai.csv"))

    assert not Reorganisation.objects.exists()


def test_a_proposal_that_no_longer_fits_says_why_and_can_be_withdrawn() -> None:
    first, second = a.post(Role.SYSTEM_ADMIN), Visitor(a.post(Role.SYSTEM_ADMIN, "BTC"))
    a.unit("BYT")
    rows = [{"kind": "dissolve", "predecessors": "BYT", "on": "2026-06-01"}]
    one = reorganising.propose("Giải thể", rows, by=first, at=a.NOW)
    actions.create_unit("BYT.M", name="Mới", kind=a.UnitKind.DEPARTMENT, parent=a.unit("BYT"), by=SYSTEM)

    page = second.get(f"/sap-xep/{one.public_id}")
    second.send(page, "/rut")

    one.refresh_from_db()
    assert re.search(r"Dòng 1 .*chưa được sắp xếp", page)
    assert one.state == ReorganisationState.WITHDRAWN
