"""Labelled pairs of real and made-up tasks; collected only where they lie beside the checkout."""

from bench import likeness


def test_alike_tasks_meet_the_bar() -> None:
    score = likeness.labelled_score()

    assert score["f1"] >= 0.75
    assert score["duplicate_recall"] >= 0.92
    assert score["related_wrongly_reported"] <= 0.10
    assert score["real"] == 17
    assert score["real_found"] >= 11
