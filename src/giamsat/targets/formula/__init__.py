"""The language in which officials write how an indicator is computed from others. PURE: no Django, no eval.

    [TS] / [MS] × 100                              parts of a whole
    tổng([A]; [B]; [C])                            components added up
    tổng([A] theo đơn vị)                          over the units directly beneath the one asked
    trung bình có trọng số([TL]; [SO-HO])          Σ TL·SO-HO / Σ SO-HO over the units beneath
    ([A] − cùng kỳ([A])) / cùng kỳ([A]) × 100      growth against the same period of last year
    lũy kế([B]) · kỳ trước([A]; 3) · mới nhất([C])

`parse(text)` gives a frozen `Formula` or raises a `FormulaError`, which knows the character (`position`, from 0, in
`unicodedata.normalize("NFC", text)`). `reads(formula, missing)` says which indicators are read, how many levels of
units down and how far back; `periods_touched(read, period, until)` which periods change when one read value does.
`check(formula, measures)` gives the measure of the result or raises `UnitMismatch`; `check_agrees` compares it with
the measure a sheet states. `check_no_ring(graph)` refuses indicators that come back to themselves at one unit.
`evaluate(formula, lookup, missing, unit=…, period=…)` gives a `Result`: the number or why there is none, how many of
the values it reads are known, and the steps that explain it. Units are any hashable keys, periods the names of
`timetable.spans`, numbers Decimals of 28 digits.

Missing values, by the policy of the computed indicator: `fail` no result; `skip` left out of tổng, trung bình, min,
max and lũy kế (nothing left: no result; other operations have none); `zero` counts as 0; `last` the newest value known
before. Division by zero is no result with its reason, under every policy.
"""

from giamsat.targets.formula.evaluation import Lack, Lookup, Place, Result, Step, evaluate
from giamsat.targets.formula.grammar import parse
from giamsat.targets.formula.measures import UnitMismatch, UnknownIndicator, check, check_agrees
from giamsat.targets.formula.reading import (
    Read,
    Ring,
    check_no_ring,
    names,
    periods_read,
    periods_touched,
    reads,
    same_unit_names,
)
from giamsat.targets.formula.tree import Formula, FormulaError, Function

__all__ = [
    "Formula",
    "FormulaError",
    "Function",
    "Lack",
    "Lookup",
    "Place",
    "Read",
    "Result",
    "Ring",
    "Step",
    "UnitMismatch",
    "UnknownIndicator",
    "check",
    "check_agrees",
    "check_no_ring",
    "evaluate",
    "names",
    "parse",
    "periods_read",
    "periods_touched",
    "reads",
    "same_unit_names",
]
