"""Words whose marks recognition lost are mended where one word only is possible; whole papers are left alone."""

from importlib.resources import files
from pathlib import Path

import pytest

from vanban import AgencyTable, read_text
from vanban.layout import cut
from vanban.spelling import mended

TABLE = AgencyTable.from_csv(Path(str(files("giamsat.people") / "seed" / "agencies.csv")))
DAMAGED = """TỔNG CỤC THUẾ
Số: 812/TCT-PC
Hà Nội, ngày 03 tháng 4 năm 2026
Kính gửi: Cục Thuế các tỉnh, thành phố trực thuộc Trung ương

1. Cục Thuê các tỉnh chịu trách nhiêm kiêm tra đơn vi, tô chức báo cáo kêt quả trước ngày 20/4/2026.
2. Văn phòng Tổng cục Thuế phôi hợp với các đơn vị liên quan thưc hiện, hướng dân cơ quan thuế đia phương.
"""


def test_a_damaged_paper_is_read_under_the_right_names() -> None:
    found = read_text(DAMAGED, "text", agencies=TABLE).assignments

    assert [[x.name for x in a.leads] for a in found] == [["Cục Thuế các tỉnh"], ["Văn phòng Tổng cục Thuế"]]
    assert found[0].text.startswith("Cục Thuế các tỉnh chịu trách nhiệm kiểm tra đơn vị, tổ chức")


def test_places_stay_true_when_words_are_mended() -> None:
    found = read_text(DAMAGED, "text", agencies=TABLE).assignments[0]

    assert DAMAGED[found.span.start : found.span.end].startswith("Cục Thuê các tỉnh chịu trách nhiêm")
    assert len(DAMAGED[found.span.start : found.span.end]) == len(found.text)


@pytest.mark.parametrize("text", ["Bộ Y tế phân bố lại thuốc.", "Sở Nội vụ nhân viên chuyên môn.", "chi thị trường"])
def test_a_whole_paper_is_left_alone(text: str) -> None:
    blocks = cut(
        text + "\n\n" + "Các đơn vị có trách nhiệm thực hiện, báo cáo kết quả trước ngày 20/4/2026.\n\n" * 9
    ).blocks

    assert mended(blocks, TABLE) is blocks
