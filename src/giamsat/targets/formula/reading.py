"""Which values a formula reads: indicators, levels of units down, periods back; and no indicator reads itself. PURE."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from giamsat.errors import Refused
from giamsat.targets.formula.periods import stepped, through
from giamsat.targets.formula.tree import Call, Formula, Function, Node, Reference, children
from giamsat.targets.states import Missing

#: (function, periods back)
Step = tuple[Function, int]
TIMED = frozenset({Function.PREV, Function.SAME, Function.YTD, Function.LATEST})


class Ring(Refused):
    """Công thức đi vòng: %(ring)s. Một chỉ tiêu không thể tính từ chính nó."""

    code = "formula_ring"


@dataclass(frozen=True, slots=True)
class Read:
    """One indicator that is read."""

    code: str
    #: 0 at the unit asked, 1 at the units directly beneath, 2 at those beneath them.
    levels: int = 0
    #: How the period is moved, outermost first; none: the period asked.
    steps: tuple[Step, ...] = ()


def names(formula: Formula) -> tuple[str, ...]:
    """Codes of the indicators read, each once, as they come."""
    return tuple(dict.fromkeys(node.code for node in _walk(formula.tree) if isinstance(node, Reference)))


def reads(formula: Formula, missing: Missing = Missing.FAIL) -> tuple[Read, ...]:
    """All that is read; under `last` older values too, where one is missing."""
    behind: tuple[Step, ...] = ((Function.LATEST, 0),) if missing is Missing.LAST else ()
    return tuple(dict.fromkeys(_reads(formula.tree, 0, (), behind)))


def same_unit_names(formula: Formula) -> tuple[str, ...]:
    """Codes read at the unit asked itself: those that may close a ring."""
    return tuple(dict.fromkeys(read.code for read in reads(formula) if read.levels == 0))


@lru_cache(maxsize=4096)
def periods_read(steps: tuple[Step, ...], period: str) -> tuple[str, ...]:
    """The periods that the steps lead to from `period`; "mới nhất" stays where it is (and looks back from there)."""
    reached: tuple[str, ...] = (period,)
    for function, back in steps:
        reached = tuple(dict.fromkeys(one for was in reached for one in stepped(function, back, was)))
    return reached


def periods_touched(read: Read, period: str, until: str) -> tuple[str, ...]:
    """Periods through `until` whose result may change when the read value of `period` does."""
    looks_back = any(function is Function.LATEST for function, _ in read.steps)
    return tuple(one for one in through(period, until) if _is_read(read.steps, one, period, looks_back))


def check_no_ring(graph: Mapping[str, Iterable[str]]) -> None:
    """Raise when an indicator of `graph` (code → codes its formula reads at the same unit) leads back to itself."""
    clear: set[str] = set()
    for start in graph:
        way: list[str] = []
        waiting: list[tuple[str, Iterator[str]]] = [(start, iter(graph[start]))] if start not in clear else []
        way += [start] if waiting else []
        while waiting:
            _, rest = waiting[-1]
            following = next((one for one in rest if one not in clear and one in graph), None)
            if following is None:
                waiting.pop()
                clear.add(way.pop())
            elif following in way:
                raise Ring(ring=" → ".join([*way[way.index(following) :], following]))
            else:
                way.append(following)
                waiting.append((following, iter(graph[following])))


def _reads(node: Node, levels: int, steps: tuple[Step, ...], behind: tuple[Step, ...]) -> Iterator[Read]:
    if isinstance(node, Reference):
        is_latest = bool(steps) and steps[-1][0] is Function.LATEST
        yield Read(node.code, levels, steps if is_latest else steps + behind)
        return
    if isinstance(node, Call):
        levels += node.over_units
        steps = (*steps, (node.function, node.back)) if node.function in TIMED else steps
    for within in children(node):
        yield from _reads(within, levels, steps, behind)


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for within in children(node):
        yield from _walk(within)


def _is_read(steps: tuple[Step, ...], asked: str, changed: str, looks_back: bool) -> bool:
    reached = periods_read(steps, asked)
    return any(one >= changed for one in reached) if looks_back else changed in reached
