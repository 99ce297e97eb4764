"""Which indicators are computed from which, and in which order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from django.db.models import OuterRef, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from giamsat.people.queries import group_members
from giamsat.targets.formula import Formula, Function, Read, parse, periods_read, reads
from giamsat.targets.models import COUNTRY, FormulaVersion, Indicator
from giamsat.targets.rules import CADENCES
from giamsat.targets.states import Missing, Reporters
from giamsat.timetable import Every, spans


@lru_cache(maxsize=4096)
def _understood(text: str, missing: Missing) -> tuple[Formula, tuple[Read, ...]]:
    formula = parse(text)
    return formula, reads(formula, missing)


@dataclass(frozen=True)
class Node:
    """An indicator as far as computing is concerned."""

    key: int
    code: str
    text: str
    missing: Missing
    cadence: spans.Unit
    reporters: Reporters

    @property
    def formula(self) -> Formula:
        return _understood(self.text, self.missing)[0]

    @cached_property
    def reads(self) -> tuple[Read, ...]:
        return _understood(self.text, self.missing)[1] if self.text else ()

    @cached_property
    def current(self) -> tuple[Read, ...]:
        """What it reads of the very period it is computed for, so that it has a value only when some of that is known;
        all of it when it looks only back."""
        now = tuple(read for read in self.reads if "2000-06" in periods_read(read.steps, "2000-06"))
        return now or self.reads

    @cached_property
    def is_over_units(self) -> bool:
        return any(read.levels for read in self.reads)

    def is_computed_at(self, place: int) -> bool:
        return bool(self.text) and (place == COUNTRY or not self.is_over_units)


def looks_back(read: Read) -> bool:
    """Whether it takes an older value where there is no newer one."""
    return any(function is Function.LATEST for function, _back in read.steps)


class Graph:
    """All indicators that stand, by key and by code."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.nodes = {node.key: node for node in nodes}
        self.keys = {node.code: node.key for node in self.nodes.values()}
        self.readers: dict[int, list[Node]] = {}
        for node in self.nodes.values():
            for code in dict.fromkeys(read.code for read in node.reads):
                if code in self.keys:
                    self.readers.setdefault(self.keys[code], []).append(node)

    def above(self, keys: Iterable[int]) -> list[Node]:
        """Those computed from any of `keys`, near or far, each after all it reads at its own place."""
        reached: set[int] = set()
        waiting = list(keys)
        while waiting:
            for node in self.readers.get(waiting.pop(), ()):
                if node.key not in reached:
                    reached.add(node.key)
                    waiting.append(node.key)
        return self.ordered(reached)

    def ordered(self, keys: Iterable[int]) -> list[Node]:
        """Nodes of `keys`, each after those it reads at its own place."""
        wanted, done = set(keys), dict[int, None]()
        for key in sorted(wanted):
            self._place(key, wanted, done)
        return [self.nodes[key] for key in done]

    def _place(self, start: int, wanted: set[int], done: dict[int, None]) -> None:
        way: list[tuple[int, Iterator[int]]] = [(start, iter(self._beside(start)))] if start not in done else []
        open_ = {start}
        while way:
            key, rest = way[-1]
            following = next((one for one in rest if one in wanted and one not in done and one not in open_), None)
            if following is None:
                way.pop()
                done[key] = None
            else:
                open_.add(following)
                way.append((following, iter(self._beside(following))))

    def _beside(self, key: int) -> list[int]:
        """Keys of what is read at the same place."""
        node = self.nodes[key]
        return [self.keys[read.code] for read in node.reads if read.levels == 0 and read.code in self.keys]

    def inputs(self, nodes: Iterable[Node]) -> set[int]:
        """Keys of all that nodes read."""
        return {self.keys[read.code] for node in nodes for read in node.reads if read.code in self.keys}

    def below(self, keys: Iterable[int]) -> set[int]:
        """`keys` and all that they are computed from, near or far."""
        reached, waiting = set(keys) & self.nodes.keys(), set(keys) & self.nodes.keys()
        while waiting := self.inputs(self.nodes[key] for key in waiting) - reached:
            reached |= waiting
        return reached

    def groups(self, nodes: Iterable[Node]) -> set[Reporters]:
        """The groups of units that nodes read over."""
        return {group for node in nodes for group in self.groups_of(node)}

    def groups_of(self, node: Node) -> set[Reporters]:
        over = {self.nodes[self.keys[read.code]] for read in node.reads if read.levels and read.code in self.keys}
        return {one.reporters for one in over} - {Reporters.LEAD}


def graph() -> Graph:
    """The graph as it stands; one query."""
    rows = Indicator.objects.filter(joined_into=None).values_list(
        "pk", "code", "formula", "missing", "every", "reporters"
    )
    return _of_rows(rows)


def _of_rows(rows: Iterable[tuple[int, str, str, str, str, str]]) -> Graph:
    return Graph(
        Node(key, code, text, Missing(missing), CADENCES[Every(every)], Reporters(reporters))
        for key, code, text, missing, every, reporters in rows
    )


def graph_as_of(instant: datetime) -> Graph:
    """The graph as it stood at an instant of the database's clock, of the indicators that stand today."""
    newest = FormulaVersion.objects.filter(indicator=OuterRef("pk"), since__lte=instant).order_by("-version")
    then = Indicator.objects.filter(joined_into=None).annotate(
        text=Coalesce(Subquery(newest.values("text")[:1]), Value(""), output_field=TextField()),
        policy=Coalesce(Subquery(newest.values("missing")[:1]), Value(Missing.FAIL.value)),
    )
    return _of_rows(then.values_list("pk", "code", "text", "policy", "every", "reporters"))


def members(groups: Iterable[Reporters]) -> dict[Reporters, tuple[int, ...]]:
    """Group → keys of its units today."""
    return {group: tuple(group_members(group.value).order_by("pk").values_list("pk", flat=True)) for group in groups}
