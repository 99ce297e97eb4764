"""How a time for doing something is said: clock, day, month, quarter, year, cadence, and what only looks like it."""

from __future__ import annotations

import re

from vanban.grammar import Pattern

D = r"[0-9OolI]"  # OCR reads 0 as O and 1 as l
CLOCK = (
    rf"(?P<hour>\d{{1,2}})\s?(?:h|g|:|giờ)\s?(?P<minute>{D}{{2}})?(?:\s?(?:phút|'|’))?(?P<half>\s(?:sáng|chiều|tối))?"
)
DAY = (
    rf"(?P<day>{D}{{1,2}})\s?(?:th[aá]ng|/|-|\.)\s?(?P<month>{D}{{1,2}})"
    r"(?:\s?(?:,?\s?n[aă]m|/|-|\.)?\s?(?P<year>\d{4}))?(?![\d/])"
)

BEFORE = r"(?:(?:xong )?tr[ưuơ][ớóờo]c|Tr[ưu][ớóo]c)"
BY = (
    r"(?:[Cc]hậm nhất(?: là| vào)?(?: hết)?|[Mm]uộn nhất(?: là| vào)?|[Kk]hông muộn hơn"
    r"|[Kk]hông (?:chậm hơn|quá)|[Đđ]ến hết|[Hh]ết|[Đđ]ến(?: trước)?|[Xx]ong)"
)
DURING = r"(?:[Nn]gay trong|[Tt]rong|[Vv]ào(?: hồi| lúc)?|[Cc]uối|[Hh]oàn thành)"

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
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}

DUE_DAY = Pattern(
    id="due.day",
    looks_for="a day by which, before which or on which something is done",
    pattern=(
        rf"(?:(?P<bound>{BEFORE}|{BY}|{DURING})\s)?(?:(?:lúc\s"
        rf"|vào\s)?{CLOCK}\s?,?\s)?(?:ngày\s){DAY}(?:,?\s(?P<after>{BEFORE}"
        rf"|{BY})\s{CLOCK.replace('hour', 'hour2').replace('minute', 'minute2').replace('half', 'half2')})?"
    ),
    examples=(
        "trước ngày 05 tháng 8 năm 2025",
        "trước 16h00 ngày 12/01/2026",
        "chậm nhất là ngày 07/9/2026",
        "ngày 21/8/2026, trước 14h00",
    ),
    counter_examples=("0912.345.678", "Nghị định số 30/2020/NĐ-CP"),
)
DUE_BARE_DAY = Pattern(
    id="due.bare_day",
    looks_for="a day without the word ngày, after trước or chậm nhất",
    pattern=rf"(?P<bound>{BEFORE}|[Cc]hậm nhất|[Mm]uộn nhất)\s(?:{CLOCK}\s?,?\s)?{DAY}",
    examples=("trước 10 tháng 8 năm 2025", "trước 10/122026"),
    counter_examples=("trước ngày",),
)
DUE_MONTH = Pattern(
    id="due.month",
    looks_for="a month, or the last of a range of months",
    pattern=(
        rf"(?:(?P<bound>{BEFORE}|{BY}|{DURING})\s)?(?:(?P<part>cuối|giữa"
        rf"|đầu)\s)?[Tt]háng\s(?:(?:\d{{1,2}}\s?(?:-|–|,|đến"
        rf"|và)\s?(?:[Tt]háng\s)?)?(?P<month>\d{{1,2}})(?:\s?/\s?|\s?,?\s?năm\s)(?P<year>\d{{4}})"
        rf"|(?P<month_only>\d{{1,2}})(?![\d/])|(?P<this>này|tới|sau))"
    ),
    examples=("trong tháng 11 năm 2025", "Tháng 11 - 12/2025", "trong tháng này"),
    counter_examples=("hằng tháng",),
)
DUE_QUARTER = Pattern(
    id="due.quarter",
    looks_for="a quarter of a year",
    pattern=(
        rf"(?:(?P<bound>{BEFORE}|{BY}|{DURING})\s)?(?:(?P<part>cuối|giữa"
        rf"|đầu)\s)?[Qq](?:u[ýíy]|úy)\s(?:(?:(?:IV|III|II|I|[1-4])\s?(?:-|–|,|và"
        rf"|đến)\s?(?:[Qq]uý\s)?)?(?P<quarter>IV|III|II|I|[1-4])(?:\s?/\s?"
        rf"|\s?,?\s?(?:của )?(?:năm\s)?)(?P<year>\d{{4}})?|(?P<this>này))(?!\w)"
    ),
    examples=("trong Quý IV năm 2025", "Quý III/2026", "quý 3 năm 2026"),
    counter_examples=("quý báu", "Quý cơ quan"),
)
DUE_YEAR = Pattern(
    id="due.year",
    looks_for="a year, a half or three quarters of it",
    pattern=(
        rf"(?:(?P<bound>{BEFORE}|{BY}|[Nn]gay trong|[Tt]rong|[Vv]ào|[Cc]uối)\s)(?:(?P<part>cuối"
        rf"|đầu)\s)?năm\s(?:(?P<year>\d{{4}})|(?P<this>nay|này))"
    ),
    examples=("trong năm 2025", "hết năm 2026", "trước năm 2027", "cuối năm 2026"),
    counter_examples=("năm 2025 đạt 8%",),
)
DUE_HALF = Pattern(
    id="due.half",
    looks_for="the first six or nine months of a year",
    pattern=r"(?P<months>0?[69]) tháng (?P<part>đầu|cuối) (?:năm|của năm) (?P<year>\d{4})",
    examples=("6 tháng đầu năm 2026",),
    counter_examples=("trong 6 tháng",),
)
DUE_RELATIVE = Pattern(
    id="due.days_after_issue",
    looks_for="so many days from the day the document is signed or issued",
    pattern=(
        r"(?:[Tt]rong(?: vòng| thời hạn)?|[Cc]hậm nhất"
        r"|[Ss]au) (?P<days>\d{1,3}) ngày(?P<working> làm việc)?,? (?:kể )?từ (?:ngày|khi) (?:ký"
        r"|ban hành|ký ban hành)(?: (?:văn bản|Kế hoạch|Quyết định|Nghị quyết|Chỉ thị|Công điện"
        r"|Thông báo|Công văn))?(?: này)?"
    ),
    examples=("trong vòng 10 ngày làm việc kể từ ngày ký", "trong 15 ngày kể từ ngày ban hành"),
    counter_examples=("trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ",),
)
DUE_TODAY = Pattern(
    id="due.today",
    looks_for="the day of the document itself",
    pattern=r"(?:ngay )?trong (?:ngày )?(?:hôm nay|hôm nay)",
    examples=("ngay trong ngày hôm nay",),
)
DUE_WEEK = Pattern(
    id="due.week",
    looks_for="the week of the document",
    pattern=r"(?:trong|cuối) tuần này",
    examples=("trong tuần này",),
)

COLUMN_DAY = Pattern(
    id="due.column_day",
    looks_for="a day in figures in a time column",
    pattern=r"(?<![\d/])(?P<day>\d{1,2})(?P<cut>[/.-])(?P<month>\d{1,2})(?P=cut)(?P<year>20\d\d)(?![\d/])",
    examples=("15/5/2027", "31-12-2027"),
    counter_examples=("2026 - 2027", "5/2027"),
)
COLUMN_MONTH = Pattern(
    id="due.column_month",
    looks_for="a month in figures in a time column",
    pattern=r"(?<![\d/])(?:(?P<bound>[Tt]rước|[Đđ]ến hết|[Hh]ết"
    r"|[Đđ]ến)\s)?(?P<month>\d{1,2})/(?P<year>20\d\d)(?![\d/])",
    examples=("5/2027", "hết 11/2027"),
    counter_examples=("15/5/2027",),
)

COLUMN_YEARS = Pattern(
    id="due.column_years",
    looks_for="a bare year, or the last of a range of years, in a time column",
    pattern=(
        r"(?:(?:Giai đoạn|giai đoạn|Năm|năm|Từ năm|từ năm) )?(?:20\d\d\s?(?:-|–"
        r"|đến)\s?(?:năm )?)?(?P<year>20\d\d)(?![\d/])"
    ),
    examples=("2026 - 2027", "2027 - 2030"),
)

EVERY = r"h[aàằăắ]ng"
CADENCES: tuple[Pattern, ...] = (
    Pattern(
        "every.weekday",
        "a weekday of every week",
        (
            rf"(?:(?P<bound>{BEFORE}|{BY})\s)?(?:{CLOCK}\s)?(?:(?:sáng|chiều|vào"
            rf"|ngày)\s)*[Tt]hứ (?P<weekday>[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy"
            rf"|[2-7]) {EVERY} tuần"
        ),
        ("vào thứ Sáu hàng tuần", "trước 17h00 thứ Năm hằng tuần"),
        (),
        True,
    ),
    Pattern(
        "every.week",
        "every week",
        rf"{EVERY} tuần|mỗi tuần|tuần một lần|theo tuần",
        ("hàng tuần",),
        ("tuần này",),
        True,
    ),
    Pattern(
        "every.clock_day",
        "a clock time of every day",
        rf"(?:(?P<bound>{BEFORE}|{BY})\s)(?:{CLOCK}\s){EVERY} ngày",
        ("trước 16h00 hằng ngày",),
        (),
        True,
    ),
    Pattern("every.day", "every day", rf"{EVERY} ngày|mỗi ngày", ("hàng ngày",), ("ngày 5",), True),
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
            rf"|của tháng(?! (?:đầu|cuối|\d))(?: (?:sau|tiếp theo|kế tiếp))?|{EVERY} tháng)"
            rf"|{EVERY} tháng,? (?:trước |chậm nhất |vào )*(?:là )?ngày (?P<day2>\d{{1,2}})(?![\d/])"
        ),
        ("Trước ngày 25 hằng tháng", "vào ngày 05 của tháng"),
        ("ngày 25 tháng 8",),
        True,
    ),
    Pattern(
        "every.month", "every month", rf"{EVERY} tháng|mỗi tháng|theo tháng", ("Hằng tháng",), ("tháng này",), True
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
        rf"{EVERY} quý|mỗi quý|định kỳ quý|theo quý",
        ("hằng quý",),
        ("quý này",),
        True,
    ),
    Pattern(
        "every.half_year",
        "every six months",
        (
            rf"6 tháng một lần|06 tháng một lần|định kỳ 0?6 tháng|0?6 tháng,? (?:một năm|(?:{EVERY}|1"
            rf"|một) năm|năm)(?! \d)|{EVERY} 6 tháng"
        ),
        ("6 tháng một lần",),
        ("6 tháng đầu năm 2026",),
        True,
    ),
    Pattern(
        "every.year_day",
        "a day and month of every year",
        (
            rf"(?:ngày )?(?P<day>\d{{1,2}})(?:/| tháng )(?P<month>\d{{1,2}})(?: (?:và"
            rf"|,) (?:ngày )?(?P<day3>\d{{1,2}})(?:/| tháng )(?P<month3>\d{{1,2}}))? {EVERY} năm"
            rf"|{EVERY} năm,? (?:trước|chậm nhất|vào)? ?(?:là )?ngày (?P<day2>\d{{1,2}})(?:/"
            rf"| tháng )(?P<month2>\d{{1,2}})"
        ),
        ("trước ngày 15/12 hằng năm", "hàng năm, trước ngày 30 tháng 11"),
        (),
        True,
    ),
    Pattern("every.year", "every year", rf"{EVERY} năm|mỗi năm", ("Hằng năm",), ("năm nay",), True),
)

#: without one of these a text says nothing about time
ANY_TIME = re.compile(
    rf"\d|{EVERY} (?:năm|tháng|tuần|quý|ngày)|mỗi (?:năm|tháng|tuần|quý|ngày)|tháng (?:này|tới|sau|cuối|đầu)"
    r"|quý này|năm (?:nay|này)|hôm nay|tuần này|tuần một lần|theo (?:tuần|tháng|quý)|định kỳ|ngày cuối|một lần"
    r"|cuối tuần",
    re.IGNORECASE,
)
#: words of a deadline, in a clause in which none was found
TIME_LEFT = re.compile(
    r"(?:[Tt]rước|[Cc]hậm nhất|[Hh]oàn thành|[Xx]ong|[Tt]rong|[Đđ]ến hết|[Đđ]ịnh kỳ)[^.;,]{0,25}(?:ngày \d"
    r"|\d{1,2}/\d|tháng \d|[Qq]uý [IV\d]|năm 20\d\d)"
    r"|h[aằàăắ]ng (?:tháng|quý|tuần|ngày)"
)
#: What stands before a day or period that is no deadline, whatever the bound.
NEVER_BEFORE = (
    r"(?:số liệu|lũy kế|luỹ kế|tính|lấy|chốt|hiệu lực(?: thi hành)?|kể|bắt đầu|áp dụng"
    r"|thời điểm|thời hạn|[Tt]ừ|phát sinh|xảy ra|diễn ra"
    r"|(?:đã|được) (?:hoàn thành|thực hiện|ban hành|xong|ký|cấp|giao|phê duyệt|bổ nhiệm|nộp|đăng ký|khởi công|tiếp nhận"
    r"|tuyển dụng|thành lập)[^.;,]{0,60}|kế hoạch hoàn thành|đạt được|đạt)"
    r"(?: (?:từ|đến|cho|hết|vào|trong|cho đến|đến hết))*$"
)
#: What stands before a period ("trong quý II") that belongs to a noun.
NOUN_BEFORE = (
    r"(?:họp|hội nghị|cuộc họp|phiên họp|phấn đấu[^.;]{0,60}|dự toán|ngân sách|giai đoạn"
    r"|nhiệm kỳ|chi phí|vốn|mục tiêu|chỉ tiêu|so với|cùng kỳ|dịp|được giao[^.;,]{0,80}"
    r"|tăng trưởng[^.;]{0,30}|cần đạt được"
    r"|kế hoạch|chương trình|kinh tế - xã hội|(?<!báo cáo )(?<!gửi )(?<!công bố )kết quả|tình hình[^.;]{0,60}"
    r"|nhiệm vụ trọng tâm|giải ngân[^.;,]{0,40}|nổi bật[^.;]{0,20})$"
)
#: "đến ngày D" is a deadline only beside words of finishing.
FINISHING = (
    r"(?:hoàn thành|xong|chậm nhất|thời gian|thời hạn"
    r"|[Tt]ừ (?:ngày )?[\d/.]+(?: tháng \d+(?: năm \d+)?)?|[Tt]ừ tháng [\d/]+|từ nay"
    r"|hết)[^.;]{0,40}$"
)
#: "trong năm 2025" is a deadline only beside words of delivering.
DELIVERING = (
    r"(?:hoàn thành|xong|bàn giao|trình|ban hành|báo cáo|khởi công|khánh thành|đưa vào"
    r"|phê duyệt|công bố|thông qua|gửi|kết thúc|sơ kết|tổng kết|bố trí đủ|triển khai"
    r"|thực hiện)(?: [^\s.;]+){0,6}$"
)
#: "đến hết tháng 6" after these words says how long a state lasts, not by when a work is done.
LASTING = (
    r"(?:tạm dừng|tạm ngừng|gia hạn|kéo dài|áp dụng|miễn|giảm|hỗ trợ|duy trì|hưởng|hiệu lực|ngừng|lùi|giữ nguyên"
    r"|cho phép|thời gian (?!thực hiện|hoàn thành))"
    r"(?![^.;]*(?:hoàn thành|xong|kết thúc|báo cáo|trình|gửi))[^.;]*$"
)
#: A period that runs on: no deadline.
RUNS_ON = (
    r"\s?(?:và (?:các|những) năm|và đầu năm|và (?:những|các) tháng|và giai đoạn|trở đi|đến khi|-\s?nay|đến nay|và cả)"
)

ALL = (
    DUE_DAY,
    DUE_BARE_DAY,
    DUE_MONTH,
    DUE_QUARTER,
    DUE_YEAR,
    DUE_HALF,
    DUE_RELATIVE,
    DUE_TODAY,
    DUE_WEEK,
    COLUMN_DAY,
    COLUMN_MONTH,
    COLUMN_YEARS,
    *CADENCES,
)
