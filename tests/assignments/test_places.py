import pytest

from giamsat.assignments.places import spans_of


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Giao Bộ  Tài\nchính làm.", "bộ tài chính", ["Bộ  Tài\nchính"]),
        ("| Bộ Y tế | **Công bố** |", "Bộ Y tế Công bố", ["Bộ Y tế | **Công bố"]),
        ("chính chính", "chính", ["chính", "chính"]),
        ("chính", "chí", []),
        ("chính", "  ", []),
        ("", "chính", []),
    ],
)
def test_words_are_found_whatever_the_white_space_and_case(text: str, words: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in spans_of(text, words)] == found
