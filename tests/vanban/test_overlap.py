"""Labelled pairs of real and made-up tasks, when they lie beside the checkout."""

import pytest

from bench import likeness

pytestmark = pytest.mark.skipif(
    not likeness.OVERLAP.is_dir(),
    reason=f"Không có các cặp nhiệm vụ đã gán nhãn ở {likeness.OVERLAP}: phần này chưa được kiểm tra. / Not tested.",
)


def test_alike_tasks_meet_the_bar() -> None:
    score = likeness.labelled_score()

    assert score["f1"] >= 0.75
    assert score["duplicate_recall"] >= 0.92
    assert score["related_wrongly_reported"] <= 0.10
