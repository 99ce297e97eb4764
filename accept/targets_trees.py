"""Random indicators with formulas, gaps and policies, and what they come to: a plain evaluator over trees of its own.

Written from the rules of the language, importing nothing of the code it judges: numbers are Decimals of 28 digits,
sums are added from left to right, and a missing value is what the policy of the computed indicator says.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow

Chance = random.Random
#: ("num", Decimal) · ("ref", code) · ("neg", x) · ("+-*/", x, y) · ("sum|mean|min|max", x…) · ("over:sum…", x)
#: · ("wmean", x, w) · ("prev", x, n) · ("same", x) · ("ytd", x) · ("latest", code)
Tree = tuple
Cell = tuple[str, str, str]  # code, unit, period

POLICIES = ("fail", "skip", "zero", "last")
GATHER = ("sum", "mean", "min", "max")
WORDS = {
    "sum": ("tổng", "Tổng", "sum", "tong"),
    "mean": ("trung bình", "mean"),
    "min": ("min", "nhỏ nhất"),
    "max": ("max", "lớn nhất"),
    "wmean": ("trung bình có trọng số", "wmean"),
    "prev": ("kỳ trước", "prev"),
    "same": ("cùng kỳ", "same_period"),
    "ytd": ("lũy kế", "luỹ kế từ đầu năm", "ytd"),
    "latest": ("mới nhất", "latest"),
}
SIGNS = {"+": ("+",), "-": ("-", "−"), "*": ("*", "×"), "/": ("/", "÷")}
STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}
EXACT = Context(
    prec=28, rounding=ROUND_HALF_EVEN, Emin=-40, Emax=40, traps=[DivisionByZero, InvalidOperation, Overflow]
)
FAULTS = (DivisionByZero, InvalidOperation, Overflow)


@dataclass
class World:
    """Units in a tree, periods of one cadence, reported values with gaps, and computed indicators."""

    beneath: dict[str, list[str]]
    periods: list[str]
    values: dict[Cell, Decimal]
    computed: dict[str, tuple[Tree, str]] = field(default_factory=dict)


def made(chance: Chance) -> World:
    """A world with one to four computed indicators, each over those before it."""
    beneath = {"VN": [f"T{n}" for n in range(chance.randint(0, 4))]}
    for province in beneath["VN"]:
        beneath[province] = [f"{province}.{n}" for n in range(chance.randint(0, 2))]
    beneath |= {commune: [] for under in list(beneath.values()) for commune in under if commune not in beneath}
    periods = chance.choice(
        [
            [f"{year}-{month:02}" for year in (2025, 2026) for month in range(1, 13)],
            [f"{year}-Q{n}" for year in (2024, 2025, 2026) for n in range(1, 5)],
            [f"{year}-H{n}" for year in (2024, 2025, 2026) for n in (1, 2)],
            [str(year) for year in range(2020, 2031)],
        ]
    )
    codes = [f"A{n}" for n in range(chance.randint(1, 4))]
    gaps = chance.choice([0, 0, 0.05, 0.3])
    values = {
        (code, unit, period): _number(chance)
        for code in codes
        for unit in beneath
        for period in periods
        if chance.random() >= gaps
    }
    world = World(beneath, periods, values)
    for n in range(chance.randint(1, 4)):
        tree = _tree(chance, [*codes, *world.computed], depth=chance.randint(1, 4), years=1, levels=2)
        world.computed[f"C.{n}"] = (tree, chance.choice(POLICIES))
    return world


def _number(chance: Chance) -> Decimal:
    return chance.choice(
        [Decimal(0), Decimal(chance.randint(-50, 900)), Decimal(chance.randint(1, 10**6)).scaleb(-chance.randint(1, 4))]
    )


def _tree(chance: Chance, codes: list[str], *, depth: int, years: int, levels: int) -> Tree:
    if depth <= 0:
        return ("ref", chance.choice(codes)) if chance.random() < 0.8 else ("num", abs(_number(chance)))

    def under(years: int = years, levels: int = levels) -> Tree:
        return _tree(chance, codes, depth=depth - 1, years=years, levels=levels)

    kind = chance.choices(["op", "gather", "over", "wmean", "prev", "same", "ytd", "latest", "neg", "leaf"], WEIGHTS)[0]
    if kind == "gather":
        return (chance.choice(GATHER), *(under() for _ in range(chance.randint(1, 3))))
    if kind == "over" and levels:
        return (f"over:{chance.choice(GATHER)}", under(levels=levels - 1))
    if kind == "wmean" and levels:
        return ("wmean", under(levels=levels - 1), under(levels=levels - 1))
    if kind == "ytd" and years:
        return ("ytd", under(years=years - 1))
    return _plain(chance, kind, under, codes)


WEIGHTS = [8, 3, 4, 2, 2, 2, 2, 1, 1, 1]


def _plain(chance: Chance, kind: str, under: "object", codes: list[str]) -> Tree:
    within = under()  # type: ignore[operator]
    if kind == "prev":
        return ("prev", within, chance.randint(1, 3))
    if kind in ("same", "neg"):
        return (kind, within)
    if kind == "latest":
        return ("latest", chance.choice(codes))
    return (chance.choice("+-*/"), within, under()) if kind == "op" else within  # type: ignore[operator]


def written(tree: Tree, chance: Chance, strength: int = 0) -> str:
    """The formula in one of the ways it may be written, with no more brackets than it needs, or with some."""
    kind, *rest = tree
    if kind == "num":
        return _digits(rest[0], chance)
    if kind == "ref":
        return f"[{rest[0]}]"
    if kind in STRENGTH:
        mine = STRENGTH[kind]
        sign = chance.choice(SIGNS[kind])
        gap = chance.choice(["", " "])
        text = f"{written(rest[0], chance, mine)}{gap}{sign}{gap}{written(rest[1], chance, mine + 1)}"
        return f"({text})" if mine < strength or chance.random() < 0.1 else text
    if kind == "neg":
        return f"-{written(rest[0], chance, 3)}"
    if kind.startswith("over:"):
        name, inner = chance.choice(WORDS[kind[5:]]), written(rest[0], chance)
        return chance.choice(
            [f"{name}({inner} theo đơn vị)", f"{name} theo đơn vị({inner})", f"{name}({inner} by unit)"]
        )
    words = [
        f"[{one}]" if kind == "latest" else written(one, chance) if isinstance(one, tuple) else str(one) for one in rest
    ]
    return f"{chance.choice(WORDS[kind])}({chance.choice(['; ', ';', ' ; ']).join(words)})"


def _digits(number: Decimal, chance: Chance) -> str:
    plain = f"{number:f}"
    whole, dot, fraction = plain.partition(".")
    if dot and (len(fraction) == 3 or chance.random() < 0.5):
        return f"{whole},{fraction}"
    return plain


@dataclass
class Plain:
    """The plain evaluator: no steps, no reasons; None where there is no number."""

    world: World
    #: (cell, was there) of all the last asked formula read itself.
    seen: dict[Cell, bool] = field(default_factory=dict)
    #: Cells it took a number from.
    taken: set[Cell] = field(default_factory=set)
    known: dict[Cell, Decimal | None] = field(default_factory=dict)

    def result(self, code: str, unit: str, period: str) -> Decimal | None:
        """Of a computed indicator, noting what it reads."""
        tree, policy = self.world.computed[code]
        self.seen, self.taken = {}, set()
        return self._value(tree, policy, unit, period)

    def cell(self, code: str, unit: str, period: str) -> Decimal | None:
        if code not in self.world.computed:
            return self.world.values.get((code, unit, period))
        if (code, unit, period) not in self.known:
            tree, policy = self.world.computed[code]
            inner = Plain(self.world, known=self.known)
            inside = period in self.world.periods
            self.known[code, unit, period] = inner._value(tree, policy, unit, period) if inside else None
        return self.known[code, unit, period]

    def newest(self, code: str, unit: str, period: str) -> tuple[str, Decimal] | None:
        for one in reversed([p for p in self.world.periods if p <= period]):
            number = self.cell(code, unit, one)
            if number is not None:
                return one, number
        return None

    def _value(self, tree: Tree, policy: str, unit: str, period: str) -> Decimal | None:
        kind, *rest = tree
        if kind == "num":
            return rest[0]
        if kind == "ref":
            return self._read(rest[0], policy, unit, period)
        if kind == "latest":
            return self._newest(rest[0], policy, unit, period)
        if kind == "wmean":
            return self._weighted(rest, policy, unit, period)
        parts = [self._value(one, policy, *place) for one, place in self._places(kind, rest, unit, period)]
        if kind in ("prev", "same"):
            return parts[0]
        is_gathering = kind.startswith("over:") or kind in (*GATHER, "ytd")
        return _gathered(kind, parts, policy) if is_gathering else _joined(kind, parts)

    def _places(self, kind: str, rest: list, unit: str, period: str) -> Iterator[tuple[Tree, tuple[str, str]]]:
        if kind.startswith("over:"):
            yield from ((rest[0], (one, period)) for one in self.world.beneath[unit])
        elif kind == "prev":
            yield rest[0], (unit, _back(period, rest[1]))
        elif kind == "same":
            yield rest[0], (unit, f"{int(period[:4]) - 1}{period[4:]}")
        elif kind == "ytd":
            yield from ((rest[0], (unit, one)) for one in _year_through(period))
        else:
            yield from ((one, (unit, period)) for one in rest)

    def _read(self, code: str, policy: str, unit: str, period: str) -> Decimal | None:
        number = self.cell(code, unit, period)
        self.seen[code, unit, period] = number is not None
        if number is not None:
            self.taken.add((code, unit, period))
            return number
        if policy == "last" and (found := self.newest(code, unit, period)):
            self.taken.add((code, unit, found[0]))
            return found[1]
        return Decimal(0) if policy == "zero" else None

    def _newest(self, code: str, policy: str, unit: str, period: str) -> Decimal | None:
        found = self.newest(code, unit, period)
        self.seen[code, unit, period] = found is not None
        if found:
            self.taken.add((code, unit, found[0]))
            return found[1]
        return Decimal(0) if policy == "zero" else None

    def _weighted(self, rest: list, policy: str, unit: str, period: str) -> Decimal | None:
        pairs = [[self._value(one, policy, under, period) for one in rest] for under in self.world.beneath[unit]]
        whole = [(x, w) for x, w in pairs if x is not None and w is not None]
        if not whole or (policy != "skip" and len(whole) < len(pairs)):
            return None
        try:
            above, below = Decimal(0), Decimal(0)
            for x, w in whole:
                above, below = EXACT.add(above, EXACT.multiply(x, w)), EXACT.add(below, w)
            return EXACT.divide(above, below) if below else None
        except FAULTS:
            return None


def _year_through(period: str) -> list[str]:
    """All periods of its year up to this one."""
    if not period[4:]:
        return [period]
    most = int(period[5:].lstrip("QH"))
    return [_back(period, steps) for steps in reversed(range(most))]


def _back(period: str, steps: int) -> str:
    """The period so many before, counted on the calendar."""
    year, ending = int(period[:4]), period[4:]
    if not ending:
        return str(year - steps)
    head, digits, in_year = {"Q": ("-Q", 1, 4), "H": ("-H", 1, 2)}.get(ending[1], ("-", 2, 12))
    place = year * in_year + int(ending.lstrip("-QH")) - 1 - steps
    return f"{place // in_year}{head}{place % in_year + 1:0{digits}}"


def _gathered(kind: str, parts: list[Decimal | None], policy: str) -> Decimal | None:
    numbers = [one for one in parts if one is not None]
    if not numbers or (policy != "skip" and len(numbers) < len(parts)):
        return None
    name = kind.removeprefix("over:")
    if name in ("min", "max"):
        return {"min": min, "max": max}[name](numbers)
    try:
        whole = Decimal(0)
        for number in numbers:
            whole = EXACT.add(whole, number)
        return EXACT.divide(whole, Decimal(len(numbers))) if name == "mean" else whole
    except FAULTS:
        return None


def _joined(kind: str, parts: list[Decimal | None]) -> Decimal | None:
    if None in parts:
        return None
    try:
        if kind == "neg":
            return EXACT.minus(parts[0])
        work = {"+": EXACT.add, "-": EXACT.subtract, "*": EXACT.multiply, "/": EXACT.divide}
        return work[kind](*parts)
    except FAULTS:
        return None
