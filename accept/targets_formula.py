"""The formulas of indicators against a plain evaluator, on random trees of indicators with missing values.

Each world is asked for its computed indicators at random units and periods: the number, how many of the values it
reads are known, and that every value it took was foretold by `reads` and `periods_touched`, which decide what is
computed again when a value changes.
"""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from unittest import mock

from accept.command import Command, Outcome
from accept.targets_trees import Cell, Chance, Plain, World, made, written
from giamsat.targets.formula import (
    Formula,
    Place,
    Result,
    evaluate,
    evaluation,
    parse,
    periods_touched,
    reads,
)
from giamsat.targets.states import Missing

TREES, QUICK = 10_000, 1_500
#: Units and periods asked in each world.
ASKED = 3


class Known:
    """The values of a world as the product looks them up; computed ones are computed when they are asked for."""

    def __init__(self, world: World, formulas: dict[str, Formula]) -> None:
        self.world, self.formulas = world, formulas
        self._computed: dict[Place, Decimal | None] = {}

    def value(self, place: Place) -> Decimal | None:
        if place.code not in self.formulas:
            return self.world.values.get(tuple(place))
        if place.period not in self.world.periods:
            return None
        if place not in self._computed:
            self._computed[place] = self.result(*place).number
        return self._computed[place]

    def latest(self, place: Place) -> tuple[str, Decimal] | None:
        for period in reversed([one for one in self.world.periods if one <= place.period]):
            number = self.value(place._replace(period=period))
            if number is not None:
                return period, number
        return None

    def units(self, unit: str) -> list[str]:
        return self.world.beneath[unit]

    def result(self, code: str, unit: str, period: str) -> Result:
        policy = Missing(self.world.computed[code][1])
        return evaluate(self.formulas[code], self, policy, unit=unit, period=period)


def measure(options: argparse.Namespace) -> Outcome:
    """How many of the random trees come out otherwise than in the plain evaluator."""
    trees = QUICK if options.quick else TREES
    wrong = [seed for seed in range(trees) if complaint(Chance(f"{options.seed}-{seed}"))]
    for seed in wrong[:3]:
        print(f"tree {seed}: {complaint(Chance(f'{options.seed}-{seed}'))}")
    return Outcome("trees unlike the plain evaluator", len(wrong), "== 0", not wrong, trees)


def complaint(chance: Chance) -> str:
    """What is wrong with one random tree; empty when nothing is."""
    world = made(chance)
    texts = {code: written(tree, chance) for code, (tree, _) in world.computed.items()}
    known, plain = Known(world, {code: parse(text) for code, text in texts.items()}), Plain(world)
    code = list(texts)[-1]
    for _ in range(ASKED):
        unit, period = chance.choice(list(world.beneath)), chance.choice(world.periods)
        got, wanted = known.result(code, unit, period), plain.result(code, unit, period)
        seen = plain.seen
        if (got.number, got.known, got.total) != (wanted, sum(seen.values()), len(seen)):
            said = f"{got.number} ({got.known}/{got.total}), not {wanted} ({sum(seen.values())}/{len(seen)})"
            return f"{texts[code]} at {unit} {period}: {said}"
        for cell in plain.taken:
            if not _foretold(known.formulas[code], world, code, (unit, period), cell):
                return f"{texts[code]} at {unit} {period} takes {cell}, which it does not say it reads"
    return ""


def _foretold(formula: Formula, world: World, code: str, asked: tuple[str, str], cell: Cell) -> bool:
    unit, period = asked
    level = 0 if cell[1] == unit else 1 if cell[1] in world.beneath[unit] else 2
    policy = Missing(world.computed[code][1])
    return any(
        read.code == cell[0] and read.levels == level and period in periods_touched(read, cell[2], period)
        for read in reads(formula, policy)
    )


# -- defects that must be caught -----------------------------------------------------------------------------------


def _planted(name: str, defect: Callable[..., object]) -> Callable[[], "object"]:
    @contextmanager
    def plant() -> Iterator[None]:
        with mock.patch.object(evaluation, name, defect):
            yield

    return plant


def _missing_is_zero(node, reading, unit, period, was=evaluation._read):
    step = was(node, reading, unit, period)
    return step if step.number is not None else evaluation.Step(node, Decimal(0), place=step.place)


def _mean_over_all(node, parts, reading, was=evaluation._gathered):
    """A mean divided by all parts, also those left out."""
    step = was(node, parts, reading)
    known = sum(part.number is not None for part in parts)
    if step.number is None or node.function != "mean":
        return step
    return evaluation.Step(node, step.number * known / len(parts), parts=step.parts)


def _year_is_period(function, back, period, was=evaluation.stepped):
    """ "Cùng kỳ" taken for the period before."""
    return was("prev", 1, period) if function == "same" else was(function, back, period)


def _unweighted(node, reading, unit, period):
    """The weights of a weighted mean forgotten."""
    return evaluation._called(
        evaluation.Call(
            node.start, node.end, node.depth, evaluation.Function.MEAN, node.arguments[:1], over_units=True
        ),
        reading,
        unit,
        period,
    )


COMMAND = Command(
    measure,
    {
        "missing_is_zero": _planted("_read", _missing_is_zero),
        "mean_over_all": _planted("_gathered", _mean_over_all),
        "year_is_period": _planted("stepped", _year_is_period),
        "unweighted": _planted("_weighted", _unweighted),
    },
)
