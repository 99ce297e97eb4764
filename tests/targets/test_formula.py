from decimal import Decimal

import pytest

from accept.targets_formula import complaint
from accept.targets_trees import Chance
from giamsat.targets.formula import (
    FormulaError,
    Lack,
    Place,
    Read,
    Ring,
    UnitMismatch,
    UnknownIndicator,
    check,
    check_agrees,
    check_no_ring,
    evaluate,
    names,
    parse,
    periods_touched,
    reads,
    same_unit_names,
)
from giamsat.targets.formula.measures import OtherMeasure
from giamsat.targets.formula.tree import Function
from giamsat.targets.states import Missing


class Values(dict):
    """Place → number, with two units beneath "VN"."""

    def value(self, place):
        return self.get(tuple(place))

    def latest(self, place):
        known = [p for code, unit, p in self if (code, unit) == place[:2] and p <= place.period]
        return (max(known), self[place.code, place.unit, max(known)]) if known else None

    def units(self, unit):
        return ["HN", "DN"] if unit == "VN" else []


def result(text, values, missing=Missing.FAIL, unit="VN", period="2026-03"):
    known = Values({(code, where, when): Decimal(number) for (code, where, when), number in values.items()})
    return evaluate(parse(text), known, missing, unit=unit, period=period)


A, B = ("A", "VN", "2026-03"), ("B", "VN", "2026-03")
HN, DN = ("A", "HN", "2026-03"), ("A", "DN", "2026-03")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("[A] / [B] × 100", "25"),
        ("[A] - [B] - 1", "-31"),
        ("-[A] + 2 * 3,5", "-3"),
        ("[A] : ([B] ÷ 4)", "1"),
        ("tổng([A]; [B], 1.000,5)", "1050.5"),
        ("TONG([A];[B])", "50"),
        ("trung bình([A]; [B])", "25"),
        ("max([A]; [B]) − nhỏ nhất([A]; [B])", "30"),
    ],
)
def test_arithmetic_is_as_written(text, number):
    assert result(text, {A: 10, B: 40}).number == Decimal(number)


def test_units_beneath_are_gathered_and_weighted():
    values = {HN: 10, DN: 20, ("W", "HN", "2026-03"): 3, ("W", "DN", "2026-03"): 1}

    assert result("tổng([A] theo đơn vị)", values).number == 30
    assert result("max theo đơn vị([A])", values).number == 20
    assert result("trung bình có trọng số([A]; [W])", values).number == Decimal("12.5")


def test_time_goes_back_by_period_and_year():
    values = {("A", "VN", f"2026-0{month}"): month for month in (1, 2, 3)} | {("A", "VN", "2025-03"): 7}

    assert result("kỳ trước([A])", values).number == 2
    assert result("kỳ trước([A]; 2)", values).number == 1
    assert result("cùng kỳ([A])", values).number == 7
    assert result("lũy kế từ đầu năm([A])", values).number == 6
    assert result("mới nhất([A])", values, period="2026-09").number == 3


@pytest.mark.parametrize(
    ("missing", "number", "known"),
    [(Missing.FAIL, None, 1), (Missing.SKIP, 10, 1), (Missing.ZERO, 10, 1), (Missing.LAST, 14, 1)],
)
def test_missing_values_follow_the_policy(missing, number, known):
    found = result("tổng([A] theo đơn vị)", {HN: 10, ("A", "DN", "2026-01"): 4}, missing)

    assert (found.number, found.known, found.total) == (number, known, 2)


def test_want_of_a_number_says_why():
    assert result("[A] / [B]", {A: 1, B: 0}).lack == Lack.BY_ZERO
    assert result("[A] / [B]", {A: 1}).lack == Lack.MISSING
    assert result("tổng([A] theo đơn vị)", {A: 1}, unit="HN").lack == Lack.NO_UNITS
    assert result("[A] * [A] * [A]", {A: "1e19"}).lack == Lack.TOO_LARGE


def test_steps_explain_down_to_what_was_read():
    found = result("tổng([A] theo đơn vị) / 2", {HN: 10, DN: 20})

    whole, halved = found.explained.parts
    assert [(part.place, part.number, part.taken_from) for part in whole.parts] == [
        (Place("A", "HN", "2026-03"), 10, "2026-03"),
        (Place("A", "DN", "2026-03"), 20, "2026-03"),
    ]
    assert (whole.number, halved.number, found.number) == (30, 2, 15)
    assert parse("tổng([A] theo đơn vị) / 2").words(whole.node) == "tổng([A] theo đơn vị)"


@pytest.mark.parametrize(
    ("text", "position", "code"),
    [
        ("", 0, "formula_empty"),
        ("[A] +", 5, "formula_unfinished"),
        ("[A] [B]", 4, "formula_not_understood"),
        ("[A]^2", 3, "formula_not_understood"),
        ("2 × gấp đôi([A])", 4, "formula_unknown_function"),
        ("[A] + 1.234", 6, "formula_unclear_number"),
        ("1 + []", 4, "formula_no_code"),
        ("tổng([A]; [B] theo đơn vị)", 0, "formula_wrong_arguments"),
        ("kỳ trước([A]; 61)", 0, "formula_wrong_arguments"),
        ("mới nhất([A] + 1)", 0, "formula_wrong_arguments"),
        ("lũy kế(1 + lũy kế([A]))", 11, "formula_too_deep"),
        ("__import__('os')", 0, "formula_not_understood"),
        ("1+" * 1200 + "1", 2000, "formula_too_long"),
    ],
)
def test_error_points_to_the_character(text, position, code):
    with pytest.raises(FormulaError) as wrong:
        parse(text)

    assert (wrong.value.position, wrong.value.code) == (position, code)


@pytest.mark.parametrize("text", ["-" * 1900 + "1", "1" + "+1" * 900, "max(" * 390 + "1" + ")" * 390])
def test_hostile_depth_is_refused_with_a_sentence(text):
    with pytest.raises(FormulaError) as wrong:
        parse(text)

    assert wrong.value.code == "formula_too_deep"


def test_brackets_alone_are_no_depth():
    assert evaluate(parse("(" * 900 + "7" + ")" * 900), Values(), Missing.FAIL, unit="VN", period="2026").number == 7


def test_text_in_decomposed_letters_is_read():
    assert names(parse("tổng([A]; [B])")) == ("A", "B")


MEASURES = {
    "MONEY": "tỷ đồng",
    "SMALL": "triệu đồng",
    "PEOPLE": "người",
    "SHARE": "%",
    "GDP": "% GDP",
    "RATE": "người/vạn dân",
}


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("[MONEY] + [MONEY] − 1", "tỷ đồng"),
        ("[MONEY] / [MONEY] × 100", "% GDP"),
        ("[SMALL] / 1000 + [MONEY]", "tỷ đồng"),
        ("[SHARE] × [PEOPLE] / 100", "người"),
        ("100 − [SHARE]", "%"),
        ("trung bình có trọng số([SHARE]; [PEOPLE])", "%"),
        ("tổng([PEOPLE] theo đơn vị)", "người"),
        ("([MONEY] − cùng kỳ([MONEY])) / cùng kỳ([MONEY]) × 100", "%"),
        ("mới nhất([RATE])", "người/vạn dân"),
        ("[PEOPLE] / [PEOPLE] * (100 × 100)", "người/vạn dân"),
    ],
)
def test_measures_that_fit(text, stated):
    check_agrees(check(parse(text), MEASURES), stated)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("[MONEY] + [PEOPLE]", 8),
        ("[MONEY] + [SMALL]", 8),
        ("2 × ([SHARE] − [GDP])", 13),
        ("max([PEOPLE]; [MONEY])", 14),
    ],
)
def test_unlike_measures_are_pointed_to(text, position):
    with pytest.raises(UnitMismatch) as wrong:
        check(parse(text), MEASURES)

    assert wrong.value.position == position


def test_unknown_indicator_and_other_measure_are_refused():
    with pytest.raises(UnknownIndicator) as wrong:
        check(parse("[MONEY] + [X]"), MEASURES)
    with pytest.raises(OtherMeasure):
        check_agrees(check(parse("[MONEY] * 2"), MEASURES), "người")

    assert wrong.value.position == 10


def test_ring_is_named():
    with pytest.raises(Ring) as wrong:
        check_no_ring({"A": ["B"], "B": ["C", "X"], "C": ["D"], "D": ["B"]})

    assert wrong.value.params == {"ring": "B → C → D → B"}
    check_no_ring({"A": ["B", "C"], "B": ["C"], "C": []})


def test_the_same_indicator_over_units_is_no_ring():
    assert same_unit_names(parse("tổng([A] theo đơn vị) + kỳ trước([B])")) == ("B",)


def test_reads_tell_what_a_change_touches():
    (same,) = reads(parse("cùng kỳ([A])"))
    (year,) = reads(parse("lũy kế([A])"))
    (last,) = reads(parse("[A]"), Missing.LAST)

    assert same == Read("A", 0, ((Function.SAME, 0),))
    assert periods_touched(same, "2025-03", "2026-06") == ("2026-03",)
    assert periods_touched(year, "2025-11", "2026-06") == ("2025-11", "2025-12")
    assert periods_touched(last, "2026-04", "2026-06") == ("2026-04", "2026-05", "2026-06")


@pytest.mark.parametrize("hundred", range(3))
def test_random_trees_agree_with_the_plain_evaluator(hundred):
    complaints = [complaint(Chance(f"tests-{hundred}-{n}")) for n in range(100)]

    assert not any(complaints)
