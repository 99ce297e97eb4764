import pytest

from giamsat.assignments.places import cuts_of, spans_of


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Giao Bộ  Tài\nchính làm.", "bộ tài chính", ["Bộ  Tài\nchính"]),
        ("| Bộ Y tế | **Công bố** |", "Bộ Y tế Công bố", ["Bộ Y tế | **Công bố"]),
        ("chính chính", "chính", ["chính", "chính"]),
        ("Giao Bộ Y tế công bố.", "ộ Y tế công b", ["Bộ Y tế công bố"]),
        ("chính chính", "hí", ["chính", "chính"]),
        ("aaa", "a", ["aaa"]),
        ("chính", "  ", []),
        ("", "chính", []),
    ],
)
def test_words_are_found_whatever_the_white_space_and_case(text: str, words: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in spans_of(text, words)] == found


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1. Bộ A làm việc này; Bộ B làm việc kia.", ["Bộ B làm việc kia."]),
        ("Bộ A làm xong ngày 10.6.2026. Bộ B làm sau", ["Bộ B làm sau"]),
        ("Bộ A làm việc này, đồng thời báo cáo Thủ tướng", ["báo cáo Thủ tướng"]),
        ("Bộ A làm;\n- Bộ B làm\nBộ C làm", ["- Bộ B làm\nBộ C làm", "Bộ C làm"]),
        ("Bộ A, Bộ B và Bộ C làm.", []),
    ],
)
def test_a_sentence_is_cut_where_a_second_order_may_begin(text: str, seconds: list[str]) -> None:
    assert [text[place:] for place in cuts_of(text, 0, len(text))] == seconds


def test_cuts_are_places_of_the_whole_text() -> None:
    text = "Mở đầu. Bộ A làm; Bộ B làm. Kết thúc ở đây."

    assert cuts_of(text, text.index("Bộ A"), text.index(" Kết")) == [text.index("Bộ B")]
