"""Agencies, their heads and groups of agencies, found by form; codes through the table handed in."""

import pytest

from vanban.agencies import AgencyTable, list_at

NAMED = [
    ("Bộ trưởng Bộ Nội vụ khẩn trương rà soát", ["Bộ Nội vụ"]),
    ("Các Bộ: Quốc phòng, Công an chủ động", ["Bộ Quốc phòng", "Bộ Công an"]),
    ("Bộ Văn hóa, Thể thao và Du lịch, Bộ Y tế phối hợp", ["Bộ Văn hóa, Thể thao và Du lịch", "Bộ Y tế"]),
    ("Sở Giáo dục và Đào tạo trình", ["Sở Giáo dục và Đào tạo"]),
    ("Chủ tịch Ủy ban nhân dân tỉnh Lai Châu chỉ đạo", ["Ủy ban nhân dân tỉnh Lai Châu"]),
    ("các bộ, ngành, địa phương tổ chức", ["ALL_MINISTRIES", "ALL_PROVINCES"]),
    ("các bộ, cơ quan liên quan và địa phương rà soát", ["RELATED_AGENCIES", "ALL_PROVINCES"]),
    ("các bộ, ngành, địa phương liên quan rà soát", ["RELATED_AGENCIES"]),
    ("Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương xây dựng", ["ALL_PROVINCES"]),
    ("Các sở, ban, ngành và UBND các xã, phường tổ chức", ["ALL_DEPARTMENTS", "ALL_COMMUNES"]),
    ("các cơ quan, đơn vị, địa phương thực hiện", ["ALL_AGENCIES"]),
    ("các đơn vị trực thuộc Bộ rà soát", ["ALL_SUBUNITS"]),
    ("Các cơ quan được giao chủ trì có trách nhiệm", ["Các cơ quan được giao chủ trì"]),
    ("Văn phòng Ban chỉ đạo phòng thủ dân sự quốc gia theo dõi", ["Văn phòng Ban chỉ đạo phòng thủ dân sự quốc gia"]),
    ("Tỉnh ủy, Thành ủy lãnh đạo", ["Tỉnh ủy, Thành ủy"]),
    ("tiếp tục rà soát", []),
]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_names_at_the_start_of_a_clause(text: str, names: list[str]) -> None:
    found, _ = list_at(text, 0)

    assert [a.name for a in found] == names


def test_table_gives_the_code_of_a_name_or_alias() -> None:
    table = AgencyTable.from_rows(
        [{"code": "HUE", "name_vi": "Thành phố Huế", "name_current": "", "aliases": "TP Huế;UBND thành phố Huế"}]
    )

    assert [table.code_of(name) for name in ("UBND thành phố Huế", "Ủy ban nhân dân thành phố Huế", "Bộ Y tế")] == [
        "HUE",
        "HUE",
        None,
    ]


def test_table_is_read_from_a_file(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "agencies.csv"
    path.write_text(
        "code,name_vi,name_current,kind_current,aliases\nBYT,Bộ Y tế,Bộ Y tế,bo,BYT;Y tế\n", encoding="utf-8"
    )

    assert AgencyTable.from_csv(path).code_of("Bộ Y tế") == "BYT"
