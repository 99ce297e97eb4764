"""Targets read from a table of a real Word file stand beside the paper."""

import docx
import pytest

from giamsat.people.actions import SEED
from giamsat.people.states import Role
from tests import builders as a
from tests.formats.made import saved
from tests.web.browser import Visitor
from vanban import AgencyTable, read

pytestmark = pytest.mark.django_db

ROWS = (
    ("TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2027", "Năm 2030"),
    ("1", "Tỷ lệ hồ sơ trực tuyến toàn trình", "%", "≥ 80", "95"),
    ("2", "Số trạm đo mực nước tự động", "trạm", "1.200", "2.500"),
)


def word() -> bytes:
    made = docx.Document()
    made.add_paragraph("PHỤ LỤC I")
    made.add_paragraph("CHỈ TIÊU ĐẾN NĂM 2030")
    table = made.add_table(rows=len(ROWS), cols=len(ROWS[0]), style="Table Grid")
    for row, cells in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    return saved(made)


def test_targets_of_an_annex_stand_beside_the_paper_for_who_works_on_it() -> None:
    reading = read(word(), agencies=AgencyTable.from_csv(SEED / "agencies.csv"))
    found = a.found(reading.text, assignments=0) | reading.as_json()
    by = a.coordinator()
    address = f"/van-ban/{a.review(by, found).document.public_id}"

    page = Visitor(by).get(address)

    for words in ("2 chỉ tiêu đọc thấy", "Tỷ lệ hồ sơ trực tuyến toàn trình", "≥ 80", "2.500", ">2027<", ">2030<"):
        assert words in page
    Visitor(a.post(Role.REPORTER, "BTC")).get(address, status=404)


def test_a_paper_without_targets_has_no_such_table() -> None:
    by = a.coordinator()

    assert "chỉ tiêu đọc thấy" not in Visitor(by).get(f"/van-ban/{a.review(by).document.public_id}")
