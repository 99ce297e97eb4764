"""How a recurrence is said: every week, every month by a day, every quarter, every year."""

from __future__ import annotations

from vanban.grammar import Pattern
from vanban.grammar.times import BEFORE, BY, CLOCK, again

WEEKDAYS = {
    "hai": "mon",
    "2": "mon",
    "ba": "tue",
    "3": "tue",
    "tư": "wed",
    "4": "wed",
    "năm": "thu",
    "5": "thu",
    "sáu": "fri",
    "6": "fri",
    "bảy": "sat",
    "7": "sat",
    "chủ nhật": "sun",
}
_WEEKDAY = r"[Tt]hứ (?:[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy|[2-7])|[Cc]hủ [Nn]hật"
EVERY = r"h[aàằăắ]ng"
CADENCES: tuple[Pattern, ...] = (
    Pattern(
        "every.list",
        "several periods in a row, the word for every said once",
        rf"(?:{EVERY}|mỗi|theo) (?P<list>(?:tuần|tháng|quý)(?:(?:\s?/\s?|,\s(?:và )?| và )(?:0?6 tháng|tháng|quý"
        rf"|năm))+)"
        r"(?! [\dIV]|[\wà-ỹ])",
        ("theo tháng, quý, năm", "hàng tháng/quý/năm", "hằng tháng, quý báo cáo"),
        ("hằng tháng, quý IV", "hằng tháng, năm 2026"),
        True,
    ),
    Pattern(
        "every.weekday",
        "a weekday of every week",
        (
            rf"(?:(?P<bound>{BEFORE}|{BY})\s)?(?:{CLOCK}\s)?(?:(?:sáng|chiều|vào"
            rf"|ngày)\s)*(?P<weekday>{_WEEKDAY}) (?:{EVERY}|mỗi|của mỗi) tuần"
            rf"|(?:{EVERY}|mỗi) tuần,? \(?(?:(?P<bound2>{BEFORE}|{BY})\s)?(?:{again(CLOCK, '2')}\s)?(?:(?:sáng"
            rf"|chiều|vào"
            rf"|ngày)\s)*(?P<weekday2>{_WEEKDAY})(?![\w/])"
        ),
        ("vào thứ Sáu hàng tuần", "trước 17h00 thứ Năm hằng tuần", "hằng tuần, trước 16h00 thứ Năm"),
        ("hằng tuần, 2 lần",),
        True,
    ),
    Pattern(
        "every.week",
        "every week",
        rf"{EVERY} tuần|mỗi tuần|(?:0?1 )?tuần(?:/| )(?:một |0?1 )?lần|theo tuần",
        ("hàng tuần",),
        ("tuần này",),
        True,
    ),
    Pattern(
        "every.clock_day",
        "a clock time of every day",
        rf"(?:(?P<bound>{BEFORE}|{BY})|vào|và)\s(?:{CLOCK}\s){EVERY} ngày"
        rf"|{EVERY} ngày,? \(?(?:(?P<bound2>{BEFORE}|{BY})|(?:vào )?lúc|vào)\s{again(CLOCK, '2')}",
        ("trước 16h00 hằng ngày", "hằng ngày, trước 08 giờ sáng"),
        ("sau 22 giờ hằng ngày",),
        True,
    ),
    Pattern(
        "every.day",
        "every day",
        rf"{EVERY} ngày|mỗi ngày",
        ("hàng ngày",),
        ("ngày 5",),
        True,
    ),
    Pattern(
        "every.month_last",
        "the last day of every month",
        rf"ngày cuối(?: cùng)? (?:của )?(?:{EVERY} |mỗi )?tháng",
        ("ngày cuối tháng",),
        (),
        True,
    ),
    Pattern(
        "every.month_day",
        "a day of every month",
        (
            rf"(?:(?P<bound>{BEFORE}"
            rf"|{BY})\s)?(?:vào )?ngày (?:mùng )?(?P<day>\d{{1,2}}) (?:{EVERY} tháng|mỗi tháng"
            rf"|của tháng(?! (?:đầu|cuối|\d))(?: (?:sau|tiếp theo|kế tiếp))?|tháng (?:sau|tiếp theo|kế tiếp)"
            rf"|{EVERY} tháng)"
            rf"|{EVERY} tháng,? \(?(?:trước |chậm nhất |vào )*(?:là )?ngày (?P<day2>\d{{1,2}})(?![\d/]| tháng)"
        ),
        ("Trước ngày 25 hằng tháng", "vào ngày 05 của tháng"),
        ("ngày 25 tháng 8",),
        True,
    ),
    Pattern(
        "every.month",
        "every month",
        rf"{EVERY} tháng|mỗi tháng|theo tháng|(?<!\d )(?<!sáu )(?<!ba )(?:(?<!\d)0?1 |một )?tháng(?:/| )(?:một "
        rf"|0?1 )?lần",
        ("Hằng tháng", "01 tháng/lần"),
        ("tháng này", "06 tháng/lần"),
        True,
    ),
    Pattern(
        "every.quarter_last",
        "a day of the last month of each quarter",
        rf"ngày (?P<day>\d{{1,2}}) (?:của )?tháng cuối (?:của )?(?:{EVERY} |mỗi )?quý",
        ("ngày 20 tháng cuối quý",),
        (),
        True,
    ),
    Pattern(
        "every.quarter_day",
        "a day of the month after each quarter",
        r"ngày (?P<day>\d{1,2}) (?:của )?tháng đầu (?:tiên )?(?:của )?quý (?:sau|tiếp theo|kế tiếp)",
        ("trước ngày 10 của tháng đầu quý sau",),
        (),
        True,
    ),
    Pattern(
        "every.quarter",
        "every quarter",
        rf"{EVERY} quý|mỗi quý|định kỳ quý|theo quý|(?:0?3|ba) tháng(?:/| )(?:một |0?1 )?lần|(?:0?1 )?quý(?:/"
        rf"| )(?:một |0?1 )?lần",
        ("hằng quý", "03 tháng một lần"),
        ("quý này",),
        True,
    ),
    Pattern(
        "every.half_year",
        "every six months",
        (
            r"(?:0?6|sáu) tháng(?:/| )(?:một |0?1 )?lần|định kỳ (?:0?6|sáu) tháng(?! (?:đầu|cuối)"
            r"|, (?:(?:tổng kết |cả )?năm))"
            rf"|(?:0?6|sáu) tháng(?P<year>,? (?:và )?(?:tổng kết |cả )?năm|, (?:một|0?1) năm)(?! \d|[\wà-ỹ])"
            rf"|0?6 tháng (?:một|{EVERY}) năm(?! \d)|{EVERY} 6 tháng"
        ),
        ("6 tháng một lần", "báo cáo 6 tháng, năm", "sơ kết 6 tháng, tổng kết năm"),
        ("6 tháng đầu năm 2026", "6 tháng, năm 2026"),
        True,
    ),
    Pattern(
        "every.year_day",
        "a day and month of every year",
        (
            rf"(?:ngày )?(?P<day>\d{{1,2}})(?:/| tháng )(?P<month>\d{{1,2}})(?: (?:và"
            rf"|,) (?:ngày )?(?P<day3>\d{{1,2}})(?:/| tháng )(?P<month3>\d{{1,2}}))? {EVERY} năm"
            rf"|{EVERY} năm,? \(?(?:trước|chậm nhất|muộn nhất|vào)? ?(?:là )?ngày (?P<day2>\d{{1,2}})(?:/"
            rf"| tháng )(?P<month2>\d{{1,2}})"
        ),
        ("trước ngày 15/12 hằng năm", "hàng năm, trước ngày 30 tháng 11"),
        (),
        True,
    ),
    Pattern(
        "every.year",
        "every year",
        rf"(?<!\d )(?:mỗi |(?<!\d)0?1 |một )?năm(?:/| )(?:một |0?1 )?lần|{EVERY} năm|mỗi năm",
        ("Hằng năm", "01 năm/lần"),
        ("năm nay",),
        True,
    ),
)
ALL = CADENCES
