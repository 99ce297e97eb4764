"""Whatever text comes in, reading ends soon and its spans stay within the text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban import read

WORDS = st.sampled_from(
    [
        "Bộ ",
        "Nội vụ",
        "các",
        "bộ, ngành",
        "chủ trì",
        "phối hợp với",
        "trước ngày",
        "15/6/2026",
        "hằng tháng",
        ";",
        ":",
        ".",
        "- ",
        "1. ",
        "a) ",
        "Điều 2. ",
        "II. ",
        "UBND\n",
        "tỉnh",
        "và",
        "rà soát",
        "**",
        "Kính gửi:",
        "Số: 1/A-B",
        "có trách nhiệm",
        "liên quan",
        "(",
        ")",
        "TT",
        "Quý III/2026",
        "|",
        "PHỤ LỤC",
        "Nơi nhận:",
        "ế\n",
        "\xa0",
        "\n\n",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=60))
def test_any_mix_of_words_is_read(words: list[str]) -> None:
    text = "x " + " ".join(words)

    reading = read(text.encode())

    assert all(0 <= a.span.start <= a.span.end <= len(reading.text) for a in reading.assignments)
    assert all(0 <= b.start <= b.end <= len(reading.text) for b in reading.blocks)


@pytest.mark.parametrize(
    "piece",
    ["Bộ Nội vụ và các ", "các bộ, ngành, ", "trước ngày 1/", "a ", "- ", "Nội vụ, ", "((((", "Về việc : ", "12/2/"],
)
def test_long_dull_text_is_read_in_time(piece: str) -> None:
    source = (piece * (30_000 // len(piece))).encode()
    began = time.perf_counter()

    read(b"x" + source)

    assert time.perf_counter() - began < 3
