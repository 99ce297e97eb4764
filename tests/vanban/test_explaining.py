"""Every assignment can be explained, and so can what was left out."""

from pathlib import Path

import pytest

from vanban import read
from vanban.explaining import PIECES, reasons, silenced

PAPERS = Path(__file__).parent / "papers"


@pytest.mark.parametrize("name", sorted(p.stem for p in PAPERS.glob("*.txt")))
def test_every_rule_that_fired_is_put_into_words(name: str) -> None:
    for a in read((PAPERS / f"{name}.txt").read_bytes()).assignments:
        first, *others = reasons(a)

        assert all(piece in PIECES for piece in first.rule.replace("/", "+").split("+"))
        assert all(r.looks_for and r.words in a.text for r in others)
        assert len(others) >= len(a.deadlines) + len(a.recurrence)


def test_a_closing_formula_is_told_as_left_out() -> None:
    reading = read((PAPERS / "thong_bao_giao_ban_tinh.txt").read_bytes())

    assert "quiet.closing" in [r.rule for r in silenced(reading)]
