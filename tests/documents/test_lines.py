"""Lines of pages found again in a reading's text: pure, no database."""

import unicodedata

import pytest

from giamsat.documents import lines
from giamsat.documents.lines import Box, Placed, boxes_of, placed


def page(*words: str) -> list[tuple[Box, str]]:
    """Lines under one another, each from 1000 to 9000 across."""
    return [(Box(1000, 100 * n, 9000, 100 * n + 80), line) for n, line in enumerate(words)]


def held(text: str, *pages: list[tuple[Box, str]]) -> list[tuple[int, str]]:
    """(page, what of the text the line holds) of the lines found, in the order of the text."""
    return [(line.page, text[line.start : line.end]) for line in placed(text, pages)]


def test_lines_that_the_reading_has_joined_are_found() -> None:
    text = "1. Bộ Tài chính ban hành hướng dẫn chi trước ngày 10 tháng 6.\n"

    found = held(text, page("1. Bộ Tài chính ban hành", "hướng dẫn chi trước", "ngày 10 tháng 6."))

    assert found == [(0, "1. Bộ Tài chính ban hành"), (0, "hướng dẫn chi trước"), (0, "ngày 10 tháng 6")]


def test_letters_typed_in_two_pieces_are_the_same_letters() -> None:
    text = "Bộ Y tế công bố danh mục\n"

    assert held(text, page(unicodedata.normalize("NFD", "Bộ Y tế CÔNG BỐ"))) == [(0, "Bộ Y tế công bố")]


def test_what_the_reading_left_out_or_put_in_does_not_disturb() -> None:
    text = "a) Xây dựng đề án đô thị\nb) Báo cáo Thủ tướng Chính phủ\n"

    found = held(
        text,
        page("Văn bản số 12/KH-UBND", "Xây dựng đề án đô thị", "- 1 -"),
        page("Văn bản số 12/KH-UBND", "Báo cáo Thủ tướng Chính phủ"),
    )

    assert found == [(0, "Xây dựng đề án đô thị"), (1, "Báo cáo Thủ tướng Chính phủ")]


def test_cells_of_a_row_are_found_whatever_the_order_of_their_lines() -> None:
    text = "| 1 | Rà soát quy định về dữ liệu | Bộ Tư pháp |\n| 2 | Rà soát quy định về đất đai | Bộ Tư pháp |\n"

    found = held(
        text,
        page("1", "Rà soát quy định", "Bộ Tư pháp", "về dữ liệu", "2", "Rà soát quy định", "Bộ Tư pháp", "về đất đai"),
    )

    assert [words for _, words in found] == [
        "1", "Rà soát quy định", "về dữ liệu", "Bộ Tư pháp",
        "2", "Rà soát quy định", "về đất đai", "Bộ Tư pháp",
    ]  # fmt: skip


def test_the_same_line_twice_stands_in_two_places() -> None:
    text = "Yêu cầu thực hiện nghiêm.\nYêu cầu thực hiện nghiêm.\n"

    found = placed(text, [page("Yêu cầu thực hiện nghiêm."), page("Yêu cầu thực hiện nghiêm.")])

    assert [(line.page, line.start) for line in found] == [(0, 0), (1, 26)]


def test_without_remembering_places_the_two_would_be_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted defect: a place may be taken twice."""
    text = "Bộ Tư pháp.\nNgày 5.\nBộ Tư pháp.\n"
    monkeypatch.setattr(lines, "_free", lambda letters, line, low, high, taken: letters.find(line))

    starts = [line.start for line in placed(text, [page("Bộ Tư pháp.", "Ngày 5.", "Bộ Tư pháp.")])]

    assert starts.count(0) == 2


def test_a_line_read_otherwise_takes_the_gap_between_its_neighbours() -> None:
    text = "Kết luận của Phó Thủ tướng về kho dữ liệu dùng chung\n"

    found = held(text, page("Kết luận của", "Phổ Thủ tươngg", "về kho dữ liệu"))

    assert found[1] == (0, "Phó Thủ tướng")


def test_a_line_that_is_not_in_the_text_is_placed_nowhere() -> None:
    text = "Kết luận của Phó Thủ tướng về kho dữ liệu dùng chung\n"

    assert held(text, page("Kết luận của", "(Xem tiếp trang sau và phụ lục kèm theo)", "Phó Thủ tướng")) == [
        (0, "Kết luận của"),
        (0, "Phó Thủ tướng"),
    ]


def test_short_words_are_not_sought_far_away() -> None:
    text = "x" * (lines.NEAR + 10) + " 12\n"

    assert held(text, page("12")) == []


def test_a_passage_is_its_lines_cut_where_it_begins_and_ends() -> None:
    found = [Placed(0, Box(1000, 0, 9000, 80), 0, 80), Placed(1, Box(1000, 0, 5000, 80), 81, 121)]

    assert boxes_of(found, 40, 101) == [(0, Box(5000, 0, 9000, 80)), (1, Box(1000, 0, 3000, 80))]
    assert boxes_of(found, 121, 130) == []


def test_a_long_paper_of_lines_that_are_nowhere_takes_no_time() -> None:
    text = "Bộ Tài chính ban hành hướng dẫn. " * 20_000
    strange = page(*[f"Dòng lạ số {n} không có ở đâu" for n in range(2_000)])

    assert placed(text, [strange]) == []
