"""Numbers as they are kept and written. PURE."""

from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation

from giamsat.errors import Refused

#: What both databases keep exactly: digits in all, the last place behind the point, and the bound.
KEPT = Context(prec=15, rounding=ROUND_HALF_EVEN)
WIDE = Context(prec=28, rounding=ROUND_HALF_EVEN)
LAST_PLACE = Decimal("0.000001")
LARGEST = Decimal(10) ** 15


class NumberTooLong(Refused):
    """Số có quá 15 chữ số hoặc quá 6 chữ số thập phân. Hãy dùng đơn vị tính lớn hơn, chẳng hạn tỷ đồng."""

    code = "number_too_long"


def check_number(number: Decimal | None) -> None:
    """Raise unless both databases keep the number as it is: 15 digits, 6 of them behind the point at most."""
    if number is None:
        return
    if not number.is_finite() or abs(number) >= LARGEST or kept(number) != number:
        raise NumberTooLong


def kept(number: Decimal) -> Decimal | None:
    """A computed number as it is stored: 15 digits, at most 6 behind the point; None when it is too large."""
    if not number.is_finite() or abs(number) >= LARGEST:
        return None
    try:
        return KEPT.plus(number).quantize(LAST_PLACE, context=WIDE)
    except InvalidOperation:
        return None


def plain(number: Decimal) -> str:
    """A number without needless zeros, in digits: "0.7", "350"."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
