"""How a time for doing something is said: clock, day, month, quarter, year, cadence, and what only looks like it."""

from __future__ import annotations

import re

from vanban.grammar import Pattern
from vanban.grammar.cadences import EVERY
from vanban.grammar.times import BEFORE, BY, CLOCK, DAY, DURING, again

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}

DUE_DAY = Pattern(
    id="due.day",
    looks_for="a day by which, before which or on which something is done",
    pattern=(
        rf"(?:(?P<bound>{BEFORE}|{BY}|{DURING})\s)?(?:(?:lúc\s"
        rf"|vào\s)?{CLOCK}\s?,?\s)?(?:thời (?:điểm|hạn)\s|(?:buổi\s)?(?:sáng|chiều|tối)\s|[Tt]hứ\s\w+,?\s\(?)?"
        rf"(?:ng[àa]y\s){DAY}(?:,?\s\(?(?P<after>{BEFORE}"
        rf"|{BY})\s{again(CLOCK, '2')})?"
    ),
    examples=(
        "trước ngày 05 tháng 8 năm 2025",
        "trước 16h00 ngày 12/01/2026",
        "chậm nhất là ngày 07/9/2026",
        "ngày 21/8/2026, trước 14h00",
        "trước ngày 25/9/2026 (trước 16h00)",
        "hạn cuối là ngày 25/9/2026",
    ),
    counter_examples=("0912.345.678", "Nghị định số 30/2020/NĐ-CP"),
)
DUE_BARE_DAY = Pattern(
    id="due.bare_day",
    looks_for="a day without the word ngày, after trước or chậm nhất",
    pattern=rf"(?P<bound>{BEFORE}|(?:[Cc]hậm|[Mm]uộn) nhất(?: là| vào| đến)?(?: hết)?|[Đđ]ến hết"
    rf"|[Kk]hông quá)\s(?:{CLOCK}\s?,?\s)?{DAY}",
    examples=("trước 10 tháng 8 năm 2025", "trước 10/122026"),
    counter_examples=("trước ngày",),
)
SECOND_DAY = Pattern(
    id="due.second_day",
    looks_for="a second day joined to the first by và",
    pattern=rf"(?:,)? và (?P<whole>(?:ngày )?{DAY.replace('th[aá]ng|', '')})",
    examples=(" và 15/6/2026", " và ngày 31/12/2026"),
    counter_examples=(" và Công văn số 12/2026",),
)
DUE_LABELLED = Pattern(
    id="due.labelled_day",
    looks_for="a day without the word ngày, after the label of a deadline",
    pattern=rf"(?:[Tt]hời (?:hạn|gian)(?: [^:.;,]{{2,30}})?|[Hh]ạn(?: cuối| chót| nộp| gửi| hoàn thành)*):\s"
    rf"(?:(?P<bound>{BEFORE}|{BY})\s)?(?:ngày\s)?{DAY}",
    examples=("Thời hạn: 30/9/2026", "Thời gian hoàn thành: 15/11/2026", "hạn chót: 28/9/2026"),
    counter_examples=("Thời gian họp buổi sáng",),
)
DUE_RANGE = Pattern(
    id="due.range_of_days",
    looks_for="from one day to another, the time of doing the work: the second day",
    pattern=r"[Tt]ừ (?:ngày )?\d{1,2}(?:(?:/| tháng )\d{1,2}(?:(?:/| năm )\d{4})?)? (?:đến|tới)(?: hết)?"
    rf" (?:ngày )?{DAY}",
    examples=("từ ngày 10/9 đến 20/9/2026", "từ 15/9/2026 đến 30/9/2026", "Từ ngày 01 đến hết ngày 10/9/2026"),
    counter_examples=("từ ngày 15/9/2026",),
)
DUE_MONTH_RANGE = Pattern(
    id="due.range_of_months",
    looks_for="from one month to another: the second month",
    pattern=r"[Tt]ừ tháng \d{1,2}(?:(?:\s?/\s?| năm )\d{4})? (?:đến|tới)(?: hết)? tháng (?P<month>\d{1,2})"
    r"(?:(?:\s?/\s?|,? năm )(?P<year>\d{4}))?(?![\d/])",
    examples=("Từ tháng 9 đến tháng 12/2026", "từ tháng 10/2026 đến hết tháng 3/2027"),
    counter_examples=("từ tháng 9/2026",),
)
DUE_MONTH = Pattern(
    id="due.month",
    looks_for="a month, or the last of a range of months",
    pattern=(
        rf"(?:(?P<bound>{BEFORE}|{BY}|{DURING})\s(?:các\s)?)?(?:(?P<part>cuối|giữa"
        rf"|nửa đầu|đầu)\s)?[Tt]h[áa]ng\s(?:(?:\d{{1,2}}(?:\s?/\s?\d{{4}})?\s?(?:-|–|,|đến"
        rf"|và)\s?(?:[Tt]háng\s)?){{0,4}}(?P<month>\d{{1,2}})(?:\s?[/.-]\s?|\s?,?\s?n[ăa]m\s)(?P<year>\d{{4}})"
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
        rf"|đầu)\s)?[Qq](?:u[ýíyỷỳ]|úy)\s(?:(?:(?:IV|III|II|I|[1-4])(?:\s?/\s?\d{{4}}| năm \d{{4}})?\s?(?:-|–|,|và"
        rf"|đến)\s?(?:[Qq]uý\s)?){{0,3}}(?P<quarter>IV|III|II|I|[1-4])(?:\s?[/-]\s?"
        rf"|\s?,?\s?(?:của )?(?:năm\s)?)(?P<year>\d{{4}})?(?: này| năm nay)?|(?P<this>này|tới|sau))(?!\w)"
    ),
    examples=("trong Quý IV năm 2025", "Quý III/2026", "quý 3 năm 2026"),
    counter_examples=("quý báu", "Quý cơ quan"),
)
DUE_YEAR = Pattern(
    id="due.year",
    looks_for="a year, a half or three quarters of it",
    pattern=(
        rf"(?:(?P<bound>{BEFORE}|{BY}|[Nn]gay trong|[Tt]rong|[Vv]ào|[Cc]uối)\s)(?:(?P<part>cuối"
        rf"|đầu)\s)?năm\s(?:(?P<year>\d{{4}})|(?P<this>nay|này|tới|sau))"
    ),
    examples=("trong năm 2025", "hết năm 2026", "trước năm 2027", "cuối năm 2026"),
    counter_examples=("năm 2025 đạt 8%",),
)
DUE_HALF = Pattern(
    id="due.half",
    looks_for="the first six or nine months of a year",
    pattern=r"(?:(?P<months>0?[69]) tháng|nửa) (?P<part>đầu|cuối) (?:năm|của năm)(?: (?P<year>\d{4})| nay"
    r"|(?=[\s.;,)]|$))",
    examples=("6 tháng đầu năm 2026", "nửa đầu năm 2027", "6 tháng cuối năm"),
    counter_examples=("trong 6 tháng",),
)
DUE_RELATIVE = Pattern(
    id="due.days_after_issue",
    looks_for="so many days, weeks or months from the day the document is signed or issued",
    pattern=(
        r"(?:[Tt]rong(?: vòng| thời hạn)?|[Cc]hậm nhất(?: là)?"
        r"|[Ss]au) (?P<days>\d{1,3}) (?P<unit>ngày|tuần|tháng)(?P<working> làm việc)?,? (?:kể )?từ (?:ngày|khi) (?:ký"
        r"|ban hành|ký ban hành|(?:Quyết định|Kế hoạch|Nghị quyết|Chỉ thị|Thông báo|[Vv]ăn bản|Công văn) này được (?:ký"
        r"|ban hành))(?: (?:văn bản|Kế hoạch|Quyết định|Nghị quyết|Chỉ thị|Công điện"
        r"|Thông báo|Công văn))?(?: này)?"
    ),
    examples=(
        "trong vòng 10 ngày làm việc kể từ ngày ký",
        "trong 15 ngày kể từ ngày ban hành",
        "trong thời hạn 01 tháng kể từ ngày ký",
        "trong vòng 30 ngày kể từ ngày Quyết định này được ban hành",
    ),
    counter_examples=("trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ",),
)
DUE_TODAY = Pattern(
    id="due.today",
    looks_for="the day of the document itself, or the day after it",
    pattern=rf"(?:(?P<bound>{BEFORE}|[Cc]hậm nhất(?: là)?|[Xx]ong)\s(?:{CLOCK}\s)?|(?:ngay )?trong )(?:ngày )?"
    r"(?P<which>hôm nay|mai)(?![\wà-ỹ])|(?:ngay )?trong (?:sáng|chiều|tối) nay(?![\wà-ỹ])",
    examples=("ngay trong ngày hôm nay", "trước 16 giờ hôm nay", "trước 10h00 ngày mai"),
    counter_examples=("ngày mai", "cho đến hôm nay"),
)
DUE_WEEK = Pattern(
    id="due.week",
    looks_for="the week of the document, or the week after it",
    pattern=r"(?:trong|cuối|hết) tuần (?P<which>này|tới|sau)",
    examples=("trong tuần này", "trong tuần tới"),
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

#: without one of these a text says nothing about time
ANY_TIME = re.compile(
    rf"\d|[Qq]u[ýíyỷỳ] (?:[IV]+|tới|sau)(?!\w)|năm (?:tới|sau)|ngày mai|(?:sáng|chiều|tối) nay|tuần (?:tới|sau)"
    rf"|cuối năm"
    rf"|{EVERY} (?:năm|tháng|tuần|quý|ngày)|mỗi (?:năm|tháng|tuần|quý|ngày)|tháng (?:này|tới|sau|cuối|đầu)"
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
    r"(?:số liệu|(?:quá|đến|tới) hạn|sinh|nghỉ(?: lễ| Tết)?|[Kk]ỳ báo cáo|thời kỳ|năm tài chính|lũy kế|luỹ kế"
    r"|tính|lấy|chốt|hiệu lực(?: thi hành)?|kể|bắt đầu|áp dụng"
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
    r"(?:thí điểm|(?:thuế|lãi) suất|mức (?:thu|phí)|giá trị|còn hạn|tạm dừng|tạm ngừng|gia hạn|kéo dài|áp dụng"
    r"|miễn|giảm|hỗ trợ|duy trì|hưởng|hiệu lực|ngừng|lùi|giữ nguyên"
    r"|cho phép|thời gian (?!thực hiện|hoàn thành))"
    r"(?![^.;]*(?:hoàn thành|xong|kết thúc|báo cáo|trình|gửi))[^.;]*$"
)
#: What follows a period of which a result is told: no deadline.
TELLS_RESULT = (
    r"(?:,|) (?:cả nước|toàn (?:tỉnh|thành phố|ngành|quốc|huyện|xã)|tổng (?!hợp|kết|kiểm|rà)|số |kim ngạch|chỉ số"
    r"|G?R?DP"
    r"|sản lượng|doanh thu|thu ngân sách|tỷ lệ|lượng |tình hình|ước |đạt |đã |có \d|xảy ra|ghi nhận)"
)
#: A period that runs on: no deadline.
RUNS_ON = (
    r"\s?(?:và (?:các|những) năm|và đầu năm|và (?:những|các) tháng|và giai đoạn|trở đi|đến khi|-\s?nay|đến nay|và cả)"
)

ALL = (
    DUE_DAY,
    DUE_BARE_DAY,
    SECOND_DAY,
    DUE_LABELLED,
    DUE_RANGE,
    DUE_MONTH_RANGE,
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
)
