"""The small words of time: clock, day, and what bounds them; letters that recognition damages included."""

from __future__ import annotations

D = r"[0-9OolI]"  # OCR reads 0 as O and 1 as l
CLOCK = (
    rf"(?P<hour>\d{{1,2}})\s?(?:h|g|:|giờ)\s?(?P<minute>{D}{{2}})?(?:\s?(?:phút|'|’))?"
    r"(?P<half>\s(?:sáng|trưa|chiều|tối))?"
)
DAY = (
    rf"(?P<day>{D}{{1,2}})\s?(?:th[aá]ng|/|-|\.)\s?(?P<month>{D}{{1,2}})"
    r"(?:\s?(?:,?\s?n[aă]m|/|-|\.)?\s?(?P<year>\d{4}))?(?![\d/])"
)

BEFORE = r"(?:(?:xong )?tr[ưuơ][ớóờơo]c|Tr[ưu][ớóơo]c)"
BY = (
    r"(?:(?:[Cc]hậm|[Mm]uộn) nh[ấâ]t(?: là| vào| trong| đến)?(?: hết)?|[Kk]hông muộn hơn"
    r"|[Kk]hông (?:chậm hơn|(?:để |được )?quá)|[Hh]ạn (?:cuối|chót)(?: cùng)?(?: là)?:?"
    r"|[Đđ]ến hết|[Hh]ết|[Đđ]ến(?: trước)?|[Xx]ong)"
)
DURING = r"(?:[Nn]gay trong|[Tt]rong|[Vv]ào(?: hồi| lúc)?|[Cc]uối|[Hh]oàn thành)"


def again(pattern: str, mark: str) -> str:
    """The same pattern a second time in one expression, its groups named apart."""
    return (
        pattern.replace("(?P<hour>", f"(?P<hour{mark}>")
        .replace("(?P<minute>", f"(?P<minute{mark}>")
        .replace("(?P<half>", f"(?P<half{mark}>")
    )
