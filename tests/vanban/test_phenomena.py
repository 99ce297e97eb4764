"""Each phenomenon of the language is read as a clerk reads it, and what only looks like it is read otherwise."""

from importlib.resources import files
from pathlib import Path

import pytest

from vanban import AgencyTable, read_text
from vanban.findings import Assignment
from vanban.grammar import phenomena
from vanban.grammar.phenomena import Phenomenon, Read

HEAD = """VĂN PHÒNG CHÍNH PHỦ
Số: 95/TB-VPCP
Hà Nội, ngày 05 tháng 3 năm 2026

THÔNG BÁO
Kết luận cuộc họp về công tác tháng 3

"""
NAMED = {
    "list": "elliptical lists",
    "lead": "inherited leads",
    "coordination": "coordination in a heading",
    "clause": "several subjects or deadlines in a clause",
    "time": "coarse and relative periods",
    "restated": "restated orders that are not orders",
    "text": "glued text, running heads, damage by recognition",
    "mark": "letters a b c d đ e g, duplicate or missing numbers",
}


@pytest.fixture(scope="module")
def table() -> AgencyTable:
    return AgencyTable.from_csv(Path(str(files("giamsat.people") / "seed" / "agencies.csv")))


def _reads(text: str, table: AgencyTable) -> list[Assignment]:
    return list(read_text(HEAD + text, "text", agencies=table).assignments)


def _as_read(a: Assignment, expected: Read) -> Read:
    said = [(s.moment or s.on).isoformat() for s in a.deadlines if s.moment or s.on]
    cadences = [c.value for c in a.recurrence]
    action = expected.action if a.action.startswith(expected.action) else a.action
    return Read(tuple(x.name for x in a.leads), action, (*said, *cadences), tuple(x.name for x in a.coordinating))


def _compare(text: str, expected: tuple[Read, ...], table: AgencyTable) -> tuple[list[Read], list[Read]]:
    found = _reads(text, table)
    padded = [*expected, *[Read((), "")] * (len(found) - len(expected))]
    return [_as_read(a, e) for a, e in zip(found, padded, strict=False)], list(expected)


@pytest.mark.parametrize("one", phenomena.PHENOMENA, ids=lambda p: p.id)
def test_phenomenon_is_read(one: Phenomenon, table: AgencyTable) -> None:
    found, expected = _compare(one.example, one.reads, table)

    assert found == expected


@pytest.mark.parametrize("one", phenomena.PHENOMENA, ids=lambda p: p.id)
def test_what_only_looks_like_it_is_read_otherwise(one: Phenomenon, table: AgencyTable) -> None:
    found, expected = _compare(one.counter_example, one.counter_reads, table)

    assert found == expected


def test_every_named_phenomenon_has_an_entry_with_reasons() -> None:
    assert {p.id.partition(".")[0] for p in phenomena.PHENOMENA} >= NAMED.keys()
    assert len({p.id for p in phenomena.PHENOMENA}) == len(phenomena.PHENOMENA)
    assert all(p.what and p.why and p.reads and p.example != p.counter_example for p in phenomena.PHENOMENA)


def test_a_reader_without_the_rule_for_lists_is_caught(monkeypatch: pytest.MonkeyPatch, table: AgencyTable) -> None:
    one = next(p for p in phenomena.PHENOMENA if p.id == "list.elliptical")
    monkeypatch.setattr("vanban.agencies._elliptic_at", lambda text, at, table: ([], at))

    found, expected = _compare(one.example, one.reads, table)

    assert found != expected
