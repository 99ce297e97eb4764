"""Text → tree. The grammar is lark's LALR; the tree is built while it reads, so no depth of brackets can exhaust it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from giamsat.targets.formula.tree import (
    GATHERING,
    Call,
    Formula,
    FormulaError,
    Function,
    Negated,
    Node,
    Number,
    Operation,
    Reference,
    children,
)
from giamsat.wording import folded

if TYPE_CHECKING:
    from lark import Lark, Token

MAX_LENGTH = 2000
#: Operations within operations.
MAX_DEPTH = 60
#: A year's periods within a year's periods would be read one by one; so would communes of provinces of the country.
MAX_YEARS = 1
MAX_LEVELS = 2
MAX_BACK = 60

GRAMMAR = r"""
start: sum
?sum: product | sum PLUS product -> operation | sum MINUS product -> operation
?product: signed | product TIMES signed -> operation | product OVER signed -> operation
?signed: atom | MINUS signed -> negated
?atom: NUMBER -> number
     | CODE -> reference
     | OPEN sum CLOSE -> bracketed
     | NAME OPEN sum (SEPARATOR sum)* BY_UNIT? CLOSE -> call

PLUS: "+"
MINUS: "-" | "−" | "–"
TIMES: "*" | "×" | "·"
OVER: "/" | "÷" | ":"
OPEN: "("
CLOSE: ")"
SEPARATOR: ";" | ","
NUMBER: /\d[\d.,]*\d|\d/
CODE: /\[[^\[\]]*\]/
NAME: /[^\W\d_]\w*(?:[ \t]+\w+)*(?=\s*\()/
BY_UNIT.2: /theo\s+đơn\s+vị|by\s+units?/i
%ignore /\s+/
"""

SIGNS = {"PLUS": "+", "MINUS": "-", "TIMES": "*", "OVER": "/"}
#: Name without tone marks → function.
FUNCTIONS = {
    **dict.fromkeys(("tong", "cong", "sum"), Function.SUM),
    **dict.fromkeys(("trung binh", "binh quan", "mean", "avg"), Function.MEAN),
    **dict.fromkeys(("trung binh co trong so", "binh quan gia quyen", "wmean"), Function.WMEAN),
    **dict.fromkeys(("nho nhat", "thap nhat", "min"), Function.MIN),
    **dict.fromkeys(("lon nhat", "cao nhat", "max"), Function.MAX),
    **dict.fromkeys(("ky truoc", "ki truoc", "prev"), Function.PREV),
    **dict.fromkeys(("cung ky", "cung ki", "cung ky nam truoc", "same_period", "same period last year"), Function.SAME),
    **dict.fromkeys(("luy ke", "luy ke tu dau nam", "ytd"), Function.YTD),
    **dict.fromkeys(("moi nhat", "latest"), Function.LATEST),
}
BY_UNIT = re.compile(r"\s+(?:theo don vi|by units?)$")

PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
#: A dot before three digits: a thousand in Vietnamese, a fraction elsewhere.
UNCLEAR = re.compile(r"[1-9]\d{0,2}\.\d{3}")
GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")


class Empty(FormulaError):
    """Chưa có công thức. Hãy viết, ví dụ: [TU-SO] / [MAU-SO] × 100."""

    code = "formula_empty"


class TooLong(FormulaError):
    """Công thức dài quá %(most)s ký tự. Hãy tách thành chỉ tiêu thành phần, mỗi chỉ tiêu một công thức."""

    code = "formula_too_long"


class TooDeep(FormulaError):
    """Công thức có quá nhiều lớp phép tính lồng nhau. Hãy tách thành chỉ tiêu thành phần."""

    code = "formula_too_deep"


class NotUnderstood(FormulaError):
    """Không hiểu "%(found)s" ở đây. Mã chỉ tiêu viết trong ngoặc vuông, ví dụ [NQ57-11]; đối số cách nhau bằng dấu
    chấm phẩy."""

    code = "formula_not_understood"


class Unfinished(FormulaError):
    """Công thức còn dở: thiếu một số, một mã chỉ tiêu hoặc dấu đóng ngoặc ở cuối."""

    code = "formula_unfinished"


class UnclearNumber(FormulaError):
    """Không rõ "%(found)s" là số nào. Viết phần thập phân sau dấu phẩy (1,5), không viết dấu chấm phân cách nghìn."""

    code = "formula_unclear_number"


class NoCode(FormulaError):
    """Trong ngoặc vuông phải có mã chỉ tiêu."""

    code = "formula_no_code"


class UnknownFunction(FormulaError):
    """Không có hàm "%(found)s". Các hàm dùng được: tổng, trung bình, trung bình có trọng số, min, max, kỳ trước,
    cùng kỳ, lũy kế, mới nhất."""

    code = "formula_unknown_function"


class WrongArguments(FormulaError):
    """Hàm "%(found)s" viết chưa đúng đối số. Ví dụ: tổng([A]; [B]), tổng([A] theo đơn vị), kỳ trước([A]; 3),
    trung bình có trọng số([A]; [TRONG-SO]), mới nhất([A])."""

    code = "formula_wrong_arguments"


def parse(text: str) -> Formula:
    """The formula that `text` says, or a `FormulaError` at the character where it stops being one."""
    text = unicodedata.normalize("NFC", text)
    if not text.strip():
        raise Empty(0)
    if len(text) > MAX_LENGTH:
        raise TooLong(MAX_LENGTH, most=MAX_LENGTH)
    from lark import UnexpectedCharacters, UnexpectedInput  # slow to import, and most pages read no formula

    try:
        tree: Any = _parser().parse(text)
    except UnexpectedCharacters as wrong:
        at = wrong.pos_in_stream or 0
        raise NotUnderstood(at, found=text[at]) from None
    except UnexpectedInput as wrong:
        token: Token = wrong.token  # type: ignore[attr-defined]
        if token.type == "$END":
            raise Unfinished(len(text)) from None
        raise NotUnderstood(token.start_pos or 0, found=str(token)) from None
    _check_nesting(tree, years=0, levels=0)
    return Formula(text, tree)


@cache
def _parser() -> "Lark":
    from lark import Lark, Transformer  # slow to import, and most pages read no formula

    class Building(Transformer[Any, Node]):
        """Each rule's pieces → its node."""

        start = staticmethod(lambda pieces: pieces[0])
        bracketed = staticmethod(_bracketed)
        number = staticmethod(_number)
        reference = staticmethod(_reference)
        negated = staticmethod(_negated)
        operation = staticmethod(_operation)
        call = staticmethod(_call)

    return Lark(GRAMMAR, parser="lalr", transformer=Building())


def _number(pieces: Sequence["Token"]) -> Number:
    found = pieces[0]
    start, end = _place(found)
    value = read_number(found)
    if value is None:
        raise UnclearNumber(start, found=str(found))
    return Number(start, end, 1, value)


def read_number(text: str) -> Decimal | None:
    """The number that digits say: 1234,5 · 1234.5 · 1.234,5; None when it is not clear which (1.234) or none."""
    if UNCLEAR.fullmatch(text):
        return None
    if GROUPED.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    return Decimal(text.replace(",", ".")) if PLAIN.fullmatch(text) else None


def _reference(pieces: Sequence["Token"]) -> Reference:
    start, end = _place(pieces[0])
    code = pieces[0][1:-1].strip()
    if not code:
        raise NoCode(start)
    return Reference(start, end, 1, code)


def _bracketed(pieces: Sequence[Any]) -> Node:
    opening, closing = pieces[0], pieces[2]
    node: Node = pieces[1]
    return replace(node, start=_place(opening)[0], end=_place(closing)[1])


def _negated(pieces: Sequence[Any]) -> Negated:
    sign, of = pieces
    start, _ = _place(sign)
    return Negated(start, of.end, _deeper(start, of), of)


def _operation(pieces: Sequence[Any]) -> Operation:
    left, sign, right = pieces
    at, _ = _place(sign)
    return Operation(left.start, right.end, _deeper(at, left, right), SIGNS[sign.type], at, left, right)


def _call(pieces: Sequence[Any]) -> Call:
    name, *rest = pieces
    start, _ = _place(name)
    asked = folded(name)
    function = FUNCTIONS.get(BY_UNIT.sub("", asked))
    if function is None:
        raise UnknownFunction(start, found=str(name))
    arguments = [piece for piece in rest if isinstance(piece, Node)]
    said = BY_UNIT.search(asked) is not None or any(getattr(piece, "type", "") == "BY_UNIT" for piece in rest)
    back = _back(function, arguments)
    kept = tuple(arguments[:1] if function is Function.PREV else arguments)
    if not _fits(function, kept, said, back):
        raise WrongArguments(start, found=str(name))
    _, end = _place(rest[-1])
    return Call(start, end, _deeper(start, *kept), function, kept, said or function is Function.WMEAN, back)


def _back(function: Function, arguments: Sequence[Node]) -> int:
    """Periods back that "kỳ trước" asks for; 0 when it asks for none that can be."""
    if function is not Function.PREV or len(arguments) == 1:
        return int(function is Function.PREV)
    steps = arguments[1]
    if len(arguments) > 2 or not isinstance(steps, Number) or steps.value != int(steps.value):
        return 0
    return int(steps.value)


def _fits(function: Function, arguments: Sequence[Node], over_units: bool, back: int) -> bool:
    if function in GATHERING:
        return len(arguments) == 1 or not over_units
    if function is Function.WMEAN:
        return len(arguments) == 2
    if over_units or len(arguments) != 1:
        return False
    if function is Function.LATEST:
        return isinstance(arguments[0], Reference)
    return function is not Function.PREV or 1 <= back <= MAX_BACK


def _deeper(position: int, *within: Node) -> int:
    depth = 1 + max(node.depth for node in within)
    if depth > MAX_DEPTH:
        raise TooDeep(position)
    return depth


def _place(token: "Token") -> tuple[int, int]:
    return token.start_pos or 0, token.end_pos or 0


def _check_nesting(node: Node, *, years: int, levels: int) -> None:
    """Refuse what would read a whole year within a whole year, or more than two levels of units."""
    if isinstance(node, Call):
        years += node.function is Function.YTD
        levels += node.over_units
        if years > MAX_YEARS or levels > MAX_LEVELS:
            raise TooDeep(node.start)
    for within in children(node):
        _check_nesting(within, years=years, levels=levels)
