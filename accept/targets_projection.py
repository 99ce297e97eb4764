"""The interval of a projection covers held-out values: series made as real targets run, cut in two, the rest foretold.

Eight kinds of series, monthly, quarterly and yearly: steady growth, growth that fades, shares that saturate, a level
that wanders, a step when a law comes in, seasons, ranks that creep down, and figures with gaps. Up to three quarters
of each are held out, as far ahead as a projection reaches. Coverage must be at least 80 %, of each kind at least 60 %, and the interval may not be so wide that it says
nothing: on the way it is compared with the range of the series itself.
"""

import argparse
import math
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from statistics import median
from unittest import mock

from accept.command import Command, Outcome
from giamsat.targets import projection

LEAST, LEAST_OF_KIND = 0.80, 0.60
#: Half of the intervals are narrower than this many ranges of what was known.
WIDEST = 2.0
EACH, QUICK = 24, 6
#: Share of a series that is known; the rest is held out, up to the threefold of it.
KNOWN = (0.27, 0.4, 0.5, 0.67)
Chance = random.Random
#: (unit of the period's name, how many a year)
CADENCES = (("-{:02}", 12), ("-Q{}", 4), ("", 1))


def measure(options: argparse.Namespace) -> Outcome:
    """The share of held-out values within the interval."""
    covered: dict[str, list[bool]] = {kind: [] for kind in KINDS}
    widths, count = [], 0
    for kind, shape in KINDS.items():
        for number in range(QUICK if options.quick else EACH):
            chance = Chance(f"{options.seed}-{kind}-{number}")
            known, held_out, is_share = _cut(chance, kind, shape)
            found = [
                (value, projection.project(known, period, is_share=is_share)) for period, value in held_out.items()
            ]
            covered[kind] += [one.low <= value <= one.high for value, one in found if one]
            widths += [(one.high - one.low) / _range(known) for _, one in found if one]
            count += 1
    share = sum(map(sum, covered.values())) / sum(map(len, covered.values()))
    by_kind = {kind: sum(within) / len(within) for kind, within in covered.items()}
    print(f"{count} series, median width {median(widths):.2f} ranges; " + _said(by_kind))
    ok = share >= LEAST and min(by_kind.values()) >= LEAST_OF_KIND and median(widths) <= WIDEST
    bound = f">= {LEAST}, each kind >= {LEAST_OF_KIND}, median width <= {WIDEST} ranges"
    return Outcome("held-out values within the interval", share, bound, ok, count)


def _said(by_kind: dict[str, float]) -> str:
    return ", ".join(f"{kind} {share:.2f}" for kind, share in by_kind.items())


def _cut(chance: Chance, kind: str, shape: Callable[..., list[float]]) -> tuple[dict, dict, bool]:
    """A series as (what is known, what is held out, whether it is a share)."""
    ending, in_year = chance.choice(CADENCES[:2] if kind == "seasons" else CADENCES)
    length = (
        chance.randint(14, 20) if in_year == 1 else chance.randint(30, 60) if in_year == 12 else chance.randint(16, 32)
    )
    names = [f"{2010 + n // in_year}{ending.format(n % in_year + 1)}" for n in range(length)]
    series = dict(zip(names, shape(chance, length, in_year), strict=True))
    first = max(projection.LEAST_VALUES, math.ceil(length * chance.choice(KNOWN)))
    known = {name: series[name] for name in names[:first] if kind != "gaps" or chance.random() > 0.2}
    return known, {name: series[name] for name in names[first:]}, kind in SHARES


def _range(known: dict[str, float]) -> float:
    return max(known.values()) - min(known.values()) or 1.0


# -- how targets run -----------------------------------------------------------------------------------------------


def _growth(chance: Chance, length: int, in_year: int) -> list[float]:
    start, step, noise = chance.uniform(10, 1000), chance.uniform(0.5, 3), chance.uniform(0.3, 2)
    return [start + step * n + chance.gauss(0, noise) for n in range(length)]


def _fading(chance: Chance, length: int, in_year: int) -> list[float]:
    gain, pace, noise = chance.uniform(20, 60), chance.uniform(1, 3), chance.uniform(0.3, 1.2)
    return [100 + gain * (1 - math.exp(-pace * n / length)) + chance.gauss(0, noise) for n in range(length)]


def _saturating(chance: Chance, length: int, in_year: int) -> list[float]:
    middle, pace, top = chance.uniform(0.2, 0.7) * length, chance.uniform(4, 9) / length, chance.uniform(85, 99)
    shares = (top / (1 + math.exp(-pace * (n - middle))) + chance.gauss(0, 0.6) for n in range(length))
    return [min(max(share, 0.1), 99.9) for share in shares]


def _wandering(chance: Chance, length: int, in_year: int) -> list[float]:
    level, series = chance.uniform(50, 500), []
    for _ in range(length):
        level += chance.gauss(chance.choice([0, 0.5]), 2)
        series.append(level)
    return series


def _step(chance: Chance, length: int, in_year: int) -> list[float]:
    """A law comes in within what is known."""
    base, jump, at = chance.uniform(20, 60), chance.uniform(5, 25), chance.randint(3, length // 2)
    return [base + 0.2 * n + (jump if n >= at else 0) + chance.gauss(0, 1) for n in range(length)]


def _seasons(chance: Chance, length: int, in_year: int) -> list[float]:
    swing, step = chance.uniform(10, 40), chance.uniform(0.2, 1.5)
    turn = chance.uniform(0, 2 * math.pi)
    return [
        200 + step * n + swing * math.sin(2 * math.pi * n / in_year + turn) + chance.gauss(0, 3) for n in range(length)
    ]


def _rank(chance: Chance, length: int, in_year: int) -> list[float]:
    rank, series = chance.uniform(60, 90), []
    for _ in range(length):
        rank = max(rank - chance.choice([0, 0, 1, 2, -1]), 1)
        series.append(float(round(rank)))
    return series


KINDS: dict[str, Callable[..., list[float]]] = {
    "growth": _growth,
    "fading": _fading,
    "saturating": _saturating,
    "wandering": _wandering,
    "step": _step,
    "seasons": _seasons,
    "rank": _rank,
    "gaps": _growth,
}
SHARES = ("saturating",)


# -- defects that must be caught -----------------------------------------------------------------------------------


def _planted(change: Callable[[projection.Projection], projection.Projection]) -> Callable[[], "object"]:
    @contextmanager
    def plant() -> Iterator[None]:
        was = projection.project

        def project(*args: object, **kwargs: object) -> projection.Projection | None:
            found = was(*args, **kwargs)  # type: ignore[arg-type]
            return change(found) if found else None

        with mock.patch.object(projection, "project", project):
            yield

    return plant


def _halved(one: projection.Projection) -> projection.Projection:
    return replace(one, low=(one.low + one.middle) / 2, high=(one.high + one.middle) / 2)


def _says_nothing(one: projection.Projection) -> projection.Projection:
    return replace(one, low=one.low - 4 * (one.high - one.low), high=one.high + 4 * (one.high - one.low))


COMMAND = Command(measure, {"interval_halved": _planted(_halved), "interval_says_nothing": _planted(_says_nothing)})
