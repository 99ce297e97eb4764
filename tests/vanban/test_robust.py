"""Whatever text comes in, reading ends soon and its spans stay within the text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban import read

NAMES = ["Bộ ", "Nội vụ", "các", "bộ, ngành", "UBND", "tỉnh", "và", "liên quan", "Kính gửi:", "Số: 1/A-B", "Nơi nhận:"]
VERBS = [
    "chủ trì",
    "phối hợp với",
    "rà soát",
    "có trách nhiệm",
    "trước ngày",
    "15/6/2026",
    "hằng tháng",
    "Quý III/2026",
]
MARKS = [";", ":", ".", "- ", "1. ", "a) ", "Điều 2. ", "II. ", "**", "(", ")", "|", "TT", "PHỤ LỤC", "\n", "\n\n"]
ODD = ["e\u0302\u0301", "\u00a0", "\ufeff", "𝒜", "\u200b"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*NAMES, *VERBS, *MARKS, *ODD]), max_size=60))
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
