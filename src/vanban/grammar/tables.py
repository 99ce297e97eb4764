"""The heads of task tables and what stands in their columns."""

from __future__ import annotations

import re

from vanban.grammar import Pattern

ORDINAL = Pattern(
    id="table.ordinal",
    looks_for="the head of the column of numbers, with which the head of a task table begins",
    pattern=r"^(?:STT|TT|Số TT|Stt|S\.?TT|Số thứ tự)\.?(?=\s|$)",
    examples=("STT", "TT Nội dung công việc", "Số TT"),
    counter_examples=("TTCP", "Số 12"),
)
#: what a column may be called: role -> words, tried in this order at each place of the head
_WHO = (
    r"(?:(?:cơ quan|đơn vị|tổ chức|bộ phận|cấp|cán bộ|sở, ngành|bộ, ngành)(?:\s?[,/]\s?(?:cơ quan|đơn vị"
    r"|tổ chức|địa phương|cá nhân))*\s)"
)
_WHAT = r"(?:nhiệm vụ|nội dung|công việc|hoạt động|đề án|văn bản|giải pháp|chỉ tiêu|dự án|mục tiêu|thủ tục)"
_DOES = (
    r"(?:chủ trì|thực hiện|chịu trách nhiệm(?: chính)?|đầu mối|phụ trách|tham mưu|được giao|soạn thảo|trình|triển khai"
    r"|theo dõi)"
)
COLUMN_WORDS: tuple[tuple[str, str], ...] = (
    ("ordinal", r"(?:stt|tt|số tt|s\.tt|số thứ tự|#)"),
    ("lead", rf"{_WHO}?chủ trì\s?(?:,|/|và|-)\s?{_WHO}?phối hợp(?: thực hiện)?"),
    ("coordinating", rf"{_WHO}?(?:cùng )?phối hợp(?: thực hiện)?"),
    (
        "time",
        r"(?:thời (?:gian|hạn|điểm)|tiến độ|kỳ hạn|hạn|hoàn thành trước)(?:[ ,/]+(?:thực hiện|hoàn thành|trình"
        r"|báo cáo|ban hành"
        r"|triển khai|dự kiến|xong|gửi|ubnd tỉnh|chính phủ|thủ tướng chính phủ|thủ tướng|quốc hội|và|kết thúc"
        r"|bắt đầu|tổ chức))*",
    ),
    (
        "lead",
        rf"{_WHO}(?:{_DOES}[ ,]*)+|chủ trì(?: {_DOES})*|phân công(?: thực hiện| nhiệm vụ| trách nhiệm)?"
        rf"|trách nhiệm(?: thực hiện)?"
        r"|đầu mối thực hiện|người (?:thực hiện|phụ trách)",
    ),
    (
        "result",
        r"(?:dự kiến )?(?:kết quả|sản phẩm|đầu ra|hình thức văn bản|yêu cầu sản phẩm)(?:[ ,/]+(?:kết quả"
        r"|sản phẩm|đầu ra|dự kiến|cần đạt|hoàn thành"
        r"|thực hiện|chủ yếu|chính|đạt được|cuối cùng|và))*",
    ),
    (
        "other",
        r"(?:căn cứ(?: bổ sung| pháp lý)?|ghi chú|kinh phí(?: thực hiện| dự kiến)?|nguồn (?:vốn|lực|kinh phí)"
        r"|cơ sở pháp lý|địa điểm|đối tượng|mức độ"
        r"|lãnh đạo (?:phụ trách|chỉ đạo))",
    ),
    (
        "name",
        rf"(?:tên |các |danh mục |nhóm )*{_WHAT}(?:[ ,/]+(?:tên|{_WHAT}|cụ thể|chủ yếu|trọng tâm|chính|thực hiện"
        rf"|được giao|triển khai|cần|và|của))*",
    ),
)
COLUMN = re.compile("|".join(f"(?P<{role}_{i}>{words})" for i, (role, words) in enumerate(COLUMN_WORDS)), re.IGNORECASE)
#: a line that can only be part of a head
HEAD_WORDS = re.compile(
    r"(?:(?:STT|TT|Số|thứ tự|Tên|nhiệm vụ|nội dung|công việc|cụ thể|Cơ|quan|Đơn|vị|chủ|trì|phối|hợp"
    r"|Kết|quả|Sản|phẩm|Thời|gian|hạn|hoàn|thành|thực|hiện|Căn|cứ|bổ|sung|Ghi|chú|đầu|ra|dự|kiến|Tiến|độ|giải|pháp"
    r"|hoạt|động|văn|bản|trình|tham|mưu|Các|danh|mục|đề|án|nhiệm|vụ|nội|dung|công|việc|cụ|thể|chính|chủ yếu"
    r"|trọng tâm|UBND tỉnh"
    r"|phân|công|trách|báo|cáo|ban|hành|tổ|chức|chịu|mối|phụ|tên|mục|tiêu|chỉ|pháp|lý|nguồn|lực|kinh|phí|của|,|và|/|-|\(\w+\))[\s.,:]*)+",
    re.IGNORECASE,
)
ROW_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)[.)]?(?:\s+|$)")
GROUP_ROW = re.compile(r"(?:[IVX]{1,5}|[A-H])(?:[.)]\s*|\s+|$)(?=[A-ZĐÀ-Ỹ]|$)")
TIME_CELL = Pattern(
    id="table.time",
    looks_for="the whole of a time cell: a day, a period, a cadence, an event",
    pattern=(
        r"(?:(?:Trước|Chậm nhất(?: là)?|Đến(?: hết)?|Hết|Xong trước|Hoàn thành(?: trước| trong)?|Trong"
        r"|Từ) )?(?:ngày \d{1,2}/\d{1,2}(?:/\d{4})?"
        r"|\d{1,2}/\d{1,2}/\d{4}|ngày \d{1,2} tháng \d{1,2} năm \d{4}|\d{1,2}/20\d\d"
        r"|[Tt]háng \d{1,2}(?: ?[-–,] ?(?:tháng )?\d{1,2})?(?: ?/ ?| năm )\d{4}|[Tt]háng \d{1,2}(?![\d/])"
        r"|[Qq]uý (?:IV|III|II|I|[1-4])(?: ?[-–,] ?(?:quý )?(?:IV|III|II|I))?(?: ?/ ?| năm | )\d{4}"
        r"|(?:[Nn]ăm )?20\d\d(?: ?[-–] ?20\d\d)?(?: và hằng năm| và (?:các|những) năm tiếp theo)?(?=\s|$|[.;])"
        r"|[Gg]iai đoạn 20\d\d ?[-–] ?20\d\d)(?: (?:đến|-|–) (?:ngày |tháng |quý "
        r"|năm )?[\dIV/]+(?: năm \d{4})?)?(?:,? (?:thường xuyên|hằng năm|hàng năm))?"
        r"|(?:Thường xuyên|Hằng năm|Hàng năm|Hằng quý|Hàng quý|Hằng tháng|Hàng tháng|Hằng tuần|Hàng tuần"
        r"|Hằng ngày|Hàng ngày|Định kỳ(?: hằng| hàng)? (?:năm|quý|tháng|tuần)|6 tháng/lần|Đột xuất|Liên tục"
        r"|Đã hoàn thành)"
        r"(?:,? (?:và )?(?:từng giai đoạn|thường xuyên|hằng năm|hàng năm|hằng quý|đột xuất|theo yêu cầu|liên tục))*"
        r"|Theo (?:[Kk]ế hoạch|yêu cầu|tiến độ|lộ trình|chỉ đạo|quy định|thời hạn)(?: [^.;A-ZĐÀ-Ỹ]{0,50})?"
        r"|Kỳ họp thứ [^.;]{1,40}?(?=\s(?:Chương trình|Nghị quyết)|$)|(?:Ngay s|S)au khi [^.;]{3,80}"
    ),
    examples=(
        "Tháng 11 - 12/2025",
        "15/5/2027",
        "Trước ngày 31/01/2027",
        "Quý IV/2027",
        "Thường xuyên",
        "2027 - 2030",
        "Từ quý III/2026 đến quý III/2030",
    ),
    counter_examples=("Nghị định", "Quyết định của Thủ tướng"),
)
#: a cell cannot begin after these words: the phrase goes on
HANGS = re.compile(
    r"(?:\b(?:của|trình|với|và|,|do|cho|về|báo cáo|tham mưu|các|từ|tại|đến|giữa|theo|bởi|thuộc|là|trong|để|gửi"
    r"|hoặc|/|được|nhất|có|ở)|[,(/-])$",
    re.IGNORECASE,
)
#: heads of columns that only drawn tables are asked for
NOTE = re.compile(r"ghi chú|chú thích", re.IGNORECASE)
UNIT = re.compile(r"đơn vị (?:tính|đo(?: lường)?)|đvt|đ\.v\.t\.?", re.IGNORECASE)
#: "Đơn vị" alone: of measure in a table of targets, else who does it
BARE_WHO = re.compile(
    r"(?:cơ quan|đơn vị|bộ, ngành|địa phương)(?:\s?[,/]\s?(?:cơ quan|đơn vị|địa phương))*", re.IGNORECASE
)
BEGINNING = re.compile(r"(?:thời gian |ngày )?bắt đầu|từ(?: ngày)?", re.IGNORECASE)
ENDING = re.compile(r"(?:thời gian |ngày )?(?:kết thúc|hoàn thành)|đến(?: ngày)?", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")
#: heads of columns of values
VALUE = re.compile(
    r"(?:(?:mục tiêu|chỉ tiêu|kế hoạch|giá trị|mức|kết quả|định hướng|hiện trạng|thực hiện|ước)(?: thực hiện| cần đạt"
    r"| phấn đấu| giao| đạt)?)?[\s:,]*(?:(?:đến|từ|trong|giai đoạn|năm|đến hết)\s*)*"
    r"(?:20[0-4]\d(?:\s?[-–]\s?20[0-4]\d)?)?",
    re.IGNORECASE,
)
#: the head of a column of ticks under "Tiến độ"
PERIOD = re.compile(r"(?:quý|tháng|năm)?\s*(?:IV|I{1,3}|\d{1,2}|20\d\d)(?:/20\d\d)?", re.IGNORECASE)
#: of two columns of names the one that holds groups
GROUP_HEAD = re.compile(r"nhóm|lĩnh vực|mục tiêu|chủ đề|trụ cột|chương trình", re.IGNORECASE)
INDICATOR = re.compile(r"(?:tên |các |nhóm |danh mục )*(?:chỉ tiêu|chỉ số|mục tiêu|tiêu chí)", re.IGNORECASE)
FOREIGN = Pattern(
    id="table.foreign",
    looks_for="the head of a column that no table of tasks or targets has: prices, persons, copies",
    pattern=r"đơn giá|thành tiền|họ (?:và )?tên|chức (?:vụ|danh)|điện thoại|nơi nhận|số bản|người trình bày",
    examples=("Đơn giá (đồng)", "Họ và tên", "Nơi nhận"),
    counter_examples=("Đơn vị chủ trì", "Thời gian hoàn thành", "Kinh phí"),
    any_case=True,
)
CLOCK = Pattern(
    id="table.clock",
    looks_for="a cell that tells the time of day: the row of an agenda",
    pattern=r"^(?:từ )?\d{1,2}\s?(?:h|giờ|:|g)\s?(?:\d{2})?(?!\d)(?!.*ngày)",
    examples=("8h00 - 8h30", "14 giờ 00", "08:30"),
    counter_examples=("15/8/2025", "16 giờ 00 ngày 12/01/2026", "Quý II/2026"),
    any_case=True,
)
COLUMN_NUMBERS = re.compile(r"\(?(?:\d{1,2}|[A-ZĐ])\)?(?:\s?=.*)?")
GROUP_NUMBER = re.compile(r"(?:(?:Phần|PHẦN|Nhóm|NHÓM|Mục|MỤC) )?(?:[IVXLC]{1,6}|[A-HĐ])(?:\.\d{1,2})?[.)]?")
GROUP_OPENING = re.compile(
    r"(?P<number>(?:(?:Phần|PHẦN|Nhóm|NHÓM|Mục|MỤC) (?:thứ )?)?(?:[IVXLC]{1,6}|[A-HĐ]))"
    r"(?:[.):]\s*|\s+[-–]\s*|\s+)(?=\S)"
)
OPEN_END = Pattern(
    id="table.open_end",
    looks_for="a time cell that names its first year and goes on without end",
    pattern=r"^(?:(?:từ )?năm )?(?P<year>20\d\d) và (?:các|những) năm (?:tiếp theo|sau)",
    examples=("2025 và những năm tiếp theo", "Năm 2025 và các năm tiếp theo"),
    counter_examples=("2025 - 2026", "Thường xuyên"),
    any_case=True,
)
ALWAYS = Pattern(
    id="table.always",
    looks_for="a time cell that asks for work that never ends",
    pattern=r"thường xuyên|liên tục",
    examples=("Thường xuyên", "Nhiệm vụ thường xuyên"),
    counter_examples=("Hằng năm", "2026"),
    any_case=True,
)
TOGETHER = re.compile(r"[;.,\s(-]*(?:(?:cơ quan|đơn vị) )?phối hợp(?: thực hiện| với)?\s*:?\s*", re.IGNORECASE)
LEADING = re.compile(r"^[\s-]*(?:(?:cơ quan|đơn vị) )?chủ trì(?: thực hiện)?\s*:\s*", re.IGNORECASE)
_FIGURE = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
#: a value that is plainly a number or two, perhaps with what it is measured in
NUMBER = re.compile(
    rf"(?:(?:đạt|duy trì|phấn đấu|khoảng|giữ)\s+)*(?:(?P<sign>≥|>=|≤|<=|>|<|=|trên|hơn|ít nhất|tối thiểu|từ|dưới"
    rf"|không quá|tối đa|lớn hơn|nhỏ hơn)\s*)?(?P<low>{_FIGURE})\s*%?(?:\s*(?:-|–|đến)\s*(?P<high>{_FIGURE}))?"
    rf"\s*(?P<unit>[^\d;,.+]{{0,40}}?)(?P<more>\s*(?:trở lên|\+))?",
    re.IGNORECASE,
)
ALL = (ORDINAL, TIME_CELL, FOREIGN, CLOCK, OPEN_END, ALWAYS)
