"""Units of measure through a formula: what may be added, what a quotient is measured in. PURE.

A measure is a text such as "%", "% GDP", "tỷ đồng", "người/vạn dân". Only like may be added or compared; a quotient of
like is a plain number, which may be stated as any share or rate; multiplying or dividing by a power of ten converts
nghìn, triệu, tỷ and shares, and is taken to do so rightly. A bare number takes the measure of what it is added to.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from giamsat.targets.formula.tree import (
    Call,
    Formula,
    FormulaError,
    Function,
    Negated,
    Node,
    Number,
    Operation,
    Reference,
)
from giamsat.wording import nfc

POWERS = {"nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tỷ": 9, "tỉ": 9}
#: What a plain number may be stated as, beside any share ("%…") and any rate ("…/…").
PLAIN_NAMES = frozenset({"", "chỉ số", "lần", "điểm", "hệ số", "tỷ lệ", "tỉ lệ"})


class UnitMismatch(FormulaError):
    """Không cộng, trừ, so sánh được "%(one)s" với "%(other)s": hai đơn vị tính khác nhau."""

    code = "formula_unit_mismatch"


class UnknownIndicator(FormulaError):
    """Không có chỉ tiêu mã "%(found)s" mà bạn được xem."""

    code = "formula_unknown_indicator"


class OtherMeasure(FormulaError):
    """Công thức cho ra "%(one)s", còn phiếu ghi đơn vị tính "%(other)s". Hãy sửa công thức hoặc đơn vị tính."""

    code = "formula_other_measure"


@dataclass(frozen=True, slots=True)
class Measure:
    """Words multiplied and divided; `power` of ten, None once converted; a share keeps its words while not computed."""

    over: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    power: int | None = 0
    share: str = ""
    #: A bare number, which fits anything.
    is_bare: bool = False
    #: The power of ten a bare number is, if it is one.
    value: Decimal | None = None

    @property
    def is_plain(self) -> bool:
        return not self.over and not self.under

    def __str__(self) -> str:
        if self.is_plain:
            return self.share or "số thuần"
        scale = next((word for word, power in POWERS.items() if power == self.power), "")
        above = " × ".join(self.over) or "1"
        return " ".join(filter(None, [scale, above])) + "".join(f"/{word}" for word in self.under)


def check(formula: Formula, measures: Mapping[str, str]) -> Measure:
    """The measure of the result; `UnitMismatch` or `UnknownIndicator` at the character where it goes wrong."""
    return _measure(formula.tree, {code: read_measure(text) for code, text in measures.items()})


def check_agrees(result: Measure, stated: str) -> None:
    """Raise unless a result may be stated in the measure that its sheet names."""
    sheet = read_measure(stated)
    is_ratio = sheet.share or sheet.under or nfc(stated).lower() in PLAIN_NAMES
    if result.is_bare or (result.is_plain and is_ratio and _same_share(result, sheet)) or _like(result, sheet):
        return
    raise OtherMeasure(0, one=str(result), other=stated)


def read_measure(text: str) -> Measure:
    """The measure that a text names."""
    text = nfc(text).lower()
    if text in PLAIN_NAMES:
        return Measure()
    if text[0] in "%‰":
        return Measure(share=text)
    above, *below = (part.strip() for part in re.split(r"\s*/\s*", text))
    power, over = _scaled(above)
    under = []
    for part in below:
        less, word = _scaled(part)
        power -= less
        under.append(word)
    return Measure((over,), tuple(sorted(under)), power)


def _scaled(text: str) -> tuple[int, str]:
    power, words = 0, text.split()
    while len(words) > 1 and words[0] in POWERS:
        power += POWERS[words.pop(0)]
    return power, " ".join(words)


def _measure(node: Node, measures: Mapping[str, Measure]) -> Measure:
    if isinstance(node, Number):
        return Measure(is_bare=True, value=node.value)
    if isinstance(node, Reference):
        if node.code not in measures:
            raise UnknownIndicator(node.start, found=node.code)
        return measures[node.code]
    if isinstance(node, Negated):
        return _measure(node.of, measures)
    if isinstance(node, Operation):
        return _joined(node, _measure(node.left, measures), _measure(node.right, measures))
    assert isinstance(node, Call)
    found = [_measure(one, measures) for one in node.arguments]
    if node.function is Function.WMEAN:
        return found[0]
    return _all_alike([(one, argument.start) for one, argument in zip(found, node.arguments, strict=True)])


def _joined(node: Operation, left: Measure, right: Measure) -> Measure:
    if left.is_bare and right.is_bare:
        return Measure(is_bare=True, value=_folded(node.sign, left.value, right.value))
    if node.sign in "+-":
        return _all_alike([(left, node.sign_at), (right, node.sign_at)])
    if right.is_bare or (left.is_bare and node.sign == "*"):
        measure, number = (left, right.value) if right.is_bare else (right, left.value)
        return _times_number(measure, number)
    return _product(left, right, -1 if node.sign == "/" else 1)


def _all_alike(found: Iterable[tuple[Measure, int]]) -> Measure:
    """The one measure of things added or compared."""
    measured = [(one, at) for one, at in found if not one.is_bare]
    if not measured:
        return Measure(is_bare=True)
    first, _ = measured[0]
    for other, at in measured[1:]:
        if not _like(first, other):
            raise UnitMismatch(at, one=str(first), other=str(other))
    return next((one for one, _ in measured if one.power is not None), first)


def _like(one: Measure, other: Measure) -> bool:
    powers = {one.power, other.power} - {None}
    return one.over == other.over and one.under == other.under and len(powers) <= 1 and _same_share(one, other)


def _same_share(one: Measure, other: Measure) -> bool:
    """Shares of different wholes are unlike; what was computed has lost its words and may be any."""
    return not one.share or not other.share or one.share == other.share


def _times_number(measure: Measure, number: Decimal | None) -> Measure:
    if not _is_power_of_ten(number):
        return measure
    return Measure(measure.over, measure.under, 0 if measure.is_plain else None)


def _product(left: Measure, right: Measure, sign: int) -> Measure:
    words = Counter(left.over)
    words.subtract(Counter(left.under))
    for word in right.over:
        words[word] += sign
    for word in right.under:
        words[word] -= sign
    over = tuple(sorted(word for word, n in words.items() for _ in range(n)))
    under = tuple(sorted(word for word, n in words.items() for _ in range(-n)))
    if not over and not under:
        return Measure()
    if left.power is None or right.power is None or left.share or right.share:
        return Measure(over, under, None)
    return Measure(over, under, left.power + sign * right.power)


def _is_power_of_ten(number: Decimal | None) -> bool:
    return number is not None and number > 0 and number.normalize().as_tuple().digits == (1,)


def _folded(sign: str, left: Decimal | None, right: Decimal | None) -> Decimal | None:
    """A bare number made of two, where it may still be a power of ten that converts."""
    if left is None or right is None or sign in "+-":
        return None
    if sign == "*":
        return left * right
    return left / right if right else None
