"""What a formula is made of. PURE."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from giamsat.errors import Refused


class FormulaError(Refused):
    """Công thức chưa đúng. Hãy xem chỗ được đánh dấu."""

    code = "formula"

    def __init__(self, position: int, **params: object) -> None:
        super().__init__(**params)
        #: The character meant, from 0.
        self.position = position


class Function(StrEnum):
    SUM = "sum"
    MEAN = "mean"
    #: Σ x·w / Σ w over the units beneath.
    WMEAN = "wmean"
    MIN = "min"
    MAX = "max"
    #: So many periods before.
    PREV = "prev"
    #: The same period of the year before.
    SAME = "same"
    #: Added up from the first period of the year through the one asked.
    YTD = "ytd"
    #: The newest value known by the period asked.
    LATEST = "latest"


#: Take several values and may leave out those that are missing.
GATHERING = frozenset({Function.SUM, Function.MEAN, Function.MIN, Function.MAX})


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of a formula; `start` and `end` as in slices of its text."""

    start: int
    end: int
    depth: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Number(Node):
    value: Decimal


@dataclass(frozen=True, slots=True)
class Reference(Node):
    """An indicator by its code."""

    code: str


@dataclass(frozen=True, slots=True)
class Negated(Node):
    of: Node


@dataclass(frozen=True, slots=True)
class Operation(Node):
    """`left` and `right` joined by "+", "-", "*" or "/", whose sign stands at `sign_at`."""

    sign: str
    sign_at: int
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A function of its arguments, or of one argument over the units beneath."""

    function: Function
    arguments: tuple[Node, ...]
    over_units: bool
    #: Periods back, of `PREV`.
    back: int = 0


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that has been understood: its text in NFC and its tree."""

    text: str
    tree: Node

    def words(self, node: Node | None = None) -> str:
        """The text of a piece as it was written."""
        return self.text[node.start : node.end] if node else self.text


def children(node: Node) -> tuple[Node, ...]:
    """The pieces directly within one."""
    if isinstance(node, Operation):
        return (node.left, node.right)
    if isinstance(node, Negated):
        return (node.of,)
    return node.arguments if isinstance(node, Call) else ()
