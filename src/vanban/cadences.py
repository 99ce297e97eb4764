"""Recurrences: "hằng tháng", "thứ Sáu hằng tuần", "trước ngày 25 hằng tháng"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vanban.clocks import bound_of, clock_of
from vanban.grammar import cadences as grammar
from vanban.grammar.times import BEFORE, BY

_ACTS = (
    "báo cáo|tổng hợp|rà soát|tổ chức|đánh giá|cập nhật|gửi|công bố|kiểm tra|xây dựng|lập"
    "|trình|sơ kết|tổng kết|bố trí|thống kê|chủ động|có|phối hợp|thực hiện|tham mưu"
    "|theo dõi|trước|chậm"
)


#: word -> value
PERIODS = {"tuần": "weekly", "tháng": "monthly", "quý": "quarterly", "6 tháng": "half-yearly", "năm": "yearly"}


@dataclass(frozen=True)
class Cadence:
    """A recurrence as the text says it."""

    #: daily, weekly:fri, monthly:25, quarterly:10, half-yearly, yearly:06-30 …
    value: str
    #: before, by or during
    bound: str
    #: the words
    text: str
    #: offsets into the text that was searched
    start: int
    #: one past the last character
    end: int


#: "sau 22 giờ hằng ngày": when something is done, not that it is done daily
_AFTER_HOURS = re.compile(r"(?:sau|từ|quá) \d{1,2}\s?(?:h|giờ)\s?\d{0,2}\s$")


def cadences_of(rule: str, text: str, m: re.Match[str], column: bool) -> list[Cadence]:
    groups = m.groupdict()
    values = _cadence_values(rule, groups)
    if rule == "every.year" and not _yearly_counts(text, m, column):
        return []
    if rule == "every.day" and _AFTER_HOURS.search(text, max(0, m.start() - 20), m.start()):
        return []
    if rule in ("every.week", "every.month", "every.quarter", "every.day") and _is_adjective(text, m):
        return []
    start, bound_word = m.start(), groups.get("bound") or groups.get("bound2")
    lead = re.search(rf"(?P<bound>{BEFORE}|{BY})\s*$", text[: m.start()]) or re.search(
        rf"[ (](?P<bound>{BEFORE}|{BY}) (?:ngày )", m.group()
    )
    if not bound_word and lead:
        bound_word = lead.group("bound")
    return [Cadence(v, bound_of(bound_word), m.group(), start, m.end()) for v in values]


def _yearly_counts(text: str, m: re.Match[str], column: bool) -> bool:
    """ "ngân sách hằng năm" is an adjective; "hằng năm báo cáo" and "định kỳ hằng năm" are cadences."""
    before, after = text[: m.start()].rstrip(), text[m.end() :].lstrip(" ,")
    if m.group().endswith("lần"):
        return True
    if re.search(
        r"(?:[Đđ]ịnh kỳ|báo cáo|tổ chức|rà soát|đánh giá|cập nhật|công bố|và|tổng kết|sơ kết|kiểm tra|tháng \d{1,2})$",
        before,
    ):
        return not re.search(r"và$", before) or column or re.search(r"\d{4} và$", before) is not None
    if not before.strip(" -") or before.endswith((";", ".", ",", "(", ":")):
        return column or re.match(rf"(?:{_ACTS})", after) is not None or not after
    return False


def _is_adjective(text: str, m: re.Match[str]) -> bool:
    return (
        re.search(
            (
                r"(?:tiền lương|lương|sinh hoạt|sinh hoạt chi bộ|bình quân|chi phí|giao ban|trợ cấp|phụ cấp"
                r"|doanh thu|sản lượng"
                r"|đời sống|công việc|thu nhập) $"
            ),
            text[: m.start()],
        )
        is not None
    )


def _cadence_values(rule: str, groups: dict[str, str | None]) -> list[str]:
    clock, _ = clock_of(*(groups.get(name) or groups.get(f"{name}2") for name in ("hour", "minute", "half")))
    at = f":{clock:%H:%M}" if clock else ""
    day = int(groups.get("day") or groups.get("day2") or 0)
    month = int(groups.get("month") or groups.get("month2") or 0)
    if rule == "every.list":
        return [PERIODS[period] for period in re.findall(r"6 tháng|tuần|tháng|quý|năm", groups["list"] or "")]
    if rule == "every.half_year" and (groups.get("year") or "").strip(" ,"):
        return ["half-yearly", "yearly"]
    weekday = (groups.get("weekday") or groups.get("weekday2") or "").lower()
    if rule == "every.weekday":
        return [f"weekly:{grammar.WEEKDAYS[weekday.removeprefix('thứ ')]}{at}"]
    if rule == "every.year_day":
        more = [f"yearly:{int(groups['month3'] or 0):02}-{int(groups['day3'] or 0):02}"] if groups.get("day3") else []
        return [f"yearly:{month:02}-{day:02}", *more]
    return [
        {
            "every.week": "weekly",
            "every.clock_day": f"daily{at}",
            "every.day": "daily",
            "every.month_last": "monthly:last",
            "every.month_day": f"monthly:{day}",
            "every.month": "monthly",
            "every.quarter_last": f"quarterly-last:{day}",
            "every.quarter_day": f"quarterly:{day}",
            "every.quarter": "quarterly",
            "every.half_year": "half-yearly",
            "every.year": "yearly",
        }[rule]
    ]


def without_general(cadences: list[Cadence], text: str) -> list[Cadence]:
    """ "hằng quý, trước ngày 10 tháng đầu quý sau" is one recurrence: the one that names its day."""
    named = [c for c in cadences if ":" in c.value]
    return [c for c in cadences if ":" in c.value or not any(_says_more(n, c, text) for n in named)]


def _says_more(named: Cadence, general: Cadence, text: str) -> bool:
    between = text[min(named.end, general.end) : max(named.start, general.start)]
    same = re.split(r"[:-]", named.value)[0] == general.value
    return same and len(between) < 60 and not re.search(r"[;.]", between)
